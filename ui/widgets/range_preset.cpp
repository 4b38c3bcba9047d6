// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "ui/widgets/range_picker.h"

namespace plumbline::ui {

namespace {
constexpr std::array<const char*, 10> ids{"weeks_1",       "weeks_4",         "weeks_13",     "weeks_26", "weeks_52",
                                          "month_to_date", "quarter_to_date", "year_to_date", "all",      "custom"};

DateRange weeks(int n, Date last) {
    // The last day of the last week that is whole.
    const Date end = period_end(last, Grain::week) == last ? last : period_start(last, Grain::week) - 1;
    return {end - 7 * n + 1, end};
}
} // namespace

QString presetId(RangePreset preset) { return QLatin1String(ids[static_cast<size_t>(preset)]); }

std::optional<RangePreset> presetFromId(const QString& id) {
    for (size_t i = 0; i < ids.size(); ++i)
        if (id == QLatin1String(ids[i])) return static_cast<RangePreset>(i);
    return std::nullopt;
}

DateRange presetRange(RangePreset preset, Date first, Date last) {
    DateRange range{first, last};
    switch (preset) {
    case RangePreset::weeks_1: range = weeks(1, last); break;
    case RangePreset::weeks_4: range = weeks(4, last); break;
    case RangePreset::weeks_13: range = weeks(13, last); break;
    case RangePreset::weeks_26: range = weeks(26, last); break;
    case RangePreset::weeks_52: range = weeks(52, last); break;
    case RangePreset::month_to_date: range.from = period_start(last, Grain::month); break;
    case RangePreset::quarter_to_date: range.from = period_start(last, Grain::quarter); break;
    case RangePreset::year_to_date: range.from = period_start(last, Grain::year); break;
    case RangePreset::all:
    case RangePreset::custom: break;
    }
    if (range.from < first) range.from = first;
    if (range.to > last) range.to = last;
    if (range.to < range.from) range = {first, last}; // less than a whole week: all there is
    return range;
}

} // namespace plumbline::ui
