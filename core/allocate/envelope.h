// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/allocate/separable.h"

namespace plumbline::allocate {

/// The smallest concave function above a curve on its range: a straight line from the lower bound to the point where it touches
/// the curve, and the curve itself from there.
class Envelope {
public:
    explicit Envelope(const BoundedCurve& curve);
    const BoundedCurve& curve() const { return m_curve; }
    double lower() const { return m_curve.lower(); }
    double upper() const { return m_curve.upper(); }
    double inflexion() const { return m_curve.inflexion(); }
    double tangent() const { return m_tangent; } ///< where the straight part ends; the lower bound: there is none
    double value(double x) const;
    /// The spend where value less price times spend is largest, known to lie in [from, to]; the smaller one at a tie.
    double best(double price, double from, double to) const;
    double mean_slope() const;
    double first_slope() const; ///< at the lower bound
    double last_slope() const;  ///< at the upper bound

private:
    BoundedCurve m_curve;
    double m_tangent, m_line = 0, m_at_lower;
};

} // namespace plumbline::allocate
