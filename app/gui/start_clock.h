// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace plumbline::app {

/// Milliseconds since the system started this process; the kernel counts in hundredths of a second.
double millisecondsSinceStart();
/// Resident memory of this process in MiB.
double residentMebibytes();

} // namespace plumbline::app
