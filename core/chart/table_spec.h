// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace plumbline {

/// How a cell speaks: decides colour and weight, never a literal colour.
enum class Tone { normal, muted, gain, loss, warning };
enum class CellKind {
    text,
    number, ///< right aligned
    bar,    ///< in-cell bar from a common zero; `bar` in [0, 1]
    change, ///< signed figure with tone
    badge,  ///< a word on the tint of its tone
    heat,   ///< a figure on a step of the sequential scale; `bar` in [0, 1]
};

/// category_slot of the rest: drawn in the colour of comparisons.
inline constexpr int other_slot = 8;

struct TableColumnSpec {
    std::string id;
    std::string title;
    CellKind kind = CellKind::text;
    std::string metric; ///< metric id where the column is one (tooltips lead to the glossary)
};

struct TableCell {
    std::string text;
    std::optional<double> value; ///< what sorting and copying use; missing sorts last
    Tone tone = Tone::normal;
    bool strong = false;
    double bar = 0;
    int category_slot = -1; ///< colour square before a name, colour of a bar; -1: none
};

/// A table ready to be shown: the same on the page, in the PDF and in Markdown.
struct TableSpec {
    std::string id;
    std::string title;    ///< the finding
    std::string subtitle; ///< measure, unit, period
    std::vector<TableColumnSpec> columns;
    std::vector<std::vector<TableCell>> rows;
    std::vector<TableCell> total; ///< empty: no total row
    std::string note;             ///< e.g. "All 38 campaigns"
    std::string dimension;        ///< what the rows are, for cross-filtering: "channel", "campaign"; empty: rows cannot filter
    std::vector<std::string> selected{}; ///< names of the rows that a filter keeps; empty: none
};

} // namespace plumbline
