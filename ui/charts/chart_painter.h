// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/charts/chart_layout.h"

class QPainter;

namespace plumbline::ui {

/// What lies under the marks: the ground of the future, the grid, the rule at the last day.
void paintUnder(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style);
/// The marks, by Qt Charts: bands, bars, lines, points.
void paintMarks(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style);
/// What lies over them: zero line, flags, end dots, legend, texts.
void paintOver(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style);

} // namespace plumbline::ui
