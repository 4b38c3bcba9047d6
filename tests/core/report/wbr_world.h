// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <cmath>

#include "core/report/wbr.h"
#include "tests/core/metrics/world.h"

namespace plumbline::testing {

/// The world of a shop's rows: channel, region, `more` dimensions and the campaign; impressions, clicks, orders, new customers,
/// cost and revenue, the last two in hundredths of a franc.
inline World shop_of(std::vector<Row> rows, const std::vector<std::string>& more = {}) {
    std::vector<DimensionSpec> dimensions{{"channel", "dimension", "channel"}, {"region", "dimension", "region"}};
    for (const std::string& d : more) dimensions.push_back({d, "dimension", d});
    dimensions.push_back({"campaign", "campaign", ""});
    World world(std::move(dimensions),
                {{"impressions", "impressions"},
                 {"clicks", "clicks"},
                 {"orders", "orders"},
                 {"new_customers", "new_customers"},
                 {"cost", "cost", FieldType::decimal, 2},
                 {"revenue", "revenue", FieldType::decimal, 2}},
                std::move(rows));
    world.info.currency = "CHF";
    world.info.fingerprint = "7f3a91c2d4e5f6";
    return world;
}

/// A shop of three channels and two regions with a campaign in each channel, one row a day, over `weeks` weeks up to 15 November
/// 2026 (a Sunday). Every day of a channel and region brings the same orders, but a season of the weekday and a slow one of the
/// year, and from `fault` on Social in Romandie brings `left` of them.
struct ShopSpec {
    int weeks = 60;
    Date fault = *parse_iso_date("2026-11-09");
    double left = 0.4;
    bool losing_campaign = true; ///< Social returns less than it costs
};

inline World shop(const ShopSpec& spec = {}) {
    const char* channels[] = {"Search", "Social", "Email"};
    const char* regions[] = {"Deutschschweiz", "Romandie"};
    const int64_t base[] = {120, 60, 30};                                             // orders a day
    const int64_t spend[] = {400000, spec.losing_campaign ? 1400000 : 200000, 20000}; // hundredths a day
    const Date last = *parse_iso_date("2026-11-15");
    std::vector<Row> rows;
    for (int day = spec.weeks * 7 - 1; day >= 0; --day) {
        const Date d = last - day;
        const double weekday = iso_weekday(d) >= 6 ? 0.8 : 1.08;
        const double season = 1 + 0.1 * std::sin(d.days * 2 * 3.14159265358979 / 364);
        for (int c = 0; c < 3; ++c)
            for (int r = 0; r < 2; ++r) {
                const double noise = 1 + 0.02 * std::sin(static_cast<double>(d.days * 7 + c * 13 + r * 29));
                double orders = static_cast<double>(base[c]) * weekday * season * noise * (r ? 0.5 : 1);
                if (c == 1 && r == 1 && d >= spec.fault) orders *= spec.left;
                const auto n = static_cast<int64_t>(std::lround(orders));
                const std::string campaign = std::string(channels[c]) + " always on";
                rows.push_back(
                    {d, {channels[c], regions[r], campaign}, {n * 400, n * 40, n, n / 3, spend[c] * (r ? 1 : 2) / 3, n * 9000}});
            }
    }
    return shop_of(std::move(rows));
}

/// The usual shop, made once a program.
inline const World& shop_world() {
    static const World world = shop();
    return world;
}

inline report::Review review(const World& world, report::ReviewRequest request, bool cube = true) {
    NoProgress quiet;
    return report::build_review({&world.info, world.engine.get(), cube ? world.cube.get() : nullptr}, request, quiet);
}

/// Code of the error that a call ends in; `internal` where it ends well.
inline ErrorCode code(const auto& run) {
    try {
        run();
    } catch (const Error& e) {
        return e.code();
    }
    return ErrorCode::internal;
}

/// A part of a review; null: it has none of that name.
inline const report::ReviewSection* section(const report::Review& r, std::string_view id) {
    const auto at = std::ranges::find(r.sections, id, &report::ReviewSection::id);
    return at == r.sections.end() ? nullptr : &*at;
}

/// Value of a fact; missing where it is missing or there is no such fact.
inline std::optional<double> fact(const report::Review& r, std::string_view id) {
    const auto at = std::ranges::find(r.facts, id, &report::ReviewFact::id);
    return at == r.facts.end() ? std::nullopt : at->value;
}

/// Index of a column of the review's figures; -1: there is none.
inline ptrdiff_t kpi_column(const report::Review& r, std::string_view id) {
    const auto at = std::ranges::find(r.kpis.columns, id, &TableColumnSpec::id);
    return at == r.kpis.columns.end() ? -1 : at - r.kpis.columns.begin();
}

/// Summary of the first page, in one piece.
inline std::string summary_of(const report::Review& r) {
    std::string out;
    for (const std::string& s : r.summary) out += s + " ";
    return out;
}

} // namespace plumbline::testing
