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
    /// Response of x, draw by draw. `slopes`, where it is not null: its derivative by the spend of each channel, [channel][draw].
    std::vector<double> responses(const std::vector<double>& x, std::vector<std::vector<double>>* slopes = nullptr) const;
    /// (1 - risk) mean gain + risk times the mean of the worst `tail` of gains (CVaR; Rockafellar and Uryasev, 2000); `base`: the
    /// responses of what the gain is counted from.
    double utility(const std::vector<double>& x, const std::vector<double>& base, double risk, double tail,
                   std::vector<double>* gradient) const;

private:
    struct Line {
        response::Saturation saturation;
        double beta, gain, log_half;
    };
    std::vector<std::vector<Line>> m_lines; // [channel][draw]
    size_t m_draws = 0;
};

} // namespace plumbline::allocate
