// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/response/fit.h"
#include "core/response/model.h"

namespace plumbline::response {

/// What a search for interactions looks at: one region's series.
struct InteractionInput {
    std::vector<std::string> names;
    std::vector<std::vector<double>> contribution; ///< [channel][period]
    std::vector<std::vector<double>> tangent;      ///< what a change of each shape number by 1 would add
    std::vector<double> precision;                 ///< of those numbers before the data: 1 / prior variance
    std::vector<double> rest;                      ///< target less all contributions
};

/// Pairs whose product explains what the curves leave over (score test at the mode of the model, the curves free to change as
/// far as their priors let them), one-sided, significant after correction for the number of pairs
/// (weighted Bonferroni, 5 %); with the donor's effect relative to its largest week. The product is the same for both directions:
/// the one that needs the smaller uplift is taken, channels in which people ask for what they have already in mind (search,
/// affiliate, e-mail, retargeting …) more readily as receivers.
std::vector<Interaction> find_interactions(const Model& model, const std::vector<double>& q, const InteractionInput& input);

/// How readily a channel receives demand made elsewhere, by the words of its name: 1 receiver, -1 donor, 0 unknown.
int funnel_side(const std::string& name);

/// Shapley value of a game with pairwise terms only: each pair's term goes half to either side. own: value of each player alone;
/// pairs: [i][j] with i < j. Sums to the value of all players together.
std::vector<double> shapley_pairs(const std::vector<double>& own, const std::vector<std::vector<double>>& pairs);

} // namespace plumbline::response
