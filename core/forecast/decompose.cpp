// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/decompose.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/forecast/outliers.h"

namespace plumbline::forecast {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Steps; up to here a season's figures stand alone, beyond only where it is whole steps long.
constexpr double short_period = 31;
constexpr long most_cycles = 20; ///< on each side; the season of a long period is a mean over these
constexpr double outlier = 4;    ///< remainders beyond so many robust standard deviations do not shape a season

/// Cycles weigh memory^distance, forward and backward in one pass each; integer period.
void short_season(const std::vector<double>& d, size_t p, double memory, SeasonalPart& part) {
    const size_t n = d.size();
    std::vector<double> forward(n), backward(n), forward_weight(n), backward_weight(n);
    for (size_t i = 0; i < n; ++i) {
        const bool seen = !std::isnan(d[i]);
        forward[i] = (seen ? d[i] : 0) + (i >= p ? memory * forward[i - p] : 0);
        forward_weight[i] = (seen ? 1 : 0) + (i >= p ? memory * forward_weight[i - p] : 0);
    }
    for (size_t i = n; i-- > 0;) {
        const bool seen = !std::isnan(d[i]);
        backward[i] = (seen ? d[i] : 0) + (i + p < n ? memory * backward[i + p] : 0);
        backward_weight[i] = (seen ? 1 : 0) + (i + p < n ? memory * backward_weight[i + p] : 0);
    }
    part.past.assign(n, 0);
    for (size_t i = 0; i < n; ++i) {
        const double own = std::isnan(d[i]) ? 0 : 1;
        const double weight = forward_weight[i] + backward_weight[i] - own;
        if (weight > 0) part.past[i] = (forward[i] + backward[i] - own * (own > 0 ? d[i] : 0)) / weight;
    }
    part.next.assign(p, 0);
    for (size_t h = 0; h < p; ++h) {
        const size_t i = n - p + h;
        if (forward_weight[i] > 0) part.next[h] = forward[i] / forward_weight[i];
    }
    // Centre: over one cycle the season sums to nothing.
    std::vector<double> mean(n);
    double sum = 0;
    for (size_t i = 0; i < n; ++i) {
        sum += part.past[i];
        if (i >= p) sum -= part.past[i - p];
        if (i + 1 >= p) mean[i] = sum / static_cast<double>(p);
    }
    for (size_t i = 0; i < n; ++i) {
        const size_t end = std::clamp(i + p / 2, p - 1, n - 1);
        part.past[i] -= mean[end];
    }
    double centre = 0;
    for (const double v : part.next) centre += v / static_cast<double>(p);
    for (double& v : part.next) v -= centre;
}

/// Squared error of one-step-a-cycle forecasts of the season with a memory; small where it fits.
double short_error(const std::vector<double>& d, size_t p, double memory) {
    std::vector<double> sum(p, 0), weight(p, 0);
    double error = 0;
    for (size_t i = 0; i < d.size(); ++i) {
        const size_t phase = i % p;
        if (!std::isnan(d[i]) && i >= 2 * p && weight[phase] > 0) error += std::pow(d[i] - sum[phase] / weight[phase], 2);
        const bool seen = !std::isnan(d[i]);
        sum[phase] = memory * sum[phase] + (seen ? d[i] : 0);
        weight[phase] = memory * weight[phase] + (seen ? 1 : 0);
    }
    return error;
}

/// Means over neighbours with triangular weights; weight 0 where nothing is near.
void smooth_neighbours(const std::vector<double>& d, int bandwidth, std::vector<double>& sum, std::vector<double>& weight) {
    const long n = static_cast<long>(d.size());
    sum.assign(d.size(), 0);
    weight.assign(d.size(), 0);
    for (long i = 0; i < n; ++i)
        for (long j = std::max(0L, i - bandwidth); j <= std::min(n - 1, i + bandwidth); ++j) {
            const double v = d[static_cast<size_t>(j)];
            if (std::isnan(v)) continue;
            const double w = 1 - static_cast<double>(std::abs(i - j)) / (bandwidth + 1.0);
            sum[static_cast<size_t>(i)] += w * v;
            weight[static_cast<size_t>(i)] += w;
        }
}

/// Season of a long or fractional period: what was seen whole periods away, neighbours averaged. own: use the cycle itself as
/// well.
double long_value(const std::vector<double>& sum, const std::vector<double>& weight, double period, double memory, long at,
                  bool own) {
    const long n = static_cast<long>(sum.size());
    double s = 0, w = 0;
    const long cycles = std::min(most_cycles, static_cast<long>(static_cast<double>(n) / period) + 2);
    for (long k = -cycles; k <= cycles; ++k) {
        if (k == 0 && !own) continue;
        const long j = at + std::lround(static_cast<double>(k) * period);
        if (j < 0 || j >= n) continue;
        const double share = memory == 1 ? 1 : std::pow(memory, static_cast<double>(std::abs(k)));
        s += share * sum[static_cast<size_t>(j)];
        w += share * weight[static_cast<size_t>(j)];
    }
    return w > 0 ? s / w : nan;
}

void long_season(const std::vector<double>& d, SeasonalPart& part, bool periodic) {
    const double period = part.season.period;
    const long n = static_cast<long>(d.size());
    std::vector<int> bandwidths = period > 200 ? std::vector<int>{0, 2, 4, 8, 14, 21} : std::vector<int>{0, 1, 2, 4};
    double best = std::numeric_limits<double>::infinity(), nothing = 0;
    std::vector<double> sum, weight;
    for (const double v : d)
        if (!std::isnan(v)) nothing += v * v;
    const long stride = n > 1500 ? 2 : 1;
    for (const int bandwidth : bandwidths) {
        smooth_neighbours(d, bandwidth, sum, weight);
        for (const double memory :
             periodic || static_cast<double>(n) < 2.9 * period ? std::vector<double>{1.0} : std::vector<double>{1.0, 0.75}) {
            double error = 0, cross = 0, power = 0, all = 0;
            for (long i = 0; i < n; i += stride) {
                const double v = d[static_cast<size_t>(i)];
                if (std::isnan(v)) continue;
                const double s = long_value(sum, weight, period, memory, i, false);
                if (std::isnan(s)) continue;
                error += (v - s) * (v - s);
                cross += v * s;
                power += s * s;
                all += v * v;
            }
            if (all <= 0 || power <= 0) continue;
            const double share = std::clamp(cross / power, 0.0, 1.0);
            const double left = (all - 2 * share * cross + share * share * power) / all;
            if (left < best) {
                best = left;
                part.bandwidth = bandwidth;
                part.memory = memory;
                part.shrinkage = share;
            }
        }
    }
    if (!std::isfinite(best)) part.shrinkage = 0;
    smooth_neighbours(d, part.bandwidth, sum, weight);
    part.past.assign(d.size(), 0);
    for (long i = 0; i < n; ++i) {
        const double s = long_value(sum, weight, period, part.memory, i, true);
        part.past[static_cast<size_t>(i)] = std::isnan(s) ? 0 : part.shrinkage * s;
    }
    part.next.assign(static_cast<size_t>(std::ceil(period)), 0);
    for (size_t h = 0; h < part.next.size(); ++h) {
        const double s = long_value(sum, weight, period, part.memory, n + static_cast<long>(h), false);
        part.next[h] = std::isnan(s) ? 0 : part.shrinkage * s;
    }
    double centre = 0;
    for (const double v : part.next) centre += v / static_cast<double>(part.next.size());
    for (double& v : part.next) v -= centre;
    for (double& v : part.past) v -= centre;
}

double variance(const std::vector<double>& v) {
    double sum = 0, squares = 0, n = 0;
    for (const double x : v)
        if (!std::isnan(x)) {
            sum += x;
            squares += x * x;
            n += 1;
        }
    return n > 1 ? std::max(0.0, squares / n - sum / n * sum / n) : 0;
}

double robust_spread(std::vector<double> v) {
    std::erase_if(v, [](double x) { return std::isnan(x); });
    if (v.empty()) return 0;
    for (double& x : v) x = std::abs(x);
    const auto middle = v.begin() + static_cast<long>(v.size() / 2);
    std::nth_element(v.begin(), middle, v.end());
    return 1.4826 * *middle;
}

} // namespace

