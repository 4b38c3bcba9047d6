// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include "core/forecast/metric_job.h"
#include "core/numerics/normal.h"
#include "core/report/blocked_days.h"
#include "core/report/forecast_parts.h"
#include "core/report/parts.h"
#include "core/report/wbr_parts.h"

namespace plumbline::report {

namespace {

constexpr double interval = 0.8;
constexpr size_t fewest_weeks = 12;      ///< below, a forecast is a guess
constexpr size_t weeks_for_a_year = 104; ///< two years: a yearly season can be told from a trend
constexpr int shown_weeks = 26;          ///< of the history beside the outlook

struct Weekly {
    forecast::Result result;
    forecast::Series series;
};

/// The forecast of a metric that the page and the command line make from the weeks up to `last`; nothing where the history is too
/// short or its rows are further apart than weeks. `quick`: a method of few parameters that is fitted in milliseconds and not
/// tested, for what is told in passing.
std::optional<Weekly> forecast_weeks(const ReviewWorld& w, const std::string& metric, Date last, bool quick) {
    const Date first = w.s.dataset.dates->from;
    if (last <= first) return std::nullopt;
    forecast::MetricAsk ask;
    ask.metric = metric;
    ask.grain = Grain::week;
    ask.horizon = w.request.horizon;
    ask.filters = w.s.filters;
    ask.period = DateRange{first, last};
    ask.annotations = w.request.annotations;
    if (w.request.trust) ask.blocked = blocked_days(w.request.trust->open, w.s.dataset, metric, w.s.filters);
    forecast::Request wish;
    wish.threads = 1; // reviews are made side by side
    wish.spec.interval = interval;
    wish.spec.seed = w.request.seed;
    forecast::MetricJob job = forecast::metric_job(w.context, ask, std::move(wish), w.s.stop);
    if (job.grain != Grain::week || job.request.series.ds.size() < fewest_weeks) return std::nullopt;
    if (quick) {
        job.request.model = job.request.series.ds.size() >= weeks_for_a_year ? "prophet" : "theta";
        job.request.folds = 0;
    }
    NoProgress quiet;
    Weekly out{forecast::run_forecast(job.request, quiet, w.s.stop), {}};
    out.series = std::move(job.request.series);
    return out;
}

/// The deviation that an interval stands for.
double sd_of(const forecast::ForecastPoint& p) {
    return std::max(0.0, (p.upper - p.lower) / (2 * numerics::normal_quantile((1 + interval) / 2)));
}

/// Metrics of the page that are plain sums and worth an expectation of their own.
constexpr std::array expected_sums{"revenue", "cost", "orders"};

} // namespace

void expect_week(ReviewWorld& w) {
    std::vector<std::string> ids{w.s.main->id};
    for (const char* id : expected_sums)
        if (w.has(id) && std::ranges::find(ids, id) == ids.end() &&
            std::ranges::any_of(w.s.cards, [&](const auto& m) { return m.id == id; }))
            ids.emplace_back(id);
    for (const std::string& id : ids) {
        if (!w.s.metric(id).denominator.empty()) continue;
        try {
            const auto f = forecast_weeks(w, id, w.week.from - 1, id != w.s.main->id);
            if (f && !f->result.forecast.empty()) {
                const auto& p = f->result.forecast.front();
                w.expected[id] = {p.yhat, p.lower, p.upper};
            }
        } catch (const Error& e) {
            // A history that no method can be fitted to leaves the column empty; it is no fault of the review.
            if (e.code() != ErrorCode::too_little_data && e.code() != ErrorCode::forecast_invalid) throw;
        }
    }
    // What follows from two sums follows from their expectations.
    const auto ratio = [&](const char* id, const char* over, const char* under) {
        const auto a = w.expected.find(over), b = w.expected.find(under);
        if (w.has(id) && a != w.expected.end() && b != w.expected.end() && b->second.value > 0)
            w.expected[id] = {a->second.value / b->second.value, 0, 0};
    };
    ratio("roas", "revenue", "cost");
    ratio("cpa", "cost", "orders");
}

void outlook_section(ReviewWorld& w, ReviewSection& section) {
    const metrics::Metric& main = *w.s.main;
    if (!main.denominator.empty()) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.sum");
        return;
    }
    const auto f = forecast_weeks(w, main.id, w.week.to, false);
    if (!f) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.history", {{"n", narrate::Fact(static_cast<int>(fewest_weeks))}});
        return;
    }
    Outlook o;
    o.interval = interval;
    o.model = f->result.model;
    o.correlation = step_correlation(f->result);
    for (const auto& p : f->result.forecast) {
        o.weeks.push_back(Date{static_cast<int32_t>(std::floor(p.ds))});
        o.steps.push_back({p.yhat, p.lower, p.upper});
        o.sd.push_back(sd_of(p));
    }
    const Total total =
        total_of(f->result.forecast, std::vector<double>(f->result.forecast.size(), 1.0), interval, o.correlation, true);
    o.sum = {total.value, total.lower, total.upper};

    auto money = [&](double v) { return format_card(v, main.unit, w.s.style); };
    section.blocks.push_back(Paragraph{w.say("outlook.sum", {{"n", narrate::Fact(static_cast<int>(o.steps.size()))},
                                                             {"of", w.s.narrator.metric(main.id, main.id).of},
                                                             {"value", money(o.sum.value)},
                                                             {"lower", money(o.sum.lower)},
                                                             {"upper", money(o.sum.upper)},
                                                             {"model", forecast::model_name(o.model, w.language())}})});
    ChartSpec chart;
    chart.id = "outlook";
    chart.title = w.say("outlook.chart", {{"n", narrate::Fact(static_cast<int>(o.steps.size()))}, {"value", money(o.sum.value)}});
    chart.subtitle = w.say("outlook.subtitle", {{"label", w.s.label(main)}});
    chart.reading = chart.title;
    chart.x.kind = AxisKind::calendar;
    chart.x.grain = Grain::week;
    chart.y.unit = main.unit;
    chart.y.from_zero = false;
    ChartSeries actual{w.phrase("series.actual"), SeriesRole::actual, Mark::line, -1, {}, {}};
    ChartSeries line{w.phrase("series.forecast"), SeriesRole::forecast, Mark::line, -1, {}, {}};
    ChartSeries band{w.phrase("series.band"), SeriesRole::band_80, Mark::band, -1, {}, {}};
    const size_t n = f->series.ds.size();
    for (size_t i = n > shown_weeks ? n - shown_weeks : 0; i < n; ++i)
        actual.points.push_back(
            {f->series.ds[i], std::isfinite(f->series.y[i]) ? std::optional(f->series.y[i]) : std::nullopt, {}, {}, false, {}});
    for (size_t i = 0; i < o.steps.size(); ++i) {
        const double x = o.weeks[i].days;
        line.points.push_back({x, o.steps[i].value, {}, {}, false, {}});
        band.points.push_back({x, std::nullopt, o.steps[i].lower, o.steps[i].upper, false, {}});
    }
    chart.series = {band, actual, line};
    // What people wrote down, over the weeks that the chart shows.
    Setting shown = w.s;
    shown.dated = true;
    shown.grain = Grain::week;
    shown.open_period.reset();
    shown.period = {w.week.to - (7 * static_cast<int>(std::min<size_t>(n, shown_weeks)) - 1), o.weeks.back() + 6};
    add_annotations(shown, chart, w.request.annotations);
    section.blocks.push_back(std::move(chart));

    TableSpec t;
    t.id = "outlook_weeks";
    t.title = w.say("outlook.weeks");
    t.subtitle = w.s.label(main);
    t.columns = {{"week", w.phrase("column.week_of"), CellKind::text, {}},
                 {"value", w.phrase("column.forecast"), CellKind::number, main.id},
                 {"lower", w.phrase("column.lower"), CellKind::number, main.id},
                 {"upper", w.phrase("column.upper"), CellKind::number, main.id}};
    for (size_t i = 0; i < o.steps.size(); ++i) {
        TableCell week;
        week.text = w.phrase("week_from", {{"week", format_period_short(o.weeks[i], Grain::week, w.language())},
                                           {"day", format_period_short(o.weeks[i], Grain::day, w.language())}});
        t.rows.push_back({week, w.value_cell(main, o.steps[i].value), w.value_cell(main, o.steps[i].lower),
                          w.value_cell(main, o.steps[i].upper)});
    }
    section.blocks.push_back(std::move(t));
    w.outlook = std::move(o);
}

