// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

namespace plumbline::ingest {

/// A file open for reading at any place, from several threads. Remembers its size and time, so that a change is noticed.
class InputFile {
public:
    /// Throws Error: file_not_found, file_is_directory, file_unreadable.
    explicit InputFile(const std::filesystem::path& path);
    ~InputFile();
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;

    uint64_t size() const { return m_size; }
    const std::string& name() const { return m_name; } ///< without the folder, for sentences
    const std::filesystem::path& path() const { return m_path; }
    /// Reads up to n bytes at `offset`; fewer only at the end. Throws file_unreadable, or file_changed_while_read where the file
    /// shrank.
    size_t read_at(uint64_t offset, char* to, size_t n) const;
    /// Throws file_changed_while_read where size or time differ from those at opening.
    void check_unchanged() const;

private:
    std::filesystem::path m_path;
    std::string m_name;
    int m_fd = -1;
    uint64_t m_size = 0;
    int64_t m_mtime_ns = 0;
};

} // namespace plumbline::ingest
