// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <string>

#include "core/report/narrative.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// The model that writes the first page of reviews: the endpoint that the settings of the assistant name for sentences, under the
/// policy of workspace and machine; every request stands in the ledger.
struct ReviewWriter {
    report::NarrativeModel model;
    std::string name; ///< of the endpoint and its model: part of what a review is made of
};
/// Reads the workspace: belongs in a job. `settings`: file of the program's settings, beside which the keys lie. Throws
/// Error{policy_refused} where no endpoint is set or the network is switched off.
ReviewWriter reviewWriter(std::shared_ptr<WorkspaceHandle> workspace, const QString& settings, const std::string& fingerprint);

} // namespace plumbline::ui
