// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/audit/audit.h"
#include "core/store/workspace.h"
#include "core/warehouse/remedied.h"

namespace plumbline::audit {

/// A decision about a finding: a rule on the dataset, with who, when and why. Stored as a record of kind "remedy".
struct Remedy {
    std::string id;
    int64_t dataset_id = 0;
    std::string finding; ///< its key
    std::string check, column, segment;
    std::optional<DateRange> days;
    Action action = Action::leave;
    warehouse::Rule rule;
    std::string who, when, why;
    std::string annotation; ///< Action::event: id of the annotation that was written
};

/// What a remedy makes of a finding. Throws Error{remedy_invalid} where it does not fit.
warehouse::Rule rule_for(const Finding& finding, Action action);
/// Whether the action changes rows.
bool changes_rows(Action action);

/// Decisions of a dataset in the order in which they were made.
std::vector<Remedy> remedies(const store::Workspace& workspace, int64_t dataset_id);
/// Stores the decision and builds the facts that analyses read anew; all or nothing. The snapshots stay as they are.
Remedy decide(store::Workspace& workspace, const DatasetInfo& dataset, const Finding& finding, Action action,
              const std::string& who, const std::string& why, Progress& progress, std::stop_token stop = {});
/// Takes a decision back. False: there was none. Throws what decide() throws.
bool undo(store::Workspace& workspace, const DatasetInfo& dataset, const std::string& remedy_id, Progress& progress,
          std::stop_token stop = {});

/// What a remedy would change, before it is made.
struct Change {
    std::string metric; ///< id of the catalogue, or field
    std::string unit;
    std::optional<double> before, after;
};
/// The measure on the finding's days and over the dataset, and the ratios that hang on it. Asks the facts as they are decided
/// now.
std::vector<Change> preview(const metrics::Context& context, const Finding& finding, Action action, std::stop_token stop = {});

} // namespace plumbline::audit
