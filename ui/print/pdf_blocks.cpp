// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf_blocks.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include "ui/charts/chart_widget.h"
#include "ui/print/pdf_review.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/sparkline.h"

namespace plumbline::ui {

namespace {

constexpr double block_space = 22; ///< between blocks
/// Height of pictures side by side: as drawn, and what the first page may make of it.
constexpr double usual_pictures = 230, least_pictures = 160, most_pictures = 290;
/// A first page that is still too long is drawn smaller, in these steps: down to letters of 7 points.
constexpr std::array smaller{0.95, 0.9, 0.85, 0.8, 0.75};

using Anchors = std::map<std::string, std::shared_ptr<int>>; ///< page of a heading

struct Writer {
    const report::Document& document;
    double width;
    Anchors& anchors;
    double pictures = usual_pictures; ///< height of charts that stand side by side
    PaperLook look = PaperLook::of(document.brand);
    std::vector<Piece> pieces{};
    int tables = 0;
    bool titled = false, breaks = false;
    size_t at = 0; ///< block being laid out

    void lines(const std::string& text, const QFont& font, const QColor& colour, double line, double space, bool keepAll) {
        const QStringList all = wrap(qs(text), font, width);
        for (qsizetype i = 0; i < all.size(); ++i) {
            const QString s = all[i];
            // Two lines at least on each side of a page break.
            const bool keep = keepAll || i == 0 || i + 2 == all.size();
            pieces.push_back({line, i == 0 ? space : 0,
                              [=, w = width](QPainter& p, double top) {
                                  p.setFont(font);
                                  p.setPen(colour);
                                  p.drawText(QRectF(0, top, w, line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, s);
                              },
                              keep && (keepAll || i + 1 < all.size()), -1, false});
        }
    }

    /// Where a heading that is still to come stands.
    std::shared_ptr<int> pageOf(const std::string& heading) {
        if (heading.empty()) return nullptr;
        std::shared_ptr<int>& page = anchors[heading];
        if (!page) page = std::make_shared<int>(0);
        return page;
    }

    void operator()(const report::Heading& h) {
        const Tokens& t = lightTokens();
        const size_t first = pieces.size();
        QFont font = paperFont(!titled ? TextStyle::pageTitle : h.level > 1 ? TextStyle::cardTitle : TextStyle::finding);
        if (!titled) font.setPixelSize(23);
        lines(h.text, font, titled ? t.text : look.title,
              !titled       ? 30
              : h.level > 1 ? 18
                            : 22,
              !titled       ? 0
              : h.level > 1 ? 18
                            : 28,
              true);
        if (!h.caption.empty()) lines(h.caption, paperFont(TextStyle::body), t.muted, 19, titled ? 0 : 4, true);
        if (titled && h.level == 1 && first < pieces.size())
            if (const auto anchor = anchors.find(h.text); anchor != anchors.end()) pieces[first].page = anchor->second;
        titled = true;
    }

    void operator()(const report::PageBreak&) { breaks = true; }

    void operator()(const report::Contents& contents) {
        const Tokens& t = lightTokens();
        lines(contents.title, paperFont(TextStyle::finding), t.text, 22, 28, true);
        for (size_t i = at + 1; i < document.blocks.size(); ++i) {
            const auto* heading = std::get_if<report::Heading>(&document.blocks[i]);
            if (!heading || heading->level > 1) continue;
            const std::shared_ptr<int> page = pageOf(heading->text);
            const QString text = qs(heading->text);
            pieces.push_back({22, 0,
                              [=, w = width](QPainter& p, double top) {
                                  const QFont font = paperFont(TextStyle::body);
                                  p.setFont(font);
                                  p.setPen(lightTokens().text);
                                  const QFontMetricsF metrics(font);
                                  p.drawText(QRectF(0, top, w, 22), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                                             metrics.elidedText(text, Qt::ElideRight, w - 48));
                                  p.drawText(QRectF(0, top, w, 22), Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip,
                                             QString::number(*page));
                                  p.fillRect(QRectF(0, top + 21, w, 1), lightTokens().grid);
                              },
                              false, -1, false});
        }
    }

    void operator()(const report::Paragraph& paragraph) {
        lines(paragraph.text, paperFont(TextStyle::body), lightTokens().text, 19, 10, false);
    }

    void operator()(const report::CardRow& row) {
        const size_t n = row.cards.size();
        if (n == 0) return;
        const size_t lines_needed = (n + 5) / 6, each = (n + lines_needed - 1) / lines_needed;
        for (size_t from = 0; from < n; from += each) {
            std::vector<report::KpiCard> cards(row.cards.begin() + static_cast<ptrdiff_t>(from),
                                               row.cards.begin() + static_cast<ptrdiff_t>(std::min(n, from + each)));
            pieces.push_back({98, from == 0 ? 18.0 : 12.0,
                              [cards, each, w = width](QPainter& p, double top) {
                                  const double slot = w / static_cast<double>(each);
                                  for (size_t i = 0; i < cards.size(); ++i)
                                      card(p, QRectF(slot * static_cast<double>(i), top, slot, 98), cards[i], i == 0);
                              },
                              false, -1, false});
        }
    }

    static void card(QPainter& p, const QRectF& slot, const report::KpiCard& c, bool first) {
        const Tokens& t = lightTokens();
        if (!first) p.fillRect(QRectF(slot.left(), slot.top() + 2, 1, slot.height() - 4), t.border);
        const double left = slot.left() + (first ? 0 : 10), right = slot.right() - 8;
        auto write = [&](double x, double y, double height, const QFont& font, const QColor& colour, const QString& text) {
            const QFontMetricsF metrics(font);
            p.setFont(font);
            p.setPen(colour);
            const QString shown =
                metrics.horizontalAdvance(text) > right - x + 1 ? metrics.elidedText(text, Qt::ElideRight, right - x) : text;
            p.drawText(QRectF(x, y, right - x, height), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip,
                       shown);
            return metrics.horizontalAdvance(shown);
        };
        write(left, slot.top(), 16, paperFont(TextStyle::small), t.muted, qs(c.label));
        QFont value = paperFont(TextStyle::pageTitle);
        while (value.pixelSize() > 13 && QFontMetricsF(value).horizontalAdvance(qs(c.text)) > right - left)
            value.setPixelSize(value.pixelSize() - 1);
        write(left, slot.top() + 16, 26, value, t.text, qs(c.text));
        double x = left, y = slot.top() + 43;
        if (c.change) {
            if (c.arrow != 0) {
                paintTriangle(p, QRectF(x, y + 3.5, 7, 7), c.arrow, t.tone(c.tone));
                x += 11;
            }
            write(x, y, 14, paperFont(TextStyle::smallStrong), t.tone(c.tone), qs(c.change_text));
            y += 14;
        }
        write(left, y, 14, paperFont(TextStyle::small), t.muted, qs(c.caption));
        paintSparkline(p, QRectF(left, slot.top() + 74, right - left, 24), c.spark, c.spark_comparison, t);
    }

    static double drawTitle(QPainter& p, double left, double top, double w, const std::string& title,
                            const std::string& subtitle) {
        const Tokens& t = lightTokens();
        double y = top;
        for (auto [text, style, colour, line] :
             {std::tuple{title, TextStyle::cardTitle, t.text, 18.0}, std::tuple{subtitle, TextStyle::control, t.muted, 16.0}}) {
            if (text.empty()) continue;
            p.setFont(paperFont(style));
            p.setPen(colour);
            for (const QString& s : wrap(qs(text), p.font(), w)) {
                p.drawText(QRectF(left, y, w, line), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, s);
                y += line;
            }
        }
        return y;
    }

    static void chart(QPainter& p, const QRectF& r, const ChartSpec& spec, Language language) {
        const double top = drawTitle(p, r.left(), r.top(), r.width(), spec.title, spec.subtitle) + 6;
        paintChart(p, QRectF(r.left(), top, r.width(), r.bottom() - top), spec, lightTokens(), NumberStyle::of(language));
    }

    void operator()(const ChartSpec& spec) {
        pieces.push_back(
            {260, block_space,
             [spec, w = width, l = document.language](QPainter& p, double top) { chart(p, QRectF(0, top, w, 260), spec, l); },
             false, -1, false});
    }

    /// Width at which no cell is cut.
    static double naturalWidth(const TableSpec& spec) {
        double natural = 14.0 * static_cast<double>(spec.columns.size());
        for (size_t c = 0; c < spec.columns.size(); ++c) {
            double widest = 0;
            for (const auto& row : spec.rows)
                if (c < row.size()) widest = std::max(widest, cellWidth(row[c], spec.columns[c].kind, false, CellStyle::paper()));
            natural += std::ceil(widest);
        }
        return natural;
    }

    void operator()(const TableSpec& spec) {
        if (spec.rows.empty()) return;
        // A few narrow columns over the whole page would tear a row apart.
        double room = width;
        if (spec.columns.size() <= 5) {
            const std::vector<double> least = columnWidths(spec, 0, 14, CellStyle::paper(), paperFont(TextStyle::small));
            room = std::clamp(1.3 * std::accumulate(least.begin(), least.end(), 80.0), 0.62 * width, width);
            // Sentences in a cell take the width that they need.
            room = std::clamp(naturalWidth(spec), room, width);
        }
        for (Piece& p : tablePieces(spec, 0, room, tables)) pieces.push_back(std::move(p));
        ++tables;
    }

    void operator()(const report::Figures& figures) {
        for (Piece& p : figuresPieces(figures, width)) pieces.push_back(std::move(p));
    }

    void operator()(const report::Bridge& bridge) {
        constexpr double tall = 216; // it stands on the first page already
        pieces.push_back({tall, block_space,
                          [bridge, w = width, l = document.language](QPainter& p, double top) {
                              const double y = drawTitle(p, 0, top, w, bridge.title, bridge.subtitle) + 6;
                              paintBridge(p, QRectF(0, y, w, top + tall - y), bridge, l);
                          },
                          false, -1, false});
    }

    void operator()(const report::ActionList& actions) {
        for (Piece& p : actionPieces(actions, 0, width, look, [this](const std::string& h) { return pageOf(h); }))
            pieces.push_back(std::move(p));
    }

    void operator()(const report::Callout& callout) {
        pieces.push_back(calloutPiece(callout, 0, width, [this](const std::string& h) { return pageOf(h); }));
    }

    /// One side of a pair as pieces that are drawn together.
    struct Side {
        std::vector<Piece> pieces;
        double height = 0;
    };
    Side side(const std::vector<report::Part>& parts, double left, double w) {
        Side out;
        for (const report::Part& part : parts) {
            if (const auto* chartPart = std::get_if<ChartSpec>(&part)) {
                out.pieces.push_back({pictures, 0,
                                      [spec = *chartPart, left, w, h = pictures, l = document.language](QPainter& p, double top) {
                                          chart(p, QRectF(left, top, w, h), spec, l);
                                      },
                                      false, -1, false});
            } else if (const auto* bridge = std::get_if<report::Bridge>(&part)) {
                out.pieces.push_back({pictures, 0,
                                      [b = *bridge, left, w, h = pictures, l = document.language](QPainter& p, double top) {
                                          const double y = drawTitle(p, left, top, w, b.title, b.subtitle) + 6;
                                          paintBridge(p, QRectF(left, y, w, top + h - y), b, l);
                                      },
                                      false, -1, false});
            } else if (const auto* table = std::get_if<TableSpec>(&part)) {
                for (Piece& p : tablePieces(*table, left, w, -1)) out.pieces.push_back(std::move(p));
            } else if (const auto* actions = std::get_if<report::ActionList>(&part)) {
                for (Piece& p : actionPieces(*actions, left, w, look, [this](const std::string& h) { return pageOf(h); }))
                    out.pieces.push_back(std::move(p));
            } else if (const auto* callout = std::get_if<report::Callout>(&part)) {
                out.pieces.push_back(calloutPiece(*callout, left, w, [this](const std::string& h) { return pageOf(h); }));
            }
        }
        for (const Piece& p : out.pieces) out.height += p.height + (&p == &out.pieces.front() ? 0 : p.space);
        return out;
    }

    void together(std::vector<Side> sides, double space, bool ruled) {
        double height = 0;
        for (const Side& s : sides) height = std::max(height, s.height);
        const double over = ruled ? 13 : 0;
        auto shared = std::make_shared<std::vector<Side>>(std::move(sides));
        pieces.push_back({height + over, space,
                          [shared, over, ruled, w = width](QPainter& p, double top) {
                              if (ruled) p.fillRect(QRectF(0, top, w, 1), lightTokens().axis);
                              for (const Side& s : *shared) {
                                  double y = top + over;
                                  for (const Piece& piece : s.pieces) {
                                      y += &piece == &s.pieces.front() ? 0 : piece.space;
                                      piece.draw(p, y);
                                      y += piece.height;
                                  }
                              }
                          },
                          false, -1, false});
    }

    void operator()(const report::Columns& columns) {
        if (columns.left.empty() && columns.right.empty()) return;
        if (columns.left.empty() || columns.right.empty())
            return together({side(columns.left.empty() ? columns.right : columns.left, 0, width)}, 15, true);
        const double gutter = 26, leftWidth = (width - gutter) * 0.57;
        together({side(columns.left, 0, leftWidth), side(columns.right, leftWidth + gutter, width - gutter - leftWidth)}, 15,
                 true);
    }

    /// Two parts side by side, when the one right is a short table: a chart and its breakdown, two small tables.
    bool pair(const report::Block& a, const report::Block& b) {
        const auto* right = std::get_if<TableSpec>(&b);
        if (!right || right->columns.size() > 5 || right->rows.size() > 10 || right->rows.empty()) return false;
        const auto* leftChart = std::get_if<ChartSpec>(&a);
        const auto* leftTable = std::get_if<TableSpec>(&a);
        if (leftTable && (leftTable->columns.size() > 5 || leftTable->rows.size() > 10 || leftTable->rows.empty())) return false;
        if (!leftChart && !leftTable) return false;
        const double gutter = 28;
        double rightWidth = (width - gutter) / 2;
        if (leftChart) rightWidth = std::clamp(naturalWidth(*right), width * 0.41, width * 0.55);
        const double leftWidth = width - gutter - rightWidth;
        Side table = side({*right}, leftWidth + gutter, rightWidth);
        const double keep = std::exchange(pictures, std::max(table.height, 230.0));
        Side other = leftChart ? side({*leftChart}, 0, leftWidth) : side({*leftTable}, 0, leftWidth);
        pictures = keep;
        if (std::max(table.height, other.height) > 420) return false;
        std::vector<Side> sides;
        sides.push_back(std::move(other));
        sides.push_back(std::move(table));
        together(std::move(sides), block_space, false);
        return true;
    }
};

} // namespace

QStringList wrap(const QString& text, const QFont& font, double width) {
    QStringList lines;
    for (const QString& part : text.split(QLatin1Char('\n'))) {
        QTextLayout layout(part, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            lines << part.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout();
    }
    return lines;
}

namespace {

std::vector<Piece> layOut(const report::Document& document, double width, double pictures, Anchors& anchors) {
    Writer writer{document, width, anchors};
    writer.pictures = pictures;
    for (size_t i = 0; i < document.blocks.size(); ++i) {
        const size_t first = writer.pieces.size();
        writer.at = i;
        struct Break {
            Writer& w;
            size_t first;
            ~Break() {
                if (w.breaks && first < w.pieces.size()) {
                    w.pieces[first].newPage = true;
                    w.breaks = false;
                }
            }
        } at_break{writer, first};
        if (i + 1 < document.blocks.size() && writer.pair(document.blocks[i], document.blocks[i + 1])) {
            ++i;
            continue;
        }
        std::visit(writer, document.blocks[i]);
    }
    return std::move(writer.pieces);
}

/// Pieces one below the other as a single one, drawn smaller.
Piece inOne(std::vector<Piece> pieces, double scale) {
    double height = 0;
    for (const Piece& p : pieces) height += p.height + (height > 0 ? p.space : 0);
    return {height * scale,
            0,
            [all = std::make_shared<std::vector<Piece>>(std::move(pieces)), scale](QPainter& p, double top) {
                p.save();
                p.translate(0, top);
                p.scale(scale, scale);
                double y = 0;
                for (const Piece& piece : *all) {
                    y += y > 0 ? piece.space : 0;
                    piece.draw(p, y);
                    y += piece.height;
                }
                p.restore();
            },
            false,
            -1,
            false};
}

/// Height of what comes before the first page break; 0 where there is none.
double firstPage(const std::vector<Piece>& pieces) {
    double sum = 0;
    for (const Piece& p : pieces) {
        if (p.newPage) return sum;
        sum += p.height + (sum > 0 ? p.space : 0);
    }
    return 0;
}

} // namespace

std::vector<Piece> layOutBlocks(const report::Document& document, double width, double height) {
    Anchors anchors;
    std::vector<Piece> pieces = layOut(document, width, usual_pictures, anchors);
    if (height <= 0 || firstPage(pieces) == 0) return pieces;
    // A first page that is read alone fills its page: pictures give way, or take what is left.
    const auto columns = std::ranges::count_if(document.blocks, [](const report::Block& b) {
        const auto* c = std::get_if<report::Columns>(&b);
        const auto picture = [](const report::Part& p) {
            return std::holds_alternative<ChartSpec>(p) || std::holds_alternative<report::Bridge>(p);
        };
        return c && (std::ranges::any_of(c->left, picture) || std::ranges::any_of(c->right, picture));
    });
    if (columns == 0) return pieces;
    const double over = firstPage(pieces) - height;
    const double wanted = std::clamp(usual_pictures - over / static_cast<double>(columns), least_pictures, most_pictures);
    pieces = layOut(document, width, wanted, anchors);
    if (firstPage(pieces) <= height) return pieces;
    for (const double scale : smaller) {
        std::vector<Piece> page = layOut(document, width / scale, least_pictures, anchors);
        if (firstPage(page) * scale > height && scale != smaller.back()) continue;
        const auto overleaf = [](std::vector<Piece>& all) { return std::ranges::find(all, true, &Piece::newPage); };
        page.erase(overleaf(page), page.end());
        std::vector<Piece> out{inOne(std::move(page), scale)};
        std::move(overleaf(pieces), pieces.end(), std::back_inserter(out));
        return out;
    }
    return pieces;
}

} // namespace plumbline::ui
