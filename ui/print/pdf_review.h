// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <memory>
#include <vector>

#include <QColor>

#include <nlohmann/json.hpp>

#include "core/report/document.h"
#include "ui/print/pdf_pages.h"

namespace plumbline::ui {

/// Colours of a brand on paper: its own where it is dark enough to be read on white, else those of the program.
struct PaperLook {
    QColor rule, title, accent;
    static PaperLook of(const report::Brand& brand);
};

/// Where a heading stands; known once the pages are made.
using PageOf = std::function<std::shared_ptr<int>(const std::string& heading)>;

/// The table of figures, each row with its recent past at the end.
std::vector<Piece> figuresPieces(const report::Figures& figures, double width);
/// A waterfall on a cut axis; both ends are marks.
void paintBridge(QPainter& painter, const QRectF& rect, const report::Bridge& bridge, Language language);
std::vector<Piece> actionPieces(const report::ActionList& actions, double left, double width, const PaperLook& look,
                                const PageOf& pageOf);
Piece calloutPiece(const report::Callout& callout, double left, double width, const PageOf& pageOf);

} // namespace plumbline::ui
