// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/report/parts.h"
#include "core/report/scale.h"

namespace plumbline::report {

namespace {

constexpr std::array steps_of_a_funnel{"impressions", "clicks", "leads", "orders", "new_customers"};

std::vector<std::string> steps_in(const Setting& s) {
    std::vector<std::string> out;
    for (const char* id : steps_of_a_funnel) {
        if (s.has(id)) out.emplace_back(id);
        // Visits stand for clicks where a dataset knows no clicks.
        if (std::string_view(id) == "clicks" && !s.has(id) && s.has("visits")) out.emplace_back("visits");
    }
    return out;
}

struct Count {
    std::optional<double> now, before;
    void add(std::optional<double> n, std::optional<double> b) {
        if (n) now = now.value_or(0) + *n;
        if (b) before = before.value_or(0) + *b;
    }
};

std::optional<double> rate(std::optional<double> part, std::optional<double> whole) {
    return part && whole && *whole > 0 ? std::optional(*part / *whole) : std::nullopt;
}

} // namespace

std::optional<metrics::Query> funnel_query(const Setting& s) {
    const auto steps = steps_in(s);
    if (steps.size() < 2) return std::nullopt;
    const bool by_channel = s.dataset.dimension("channel") != nullptr && s.has("clicks");
    metrics::Query q = s.query(steps, by_channel ? std::vector<std::string>{"channel"} : std::vector<std::string>{});
    return q;
}

TableSpec make_funnel(const Setting& s, const Table& counts) {
    TableSpec out;
    out.id = "funnel";
    const auto ids = steps_in(s);
    if (ids.size() < 2 || counts.rows() == 0) {
        out.title = s.narrator.say("funnel.none");
        return out;
    }
    const bool by_channel = counts.columns() > 0 && counts.column(0).type() == ColumnType::text;
    std::map<std::string, Count> sums;
    std::vector<std::string> left_out;
    for (size_t r = 0; r < counts.rows(); ++r) {
        // A channel in which nothing is clicked has no first step: its orders would blur every rate.
        if (by_channel && counts.rows() > 1 && number_at(counts, "clicks", r).value_or(0) == 0) {
            if (number_at(counts, "orders", r).value_or(0) > 0 || number_at(counts, "leads", r).value_or(0) > 0)
                left_out.push_back(text_at(counts, 0, r, s.narrator));
            continue;
        }
        for (const std::string& id : ids) sums[id].add(number_at(counts, id, r), number_at(counts, id + "_previous", r));
    }
    narrate::FunnelFacts facts;
    for (const std::string& id : ids) facts.steps.push_back({id, sums[id].now});
    out.title = narrate::funnel_title(s.narrator, facts, s.style);

    // Impressions dwarf everything else: they are named, not drawn.
    const bool head = ids.front() == "impressions" && ids.size() > 2;
    std::vector<std::optional<double>> shown;
    for (size_t i = head ? 1 : 0; i < ids.size(); ++i) shown.push_back(sums[ids[i]].now);
    const Scale scale = scale_for(shown, "count", true);
    double most = 0;
    for (const auto& v : shown) most = std::max(most, v.value_or(0));
    std::string impressions;
    if (head && sums["impressions"].now)
        impressions = s.narrator.phrase("subtitle.impressions", {{"n", format_compact(*sums["impressions"].now, s.style)}});
    const std::string without = left_out.empty() ? "" : s.narrator.phrase("funnel.without", {{"names", join(left_out)}});
    out.subtitle = narrate::capitalised(join({scale_words(scale, "count", s.narrator, s.style), impressions, without}));

    const bool compared = s.comparison.has_value();
    // As many decimals as the smallest rate needs to be told from nothing.
    std::vector<std::optional<double>> rates;
    for (size_t i = 1; i < ids.size(); ++i) rates.push_back(rate(sums[ids[i]].now, sums[ids[i - 1]].now));
    const int decimals = percent_decimals(rates);
    out.columns = {{"step", s.narrator.phrase("column.step"), CellKind::text, {}},
                   {"count", s.narrator.phrase("column.count"), CellKind::number, {}},
                   {"bar", "", CellKind::bar, {}},
                   {"rate", s.narrator.phrase("column.rate"), CellKind::number, {}}};
    if (compared) out.columns.push_back({"points", s.narrator.phrase("column.points"), CellKind::change, {}});
    for (size_t i = head ? 1 : 0; i < ids.size(); ++i) {
        const Count& step = sums[ids[i]];
        std::vector<TableCell> cells(4);
        cells[0].text = s.label(metrics::find_metric(ids[i]));
        cells[1].text = scale.text(step.now, "count", s.style);
        cells[1].value = step.now;
        cells[2].value = step.now;
        cells[2].bar = most > 0 ? step.now.value_or(0) / most : 0;
        const auto now = i > 0 ? rate(step.now, sums[ids[i - 1]].now) : std::nullopt;
        const auto before = i > 0 ? rate(step.before, sums[ids[i - 1]].before) : std::nullopt;
        cells[3].value = now;
        cells[3].text = now ? format_percent(*now, decimals, s.style) : std::string(missing_value);
        if (compared) {
            TableCell cell;
            if (now && before) cell.value = *now - *before;
            cell.text = cell.value ? format_points(*cell.value, s.style) : std::string(missing_value);
            cells.push_back(std::move(cell));
        }
        out.rows.push_back(std::move(cells));
    }
    return out;
}

} // namespace plumbline::report
