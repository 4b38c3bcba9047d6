// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <vector>

#include "core/response/curves.h"

namespace plumbline::allocate {

/// A response curve on the spend that is allowed for it; concave, or convex up to its inflexion and concave from there.
class BoundedCurve {
public:
    BoundedCurve(const response::Curve& curve, double lower, double upper);
    double value(double x) const { return m_beta * m_saturation.value(x * m_gain); }
    double slope(double x) const { return m_beta * m_gain * m_saturation.derivative(x * m_gain); }
    double second(double x) const { return m_beta * m_gain * m_gain * m_saturation.second(x * m_gain); }
    double inflexion() const { return m_inflexion; } ///< 0: concave everywhere
    double lower() const { return m_lower; }
    double upper() const { return m_upper; }
    /// The same on other bounds.
    BoundedCurve within(double lower, double upper) const;

private:
    response::Saturation m_saturation;
    double m_beta, m_gain, m_inflexion, m_lower, m_upper;
};

struct SolveOptions {
    double gap = 1e-9;        ///< relative: how close bound and plan must be
    double milliseconds = 60; ///< of the processor, after which the best plan so far is given with its bound
    int nodes = 20'000;
    std::stop_token stop{};
};

/// The best split of a budget, with a proof.
struct SeparableSolution {
    std::vector<double> x{};
    double value = 0;
    double bound = 0;      ///< no split whatsoever gives more (dual bound over the branches)
    double root_bound = 0; ///< the dual bound of the whole problem: equal to `bound` where all curves are concave
    double price = 0;      ///< what one more unit of budget would bring
    int nodes = 0;
    bool proved = false; ///< bound and value agree within the gap asked for
};

/// Maximises the sum of curves over lower <= x <= upper with sum x = total. Concave curves: the multiplier by bisection. S-shaped
/// ones: their concave envelopes give the dual bound; where a channel ends up on the straight part of its envelope, its range is
/// split in two there and both halves are solved (branch and bound), until bound and plan agree. Throws
/// Error{allocate_infeasible} where the total is outside of the sums of bounds, Error{cancelled}.
SeparableSolution split(const std::vector<BoundedCurve>& curves, double total, const SolveOptions& options = {});

/// Maximises the sum of curves less `marginal` times spend, without a budget: each channel by itself, exact.
SeparableSolution spend_while_worth(const std::vector<BoundedCurve>& curves, double marginal);

} // namespace plumbline::allocate
