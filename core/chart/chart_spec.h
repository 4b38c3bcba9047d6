// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/table/table.h"

namespace plumbline {

/// What a series is: decides its colour, width and dash (never a literal colour; ui/charts holds the table of tokens).
enum class SeriesRole { actual, comparison, forecast, category, band_80, band_50, expected_range, gain, loss, other, target };
enum class Mark { line, bar, horizontal_bar, band, point };
enum class AxisKind { calendar, category, linear };

/// A point. y missing: a gap. Bands use low and high; a bar too, as its interval, or as both ends of a step (axis not from 0).
struct ChartPoint {
    double x = 0; ///< days since 1970 on a calendar axis, index on a category axis
    std::optional<double> y;
    std::optional<double> low, high;
    bool partial = false; ///< the period is not complete: hollow dot, dashed segment to it
    std::string note;     ///< e.g. "W47 partial, 5 of 7 days"
};

struct ChartSeries {
    std::string name;
    SeriesRole role = SeriesRole::actual;
    Mark mark = Mark::line;
    int category_slot = -1; ///< 0 to 7 for SeriesRole::category
    std::vector<ChartPoint> points;
    std::string end_label; ///< written at the last point; empty: none
};

struct ChartAxis {
    AxisKind kind = AxisKind::linear;
    Grain grain = Grain::day;            ///< calendar: distance of the points
    std::vector<std::string> categories; ///< category: one label an index
    std::string unit;                    ///< "count", "currency", "percent", "ratio"
    double scale = 1;                    ///< values are divided by this before labels are written (1000 for "CHF k")
    bool from_zero = true;
};

struct ChartAnnotation {
    double x = 0;
    std::string label;
    std::string id{}; ///< of what a person wrote down; empty: it cannot be edited
};

/// A chart as data. The page, the chat answer, the PDF and the screen reader's table show the same one.
struct ChartSpec {
    std::string id;
    std::string title;    ///< the finding
    std::string subtitle; ///< measure, unit, period or axis start
    std::string reading;  ///< one sentence for the screen reader
    ChartAxis x, y;
    std::vector<ChartSeries> series;
    std::vector<ChartAnnotation> annotations;
};

/// Throws Error{internal} on a spec that no chart may show: no series, bars not from zero, a category slot above 7, more than 8
/// categories.
void validate(const ChartSpec& spec);
/// The non-visual twin: x, then one column a series (bands: two).
Table to_table(const ChartSpec& spec);
/// Round ticks, 4 to 6 of them, covering low to high (Heckbert, 1990, "Nice numbers for graph labels").
std::vector<double> nice_ticks(double low, double high, int wanted = 5);
/// Calendar ticks in [from, to]: starts of periods, thinned to at most `most`.
std::vector<Date> calendar_ticks(Date from, Date to, Grain grain, int most);
/// At most 2 points a bucket, the minimum and maximum, ends and gaps kept: what is drawn never hides a spike.
std::vector<ChartPoint> downsample(const std::vector<ChartPoint>& points, size_t buckets);

} // namespace plumbline
