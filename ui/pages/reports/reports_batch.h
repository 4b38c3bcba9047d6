// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>

#include "core/report/wbr_batch.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// Writes documents from a job: text in the job itself, a PDF through the window's thread, which draws it in slices while the job
/// waits. `window` lives as long as the job.
report::DocumentWriter writerThrough(QObject* window, std::stop_token stop);

/// A batch as the page starts it: everything of the workspace that reviews take in, then the run, then scores and what was put
/// aside into the workspace. Blocks: belongs in a job.
std::vector<report::BatchItem> writeReviews(const Facts& facts, WorkspaceHandle& handle, report::ReviewRequest ask,
                                            const std::vector<report::ReviewScope>& scopes, const QString& folder,
                                            QObject* window, Progress& progress, std::stop_token stop);

} // namespace plumbline::ui
