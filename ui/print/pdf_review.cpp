// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf_review.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include "core/report/brand.h"
#include "ui/charts/theme.h"
#include "ui/print/pdf_blocks.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/sparkline.h"

namespace plumbline::ui {

namespace {

constexpr double readable = 4.5, visible = 3; ///< contrast on white: text, lines (WCAG 2.1)
constexpr double figure_row = 27, figure_head = 22, recent_width = 108, column_gap = 16;
constexpr double bar_share = 0.62; ///< of a slot

void text(QPainter& p, const QRectF& r, const QFont& font, const QColor& colour, int align, const QString& words) {
    p.setFont(font);
    p.setPen(colour);
    const QFontMetricsF metrics(font);
    const QString shown =
        metrics.horizontalAdvance(words) > r.width() + 1 ? metrics.elidedText(words, Qt::ElideRight, r.width()) : words;
    p.drawText(r, align | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, shown);
}

} // namespace

PaperLook PaperLook::of(const report::Brand& brand) {
    const Tokens& t = lightTokens();
    const double contrast = report::contrast_on_white(brand.colour);
    const QColor own(qs(brand.colour));
    return {contrast >= visible && own.isValid() ? own : t.text, contrast >= readable && own.isValid() ? own : t.text,
            contrast >= readable && own.isValid() ? own : t.accent};
}

namespace {

QFont figureFont(const TableCell& cell) {
    QFont font = paperFont(cell.strong ? TextStyle::bodyStrong : TextStyle::body);
    if (cell.strong) font.setPixelSize(15);
    return font;
}

constexpr double arrow_room = 12;

double figureWidth(const TableCell& cell, bool change) {
    return QFontMetricsF(figureFont(cell)).horizontalAdvance(qs(cell.text)) + (change && cell.value ? arrow_room : 0);
}

} // namespace

std::vector<Piece> figuresPieces(const report::Figures& figures, double width) {
    struct Shared {
        report::Figures f;
        double width = 0;
        std::vector<double> widths;
        bool recent = false;
    };
    auto s = std::make_shared<Shared>();
    s->f = figures;
    s->width = width;
    s->recent = std::ranges::any_of(figures.recent, [](const auto& v) { return v.size() > 1; });
    const TableSpec& spec = s->f.table;
    // Names take what they need; the figures share the rest, so that they stand in even columns.
    const double room = width - (s->recent ? recent_width + column_gap : 0);
    const QFont name = paperFont(TextStyle::body), head = paperFont(TextStyle::control);
    double first = 60;
    for (const auto& row : spec.rows) first = std::max(first, QFontMetricsF(name).horizontalAdvance(qs(row.front().text)));
    first = std::min(first + 8, room * 0.3);
    const size_t others = spec.columns.size() - 1;
    s->widths.push_back(first);
    // Even columns; what the widest figure of one needs beyond that, the others give up in equal parts.
    const double even =
        (room - first - column_gap * static_cast<double>(others)) / static_cast<double>(std::max<size_t>(1, others));
    double over = 0, narrow = 0;
    for (size_t c = 1; c <= others; ++c) {
        double need = even;
        for (const auto& row : spec.rows)
            if (c < row.size()) need = std::max(need, figureWidth(row[c], spec.columns[c].kind == CellKind::change));
        s->widths.push_back(need);
        over += need - even;
        narrow += need > even ? 0 : 1;
    }
    for (size_t c = 1; c <= others && narrow > 0; ++c)
        if (s->widths[c] <= even) s->widths[c] -= over / narrow;
    std::vector<Piece> out;
    out.push_back({figure_head, 14,
                   [s, head](QPainter& p, double top) {
                       const Tokens& t = lightTokens();
                       double x = 0;
                       for (size_t c = 0; c < s->f.table.columns.size(); ++c) {
                           const std::string title =
                               c == 0 && !s->f.table.subtitle.empty() ? s->f.table.subtitle : s->f.table.columns[c].title;
                           text(p, QRectF(x, top, s->widths[c], figure_head - 4), head, t.muted,
                                c == 0 ? Qt::AlignLeft : Qt::AlignRight, qs(title));
                           x += s->widths[c] + column_gap;
                       }
                       if (s->recent)
                           text(p, QRectF(s->width - recent_width, top, recent_width, figure_head - 4), head, t.muted,
                                Qt::AlignLeft, qs(s->f.recent_title));
                       p.fillRect(QRectF(0, top + figure_head - 1, s->width, 1), t.axis);
                   },
                   true, -1, true});
    for (size_t r = 0; r < spec.rows.size(); ++r)
        out.push_back({figure_row, 0,
                       [s, r](QPainter& p, double top) {
                           const Tokens& t = lightTokens();
                           if (r > 0) p.fillRect(QRectF(0, top, s->width, 1), t.grid);
                           double x = 0;
                           const auto& row = s->f.table.rows[r];
                           for (size_t c = 0; c < row.size() && c < s->widths.size(); ++c) {
                               const TableCell& cell = row[c];
                               const QRectF at(x, top, s->widths[c], figure_row);
                               if (c == 0) {
                                   text(p, at, paperFont(TextStyle::body), t.text, Qt::AlignLeft, qs(cell.text));
                               } else {
                                   const QFont font = figureFont(cell);
                                   const bool change = s->f.table.columns[c].kind == CellKind::change;
                                   QColor colour = t.tone(cell.tone);
                                   if (change && !cell.value) colour = t.muted;
                                   text(p, at, font, colour, Qt::AlignRight, qs(cell.text));
                                   // Sign and arrow, so that the direction does not hang on a colour.
                                   if (change && cell.value && (cell.tone == Tone::gain || cell.tone == Tone::loss)) {
                                       const double w = QFontMetricsF(font).horizontalAdvance(qs(cell.text));
                                       paintTriangle(p, QRectF(at.right() - w - arrow_room, top + figure_row / 2 - 3.5, 7, 7),
                                                     *cell.value > 0 ? 1 : -1, colour);
                                   }
                               }
                               x += s->widths[c] + column_gap;
                           }
                           if (s->recent && r < s->f.recent.size())
                               paintSparkline(p, QRectF(s->width - recent_width, top + 5, recent_width, figure_row - 10),
                                              s->f.recent[r], {}, t);
                       },
                       r + 1 < spec.rows.size() && (r == 0 || r + 2 == spec.rows.size()), -1, false});
    return out;
}

void paintBridge(QPainter& p, const QRectF& rect, const report::Bridge& b, Language language) {
    const Tokens& t = lightTokens();
    const NumberStyle style = NumberStyle::of(language);
    double low = std::min(b.from, b.to), high = std::max(b.from, b.to), running = b.from;
    for (const report::BridgeStep& s : b.steps) {
        running += s.value;
        low = std::min(low, running);
        high = std::max(high, running);
    }
    const QFont small = paperFont(TextStyle::small), strong = paperFont(TextStyle::smallStrong);
    const double label_line = 14, bottom_labels = 2 * label_line + 4;
    // Room for the figures over and under the bars, whatever the height.
    const double height = rect.height() - bottom_labels - 8, figure_room = 20;
    const double least = figure_room / std::max(figure_room / 2, height - 2 * figure_room);
    const double pad = std::max(high - low, std::abs(high) * 1e-6) * std::max(0.14, least);
    double from = low - pad, to = high + pad;
    if (low >= 0 && from < 0) from = 0;
    const std::vector<double> ticks = nice_ticks(from / b.scale, to / b.scale, 4);
    // Ticks that lie outside of the bars by far are of no use.
    const double step = ticks.size() > 1 ? ticks[1] - ticks[0] : 1;
    const int decimals =
        b.unit == "percent" ? 1 : std::clamp(static_cast<int>(std::ceil(-std::log10(std::max(step, 1e-9)) - 1e-9)), 0, 4);
    std::vector<std::pair<double, QString>> lines;
    double axis = 0;
    for (const double tick : ticks) {
        const double v = tick * b.scale;
        if (v < from - 1e-9 * std::abs(from) || v > to + 1e-9 * std::abs(to)) continue;
        const QString words = qs(b.unit == "percent" ? format_percent(v, decimals, style) : format_number(tick, decimals, style));
        axis = std::max(axis, QFontMetricsF(small).horizontalAdvance(words));
        lines.emplace_back(v, words);
    }
    const QRectF plot(rect.left() + axis + 8, rect.top() + 4, rect.width() - axis - 8, rect.height() - bottom_labels - 8);
    const auto y = [&](double v) { return plot.bottom() - plot.height() * (v - from) / (to - from); };
    for (const auto& [v, words] : lines) {
        p.fillRect(QRectF(plot.left(), y(v), plot.width(), 1), t.grid);
        text(p, QRectF(rect.left(), y(v) - 7, axis, 14), small, t.muted, Qt::AlignRight, words);
    }
    p.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), t.axis);
    const size_t n = b.steps.size() + 2;
    const double slot = plot.width() / static_cast<double>(n), bar = slot * bar_share;
    const auto middle = [&](size_t i) { return plot.left() + slot * (static_cast<double>(i) + 0.5); };
    const auto names = [&](size_t i, const QString& label, const QString& detail) {
        const QRectF at(middle(i) - slot / 2 + 1, plot.bottom() + 5, slot - 2, label_line);
        // A long name is written smaller before it is cut; it may reach a little under its neighbours.
        const auto fitting = [&](const QString& words) {
            QFont f = small;
            while (f.pixelSize() > 9 && QFontMetricsF(f).horizontalAdvance(words) > at.width()) f.setPixelSize(f.pixelSize() - 1);
            return f;
        };
        text(p, at, fitting(label), t.text, Qt::AlignHCenter, label);
        if (!detail.isEmpty()) text(p, at.translated(0, label_line), fitting(detail), t.muted, Qt::AlignHCenter, detail);
    };
    const auto end = [&](size_t i, double value, const std::string& words, const std::string& label) {
        p.fillRect(QRectF(middle(i) - bar / 2, y(value) - 1.5, bar, 3), t.actual);
        text(p, QRectF(middle(i) - slot, y(value) - 20, 2 * slot, 16), strong, t.text, Qt::AlignHCenter, qs(words));
        names(i, qs(label), {});
    };
    const auto connect = [&](size_t i, double value) {
        QPen pen(t.comparison, 1, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({2, 2});
        p.setPen(pen);
        p.drawLine(QPointF(middle(i) + bar / 2, y(value)), QPointF(middle(i + 1) - bar / 2, y(value)));
    };
    end(0, b.from, b.from_text, b.from_label);
    running = b.from;
    for (size_t i = 0; i < b.steps.size(); ++i) {
        const report::BridgeStep& s = b.steps[i];
        connect(i, running);
        const double before = running;
        running += s.value;
        const QColor colour = s.tone == Tone::muted ? t.comparison : t.tone(s.tone);
        const double top = y(std::max(before, running)), bottom = y(std::min(before, running));
        p.fillRect(QRectF(middle(i + 1) - bar / 2, top, bar, std::max(1.0, bottom - top)), colour);
        // The figure on the side to which the step goes; it is signed, so grey paper tells the same.
        const bool up = s.value >= 0;
        text(p, QRectF(middle(i + 1) - slot, up ? top - 17 : bottom + 2, 2 * slot, 15), strong,
             s.tone == Tone::muted ? t.muted : colour, Qt::AlignHCenter, qs(s.text));
        names(i + 1, qs(s.label), qs(s.detail));
    }
    connect(b.steps.size(), running);
    end(n - 1, b.to, b.to_text, b.to_label);
}

