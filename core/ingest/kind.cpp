// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/kind.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace plumbline::ingest {

namespace fs = std::filesystem;

namespace {

constexpr size_t head_bytes = 64 * 1024;
/// Enough to see the first two records of line-delimited JSON, wide ones included.
constexpr size_t json_head_bytes = 4 * 1024 * 1024;
constexpr int folder_depth = 8;

struct Magic {
    std::string_view bytes;
    size_t at;
    std::string_view kind; ///< as in "{file} is a {kind}, which Plumbline does not read."
};

using namespace std::string_view_literals;
constexpr std::array<Magic, 21> magics{{
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, "password-protected or old Excel workbook"},
    {"\x1F\x8B"sv, 0, "gzip archive"},
    {"BZh"sv, 0, "bzip2 archive"},
    {"\xFD"
     "7zXZ\0"sv,
     0, "xz archive"},
    {"\x28\xB5\x2F\xFD"sv, 0, "zstd archive"},
    {"7z\xBC\xAF\x27\x1C"sv, 0, "7z archive"},
    {"Rar!\x1A\x07"sv, 0, "RAR archive"},
    {"ustar"sv, 257, "tar archive"},
    {"%PDF-"sv, 0, "PDF document"},
    {"\x89PNG\r\n\x1A\n"sv, 0, "picture"},
    {"\xFF\xD8\xFF"sv, 0, "picture"},
    {"GIF87a"sv, 0, "picture"},
    {"GIF89a"sv, 0, "picture"},
    {"II*\0"sv, 0, "picture"},
    {"MM\0*"sv, 0, "picture"},
    {"WEBPVP8"sv, 8, "picture"},
    {"SQLite format 3\0"sv, 0, "SQLite database"},
    {"DUCK"sv, 8, "DuckDB database"},
    {"Obj\x01"sv, 0, "data file in Avro form"},
    {"\x7F"
     "ELF"sv,
     0, "program"},
    {"{\\rtf"sv, 0, "word processor document"},
}};

bool has_at(std::string_view text, size_t at, std::string_view part) {
    return text.size() >= at + part.size() && text.substr(at, part.size()) == part;
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

std::string read_head(const fs::path& path, size_t most) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::file_unreadable, {{"file", path.filename().string()}, {"detail", std::strerror(errno)}});
    std::string head(most, '\0');
    in.read(head.data(), static_cast<std::streamsize>(most));
    if (in.bad())
        throw Error(ErrorCode::file_unreadable, {{"file", path.filename().string()}, {"detail", "the drive reported an error"}});
    head.resize(static_cast<size_t>(in.gcount()));
    return head;
}

Error unsupported(const fs::path& path, std::string_view kind) {
    return Error(ErrorCode::file_unsupported, {{"file", path.filename().string()}, {"kind", std::string(kind)}});
}

Error corrupt(const fs::path& path, std::string detail) {
    return Error(ErrorCode::file_corrupt, {{"file", path.filename().string()}, {"detail", std::move(detail)}});
}

/// A ZIP archive: which of the office formats, if any.
FileKind inside_zip(const fs::path& path, std::string_view head) {
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_RDONLY, &code);
    const std::string extension = lower(path.extension().string());
    if (!archive) {
        const bool workbook = extension == ".xlsx" || extension == ".xlsm" || head.find("xl/") != head.npos ||
                              head.find("[Content_Types].xml") != head.npos;
        if (workbook) throw corrupt(path, "its ZIP directory is missing, as after a broken download");
        throw unsupported(path, "damaged ZIP archive");
    }
    bool workbook = false, binary = false, word = false, slides = false, open_document = false;
    const zip_int64_t entries = zip_get_num_entries(archive, 0);
    for (zip_int64_t i = 0; i < entries; ++i) {
        const char* raw = zip_get_name(archive, static_cast<zip_uint64_t>(i), 0);
        std::string name = lower(raw ? raw : "");
        std::ranges::replace(name, '\\', '/');
        workbook |= name.ends_with("workbook.xml") || name.starts_with("xl/worksheets/");
        binary |= name == "xl/workbook.bin";
        word |= name.starts_with("word/");
        slides |= name.starts_with("ppt/");
        open_document |= name == "mimetype" || name == "content.xml";
    }
    zip_close(archive);
    if (binary) throw unsupported(path, "binary Excel workbook (.xlsb)");
    if (workbook) return FileKind::xlsx;
    if (word) throw unsupported(path, "word processor document");
    if (slides) throw unsupported(path, "presentation");
    if (open_document) throw unsupported(path, "document in OpenDocument form");
    throw unsupported(path, "ZIP archive");
}

/// Whether the bytes are UTF-16 text without a mark: zeros on one side of nearly every pair.
bool looks_utf16(std::string_view head) {
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < head.size(); ++i) zeros[i & 1] += head[i] == '\0';
    const size_t pairs = head.size() / 2;
    return pairs > 3 && std::max(zeros[0], zeros[1]) * 10 > pairs * 4 && std::min(zeros[0], zeros[1]) * 20 < pairs;
}

