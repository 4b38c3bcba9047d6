// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/report/document.h"

namespace plumbline::report {

/// The steps of a bridge as bars from zero, for the window: gains and losses; the ends stand in its subtitle.
ChartSpec bridge_chart(const Bridge& bridge);

} // namespace plumbline::report