std::vector<Piece> actionPieces(const report::ActionList& actions, double left, double width, const PaperLook& look,
                                const PageOf& pageOf) {
    const Tokens& t = lightTokens();
    constexpr double indent = 24, title_line = 18, why_line = 16;
    std::vector<Piece> out;
    const auto line = [&](double x, double w, double height, double space, const QFont& font, const QColor& colour,
                          const QString& words, bool keep) {
        out.push_back({height, space,
                       [=](QPainter& p, double top) { text(p, QRectF(x, top, w, height), font, colour, Qt::AlignLeft, words); },
                       keep, -1, false});
    };
    line(left, width, 18, 0, paperFont(TextStyle::cardTitle), t.text, qs(actions.title), true);
    if (!actions.subtitle.empty())
        for (const QString& s : wrap(qs(actions.subtitle), paperFont(TextStyle::control), width))
            line(left, width, 16, 0, paperFont(TextStyle::control), t.muted, s, true);
    for (size_t i = 0; i < actions.lines.size(); ++i) {
        const auto& a = actions.lines[i];
        const QStringList titles = wrap(qs(a.text), paperFont(TextStyle::bodyStrong), width - indent);
        const QString number = QString::number(i + 1);
        for (qsizetype k = 0; k < titles.size(); ++k) {
            const bool first = k == 0;
            out.push_back({title_line + (first ? 6 : 0), first ? 5.0 : 0.0,
                           [=, words = titles[k], rule = i > 0 && first](QPainter& p, double top) {
                               if (rule) p.fillRect(QRectF(left, top, width, 1), lightTokens().grid);
                               const double at = first ? top + 6 : top;
                               if (first) {
                                   QFont big = paperFont(TextStyle::bodyStrong);
                                   big.setPixelSize(15);
                                   text(p, QRectF(left, at, indent, title_line), big, look.accent, Qt::AlignLeft, number);
                               }
                               text(p, QRectF(left + indent, at, width - indent, title_line), paperFont(TextStyle::bodyStrong),
                                    lightTokens().text, Qt::AlignLeft, words);
                           },
                           true, -1, false});
        }
        // The page is known only when all pieces have their place: its line is wrapped as if it had two digits.
        const std::shared_ptr<int> page = pageOf(a.section);
        const QString mark = QStringLiteral("Page\u00A088.");
        const QString where = a.section.empty() ? QString() : QLatin1Char(' ') + mark;
        const QStringList whys = wrap(qs(a.why) + where, paperFont(TextStyle::control), width - indent);
        const bool last = i + 1 == actions.lines.size();
        for (qsizetype k = 0; k < whys.size(); ++k)
            out.push_back({why_line, 0,
                           [=, words = whys[k]](QPainter& p, double top) {
                               QString shown = words;
                               if (!where.isEmpty()) shown.replace(mark, QStringLiteral("Page\u00A0%1.").arg(page ? *page : 0));
                               text(p, QRectF(left + indent, top, width - indent, why_line), paperFont(TextStyle::control),
                                    lightTokens().muted, Qt::AlignLeft, shown);
                           },
                           !last || k + 1 < whys.size(), -1, false});
    }
    return out;
}