void pacing_section(ReviewWorld& w, ReviewSection& section) {
    if (w.targets.empty()) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.targets");
        return;
    }
    TableSpec t;
    t.id = "pacing";
    t.title = w.say("pacing.title");
    t.subtitle = w.say("pacing.subtitle", {{"day", format_date(w.week.to, w.language())}});
    t.columns = {
        {"metric", w.phrase("column.figure"), CellKind::text, {}},   {"period", w.phrase("column.period"), CellKind::text, {}},
        {"target", w.phrase("column.target"), CellKind::number, {}}, {"actual", w.phrase("column.so_far"), CellKind::number, {}},
        {"share", w.phrase("column.of_pace"), CellKind::number, {}}, {"needed", w.phrase("column.per_day"), CellKind::number, {}},
        {"chance", w.phrase("column.chance"), CellKind::number, {}}};
    std::vector<std::string> notes;
    for (TargetLine& line : w.targets) {
        const metrics::Metric m = w.s.metric(line.target.metric);
        const pulse::Pace& p = line.pace;
        // The forecast is of the main metric; of its weeks the days that lie in the period count.
        if (w.outlook && m.id == w.s.main->id && m.denominator.empty() && p.days_left > 0 && p.actual && !line.contradicts) {
            const Date last = w.outlook->weeks.back() + 6;
            if (p.days.to <= last) {
                double rest = 0, variance = 0;
                std::vector<double> sd;
                for (size_t i = 0; i < w.outlook->weeks.size(); ++i) {
                    const DateRange of{w.outlook->weeks[i], w.outlook->weeks[i] + 6};
                    const DateRange part{std::max(of.from, p.days.from), std::min(of.to, p.days.to)};
                    const double share = part.from <= part.to ? pulse::weight_share(p.pattern, part, of) : 0;
                    rest += share * w.outlook->steps[i].value;
                    sd.push_back(share * w.outlook->sd[i]);
                }
                for (size_t i = 0; i < sd.size(); ++i)
                    for (size_t j = 0; j < sd.size(); ++j)
                        variance += sd[i] * sd[j] *
                                    std::pow(w.outlook->correlation, std::abs(static_cast<double>(i) - static_cast<double>(j)));
                line.projected = *p.actual + rest;
                if (variance > 0) line.chance = numerics::normal_cdf((*line.projected - p.target) / std::sqrt(variance));
            }
        }
        TableCell name, days, share, chance;
        name.text = w.s.label(m);
        days.text = format_range(p.days, w.language());
        share.value = p.share;
        share.text = p.share ? format_percent(*p.share, 0, w.s.style) : std::string(missing_value);
        if (p.share && m.good != 0) share.tone = (*p.share >= 1) == (m.good > 0) ? Tone::gain : Tone::loss;
        chance.value = line.chance;
        chance.text =
            line.chance ? format_percent(std::clamp(*line.chance, 0.01, 0.99), 0, w.s.style) : std::string(missing_value);
        if (line.contradicts) {
            share = TableCell{std::string(missing_value), {}, Tone::warning};
            notes.push_back(w.say("pacing.contradict", {{"metric", name.text}, {"days", days.text}}));
        }
        const std::string so_far = format_card(p.actual, m.unit, w.s.style);
        TableCell actual = w.value_cell(m, p.actual),
                  needed = w.value_cell(m, line.contradicts ? std::nullopt : p.needed_per_day);
        t.rows.push_back({name, days, w.value_cell(m, p.target), actual, share, needed, chance});
        if (p.as_of >= p.days.from)
            w.fact("pacing." + m.id + "." + to_iso(p.days.from), m, {p.days.from, p.as_of}, p.actual, so_far);
        if (!line.contradicts && p.needed_per_day && p.recent_per_day)
            notes.push_back(w.say(*p.needed_per_day <= 0 ? "pacing.reached" : "pacing.needed",
                                  {{"metric", name.text},
                                   {"needed", format_card(p.needed_per_day, m.unit, w.s.style)},
                                   {"recent", format_card(p.recent_per_day, m.unit, w.s.style)},
                                   {"n", narrate::Fact(p.days_left)}}));
    }
    section.blocks.push_back(std::move(t));
    std::ranges::sort(notes);
    notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
    for (std::string& n : notes) section.blocks.push_back(Paragraph{std::move(n)});
}

} // namespace plumbline::report
