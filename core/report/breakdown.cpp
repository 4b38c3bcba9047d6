// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/report/parts.h"
#include "core/report/scale.h"

namespace plumbline::report {

namespace {

constexpr int64_t rows_before_other = 7;

bool with_roas(const Setting& s) { return s.main && s.main->id != "roas" && s.has("roas"); }

} // namespace

metrics::Query breakdown_query(const Setting& s, bool only_top) {
    std::vector<std::string> ids{s.main->id};
    if (with_roas(s)) ids.push_back("roas");
    metrics::Query q = s.query(ids, {s.breakdown});
    // A filter on the dimension itself marks its rows instead of leaving out the others.
    std::erase_if(q.filters, [&](const metrics::Filter& f) {
        return !f.exclude && s.dataset.dimension(f.dimension) == s.dataset.dimension(s.breakdown);
    });
    q.order = metrics::Order{s.main->id, true};
    if (only_top) {
        q.limit = rows_before_other;
        q.other = true;
    }
    return q;
}

TableSpec make_breakdown(const Setting& s, const Table& all, const metrics::Answer& top, const std::map<std::string, int>& slots,
                         const Table& totals) {
    TableSpec out;
    out.id = "breakdown";
    if (!s.main || s.breakdown.empty()) {
        out.title = s.narrator.say("breakdown.no_dimension");
        return out;
    }
    const metrics::Metric& metric = *s.main;
    out.dimension = s.breakdown;
    std::string dimension = s.dimension_label(s.breakdown);
    const std::string head = dimension;
    if (!dimension.empty() && dimension[0] >= 'A' && dimension[0] <= 'Z') dimension[0] = static_cast<char>(dimension[0] + 32);

    out.selected = s.kept(s.breakdown);
    // What the totals of the page are of, as long as no filter lies on this very dimension.
    auto total = [&](const std::string& column) -> std::optional<double> {
        if (out.selected.empty()) return number_at(totals, column, 0);
        std::optional<double> sum;
        for (size_t r = 0; r < all.rows(); ++r)
            if (const auto v = number_at(all, column, r)) sum = sum.value_or(0) + *v;
        return sum;
    };
    narrate::BreakdownFacts facts{s.subject(metric),       dimension, {}, total(metric.id), total(metric.id + "_previous"),
                                  s.comparison.has_value()};
    for (size_t r = 0; r < all.rows(); ++r)
        facts.parts.push_back(
            {text_at(all, 0, r, s.narrator), number_at(all, metric.id, r), number_at(all, metric.id + "_previous", r)});
    out.title = narrate::breakdown_title(s.narrator, facts, s.style);

    const Table& rows = static_cast<int64_t>(all.rows()) > rows_before_other + 1 ? top.table : all;
    const bool has_other = &rows == &top.table && top.has_other;
    std::vector<std::optional<double>> values;
    double most = 0;
    for (size_t r = 0; r < rows.rows(); ++r) {
        values.push_back(number_at(rows, metric.id, r));
        most = std::max(most, values.back().value_or(0));
    }
    const Scale scale = scale_for(values, metric.unit, false);
    const bool compared = s.comparison.has_value(), roas = with_roas(s);
    std::string change;
    if (compared)
        change = s.narrator.phrase(s.compare == metrics::Comparison::year ? "subtitle.change_year" : "subtitle.change_previous");
    out.subtitle = join({s.narrator.say("subtitle.by", {{"label", s.short_label(metric)}, {"dimension", dimension}}),
                         scale_words(scale, metric.unit, s.narrator, s.style), change});

    out.columns = {{"name", head, CellKind::text, {}},
                   {"value", s.short_label(metric), CellKind::number, metric.id},
                   {"bar", "", CellKind::bar, metric.id}};
    if (compared) out.columns.push_back({"change", s.narrator.phrase("column.change"), CellKind::change, metric.id});
    if (roas) out.columns.push_back({"roas", "ROAS", CellKind::number, "roas"});
    for (size_t r = 0; r < rows.rows(); ++r) {
        const bool other = has_other && r + 1 == rows.rows();
        const std::string name = other ? s.narrator.phrase("value.other") : text_at(rows, 0, r, s.narrator);
        const auto slot = slots.find(name);
        const int colour = slots.empty() ? -1 : other || slot == slots.end() ? other_slot : slot->second;
        std::vector<TableCell> cells(3);
        cells[0].text = name;
        cells[0].category_slot = colour;
        cells[1].text = scale.text(values[r], metric.unit, s.style);
        cells[1].value = values[r];
        cells[2].value = values[r];
        cells[2].bar = most > 0 ? std::clamp(values[r].value_or(0) / most, 0.0, 1.0) : 0;
        cells[2].category_slot = colour;
        if (compared)
            cells.push_back(change_cell(s, metric.unit, number_at(rows, metric.id + "_change", r), values[r],
                                        number_at(rows, metric.id + "_previous", r)));
        if (roas) {
            TableCell cell;
            cell.value = number_at(rows, "roas", r);
            cell.text = cell.value ? format_number(*cell.value, 1, s.style) : std::string(missing_value);
            cell.strong = cell.value && *cell.value < 1;
            if (cell.strong) cell.tone = Tone::loss;
            cells.push_back(std::move(cell));
        }
        out.rows.push_back(std::move(cells));
    }
    return out;
}

} // namespace plumbline::report
