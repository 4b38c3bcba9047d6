// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/ingest/text_encoding.h"
#include "core/ingest/text_file.h"

namespace plumbline::ingest {

/// The whole text of a file as UTF-8, readable at any place from several threads: the file itself where it is UTF-8, else a copy
/// in memory (small files) or in an unlinked temporary file.
class TextBytes {
public:
    /// work: folder for the temporary copy; empty: the system's. Throws disk_full, write_failed, cancelled.
    static std::shared_ptr<const TextBytes> open(std::shared_ptr<const InputFile> file, const EncodingGuess& encoding,
                                                 const std::filesystem::path& work, Progress& progress,
                                                 const std::stop_token& stop);
    /// A text that was decoded before; `file` only names it.
    static std::shared_ptr<const TextBytes> of_text(std::shared_ptr<const InputFile> file, std::string text);
    ~TextBytes();
    TextBytes(const TextBytes&) = delete;
    TextBytes& operator=(const TextBytes&) = delete;
    uint64_t size() const { return m_size; }
    size_t read_at(uint64_t offset, char* to, size_t n) const;
    const InputFile& file() const { return *m_file; }

private:
    TextBytes() = default;
    void copy_to_file(Decoder& decoder, uint64_t from, const std::filesystem::path& work, Progress& progress,
                      const std::stop_token& stop);
    std::shared_ptr<const InputFile> m_file;
    uint64_t m_skip = 0, m_size = 0;
    bool m_in_memory = false;
    std::string m_text;
    int m_fd = -1;
};

/// Pieces of a file as UTF-8: its beginning, its end, and blocks spread between them. Each has padding behind it.
struct TextSample {
    std::string head, tail; ///< tail is empty where head is all of the text
    std::vector<std::string> middle;
    uint64_t text_size = 0; ///< of the whole in UTF-8; an estimate where the file is transcoded
    bool exact = true;      ///< offsets into the text are those of the file
};

/// Raw pieces for finding the encoding: beginning, blocks, end; each begins at an even offset.
std::vector<std::string> raw_samples(const InputFile& file);
/// Decodes raw samples. `whole`: the first one is all of the file.
TextSample decode_samples(const std::vector<std::string>& raw, const EncodingGuess& encoding, uint64_t file_size);

inline constexpr uint64_t whole_sample_bytes = 32u << 20; ///< files up to this size are looked at whole at once
inline constexpr size_t head_bytes = 2u << 20, block_bytes = 64u << 10, tail_bytes = 256u << 10, sample_blocks = 24;

} // namespace plumbline::ingest
