// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/store/workspace.h"

/// What was trained in a workspace: versions, their scores, which one answers, and the way back.
namespace plumbline::registry {

enum class State { champion, challenger, retired };
/// "champion", "challenger", "retired".
std::string_view state_id(State state);

/// One version of a model. Versions of one name follow each other; exactly one of them is the champion.
struct Model {
    std::string id;
    std::string name; ///< "predict/revenue/campaign"
    int version = 0;  ///< 1, 2, … of the name; given by save()
    State state = State::challenger;
    int64_t dataset_id = 0;
    std::string spec;       ///< JSON: what was asked
    std::string metrics;    ///< JSON: how it did on what it had not seen
    std::string score_name; ///< "mae"; smaller is better
    std::optional<double> score;
    std::string fingerprint; ///< of the data
    uint64_t seed = 0;
    std::string created; ///< ISO timestamp, UTC
    std::string bytes;   ///< the model itself, base64; empty: it is trained again from spec, seed and data
};

/// Stores a new version. The first of a name is the champion; a later one only where its score is better on the same data or
/// where the data have changed (the old one learnt from others).
Model save(store::Workspace& workspace, Model model);
/// By name, then version.
std::vector<Model> models(const store::Workspace& workspace);
/// By id, or "name" for its champion, or "name@version". Throws Error{record_not_found}.
Model find(const store::Workspace& workspace, const std::string& which);
/// Makes a version the champion; the one before becomes a challenger.
Model promote(store::Workspace& workspace, const std::string& which);
/// Goes back to the version that was the champion before; the current one is retired. Throws Error{record_not_found} where there
/// was none.
Model rollback(store::Workspace& workspace, const std::string& name);

} // namespace plumbline::registry
