// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/predict/panel.h"

namespace plumbline::predict {

struct PredictSpec {
    std::string target = "revenue";
    std::string by; ///< dimension; empty: campaign, else channel
    std::vector<metrics::Filter> filters{};
    double interval = 0.8; ///< nominal coverage
    double held_out = 0.2; ///< share of the weeks, the last ones, that no model learns from
    double vif_limit = 5;
    int trees = 200;
    uint64_t seed = 1;
    /// Throws Error{predict_invalid}.
    void validate() const;
};

/// How a model did on weeks that it had not seen.
struct Score {
    std::string model; ///< "forest", "boosted", "linear", "naive" (the mean of the four weeks before)
    double mae = 0, rmse = 0;
    double wmape = 0; ///< sum of absolute errors over sum of outcomes
    double r2 = 0;
    double coverage = 0; ///< of the interval
    double fit_ms = 0;
};

struct Importance {
    std::string feature;
    double share = 0; ///< by how much the mean absolute error of the winner grows when the feature is shuffled, over that error
};

/// Why a prediction is what it is: what each feature adds to the mean, in percent of the prediction's level.
struct Effect {
    std::string feature;
    double value = 0;  ///< of the feature
    double factor = 1; ///< what the prediction is multiplied by
};

/// What the same period would bring with another spend.
struct SpendLevel {
    double spend = 0;
    std::optional<double> expected, lower, upper; ///< missing beyond the largest spend of a period that was seen
};

struct Prediction {
    std::string entity, channel;
    double spend = 0; ///< planned for the week
    double expected = 0, lower = 0, upper = 0;
    std::vector<Effect> effects;      ///< strongest first
    std::vector<std::string> outside; ///< features beyond what was seen in training; empty: inside
    std::vector<SpendLevel> levels;   ///< half to twice the planned spend
};

/// A period that no model learnt from: sums over all entities.
struct HeldOut {
    Date start{};
    double actual = 0, expected = 0, naive = 0; ///< the winner's, and the mean of the four periods before
};

struct VifRow {
    std::string feature;
    std::optional<double> vif; ///< missing: infinite
    std::string reason;        ///< "kept", "above_limit", "constant", "exact"
};

struct PredictFit {
    PredictSpec spec;
    std::string dimension;
    Grain grain = Grain::week;
    size_t rows = 0, held_out_rows = 0, entities = 0, periods = 0;
    Date learnt_to{}, held_out_from{}, next{}; ///< first days of periods
    std::vector<Score> scores;                 ///< best first
    std::string winner;
    std::vector<HeldOut> held_out;       ///< ascending
    std::vector<Importance> importance;  ///< largest first
    std::vector<VifRow> features;        ///< kept first, then dropped in their order
    std::vector<Prediction> predictions; ///< for the period after the last complete one, with spend as in the last four
    std::string fingerprint;
    std::string model_bytes; ///< of the winner, where it is made of trees
    double ms = 0;
};

/// A fit as JSON and back, without the bytes of the model: what a kept version can be shown again from.
std::string to_json(const PredictFit& fit);
/// Throws Error{predict_invalid} where the text is no fit.
PredictFit fit_from_json(const std::string& text);

/// Trains a random forest and boosted trees (XGBoost) and a linear model on the pruned features of entity and week, on the
/// logarithm of the target, with conformal intervals from weeks after those that were learnt from (Vovk et al., 2005; errors in
/// units of the predicted level). The split is by time, never random. Throws Error{predict_invalid, cancelled} and those of
/// read_panel.
PredictFit train(const metrics::Context& context, const PredictSpec& spec, Progress& progress, std::stop_token stop = {});
PredictFit train(const Panel& panel, const PredictSpec& spec, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::predict
