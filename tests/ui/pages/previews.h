// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/ingest/import.h"
#include "tests/ui/pages/facts.h"

namespace plumbline::test {

/// A preview of four columns and two rows; 99 rows read, one set aside.
inline ingest::PreviewResult somePreview() {
    ingest::PreviewResult preview;
    preview.bytes = 2'100'000;
    preview.seconds = 0.2;
    ingest::FileReading& reading = preview.reading;
    reading.dialect.date_format = "dd.MM.yyyy";
    reading.columns = {column("Date", "date", FieldType::date), column("Channel", "dimension", FieldType::text, "channel"),
                       column("Cost", "cost", FieldType::decimal), column("Revenue", "revenue", FieldType::decimal)};
    reading.rows = 99;
    reading.whole = true;
    reading.rejected_rows = 1;
    reading.rejects = {{1204, "no date in Date", "x;Search;1;2"}};
    Column& date = preview.rows.add("Date", ColumnType::date);
    date.append(from_civil({2026, 11, 20}));
    date.append(from_civil({2026, 11, 21}));
    Column& channel = preview.rows.add("Channel", ColumnType::text);
    channel.append("Search");
    channel.append("<b>Social</b>");
    for (const char* name : {"Cost", "Revenue"}) {
        Column& measure = preview.rows.add(name, ColumnType::real);
        measure.append(206.63);
        measure.append(2148.95);
    }
    return preview;
}

} // namespace plumbline::test
