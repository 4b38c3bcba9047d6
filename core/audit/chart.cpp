// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/audit/audit.h"
#include "core/base/format.h"

namespace plumbline::audit {

std::optional<ChartSpec> evidence_chart(const Finding& f, const DatasetInfo& dataset, Language language) {
    if (f.series.empty() || !f.days) return std::nullopt;
    const bool fr = language == Language::fr;
    const DatasetColumn* column = dataset.by_field(f.column);
    if (!column || !is_measure_role(column->role)) {
        column = dataset.by_role("revenue"); // what check_gaps shows
        for (const DatasetColumn& c : dataset.columns)
            if (!column && is_measure_role(c.role)) column = &c;
    }
    ChartSpec spec;
    spec.id = "audit_" + f.key;
    spec.title = title(f, dataset, language);
    spec.subtitle = (column ? column->name : f.column) + (f.segment.empty() ? "" : ", " + f.segment);
    spec.reading = evidence(f, dataset, language);
    spec.x.kind = AxisKind::calendar;
    spec.x.grain = f.series.size() > 1 && f.series[1].day - f.series[0].day == 7    ? Grain::week
                   : f.series.size() > 1 && f.series[1].day - f.series[0].day >= 28 ? Grain::month
                                                                                    : Grain::day;
    spec.y.unit = column && (column->role == "cost" || column->role == "revenue") ? "currency" : "count";
    ChartSeries band, line, odd;
    band.name = fr ? "Plage attendue" : "Expected range";
    band.role = SeriesRole::expected_range;
    band.mark = Mark::band;
    line.name = column ? column->name : f.column;
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
