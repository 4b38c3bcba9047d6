// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/pins.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/temp_folder.h"

using namespace plumbline;
using namespace plumbline::metrics;
using plumbline::test::TempFolder;

namespace {

Pin somePin() {
    Pin pin;
    pin.dataset_id = 3;
    pin.title = "Revenue will be between 1.1M and 1.3M";
    pin.source = "forecast";
    pin.chart.id = "forecast";
    pin.chart.title = pin.title;
    pin.chart.reading = "Twelve weeks.";
    pin.chart.x.kind = AxisKind::calendar;
    pin.chart.x.grain = Grain::week;
    pin.chart.y.unit = "currency";
    pin.chart.y.scale = 1000;
    pin.chart.y.from_zero = false;
    pin.chart.series.resize(2);
    pin.chart.series[0].name = "Band";
    pin.chart.series[0].role = SeriesRole::band_80;
    pin.chart.series[0].mark = Mark::band;
    pin.chart.series[0].points = {{.x = 20000, .y = {}, .low = 1.0, .high = 2.5, .note = {}}};
    pin.chart.series[1].name = "Revenue";
    pin.chart.series[1].points = {{.x = 20000, .y = 1.5, .low = {}, .high = {}, .note = {}},
                                  {.x = 20007, .y = {}, .low = {}, .high = {}, .note = {}},
                                  {.x = 20014, .y = 2, .low = {}, .high = {}, .partial = true, .note = "W47 partial"}};
    pin.chart.annotations = {{20007, "Fair", {}}};
    Query query;
    query.metrics = {"revenue"};
    query.grain = Grain::week;
    query.filters = {{"channel", {"Search", ""}, true}};
    query.order = Order{"revenue", false};
    query.limit = 5;
    pin.query = query;
    return pin;
}

TEST(Pins, ComeBackWithTheirChartTheirQueryAndTheDayTheyWereMade) {
    TempFolder folder;
    const auto workspace = store::Workspace::create(folder / "w", "w");
    const Pin stored = put_pin(*workspace, somePin());
    EXPECT_FALSE(stored.id.empty());
    EXPECT_EQ(stored.made.size(), std::string("2026-11-20T08:15:00Z").size());
    const auto all = pins(*workspace, 3);
    ASSERT_EQ(all.size(), 1u);
    const ChartSpec& chart = all[0].chart;
    EXPECT_EQ(all[0].made, stored.made);
    EXPECT_EQ(all[0].source, "forecast");
    EXPECT_EQ(chart.x.grain, Grain::week);
    EXPECT_FALSE(chart.y.from_zero);
    ASSERT_EQ(chart.series.size(), 2u);
    EXPECT_EQ(chart.series[0].mark, Mark::band);
    EXPECT_EQ(chart.series[0].points.at(0).high, 2.5);
    EXPECT_FALSE(chart.series[1].points.at(1).y) << "a gap stays a gap";
    EXPECT_TRUE(chart.series[1].points.at(2).partial);
    EXPECT_EQ(chart.series[1].points.at(2).note, "W47 partial");
    EXPECT_EQ(chart.annotations.at(0).label, "Fair");
    ASSERT_TRUE(all[0].query);
    EXPECT_EQ(all[0].query->filters.at(0).values, (std::vector<std::string>{"Search", ""}));
    EXPECT_TRUE(all[0].query->filters.at(0).exclude);
    EXPECT_EQ(all[0].query->limit, 5);
    EXPECT_FALSE(all[0].query->order->descending);
    EXPECT_TRUE(remove_pin(*workspace, stored.id));
    EXPECT_FALSE(remove_pin(*workspace, stored.id));
    EXPECT_TRUE(pins(*workspace).empty());
}

TEST(Pins, OfAnotherDatasetStayThere) {
    TempFolder folder;
    const auto workspace = store::Workspace::create(folder / "w", "w");
    put_pin(*workspace, somePin());
    EXPECT_TRUE(pins(*workspace, 4).empty());
    Pin everywhere = somePin();
    everywhere.dataset_id = 0;
    put_pin(*workspace, everywhere);
    EXPECT_EQ(pins(*workspace, 4).size(), 1u);
}

TEST(Pins, OnesThatCannotBeShownAreRefusedOrLeftOut) {
    TempFolder folder;
    const auto workspace = store::Workspace::create(folder / "w", "w");
    Pin nameless = somePin();
    nameless.title.clear();
    nameless.chart.title.clear();
    EXPECT_THROW(put_pin(*workspace, nameless), Error);
    Pin empty = somePin();
    empty.chart.series.clear();
    EXPECT_THROW(put_pin(*workspace, empty), Error);
    // From somebody else's workspace: not JSON, unknown words, a category that is not there.
    put_pin(*workspace, somePin());
    const std::string good = workspace->records("pin").front().body;
    const auto spoiled = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        text.replace(text.find(from), from.size(), to);
        return text;
    };
    int n = 0;
    for (const std::string& body : {std::string("{"), std::string("[]"), std::string("{\"title\":1}"),
                                    spoiled("\"band_80\"", "\"rainbow\""), spoiled("\"calendar\"", "\"category\"")})
        workspace->put_record({.kind = "pin", .id = "bad" + std::to_string(n++), .body = body});
    EXPECT_EQ(pins(*workspace).size(), 1u);
}

} // namespace
