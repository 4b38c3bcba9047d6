// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/charts/chart_layout.h"

class QChart;

namespace plumbline::ui {

/// Builds the Qt Charts side of a spec: bands, bars, lines, points; no grid, no texts, no legend, no box. The caller owns the
/// chart. Series are filled before they are attached (appending to an attached series is quadratic in 6.4) and never touched
/// again.
QChart* buildChart(const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style);

} // namespace plumbline::ui
