// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/gui/options.h"
#include "app/gui/program.h"

namespace plumbline::app {

/// Waits until everything is loaded, writes a picture of each page and the PDF of the dashboard, and ends the event loop: 0, or 1
/// with the sentence on standard error.
void render(Program& program, const Options& options);

/// Prints the time from the start of the process to the first KPI on the screen, and the memory taken, and ends the event loop.
void measureStart(Program& program);

} // namespace plumbline::app
