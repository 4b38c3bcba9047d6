// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/xlsx.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>

#include "core/base/error.h"
#include "core/ingest/xlsx_workbook.h"

namespace plumbline::ingest {

namespace fs = std::filesystem;

namespace {

constexpr int64_t most_rows = 1048576;
constexpr size_t most_columns = 16384;
constexpr size_t buffer_bytes = 1 << 20;
/// Above this size the sheets that nobody asked for are not counted.
constexpr uint64_t count_all_below = 64ull << 20;

class CsvOut {
public:
    explicit CsvOut(const fs::path& file) : m_file(file), m_out(file, std::ios::binary | std::ios::trunc) {}
    void put(std::string_view text) {
        m_buffer += text;
        if (m_buffer.size() >= buffer_bytes) flush();
    }
    void close() {
        flush();
        m_out.close();
        check();
    }

private:
    void flush() {
        m_out.write(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
        m_buffer.clear();
        check();
    }
    void check() const {
        if (!m_out)
            throw Error(ErrorCode::write_failed,
                        {{"path", m_file.string()}, {"detail", "the temporary folder is full or read-only"}});
    }
    fs::path m_file;
    std::ofstream m_out;
    std::string m_buffer;
};

size_t occurrences(std::string_view text, std::string_view part) {
    size_t n = 0;
    for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++n;
    return n;
}

/// "AB12" -> 27; npos where there is no letter.
size_t column_of(std::string_view reference) {
    size_t column = 0, letters = 0;
    for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4; ++letters)
        column = column * 26 + static_cast<size_t>(reference[letters] - 'A' + 1);
    return letters ? column - 1 : std::string::npos;
}

class SheetReader {
public:
    SheetReader(const XlsxPackage& package, const XlsxWorkbook& workbook, Progress& progress, const std::stop_token& stop)
        : m_package(package), m_workbook(workbook), m_progress(progress), m_stop(stop) {}

    struct Count {
        int64_t rows = 0, cells = 0;
    };

    Count count(const std::string& part) const {
        XlsxPieces pieces(m_package, part, "row", "sheetData");
        Count out;
        char* text = nullptr;
        size_t size = 0;
        for (int64_t n = 0; pieces.next(text, size); ++n) {
            if (n % 1024 == 0) throw_if_stopped(m_stop);
            const std::string_view piece(text, size);
            const size_t cells = occurrences(piece, "v>") + occurrences(piece, "is>");
            out.rows += cells > 0;
            out.cells += static_cast<int64_t>(cells / 2);
        }
        return out;
    }

    /// Writes the sheet, every row as long as it is; then evens the rows out where they differ.
    void convert(const std::string& part, const fs::path& out_csv, XlsxResult& result) {
        m_texts.read(m_package, m_workbook.shared_part);
        const double all = static_cast<double>(std::max<uint64_t>(1, m_package.bytes(part)));
        XlsxPieces pieces(m_package, part, "row", "sheetData");
        CsvOut out(out_csv);
        pugi::xml_document document;
        char* text = nullptr;
        size_t size = 0;
        int64_t row = 0;
        for (int64_t n = 0; pieces.next(text, size); ++n) {
            if (n % 512 == 0) {
                throw_if_stopped(m_stop);
                m_progress.step(std::min(1.0, static_cast<double>(pieces.bytes_read()) / all), "unpack");
            }
            const pugi::xml_parse_result parsed =
                document.load_buffer_inplace(text, size, pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
            if (!parsed)
                m_package.corrupt("row " + std::to_string(row + 1) + " of the sheet is not XML: " + parsed.description());
            const pugi::xml_node node = document.first_child();
            const int64_t stated = node.attribute("r").as_llong(row + 1);
            if (stated <= row || stated > most_rows)
                m_package.corrupt("row " + std::to_string(stated) + " follows row " + std::to_string(row));
            row = stated;
            const size_t width = cells(node);
            if (width == 0) continue;
            for (; static_cast<int64_t>(m_widths.size()) < row - 1;) {
                m_widths.push_back(0);
                out.put("\n");
            }
            m_widths.push_back(static_cast<uint32_t>(width));
            for (size_t c = 0; c < width; ++c) {
                if (c) out.put(",");
                out.put(m_row[c]);
            }
            out.put("\n");
        }
        out.close();
        if (m_widths.empty()) throw Error(ErrorCode::file_empty, {{"file", m_package.file()}});
        even_out(out_csv, result);
    }

private:
    /// Fills m_row; gives the number of cells up to the last one that holds something.
    size_t cells(const pugi::xml_node& row) {
        size_t next = 0, width = 0;
        for (std::string& cell : m_row) cell.clear();
        for (const pugi::xml_node& c : row.children()) {
            if (local_name(c) != "c") continue;
            const size_t stated = column_of(c.attribute("r").value());
            const size_t column = stated == std::string::npos ? next : stated;
            next = column + 1;
            if (column >= most_columns) m_package.corrupt("a cell lies to the right of column XFD");
            std::string value = cell(c, column);
            if (value.empty()) continue;
            if (column >= m_package.limits().columns)
                throw Error(ErrorCode::file_too_many_columns, {{"file", m_package.file()},
                                                               {"columns", std::to_string(column + 1) + " or more"},
                                                               {"limit", std::to_string(m_package.limits().columns)}});
            if (column >= m_row.size()) m_row.resize(column + 1);
            m_row[column] = std::move(value);
            width = std::max(width, column + 1);
            m_first = std::min(m_first, column);
        }
        return width;
    }

    static std::string in_quotes(std::string_view text) {
        if (text.empty()) return {};
        std::string out = "\"";
        for (const char c : text) {
            if (c == '"') out.push_back('"');
            out.push_back(c);
        }
        out.push_back('"');
        return out;
    }

    std::string cell(const pugi::xml_node& c, size_t column) {
        const std::string_view type = c.attribute("t").value();
        if (type == "inlineStr") return in_quotes(tidy_text(rich_text(child_named(c, "is"))));
        const std::string_view value = child_named(c, "v").child_value();
        if (value.empty() || type == "e") return {};
        if (type == "s") {
            size_t at = 0;
            const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), at);
            if (problem != std::errc() || at >= m_texts.size()) m_package.corrupt("a cell refers to a text that is missing");
            return in_quotes(m_texts.at(at));
        }
        if (type == "str") return in_quotes(tidy_text(std::string(value)));
        if (type == "b") return value == "1" || value == "true" ? "true" : "false";
        if (type == "d") {
            std::string moment(value);
            if (moment.ends_with("T00:00:00")) moment.resize(10);
            if (moment.size() > 10 && moment[10] == 'T') moment[10] = ' ';
            return moment;
        }
        double number = 0;
        const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (problem != std::errc() || end != value.data() + value.size()) return in_quotes(tidy_text(std::string(value)));
        const unsigned style = c.attribute("s").as_uint(0);
        static const XlsxFormat plain;
        const XlsxFormat& format = style < m_workbook.styles.size() ? m_workbook.styles[style] : plain;
        note_currency(column, format.currency);
        return write_xlsx_number(number, format, m_workbook.from_1904);
    }

