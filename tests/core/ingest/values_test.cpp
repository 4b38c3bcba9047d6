// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/values.h"

#include <gtest/gtest.h>

#include "core/base/date.h"

namespace plumbline::ingest {
namespace {

TEST(Values, SeparatorsSayWhichReadingsTheyAllow) {
    EXPECT_EQ(classify("1.234").separators, Separators::point_unclear);
    EXPECT_EQ(classify("0.234").separators, Separators::point_decimal);
    EXPECT_EQ(classify("1234.567").separators, Separators::point_decimal);
    EXPECT_EQ(classify("1.234,5").separators, Separators::comma_decimal);
    EXPECT_EQ(classify("1,234,567").separators, Separators::comma_groups);
    EXPECT_EQ(classify("12,34,567.5").separators, Separators::point_decimal);
    EXPECT_EQ(classify("1,23,45").kind, CellKind::text);
    EXPECT_EQ(classify("1 234 567").mantissa, 1234567);
    EXPECT_EQ(classify("12 34").kind, CellKind::text);
}

TEST(Values, DigitsThatAreNoQuantityStayText) {
    EXPECT_EQ(classify("007").kind, CellKind::id);
    EXPECT_EQ(classify("1234567890123456789").kind, CellKind::id);
    EXPECT_EQ(classify("123456789012345678").kind, CellKind::number);
    EXPECT_EQ(classify("+49 171 234 567").kind, CellKind::text);
    EXPECT_EQ(classify("10.0.0.1").kind, CellKind::text);
    EXPECT_EQ(classify("30-34").kind, CellKind::text);
}

TEST(Values, EdgesOfDouble) {
    EXPECT_EQ(classify("1e999").kind, CellKind::not_finite);
    EXPECT_EQ(classify("1.7976931348623157e308").kind, CellKind::number);
    EXPECT_EQ(number_value(classify("5e-400"), '.'), 0.0);
    EXPECT_DOUBLE_EQ(number_value(classify("0.0000000000000000000001"), '.'), 1e-22);
    EXPECT_EQ(classify("-Infinity").kind, CellKind::not_finite);
    EXPECT_EQ(classify("nan").kind, CellKind::missing);
}

TEST(Values, DatesAreDaysOfTheCalendar) {
    EXPECT_EQ(classify("29.02.2024").kind, CellKind::date);
    EXPECT_EQ(classify("29.02.2025").kind, CellKind::bad_date);
    EXPECT_EQ(classify("2025-13-01").kind, CellKind::bad_date);
    EXPECT_EQ(classify("0000-01-01").kind, CellKind::far_date);
    EXPECT_EQ(classify("9999-12-31").kind, CellKind::far_date);
    EXPECT_EQ(classify("2025-W53").kind, CellKind::bad_date); // 2025 has 52 weeks
    EXPECT_EQ(classify("13/13/2025").kind, CellKind::bad_date);
    EXPECT_EQ(to_iso(Date{classify("15 de noviembre de 2026").days}), "2026-11-15");
    EXPECT_EQ(to_iso(Date{classify("Mon, 16 Nov 2026").days}), "2026-11-16");
    EXPECT_EQ(to_iso(Date{classify("KW 46/2026").days}), "2026-11-09");
    EXPECT_EQ(classify("Oct-14").kind, CellKind::text); // a day or a year
}

TEST(Values, CurrencySignsBeforeAndAfter) {
    for (const char* text : {"€12,50", "12,50 €", "EUR 12,50", "12,50\u00A0EUR", "-€12,50", "€-12,50", "(€12,50)"}) {
        const Cell c = classify(text);
        EXPECT_EQ(c.kind, CellKind::number) << text;
        EXPECT_EQ(currency_code(c.currency), "EUR") << text;
        EXPECT_EQ(std::abs(c.mantissa), 1250) << text;
    }
    EXPECT_EQ(currency_code(classify("R$ 5,00").currency), "BRL");
    EXPECT_EQ(currency_code(classify("\\1,000").currency), "JPY");
    EXPECT_EQ(classify("EUR").kind, CellKind::text);
}

} // namespace
} // namespace plumbline::ingest
