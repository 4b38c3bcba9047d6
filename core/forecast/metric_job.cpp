// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/metric_job.h"

#include <algorithm>
#include <cmath>

#include "core/forecast/events.h"
#include "core/forecast/prophet.h"
#include "core/forecast/series.h"

namespace plumbline::forecast {

namespace {

constexpr size_t fewest_left = 4; ///< values; below, a history without what is blocked is none
constexpr size_t fewest_gaps = 3; ///< below, the distance of the rows is not known

int year_of(double ds) { return to_civil(Date{static_cast<int32_t>(std::floor(ds))}).year; }

/// The history as periods; `rows_are_periods`: a row stands for its period, whatever day it is dated, so none is open.
RawSeries history_of(const metrics::Context& context, const metrics::Query& query, bool rows_are_periods, MetricJob& job,
                     const std::stop_token& stop) {
    const std::string& metric = query.metrics.front();
    const metrics::Answer answer = metrics::run(context, query, stop);
    RawSeries raw = raw_series(answer, metric, job.notes);
    const size_t rows = answer.table.rows();
    if (rows == 0 || answer.table.at("period").is_null(rows - 1)) return raw;
    const Column& partial = answer.table.at("partial");
    if (partial.is_null(rows - 1) || !partial.boolean(rows - 1)) return raw;
    const double ds = answer.table.at("period").date(rows - 1).days;
    const std::optional<double> value = answer.table.at(metric).number(rows - 1);
    if (!rows_are_periods) {
        job.open = OpenPeriod{ds, value};
        return raw;
    }
    std::erase_if(job.notes, [](const Note& n) { return n.id == "partial"; });
    raw.ds.push_back(ds);
    raw.y.push_back(value.value_or(std::nan("")));
    return raw;
}

void leave_out(const std::vector<Blocked>& blocked, Series& series, MetricJob& job) {
    struct Told {
        const Blocked* days;
        size_t count;
        double first, last;
    };
    std::vector<Told> told;
    std::vector<LeftOut> out;
    std::vector<bool> taken(series.ds.size(), false);
    for (const Blocked& b : blocked) {
        Told here{&b, 0, 0, 0};
        for (size_t i = 0; i < series.ds.size(); ++i) {
            const Date from{static_cast<int32_t>(std::floor(series.ds[i]))};
            if (taken[i] || std::isnan(series.y[i]) || from > b.days.to || period_end(from, job.grain) < b.days.from) continue;
            taken[i] = true;
            out.push_back({i, series.ds[i], series.y[i], b.why});
            if (here.count++ == 0) here.first = series.ds[i];
            here.last = series.ds[i];
        }
        if (here.count > 0) told.push_back(here);
    }
    const auto values =
        static_cast<size_t>(std::count_if(series.y.begin(), series.y.end(), [](double y) { return std::isfinite(y); }));
    const bool enough = 2 * out.size() <= values && values - out.size() >= fewest_left;
    for (const Told& t : told)
        job.notes.push_back({enough ? "left_out" : "left_in",
                             {{"count", std::to_string(t.count)},
                              {"from", to_iso(Date{static_cast<int32_t>(t.first)})},
                              {"to", to_iso(Date{static_cast<int32_t>(t.last)})},
                              {"why", t.days->why}}});
    if (!enough) return;
    std::sort(out.begin(), out.end(), [](const LeftOut& a, const LeftOut& b) { return a.index < b.index; });
    for (const LeftOut& l : out) series.y[l.index] = std::nan("");
    job.left_out = std::move(out);
}

} // namespace

std::string holiday_country(std::string_view currency) {
    struct Pair {
        std::string_view currency, country;
    };
    static constexpr Pair known[] = {{"CHF", "CH"}, {"GBP", "UK"}, {"USD", "US"}, {"CAD", "CA"}, {"BRL", "BR"}, {"INR", "IN"}};
    for (const Pair& p : known)
        if (p.currency == currency) return std::string(p.country);
    return {};
}

std::optional<Grain> grain_of_rows(const metrics::Context& context, const std::string& metric,
                                   const std::vector<metrics::Filter>& filters, const std::stop_token& stop) {
    if (!context.dataset->dates) return std::nullopt;
    metrics::Query query;
    query.metrics = {metric};
    query.grain = Grain::day;
    query.filters = filters;
    const metrics::Answer answer = metrics::run(context, query, stop);
    const Column& value = answer.table.at(metric);
    const Column& period = answer.table.at("period");
    std::vector<int> gaps;
    std::optional<Date> last;
    for (size_t r = 0; r < answer.table.rows(); ++r) {
        if (value.is_null(r) || period.is_null(r)) continue;
        const Date day = period.date(r);
        if (last) gaps.push_back(day - *last);
        last = day;
    }
    if (gaps.size() < fewest_gaps) return std::nullopt;
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<long>(gaps.size() / 2), gaps.end());
    const int usual = gaps[gaps.size() / 2];
    return usual >= 300  ? Grain::year
           : usual >= 80 ? Grain::quarter
           : usual >= 25 ? Grain::month
           : usual >= 5  ? Grain::week
                         : Grain::day;
}

MetricJob metric_job(const metrics::Context& context, const MetricAsk& ask, Request with, const std::stop_token& stop) {
    MetricJob job;
    const auto rows = grain_of_rows(context, ask.metric, ask.filters, stop);
    job.grain = rows ? std::max(*rows, ask.grain) : ask.grain;
    metrics::Query query;
    query.metrics = {ask.metric};
    query.grain = job.grain;
    query.period = ask.period;
    query.filters = ask.filters;
    const RawSeries raw = history_of(context, query, rows == job.grain && job.grain != Grain::day, job, stop);
    SeriesAsk shape;
    shape.horizon = ask.horizon;
    shape.today = ask.today;
    Prepared prepared = make_series(raw, shape);
    job.notes.insert(job.notes.end(), prepared.notes.begin(), prepared.notes.end());
    leave_out(ask.blocked, prepared.series, job);

    Spec& spec = with.spec;
    for (Event& e : events_of(ask.annotations)) spec.events.push_back(std::move(e));
    job.holidays = ask.holidays ? *ask.holidays : holiday_country(context.dataset->currency);
    if (!job.holidays.empty())
        for (Event& e : holiday_events(job.holidays, year_of(prepared.series.ds.front()), year_of(prepared.future.ds.back())))
            spec.events.push_back(std::move(e));
    look_for_year(prepared.series, spec);
    spec.non_negative = std::none_of(prepared.series.y.begin(), prepared.series.y.end(), [](double y) { return y < 0; });
    with.series = std::move(prepared.series);
    with.future = std::move(prepared.future);
    job.request = std::move(with);
    return job;
}

} // namespace plumbline::forecast
