// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/dashboard/pin_card.h"
#include "ui/session/record_change.h"
#include "ui/widgets/kpi_card.h"

/// The tiles of the Dashboard, pinned charts among them.
namespace plumbline::ui {

namespace {
constexpr int pin_span = 6; // two in a row, until a person arranges them
}

std::vector<PinCard*> DashboardPage::pins() const {
    std::vector<PinCard*> all;
    for (const auto& [id, card] : m_pins) all.push_back(card);
    return all;
}

void DashboardPage::refreshPins() {
    std::set<std::string> there;
    const bool removable = m_presenter.records().canWrite();
    for (const metrics::Pin& pin : m_presenter.records().pins()) {
        const std::string tile = std::string(report::pin_tile) + pin.id;
        there.insert(tile);
        PinCard*& card = m_pins[tile];
        if (!card) {
            card = new PinCard(body());
            card->hide();
            connect(card, &PinCard::removeRequested, this, [this, made = card] { unpin(m_presenter.session(), made->pin()); });
            connect(card, &PinCard::sourceRequested, this, &DashboardPage::openPageRequested);
        }
        card->setPin(pin, m_presenter.session().language());
        card->setRemovable(removable);
    }
    for (auto it = m_pins.begin(); it != m_pins.end();) {
        if (there.contains(it->first)) {
            ++it;
            continue;
        }
        it->second->hide();
        it->second->deleteLater();
        it = m_pins.erase(it);
    }
    refresh();
}

/// As arranged; pins that are not arranged yet come last, pins that are gone are left out.
std::vector<report::Tile> DashboardPage::tilesWithPins() const {
    std::vector<report::Tile> tiles = report::checked(m_presenter.arrangement().tiles);
    std::erase_if(tiles, [&](const report::Tile& t) { return t.id.starts_with(report::pin_tile) && !m_pins.contains(t.id); });
    for (const metrics::Pin& pin : m_presenter.records().pins()) {
        const std::string id = std::string(report::pin_tile) + pin.id;
        const bool known = std::any_of(tiles.begin(), tiles.end(), [&](const report::Tile& t) { return t.id == id; });
        if (!known && m_pins.contains(id)) tiles.push_back({id, pin_span, true});
    }
    return tiles;
}

QWidget* DashboardPage::tileWidget(const std::string& id) const {
    if (id == "cards") return m_cards;
    if (id == "series") return m_series;
    if (id == "breakdown") return m_breakdown;
    if (id == "campaigns") return m_campaigns;
    if (id == "funnel") return m_funnel;
    if (id == "cohorts") return m_cohorts;
    const auto pin = m_pins.find(id);
    return pin == m_pins.end() ? nullptr : pin->second;
}

} // namespace plumbline::ui
