// SPDX-License-Identifier: GPL-3.0-or-later
#include <QListWidget>
#include <gtest/gtest.h>

#include "ui/widgets/range_picker.h"

namespace plumbline::ui {
namespace {

const Date first = from_civil({2024, 1, 1}), last = from_civil({2026, 11, 20}); // a Friday

std::string text(const DateRange& r) { return to_iso(r.from) + " " + to_iso(r.to); }

TEST(RangePreset, EndsWeeksOnTheLastSundayInTheData) {
    EXPECT_EQ(text(presetRange(RangePreset::weeks_13, first, last)), "2026-08-17 2026-11-15");
    EXPECT_EQ(text(presetRange(RangePreset::weeks_4, first, last)), "2026-10-19 2026-11-15");
    // Data that end on a Sunday include that week.
    EXPECT_EQ(text(presetRange(RangePreset::weeks_4, first, from_civil({2026, 11, 15}))), "2026-10-19 2026-11-15");
}

TEST(RangePreset, BeginsMonthQuarterAndYearAtTheirFirstDay) {
    EXPECT_EQ(text(presetRange(RangePreset::month_to_date, first, last)), "2026-11-01 2026-11-20");
    EXPECT_EQ(text(presetRange(RangePreset::quarter_to_date, first, last)), "2026-10-01 2026-11-20");
    EXPECT_EQ(text(presetRange(RangePreset::year_to_date, first, last)), "2026-01-01 2026-11-20");
    EXPECT_EQ(text(presetRange(RangePreset::all, first, last)), "2024-01-01 2026-11-20");
}

TEST(RangePreset, StaysInsideTheData) {
    const Date from = from_civil({2026, 11, 10});
    EXPECT_EQ(text(presetRange(RangePreset::weeks_52, from, last)), "2026-11-10 2026-11-15");
    // No Sunday in the data at all: everything there is.
    EXPECT_EQ(text(presetRange(RangePreset::weeks_4, from_civil({2026, 11, 16}), last)), "2026-11-16 2026-11-20");
}

TEST(RangePreset, KeepsItsIdForEver) {
    for (int i = 0; i <= static_cast<int>(RangePreset::custom); ++i) {
        const auto p = static_cast<RangePreset>(i);
        EXPECT_EQ(presetFromId(presetId(p)), p);
        EXPECT_FALSE(RangePicker::presetName(p).isEmpty());
    }
    EXPECT_EQ(presetId(RangePreset::weeks_13), QStringLiteral("weeks_13"));
    EXPECT_FALSE(presetFromId(QStringLiteral("fortnight")).has_value());
}

TEST(RangePicker, TellsWhatWasPicked) {
    RangePicker picker;
    picker.setData(first, last);
    picker.setRange(RangePreset::weeks_13, presetRange(RangePreset::weeks_13, first, last));
    std::optional<DateRange> got;
    QObject::connect(&picker, &RangePicker::picked, [&](RangePreset, DateRange r) { got = r; });
    auto* list = picker.findChild<QListWidget*>();
    list->setCurrentRow(static_cast<int>(RangePreset::year_to_date));
    Q_EMIT list->itemActivated(list->currentItem());
    ASSERT_TRUE(got);
    EXPECT_EQ(text(*got), "2026-01-01 2026-11-20");
}

} // namespace
} // namespace plumbline::ui
