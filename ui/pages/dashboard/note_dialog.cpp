// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/note_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

QDate toQDate(Date d) {
    const CivilDate c = to_civil(d);
    return {c.year, static_cast<int>(c.month), static_cast<int>(c.day)};
}

Date fromQDate(const QDate& d) {
    return from_civil({d.year(), static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day())});
}

} // namespace

QString annotationKindName(std::string_view kind) {
    if (kind == "promotion") return NoteDialog::tr("Promotion");
    if (kind == "price") return NoteDialog::tr("Price");
    if (kind == "competitor") return NoteDialog::tr("Competitor");
    if (kind == "tracking") return NoteDialog::tr("Tracking");
    if (kind == "other") return NoteDialog::tr("Other");
    return NoteDialog::tr("Event");
}

NoteDialog::NoteDialog(const metrics::Annotation& annotation, const std::vector<metrics::Filter>& filters, const QString& scope,
                       QWidget* parent)
    : QDialog(parent), m_annotation(annotation), m_filters(filters) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(annotation.id.empty() ? tr("Add a note") : tr("Change a note"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(16));
    auto* form = new QFormLayout;
    form->setSpacing(px(8));
    m_text = new QLineEdit(qs(annotation.text));
    m_text->setMinimumWidth(px(280));
    m_text->setPlaceholderText(tr("What happened"));
    m_from = new QDateEdit(toQDate(annotation.days.from));
    m_to = new QDateEdit(toQDate(annotation.days.to));
    for (QDateEdit* edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->setDisplayFormat(QStringLiteral("d MMM yyyy")); // 11/10/26 is another day on each side of an ocean
    }
    m_kind = new QComboBox;
    for (const std::string_view kind : metrics::annotation_kinds) m_kind->addItem(annotationKindName(kind), qs(kind));
    m_kind->setCurrentIndex(m_kind->findData(qs(annotation.kind)));
    m_scoped = new QCheckBox(scope.isEmpty() ? tr("Only under the filters of the page") : tr("Only for %1").arg(scope));
    m_scoped->setChecked(!annotation.where.empty());
    m_scoped->setEnabled(!filters.empty() || !annotation.where.empty());
    m_repeats = new QCheckBox(tr("Expected again every year"));
    m_repeats->setChecked(annotation.repeats);
    form->addRow(tr("&Note"), m_text);
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&To"), m_to);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(QString(), m_scoped);
    form->addRow(QString(), m_repeats);
    column->addLayout(form);
    auto* buttons = new QHBoxLayout;
    if (!annotation.id.empty()) {
        auto* remove = makeButton(tr("Remove"), ButtonKind::quiet, "trash");
        connect(remove, &QPushButton::clicked, this, [this] {
            Q_EMIT removed(qs(m_annotation.id));
            close();
        });
        buttons->addWidget(remove);
    }
    buttons->addStretch(1);
    auto* cancel = makeButton(tr("Cancel"), ButtonKind::quiet);
    auto* save = makeButton(tr("Save"), ButtonKind::primary);
    save->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    column->addLayout(buttons);
    const auto check = [this, save] { save->setEnabled(!m_text->text().trimmed().isEmpty()); };
    connect(m_text, &QLineEdit::textChanged, this, check);
    connect(m_from, &QDateEdit::dateChanged, this, [this](const QDate& d) {
        if (m_to->date() < d) m_to->setDate(d);
    });
    connect(m_to, &QDateEdit::dateChanged, this, [this](const QDate& d) {
        if (m_from->date() > d) m_from->setDate(d);
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(save, &QPushButton::clicked, this, [this] {
        Q_EMIT saved(this->annotation());
        close();
    });
    check();
    m_text->setFocus();
}

metrics::Annotation NoteDialog::annotation() const {
    metrics::Annotation a = m_annotation;
    a.text = m_text->text().trimmed().toStdString();
    a.days = {fromQDate(m_from->date()), fromQDate(m_to->date())};
    a.kind = m_kind->currentData().toString().toStdString();
    if (!m_scoped->isChecked())
        a.where.clear();
    else if (a.where.empty())
        a.where = m_filters;
    a.repeats = m_repeats->isChecked();
    return a;
}

} // namespace plumbline::ui
