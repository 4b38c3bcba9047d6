// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QHelpEvent>
#include <QPainter>
#include <QTableView>
#include <QToolTip>

#include "ui/models/table_spec_model.h"
#include "ui/widgets/mirror.h"

namespace plumbline::ui {

namespace {
/// Widths are measured on this many rows: more would take time and change nothing that is seen.
constexpr size_t measured_rows = 200;
double channelOf(double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }
double luminanceOf(const QColor& c) {
    return 0.2126 * channelOf(c.redF()) + 0.7152 * channelOf(c.greenF()) + 0.0722 * channelOf(c.blueF());
}
/// WCAG 2.1, contrast ratio.
double contrastOf(const QColor& a, const QColor& b) {
    const double x = luminanceOf(a), y = luminanceOf(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}
constexpr double square = 8, square_gap = 8, bar_height = 8, badge_height = 18, badge_padding = 6;
} // namespace

bool isRightAligned(CellKind kind) { return kind == CellKind::number || kind == CellKind::change || kind == CellKind::heat; }

bool hasSwatches(const TableSpec& spec) {
    return std::any_of(spec.rows.begin(), spec.rows.end(),
                       [](const auto& row) { return !row.empty() && row.front().category_slot >= 0; });
}

CellStyle CellStyle::screen() {
    CellStyle style{&ui::tokens(), ui::font(TextStyle::control), ui::font(TextStyle::controlStrong), ui::font(TextStyle::small),
                    Theme::instance().scale()};
    constexpr qsizetype short_name = 24;
    style.whole = short_name;
    return style;
}

CellStyle CellStyle::paper() {
    return {&lightTokens(), paperFont(TextStyle::control), paperFont(TextStyle::controlStrong), paperFont(TextStyle::small), 1};
}

double cellWidth(const TableCell& cell, CellKind kind, bool total, const CellStyle& style) {
    const QFontMetricsF metrics(kind == CellKind::badge ? style.badge : cell.strong || total ? style.strong : style.text);
    double width = metrics.horizontalAdvance(qs(cell.text));
    if (kind == CellKind::badge && !cell.text.empty()) width += 2 * badge_padding * style.scale;
    if (kind == CellKind::text && cell.category_slot >= 0) width += (square + square_gap) * style.scale;
    return width;
}

double figuresWidth(const TableSpec& spec, size_t column, const CellStyle& style) {
    double width = 0;
    for (size_t r = 0; r < std::min(spec.rows.size(), measured_rows); ++r)
        if (column < spec.rows[r].size()) width = std::max(width, cellWidth(spec.rows[r][column], CellKind::bar, false, style));
    if (column < spec.total.size()) width = std::max(width, cellWidth(spec.total[column], CellKind::bar, true, style));
    return width;
}

namespace {

/// Width of the widest name of a column that may not be cut, and of its head.
double shortNames(const TableSpec& spec, size_t column, const CellStyle& style) {
    double widest = 0;
    const auto take = [&](const TableCell& cell, bool total) {
        if (cell.text.size() > 4 * static_cast<size_t>(style.whole) || qs(cell.text).size() > style.whole) return;
        widest = std::max(widest, cellWidth(cell, CellKind::text, total, style));
    };
    for (size_t r = 0; r < std::min(spec.rows.size(), measured_rows); ++r)
        if (column < spec.rows[r].size()) take(spec.rows[r][column], false);
    if (column < spec.total.size()) take(spec.total[column], true);
    return widest;
}

} // namespace

std::vector<double> columnWidths(const TableSpec& spec, double room, double gap, const CellStyle& style, const QFont& head) {
    const size_t n = spec.columns.size();
    std::vector<double> width(n, 0), least(n, 0), weight(n, 1);
    const QFontMetricsF headMetrics(head);
    const double u = style.scale;
    for (size_t c = 0; c < n; ++c) {
        const CellKind kind = spec.columns[c].kind;
        width[c] = headMetrics.horizontalAdvance(qs(spec.columns[c].title)) + 1;
        for (size_t r = 0; r < std::min(spec.rows.size(), measured_rows); ++r)
            if (c < spec.rows[r].size()) width[c] = std::max(width[c], cellWidth(spec.rows[r][c], kind, false, style));
        if (kind == CellKind::heat) width[c] += 12 * u;
        if (c < spec.total.size()) width[c] = std::max(width[c], cellWidth(spec.total[c], kind, true, style));
        // Whole pixels: half of one that rounding takes away would cut a figure short.
        width[c] = std::ceil(width[c]);
        least[c] = width[c];
        if (kind == CellKind::bar) {
            const double figures = figuresWidth(spec, c, style);
            const double before = figures > 0 ? figures + gap : 0;
            width[c] = std::max(width[c], before + 76 * u);
            least[c] = before + 32 * u;
        } else if (kind == CellKind::text) {
            least[c] = std::min(width[c], 64 * u);
            if (style.whole > 0) least[c] = std::max(least[c], std::ceil(shortNames(spec, c, style)));
            weight[c] = c == 0 ? 2 : 1;
        } else if (kind == CellKind::badge) {
            weight[c] = 0.3;
        }
    }
    const double gaps = gap * static_cast<double>(n > 0 ? n - 1 : 0);
    double spare = room - gaps - std::accumulate(width.begin(), width.end(), 0.0);
    if (spare > 0) {
        // Columns of figures would drift apart on wide screens: names and bars take what is left over.
        const double total = std::accumulate(weight.begin(), weight.end(), 0.0);
        for (size_t c = 0; c < n; ++c) width[c] += std::floor(spare * weight[c] / total);
    }
    for (size_t c = n; c-- > 0 && spare < 0;) {
        if (spec.columns[c].kind != CellKind::bar) continue;
        const double give = std::min(std::ceil(-spare), width[c] - least[c]);
        width[c] -= give;
        spare += give;
    }
    // The widest text gives way first, down to the next one: a long name leaves the others whole.
    while (spare < 0) {
        size_t widest = n;
        double next = 0;
        for (size_t c = 0; c < n; ++c) {
            if (spec.columns[c].kind != CellKind::text || width[c] <= least[c]) continue;
            if (widest == n || width[c] >= width[widest]) {
                if (widest < n) next = std::max(next, width[widest]);
                widest = c;
            } else
                next = std::max(next, width[c]);
        }
        if (widest == n) break;
        const double floor = std::max(least[widest], std::min(next, width[widest] - 1));
        const double give = std::min(std::ceil(-spare), width[widest] - floor);
        width[widest] -= give;
        spare += give;
    }
    return width;
}

void paintCell(QPainter& p, const QRectF& rect, const TableCell& cell, CellKind kind, bool total, const CellStyle& style) {
    const Tokens& t = *style.tokens;
    const double u = style.scale;
    const QString text = qs(cell.text);
    QRectF r = rect;
    const auto placed = [&](const QRectF& q) {
        return style.mirror ? QRectF(rect.left() + rect.right() - q.right(), q.top(), q.width(), q.height()) : q;
    };
    const auto aligned = [&](bool right) {
        return static_cast<int>((right != style.mirror ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter) |
               Qt::TextSingleLine | Qt::TextDontClip | runOf(text);
    };
    if (kind == CellKind::badge) {
        if (text.isEmpty()) return;
        const QFontMetricsF metrics(style.badge);
        const double width = std::min(r.width(), metrics.horizontalAdvance(text) + 2 * badge_padding * u);
        const QRectF badge = placed({r.left(), r.center().y() - badge_height * u / 2, width, badge_height * u});
        const Tone tone = cell.tone == Tone::normal ? Tone::muted : cell.tone;
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(Qt::NoPen);
        p.setBrush(t.tint(tone));
        p.drawRoundedRect(badge, 3 * u, 3 * u);
        p.setFont(style.badge);
        p.setPen(t.tone(tone));
        p.drawText(badge, Qt::AlignCenter | Qt::TextSingleLine, metrics.elidedText(text, Qt::ElideRight, width - 2 * u));
        return;
    }
    if (kind == CellKind::heat && cell.value && cell.bar >= 0) {
        const auto step = static_cast<size_t>(std::clamp(static_cast<int>(cell.bar * 7), 0, 6));
        const QColor& ground = t.sequential[step];
        // The cell fills its column but for a gap of a pixel; its text takes the ink that contrasts more.
        const QRectF heat = r.adjusted(-style.heatMargin, 1, style.heatMargin, 0);
        p.fillRect(heat, ground);
        const QColor dark("#1B2027");
        const bool ink = contrastOf(ground, dark) >= contrastOf(ground, Qt::white);
        p.setFont(style.text);
        p.setPen(ink ? dark : QColor(Qt::white));
        p.drawText(r, aligned(true), text);
        return;
    }
    if (kind == CellKind::bar && !total && cell.bar > 0) {
        QRectF bars = r;
        if (style.figures > 0) bars.setLeft(r.left() + style.figures + 16 * u);
        const QColor& colour = cell.tone == Tone::gain || cell.tone == Tone::loss ? t.tone(cell.tone)
                               : cell.category_slot >= 0 ? t.series(SeriesRole::category, cell.category_slot)
                                                         : t.actual;
        const double width = std::max(1.0 * u, bars.width() * std::min(1.0, cell.bar));
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(Qt::NoPen);
        p.setBrush(colour);
        p.drawRoundedRect(placed({bars.left(), r.center().y() - bar_height * u / 2, width, bar_height * u}), u, u);
    }
    if (text.isEmpty()) return;
    if (kind == CellKind::bar) r.setWidth(std::min(r.width(), style.figures));
    if (kind == CellKind::text && (cell.category_slot >= 0 || style.swatches)) {
        // Names stand under each other, with a square or without.
        if (cell.category_slot >= 0 && !total)
            p.fillRect(placed({r.left(), r.center().y() - square * u / 2, square * u, square * u}),
                       t.series(SeriesRole::category, cell.category_slot));
        if (!total) r.setLeft(r.left() + (square + square_gap) * u);
    }
    p.setFont(cell.strong || total ? style.strong : style.text);
    p.setPen(t.tone(cell.tone));
    const QFontMetricsF metrics(p.font());
    const bool right = isRightAligned(kind) || kind == CellKind::bar;
    const QString shown =
        metrics.horizontalAdvance(text) > r.width() + 0.5 ? metrics.elidedText(text, Qt::ElideRight, r.width()) : text;
    p.drawText(placed(r), aligned(right), shown);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto* model = qobject_cast<const TableSpecModel*>(index.model());
    const TableCell* cell = model ? model->cell(index.row(), index.column()) : nullptr;
    if (!cell) return;
    painter->save();
    const Tokens& t = tokens();
    const int last = model->columnCount() - 1;
    const bool total = model->isTotal(index.row());
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = (option.state & QStyle::State_MouseOver) && !model->spec().dimension.empty() && !total;
    if (selected)
        painter->fillRect(option.rect, t.selection);
    else if (hovered)
        painter->fillRect(option.rect, t.window);
    if (index.row() > 0) {
        QRect rule(option.rect.left(), option.rect.top(), option.rect.width(), 1);
        const bool mirror = option.direction == Qt::RightToLeft;
        if (index.column() == (mirror ? last : 0)) rule.setLeft(rule.left() + tableInset());
        if (index.column() == (mirror ? 0 : last)) rule.setRight(rule.right() - tableInset());
        painter->fillRect(rule, total ? t.axis : t.grid);
    }
    CellStyle style = CellStyle::screen();
    style.mirror = option.direction == Qt::RightToLeft;
    const int before = index.column() == 0 ? tableInset() : columnGap() / 2,
              after = index.column() == last ? tableInset() : columnGap() / 2;
    const QRectF inside = QRectF(option.rect).adjusted(style.mirror ? after : before, 0, style.mirror ? -before : -after, 0);
    const CellKind kind = model->kind(index.column());
    if (kind == CellKind::bar) style.figures = figuresWidth(model->spec(), static_cast<size_t>(index.column()), style);
    if (kind == CellKind::text && index.column() == 0) style.swatches = model->hasSwatches();
    style.heatMargin = columnGap() / 2.0 - 1;
    paintCell(*painter, inside, *cell, kind, total, style);
    if ((option.state & QStyle::State_HasFocus) && index.column() == 0) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->fillRect(QRect(option.rect.left(), option.rect.top() + 1, px(2), option.rect.height() - 1), t.focus);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {px(40), px(23)}; }

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index) {
    const auto* model = qobject_cast<const TableSpecModel*>(index.model());
    const TableCell* cell = model ? model->cell(index.row(), index.column()) : nullptr;
    if (!cell || event->type() != QEvent::ToolTip) return QStyledItemDelegate::helpEvent(event, view, option, index);
    const double room = option.rect.width() - columnGap() / 2.0 - tableInset() / 2.0;
    const bool cut = cellWidth(*cell, model->kind(index.column()), model->isTotal(index.row()), CellStyle::screen()) > room;
    QToolTip::showText(event->globalPos(), cut ? plainToolTip(qs(cell->text)) : QString(), view);
    return true;
}

} // namespace plumbline::ui
