// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/assistant/assistant.h"
#include "tests/core/metrics/world.h"

namespace plumbline::testing {

/// Ten days of four campaigns in two channels and two countries, small enough to add up by hand:
/// day d (1 to 10 March 2026), campaign c (0 to 3): clicks 10 (c + 1) + d, impressions 100 times that, orders c + 1 (0 on even
/// days for c = 3), cost 100 (c + 1), revenue 150, 300, 240, 100 a day. So ROI is 0.5, 0.5, -0.2 and -0.75.
inline World shop() {
    std::vector<Row> rows;
    const char* campaigns[] = {"google_brand", "google_generic", "meta_prospecting", "meta_lookalike"};
    const char* channels[] = {"search", "search", "social", "social"};
    const char* countries[] = {"FR", "CH", "FR", "CH"};
    const int64_t revenue[] = {15000, 30000, 24000, 10000};
    for (int d = 1; d <= 10; ++d)
        for (int64_t c = 0; c < 4; ++c)
            rows.push_back(
                {day("2026-03-01") + (d - 1),
                 {std::string(channels[c]), std::string(countries[c]), std::string(campaigns[c])},
                 {10 * (c + 1) + d, 100 * (10 * (c + 1) + d), c == 3 && d % 2 == 0 ? 0 : c + 1, 10000 * (c + 1), revenue[c]}});
    return World({{"channel", "dimension", "channel"}, {"country", "dimension", "country"}, {"campaign", "campaign", ""}},
                 {{"clicks", "clicks"},
                  {"impressions", "impressions"},
                  {"orders", "orders"},
                  {"cost", "cost", FieldType::decimal, 2},
                  {"revenue", "revenue", FieldType::decimal, 2}},
                 std::move(rows));
}

struct Desk {
    World world = shop();
    metrics::Context context{&world.info, world.engine.get(), world.cube.get()};
    assistant::Assistant assistant{context};

    assistant::Reply ask(const std::string& question, const assistant::Plan* before = nullptr) const {
        assistant::AskOptions o;
        o.now = day("2026-03-11");
        o.before = before;
        return assistant.ask(question, o);
    }
};

inline const Desk& desk() {
    static const Desk d;
    return d;
}

/// First number of the first row.
inline std::optional<double> figure(const assistant::Reply& r) {
    if (r.parts.empty() || r.parts.front().rows() == 0) return std::nullopt;
    const Table& t = r.parts.front();
    for (size_t c = 0; c < t.columns(); ++c)
        if (t.column(c).type() == ColumnType::real || t.column(c).type() == ColumnType::integer) return t.column(c).number(0);
    return std::nullopt;
}

/// Texts of a column.
inline std::vector<std::string> names(const assistant::Reply& r, size_t column = 0) {
    std::vector<std::string> out;
    if (r.parts.empty() || r.parts.front().columns() <= column) return out;
    for (size_t i = 0; i < r.parts.front().rows(); ++i) out.push_back(to_text(r.parts.front().column(column).value(i)));
    return out;
}

} // namespace plumbline::testing
