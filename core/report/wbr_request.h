// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include "core/report/brand.h"
#include "core/report/pulse_document.h"
#include "core/report/wbr.h"
#include "core/store/workspace.h"

namespace plumbline::report {

/// What a workspace knows that a review takes in: annotations, targets, what the auditor says, signals from outside, sentences of
/// the user, what was put aside for the week. Scope, week, metric and language are those of `ask`. `memory`: folder that keeps an
/// audit made for it; empty: none. `market`: dataset with signals, empty: the one of that name. Throws what audit() and queries
/// throw, Error{dataset_not_found, period_invalid}.
ReviewRequest review_request(const store::Workspace& workspace, const metrics::Context& context, ReviewRequest ask,
                             const std::string& market, const std::filesystem::path& memory, Progress& progress,
                             std::stop_token stop = {});

/// What a workspace knows that the pulse takes in: figures that are followed, each with `filters` besides its own, targets, alert
/// rules and what they say at `now`, what the auditor says where it has looked at these very data. Throws Error{cancelled}.
PulseRequest pulse_request(const store::Workspace& workspace, const metrics::Context& context, Language language,
                           const std::vector<metrics::Filter>& filters, const std::string& now, std::stop_token stop = {});

/// A review and the document that is written from it.
struct MadeReport {
    Review review;
    Document document;
};
/// "Write the review for Social in Geneva last week": the review of a scope and a week as the batch would write it. Throws what
/// build_review throws.
MadeReport make_report(const store::Workspace& workspace, const metrics::Context& context,
                       const std::vector<metrics::Filter>& scope, std::optional<IsoWeek> week, Language language,
                       Progress& progress, std::stop_token stop = {});

/// "Nordhang", or "Nordhang · Shop" where the workspace has several datasets.
std::string head_line(const store::Workspace& workspace, const DatasetInfo& dataset);
/// When the newest snapshot came in: the same data give the same bytes.
std::string time_of_data(const store::Workspace& workspace, const DatasetInfo& dataset);

} // namespace plumbline::report
