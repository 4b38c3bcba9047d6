// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "core/response/curves.h"

namespace plumbline::response {

/// Kinds of one channel's curve and the free numbers that shape it, each on the whole real line:
///   carry-over   geometric, delayed, binomial: logit(theta); delayed also log(peak); Weibull: log(shape), log(scale)
///   saturation   log(half-saturation / reference); hill also log(slope); root: logit(exponent)
struct Shape {
    AdstockKind adstock = AdstockKind::geometric;
    SaturationKind saturation = SaturationKind::hill;
    int length = 13;
    bool steady_history = false;
    int adstock_size() const;
    int saturation_size() const;
    int size() const { return adstock_size() + saturation_size(); }
};

inline constexpr int most_shape_numbers = 4;
using ShapeNumbers = std::array<double, most_shape_numbers>;

/// Adstock and saturation that free numbers stand for; `reference`: spend that the half-saturation is relative to.
Adstock adstock_of(const Shape& shape, const ShapeNumbers& p);
Saturation saturation_of(const Shape& shape, const ShapeNumbers& p, double reference);

/// Log prior density of the free numbers (the Jacobian included), its gradient is added to `gradient`.
/// theta ~ Beta(1.5, 2); peak ~ LogNormal(0, 0.6); Weibull shape ~ LogNormal(log 1.5, 0.4), scale ~ LogNormal(log 2.5, 0.6);
/// half / reference ~ LogNormal(0, 0.7); slope ~ LogNormal(log 1.15, 0.3); exponent ~ Beta(2, 2).
double log_prior(const Shape& shape, const ShapeNumbers& p, ShapeNumbers& gradient);
/// Numbers in the middle of the prior, moved by `z` prior standard deviations each.
ShapeNumbers prior_point(const Shape& shape, const ShapeNumbers& z);

/// Saturated effect of one spend series, S(adstock(x)), with its derivatives by each free number.
struct EffectSeries {
    std::vector<double> adstock, value;
    std::array<std::vector<double>, most_shape_numbers> by;
    void resize(size_t n, int numbers);
};
/// x: n periods. Exact recursion for geometric (Jin et al., 2017, with all lags); da/dtheta_t = a_(t-1) + theta da/dtheta_(t-1) -
/// x_t. Gradients only where `gradient`.
void effect(const Shape& shape, const ShapeNumbers& p, double reference, const std::vector<double>& x, bool gradient,
            EffectSeries& out);
/// Adstocked spend by period; nothing was spent before the first.
std::vector<double> adstocked(const Adstock& adstock, const std::vector<double>& x);
/// S at a steady adstock, with the derivatives by the free numbers (those of the carry-over are 0).
double steady_effect(const Shape& shape, const ShapeNumbers& p, double reference, double adstock, ShapeNumbers& by);

} // namespace plumbline::response
