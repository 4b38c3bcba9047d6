// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/audit/audit.h"
#include "core/base/format.h"

namespace plumbline::audit {

namespace {

const DatasetColumn* measure(const Finding& f, const DatasetInfo& dataset) {
    const DatasetColumn* column = dataset.by_field(f.column);
    return column && is_measure_role(column->role) ? column : nullptr;
}

/// What a chart of categories may hold.
constexpr size_t most_bars = 8;

ChartSpec bar_chart(const Finding& f, const DatasetInfo& dataset, Language language) {
    const bool fr = language == Language::fr;
    ChartSpec spec;
    spec.id = "audit_" + f.key;
    spec.title = title(f, dataset, language);
    spec.reading = evidence(f, dataset, language);
    const bool rates = f.check == "campaign_outlier" || f.check == "impossible_ratio";
    spec.subtitle = rates ? (fr ? "Valeur du taux" : "Value of the rate") : (fr ? "Lignes" : "Rows");
    spec.x.kind = AxisKind::category;
    spec.y.unit = rates ? "ratio" : "count";
    ChartSeries plain, flagged;
    plain.name = fr ? "Ordinaire" : "Ordinary";
    plain.role = SeriesRole::actual;
    plain.mark = Mark::bar;
    flagged.name = fr ? "Signalé" : "Flagged";
    flagged.role = SeriesRole::loss;
    flagged.mark = Mark::bar;
    for (const Bar& b : f.bars) {
        if (spec.x.categories.size() >= most_bars) break;
        ChartPoint p;
        p.x = static_cast<double>(spec.x.categories.size());
        spec.x.categories.push_back(b.label);
        p.y = b.value;
        (b.flagged ? flagged : plain).points.push_back(p);
        spec.y.from_zero = true;
    }
    if (!plain.points.empty()) spec.series.push_back(std::move(plain));
    if (!flagged.points.empty()) spec.series.push_back(std::move(flagged));
    return spec;
}

} // namespace

std::optional<ChartSpec> evidence_chart(const Finding& f, const DatasetInfo& dataset, Language language) {
    const bool fr = language == Language::fr;
    if (f.series.empty() && !f.bars.empty()) return bar_chart(f, dataset, language);
    if (f.series.empty() || !f.days) return std::nullopt;
    // Rows that are there twice: rows are what is shown.
    const bool rows = f.check == "duplicate_rows" || f.check == "key_conflict" || f.check == "stray_date" ||
                      f.check == "future_date" || (f.check == "missing_values" && !measure(f, dataset));
    const DatasetColumn* column = dataset.by_field(f.column);
    if (!column || !is_measure_role(column->role)) {
        column = dataset.by_role("revenue"); // what check_gaps shows
        for (const DatasetColumn& c : dataset.columns)
            if (!column && is_measure_role(c.role)) column = &c;
    }
    ChartSpec spec;
    spec.id = "audit_" + f.key;
    spec.title = title(f, dataset, language);
    const std::string counted =
        rows ? (fr ? "Lignes" : "Rows") : column_label(column ? column->field : f.column, dataset, language);
    spec.subtitle = counted + (f.segment.empty() ? "" : ", " + f.segment);
    spec.reading = evidence(f, dataset, language);
    spec.x.kind = AxisKind::calendar;
    spec.x.grain = f.series.size() > 1 && f.series[1].day - f.series[0].day == 7    ? Grain::week
                   : f.series.size() > 1 && f.series[1].day - f.series[0].day >= 28 ? Grain::month
                                                                                    : Grain::day;
    spec.y.unit = !rows && column && (column->role == "cost" || column->role == "revenue") ? "currency" : "count";
    ChartSeries band, line, odd;
    band.name = fr ? "Plage attendue" : "Expected range";
    band.role = SeriesRole::expected_range;
    band.mark = Mark::band;
    line.name = counted;
    line.role = SeriesRole::actual;
    odd.name = fr ? "Signalé" : "Flagged";
    odd.role = SeriesRole::loss;
    odd.mark = Mark::point;
    bool any_band = false, any_odd = false;
    for (const DayValue& d : f.series) {
        ChartPoint p;
        p.x = d.day.days;
        p.y = d.seen;
        line.points.push_back(p);
        ChartPoint b;
        b.x = d.day.days;
        b.low = d.low;
        b.high = d.high;
        any_band = any_band || (d.low && d.high);
        band.points.push_back(b);
        if (f.days->contains(d.day) && d.seen) {
            odd.points.push_back(p);
            any_odd = true;
        }
        spec.y.from_zero = spec.y.from_zero && d.seen.value_or(0) >= 0;
    }
    if (any_band) spec.series.push_back(std::move(band));
    spec.series.push_back(std::move(line));
    if (any_odd) spec.series.push_back(std::move(odd));
    return spec;
}

} // namespace plumbline::audit
