// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <string>
#include <vector>

#include "core/predict/panel.h"

namespace plumbline::predict {

struct ElasticitySpec {
    /// What is believed before the data speak: advertising elasticities of sales that a channel reports about itself. Means of
    /// published elasticities are 0.12 (short term) and 0.24 (long term, Sethuraman, Tellis and Briesch, 2011); a channel's own
    /// sales follow its own spend more closely.
    double prior_mean = 0.35, prior_sd = 0.2;
    std::vector<double> carry_over{0.0, 0.2, 0.4, 0.6}; ///< shares of adstock kept from period to period, weighed by likelihood
    double discrepancy_sd = 0.04; ///< how far a constant elasticity may be from the truth (see docs/methods/predict.md)
    int draws = 4000;
    uint64_t seed = 1;
};

/// How the target of each entity follows its spend: percent more target for one percent more spend, in the long run.
struct ElasticityFit {
    std::vector<std::string> entities;
    std::vector<double> mean, lower, upper; ///< 90 % interval, a value an entity
    std::vector<std::vector<double>> draws; ///< [draw][entity], each in (0, 1)
    std::vector<double> most_spend;         ///< largest spend of a period that was seen
    std::vector<double> data_share;         ///< 0: only the prior speaks; 1: only the data
    double dispersion = 0;                  ///< variance of the target over its mean
};

/// Poisson pseudo-likelihood (Gourieroux, Monfort and Trognon, 1984; Santos Silva and Tenreyro, 2006) of the target on the
/// logarithm of adstocked spend, with an intercept, a trend and a season for every entity, and an effect for every period that
/// all entities share (from three entities on). The covariance is scaled by the dispersion and by the autocorrelation that is
/// left. Elasticities have a normal prior, cut to (0, 1): more spend never brings less, and never more than in proportion. Throws
/// Error{predict_invalid, cancelled}.
ElasticityFit fit_elasticity(const Panel& panel, const ElasticitySpec& spec, std::stop_token stop = {});

} // namespace plumbline::predict
