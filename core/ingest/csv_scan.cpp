// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_scan.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/ingest/csv_block.h"
#include "core/ingest/text_search.h"

namespace plumbline::ingest {

namespace {

constexpr size_t overlap_bytes = 64u << 10;

/// Everything the threads of one scan share. Blocks are parsed in any order and taken over in the order of the file.
struct Shared {
    const TextBytes& text;
    const CsvFormat& format;
    const Frame& frame;
    const RowRules& rules;
    const std::vector<bool>& numeric;
    Progress& progress;
    const std::stop_token& stop;
    size_t block_count;
    std::atomic<size_t> claimed{0};
    std::atomic<bool> failed{false};
    std::mutex mutex{};
    std::condition_variable turn{};
    size_t next = 0;          ///< block whose turn it is
    uint64_t next_offset = 0; ///< where its first record begins
    int64_t next_line = 1;
    bool blank_before = false; ///< the last record before it was an empty line
    std::exception_ptr error{};
    ScanResult result{};
};

void take_over(Shared& s, size_t index, BlockResult& block) {
    block.block.line = s.next_line;
    for (Reject& r : block.rejects) {
        r.line += s.next_line - 1;
        if (s.result.rejects.size() < max_rejects) s.result.rejects.push_back(std::move(r));
    }
    if (s.blank_before && block.begins_full) block.behind_gaps.insert(block.behind_gaps.begin(), BehindGap{0, 1});
    for (const BehindGap& g : block.behind_gaps)
        if (s.result.behind_gaps.size() < max_gaps)
            s.result.behind_gaps.push_back({block.block.begin + g.offset, s.next_line - 1 + g.line});
    if (block.block.end > block.block.begin) s.blank_before = block.ends_blank;
    s.result.rejected += block.rejected;
    s.result.irregular += block.irregular;
    s.result.bad_utf8 += block.bad_utf8;
    s.result.good_utf8 += block.good_utf8;
    s.result.rows += block.block.rows;
    s.next_line += block.block.lines;
    s.next_offset = block.block.end;
    for (size_t c = 0; c < block.votes.size(); ++c) s.result.votes[c].merge(block.votes[c]);
    s.result.blocks.push_back(std::move(block.block));
    s.next = index + 1;
    s.progress.step(static_cast<double>(index + 1) / static_cast<double>(s.block_count), "scan");
}

void work(Shared& s) {
    RecordParser parser(s.format, s.frame.columns);
    BlockScanner scanner(parser, s.rules, s.numeric);
    BlockBuffer buffer;
    const uint64_t end = s.frame.data_end;
    while (!s.failed) {
        const size_t i = s.claimed++;
        if (i >= s.block_count) break;
        throw_if_stopped(s.stop);
        const uint64_t from = s.frame.data_begin + i * scan_block_bytes;
        const uint64_t to = std::min(end, from + scan_block_bytes);
        const auto load = [&](uint64_t at, size_t extra) {
            buffer.load(s.text, at, static_cast<size_t>(std::min<uint64_t>(end - at, to - at + extra)));
        };
        load(from, overlap_bytes);
        BlockResult block;
        // Where does the first record of this block begin? The guess is held against where the block before it ended.
        std::optional<uint64_t> guess =
            i == 0 ? std::optional<uint64_t>(from) : guess_start(parser, buffer, from, from + buffer.size() >= end);
        bool too_long = false;
        const auto parse_from = [&](uint64_t start, bool undo) {
            size_t extra = overlap_bytes;
            for (;;) {
                const bool last = from + buffer.size() >= end;
                if (scanner.scan(buffer, from, start, to, last, undo, block)) return;
                // A record is longer than the overlap.
                extra *= 4;
                if (extra > max_record_bytes * 2) {
                    too_long = true; // told when its turn comes and its line is known
                    return;
                }
                if (!undo) scanner.scan(buffer, from, start, to, last, true, block, true);
                load(from, extra);
            }
        };
        if (guess) parse_from(*guess, false);
        std::unique_lock lock(s.mutex);
        s.turn.wait(lock, [&] { return s.next == i || s.failed; });
        if (s.failed) break;
        const auto refuse_too_long = [&] {
            if (!too_long) return;
            const int64_t line = s.next_line + block.block.lines;
            lock.unlock(); // the handler takes it
            throw Error(ErrorCode::file_line_too_long,
                        {{"file", s.text.file().name()}, {"line", std::to_string(line)}, {"limit", "16 MB"}});
        };
        refuse_too_long();
        if (!guess || s.next_offset != block.block.begin) {
            if (s.next_offset >= to) {
                // A record swallowed the block.
                if (guess) parse_from(*guess, true);
                block = BlockResult{};
                block.votes.resize(s.frame.columns);
                block.block.begin = block.block.end = s.next_offset;
                block.block.atoms.assign(s.frame.columns, 0);
            } else {
                if (guess) parse_from(*guess, true);
                parse_from(s.next_offset, false);
                refuse_too_long();
            }
        }
        take_over(s, i, block);
        s.turn.notify_all();
    }
    const std::lock_guard lock(s.mutex);
    scanner.finish(s.result.votes, s.result.dictionaries);
}

} // namespace

size_t BlockBuffer::load(const TextBytes& text, uint64_t offset, size_t n) {
    if (n + buffer_padding > m_capacity) {
        m_capacity = n + buffer_padding;
        m_data = std::make_unique_for_overwrite<char[]>(m_capacity);
    }
    m_size = text.read_at(offset, m_data.get(), n);
    std::memset(m_data.get() + m_size, 0, buffer_padding);
    return m_size;
}

RowFate judge_record(const Record& record, const RowRules& rules, bool text_is_valid, std::string* reason) {
    const size_t n = record.fields.size();
    if (record.fields[0].size == 0 && !record.unclosed) {
        bool any = false;
        for (const Field& f : record.fields) any = any || f.size > 0;
        if (!any) return RowFate::skip;
    }
    if (record.unclosed) {
        if (reason) *reason = "a quote that never closes";
        return RowFate::reject;
    }
    if (n != rules.columns) {
        bool explained = n < rules.columns && rules.pads_short_rows;
        if (n > rules.columns) {
            explained = true;
            for (size_t i = rules.columns; i < n; ++i) explained = explained && record.fields[i].size == 0;
        }
        if (!explained) {
            if (reason) *reason = std::to_string(n) + " of " + std::to_string(rules.columns) + " fields";
            return RowFate::reject;
        }
    }
    const auto size = static_cast<size_t>(record.end - record.begin);
    if (size == rules.header_line.size() && size > 0 && std::memcmp(record.begin, rules.header_line.data(), size) == 0) {
        if (reason) *reason = "the header again";
        return RowFate::reject;
    }
    if (!text_is_valid && valid_utf8_prefix({record.begin, size}) != size) {
        if (reason) *reason = "characters that are not UTF-8";
        return RowFate::reject;
    }
    return RowFate::data;
}

Reject reject_of(const Record& record, int64_t line, std::string reason) {
    constexpr size_t longest = 400;
    std::string_view text(record.begin, static_cast<size_t>(record.end - record.begin));
    size_t n = std::min(longest, text.size());
    while (n < text.size() && n > longest - 4 && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80) --n;
    return {line, std::move(reason), repaired_utf8(text.substr(0, n))};
}

ScanResult scan_text(const TextBytes& text, const CsvFormat& format, const Frame& frame, const RowRules& rules,
                     const std::vector<bool>& numeric, Progress& progress, const std::stop_token& stop) {
    const uint64_t bytes = frame.data_end > frame.data_begin ? frame.data_end - frame.data_begin : 0;
    Shared s{text,    format,   frame, rules,
             numeric, progress, stop,  static_cast<size_t>((bytes + scan_block_bytes - 1) / scan_block_bytes)};
    s.next_offset = frame.data_begin;
    s.next_line = frame.data_line;
    s.result.votes.resize(frame.columns);
    s.result.dictionaries.resize(frame.columns);
    const auto guarded = [&s] {
        try {
            work(s);
        } catch (...) { // handed to the caller's thread below
            const std::lock_guard lock(s.mutex);
            if (!s.error) s.error = std::current_exception();
            s.failed = true;
            s.turn.notify_all();
        }
    };
    const size_t threads = std::min<size_t>(s.block_count, static_cast<size_t>(worker_threads()));
    {
        std::vector<std::jthread> others;
        for (size_t i = 1; i < threads; ++i) others.emplace_back(guarded);
        guarded();
    }
    if (s.error) std::rethrow_exception(s.error);
    s.result.lines = s.next_line - frame.data_line;
    return std::move(s.result);
}

ScanResult scan_sample(const TextSample& sample, const CsvFormat& format, const Frame& frame, const RowRules& rules,
                       const std::vector<bool>& numeric) {
    ScanResult out;
    out.votes.resize(frame.columns);
    out.dictionaries.resize(frame.columns);
    RecordParser parser(format, frame.columns);
    BlockScanner scanner(parser, rules, numeric);
    const auto scan_piece = [&](std::string_view piece, bool last) {
        BlockResult block;
        scanner.scan_text(piece, last, block);
        for (size_t c = 0; c < frame.columns; ++c) out.votes[c].merge(block.votes[c]);
        out.rows += block.block.rows;
        out.rejected += block.rejected;
        out.lines += block.block.lines;
        for (Reject& r : block.rejects) {
            r.line = 0;
            out.rejects.push_back(std::move(r));
        }
    };
    const bool whole = sample.tail.empty();
    scan_piece(
        std::string_view(sample.head).substr(static_cast<size_t>(std::min<uint64_t>(frame.data_begin, sample.head.size()))),
        whole);
    for (const std::string& m : sample.middle)
        if (const auto start = guess_start(parser, m, false)) scan_piece(std::string_view(m).substr(*start), false);
    scanner.finish(out.votes, out.dictionaries);
    return out;
}

} // namespace plumbline::ingest
