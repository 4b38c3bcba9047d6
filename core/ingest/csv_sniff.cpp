// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_sniff.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/ingest/csv_block.h"

namespace plumbline::ingest {

namespace {

/// A file without a line break within the longest record is no table; found out without reading further.
void check_first_line(const InputFile& file, const std::string& head) {
    if (file.size() <= max_record_bytes || head.find_first_of("\r\n") != std::string::npos) return;
    std::string piece(1u << 20, '\0');
    for (uint64_t at = 0; at < max_record_bytes; at += piece.size()) {
        const size_t n = file.read_at(at, piece.data(), piece.size());
        if (std::string_view(piece.data(), n).find_first_of("\r\n") != std::string_view::npos) return;
    }
    throw Error(ErrorCode::file_line_too_long, {{"file", file.name()}, {"line", "1"}, {"limit", "16 MB"}});
}

/// Columns are counted on the first line, before anything is built for each of them.
void check_column_count(std::string_view head, const CsvFormat& format, const std::string& name) {
    RecordParser parser(format);
    Record record;
    const char* p = head.data();
    for (int i = 0; i < 20 && parser.parse(p, head.data() + head.size(), true, record) == ParseResult::record;
         ++i, p = record.next)
        if (record.fields.size() > max_columns)
            throw Error(
                ErrorCode::file_too_many_columns,
                {{"file", name}, {"columns", std::to_string(record.fields.size())}, {"limit", std::to_string(max_columns)}});
}

std::vector<bool> numeric_columns(const TextSample& sample, const CsvFormat& format, const Frame& frame) {
    RecordParser parser(format, frame.columns);
    Record record;
    std::string scratch;
    std::vector<size_t> numbers(frame.columns), others(frame.columns);
    const auto look = [&](std::string_view piece, size_t limit) {
        const char* p = piece.data();
        const char* const end = p + piece.size();
        for (size_t n = 0; n < limit && parser.parse(p, end, false, record) == ParseResult::record; ++n, p = record.next) {
            if (record.fields.size() != frame.columns) continue;
            for (size_t i = 0; i < frame.columns; ++i) {
                Cell cell;
                const std::string_view text = trim(parser.text(record.fields[i], scratch));
                if (text.empty()) continue;
                ++(read_number(text, cell) && cell.kind == CellKind::number && !cell.compact_date ? numbers[i] : others[i]);
            }
        }
    };
    if (frame.data_begin < sample.head.size())
        look(std::string_view(sample.head).substr(static_cast<size_t>(frame.data_begin)), 300);
    for (const std::string& m : sample.middle)
        if (const auto start = guess_start(parser, m, false)) look(std::string_view(m).substr(*start), 20);
    std::vector<bool> out;
    for (size_t i = 0; i < frame.columns; ++i) out.push_back(numbers[i] > others[i]);
    return out;
}

} // namespace

Sniffed sniff(const std::filesystem::path& path, const ReadOptions& options) {
    Sniffed out;
    out.file = std::make_shared<InputFile>(path);
    if (out.file->size() == 0) throw Error(ErrorCode::file_empty, {{"file", out.file->name()}});
    const std::vector<std::string> raw = raw_samples(*out.file);
    out.encoding = detect_encoding(raw, out.file->name());
    if (options.encoding) {
        const std::string id = encoding_id(*options.encoding, out.file->name());
        const bool same_family =
            id.substr(0, 6) == out.encoding.id.substr(0, 6) && (id.starts_with("utf-8") || id.starts_with("utf-16"));
        out.encoding.bom_bytes = same_family ? out.encoding.bom_bytes : 0;
        out.encoding.id = id;
    }
    check_first_line(*out.file, raw[0]);
    out.sample = decode_samples(raw, out.encoding, out.file->size());
    const std::string_view head = out.sample.head;
    const bool whole = out.sample.tail.empty();
    if (head.find_first_not_of(" \t\r\n\f\x1A") == std::string_view::npos && whole)
        throw Error(ErrorCode::file_empty, {{"file", out.file->name()}});
    // A page where a download was expected: the log-in form of a platform, often saved under the name of the export.
    const std::string_view start = trim(head.substr(0, 200));
    for (const std::string_view mark : {"<!DOCTYPE", "<!doctype", "<html", "<HTML", "<?xml"})
        if (start.starts_with(mark)) throw Error(ErrorCode::file_no_table, {{"file", out.file->name()}});
    const FormatGuess guess = detect_format(head, whole, options, out.encoding.nul_escapes);
    check_column_count(head, guess.format, out.file->name());
    out.frame =
        find_frame(head, out.sample.tail, out.sample.text_size - std::min<uint64_t>(out.sample.text_size, out.sample.tail.size()),
                   out.sample.text_size, guess, options, out.file->name());
    out.tail_estimated = !whole && !out.sample.exact;
    out.format = guess.format;
    out.dialect.encoding = out.encoding.id;
    out.dialect.delimiter = guess.format.delimiter;
    out.dialect.quote = guess.format.quote == 0 ? "" : std::string(1, guess.format.quote);
    out.dialect.escape = guess.format.escape_nul    ? std::string(1, '\0')
                         : guess.format.escape != 0 ? std::string(1, guess.format.escape)
                                                    : out.dialect.quote;
    out.dialect.newline = guess.newline;
    // One column: nothing separates, commas belong to the text.
    if (out.frame.columns == 1 && !options.delimiter) {
        out.format.delimiter.clear();
        out.frame.warnings.push_back("No separator was found: each line was read as one value.");
    }
    out.numeric = numeric_columns(out.sample, out.format, out.frame);
    return out;
}

namespace {

/// The frame of the text up to `end`.
void end_frame(Sniffed& sniffed, const TextBytes& text, uint64_t end, const ReadOptions& options) {
    const FormatGuess guess = detect_format(sniffed.sample.head, false, options, sniffed.encoding.nul_escapes);
    const std::string_view head = std::string_view(sniffed.sample.head).substr(0, static_cast<size_t>(end));
    std::string tail(head.size() == end ? 0 : std::min<uint64_t>(end, tail_bytes), '\0');
    tail.reserve(tail.size() + buffer_padding);
    const uint64_t offset = end - tail.size();
    text.read_at(offset, tail.data(), tail.size());
    sniffed.frame = find_frame(head, tail, offset, end, guess, options, sniffed.file->name());
    sniffed.tail_estimated = false;
}

} // namespace

void fix_frame_end(Sniffed& sniffed, const TextBytes& text, const ReadOptions& options) {
    end_frame(sniffed, text, text.size(), options);
}

bool cut_second_table(Sniffed& sniffed, const TextBytes& text, const std::vector<BehindGap>& gaps, int64_t lines,
                      const ReadOptions& options) {
    constexpr size_t most_titles = 6, rows_looked_at = 40;
    if (options.skip_tail) return false;
    const RecordParser parser(sniffed.format, sniffed.frame.columns);
    for (const BehindGap& gap : gaps) {
        std::string piece(std::min<uint64_t>(text.size() - gap.offset, block_bytes), '\0');
        piece.reserve(piece.size() + buffer_padding);
        text.read_at(gap.offset, piece.data(), piece.size());
        std::vector<EdgeRow> rows{EdgeRow{}}; // the empty line
        rows.front().blank = true;
        const bool last = gap.offset + piece.size() == text.size();
        for (EdgeRow& r : edge_rows(piece, gap.offset, last, parser, rows_looked_at)) rows.push_back(std::move(r));
        const size_t second = find_second_table(rows, 1, sniffed.frame);
        if (second >= rows.size() || second > most_titles) continue;
        EdgeRow header = rows[second];
        header.line += gap.line - 1;
        end_frame(sniffed, text, gap.offset, options);
        sniffed.frame.skipped_tail += lines - (gap.line - sniffed.frame.data_line);
        sniffed.frame.warnings.push_back(second_table_warning(header));
        return true;
    }
    return false;
}

} // namespace plumbline::ingest
