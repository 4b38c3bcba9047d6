// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/base/calendar.h"
#include "core/report/parts.h"
#include "core/report/scale.h"

namespace plumbline::report {

namespace {

/// A line may leave zero out where its lowest point is above this share of its highest: else the change would be hard to see.
constexpr double cut_axis_from = 0.4;

/// Above this share of periods without a value a line would be fragments.
constexpr double sparse_from = 0.25;

std::string period_name(const Setting& s, Date start) { return format_period_short(start, s.grain, s.narrator.language()); }

std::string series_name(const Setting& s, const DateRange& days, bool now) {
    if (s.compare == metrics::Comparison::year && s.comparison) {
        auto year_of = [&](Date d) {
            return s.grain == Grain::week ? week_of(period_start(d, Grain::week)).year : to_civil(d).year;
        };
        const int a = year_of(s.period.from), b = year_of(s.period.to), c = year_of(s.comparison->from),
                  d = year_of(s.comparison->to);
        if (a == b && c == d && a != c) return s.narrator.phrase("series.name.year", {{"year", year_of(days.to)}});
    }
    return s.narrator.phrase(now ? "series.name.now" : "series.name.before");
}

std::string partial_note(const Setting& s, Date start, const DateRange& days) {
    const DateRange whole{start, period_end(start, s.grain)};
    const int have = std::min(days.to, whole.to) - std::max(days.from, whole.from) + 1;
    return s.narrator.phrase("partial." + std::string(grain_id(s.grain)),
                             {{"period", period_name(s, start)}, {"days", have}, {"of", whole.days()}});
}

/// As few decimals as a round number needs, at most two.
int decimals_of(double round) {
    for (const int d : {0, 1})
        if (const double x = round * std::pow(10, d); std::fabs(x - std::round(x)) < 1e-9) return d;
    return 2;
}

} // namespace

ChartSpec make_series(const Setting& s, const Table& points, const Table& points_before, const Table& open_point) {
    ChartSpec chart;
    chart.id = "series";
    if (!s.main) return chart;
    const metrics::Metric& metric = *s.main;
    const narrate::Subject subject = s.subject(metric);
    const std::string noun = s.narrator.phrase("noun." + std::string(grain_id(s.grain)), {{"n", 1}});
    chart.x.kind = AxisKind::calendar;
    chart.x.grain = s.grain;
    chart.y.unit = metric.unit;

    ChartSeries now, before;
    now.name = series_name(s, s.period, true);
    now.role = SeriesRole::actual;
    narrate::SeriesFacts facts{subject, {}, {}, {}, s.point_versus};
    std::vector<std::optional<double>> shown;
    for (size_t r = 0; r < points.rows(); ++r) {
        const Date start = points.at("period").date(r);
        const auto value = number_at(points, metric.id, r);
        // Before the period asked for begins there is nothing, so that a first period that is cut is partial as well.
        const bool partial = points.at("partial").boolean(r);
        now.points.push_back({static_cast<double>(start.days), value, std::nullopt, std::nullopt, partial,
                              partial ? partial_note(s, start, s.period) : ""});
        shown.push_back(value);
        const auto earlier = number_at(points_before, metric.id, r);
        if (s.comparison && r < points_before.rows()) {
            before.points.push_back({static_cast<double>(start.days), earlier, std::nullopt, std::nullopt, false, {}});
            shown.push_back(earlier);
        }
        if (partial) continue;
        facts.values.push_back(value);
        facts.before.push_back(s.comparison ? earlier : std::nullopt);
        facts.periods.push_back(period_name(s, start));
    }
    for (size_t r = 0; r < open_point.rows(); ++r) {
        const Date start = open_point.at("period").date(r);
        const auto value = number_at(open_point, metric.id, r);
        now.points.push_back(
            {static_cast<double>(start.days), value, std::nullopt, std::nullopt, true, partial_note(s, start, *s.open_period)});
        shown.push_back(value);
    }

    std::optional<double> low, high;
    for (const auto& v : shown)
        if (v) {
            low = low ? std::min(*low, *v) : *v;
            high = high ? std::max(*high, *v) : *v;
        }
    const Scale scale = scale_for(shown, metric.unit, false);
    chart.y.scale = scale.divisor;
    std::string axis_from;
    if (low && *low > cut_axis_from * *high && *high > *low) {
        if (const double first = nice_ticks(*low / scale.divisor, *high / scale.divisor).front(); first > 0) {
            chart.y.from_zero = false;
            const std::string bottom =
                metric.unit == "percent" ? format_percent(first, 1, s.style) : format_number(first, decimals_of(first), s.style);
            axis_from = s.narrator.phrase("subtitle.axis_from", {{"n", bottom}});
        }
    }
    if (!facts.values.empty() && facts.values.back()) now.end_label = scale.text(facts.values.back(), metric.unit, s.style);
    chart.title = narrate::series_title(s.narrator, facts, s.style);
    chart.subtitle = join({s.narrator.say("subtitle.series", {{"label", s.short_label(metric)}, {"noun", noun}}),
                           scale_words(scale, metric.unit, s.narrator, s.style), axis_from});
    if (!before.points.empty()) {
        before.name = series_name(s, *s.comparison, false);
        before.role = SeriesRole::comparison;
    }

    std::optional<size_t> first, last, least, most;
    for (size_t i = 0; i < facts.values.size(); ++i) {
        if (!facts.values[i]) continue;
        if (!first) first = i;
        last = i;
        if (!least || *facts.values[i] < *facts.values[*least]) least = i;
        if (!most || *facts.values[i] > *facts.values[*most]) most = i;
    }
    narrate::Facts words{{"label", s.label(metric)}, {"noun", noun}};
    if (!first) {
        chart.reading = s.narrator.phrase("series.reading_empty", words);
    } else {
        auto value = [&](size_t i) { return format_card(facts.values[i], metric.unit, s.style); };
        words["first"] = value(*first);
        words["from"] = facts.periods[*first];
        words["last"] = value(*last);
        words["to"] = facts.periods[*last];
        words["low"] = value(*least);
        words["high"] = value(*most);
        words["comparison"] = s.comparison_label();
        chart.reading = s.narrator.phrase(before.points.empty() ? "series.reading" : "series.reading_compared", words);
    }
    // A sum that happens in few of its periods is told by bars: a line would be cut into fragments.
    if (metric.denominator.empty() && sparseness(s, points) > sparse_from) {
        chart.y.from_zero = true;
        now.mark = before.mark = Mark::bar;
    }
    // The comparison lies behind what happened.
    if (!before.points.empty()) chart.series.push_back(std::move(before));
    chart.series.push_back(std::move(now));
    return chart;
}

double sparseness(const Setting& s, const Table& points) {
    if (!s.main) return 0;
    std::optional<size_t> first;
    size_t last = 0, known = 0;
    for (size_t r = 0; r < points.rows(); ++r) {
        if (!number_at(points, s.main->id, r)) continue;
        if (!first) first = r;
        last = r;
        ++known;
    }
    return first ? 1 - static_cast<double>(known) / static_cast<double>(last - *first + 1) : 0;
}

void add_reference_line(const Setting& s, ChartSpec& chart, const ReferenceDays& reference, const Table& points) {
    if (!s.main || chart.series.empty() || !reference.covered) return;
    const std::vector<ChartPoint>& now = chart.series.back().points;
    ChartSeries line;
    line.role = SeriesRole::other;
    line.name = reference.label;
    bool any = false;
    for (size_t r = 0; r < points.rows() && r < now.size(); ++r) {
        const auto value = number_at(points, s.main->id, r);
        any = any || value;
        line.points.push_back({now[r].x, value, std::nullopt, std::nullopt, false, {}});
    }
    if (any && chart.series.back().mark == Mark::line) chart.series.insert(chart.series.begin(), std::move(line));
}

void add_annotations(const Setting& s, ChartSpec& chart, const std::vector<metrics::Annotation>& annotations) {
    if (!s.dated) return;
    const Date last = s.open_period ? s.open_period->to : s.period.to;
    for (const metrics::Annotation& a : annotations) {
        if (a.days.to < s.period.from || a.days.from > last) continue;
        // One that concerns only what the filters leave out is not told here.
        const bool elsewhere = std::ranges::any_of(a.where, [&](const metrics::Filter& w) {
            const auto kept = s.kept(w.dimension);
            return !w.exclude && !kept.empty() &&
                   std::ranges::none_of(w.values, [&](const std::string& v) { return std::ranges::find(kept, v) != kept.end(); });
        });
        if (elsewhere) continue;
        const Date at = period_start(std::max(a.days.from, s.period.from), s.grain);
        chart.annotations.push_back({static_cast<double>(at.days), a.text, a.id});
    }
}

} // namespace plumbline::report
