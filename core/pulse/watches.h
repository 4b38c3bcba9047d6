// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/pulse/check.h"
#include "core/store/workspace.h"

namespace plumbline::pulse {

/// The metrics of a dataset that a person follows, in their order; the usual ones where nobody chose.
std::vector<Watch> watches(const store::Workspace& workspace, const DatasetInfo& dataset);
/// Empty: the usual ones again. Throws Error{metric_unknown, metric_unavailable}.
void set_watches(store::Workspace& workspace, const DatasetInfo& dataset, const std::vector<Watch>& watches);

} // namespace plumbline::pulse
