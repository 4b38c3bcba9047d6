// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/ingest/csv_scan.h"

namespace plumbline::ingest {

/// What one block gave; lines of its rejects count from 1 within it.
struct BlockResult {
    ScanBlock block;
    std::vector<ColumnVotes> votes;
    std::vector<Reject> rejects;
    int64_t rejected = 0, irregular = 0, bad_utf8 = 0, good_utf8 = 0;
    std::vector<BehindGap> behind_gaps; ///< offsets count from the block's beginning, lines from 1 within it
    bool begins_full = false, ends_blank = false;
};

/// Parses and classifies blocks on one thread. Distinct values are kept over blocks, votes are given block by block.
class BlockScanner {
public:
    BlockScanner(const RecordParser& parser, const RowRules& rules, const std::vector<bool>& numeric);
    /// Scans the records that begin in [start, to). The buffer begins at `origin` of the text. False where the last record goes
    /// on behind the buffer. undo: takes back what the same call added to the distinct values (a guess of `start` was wrong);
    /// until_end: …of a call that ran out of buffer.
    bool scan(const BlockBuffer& buffer, uint64_t origin, uint64_t start, uint64_t to, bool last, bool undo, BlockResult& out,
              bool until_end = false);
    void scan_text(std::string_view text, bool last, BlockResult& out);
    /// Adds what the distinct values stand for to the votes, and the values themselves to the dictionaries.
    void finish(std::vector<ColumnVotes>& votes, std::vector<Dictionary>& dictionaries);

private:
    struct Column {
        bool numeric = false;
        Dictionary values;
        uint32_t last = Dictionary::none;
        const char* last_data = nullptr;
        uint32_t last_size = 0;
    };
    bool scan_range(const char* p, const char* stop, const char* end, bool last, bool undo, BlockResult& out);
    void take_row(const Record& record, int64_t weight, bool undo, BlockResult& out);
    const RecordParser& m_parser;
    const RowRules& m_rules;
    std::vector<Column> m_columns;
    Record m_record;
    std::string m_scratch;
};

/// Offset in the text of a place where a record begins, judged by the records that follow; nullopt where none can be told.
std::optional<uint64_t> guess_start(const RecordParser& parser, const BlockBuffer& buffer, uint64_t origin, bool last);
std::optional<size_t> guess_start(const RecordParser& parser, std::string_view text, bool last);

} // namespace plumbline::ingest
