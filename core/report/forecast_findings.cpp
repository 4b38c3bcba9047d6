// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>

#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

constexpr size_t most_findings = 3; ///< told one by one, the costliest first
constexpr double worth_saying = 0.005;

/// The period of the series that holds a day; -1: none.
long index_of(const ForecastWorld& w, Date day) {
    const double start = period_start(day, w.request.grain).days;
    const auto at = std::lower_bound(w.series.ds.begin(), w.series.ds.end(), start - 0.01);
    return at == w.series.ds.end() || *at > start + 0.01 ? -1 : at - w.series.ds.begin();
}

/// What the series would be with expected values on the finding's days; periods for which none is known become missing.
bool remedy(const ForecastWorld& w, const audit::Finding& finding, std::vector<double>& y) {
    bool changed = false;
    if (w.adds() && !finding.series.empty()) {
        for (const audit::DayValue& d : finding.series) {
            if (!finding.days->contains(d.day) || !d.seen || !d.expected) continue;
            const long i = index_of(w, d.day);
            if (i < 0) continue;
            y[static_cast<size_t>(i)] += *d.expected - *d.seen;
            changed = true;
        }
        if (changed) return true;
    }
    for (Date day = finding.days->from; day <= finding.days->to;
         day = add_periods(period_start(day, w.request.grain), w.request.grain, 1))
        if (const long i = index_of(w, day); i >= 0) {
            y[static_cast<size_t>(i)] = std::nan("");
            changed = true;
        }
    return changed;
}

/// The forecast of another history of the same question, and how it differs from the one shown, in words of `key`; `same` where
/// it hardly does.
void hold_against(ForecastWorld& w, forecast::Request other, const char* key, const char* same,
                  std::vector<forecast::ForecastPoint>& line, std::vector<std::string>& out, Progress& progress,
                  std::stop_token stop) {
    other.compare = false;
    other.tune = 0;
    other.keep_study = {};
    try {
        const forecast::Result result = forecast::run_forecast(other, progress, std::move(stop));
        const std::vector<double> whole(result.forecast.size(), 1.0);
        const double value = total_of(result.forecast, whole, w.request.interval, 0, w.adds()).value;
        const double change = w.total.value != 0 ? value / w.total.value - 1 : 0;
        if (std::abs(change) < worth_saying) {
            out.push_back(w.say(same));
        } else {
            out.push_back(w.say(key, {{"value", w.value(value)}, {"change", format_change(change, w.s.style)}}));
            line = result.forecast;
        }
    } catch (const Error& e) {
        if (e.code() != ErrorCode::too_little_data) throw; // nothing is left of the history: there is nothing to hold against
    }
}

} // namespace

audit::AuditReport report_of(const ForecastRequest& request) {
    audit::AuditReport report;
    report.findings = request.findings;
    return report;
}

std::vector<std::string> tell_findings(ForecastWorld& w, const forecast::MetricJob& job, Progress& progress,
                                       std::stop_token stop) {
    std::vector<std::string> out;
    forecast::Request after = job.request;
    bool changed = false;
    size_t told = 0;
    std::set<double> flagged;
    for (const forecast::Note& n : job.notes)
        if (n.id == "left_out") out.push_back(n.text(w.language()));
    if (!job.left_out.empty()) {
        forecast::Request with = job.request;
        for (const forecast::LeftOut& l : job.left_out) with.series.y[l.index] = l.y;
        hold_against(w, std::move(with), "left_out.with", "left_out.same", w.as_it_is, out, progress, stop);
    }
    const audit::AuditReport report = report_of(w.request);
    for (const audit::Finding* finding : audit::findings_against(report, w.s.dataset, {w.metric.id}, {}, w.s.filters)) {
        if (!finding->days || finding->days->to.days < w.series.ds.front()) continue;
        const double x = period_start(finding->days->from, w.request.grain).days;
        const bool left_out =
            std::ranges::any_of(job.left_out, [&](const forecast::LeftOut& l) { return std::abs(l.ds - x) < 0.5; });
        if (!left_out && !remedy(w, *finding, after.series.y)) continue;
        if (flagged.size() < most_findings && flagged.insert(x).second)
            w.findings.push_back({x, audit::check_name(finding->check, w.language()), {}});
        if (left_out) continue;
        changed = true;
        if (told++ >= most_findings) continue;
        std::string title = audit::title(*finding, w.s.dataset, w.language());
        if (title.ends_with('.')) title.pop_back();
        out.push_back(w.say("finding", {{"title", title}}));
    }
    if (changed) hold_against(w, std::move(after), "finding.after", "finding.same", w.remedied, out, progress, stop);
    return out;
}

} // namespace plumbline::report
