// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/metrics/metrics.h"

/// Engineered predictors of a target and their pruning by variance inflation; see docs/methods/features.md.
namespace plumbline::features {

/// One predictor over time: as many values as there are periods, none missing.
struct Feature {
    std::string name;   ///< "spend_search", "spend_search_lag1", "target_mean4", "season_cos1", "holidays", "trend"
    std::string group;  ///< "spend", "lag", "mean", "adstock", "share", "price", "promotion", "calendar", "holiday", "trend"
    bool media = false; ///< holds the spend of one channel: never dropped without consent, its sales would go to the other
    std::vector<double> values;
};

struct FeatureSet {
    std::vector<Date> periods;
    Grain grain = Grain::week;
    std::vector<double> target; ///< NaN where missing
    std::vector<Feature> features;
};

struct FeatureSpec {
    std::string target = "revenue"; ///< metric
    std::string spend_by = "channel";
    Grain grain = Grain::week;
    std::optional<DateRange> period{};
    std::vector<metrics::Filter> filters{};
    int most = 25;               ///< features engineered
    double adstock_theta = 0.5;  ///< geometric carry-over a period, for the adstocked spend
    std::string holidays = "CH"; ///< country of the holiday count; empty: none
    void validate() const;       ///< throws Error{features_invalid}
};

/// Engineers at most `most` predictors from the facts. Throws Error{features_invalid, too_little_data, metric_unknown …}.
FeatureSet engineer(const metrics::Context& context, const FeatureSpec& spec, std::stop_token stop = {});

/// Variance inflation of each column (of equal lengths): 1 / (1 - R²) of it on all the others with an intercept, from one
/// factorisation. Infinite where the column is constant or an exact sum of others.
std::vector<double> variance_inflation(const std::vector<std::vector<double>>& columns);

enum class Reason { kept, above_limit, constant, exact, media_kept };
std::string_view reason_id(Reason reason);

struct Judged {
    std::string name, group;
    bool media = false;
    double vif = 1;         ///< when kept or dropped; infinite: exactly a sum of others, or constant
    double correlation = 0; ///< with the target
    Reason reason = Reason::kept;
    std::string with; ///< the feature that it is most like among those left at that time
};

struct PruneSpec {
    double limit = 5;
    bool drop_media = false; ///< the user's consent
    /// Two are tied where the larger is within this share of the smaller: the one closer to the target stays.
    double tie = 0.01;
};

struct Pruned {
    std::vector<Judged> kept, dropped; ///< kept in the order of the set, dropped in the order of dropping
    /// Media channels that cannot be told apart: names of the features, by group.
    std::vector<std::vector<std::string>> media_groups;
    double ms = 0;
};

/// Drops the largest variance inflation above the limit, one at a time, until none is left. `target` breaks ties.
Pruned prune(const FeatureSet& set, const PruneSpec& spec, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::features
