// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/allocate/separable.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <numeric>
#include <optional>
#include <queue>

#include "core/allocate/envelope.h"
#include "core/base/progress.h"

namespace plumbline::allocate {

namespace {

/// Time that this thread had of a processor: what else the machine does must not make a plan worse.
double processor_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

/// Puts what rounding left over where there is room for it.
void settle(std::vector<double>& x, const std::vector<Envelope>& pieces, double total) {
    for (int round = 0; round < 3; ++round) {
        double left = total - sum(x);
        if (left == 0) return;
        size_t best = x.size();
        double room = 0;
        for (size_t i = 0; i < x.size(); ++i) {
            const double here = left > 0 ? pieces[i].upper() - x[i] : x[i] - pieces[i].lower();
            if (here > room) room = here, best = i;
        }
        if (best == x.size()) return;
        x[best] = std::clamp(x[best] + left, pieces[best].lower(), pieces[best].upper());
    }
}

/// The relaxed problem: curves replaced by their concave envelopes.
struct Relaxed {
    std::vector<double> x;
    double bound = 0;      ///< dual value
    double price = 0;      ///< the multiplier
    size_t off = SIZE_MAX; ///< the channel on the straight part of its envelope
};

Relaxed relax(const std::vector<Envelope>& pieces, double total) {
    const size_t n = pieces.size();
    Relaxed r;
    std::vector<double> low(n), high(n), x(n); // spend at the high price is low
    double low_sum = 0, high_sum = 0;
    for (size_t i = 0; i < n; ++i) {
        low[i] = pieces[i].lower(), high[i] = pieces[i].upper();
        low_sum += low[i], high_sum += high[i];
    }
    if (total <= low_sum || total >= high_sum) { // only one plan
        r.x = total <= low_sum ? low : high;
        for (size_t i = 0; i < n; ++i) r.bound += pieces[i].curve().value(r.x[i]);
        double price = total <= low_sum ? 0 : std::numeric_limits<double>::infinity();
        for (size_t i = 0; i < n; ++i) {
            if (pieces[i].lower() >= pieces[i].upper()) continue;
            price = total <= low_sum ? std::max(price, pieces[i].first_slope()) : std::min(price, pieces[i].last_slope());
        }
        r.price = std::isfinite(price) ? price : 0;
        return r;
    }
    double cheap = 0, dear = 0; // prices that bracket the one wanted
    for (size_t i = 0; i < n; ++i) dear = std::max(dear, pieces[i].mean_slope());
    if (dear <= 0) dear = 1e-12;
    const auto spend_at = [&](double price) {
        double all = 0;
        for (size_t i = 0; i < n; ++i) all += x[i] = pieces[i].best(price, low[i], high[i]);
        return all;
    };
    for (int k = 0; k < 200; ++k) {
        const double all = spend_at(dear);
        if (all <= total) {
            low = x, low_sum = all;
            break;
        }
        cheap = dear, high = x, high_sum = all;
        dear *= 4;
    }
    double inside = 0.5;
    for (int k = 0; k < 200 && high_sum - low_sum > 1e-13 * total; ++k) {
        const double price = cheap > 0 && dear / cheap > 4 ? std::sqrt(cheap * dear) : cheap + (dear - cheap) * inside;
        if (!(price > cheap && price < dear)) break;
        const double all = spend_at(price);
        // Between bisection and a step by the spends: the spend is smooth but for jumps.
        if (all <= total) {
            dear = price, low = x, low_sum = all;
        } else {
            cheap = price, high = x, high_sum = all;
        }
        const double by_spend = high_sum > low_sum ? (high_sum - total) / (high_sum - low_sum) : 0.5;
        inside = k % 3 == 2 ? 0.5 : std::clamp(by_spend, 0.05, 0.95);
        if (dear - cheap <= 1e-15 * dear) break;
    }
    const auto dual = [&](double price, const std::vector<double>& at) {
        double g = price * total;
        for (size_t i = 0; i < n; ++i) g += pieces[i].value(at[i]) - price * at[i];
        return g;
    };
    r.bound = std::min(dual(dear, low), dual(cheap, high));
    r.price = dear;
    // Jumps at this price are filled one after the other, so that one channel at most stays in between.
    r.x = low;
    double left = total - low_sum;
    for (size_t i = 0; i < n && left > 0; ++i) {
        const double step = std::min(high[i] - low[i], left);
        r.x[i] += step;
        left -= step;
    }
    settle(r.x, pieces, total);
    double worst = 0;
    for (size_t i = 0; i < n; ++i) {
        const double gap = pieces[i].value(r.x[i]) - pieces[i].curve().value(r.x[i]);
        if (gap > worst) worst = gap, r.off = i;
    }
    return r;
}

class Branches {
public:
    Branches(const std::vector<BoundedCurve>& curves, double total, const SolveOptions& options)
        : m_total(total), m_options(options), m_begin(processor_ms()) {
        for (const BoundedCurve& c : curves) m_root.emplace_back(c);
        m_best.value = -std::numeric_limits<double>::infinity();
    }

