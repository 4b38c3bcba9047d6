// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>

#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

constexpr size_t most_findings = 3; ///< told one by one, the costliest first
constexpr double worth_saying = 0.005;

/// Whether the metric is made of the finding's column.
bool concerns(const ForecastWorld& w, const audit::Finding& finding) {
    if (finding.severity == audit::Severity::note || !finding.days) return false;
    if (finding.column == "*" || finding.column == "date") return true;
    for (const DatasetColumn& c : w.s.dataset.columns) {
        if (c.field != finding.column) continue;
        for (const auto* side : {&w.metric.numerator, &w.metric.denominator})
            for (const std::string& part : *side)
                if (part == c.role || part == "-" + c.role) return true;
    }
    return finding.column == w.metric.id;
}

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

} // namespace

std::vector<std::string> tell_findings(ForecastWorld& w, const forecast::Request& job, Progress& progress, std::stop_token stop) {
    std::vector<std::string> out;
    forecast::Request after = job;
    after.compare = false;
    after.tune = 0;
    after.keep_study = {};
    bool changed = false;
    std::set<double> flagged;
    for (const audit::Finding& finding : w.request.findings) {
        if (!concerns(w, finding) || finding.days->to.days < w.series.ds.front()) continue;
        if (!remedy(w, finding, after.series.y)) continue;
        changed = true;
        if (out.size() == most_findings) continue;
        std::string title = audit::title(finding, w.s.dataset, w.language());
        if (title.ends_with('.')) title.pop_back();
        out.push_back(w.say("finding", {{"title", title}}));
        const double x = period_start(finding.days->from, w.request.grain).days;
        if (flagged.insert(x).second) w.findings.push_back({x, audit::check_name(finding.check, w.language()), {}});
    }
    if (!changed) return out;
    try {
        const forecast::Result result = forecast::run_forecast(after, progress, stop);
        const std::vector<double> whole(result.forecast.size(), 1.0);
        const double value = total_of(result.forecast, whole, w.request.interval, 0, w.adds()).value;
        const double change = w.total.value != 0 ? value / w.total.value - 1 : 0;
        if (std::abs(change) < worth_saying) {
            out.push_back(w.say("finding.same"));
        } else {
            out.push_back(w.say("finding.after", {{"value", w.value(value)}, {"change", format_change(change, w.s.style)}}));
            w.remedied = result.forecast;
        }
    } catch (const Error& e) {
        if (e.code() != ErrorCode::too_little_data) throw; // nothing is left of the history: there is nothing to hold against
    }
    return out;
}

} // namespace plumbline::report
