// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/allocate/schedule.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/allocate/coupled.h"

namespace plumbline::allocate {

namespace {

/// The response of one channel to spend by period: adstock with steady spend before, and the tail after the end.
class Line {
public:
    Line(const response::Curve& curve, double before, int periods)
        : m_curve(curve), m_weights(curve.adstock.weights()), m_before(before), m_periods(static_cast<size_t>(periods)) {
        m_after.assign(m_weights.size() + 1, 0);
        for (size_t l = m_weights.size(); l-- > 0;) m_after[l] = m_after[l + 1] + m_weights[l];
    }

    size_t horizon() const { return m_periods + m_weights.size() - 1; }

    /// Adstock in each period, to the end of the carry-over.
    std::vector<double> adstock(const double* x) const {
        std::vector<double> a(horizon());
        for (size_t t = 0; t < a.size(); ++t) {
            const size_t lags = m_weights.size();
            double v = m_before * (t + 1 < lags ? m_after[t + 1] : 0); // spend of the steady past
            for (size_t l = t >= m_periods ? t - m_periods + 1 : 0; l < lags && l <= t; ++l) v += m_weights[l] * x[t - l];
            a[t] = v;
        }
        return a;
    }

    /// The past alone: what would come without any spend in the plan.
    double past(size_t t) const { return t + 1 < m_weights.size() ? m_before * m_after[t + 1] : 0; }

    double value(double a) const { return m_curve.beta * m_curve.saturation.value(a); }

    double total(const double* x, double* gradient) const {
        const std::vector<double> a = adstock(x);
        double sum = 0;
        for (size_t t = 0; t < a.size(); ++t) {
            sum += value(a[t]) - (t >= m_periods ? value(past(t)) : 0);
            if (!gradient) continue;
            const double slope = m_curve.beta * m_curve.saturation.derivative(std::max(a[t], 1e-9 * m_before));
            for (size_t l = t >= m_periods ? t - m_periods + 1 : 0; l < m_weights.size() && l <= t; ++l)
                gradient[t - l] += slope * m_weights[l];
        }
        return sum;
    }

private:
    response::Curve m_curve;
    std::vector<double> m_weights, m_after;
    double m_before;
    size_t m_periods;
};

} // namespace

Schedule lay_out(const std::vector<Channel>& channels, const std::vector<double>& plan, const ScheduleSpec& spec,
                 std::stop_token stop) {
    const size_t n = channels.size();
    if (plan.size() != n || (!spec.before.empty() && spec.before.size() != n) || spec.periods < 1 || spec.periods > 260)
        throw Error(ErrorCode::allocate_invalid,
                    {{"detail", "a schedule needs an amount for each channel and 1 to 260 periods"}});
    const auto periods = static_cast<size_t>(spec.periods);
    std::vector<Line> lines;
    for (size_t i = 0; i < n; ++i)
        lines.emplace_back(channels[i].curve, spec.before.empty() ? channels[i].curve.current : spec.before[i], spec.periods);
    std::vector<double> x(n * periods);
    for (size_t i = 0; i < n; ++i) std::fill_n(x.begin() + static_cast<std::ptrdiff_t>(i * periods), periods, plan[i]);
    if (!spec.even) {
        CoupledProblem p;
        for (size_t i = 0; i < n; ++i)
            for (size_t t = 0; t < periods; ++t) {
                p.lower.push_back(std::min(channels[i].lower, plan[i]));
                p.upper.push_back(std::max(channels[i].upper, plan[i]));
                p.scale.push_back(std::max(plan[i], std::max(p.upper.back() / 2, 1e-9)));
            }
        p.limits.push_back({std::vector<double>(x.size(), 1), std::accumulate(x.begin(), x.end(), 0.0), true});
        p.objective = [&](const std::vector<double>& at, std::vector<double>* g) {
            if (g) std::fill(g->begin(), g->end(), 0.0);
            double sum = 0;
            for (size_t i = 0; i < n; ++i) sum += lines[i].total(at.data() + i * periods, g ? g->data() + i * periods : nullptr);
            return sum;
        };
        std::vector<double> pulsed = x; // where pulses pay, an even start is a saddle
        for (size_t i = 0; i < n; ++i)
            for (size_t t = 0; t + 1 < periods; t += 2) {
                const size_t a = i * periods + t;
                const double move = 0.3 * std::min(p.upper[a] - x[a], x[a + 1] - p.lower[a + 1]);
                pulsed[a] += move;
                pulsed[a + 1] -= move;
            }
        const CoupledSolution s = maximise(p, {x, pulsed}, spec.milliseconds, stop);
        if (s.feasible) x = s.x;
    }
    Schedule out;
    for (size_t i = 0; i < n; ++i) {
        const double* own = x.data() + i * periods;
        const std::vector<double> a = lines[i].adstock(own);
        out.spend.emplace_back(own, own + periods);
        out.response.emplace_back();
        for (size_t t = 0; t < a.size(); ++t) {
            const double v = lines[i].value(a[t]);
            if (t < periods)
                out.response.back().push_back(v), out.total_response += v;
            else
                out.carried_out += v - lines[i].value(lines[i].past(t));
        }
    }
    out.total_response += out.carried_out;
    return out;
}

} // namespace plumbline::allocate