double SeasonalPart::ahead(size_t h) const {
    if (next.empty()) return 0;
    const double whole = std::floor((static_cast<double>(h) - 1) / season.period);
    const long at = std::lround(static_cast<double>(h) - 1 - whole * season.period);
    return next[static_cast<size_t>(std::clamp(at, 0L, static_cast<long>(next.size()) - 1))];
}

double Decomposition::seasonal(size_t slot) const {
    double sum = 0;
    for (const SeasonalPart& s : seasons) sum += s.past[slot];
    return sum;
}

double Decomposition::seasonal_ahead(size_t h) const {
    double sum = 0;
    for (const SeasonalPart& s : seasons) sum += s.ahead(h);
    return sum;
}

std::vector<double> loess(const std::vector<double>& y, double window) {
    const long n = static_cast<long>(y.size());
    const double half = std::max(2.0, window / 2);
    const long jump = std::max(1L, static_cast<long>(half / 8));
    std::vector<double> out(y.size(), nan);
    const auto at = [&](long i) {
        double reach = half;
        for (int tries = 0; tries < 12; ++tries, reach *= 2) {
            double w = 0, wx = 0, wy = 0, wxx = 0, wxy = 0;
            int count = 0;
            // At the ends the window keeps its width.
            double wide = reach;
            if (static_cast<double>(i) < reach) wide = std::min(2 * reach, 2 * reach - static_cast<double>(i));
            if (static_cast<double>(n - 1 - i) < reach)
                wide = std::max(wide, std::min(2 * reach, 2 * reach - static_cast<double>(n - 1 - i)));
            const long from = std::max(0L, static_cast<long>(std::ceil(static_cast<double>(i) - wide)));
            const long to = std::min(n - 1, static_cast<long>(std::floor(static_cast<double>(i) + wide)));
            for (long j = from; j <= to; ++j) {
                const double v = y[static_cast<size_t>(j)];
                if (std::isnan(v)) continue;
                const double x = static_cast<double>(j - i), u = std::abs(x) / (wide + 1), k = 1 - u * u * u, weight = k * k * k;
                w += weight;
                wx += weight * x;
                wy += weight * v;
                wxx += weight * x * x;
                wxy += weight * x * v;
                ++count;
            }
            const double spread = w * wxx - wx * wx;
            if (count >= 3 && spread > 1e-9 * w * w) return (wxx * wy - wx * wxy) / spread;
            if (count >= 1 && reach > static_cast<double>(n)) return wy / w;
        }
        return nan;
    };
    long previous = 0;
    out[0] = at(0);
    for (long i = std::min(jump, n - 1); i < n && i > previous; i = i == n - 1 ? n : std::min(i + jump, n - 1)) {
        const double right = at(i), left = out[static_cast<size_t>(previous)];
        for (long j = previous + 1; j <= i; ++j)
            out[static_cast<size_t>(j)] =
                left + (right - left) * static_cast<double>(j - previous) / static_cast<double>(i - previous);
        previous = i;
    }
    return out;
}

