// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/filter_popup.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include "core/metrics/metrics.h"
#include "ui/session/wording.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

FilterPopup::FilterPopup(Session& session, const QString& dimension, const QString& name, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_session(session), m_dimension(dimension) {
    setObjectName("popup");
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Filter by %1").arg(name));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(12), px(12), px(12), px(12));
    column->setSpacing(px(8));
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search in %1").arg(name));
    m_search->setAccessibleName(m_search->placeholderText());
    m_values = new QListWidget;
    m_values->setAccessibleName(name);
    m_values->setFrameShape(QFrame::NoFrame);
    m_values->setFixedSize(px(280), px(240));
    m_state = makeLabel(tr("Loading values"), TextStyle::control, Tone::muted);
    m_exclude = new QCheckBox(tr("Leave these out"));
    const metrics::Filter* now = session.selection().filter(dimension);
    m_exclude->setChecked(now && now->exclude);
    auto* buttons = new QHBoxLayout;
    auto* clear = makeButton(tr("Show all"), ButtonKind::quiet);
    auto* ok = makeButton(tr("Apply"), ButtonKind::primary);
    buttons->addWidget(clear);
    buttons->addStretch(1);
    buttons->addWidget(ok);
    column->addWidget(m_search);
    column->addWidget(m_state);
    column->addWidget(m_values);
    column->addWidget(m_exclude);
    column->addLayout(buttons);
    connect(m_search, &QLineEdit::textChanged, this, &FilterPopup::search);
    connect(m_search, &QLineEdit::returnPressed, this, &FilterPopup::apply);
    connect(ok, &QPushButton::clicked, this, &FilterPopup::apply);
    connect(clear, &QPushButton::clicked, this, [this] {
        Session& s = m_session;
        const QString what = m_dimension;
        close();
        s.selection().setFilter(what, {});
    });
    load();
}

void FilterPopup::load() {
    const FactsPtr facts = m_session.facts();
    if (!facts) return;
    struct Loaded {
        QStringList values;
    };
    m_session.jobs().start(
        tr("Loading values"),
        [facts, dimension = m_dimension.toStdString()](Progress&, std::stop_token) {
            Loaded loaded;
            const Table table = metrics::dimension_values(facts->context(), dimension);
            for (size_t i = 0; i < table.rows(); ++i) loaded.values << qs(to_text(table.column(0).value(i)));
            return loaded;
        },
        this,
        [this](const Loaded& loaded) {
            m_state->hide();
            const metrics::Filter* now = m_session.selection().filter(m_dimension);
            for (const QString& value : loaded.values) {
                auto* item = new QListWidgetItem(value, m_values);
                const bool on =
                    now && std::find(now->values.begin(), now->values.end(), value.toStdString()) != now->values.end();
                item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
                item->setCheckState(on ? Qt::Checked : Qt::Unchecked);
            }
            search(m_search->text());
        },
        [this](const Error& error) { m_state->setText(qs(error.text(m_session.language()).what_happened)); });
}

void FilterPopup::search(const QString& typed) {
    for (int i = 0; i < m_values->count(); ++i)
        m_values->item(i)->setHidden(!m_values->item(i)->text().contains(typed, Qt::CaseInsensitive));
}

QStringList FilterPopup::chosen() const {
    QStringList all;
    for (int i = 0; i < m_values->count(); ++i)
        if (m_values->item(i)->checkState() == Qt::Checked) all << m_values->item(i)->text();
    return all;
}

void FilterPopup::apply() {
    QStringList values = chosen();
    // Typed until one was left, and Return: that one is meant.
    if (values.isEmpty() && !m_search->text().isEmpty())
        for (int i = 0; i < m_values->count(); ++i)
            if (!m_values->item(i)->isHidden()) {
                values << m_values->item(i)->text();
                break;
            }
    Session& session = m_session;
    const QString dimension = m_dimension;
    const bool exclude = m_exclude->isChecked();
    close();
    session.selection().setFilter(dimension, values, exclude);
}

void FilterPopup::popupUnder(QWidget* anchor) {
    adjustSize();
    QPoint at = anchor->mapToGlobal(QPoint(0, anchor->height() + px(4)));
    if (const QScreen* screen = anchor->screen())
        at.setX(
            std::clamp(at.x(), screen->availableGeometry().left(), std::max(0, screen->availableGeometry().right() - width())));
    move(at);
    show();
    m_search->setFocus();
}

} // namespace plumbline::ui
