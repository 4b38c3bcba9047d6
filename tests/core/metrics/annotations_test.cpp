// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/annotations.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/support/temp_folder.h"

using namespace plumbline;
using namespace plumbline::metrics;
using plumbline::test::TempFolder;

namespace {

DateRange days(const char* from, const char* to) { return {*parse_iso_date(from), *parse_iso_date(to)}; }

TEST(Annotations, ComeBackByDayWithAllThatWasSaid) {
    TempFolder folder;
    const auto workspace = store::Workspace::create(folder / "w", "w");
    put_annotation(*workspace, {.dataset_id = 3,
                                .days = days("2026-03-02", "2026-03-08"),
                                .text = "Spring sale",
                                .kind = "promotion",
                                .where = {{"channel", {"Search", ""}, true}},
                                .repeats = true});
    put_annotation(*workspace, {.days = days("2026-01-05", "2026-01-05"), .text = "Price up"});
    put_annotation(*workspace, {.dataset_id = 4, .days = days("2026-01-06", "2026-01-06"), .text = "Elsewhere"});
    const auto all = annotations(*workspace, 3);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].text, "Price up");
    EXPECT_EQ(all[1].days, days("2026-03-02", "2026-03-08"));
    EXPECT_TRUE(all[1].repeats);
    ASSERT_EQ(all[1].where.size(), 1u);
    EXPECT_EQ(all[1].where[0].values, (std::vector<std::string>{"Search", ""}));
    EXPECT_TRUE(all[1].where[0].exclude);
    EXPECT_TRUE(remove_annotation(*workspace, all[0].id));
    EXPECT_EQ(annotations(*workspace, 3).size(), 1u);
}

TEST(Annotations, RefuseNoTextAndDaysInTheWrongOrder) {
    TempFolder folder;
    const auto workspace = store::Workspace::create(folder / "w", "w");
    EXPECT_THROW(put_annotation(*workspace, {.days = days("2026-01-05", "2026-01-05")}), Error);
    EXPECT_THROW(put_annotation(*workspace, {.days = days("2026-01-06", "2026-01-05"), .text = "x"}), Error);
    EXPECT_THROW(put_annotation(*workspace, {.days = days("2026-01-05", "2026-01-05"), .text = "x", .kind = "party"}), Error);
}

TEST(Annotations, OneThatCannotBeReadHidesNoOther) {
    TempFolder folder;
    const auto workspace = store::Workspace::create(folder / "w", "w");
    workspace->put_record({.kind = "annotation", .body = "[]"});
    workspace->put_record({.kind = "annotation", .body = R"({"days":["x","y"],"text":"t"})"});
    put_annotation(*workspace, {.days = days("2026-01-05", "2026-01-05"), .text = "Price up"});
    EXPECT_EQ(annotations(*workspace, 0).size(), 1u);
}

TEST(Targets, NameTheirMetricByAnyOfItsNames) {
    TempFolder folder;
    const auto workspace = store::Workspace::create(folder / "w", "w");
    put_target(*workspace, {.dataset_id = 1, .metric = "spend", .days = days("2026-01-01", "2026-01-31"), .value = 120'000});
    const auto all = targets(*workspace, 1);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].metric, "cost");
    EXPECT_EQ(all[0].value, 120'000);
    EXPECT_THROW(put_target(*workspace, {.dataset_id = 1, .metric = "sunshine", .days = days("2026-01-01", "2026-01-31")}),
                 Error);
}

} // namespace
