// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace plumbline::rootcause {

/// Parts of the change of a product y = x_1 x_2 … x_n, adding up to it. Logarithmic mean Divisia index (Ang, 2004):
/// part_k = L(y1, y0) ln(x1_k / x0_k), L(a, b) = (a - b) / ln(a / b). Where a factor is 0 or changes sign the Shapley value
/// stands in. before, after: n factors, n > 0.
std::vector<double> product_parts(const std::vector<double>& before, const std::vector<double>& after);

/// What a segment of a ratio adds to its change: a larger weight of it (mix) or a change inside of it (rate).
struct RatioPart {
    double mix = 0, rate = 0;
};
/// numerators and denominators of segments that make up everything, before (0) and after (1). The parts add up to R1 - R0:
/// mix = (w1 - w0)((r0 + r1)/2 - R), rate = (w0 + w1)/2 (r1 - r0), w the share of the denominator, R the mean of both ratios.
/// A segment that is empty on one side takes the ratio of the other, so that its coming or going is mix. Empty where a total
/// denominator is 0.
std::vector<RatioPart> ratio_parts(const std::vector<double>& a0, const std::vector<double>& b0, const std::vector<double>& a1,
                                   const std::vector<double>& b1);

struct ShapleyValues {
    std::vector<double> value{};
    std::vector<double> standard_error{}; ///< 0 where exact
    bool exact = true;
};
inline constexpr int exact_shapley_factors = 12;
/// Shapley value of n factors for a game given by which factors have changed; adds up to game(all) - game(none). Exact up to 12
/// factors (2^n calls), above by antithetic pairs of random orders (Mitchell et al., 2022), the same bits for the same seed.
/// Throws Error{usage, cancelled}.
ShapleyValues shapley(int n, const std::function<double(const std::vector<bool>&)>& game, uint64_t seed = 1, int pairs = 500,
                      std::stop_token stop = {});

/// share_s = Cov(d_s, d_total) / Var(d_total): how much of what the total varies by comes from part s; adds up to 1. parts:
/// [part][period]. Empty where the total does not vary.
std::vector<double> variance_shares(const std::vector<std::vector<double>>& parts);

} // namespace plumbline::rootcause
