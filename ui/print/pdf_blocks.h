// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <functional>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/report/document.h"
#include "ui/print/pdf_pages.h"

namespace plumbline::ui {

/// Turns the blocks of a document into pieces of `width` (1/96 inch): headings, paragraphs, cards, charts, tables. With the
/// height of a page the pictures of what stands before the first page break are drawn so that it fills just one page, as far as
/// it can.
std::vector<Piece> layOutBlocks(const report::Document& document, double width, double height = 0);
/// Pieces of one table: title, head, a piece a row; the head is repeated behind every page break.
std::vector<Piece> tablePieces(const TableSpec& spec, double left, double width, int table);
/// Lines of plain text that fit a width.
QStringList wrap(const QString& text, const QFont& font, double width);

} // namespace plumbline::ui