    SeparableSolution run() {
        const Relaxed root = relax(m_root, m_total);
        m_best.root_bound = root.bound;
        m_best.price = root.price;
        consider(root.x);
        if (root.off != SIZE_MAX) {
            improve(root);
            search(root);
        } else {
            m_best.bound = root.bound;
            m_best.nodes = 1;
        }
        m_best.bound = std::max(m_best.bound, m_best.value);
        m_best.proved = m_best.bound - m_best.value <= std::max(1e-12, 10 * m_options.gap) * std::abs(m_best.bound);
        return m_best;
    }

private:
    struct Cut {
        size_t channel;
        double lower, upper;
    };
    struct Node {
        double bound;
        std::vector<Cut> cuts;
        Relaxed relaxed;
        bool operator<(const Node& other) const { return bound < other.bound; }
    };
    std::vector<Envelope> m_root;
    double m_total;
    SolveOptions m_options;
    double m_begin;
    SeparableSolution m_best;

    void consider(const std::vector<double>& x) {
        double value = 0;
        for (size_t i = 0; i < x.size(); ++i) value += m_root[i].curve().value(x[i]);
        if (value <= m_best.value) return;
        m_best.value = value;
        m_best.x = x;
    }

    /// Each channel is either left low or on its concave part, `off` is where it is told to be; the rest is split exactly.
    std::optional<std::vector<double>> with(const std::vector<double>& like, size_t off, double at) const {
        std::vector<Envelope> pieces;
        double low = 0, high = 0;
        for (size_t i = 0; i < m_root.size(); ++i) {
            const Envelope& e = m_root[i];
            double from = e.lower(), to = e.upper();
            if (i == off)
                from = to = at;
            else if (e.inflexion() > e.lower())
                (like[i] < e.inflexion() ? to : from) = like[i] < e.inflexion() ? e.lower() : std::min(e.inflexion(), e.upper());
            pieces.emplace_back(e.curve().within(from, to));
            low += from, high += to;
        }
        if (m_total < low || m_total > high) return std::nullopt;
        return relax(pieces, m_total).x;
    }

    /// Good plans near a relaxed one: the channel in between put low, put high, or left in between where that is best.
    void improve(const Relaxed& r) {
        const Envelope& e = m_root[r.off];
        const double tangent = e.tangent();
        const auto value = [&](double at) {
            const auto x = with(r.x, r.off, at);
            if (!x) return -std::numeric_limits<double>::infinity();
            consider(*x);
            double v = 0;
            for (size_t i = 0; i < x->size(); ++i) v += m_root[i].curve().value((*x)[i]);
            return v;
        };
        // First the two likely ones; the search along the channel only where they leave a gap that a person would see.
        value(e.lower());
        value(r.x[r.off]);
        if (r.bound - m_best.value <= 1e-5 * std::abs(r.bound)) return;
        constexpr int grid = 8;
        double best = -std::numeric_limits<double>::infinity(), place = e.lower();
        const double to = std::min(e.upper(), std::max(tangent, r.x[r.off]) * 1.3);
        for (int k = 1; k <= grid; ++k) {
            const double at = e.lower() + (to - e.lower()) * k / grid, v = value(at);
            if (v > best) best = v, place = at;
        }
        const double width = (to - e.lower()) / grid;
        double a = std::max(e.lower(), place - width), b = std::min(e.upper(), place + width);
        constexpr double golden = 0.381966011250105;
        for (int k = 0; k < 10 && b - a > 1e-6 * (1 + b); ++k) {
            const double c = a + golden * (b - a), d = b - golden * (b - a);
            if (value(c) > value(d))
                b = d;
            else
                a = c;
        }
    }

