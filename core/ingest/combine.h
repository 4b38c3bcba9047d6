// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/store/workspace.h"

namespace plumbline::ingest {

/// The exports of ad platforms, shop and CRM of one company, seen as one dataset: a row keeps its day, its campaign and its
/// other dimensions; its channel is the platform; what the export itself called channel is below it.
///
/// Nothing is counted twice. What customers did (leads, orders, new customers, revenue) counts from the exports that hold no
/// spend, shop or CRM, where one of them knows it; what the ad platforms claim of the same then stays beside it under a name of
/// its own. Rows of a shop that say which paid platform they came from stand under that platform. A dimension that the shop does
/// not know (campaigns, as a rule) is left to the platforms' own datasets: spend without revenue would look like a loss.

struct CombinePart {
    std::string dataset;
    std::string label; ///< its channel; empty: the platform that its name or its columns tell, else its name
};

struct LeftOut {
    std::string dataset;
    std::string reason; ///< "no_date", "no_measure", "same_platform", "same_outcome"
};

struct Combination {
    std::string name; ///< of the dataset that comes out
    std::vector<CombinePart> parts;
    std::vector<LeftOut> left_out;
    std::map<std::string, std::vector<std::string>> outcomes; ///< role -> datasets that it counts from
    bool claims = false;                                      ///< some outcomes stay beside as what platforms claim
    int64_t rows = 0;
    int64_t dataset_id = 0; ///< 0: not made yet
};

/// What could be combined, in the order of the import. Exports of the same platform for the same days are not added up: the
/// first counts. Fewer than two parts: there is nothing to combine.
Combination propose_combination(const store::Workspace& workspace);
/// Those that were made.
std::vector<Combination> combinations(const store::Workspace& workspace);

/// Makes the dataset `name`, or makes it anew, and lets commands without a dataset use it. Throws Error{combine_too_few,
/// currency_mixed, dataset_not_found} and what an import throws; then nothing has changed.
Combination combine(store::Workspace& workspace, const std::string& name, const std::vector<CombinePart>& parts,
                    Language language, Progress& progress, std::stop_token stop = {});

/// Makes those anew of which a part has changed since; where a part is gone, what was combined stays as it is.
void refresh_combinations(store::Workspace& workspace, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::ingest
