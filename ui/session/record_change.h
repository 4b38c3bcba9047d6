// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include "core/metrics/pins.h"
#include "ui/session/session.h"

namespace plumbline::ui {

using RecordChange = std::function<void(store::Workspace&)>;

/// Changes what the workspace keeps of a kind ("pin"), as a named step of undo. `redo` is carried out now, in a job called
/// `title`, `undo` when it is taken back; each is followed by Session::recordsChanged(kind), a failure by Session::failed().
/// `undoText`: what was done, as it stands behind "Undo": "pin of the forecast".
void pushRecordChange(Session& session, const QString& kind, const QString& undoText, const QString& title, RecordChange redo,
                      RecordChange undo);

/// Puts a chart on the dashboard of the dataset that is looked at; can be undone.
void pinToDashboard(Session& session, metrics::Pin pin);
/// Takes one away; can be undone.
void unpin(Session& session, const metrics::Pin& pin);

/// An id for a record, given before it is stored, so that an undo and a redo speak of the same one.
std::string freshRecordId();

} // namespace plumbline::ui
