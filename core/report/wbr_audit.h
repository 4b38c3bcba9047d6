// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include "core/report/wbr.h"
#include "core/store/workspace.h"

namespace plumbline::report {

/// What the auditor says of the dataset, as a review needs it: the last report of the workspace where it is of these very data,
/// else one from `memory` (a folder; empty: none), else a new audit, which is then kept there. Throws what audit() throws.
ReviewTrust review_trust(const store::Workspace& workspace, const metrics::Context& context, Language language,
                         const std::filesystem::path& memory, Progress& progress, std::stop_token stop = {});

} // namespace plumbline::report
