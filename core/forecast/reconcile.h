// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/run.h"

namespace plumbline::forecast {

enum class Reconcile {
    none,
    bottom_up, ///< sums are the sums of the leaves
    mint       ///< minimum trace with a shrunken covariance (Wickramasuriya, Athanasopoulos and Hyndman, 2019)
};

/// A tree of series, or any grouping: each node is the sum of some leaves. Leaves are nodes of one leaf.
struct Hierarchy {
    std::vector<std::vector<size_t>> leaves_of; ///< by node: indices of leaves 0 … n_leaves - 1
    size_t n_leaves = 0;
    /// One total over n leaves; node 0 is the total, node i + 1 leaf i.
    static Hierarchy total_of(size_t n);
};

/// Forecasts that add up, by node, from forecasts that do not. residuals: by node, one-step errors at the same moments (NaN where
/// missing), needed for mint. Throws Error{internal} where sizes do not fit.
std::vector<std::vector<double>> reconcile(const Hierarchy& tree, const std::vector<std::vector<double>>& forecasts,
                                           const std::vector<std::vector<double>>& residuals, Reconcile how, bool non_negative);

/// Covariance of residuals drawn towards its diagonal as far as its correlations are uncertain (Schäfer and Strimmer, 2005): rows
/// by rows, `share` is how far.
std::vector<double> shrunken_covariance(const std::vector<std::vector<double>>& residuals, double* share = nullptr);

/// Many forecasts in one job, in parallel over the series; the answers add up. Bounds keep their width round the new values.
/// A series that cannot be forecast has a Result without forecast and a note that says why; as part of a sum it counts as 0.
std::vector<Result> run_many(const std::vector<Request>& requests, const Hierarchy* tree, Reconcile how, int threads,
                             Progress& progress, std::stop_token stop = {});

} // namespace plumbline::forecast
