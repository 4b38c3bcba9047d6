// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/charts/chart_layout.h"

namespace plumbline::ui {

/// Height of the one line that names bar series where there are several; 0 where none is needed.
double legendHeight(const ChartSpec& spec, const ChartStyle& style);
/// Room right of the plot for the labels at line and bar ends.
double rightMargin(const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style);
/// Names along or behind their lines, last values, notes of partial periods, values at bars, flags: none covers another.
void placeLabels(ChartLayout& layout, const ChartSpec& spec, const ChartStyle& style);
/// Colour of a series.
const QColor& colourOf(const ChartSeries& series, const Tokens& tokens);
/// Contrast ratio of WCAG 2.2: 1 to 21.
double contrastOf(const QColor& a, const QColor& b);
/// The same for text: the colour of the series where it can be read (4.5:1 on surface and window), else that of text.
const QColor& inkOf(const ChartSeries& series, const Tokens& tokens);
/// Bars that share no x stand in the full width of their slot (one colour a bar); others stand beside each other.
bool barsShareSlots(const ChartSpec& spec);
/// A value in full, without its currency: thousands without cents.
QString exactNumber(double value, std::string_view unit, const NumberStyle& style);
/// What is said of the point at x: one fact a line. Empty lines are left out.
QStringList pointFacts(const ChartSpec& spec, double x, const NumberStyle& style);

/// What a chart says, as a sentence, for who does not see it: its own reading, else its title and where its values begin and
/// end (over time) or which is largest and smallest (by name).
QString readingOf(const ChartSpec& spec, const NumberStyle& style);

} // namespace plumbline::ui