    /// A column has the currency of all its amounts; two of them are none.
    void note_currency(size_t column, const std::string& currency) {
        if (currency.empty()) return;
        if (column >= m_currencies.size()) m_currencies.resize(column + 1);
        std::string& known = m_currencies[column];
        known = known.empty() || known == currency ? currency : "?";
    }

    void even_out(const fs::path& csv, XlsxResult& result) {
        const uint32_t width = *std::ranges::max_element(m_widths);
        result.lines = static_cast<int64_t>(m_widths.size());
        result.first_column = m_first;
        result.columns = width - m_first;
        m_currencies.resize(width);
        for (size_t c = m_first; c < width; ++c)
            result.currencies.push_back(m_currencies[c] == "?" ? std::string() : m_currencies[c]);
        if (m_first == 0 && std::ranges::all_of(m_widths, [&](uint32_t w) { return w == 0 || w == width; })) return;
        const fs::path even = csv.string() + ".even";
        {
            std::ifstream in(csv, std::ios::binary);
            CsvOut out(even);
            std::string line;
            for (size_t i = 0; std::getline(in, line); ++i) {
                if (i % 4096 == 0) throw_if_stopped(m_stop);
                if (m_widths[i] > 0) {
                    out.put(std::string_view(line).substr(m_first));
                    out.put(std::string(width - m_widths[i], ','));
                }
                out.put("\n");
            }
            out.close();
        }
        fs::rename(even, csv);
    }

    const XlsxPackage& m_package;
    const XlsxWorkbook& m_workbook;
    Progress& m_progress;
    std::stop_token m_stop;
    XlsxTexts m_texts;
    std::vector<std::string> m_row;
    std::vector<uint32_t> m_widths;        ///< cells of each line; 0: an empty line
    std::vector<std::string> m_currencies; ///< by column of the sheet; "?": several
    size_t m_first = std::numeric_limits<size_t>::max();
};

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

} // namespace

XlsxResult xlsx_to_csv(const fs::path& file, const std::string& wanted, const fs::path& out_csv, const XlsxLimits& limits,
                       Progress& progress, std::stop_token stop) {
    throw_if_stopped(stop);
    progress.step(0, "unpack");
    const XlsxPackage package(file, limits);
    const XlsxWorkbook workbook = read_workbook(package);
    SheetReader reader(package, workbook, progress, stop);

    XlsxResult result;
    std::string names;
    const XlsxWorkbook::Sheet* chosen = nullptr;
    for (const auto& sheet : workbook.sheets) {
        names += (names.empty() ? "" : ", ") + sheet.name;
        if (wanted.empty() || chosen) continue;
        if (sheet.name == wanted) chosen = &sheet;
    }
    for (const auto& sheet : workbook.sheets)
        if (!wanted.empty() && !chosen && lower(sheet.name) == lower(wanted)) chosen = &sheet;
    if (!wanted.empty() && !chosen)
        throw Error(ErrorCode::sheet_unknown, {{"file", package.file()}, {"value", wanted}, {"options", names}});
    const bool count = (wanted.empty() && workbook.sheets.size() > 1) || package.all_bytes() < count_all_below;
    int64_t most = 0;
    for (const auto& sheet : workbook.sheets) {
        XlsxSheet& entry = result.sheets.emplace_back(XlsxSheet{sheet.name, sheet.hidden, -1});
        if (!count || sheet.hidden) continue;
        const SheetReader::Count found = reader.count(sheet.part);
        entry.rows = found.rows;
        if (wanted.empty() && found.cells > most) {
            most = found.cells;
            chosen = &sheet;
        }
    }
    if (!chosen && workbook.sheets.size() == 1) chosen = &workbook.sheets.front();
    if (!chosen) throw Error(ErrorCode::file_empty, {{"file", package.file()}});
    result.sheet = chosen->name;
    reader.convert(chosen->part, out_csv, result);
    return result;
}

} // namespace plumbline::ingest
