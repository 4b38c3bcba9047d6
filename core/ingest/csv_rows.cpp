// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/base/error.h"
#include "core/ingest/csv_read.h"
#include "core/ingest/csv_sniff.h"

namespace plumbline::ingest {

namespace {

/// Would a double give the same digits back? 15 significant digits always do.
bool double_is_exact(const ColumnPlan& plan, const TypedValue& v) {
    return plan.scale < 0 || (v.whole < 1000000000000000 && v.whole > -1000000000000000);
}

std::string decimal_text(int64_t unscaled, int scale) {
    std::string digits = std::to_string(unscaled < 0 ? -unscaled : unscaled);
    if (scale > 0) {
        if (digits.size() <= static_cast<size_t>(scale)) digits.insert(0, static_cast<size_t>(scale) + 1 - digits.size(), '0');
        digits.insert(digits.size() - static_cast<size_t>(scale), ".");
    }
    return (unscaled < 0 ? "-" : "") + digits;
}

std::string timestamp_text(int64_t micros, bool utc) {
    constexpr int64_t day = 86400000000;
    int64_t days = micros / day, rest = micros % day;
    if (rest < 0) --days, rest += day;
    char buffer[40];
    const int64_t seconds = rest / 1000000, fraction = rest % 1000000;
    int n = std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                          static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    std::string out = to_iso(Date{static_cast<int32_t>(days)}) + "T" + std::string(buffer, static_cast<size_t>(n));
    if (fraction != 0) {
        n = std::snprintf(buffer, sizeof buffer, ".%06d", static_cast<int>(fraction));
        out += std::string(buffer, static_cast<size_t>(n));
    }
    return utc ? out + "Z" : out;
}

ColumnType table_type(const ColumnPlan& plan) {
    switch (plan.type) {
    case FieldType::integer: return ColumnType::integer;
    case FieldType::decimal:
    case FieldType::percent: return ColumnType::real;
    case FieldType::date: return ColumnType::date;
    case FieldType::boolean: return ColumnType::boolean;
    default: return ColumnType::text;
    }
}

void append(Column& column, const ColumnPlan& plan, Converted outcome, const TypedValue& v) {
    if (outcome == Converted::null) return column.append_null();
    switch (plan.type) {
    case FieldType::integer: return column.append(v.whole);
    case FieldType::decimal:
    case FieldType::percent:
        if (column.type() == ColumnType::text) return column.append(decimal_text(v.whole, plan.scale));
        return column.append(plan.scale < 0 ? v.real
                                            : static_cast<double>(v.whole) / static_cast<double>(powers_of_ten[plan.scale]));
    case FieldType::date: return column.append(Date{static_cast<int32_t>(v.whole)});
    case FieldType::boolean: return column.append(v.whole != 0);
    case FieldType::timestamp: return column.append(timestamp_text(v.whole, false));
    case FieldType::timestamptz: return column.append(timestamp_text(v.whole, true));
    default: return column.append(v.text);
    }
}

} // namespace

Table CsvFile::rows(std::optional<size_t> most, std::stop_token stop) const { return read(m_plan->blocks, most, stop); }

Table CsvFile::sample(size_t most, std::stop_token stop) const { return read({&m_head, 1}, most, stop); }

Table CsvFile::read(std::span<const ScanBlock> blocks, std::optional<size_t> most, const std::stop_token& stop) const {
    const CsvPlan& plan = *m_plan;
    // First the values, so that a column of decimals too long for doubles can be text from its first row on.
    std::vector<bool> as_text(plan.columns.size());
    for (int pass = 0;; ++pass) {
        Table table;
        for (size_t i = 0; i < plan.columns.size(); ++i)
            table.add(plan.columns[i].name, as_text[i] ? ColumnType::text : table_type(plan.columns[i]), plan.columns[i].unit);
        RowCursor cursor(m_plan);
        std::vector<TypedValue> values(plan.columns.size());
        std::vector<Converted> outcomes(plan.columns.size());
        std::vector<std::string> scratch(plan.columns.size());
        size_t rows = 0;
        bool again = false;
        for (const ScanBlock& block : blocks) {
            throw_if_stopped(stop);
            if (again || (most && rows >= *most)) break;
            cursor.start(block);
            while (const Record* record = !most || rows < *most ? cursor.next() : nullptr) {
                bool good = true;
                for (size_t i = 0; i < plan.columns.size() && good; ++i) {
                    outcomes[i] = convert(plan.columns[i], cursor.cell(*record, plan.columns[i].field, scratch[i]), values[i]);
                    good = outcomes[i] != Converted::bad;
                }
                if (!good) continue;
                for (size_t i = 0; i < plan.columns.size(); ++i) {
                    const bool decimal = plan.columns[i].type == FieldType::decimal || plan.columns[i].type == FieldType::percent;
                    if (decimal && !as_text[i] && outcomes[i] == Converted::value && !double_is_exact(plan.columns[i], values[i]))
                        as_text[i] = again = true;
                    append(table.column(i), plan.columns[i], outcomes[i], values[i]);
                }
                ++rows;
            }
        }
        if (!again || pass > 0) return table;
    }
}

RawTable read_raw_cells(const std::filesystem::path& path, const ReadOptions& options) {
    RawTable out;
    const Sniffed sniffed = sniff(path, options);
    NoProgress progress;
    const auto text = TextBytes::open(sniffed.file, sniffed.encoding, {}, progress, {});
    out.dialect = sniffed.dialect;
    const Frame& frame = sniffed.frame;
    out.dialect.header_rows = frame.header_rows;
    out.dialect.skipped_head = frame.skipped_head;
    for (size_t i = 0; i < frame.names.size(); ++i) out.header.push_back(frame.named[i] ? frame.names[i] : std::string{});
    BlockBuffer buffer;
    // A total above the rows is still a row here.
    const uint64_t begin = frame.totals_on_top.empty() ? frame.data_begin : frame.totals_on_top.front().row.begin;
    if (begin < frame.table_end) buffer.load(*text, begin, static_cast<size_t>(frame.table_end - begin));
    RecordParser parser(sniffed.format, frame.columns);
    Record record;
    std::string scratch;
    const char* p = buffer.data();
    const char* const end = p + buffer.size();
    while (p != end && parser.parse(p, end, true, record) == ParseResult::record) {
        p = record.next;
        if (record.blank() && frame.columns > 1) continue;
        std::vector<std::string> cells;
        for (const Field& f : record.fields) cells.emplace_back(parser.text(f, scratch));
        out.rows.push_back(std::move(cells));
    }
    return out;
}

} // namespace plumbline::ingest
