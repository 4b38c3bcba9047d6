// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/allocate/allocate.h"

namespace plumbline::allocate {

/// Whether all channels have the same number of posterior draws, two at least.
bool has_draws(const std::vector<Channel>& channels);
/// 5 % and 95 % quantile.
response::Interval quantiles(std::vector<double> values);
response::Interval interval_of(const std::vector<response::Curve>& draws, double spend);

/// The posterior draws of all channels, laid out for speed.
class DrawSet {
public:
    DrawSet(const std::vector<Channel>& channels, bool use);
    /// Response of x less that of base, draw by draw.
    std::vector<double> gains(const std::vector<double>& x, const std::vector<double>& base) const;
    /// (1 - risk) mean gain + risk times the mean of the worst `tail` of gains (CVaR; Rockafellar and Uryasev, 2000).
    double utility(const std::vector<double>& x, const std::vector<double>& base, double risk, double tail,
                   std::vector<double>* gradient) const;

private:
    struct Line {
        response::Saturation saturation;
        double beta, gain;
    };
    std::vector<std::vector<Line>> m_lines; // [channel][draw]
    size_t m_draws = 0;
};

} // namespace plumbline::allocate