Piece calloutPiece(const report::Callout& c, double left, double width, const PageOf& pageOf) {
    constexpr double inset = 10, line = 18;
    const QFont strong = paperFont(TextStyle::bodyStrong), plain = paperFont(TextStyle::body);
    const QString lead = qs(c.lead);
    const std::shared_ptr<int> page = pageOf(c.section);
    // The lead stands on the first line; what follows it is wrapped round it.
    const double lead_width = lead.isEmpty() ? 0 : QFontMetricsF(strong).horizontalAdvance(lead + QLatin1Char(' '));
    const QString where = c.section.empty() ? QString() : QStringLiteral(" Page\u00A088.");
    const QString all = qs(c.text);
    QStringList lines;
    QString rest = all + where;
    double room = width - 2 * inset - lead_width;
    while (!rest.isEmpty()) {
        const QStringList parts = wrap(rest, plain, std::max(40.0, room));
        lines << parts.first();
        rest = rest.mid(parts.first().size()).trimmed();
        room = width - 2 * inset;
    }
    const double height = static_cast<double>(std::max<qsizetype>(1, lines.size())) * line + 2 * 7;
    return {height,
            16,
            [=](QPainter& p, double top) {
                const Tokens& t = lightTokens();
                p.save();
                p.setRenderHint(QPainter::Antialiasing);
                p.setPen(Qt::NoPen);
                p.setBrush(t.sunken);
                p.drawRoundedRect(QRectF(left, top, width, height), 4, 4);
                p.restore();
                double x = left + inset;
                if (!lead.isEmpty()) {
                    text(p, QRectF(x, top + 7, lead_width, line), strong, t.text, Qt::AlignLeft, lead);
                    x += lead_width;
                }
                double y = top + 7;
                for (QString s : lines) {
                    if (!where.isEmpty())
                        s.replace(QStringLiteral("Page\u00A088."),
                                  page && *page > 0 ? QStringLiteral("Page\u00A0%1.").arg(*page) : QString());
                    text(p, QRectF(x, y, left + width - inset - x, line), plain, t.text, Qt::AlignLeft, s);
                    y += line;
                    x = left + inset;
                }
            },
            false,
            -1,
            false};
}

} // namespace plumbline::ui
