// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glossary_dialog.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include "ui/charts/number_style.h"
#include "ui/widgets/export_sink.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {
QLabel* text(TextStyle style, Tone tone = Tone::normal) {
    QLabel* label = makeLabel({}, style, tone);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}
} // namespace

GlossaryDialog::GlossaryDialog(std::vector<report::GlossaryEntry> entries, QWidget* parent)
    : QDialog(parent), m_entries(std::move(entries)) {
    setWindowTitle(tr("Glossary"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(px(640), px(420));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(px(16), px(16), px(16), px(16));
    row->setSpacing(px(16));
    auto* left = new QVBoxLayout;
    m_field = new QLineEdit;
    m_field->setPlaceholderText(tr("Search metrics"));
    m_field->setAccessibleName(tr("Search metrics"));
    m_field->setClearButtonEnabled(true);
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Metrics"));
    m_list->setFixedWidth(px(220));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_field->setFixedWidth(px(220));
    left->addWidget(m_field);
    left->addWidget(m_list, 1);
    row->addLayout(left);
    auto* right = new QVBoxLayout;
    right->setSpacing(px(12));
    m_title = text(TextStyle::finding);
    m_note = text(TextStyle::control, Tone::warning);
    right->addWidget(m_title);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(px(16));
    form->setVerticalSpacing(px(10));
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    for (const QString& name :
         {tr("Definition"), tr("Formula"), tr("Unit"), tr("Good direction"), tr("Example"), tr("Also called")}) {
        auto* value = text(TextStyle::body);
        m_names << makeLabel(name, TextStyle::control, Tone::muted);
        m_values << value;
        form->addRow(m_names.back(), value);
    }
    right->addLayout(form);
    right->addWidget(m_note);
    right->addStretch(1);
    row->addLayout(right, 1);
    for (const report::GlossaryEntry& entry : m_entries) {
        auto* item = new QListWidgetItem(qs(entry.name), m_list);
        item->setData(Qt::UserRole, qs(entry.id));
    }
    connect(m_field, &QLineEdit::textChanged, this, &GlossaryDialog::search);
    connect(m_list, &QListWidget::currentRowChanged, this, &GlossaryDialog::refresh);
    m_list->setCurrentRow(0);
}

void GlossaryDialog::search(const QString& typed) {
    const QStringList words = typed.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    int first = -1;
    for (int i = 0; i < m_list->count(); ++i) {
        const report::GlossaryEntry& e = m_entries[static_cast<size_t>(i)];
        const QString all = qs(e.id + " " + e.name + " " + e.short_name + " " + e.synonyms + " " + e.formula);
        const bool hit =
            std::all_of(words.begin(), words.end(), [&](const QString& w) { return all.contains(w, Qt::CaseInsensitive); });
        m_list->item(i)->setHidden(!hit);
        if (hit && first < 0) first = i;
    }
    if (first >= 0 && (m_list->currentRow() < 0 || m_list->currentItem()->isHidden())) m_list->setCurrentRow(first);
}

void GlossaryDialog::showMetric(const QString& id) {
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->data(Qt::UserRole).toString() == id) {
            m_field->clear();
            m_list->setCurrentRow(i);
            m_list->scrollToItem(m_list->item(i));
        }
}

void GlossaryDialog::refresh() {
    const int i = m_list->currentRow();
    if (i < 0 || i >= static_cast<int>(m_entries.size())) return;
    const report::GlossaryEntry& e = m_entries[static_cast<size_t>(i)];
    m_title->setText(e.short_name == e.name ? qs(e.name) : QStringLiteral("%1 (%2)").arg(qs(e.name), qs(e.short_name)));
    // The word before the example stands left of it already.
    QString example = qs(e.example);
    if (const qsizetype colon = example.indexOf(QLatin1Char(':')); colon >= 0) example = example.mid(colon + 1).trimmed();
    const QString values[] = {qs(e.explanation), qs(e.formula), qs(e.unit), qs(e.good), example, qs(e.synonyms)};
    for (qsizetype k = 0; k < m_values.size(); ++k) {
        m_values[k]->setText(values[k]);
        m_values[k]->setVisible(!values[k].isEmpty());
        m_names[k]->setVisible(!values[k].isEmpty());
    }
    m_note->setText(e.available ? QString() : tr("This dataset lacks what it is made of."));
    m_note->setVisible(!e.available);
}

void openGlossary(QWidget* from, const QString& metric) {
    const ExportSink* sink = ExportSink::of(from);
    QWidget* window = from->window();
    auto* open = window->findChild<GlossaryDialog*>(QString(), Qt::FindDirectChildrenOnly);
    auto* dialog =
        open ? open : new GlossaryDialog(report::glossary(sink ? sink->dataset() : nullptr, numberStyle().language), window);
    if (!metric.isEmpty()) dialog->showMetric(metric);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

QString metricTip(const std::string& metric) {
    if (metric.empty()) return {};
    for (const report::GlossaryEntry& e : report::glossary(nullptr, numberStyle().language))
        if (e.id == metric) return QStringLiteral("%1 = %2").arg(qs(e.name), qs(e.formula));
    return {};
}

} // namespace plumbline::ui
