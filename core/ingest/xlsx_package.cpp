// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/xlsx_package.h"

#include <algorithm>
#include <vector>

#include "core/base/error.h"

namespace plumbline::ingest {

namespace {

constexpr size_t block_bytes = 256 * 1024;
/// Relations, styles and the workbook itself are held whole.
constexpr uint64_t small_part_bytes = 64ull << 20;

std::string mebibytes(uint64_t bytes) {
    return bytes >= 1ull << 30 ? std::to_string(bytes >> 30) + " GiB" : std::to_string(bytes >> 20) + " MiB";
}

bool name_ends(char c) { return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

} // namespace

std::string XlsxPackage::key(std::string_view part) {
    std::string out(part.starts_with('/') ? part.substr(1) : part);
    for (char& c : out) {
        if (c == '\\') c = '/';
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return out;
}

XlsxPackage::XlsxPackage(const std::filesystem::path& file, const XlsxLimits& limits)
    : m_file(file.filename().string()), m_limits(limits) {
    int code = 0;
    m_archive = zip_open(file.c_str(), ZIP_RDONLY, &code);
    if (!m_archive) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string detail = code == ZIP_ER_NOZIP || code == ZIP_ER_INCONS
                                       ? "its ZIP directory is missing, as after a broken download"
                                       : zip_error_strerror(&error);
        zip_error_fini(&error);
        if (code == ZIP_ER_OPEN || code == ZIP_ER_READ)
            throw Error(ErrorCode::file_unreadable, {{"file", m_file}, {"detail", detail}});
        throw Error(ErrorCode::file_corrupt, {{"file", m_file}, {"detail", detail}});
    }
    // From here on the destructor does not run if this throws, so the archive is closed by hand.
    try {
        const zip_int64_t entries = zip_get_num_entries(m_archive, 0);
        for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(entries); ++i) {
            zip_stat_t stat;
            if (zip_stat_index(m_archive, i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)) corrupt("a part has no name");
            if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
                throw Error(ErrorCode::file_unsupported,
                            {{"file", m_file}, {"kind", "password-protected or old Excel workbook"}});
            m_index.emplace(key(stat.name), i);
            m_all_bytes += stat.size;
            if (stat.size > m_limits.large_part_bytes &&
                stat.size / std::max<uint64_t>(1, stat.comp_size) > m_limits.packing_ratio)
                too_large();
            if (m_all_bytes > m_limits.inside_bytes) too_large();
        }
    } catch (...) {
        zip_discard(m_archive);
        throw;
    }
}

XlsxPackage::~XlsxPackage() { zip_discard(m_archive); }

uint64_t XlsxPackage::bytes(std::string_view part) const {
    const auto at = m_index.find(key(part));
    zip_stat_t stat;
    return at != m_index.end() && zip_stat_index(m_archive, at->second, 0, &stat) == 0 ? stat.size : 0;
}

std::string XlsxPackage::text(std::string_view part) const {
    XlsxPart stream(*this, part);
    std::string out;
    std::vector<char> block(block_bytes);
    while (const size_t n = stream.read(block.data(), block.size())) {
        out.append(block.data(), n);
        if (out.size() > small_part_bytes) too_large();
    }
    return out;
}

void XlsxPackage::corrupt(const std::string& detail) const {
    throw Error(ErrorCode::file_corrupt, {{"file", m_file}, {"detail", detail}});
}

void XlsxPackage::too_large() const {
    throw Error(ErrorCode::file_too_large_inside, {{"file", m_file}, {"limit", mebibytes(m_limits.inside_bytes)}});
}

XlsxPart::XlsxPart(const XlsxPackage& package, std::string_view part) : m_package(package) {
    const auto at = package.m_index.find(XlsxPackage::key(part));
    if (at == package.m_index.end()) package.corrupt("its part " + std::string(part) + " is missing");
    m_part = zip_fopen_index(package.m_archive, at->second, 0);
    if (!m_part) package.corrupt("its part " + std::string(part) + " cannot be unpacked");
}

XlsxPart::~XlsxPart() {
    if (m_part) zip_fclose(m_part);
}

size_t XlsxPart::read(char* into, size_t most) {
    const zip_int64_t n = zip_fread(m_part, into, most);
    if (n < 0) m_package.corrupt("a part of it cannot be unpacked");
    m_bytes += static_cast<uint64_t>(n);
    if (m_bytes > m_package.limits().inside_bytes) m_package.too_large();
    return static_cast<size_t>(n);
}

XlsxPieces::XlsxPieces(const XlsxPackage& package, std::string_view part, std::string name, std::string until)
    : m_package(package), m_part(package, part), m_name(std::move(name)), m_until(std::move(until)) {}

bool XlsxPieces::more() {
    if (m_done) return false;
    m_buffer.erase(0, m_at);
    m_at = 0;
    const size_t old = m_buffer.size();
    if (old > m_package.limits().row_bytes)
        m_package.corrupt("one of its rows is larger than " + mebibytes(m_package.limits().row_bytes));
    // Growing with what is held keeps the search of a long row linear.
    const size_t wanted = std::max(block_bytes, old);
    m_buffer.resize(old + wanted);
    size_t n = 0;
    while (n < wanted) {
        const size_t got = m_part.read(m_buffer.data() + old + n, wanted - n);
        if (got == 0) {
            m_done = true;
            break;
        }
        n += got;
    }
    m_buffer.resize(old + n);
    return n > 0;
}

bool XlsxPieces::next(char*& text, size_t& size) {
    for (;;) {
        m_at = m_buffer.find('<', m_at);
        if (m_at == m_buffer.npos) {
            m_at = m_buffer.size();
            if (!more()) return false;
            continue;
        }
        size_t end = m_at + 1;
        const bool closing = end < m_buffer.size() && m_buffer[end] == '/';
        if (closing) ++end;
        const size_t from = end;
        while (end < m_buffer.size() && end < from + 100 && !name_ends(m_buffer[end])) ++end;
        if (end == m_buffer.size()) {
            if (more()) continue;
            return false;
        }
        const std::string_view full(m_buffer.data() + from, end - from);
        const size_t colon = full.find(':');
        const std::string_view local = colon == full.npos ? full : full.substr(colon + 1);
        if (closing && local == m_until) return false;
        if (closing || local != m_name) {
            m_at = end;
            continue;
        }
        size_t stop = m_buffer.find('>', end);
        if (stop != m_buffer.npos && m_buffer[stop - 1] != '/') {
            const std::string close = "</" + std::string(full) + ">";
            stop = m_buffer.find(close, stop);
            if (stop != m_buffer.npos) stop += close.size() - 1;
        }
        if (stop == m_buffer.npos) {
            if (more()) continue;
            m_package.corrupt("a row of it is cut off");
        }
        text = m_buffer.data() + m_at;
        size = stop + 1 - m_at;
        m_at = stop + 1;
        return true;
    }
}

} // namespace plumbline::ingest
