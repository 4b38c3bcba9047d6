// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/audit/audit.h"
#include "core/forecast/metric_job.h"
#include "core/report/wbr.h"
#include "core/store/workspace.h"

namespace plumbline::report {

/// Days that no forecast of a metric should learn from: those of open findings of the auditor that block it under these filters.
std::vector<forecast::Blocked> blocked_days(const audit::AuditReport& report, const DatasetInfo& dataset,
                                            const std::string& metric, const std::vector<metrics::Filter>& filters,
                                            Language language);
/// The same of the last audit that the workspace has kept; none where the data were not audited.
std::vector<forecast::Blocked> blocked_days(const store::Workspace& workspace, const DatasetInfo& dataset,
                                            const std::string& metric, const std::vector<metrics::Filter>& filters,
                                            Language language);
/// The same of what a review knows of the audit.
std::vector<forecast::Blocked> blocked_days(const std::vector<TrustNote>& open, const DatasetInfo& dataset,
                                            const std::string& metric, const std::vector<metrics::Filter>& filters);

} // namespace plumbline::report
