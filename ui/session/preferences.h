// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/session/settings.h"

namespace plumbline::ui {

/// Text size (percent; 0: the system's) and motion.
void applyAppearance(const Settings& settings);
/// Threads and memory; what is opened already keeps what it has.
void applyLimits(const Settings& settings);
/// First day of the week and of the business year. Once, before the first question: results that are on the screen were cut by
/// it.
void applyCalendar(const Settings& settings);

} // namespace plumbline::ui
