// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/narrate/narrator.h"
#include "core/predict/model.h"
#include "core/registry/registry.h"
#include "core/report/document.h"

namespace plumbline::report {

/// A trained model in words: which method knows best on weeks that none had seen, what it looks at, what it expects.
struct PredictionReport {
    std::string title;         ///< "Boosted trees know best: 11.2% off on 20 weeks they had not seen, against 15.8%"
    std::string caption;       ///< what was learnt from, until when, what was held out
    ChartSpec held_out;        ///< what came and what was said, over the weeks held out
    TableSpec models;          ///< a row a method, best first
    ChartSpec importance;      ///< what the error grows by where a feature is shuffled
    TableSpec predictions;     ///< a row an entity, for the next period
    std::vector<size_t> order; ///< which prediction of the fit each row is
    size_t outside = 0;        ///< predictions that lie outside of what was seen
    std::string period_text, fingerprint;
};
/// What stands on the page before anything was trained: what a training shows, and what it needs next to what is there.
struct PredictionOutlook {
    TableSpec shows, needs;
    bool enough = true; ///< nothing that it cannot do without is missing
};
PredictionOutlook before_training(const DatasetInfo& dataset, const predict::PredictSpec& spec, Language language);

PredictionReport build_prediction(const predict::PredictFit& fit, const DatasetInfo& dataset, Language language);

/// One prediction: from the average to what is expected, and what other spends would bring.
struct PredictionDetail {
    ChartSpec effects; ///< what each feature multiplies the prediction by, strongest first
    TableSpec levels;  ///< spend, outcome, interval, ROI; a dash beyond what was seen
    std::string note;  ///< "Outside of what was seen: spend of the week"; empty: inside
};
PredictionDetail explain_prediction(const predict::PredictFit& fit, size_t which, const DatasetInfo& dataset, Language language);

/// Versions of one name side by side, the latest first. `shown`: id of the one that is looked at.
TableSpec model_versions(const std::vector<registry::Model>& versions, const std::string& fingerprint, const std::string& shown,
                         const DatasetInfo& dataset, Language language);

Document prediction_document(const PredictionReport& report, const PredictionDetail* detail, const TableSpec& versions,
                             std::string workspace, std::string created, Language language);

/// "predict/revenue/campaign": versions of one name follow each other.
std::string model_name(const predict::PredictFit& fit);
/// What the registry keeps of a fit.
registry::Model to_model(const predict::PredictFit& fit, int64_t dataset_id);

} // namespace plumbline::report
