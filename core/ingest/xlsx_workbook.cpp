// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/xlsx_workbook.h"

#include <map>

#include "core/base/error.h"

namespace plumbline::ingest {

namespace {

/// Shared texts stay in memory: more than this would not fit beside the rest.
constexpr size_t texts_bytes = 512u << 20;

pugi::xml_document parsed(const XlsxPackage& package, const std::string& part) {
    const std::string text = package.text(part);
    pugi::xml_document document;
    const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size());
    if (!result) package.corrupt("its part " + part + " is not XML: " + result.description());
    return document;
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute& a : node.attributes()) {
        std::string_view full = a.name();
        if (const size_t colon = full.find(':'); colon != full.npos) full.remove_prefix(colon + 1);
        if (full == name) return a.value();
    }
    return {};
}

/// Target of a relation, seen from the folder of the part that has it.
std::string resolved(std::string_view folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    std::string base(folder);
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        base.resize(base.empty() ? 0 : base.size() - 1);
        base.resize(base.rfind('/') == base.npos ? 0 : base.rfind('/') + 1);
    }
    if (target.starts_with("./")) target.remove_prefix(2);
    return base + std::string(target);
}

struct Relation {
    std::string type, target;
};

std::map<std::string, Relation, std::less<>> relations(const XlsxPackage& package, const std::string& folder,
                                                       const std::string& part) {
    std::map<std::string, Relation, std::less<>> out;
    const std::string name = folder + "_rels/" + part + ".rels";
    if (!package.has(name)) return out;
    const pugi::xml_document document = parsed(package, name);
    for (const pugi::xml_node& r : document.first_child().children())
        out.emplace(attribute(r, "Id"), Relation{std::string(attribute(r, "Type")), resolved(folder, attribute(r, "Target"))});
    return out;
}

std::vector<XlsxFormat> read_styles(const XlsxPackage& package, const std::string& part) {
    std::vector<XlsxFormat> out;
    if (!package.has(part)) return out;
    const pugi::xml_document document = parsed(package, part);
    const pugi::xml_node sheet = document.document_element();
    std::map<int, XlsxFormat> custom;
    for (const pugi::xml_node& f : child_named(sheet, "numFmts").children())
        custom[f.attribute("numFmtId").as_int()] = custom_format(f.attribute("formatCode").value());
    for (const pugi::xml_node& xf : child_named(sheet, "cellXfs").children()) {
        const int id = xf.attribute("numFmtId").as_int();
        const auto at = custom.find(id);
        out.push_back(at == custom.end() ? builtin_format(id) : at->second);
    }
    return out;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

} // namespace

std::string_view local_name(const pugi::xml_node& node) {
    std::string_view name = node.name();
    if (const size_t colon = name.find(':'); colon != name.npos) name.remove_prefix(colon + 1);
    return name;
}

pugi::xml_node child_named(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_node& child : node.children())
        if (local_name(child) == name) return child;
    return {};
}

std::string rich_text(const pugi::xml_node& node) {
    std::string out;
    for (const pugi::xml_node& part : node.children()) {
        const std::string_view name = local_name(part);
        if (name == "t")
            out += part.child_value();
        else if (name == "r")
            out += child_named(part, "t").child_value();
    }
    return out;
}

std::string tidy_text(std::string text) {
    std::string out;
    out.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_' && is_hex(text[i + 2]) &&
            is_hex(text[i + 3]) && is_hex(text[i + 4]) && is_hex(text[i + 5])) {
            const int code = std::stoi(text.substr(i + 2, 4), nullptr, 16);
            if (code < 128) {
                c = static_cast<char>(code);
                i += 6;
            }
        }
        const bool breaks = c == '\n' || c == '\r' || c == '\t' || c == '\0';
        if (!breaks)
            out.push_back(c);
        else if (out.empty() || out.back() != ' ')
            out.push_back(' ');
    }
    return out;
}

XlsxWorkbook read_workbook(const XlsxPackage& package) {
    if (package.has("EncryptionInfo"))
        throw Error(ErrorCode::file_unsupported,
                    {{"file", package.file()}, {"kind", "password-protected or old Excel workbook"}});
    std::string main = "xl/workbook.xml";
    for (const auto& [id, relation] : relations(package, "", ""))
        if (relation.type.ends_with("/officeDocument")) main = relation.target;
    if (!package.has(main)) package.corrupt("it holds no workbook");
    const size_t slash = main.rfind('/');
    const std::string folder = slash == main.npos ? "" : main.substr(0, slash + 1);
    const auto links = relations(package, folder, main.substr(folder.size()));

    XlsxWorkbook out;
    const pugi::xml_document document = parsed(package, main);
    const pugi::xml_node root = document.document_element();
    out.from_1904 = child_named(root, "workbookPr").attribute("date1904").as_bool();
    int number = 0;
    for (const pugi::xml_node& s : child_named(root, "sheets").children()) {
        ++number;
        XlsxWorkbook::Sheet sheet;
        sheet.name = s.attribute("name").value();
        const std::string_view state = s.attribute("state").value();
        sheet.hidden = state == "hidden" || state == "veryHidden";
        // r:id is the one attribute whose local name is "id"; sheetId is another.
        const auto link = links.find(attribute(s, "id"));
        if (link != links.end()) {
            if (!link->second.type.ends_with("/worksheet")) continue; // charts, dialogs, macros
            sheet.part = link->second.target;
        } else {
            sheet.part = folder + "worksheets/sheet" + std::to_string(number) + ".xml";
        }
        if (package.has(sheet.part)) out.sheets.push_back(std::move(sheet));
    }
    if (out.sheets.empty()) package.corrupt("it holds no sheets of cells");
    std::string styles = folder + "styles.xml";
    out.shared_part = folder + "sharedStrings.xml";
    for (const auto& [id, link] : links) {
        if (link.type.ends_with("/styles")) styles = link.target;
        if (link.type.ends_with("/sharedStrings")) out.shared_part = link.target;
    }
    if (!package.has(out.shared_part)) out.shared_part.clear();
    out.styles = read_styles(package, styles);
    return out;
}

void XlsxTexts::read(const XlsxPackage& package, const std::string& part) {
    if (part.empty()) return;
    XlsxPieces pieces(package, part, "si", "sst");
    pugi::xml_document document;
    char* text = nullptr;
    size_t size = 0;
    while (pieces.next(text, size)) {
        if (!document.load_buffer_inplace(text, size, pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8))
            package.corrupt("its shared texts are not XML");
        m_text += tidy_text(rich_text(document.first_child()));
        m_ends.push_back(m_text.size());
        if (m_text.size() > texts_bytes) package.too_large();
    }
}

} // namespace plumbline::ingest
