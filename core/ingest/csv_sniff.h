// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "core/ingest/csv_dialect.h"
#include "core/ingest/csv_scan.h"
#include "core/ingest/csv_structure.h"
#include "core/ingest/text_bytes.h"

namespace plumbline::ingest {

/// What samples of a file tell: enough to read it, and what each column probably is.
struct Sniffed {
    std::shared_ptr<const InputFile> file;
    EncodingGuess encoding;
    TextSample sample;
    CsvFormat format;
    Dialect dialect; ///< encoding, delimiter, quote, escape, newline
    Frame frame;
    std::vector<bool> numeric;   ///< columns that hold numbers in the sample
    bool tail_estimated = false; ///< offsets of the tail are not those of the decoded text yet
};

/// Looks at the beginning, the end and blocks between them; the time does not grow with the file.
Sniffed sniff(const std::filesystem::path& path, const ReadOptions& options);
/// Ends the table where another one begins behind one of these empty lines of a large file. True where there is one.
bool cut_second_table(Sniffed& sniffed, const TextBytes& text, const std::vector<BehindGap>& gaps, int64_t lines,
                      const ReadOptions& options);
/// Finds the end of the table again, once the whole text is decoded.
void fix_frame_end(Sniffed& sniffed, const TextBytes& text, const ReadOptions& options);

} // namespace plumbline::ingest
