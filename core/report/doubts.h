// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/audit/audit.h"
#include "core/segment/segment.h"

/// What the auditor says, for those who judge campaigns: everybody leaves the same ones out.
namespace plumbline::report {

/// What open blockers put in doubt of spend and revenue, by dimension and value.
std::vector<segment::Doubt> doubts(const audit::AuditReport& report, const DatasetInfo& dataset);
/// The same of the workspace's last report, where it is of these very data; else nothing.
std::vector<segment::Doubt> doubts(const store::Workspace& workspace, const DatasetInfo& dataset);

} // namespace plumbline::report
