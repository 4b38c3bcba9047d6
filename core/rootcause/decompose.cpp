// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/decompose.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/base/random.h"

namespace plumbline::rootcause {

namespace {

double product(const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 1.0, std::multiplies<>()); }

/// What rounding left over goes to the largest part.
void settle(std::vector<double>& parts, double change) {
    if (parts.empty()) return;
    const double missing = change - std::accumulate(parts.begin(), parts.end(), 0.0);
    *std::max_element(parts.begin(), parts.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }) += missing;
}

ShapleyValues exact(int n, const std::function<double(const std::vector<bool>&)>& game, const std::stop_token& stop) {
    const size_t sets = size_t{1} << n;
    std::vector<double> worth(sets);
    std::vector<bool> in(static_cast<size_t>(n));
    for (size_t s = 0; s < sets; ++s) {
        if (s % 64 == 0) throw_if_stopped(stop);
        for (int k = 0; k < n; ++k) in[static_cast<size_t>(k)] = s >> k & 1;
        worth[s] = game(in);
    }
    std::vector<double> weight(static_cast<size_t>(n)); // |S|! (n - |S| - 1)! / n!
    for (int k = 0; k < n; ++k)
        weight[static_cast<size_t>(k)] = std::exp(std::lgamma(k + 1) + std::lgamma(n - k) - std::lgamma(n + 1));
    ShapleyValues out{std::vector<double>(static_cast<size_t>(n), 0), std::vector<double>(static_cast<size_t>(n), 0), true};
    for (size_t s = 0; s < sets; ++s)
        for (int k = 0; k < n; ++k)
            if (!(s >> k & 1))
                out.value[static_cast<size_t>(k)] +=
                    weight[static_cast<size_t>(std::popcount(s))] * (worth[s | size_t{1} << k] - worth[s]);
    settle(out.value, worth.back() - worth.front());
    return out;
}

} // namespace

std::vector<double> product_parts(const std::vector<double>& before, const std::vector<double>& after) {
    if (before.empty() || before.size() != after.size())
        throw Error(ErrorCode::explain_invalid, {{"detail", "a product needs the same factors before and after"},
                                                 {"detail_fr", "un produit demande les mêmes facteurs avant et après"}});
    const double y0 = product(before), y1 = product(after);
    bool logs = true;
    for (size_t k = 0; k < before.size(); ++k) logs = logs && before[k] != 0 && after[k] / before[k] > 0;
    if (!logs) {
        const auto n = static_cast<int>(before.size());
        return shapley(n,
                       [&](const std::vector<bool>& changed) {
                           double y = 1;
                           for (size_t k = 0; k < before.size(); ++k) y *= changed[k] ? after[k] : before[k];
                           return y;
                       })
            .value;
    }
    const double log_ratio = std::log(y1 / y0);
    const double mean = std::abs(log_ratio) < 1e-9 ? (y0 + y1) / 2 : (y1 - y0) / log_ratio;
    std::vector<double> parts;
    for (size_t k = 0; k < before.size(); ++k) parts.push_back(mean * std::log(after[k] / before[k]));
    settle(parts, y1 - y0);
    return parts;
}

std::vector<RatioPart> ratio_parts(const std::vector<double>& a0, const std::vector<double>& b0, const std::vector<double>& a1,
                                   const std::vector<double>& b1) {
    const auto total = [](const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); };
    const double before = total(b0), after = total(b1);
    if (before == 0 || after == 0) return {};
    const double r_before = total(a0) / before, r_after = total(a1) / after, middle = (r_before + r_after) / 2;
    std::vector<RatioPart> parts(a0.size());
    double sum = 0;
    for (size_t i = 0; i < a0.size(); ++i) {
        const double w0 = b0[i] / before, w1 = b1[i] / after;
        // Without a denominator there is no ratio: what is in the numerator all the same belongs to the rate.
        const double r0 = b0[i] != 0 ? a0[i] / b0[i] : b1[i] != 0 ? a1[i] / b1[i] : middle;
        const double r1 = b1[i] != 0 ? a1[i] / b1[i] : r0;
        parts[i].mix = (w1 - w0) * ((r0 + r1) / 2 - middle);
        parts[i].rate = (w0 + w1) / 2 * (r1 - r0);
        if (b0[i] == 0) parts[i].rate -= a0[i] / before;
        if (b1[i] == 0) parts[i].rate += a1[i] / after;
        sum += parts[i].mix + parts[i].rate;
    }
    if (!parts.empty()) {
        auto& largest = *std::max_element(parts.begin(), parts.end(), [](const RatioPart& a, const RatioPart& b) {
            return std::abs(a.rate) < std::abs(b.rate);
        });
        largest.rate += r_after - r_before - sum;
    }
    return parts;
}

ShapleyValues shapley(int n, const std::function<double(const std::vector<bool>&)>& game, uint64_t seed, int pairs,
                      std::stop_token stop) {
    if (n < 0 || pairs < 2) throw Error(ErrorCode::usage, {{"detail", "Shapley values need factors, and two pairs of orders."}});
    if (n <= exact_shapley_factors) return exact(n, game, stop);
    const auto size = static_cast<size_t>(n);
    std::vector<double> mean(size, 0), spread(size, 0);
    std::vector<size_t> order(size);
    std::iota(order.begin(), order.end(), size_t{0});
    Random random(seed);
    const double none = game(std::vector<bool>(size, false));
    double all = none;
    const auto walk = [&](std::vector<double>& gain) {
        std::vector<bool> in(size, false);
        double last = none;
        for (const size_t k : order) {
            in[k] = true;
            const double now = game(in);
            gain[k] += (now - last) / 2;
            last = now;
        }
        all = last;
    };
    for (int p = 0; p < pairs; ++p) {
        throw_if_stopped(stop);
        for (size_t i = size - 1; i > 0; --i) std::swap(order[i], order[random.below(i + 1)]);
        std::vector<double> gain(size, 0);
        walk(gain);
        std::reverse(order.begin(), order.end());
        walk(gain);
        for (size_t k = 0; k < size; ++k) { // Welford
            const double off = gain[k] - mean[k];
            mean[k] += off / (p + 1);
            spread[k] += off * (gain[k] - mean[k]);
        }
    }
    for (double& s : spread) s = std::sqrt(s / (pairs - 1) / pairs);
    settle(mean, all - none);
    return {mean, spread, false};
}

std::vector<double> variance_shares(const std::vector<std::vector<double>>& parts) {
    if (parts.empty() || parts.front().size() < 2) return {};
    const size_t n = parts.front().size();
    std::vector<double> total(n, 0);
    for (const auto& p : parts)
        for (size_t t = 0; t < n; ++t) total[t] += p.at(t);
    const double mean = std::accumulate(total.begin(), total.end(), 0.0) / static_cast<double>(n);
    double variance = 0;
    for (const double v : total) variance += (v - mean) * (v - mean);
    if (variance <= 0) return {};
    std::vector<double> shares;
    for (const auto& p : parts) {
        const double own = std::accumulate(p.begin(), p.end(), 0.0) / static_cast<double>(n);
        double both = 0;
        for (size_t t = 0; t < n; ++t) both += (p[t] - own) * (total[t] - mean);
        shares.push_back(both / variance);
    }
    return shares;
}

} // namespace plumbline::rootcause
