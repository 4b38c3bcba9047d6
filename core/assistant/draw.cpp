// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>

#include "core/assistant/text.h"
#include "core/assistant/wording.h"

namespace plumbline::assistant {

namespace {

constexpr size_t most_categories = 8; // colours that can be told apart (ChartSpec)
constexpr size_t most_bars = 20;      // labels that can be read

} // namespace

std::optional<ChartSpec> draw(const Reply& reply, const DatasetInfo& dataset) {
    if (reply.parts.empty() || reply.plan.queries.empty()) return std::nullopt;
    const Table& t = reply.parts.front();
    size_t keys = 0;
    while (keys < t.columns() && (t.column(keys).type() == ColumnType::text || t.column(keys).type() == ColumnType::date)) ++keys;
    if (t.rows() < 2 || keys == 0 || keys >= t.columns() || keys > 2) return std::nullopt;
    const bool time = t.column(0).type() == ColumnType::date;
    ChartSpec spec;
    spec.id = "answer";
    spec.title = harmless(reply.question, 120);
    spec.reading = reply.text;
    const std::string metric = t.column(keys).name();
    spec.subtitle = column_title(metric, dataset, reply.language);
    spec.y.unit = t.column(keys).unit();
    std::map<std::string, size_t> index;
    auto x_of = [&](size_t row) -> double {
        if (time) return t.column(0).date(row).days;
        const std::string name = to_text(t.column(0).value(row));
        const auto [at, fresh] = index.try_emplace(name, spec.x.categories.size());
        if (fresh) spec.x.categories.push_back(harmless(name));
        return static_cast<double>(at->second);
    };
    spec.x.kind = time ? AxisKind::calendar : AxisKind::category;
    if (time) {
        const std::string grain = t.column(0).name();
        spec.x.grain = parse_grain(grain).value_or(Grain::day);
    }
    const bool line = time && reply.plan.chart != "bar" && reply.plan.chart != "stacked_bar";
    std::map<std::string, size_t> series;
    for (size_t r = 0; r < t.rows(); ++r) {
        const double x = x_of(r);
        if (!time && x >= static_cast<double>(most_bars)) continue;
        if (keys == 2) {
            const std::string name = to_text(t.column(1).value(r));
            const auto [at, fresh] = series.try_emplace(name, spec.series.size());
            if (fresh) {
                if (spec.series.size() >= most_categories) {
                    series.erase(name);
                    continue;
                }
                ChartSeries s;
                s.name = harmless(name);
                s.role = SeriesRole::category;
                s.category_slot = static_cast<int>(spec.series.size());
                s.mark = line ? Mark::line : Mark::bar;
                spec.series.push_back(std::move(s));
            }
            spec.series[at->second].points.push_back({x, t.column(2).number(r), {}, {}, false, ""});
            continue;
        }
        const bool interval = t.columns() >= keys + 3 && t.column(keys + 1).name().ends_with("_lower");
        const bool counted = reply.plan.queries.front().aggregate == "count"; // the sums beside it are of another size
        const size_t most = interval || counted ? keys + 1 : t.columns();
        for (size_t c = keys; c < std::min(most, keys + 3); ++c) {
            if (t.column(c).unit() != spec.y.unit || t.column(c).type() == ColumnType::text) continue;
            const std::string name = t.column(c).name();
            const auto [at, fresh] = series.try_emplace(name, spec.series.size());
            if (fresh) {
                ChartSeries s;
                s.name = column_title(name, dataset, reply.language);
                s.role = spec.series.empty() ? (interval ? SeriesRole::forecast : SeriesRole::actual) : SeriesRole::comparison;
                s.mark = line ? Mark::line : Mark::bar;
                if (!time && t.rows() > 5) s.mark = Mark::horizontal_bar;
                spec.series.push_back(std::move(s));
            }
            spec.series[at->second].points.push_back({x, t.column(c).number(r), {}, {}, false, ""});
        }
    }
    if (spec.series.empty()) return std::nullopt;
    try {
        validate(spec);
    } catch (const Error&) {
        return std::nullopt; // a shape that no chart may have: the table stands
    }
    return spec;
}

} // namespace plumbline::assistant
