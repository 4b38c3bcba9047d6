// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulse/pacing.h"

#include <algorithm>
#include <cmath>

#include "core/metrics/catalogue.h"

namespace plumbline::pulse {

namespace {

constexpr int pattern_days = 56; ///< eight weeks: each weekday eight times, recent enough to hold
constexpr int recent_days = 28;

metrics::Metric metric_of(const DatasetInfo& dataset, const std::string& id) {
    if (auto own = metrics::measure_metric(dataset, id)) return *own;
    return metrics::find_metric(id);
}

} // namespace

WeekdayPattern weekday_pattern(const std::vector<Date>& days, const std::vector<double>& sums) {
    WeekdayPattern even;
    even.fill(1);
    std::array<double, 7> total{};
    std::array<int, 7> count{};
    for (size_t i = 0; i < days.size(); ++i) {
        if (!std::isfinite(sums[i])) continue;
        const auto at = static_cast<size_t>(iso_weekday(days[i]) - 1);
        total[at] += sums[i];
        ++count[at];
    }
    double all = 0;
    for (size_t d = 0; d < 7; ++d) {
        if (count[d] < 2 || total[d] < 0) return even;
        total[d] /= count[d];
        all += total[d];
    }
    if (all <= 0) return even;
    for (double& t : total) t *= 7 / all;
    return total;
}

double weight_share(const WeekdayPattern& pattern, const DateRange& part, const DateRange& whole) {
    double inside = 0, all = 0;
    for (Date d = whole.from; d <= whole.to; d = d + 1) {
        const double w = pattern[static_cast<size_t>(iso_weekday(d) - 1)];
        all += w;
        if (part.contains(d)) inside += w;
    }
    return all > 0 ? inside / all : 0;
}

Pace pace_of(const metrics::Context& context, const metrics::Target& target, Date as_of, std::stop_token stop) {
    const metrics::Metric metric = metric_of(*context.dataset, target.metric);
    const bool sum = metric.denominator.empty();
    Pace out;
    out.target = target.value;
    out.days = target.days;
    out.as_of = std::min(as_of, target.days.to);
    out.pattern.fill(1);

    auto ask = [&](const DateRange& days, bool by_day) {
        metrics::Query q;
        q.metrics = {target.metric};
        q.period = days;
        q.filters = target.where;
        if (by_day) q.grain = Grain::day;
        return metrics::run(context, q, stop).table;
    };
    if (sum && context.dataset->dates) {
        const DateRange past{std::max(context.dataset->dates->from, as_of - (pattern_days - 1)), as_of};
        if (past.from <= past.to) {
            const Table history = ask(past, true);
            std::vector<Date> days;
            std::vector<double> sums;
            double recent = 0;
            int recent_n = 0;
            for (size_t r = 0; r < history.rows(); ++r) {
                days.push_back(history.column(0).date(r));
                // A day without rows sold nothing.
                sums.push_back(history.at(metric.id).number(r).value_or(0));
                if (days.back() > as_of - recent_days) {
                    recent += sums.back();
                    ++recent_n;
                }
            }
            out.pattern = weekday_pattern(days, sums);
            if (recent_n > 0) out.recent_per_day = recent / recent_n;
        }
    }
    if (out.as_of >= out.days.from) {
        const DateRange so_far{out.days.from, out.as_of};
        const Table total = ask(so_far, false);
        if (total.rows() > 0) out.actual = total.at(metric.id).number(0);
        out.expected = sum ? target.value * weight_share(out.pattern, so_far, out.days) : target.value;
        if (sum) {
            const Table daily = ask(so_far, true);
            double running = 0;
            for (size_t r = 0; r < daily.rows(); ++r) {
                running += daily.at(metric.id).number(r).value_or(0);
                out.curve_actual.push_back(running);
            }
        }
    } else {
        out.as_of = out.days.from - 1;
        out.expected = sum ? 0 : target.value;
    }
    if (sum) {
        double running = 0, all = 0;
        for (Date d = out.days.from; d <= out.days.to; d = d + 1) all += out.pattern[static_cast<size_t>(iso_weekday(d) - 1)];
        for (Date d = out.days.from; d <= out.days.to; d = d + 1) {
            running += out.pattern[static_cast<size_t>(iso_weekday(d) - 1)];
            out.curve_expected.push_back(all > 0 ? target.value * running / all : 0);
        }
    }
    if (out.actual && out.expected != 0) out.share = *out.actual / out.expected;
    out.days_left = std::max(0, out.days.to - std::max(out.as_of, out.days.from - 1));
    if (sum && out.days_left > 0) out.needed_per_day = (target.value - out.actual.value_or(0)) / out.days_left;
    return out;
}

bool same_scope(const DatasetInfo& dataset, const std::vector<metrics::Filter>& a, const std::vector<metrics::Filter>& b) {
    auto covers = [&](const auto& x, const auto& y) {
        return std::ranges::all_of(x, [&](const metrics::Filter& f) {
            return f.values.empty() || std::ranges::any_of(y, [&](const metrics::Filter& g) {
                       const auto *p = dataset.dimension(f.dimension), *q = dataset.dimension(g.dimension);
                       return p && p == q && f.exclude == g.exclude && std::ranges::is_permutation(f.values, g.values);
                   });
        });
    };
    return covers(a, b) && covers(b, a);
}

bool contradict(const DatasetInfo& dataset, const metrics::Target& a, const metrics::Target& b) {
    return a.metric == b.metric && a.days == b.days && a.value != b.value && same_scope(dataset, a.where, b.where);
}

} // namespace plumbline::pulse
