// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/ingest/csv_column.h"
#include "core/ingest/csv_records.h"
#include "core/ingest/csv_structure.h"
#include "core/ingest/reading.h"
#include "core/ingest/text_bytes.h"

namespace plumbline::ingest {

/// What makes a record a row, the same for the scan and for every later reading.
struct RowRules {
    size_t columns = 0;
    bool pads_short_rows = false;
    std::string header_line;
    bool check_utf8 = false; ///< text of a file that claims to be UTF-8
};
enum class RowFate { data, skip, reject };
/// `text_is_valid`: the block around it was found to be valid UTF-8. `reason`: only for reject, may be null.
RowFate judge_record(const Record& record, const RowRules& rules, bool text_is_valid, std::string* reason);

/// A stretch of the text that begins and ends with a record.
struct ScanBlock {
    uint64_t begin = 0, end = 0;
    int64_t line = 1;            ///< physical line of its first record
    int64_t lines = 0, rows = 0; ///< rows: records that are data by their shape
    std::vector<uint32_t> atoms; ///< by column: kinds of cells in it
};

/// A record that follows an empty line: a second table may begin there.
struct BehindGap {
    uint64_t offset = 0;
    int64_t line = 0;
};
inline constexpr size_t max_gaps = 64;

struct ScanResult {
    std::vector<ScanBlock> blocks;
    std::vector<ColumnVotes> votes;
    std::vector<Dictionary> dictionaries;
    int64_t rows = 0, rejected = 0, irregular = 0, lines = 0;
    int64_t bad_utf8 = 0,
            good_utf8 = 0;       ///< records beyond ASCII that are not, and that are, valid; good ones are counted roughly
    std::vector<Reject> rejects; ///< by shape; the first `max_rejects`
    std::vector<BehindGap> behind_gaps;
};
inline constexpr size_t max_rejects = 10000;
inline constexpr uint64_t scan_block_bytes = 4u << 20;

/// Buffer for a stretch of text, read from a TextBytes with padding behind it.
class BlockBuffer {
public:
    /// Reads [offset, offset + n); `data()` stays valid until the next call.
    size_t load(const TextBytes& text, uint64_t offset, size_t n);
    const char* data() const { return m_data.get(); }
    size_t size() const { return m_size; }

private:
    std::unique_ptr<char[]> m_data;
    size_t m_capacity = 0, m_size = 0;
};

/// Looks at every row between frame.data_begin and data_end, on as many threads as the machine has.
/// numeric: columns that are expected to hold numbers (only speed depends on it). Throws file_line_too_long, cancelled.
ScanResult scan_text(const TextBytes& text, const CsvFormat& format, const Frame& frame, const RowRules& rules,
                     const std::vector<bool>& numeric, Progress& progress, const std::stop_token& stop);
/// The same over pieces of a large file: counts are those of the pieces, there are no blocks.
ScanResult scan_sample(const TextSample& sample, const CsvFormat& format, const Frame& frame, const RowRules& rules,
                       const std::vector<bool>& numeric);

Reject reject_of(const Record& record, int64_t line, std::string reason);

} // namespace plumbline::ingest
