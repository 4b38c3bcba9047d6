// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace plumbline::ui {

/// What the program writes about itself, for a report of a fault: a log that never grows beyond a few megabytes, and a note where
/// it ended in a way that it should not. Neither holds numbers, names of files inside workspaces, or what was asked.
class Journal {
public:
    enum class Level { debug, info, warning };
    static constexpr qint64 longest_log = 1 << 20; ///< bytes, then the next file begins
    static constexpr int kept_logs = 3;

    /// Place of the log: beside the settings where those were given a place, else XDG_STATE_HOME/plumbline.
    static QString folder(const QString& configDir);

    /// Begins to write, and to listen for faults. `version` stands in the first line.
    static void start(const QString& folder, Level level, const QString& version);
    /// Text of the note that the last run left; empty: it ended as it should. The note is put aside, so that it is told once.
    static QString takeCrashNote(const QString& folder);
    /// Home folder, user and anything that looks like a key or an address are replaced: for the log.
    static QString redacted(QString text);
};

} // namespace plumbline::ui
