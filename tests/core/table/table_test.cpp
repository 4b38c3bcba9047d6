// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/table.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <limits>

#include "core/base/error.h"
#include "core/table/table_json.h"

namespace plumbline {
namespace {

Table campaigns() {
    Table t;
    t.add("day", ColumnType::date);
    t.add("channel", ColumnType::text);
    t.add("clicks", ColumnType::integer, "count");
    t.add("cost", ColumnType::real, "currency");
    t.add("partial", ColumnType::boolean);
    for (size_t i = 0; i < t.columns(); ++i) t.column(i).append_null();
    t.column(0).append(*parse_iso_date("2026-11-15"));
    t.column(1).append("Search");
    t.column(2).append(int64_t{1204});
    t.column(3).append(0.1);
    t.column(4).append(true);
    return t;
}

TEST(Table, AMissingCellIsMissingInEveryType) {
    const Table t = campaigns();
    ASSERT_EQ(t.rows(), 2u);
    for (size_t c = 0; c < t.columns(); ++c) {
        EXPECT_TRUE(t.column(c).is_null(0)) << t.column(c).name();
        EXPECT_EQ(t.column(c).value(0), Value()) << t.column(c).name();
        EXPECT_EQ(t.column(c).number(0), std::nullopt) << t.column(c).name();
        EXPECT_EQ(to_text(t.column(c).value(0)), "");
        EXPECT_FALSE(t.column(c).is_null(1)) << t.column(c).name();
    }
}

TEST(Table, CellsComeBackAsTheyWentIn) {
    const Table t = campaigns();
    EXPECT_EQ(t.at("day").date(1), *parse_iso_date("2026-11-15"));
    EXPECT_EQ(t.at("channel").text(1), "Search");
    EXPECT_EQ(t.at("clicks").integer(1), 1204);
    EXPECT_EQ(t.at("clicks").number(1), 1204.0);
    EXPECT_EQ(t.at("cost").number(1), 0.1);
    EXPECT_TRUE(t.at("partial").boolean(1));
    EXPECT_EQ(t.at("channel").number(1), std::nullopt) << "a text is no number";
    EXPECT_EQ(t.at("day").number(1), std::nullopt) << "a date is no number";
}

TEST(Table, AnIntegerGoesIntoARealColumn) {
    Column c("cost", ColumnType::real, "currency");
    c.append(int64_t{3});
    EXPECT_EQ(c.number(0), 3.0);
    EXPECT_TRUE(std::holds_alternative<double>(c.value(0)));
}

TEST(Table, ValuesCopyFromColumnToColumn) {
    const Table from = campaigns();
    Table to;
    for (size_t c = 0; c < from.columns(); ++c) {
        Column& column = to.add(from.column(c).name(), from.column(c).type(), from.column(c).unit());
        for (size_t r = 0; r < from.rows(); ++r) column.append_value(from.column(c).value(r));
    }
    EXPECT_EQ(to_json(to), to_json(from));
}

TEST(Table, AColumnThatIsNotThereIsAnErrorOrNothing) {
    const Table t = campaigns();
    EXPECT_EQ(t.find("cost"), 3u);
    EXPECT_EQ(t.find("Cost"), std::nullopt);
    EXPECT_THROW(t.at("revenue"), Error);
    EXPECT_EQ(Table().rows(), 0u);
}

TEST(TableJson, HasColumnsWithUnitsAndRowsWithNulls) {
    EXPECT_EQ(to_json(campaigns()).dump(),
              R"({"columns":[{"name":"day","unit":""},{"name":"channel","unit":""},{"name":"clicks","unit":"count"},)"
              R"({"name":"cost","unit":"currency"},{"name":"partial","unit":""}],)"
              R"("rows":[[null,null,null,null,null],["2026-11-15","Search",1204,0.1,true]]})");
}

TEST(TableJson, AnEmptyTableHasEmptyLists) { EXPECT_EQ(to_json(Table()).dump(), R"({"columns":[],"rows":[]})"); }

TEST(TableJson, WhatIsNotFiniteIsNull) {
    EXPECT_TRUE(to_json(Value(std::numeric_limits<double>::infinity())).is_null());
    EXPECT_TRUE(to_json(Value(std::numeric_limits<double>::quiet_NaN())).is_null());
}

TEST(TableJson, WholeNumbersOfAnyRealColumnKeepTheirValue) {
    EXPECT_EQ(to_json(Value(int64_t{9007199254740993})).dump(), "9007199254740993");
    EXPECT_EQ(to_json(Value(1e15)).get<double>(), 1e15);
}

TEST(Text, ARealIsWrittenSoThatItReadsBack) {
    for (const double d : {0.1, 1.0 / 3, 1e300, -2.5e-9, 123456789.12, 5e-324, 0.0, 18500.0})
        EXPECT_EQ(std::strtod(to_text(Value(d)).c_str(), nullptr), d) << d;
    EXPECT_EQ(to_text(Value(0.1)), "0.1");
    EXPECT_EQ(to_text(Value(*parse_iso_date("2026-11-15"))), "2026-11-15");
    EXPECT_EQ(to_text(Value(false)), "false");
    EXPECT_EQ(to_text(Value(int64_t{-7})), "-7");
}

} // namespace
} // namespace plumbline
