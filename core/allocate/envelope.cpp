// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/allocate/envelope.h"

#include <algorithm>
#include <cmath>

namespace plumbline::allocate {

namespace {

/// Root of a function that changes sign between a and b: bisection with steps of regula falsi (Illinois).
template <class F>
double root(F f, double a, double b, double fa, double fb) {
    for (int k = 0; k < 100 && std::abs(b - a) > 1e-14 * (std::abs(a) + std::abs(b)); ++k) {
        double c = k % 4 == 3 ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
        if (!(c > std::min(a, b) && c < std::max(a, b))) c = (a + b) / 2;
        const double fc = f(c);
        if (fc == 0) return c;
        if ((fc > 0) == (fb > 0)) {
            b = c, fb = fc;
            fa /= 2;
        } else {
            a = b, fa = fb;
            b = c, fb = fc;
        }
    }
    return (a + b) / 2;
}

} // namespace

Envelope::Envelope(const BoundedCurve& curve) : m_curve(curve), m_tangent(curve.lower()), m_at_lower(curve.value(curve.lower())) {
    const double low = curve.lower(), high = curve.upper(), bend = curve.inflexion();
    if (!(bend > low) || high <= low) return; // concave, or a point
    const auto lift = [&](double x) { return curve.value(x) - m_at_lower - curve.slope(x) * (x - low); };
    if (bend >= high || lift(high) <= 0)
        m_tangent = high;
    else {
        const double at_bend = lift(bend);
        m_tangent = at_bend >= 0 ? bend : root(lift, bend, high, at_bend, lift(high));
    }
    m_line = (curve.value(m_tangent) - m_at_lower) / (m_tangent - low);
}

double Envelope::value(double x) const {
    if (x >= m_tangent) return m_curve.value(x);
    return m_at_lower + m_line * (x - lower());
}

double Envelope::best(double price, double from, double to) const {
    if (upper() <= lower()) return lower();
    if (m_tangent > lower()) {
        if (price >= m_line) return lower();
        from = std::max(from, m_tangent);
    }
    if (from >= to) return from;
    const double at_to = m_curve.slope(to) - price;
    if (at_to >= 0) return to;
    const double at_from = m_curve.slope(from) - price;
    if (at_from <= 0) return from;
    // Newton's step in the logarithm of the slope, kept inside of the bracket.
    double a = from, b = to, x = (from + to) / 2;
    for (int k = 0; k < 80; ++k) {
        const double s = m_curve.slope(x);
        if (s > price)
            a = x;
        else
            b = x;
        if (b - a <= 1e-14 * b || s == price) break;
        const double bend = m_curve.second(x);
        double next = bend < 0 && s > 0 ? x - std::log(s / price) * s / bend : a;
        if (!(next > a && next < b)) next = a > 0 && b / a > 8 ? std::sqrt(a * b) : (a + b) / 2;
        if (std::abs(next - x) <= 1e-13 * x) {
            x = next;
            break;
        }
        x = next;
    }
    return std::clamp(x, from, to);
}

double Envelope::mean_slope() const {
    return upper() > lower() ? (m_curve.value(upper()) - m_at_lower) / (upper() - lower()) : 0;
}

double Envelope::first_slope() const { return m_tangent > lower() ? m_line : m_curve.slope(lower()); }

double Envelope::last_slope() const { return m_tangent >= upper() && m_line > 0 ? m_line : m_curve.slope(upper()); }

} // namespace plumbline::allocate
