// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include <QFontMetricsF>
#include <QPainter>

#include "ui/print/pdf_blocks.h"
#include "ui/widgets/cell_delegate.h"

namespace plumbline::ui {

namespace {

constexpr double row_height = 23, head_height = 22, gap = 14;

/// What all pieces of one table share.
struct Table {
    TableSpec spec;
    double left, width;
    CellStyle style = CellStyle::paper();
    QFont head = paperFont(TextStyle::small);
    std::vector<double> widths;

    void row(QPainter& p, double top, const std::vector<TableCell>& cells, bool first, bool total) const {
        const Tokens& t = lightTokens();
        if (!first) p.fillRect(QRectF(left, top, width, 1), total ? t.axis : t.grid);
        double x = left;
        for (size_t c = 0; c < spec.columns.size() && c < cells.size(); ++c) {
            CellStyle s = style;
            if (spec.columns[c].kind == CellKind::bar) s.figures = figuresWidth(spec, c, style);
            s.swatches = c == 0 && hasSwatches(spec);
            s.heatMargin = 6;
            paintCell(p, QRectF(x, top, widths[c], row_height), cells[c], spec.columns[c].kind, total, s);
            x += widths[c] + gap;
        }
    }

    void heads(QPainter& p, double top) const {
        const Tokens& t = lightTokens();
        double x = left;
        p.setFont(head);
        const QFontMetricsF metrics(head);
        for (size_t c = 0; c < spec.columns.size(); ++c) {
            QRectF r(x, top, widths[c], head_height - 2);
            const CellKind kind = spec.columns[c].kind;
            const double figures = kind == CellKind::bar ? figuresWidth(spec, c, style) : 0;
            const QString text = qs(spec.columns[c].title);
            if (figures > 0) r.setWidth(std::max(figures, metrics.horizontalAdvance(text)));
            p.setPen(t.muted);
            const bool right = isRightAligned(kind) || kind == CellKind::bar;
            p.drawText(r,
                       static_cast<int>((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter) | Qt::TextSingleLine |
                           Qt::TextDontClip,
                       metrics.horizontalAdvance(text) > r.width() + 1 ? metrics.elidedText(text, Qt::ElideRight, r.width())
                                                                       : text);
            x += widths[c] + gap;
        }
        p.fillRect(QRectF(left, top + head_height - 1, width, 1), t.axis);
    }
};

} // namespace

std::vector<Piece> tablePieces(const TableSpec& spec, double left, double width, int id) {
    auto table = std::make_shared<Table>();
    table->spec = spec;
    table->left = left;
    table->width = width;
    table->widths = columnWidths(spec, width, gap, table->style, table->head);
    std::vector<Piece> pieces;
    auto text = [&](const std::string& words, TextStyle style, const QColor& colour, double line) {
        const QFont font = paperFont(style);
        for (const QString& s : wrap(qs(words), font, width))
            pieces.push_back({line, 0,
                              [=](QPainter& p, double top) {
                                  p.setFont(font);
                                  p.setPen(colour);
                                  p.drawText(QRectF(left, top, width, line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                                             s);
                              },
                              true, -1, false});
    };
    if (!spec.title.empty()) text(spec.title, TextStyle::cardTitle, lightTokens().text, 18);
    if (!spec.subtitle.empty()) text(spec.subtitle, TextStyle::control, lightTokens().muted, 16);
    if (!pieces.empty()) pieces.front().space = 22;
    pieces.push_back(
        {head_height, pieces.empty() ? 22.0 : 2.0, [table](QPainter& p, double top) { table->heads(p, top); }, true, id, true});
    const size_t n = spec.rows.size();
    for (size_t r = 0; r < n; ++r) {
        // No single row at the foot or the head of a page, and no total alone.
        const bool keep = r == 0 ? n > 1 : r + 2 == n || (r + 1 == n && !spec.total.empty());
        pieces.push_back({row_height, 0,
                          [table, r](QPainter& p, double top) { table->row(p, top, table->spec.rows[r], r == 0, false); }, keep,
                          id, false});
    }
    if (!spec.total.empty())
        pieces.push_back({row_height, 0, [table](QPainter& p, double top) { table->row(p, top, table->spec.total, false, true); },
                          false, id, false});
    return pieces;
}

} // namespace plumbline::ui
