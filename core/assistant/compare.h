// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/assistant/model.h"
#include "core/base/progress.h"

namespace plumbline::assistant {

/// A question to compare endpoints on, and the plan that a person confirmed for it where there is one.
struct TrialQuestion {
    std::string question;
    Language language = Language::en;
    std::optional<Plan> confirmed; ///< none: the offline plan counts as right
};

/// How an endpoint did.
struct Trial {
    std::string endpoint;
    int questions = 0;
    int right = 0;    ///< the plan gave the same rows as the confirmed one
    int grounded = 0; ///< its sentences were taken: every number stands in the result
    int failed = 0;   ///< no reply that could be used
    double mean_ms = 0, most_ms = 0;
    int64_t tokens = 0;
    double cost = 0;
    std::string reason; ///< of the last failure
};

/// Confirmed questions of a dataset, the latest first; then those that the data suggest, up to `most`.
std::vector<TrialQuestion> trial_questions(const store::Workspace& workspace, const Assistant& assistant, Language language,
                                           size_t most = 10);
/// Asks every endpoint every question, in turn, within policy and budgets. Throws Error{cancelled}.
std::vector<Trial> compare_endpoints(const Assistant& assistant, const WorkspaceEdit& books, const Policy& policy,
                                     const Models& models, const std::vector<TrialQuestion>& questions, Progress& progress,
                                     std::stop_token stop = {});

} // namespace plumbline::assistant
