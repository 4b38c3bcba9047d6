// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/pin_card.h"

#include <QAction>
#include <QMenu>

#include "core/base/format.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

PinCard::PinCard(QWidget* parent)
    : ChartCard(parent), m_remove(new QAction(tr("Remove from the dashboard"), this)),
      m_source(new QAction(tr("Show where it came from"), this)) {
    QMenu* menu = moreMenu();
    QAction* first = menu->actions().value(0);
    menu->insertActions(first, {m_remove, m_source});
    menu->insertSeparator(first);
    connect(m_remove, &QAction::triggered, this, &PinCard::removeRequested);
    connect(m_source, &QAction::triggered, this, [this] { Q_EMIT sourceRequested(qs(m_pin.source)); });
}

void PinCard::setPin(const metrics::Pin& pin, Language language) {
    m_pin = pin;
    setSpec(pin.chart);
    setTitle(qs(pin.title));
    const auto day = parse_iso_date(std::string_view(pin.made).substr(0, 10));
    const QString made = day ? tr("As it was on %1").arg(qs(format_date(*day, language))) : tr("As it was when it was pinned");
    setSubtitle(pin.chart.subtitle.empty() ? made : made + QStringLiteral(" · ") + qs(pin.chart.subtitle));
    m_source->setVisible(!pin.source.empty());
}

void PinCard::setRemovable(bool removable) { m_remove->setEnabled(removable); }

} // namespace plumbline::ui
