// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "core/ingest/csv_convert.h"
#include "core/ingest/csv_scan.h"
#include "core/store/duck.h"

namespace plumbline::ingest {

/// All that is needed to read a file again, the same way each time. Immutable once made.
struct CsvPlan {
    std::shared_ptr<const TextBytes> text;
    CsvFormat format;
    RowRules rules;
    std::vector<ColumnPlan> columns;
    std::vector<ScanBlock> blocks;
};

/// Reads the rows of one block after the other; used by the preview and by every reader of a CsvSource.
class RowCursor {
public:
    explicit RowCursor(std::shared_ptr<const CsvPlan> plan)
        : m_plan(std::move(plan)), m_parser(m_plan->format, m_plan->rules.columns) {}
    /// Begins with a block. Throws file_changed_while_read.
    void start(const ScanBlock& block);
    /// The next record that is a row by its shape; null at the end of the block.
    const Record* next();
    /// Physical line of the record that next() gave.
    int64_t line() const { return m_line; }
    std::string_view cell(const Record& record, size_t field, std::string& scratch) const {
        if (field >= record.fields.size()) return "";
        return m_parser.text(record.fields[field], scratch);
    }

private:
    std::shared_ptr<const CsvPlan> m_plan;
    RecordParser m_parser;
    BlockBuffer m_buffer;
    Record m_record;
    const char* m_at = nullptr;
    const char* m_end = nullptr;
    bool m_valid = true;
    int64_t m_line = 0, m_next_line = 0;
};

/// First cell of a row that cannot become a value; nullopt where the whole row can.
struct BadCell {
    size_t column;
    std::string text;
};

/// A cell that became missing though it holds a word ("N/A", "#REF!"), with the texts and days of its row by field.
struct MarkedCell {
    int64_t line = 0;
    std::string field, text;
    std::vector<std::pair<std::string, std::string>> row;
};
/// So many are kept of a file: enough to tell where they are, too few to matter.
inline constexpr size_t most_marked_cells = 2000;

/// Rows of a CSV file as DuckDB takes them, typed on as many threads as it has.
class CsvSource : public duck::RowSource {
public:
    /// names: of the columns as DuckDB shall call them, one for each of plan->columns.
    CsvSource(std::shared_ptr<const CsvPlan> plan, std::vector<std::string> names, std::stop_token stop = {});
    ~CsvSource() override;
    std::vector<duck::PhysicalColumn> columns() const override;
    std::unique_ptr<duck::RowReader> open(const std::vector<size_t>& wanted) override;
    /// Begins again with the first block, for another SELECT over the same source.
    void rewind() { m_next_block = 0; }
    /// Rows given since the last rewind.
    int64_t rows_given() const { return m_rows; }
    /// Words in columns of numbers, of the rows given; dashes, which mean "nothing" everywhere, are not among them.
    std::vector<MarkedCell> marked() const;

private:
    class Reader;
    struct MemberIndex;
    std::shared_ptr<const CsvPlan> m_plan;
    std::vector<std::string> m_names;
    std::vector<std::shared_ptr<const MemberIndex>> m_members;
    std::atomic<size_t> m_next_block{0};
    std::atomic<int64_t> m_rows{0};
    mutable std::mutex m_marked_mutex;
    std::vector<MarkedCell> m_marked;
    std::atomic<bool> m_marked_full{false};
    std::stop_token m_stop;
};

/// Type of a column in DuckDB.
duck::PhysicalType physical_type(const ColumnPlan& plan);

} // namespace plumbline::ingest
