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
    int level = 1; ///< 2: inside of a part; not in the contents
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
/// Figures as a table whose rows end in their recent past.
struct Figures {
    TableSpec table;
    std::vector<std::vector<std::optional<double>>> recent; ///< one a row, oldest first
    std::string recent_title;                               ///< "13 weeks"
};
struct BridgeStep {
    std::string label, detail; ///< "Social", "Romandie"
    double value = 0;
    std::string text; ///< "−19.8"
    Tone tone = Tone::muted;
};
/// From one value to another by steps that add up to the difference: a waterfall.
struct Bridge {
    std::string title, subtitle, reading;
    std::string from_label, to_label, from_text, to_text;
    double from = 0, to = 0;
    std::string unit;
    double scale = 1; ///< values are divided by this before labels are written
    std::vector<BridgeStep> steps;
};
/// What is to be done, numbered; `section` is the heading under which the computation stands.
struct ActionList {
    struct Line {
        std::string text, why, section;
    };
    std::string title, subtitle;
    std::vector<Line> lines;
};
/// One sentence in a box of its own.
struct Callout {
    std::string lead, text, section;
};
using Part = std::variant<ChartSpec, TableSpec, Bridge, ActionList, Callout>;
/// Two parts side by side, where there is width for it. Either may be missing.
struct Columns {
    std::vector<Part> left, right;
};
using Block = std::variant<Heading, Paragraph, CardRow, ChartSpec, TableSpec, PageBreak, Contents, Figures, Bridge, ActionList,
                           Callout, Columns>;

/// A file that travels inside of a PDF.
struct Attachment {
    std::string name, mime, bytes;
};

/// Whose report it is, as a person has set it. All empty: the workspace's name in the colours of the program.
struct Brand {
    std::string name;
    std::string colour; ///< "#1F5FA8": rule, title and numbers of the paper; used where it is dark enough on white
    std::string logo;   ///< bytes of a PNG or SVG file
    std::string paper;  ///< "a4", "letter"; empty: by country
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
    Brand brand{};
};

/// What the parts of a block are where they cannot stand side by side: left first.
std::vector<Block> one_below_the_other(const Columns& columns);

Document dashboard_document(const Dashboard& dashboard, std::string workspace, std::string created, Language language);
std::string to_markdown(const Document& document);
/// Locale-free numbers; dates ISO.
nlohmann::json to_json(const Document& document);
/// One sheet a table or chart. Text that begins with = + - @ tab or return is written as text, never as a formula.
void write_xlsx(const Document& document, const std::filesystem::path& file);

} // namespace plumbline::report
