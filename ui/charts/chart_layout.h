// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QFont>
#include <QRectF>
#include <QString>

#include "core/base/format.h"
#include "core/chart/chart_spec.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

/// What a chart is drawn with: screen and paper differ in fonts and scale only.
struct ChartStyle {
    const Tokens* tokens = nullptr;
    NumberStyle numbers;
    double scale = 1;   ///< px at 100 % become px × scale
    double density = 1; ///< dots that a px is made of
    QFont small, label, strong;
    static ChartStyle screen();
    static ChartStyle paper(const Tokens& tokens, const NumberStyle& numbers);
};

struct ChartText {
    QRectF rect;
    QString text;
    QColor colour;
    QFont font;
    Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter;
};

/// A stretch of points without a gap. `partial`: the dashed last step to an incomplete period.
struct ChartSegment {
    std::vector<QPointF> points; ///< x on the drawn axis (see ChartLayout::position), y in the unit of the data
    bool partial = false;
};

/// Where everything is, in pixels of the widget or paper; a pure function of spec, size and style.
struct ChartLayout {
    QSizeF size;
    QRectF plot;
    double xLow = 0, xHigh = 1, yLow = 0, yHigh = 1;
    bool horizontal = false; ///< bars lie: categories run down, values to the right
    bool indexed = false;    ///< positions are indices of `xs`, not x itself (bars and categories)
    std::vector<double> xs;  ///< the different x of all series, ascending
    std::vector<double> ticks;
    std::vector<double> xTicks; ///< small marks below the axis, drawn positions
    std::vector<ChartText> texts;
    std::optional<double> dataEnd; ///< drawn x of the last complete point before a forecast

    double position(double x) const;
    QPointF map(double position, double y) const;
};

ChartLayout layOut(const ChartSpec& spec, QSizeF size, const ChartStyle& style);
/// Splits at missing values and before the step to a partial period.
std::vector<ChartSegment> segmentsOf(const ChartSeries& series, const ChartLayout& layout);
/// "W46", "Oct", "Jan 2027", "15 Nov": label of a calendar tick.
QString tickLabel(Date tick, Grain grain, Language language);
/// One number in the unit of an axis; `step` decides the decimals.
QString axisNumber(double value, const ChartAxis& axis, double step, const NumberStyle& style);
/// The ticks of one axis, all in the same unit: 50k and 100k, never 50,000 and 100k.
QStringList tickNumbers(const std::vector<double>& ticks, const ChartAxis& axis, const NumberStyle& style);
bool isLine(const ChartSeries& series);
bool isBar(const ChartSeries& series);
/// Bars that stand between two values instead of on zero: the steps of a waterfall.
bool floats(const ChartSpec& spec, const ChartSeries& series);

} // namespace plumbline::ui
