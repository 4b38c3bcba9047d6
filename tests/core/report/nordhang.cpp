// SPDX-License-Identifier: GPL-3.0-or-later
#include "nordhang.h"

#include <algorithm>
#include <stdexcept>

namespace plumbline::testing {

World nordhang() {
    std::vector<Row> rows;
    auto add = [&](Date monday, const char* channel, const char* campaign, std::vector<std::optional<int64_t>> measures) {
        rows.push_back({monday, {channel, campaign}, std::move(measures)});
    };
    // impressions, clicks, leads, orders, new customers, cost and revenue in hundredths
    const Date now = day("2026-09-28"), then = day("2025-09-29");
    for (int week = 0; week < 3; ++week) {
        add(now + 7 * week, "Search", "Brand", {10000, 1000, 100, 50, 10, 50000, 500000 + 100000 * week});
        add(now + 7 * week, "Social", "Video, broad", {20000, 500, 50, 10, 5, 100000, 80000});
        add(now + 7 * week, "Direct", "No campaign", {0, 0, 30, 20, 2, 0, 200000});
        add(then + 7 * week, "Search", "Brand", {10000, 1000, 90, 40, 10, 50000, 500000});
        add(then + 7 * week, "Social", "Video, broad", {20000, 500, 50, 10, 5, 90000, 100000});
        add(then + 7 * week, "Direct", "No campaign", {0, 0, 30, 20, 2, 0, 200000});
    }
    add(day("2026-10-21"), "Search", "Brand", {1000, 100, 10, 5, 1, 5000, 100000}); // Wednesday of W43
    World world({{"channel", "dimension", "channel"}, {"campaign", "campaign", ""}},
                {{"impressions", "impressions"},
                 {"clicks", "clicks"},
                 {"leads", "leads"},
                 {"orders", "orders"},
                 {"new_customers", "new_customers"},
                 {"cost", "cost", FieldType::decimal, 2},
                 {"revenue", "revenue", FieldType::decimal, 2}},
                std::move(rows));
    world.info.currency = "CHF";
    world.info.fingerprint = "7f3a91c2d4e5f6";
    return world;
}

DateRange three_weeks() { return {day("2026-09-28"), day("2026-10-18")}; }

report::Dashboard dashboard(const World& world, report::DashboardRequest request) {
    return report::build_dashboard({&world.info, world.engine.get(), nullptr}, request);
}

const report::KpiCard& card(const report::Dashboard& d, std::string_view metric) {
    const auto at = std::ranges::find(d.cards, metric, &report::KpiCard::metric);
    if (at == d.cards.end()) throw std::out_of_range(std::string(metric));
    return *at;
}

std::vector<std::string> column(const TableSpec& table, std::string_view id) {
    const auto at = std::ranges::find(table.columns, id, &TableColumnSpec::id);
    if (at == table.columns.end()) throw std::out_of_range(std::string(id));
    std::vector<std::string> out;
    for (const auto& row : table.rows) out.push_back(row[static_cast<size_t>(at - table.columns.begin())].text);
    return out;
}

} // namespace plumbline::testing