    std::vector<Envelope> pieces_of(const std::vector<Cut>& cuts) const {
        std::vector<Envelope> pieces = m_root;
        for (const Cut& c : cuts) pieces[c.channel] = Envelope(m_root[c.channel].curve().within(c.lower, c.upper));
        return pieces;
    }

    bool closed(double bound) const { return bound - m_best.value <= m_options.gap * std::abs(bound); }

    bool out_of_time() const { return m_best.nodes >= m_options.nodes || processor_ms() - m_begin > m_options.milliseconds; }

    void search(const Relaxed& root) {
        std::priority_queue<Node> open;
        open.push({root.bound, {}, root});
        while (!open.empty()) {
            throw_if_stopped(m_options.stop);
            if (closed(open.top().bound) || out_of_time()) {
                m_best.bound = open.top().bound;
                return;
            }
            const Node node = open.top();
            open.pop();
            ++m_best.nodes;
            const size_t j = node.relaxed.off;
            if (j == SIZE_MAX) { // solved exactly
                m_best.bound = std::max(m_best.bound, node.bound);
                if (open.empty()) m_best.bound = std::max(node.bound, m_best.value);
                continue;
            }
            double lower = m_root[j].lower(), upper = m_root[j].upper();
            for (const Cut& c : node.cuts)
                if (c.channel == j) lower = c.lower, upper = c.upper;
            double at = node.relaxed.x[j];
            const double width = upper - lower; // not too near to an end, or one half would be the whole
            at = std::clamp(at, lower + 0.02 * width, upper - 0.02 * width);
            for (const bool left : {true, false}) {
                std::vector<Cut> cuts;
                for (const Cut& c : node.cuts)
                    if (c.channel != j) cuts.push_back(c);
                cuts.push_back({j, left ? lower : at, left ? at : upper});
                const std::vector<Envelope> pieces = pieces_of(cuts);
                double low = 0, high = 0;
                for (const Envelope& e : pieces) low += e.lower(), high += e.upper();
                if (m_total < low || m_total > high) continue;
                Relaxed r = relax(pieces, m_total);
                consider(r.x);
                if (const auto x = with(r.x, SIZE_MAX, 0)) consider(*x);
                const double bound = std::min(r.bound, node.bound);
                if (!closed(bound))
                    open.push({bound, std::move(cuts), std::move(r)});
                else
                    m_closed = std::max(m_closed, bound);
            }
        }
        m_best.bound = std::max(m_closed, m_best.value);
    }

    double m_closed = -std::numeric_limits<double>::infinity();
};

} // namespace

BoundedCurve::BoundedCurve(const response::Curve& curve, double lower, double upper)
    : m_saturation(curve.saturation), m_beta(curve.beta), m_gain(curve.adstock.weight_sum()), m_inflexion(curve.inflexion()),
      m_lower(lower), m_upper(upper) {
    if (m_saturation.kind == response::SaturationKind::root && m_saturation.slope > 1)
        m_inflexion = std::numeric_limits<double>::infinity();
}

BoundedCurve BoundedCurve::within(double lower, double upper) const {
    BoundedCurve c = *this;
    c.m_lower = lower;
    c.m_upper = std::max(lower, upper);
    return c;
}

SeparableSolution split(const std::vector<BoundedCurve>& curves, double total, const SolveOptions& options) {
    double low = 0, high = 0;
    for (const BoundedCurve& c : curves) low += c.lower(), high += c.upper();
    const double slack = 1e-12 * std::max(1.0, std::abs(total));
    if (curves.empty() || total < low - slack || total > high + slack)
        throw Error(ErrorCode::allocate_infeasible,
                    {{"detail", "a budget of " + std::to_string(total) + " is outside of the sums of minima and maxima, " +
                                    std::to_string(low) + " and " + std::to_string(high)}});
    return Branches(curves, total, options).run();
}

SeparableSolution spend_while_worth(const std::vector<BoundedCurve>& curves, double marginal) {
    SeparableSolution s;
    s.price = marginal;
    s.proved = true;
    s.nodes = 1;
    for (const BoundedCurve& c : curves) {
        const Envelope e(c);
        const double x = e.best(marginal, e.lower(), e.upper());
        s.x.push_back(x);
        s.value += c.value(x);
    }
    s.bound = s.root_bound = s.value;
    return s;
}

} // namespace plumbline::allocate
