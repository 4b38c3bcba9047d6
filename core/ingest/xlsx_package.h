// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <zip.h>

#include <map>
#include <string>
#include <string_view>

#include "core/ingest/xlsx.h"

namespace plumbline::ingest {

/// The ZIP archive of a workbook. Opening it checks what it would unpack to.
class XlsxPackage {
public:
    XlsxPackage(const std::filesystem::path& file, const XlsxLimits& limits);
    ~XlsxPackage();
    XlsxPackage(const XlsxPackage&) = delete;
    XlsxPackage& operator=(const XlsxPackage&) = delete;

    bool has(std::string_view part) const { return m_index.contains(key(part)); }
    uint64_t bytes(std::string_view part) const;
    uint64_t all_bytes() const { return m_all_bytes; }
    /// A whole small part. Throws Error{file_corrupt} where it is missing.
    std::string text(std::string_view part) const;
    [[noreturn]] void corrupt(const std::string& detail) const;
    [[noreturn]] void too_large() const;
    const std::string& file() const { return m_file; }
    const XlsxLimits& limits() const { return m_limits; }

private:
    friend class XlsxPart;
    static std::string key(std::string_view part);

    std::string m_file;
    XlsxLimits m_limits;
    zip_t* m_archive = nullptr;
    std::map<std::string, zip_uint64_t, std::less<>> m_index; ///< lower case, without leading slash
    uint64_t m_all_bytes = 0;
};

/// A part of the archive as a stream of bytes. What is unpacked counts, not what the directory promises.
class XlsxPart {
public:
    XlsxPart(const XlsxPackage& package, std::string_view part);
    ~XlsxPart();
    XlsxPart(const XlsxPart&) = delete;
    XlsxPart& operator=(const XlsxPart&) = delete;
    /// Bytes read, 0 at the end.
    size_t read(char* into, size_t most);
    uint64_t bytes_read() const { return m_bytes; }

private:
    const XlsxPackage& m_package;
    zip_file_t* m_part = nullptr;
    uint64_t m_bytes = 0;
};

/// Cuts the elements of one name out of a part, whatever their namespace prefix: `<row …>…</row>`.
class XlsxPieces {
public:
    /// `until`: name of the element whose end stops the search ("sheetData").
    XlsxPieces(const XlsxPackage& package, std::string_view part, std::string name, std::string until);
    /// The next element; valid and writable until the next call. False at the end.
    bool next(char*& text, size_t& size);
    uint64_t bytes_read() const { return m_part.bytes_read(); }

private:
    bool more();

    const XlsxPackage& m_package;
    XlsxPart m_part;
    std::string m_name, m_until;
    std::string m_buffer;
    size_t m_at = 0;
    bool m_done = false;
};

} // namespace plumbline::ingest
