// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/session/settings.h"

namespace plumbline::ui {

/// Text size (percent; 0: the system's) and motion: less of it where the settings or the desktop ask for that.
void applyAppearance(const Settings& settings);
/// Whether the files of a desktop under `configHome` (~/.config) ask for no animations: KDE's kdeglobals, GTK's settings.ini.
bool filesWantStillness(const QString& configHome);
/// Asks a GNOME-like desktop as well, without waiting; what it answers is applied when it comes.
void askDesktopForStillness(const Settings& settings);
/// Threads and memory; what is opened already keeps what it has.
void applyLimits(const Settings& settings);
/// First day of the week and of the business year. Once, before the first question: results that are on the screen were cut by
/// it.
void applyCalendar(const Settings& settings);

} // namespace plumbline::ui
