// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "core/report/dashboard.h"

namespace plumbline::report {

struct Heading {
    std::string text;
    std::string caption;
};
struct Paragraph {
    std::string text;
};
struct CardRow {
    std::vector<KpiCard> cards;
};
/// What follows begins on a new page, where there are pages.
struct PageBreak {};
/// The headings after it, with their pages where there are pages.
struct Contents {
    std::string title;
};
using Block = std::variant<Heading, Paragraph, CardRow, ChartSpec, TableSpec, PageBreak, Contents>;

/// A file that travels inside of a PDF.
struct Attachment {
    std::string name, mime, bytes;
};

/// A report as typed blocks: PDF, Markdown, JSON and XLSX are written from the same value.
struct Document {
    std::string workspace; ///< head line, left
    std::string kind;      ///< "Dashboard"
    std::string scope;     ///< head line, right: period, comparison and filters
    std::string created;   ///< ISO timestamp
    std::string fingerprint;
    Language language = Language::en;
    std::vector<Block> blocks;
    std::vector<Attachment> attachments{};
};

Document dashboard_document(const Dashboard& dashboard, std::string workspace, std::string created, Language language);
std::string to_markdown(const Document& document);
/// Locale-free numbers; dates ISO.
nlohmann::json to_json(const Document& document);
/// One sheet a table or chart. Text that begins with = + - @ tab or return is written as text, never as a formula.
void write_xlsx(const Document& document, const std::filesystem::path& file);

} // namespace plumbline::report
