// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/affinity.h"

#include <algorithm>
#include <limits>

#include "core/response/posterior.h"

namespace plumbline::response {

std::optional<Affinity> affinity_of(const Curve& curve, const std::vector<CurveDraw>& draws, const std::vector<double>& adstock,
                                    double interval) {
    if (curve.saturation.kind != SaturationKind::hill && curve.saturation.kind != SaturationKind::michaelis_menten)
        return std::nullopt;
    double sum = 0, top = 0, bottom = std::numeric_limits<double>::max();
    size_t count = 0;
    const double largest = adstock.empty() ? 0 : *std::max_element(adstock.begin(), adstock.end());
    for (const double a : adstock) {
        if (!(a > 1e-6 * largest)) continue; // what is left of a carry-over is no spend
        sum += a, ++count;
        top = std::max(top, a), bottom = std::min(bottom, a);
    }
    if (count == 0) return std::nullopt;
    const double mean = sum / static_cast<double>(count);
    Affinity out;
    out.k_m = curve.saturation.half;
    out.v_max = curve.beta;
    out.k_relative = out.k_m / mean;
    out.affinity = 1 / (1 + out.k_relative);
    out.identified = top / out.k_m > 1 && bottom / out.k_m < 1;
    if (draws.empty()) return out;
    std::vector<double> k, v;
    for (const CurveDraw& d : draws) k.push_back(d.half), v.push_back(d.beta);
    const double low = (1 - interval) / 2, high = 1 - low;
    out.k_m_interval = Interval{quantile(k, low), quantile(k, high)};
    out.v_max_interval = Interval{quantile(v, low), quantile(v, high)};
    out.k_relative_interval = Interval{out.k_m_interval->lower / mean, out.k_m_interval->upper / mean};
    out.affinity_interval = Interval{1 / (1 + out.k_relative_interval->upper), 1 / (1 + out.k_relative_interval->lower)};
    // Where the whole interval of k_m reaches beyond the spend seen, it is the prior that says so.
    out.identified = out.identified && top > out.k_m_interval->lower && out.k_m_interval->upper / out.k_m_interval->lower < 20;
    return out;
}

} // namespace plumbline::response
