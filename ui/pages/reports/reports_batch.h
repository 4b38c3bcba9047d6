// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <utility>

#include <QObject>

#include "core/report/wbr_batch.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// Writes documents from a job: text in the job itself, a PDF through the window's thread, which draws it in slices while the job
/// waits. `window` lives as long as the job.
report::DocumentWriter writerThrough(QObject* window, std::stop_token stop);

/// Gives the model that writes the first page, and its name; called in the job. Throws Error where there is none.
using TextWriter = std::function<std::pair<report::NarrativeModel, std::string>()>;

/// A batch as the page starts it: everything of the workspace that reviews take in, then the run, then scores and what was put
/// aside into the workspace. `writer` empty: the templates write. Blocks: belongs in a job.
std::vector<report::BatchItem> writeReviews(const Facts& facts, WorkspaceHandle& handle, report::ReviewRequest ask,
                                            const std::vector<report::ReviewScope>& scopes, const QString& folder,
                                            const TextWriter& writer, QObject* window, Progress& progress, std::stop_token stop);

} // namespace plumbline::ui