Decomposition decompose(const Grid& grid, const DecomposeAsk& ask) {
    Decomposition out;
    out.log = ask.log;
    const size_t n = grid.size();
    std::vector<double> z = grid.y;
    if (ask.log)
        for (double& v : z) v = std::log(v);
    for (const Season& s : grid.seasons) {
        if (ask.only_shortest && !out.seasons.empty()) break;
        SeasonalPart part;
        part.season = s;
        part.past.assign(n, 0);
        out.seasons.push_back(std::move(part));
    }
    double longest = 0;
    for (const SeasonalPart& s : out.seasons) longest = std::max(longest, s.season.period);
    const double window = longest > 0 ? 1.9 * longest + 1 : std::max(7.0, static_cast<double>(n) / 6);
    std::vector<double> rest(n);
    double spread = 0;
    const int rounds = out.seasons.empty() ? 1 : out.seasons.size() > 1 ? 3 : 2;
    for (int round = 0; round < rounds; ++round) {
        for (size_t i = 0; i < n; ++i) {
            rest[i] = z[i] - out.seasonal(i);
            if (round > 0 && spread > 0 && !std::isnan(rest[i]))
                rest[i] = out.trend[i] + std::clamp(rest[i] - out.trend[i], -outlier * spread, outlier * spread);
        }
        out.trend = loess(rest, window);
        for (SeasonalPart& part : out.seasons) {
            std::vector<double> d(n);
            for (size_t i = 0; i < n; ++i) {
                const double others = out.seasonal(i) - part.past[i];
                d[i] = z[i] - out.trend[i] - others;
                if (round > 0 && spread > 0 && !std::isnan(d[i]))
                    d[i] = part.past[i] + std::clamp(d[i] - part.past[i], -outlier * spread, outlier * spread);
            }
            const bool whole = std::abs(part.season.period - std::round(part.season.period)) < 1e-6;
            if (part.season.period <= short_period || (whole && static_cast<double>(n) >= 3 * part.season.period)) {
                const size_t p = static_cast<size_t>(std::lround(part.season.period));
                part.memory = 1;
                if (!ask.periodic && round == rounds - 1) {
                    double least = std::numeric_limits<double>::infinity();
                    for (const double memory : {1.0, 0.97, 0.92, 0.85, 0.7}) {
                        const double error = short_error(d, p, memory);
                        if (error < least * 0.995) {
                            least = error;
                            part.memory = memory;
                        }
                    }
                }
                short_season(d, p, part.memory, part);
            } else {
                long_season(d, part, ask.periodic);
            }
        }
        std::vector<double> remainder(n);
        for (size_t i = 0; i < n; ++i) remainder[i] = z[i] - out.trend[i] - out.seasonal(i);
        spread = robust_spread(remainder);
        out.remainder = std::move(remainder);
    }
    const double noise = variance(out.remainder);
    for (SeasonalPart& part : out.seasons) {
        std::vector<double> with(n);
        for (size_t i = 0; i < n; ++i) with[i] = out.remainder[i] + part.past[i];
        const double whole = variance(with);
        part.strength = whole > 0 ? std::max(0.0, 1 - noise / whole) : 0;
    }
    std::vector<double> with(n);
    for (size_t i = 0; i < n; ++i) with[i] = out.remainder[i] + out.trend[i];
    const double whole = variance(with);
    out.trend_strength = whole > 0 ? std::max(0.0, 1 - noise / whole) : 0;
    for (size_t i = 0; i < n; ++i) z[i] -= out.seasonal(i);
    out.adjusted = drawn_in(grid, std::move(z));
    return out;
}

} // namespace plumbline::forecast
