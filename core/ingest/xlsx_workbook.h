// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/ingest/xlsx_format.h"
#include "core/ingest/xlsx_package.h"

namespace plumbline::ingest {

/// What a workbook says about its sheets.
struct XlsxWorkbook {
    struct Sheet {
        std::string name;
        std::string part;
        bool hidden = false;
    };
    std::vector<Sheet> sheets;
    bool from_1904 = false;
    std::string shared_part;        ///< shared texts; empty: none
    std::vector<XlsxFormat> styles; ///< by the `s` of a cell
};

/// Name of an element without its namespace prefix.
std::string_view local_name(const pugi::xml_node& node);
/// First child or attribute by local name.
pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name);
/// Text of an <si> or <is>: plain, or the runs of rich text one behind the other; phonetic hints left out.
std::string rich_text(const pugi::xml_node& node);
/// Undoes the escapes of control characters (_x000D_) and turns line breaks into spaces.
std::string tidy_text(std::string text);

XlsxWorkbook read_workbook(const XlsxPackage& package);

/// Texts that cells refer to by number.
class XlsxTexts {
public:
    void read(const XlsxPackage& package, const std::string& part);
    std::string_view at(size_t i) const {
        return i + 1 < m_ends.size() ? std::string_view(m_text).substr(m_ends[i], m_ends[i + 1] - m_ends[i]) : std::string_view();
    }
    size_t size() const { return m_ends.size() - 1; }

private:
    std::string m_text;
    std::vector<size_t> m_ends{0};
};

} // namespace plumbline::ingest