bool looks_binary(std::string_view head) {
    size_t controls = 0;
    for (const char c : head) {
        const auto u = static_cast<unsigned char>(c);
        controls += (u < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1A') || u == 127;
    }
    return controls >= 3 && controls * 20 > head.size();
}

/// Text without its byte order mark and leading white space; UTF-16 with only its ASCII kept, which is all that is looked at.
std::string plain_start(std::string_view head) {
    const bool little = has_at(head, 0, "\xFF\xFE"), big = has_at(head, 0, "\xFE\xFF");
    std::string text;
    if (little || big) {
        for (size_t i = 2; i + 1 < head.size(); i += 2) {
            const char low = head[i + (big ? 1 : 0)], high = head[i + (big ? 0 : 1)];
            text.push_back(high == 0 ? low : '?');
        }
    } else {
        text = head.substr(has_at(head, 0, "\xEF\xBB\xBF") ? 3 : 0);
    }
    const size_t from = text.find_first_not_of(" \t\r\n");
    return from == text.npos ? std::string() : text.substr(from);
}

/// One object a line, as opposed to one document over many lines.
bool one_object_a_line(std::string_view text, bool cut) {
    int lines = 0, good = 0;
    bool first_good = false;
    for (size_t at = 0; at < text.size() && lines < 20;) {
        size_t end = text.find('\n', at);
        if (end == text.npos) {
            if (cut) break;
            end = text.size();
        }
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        const size_t from = line.find_first_not_of(" \t\r");
        if (from == line.npos) continue;
        line.remove_prefix(from);
        if (lines == 0 && line.find_first_not_of(" \t\r{[") == line.npos) return false;
        const bool object = line.front() == '{' && nlohmann::json::accept(line);
        if (lines == 0) first_good = object;
        good += object;
        ++lines;
    }
    return good >= 2 && (first_good || good * 2 >= lines);
}

FileKind text_kind(const fs::path& path, std::string_view head) {
    const std::string extension = lower(path.extension().string());
    const bool lines_by_name = extension == ".ndjson" || extension == ".jsonl";
    const bool json_by_name = lines_by_name || extension == ".json" || extension == ".geojson";
    std::string text = plain_start(head);
    if (text.empty()) throw Error(ErrorCode::file_empty, {{"file", path.filename().string()}});
    const std::string start = lower(text.substr(0, 512));
    if (start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table"))
        throw unsupported(path, "web page");
    if (start.starts_with("<?xml"))
        throw unsupported(path, start.find("excel") != start.npos ? "spreadsheet in XML form" : "document in XML form");
    const size_t second = text.find_first_not_of(" \t\r\n", 1);
    const char next = second == text.npos ? '\0' : text[second];
    const bool json_by_text =
        (text[0] == '{' && (next == '"' || next == '}')) ||
        (text[0] == '[' && (next == '{' || (next == '[' && text.find_first_of("]\n") != text.npos) || next == ']'));
    if (!json_by_text && !json_by_name) return FileKind::csv;
    if (lines_by_name) return FileKind::ndjson;
    const std::string more = head.size() < head_bytes ? std::string() : plain_start(read_head(path, json_head_bytes));
    const std::string& seen = more.empty() ? text : more;
    return one_object_a_line(seen, seen.size() + 16 >= json_head_bytes) ? FileKind::ndjson : FileKind::json;
}

FileKind folder_kind(const fs::path& path) {
    std::error_code problem;
    auto walk = fs::recursive_directory_iterator(path, problem);
    if (problem) throw Error(ErrorCode::file_unreadable, {{"file", path.filename().string()}, {"detail", problem.message()}});
    for (; walk != fs::recursive_directory_iterator(); walk.increment(problem)) {
        if (problem) break;
        if (walk.depth() >= folder_depth) walk.disable_recursion_pending();
        const fs::path& entry = walk->path();
        const std::string name = entry.filename().string();
        if (name.starts_with('.') || name.starts_with('_')) {
            walk.disable_recursion_pending();
            continue;
        }
        if (lower(entry.extension().string()) == ".parquet" && walk->is_regular_file(problem)) return FileKind::parquet_folder;
    }
    throw Error(ErrorCode::file_is_directory, {{"file", path.filename().string()}});
}

} // namespace

std::string_view file_kind_id(FileKind kind) {
    constexpr std::array<std::string_view, 6> ids{"csv", "xlsx", "json", "ndjson", "parquet", "parquet_folder"};
    return ids[static_cast<size_t>(kind)];
}

FileKind detect_kind(const fs::path& path) {
    std::error_code problem;
    const fs::file_status status = fs::status(path, problem);
    const std::string file = path.filename().string();
    if (status.type() == fs::file_type::not_found) throw Error(ErrorCode::file_not_found, {{"file", path.string()}});
    if (problem) throw Error(ErrorCode::file_unreadable, {{"file", file}, {"detail", problem.message()}});
    if (fs::is_directory(status)) return folder_kind(path);
    if (!fs::is_regular_file(status))
        throw Error(ErrorCode::file_unreadable, {{"file", file}, {"detail", "it is not an ordinary file"}});
    const std::string head = read_head(path, head_bytes);
    if (head.empty()) throw Error(ErrorCode::file_empty, {{"file", file}});
    if (has_at(head, 0, "PAR1")) {
        std::ifstream in(path, std::ios::binary);
        in.seekg(-4, std::ios::end);
        char tail[4] = {};
        in.read(tail, 4);
        if (head.size() < 12 || std::string_view(tail, 4) != "PAR1")
            throw corrupt(path, "its last bytes, where Parquet keeps its directory, are missing");
        return FileKind::parquet;
    }
    if (has_at(head, 0, "PK\x03\x04") || has_at(head, 0, "PK\x05\x06")) return inside_zip(path, head);
    for (const Magic& magic : magics)
        if (has_at(head, magic.at, magic.bytes) && (magic.at == 0 || head.find('\0') != head.npos))
            throw unsupported(path, magic.kind);
    const bool marked = has_at(head, 0, "\xFF\xFE") || has_at(head, 0, "\xFE\xFF");
    if (!marked && !looks_utf16(head) && looks_binary(head)) throw Error(ErrorCode::file_binary, {{"file", file}});
    return text_kind(path, head);
}

} // namespace plumbline::ingest
