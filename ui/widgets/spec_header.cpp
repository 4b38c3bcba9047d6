// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/spec_header.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>

#include "ui/models/table_spec_model.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/glossary_dialog.h"
#include "ui/widgets/sparkline.h"

namespace plumbline::ui {

namespace {

std::string metricOf(const QHeaderView* head, int section) {
    const auto* m = qobject_cast<const TableSpecModel*>(head->model());
    return m && section >= 0 && section < m->columnCount() ? m->spec().columns[static_cast<size_t>(section)].metric
                                                           : std::string();
}

} // namespace

SpecHeader::SpecHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(true);
    setSectionResizeMode(QHeaderView::Fixed);
    setMinimumSectionSize(8);
    setHighlightSections(false);
}

QSize SpecHeader::sizeHint() const { return {0, px(24)}; }

void SpecHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const auto* m = qobject_cast<const TableSpecModel*>(model());
    if (!m) return;
    const Tokens& t = tokens();
    painter->fillRect(rect, t.surface);
    QRect rule(rect.left(), rect.bottom(), rect.width(), 1);
    QRectF inside(rect);
    const int last = m->columnCount() - 1;
    const bool mirror = layoutDirection() == Qt::RightToLeft;
    const int before = section == 0 ? tableInset() : columnGap() / 2, after = section == last ? tableInset() : columnGap() / 2;
    inside.adjust(mirror ? after : before, 0, mirror ? -before : -after, 0);
    if (section == (mirror ? last : 0)) rule.setLeft(rule.left() + tableInset());
    if (section == (mirror ? 0 : last)) rule.setRight(rule.right() - tableInset());
    painter->fillRect(rule, t.axis);
    const CellKind kind = m->kind(section);
    if (kind == CellKind::bar) {
        const double figures = figuresWidth(m->spec(), static_cast<size_t>(section), CellStyle::screen());
        if (figures > 0) {
            const double width =
                std::max(figures, QFontMetricsF(ui::font(TextStyle::small))
                                      .horizontalAdvance(m->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString()));
            if (mirror)
                inside.setLeft(inside.right() - width);
            else
                inside.setWidth(width);
        }
    }
    painter->setFont(ui::font(TextStyle::small));
    painter->setPen(section == sorted ? t.text : t.muted);
    const QString text = m->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    const QFontMetricsF metrics(painter->font());
    const bool right = isRightAligned(kind) || (kind == CellKind::bar && !text.isEmpty());
    const QString shown =
        metrics.horizontalAdvance(text) > inside.width() + 1 ? metrics.elidedText(text, Qt::ElideRight, inside.width()) : text;
    painter->drawText(
        inside,
        static_cast<int>((right != mirror ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter) |
            Qt::TextSingleLine | Qt::TextDontClip,
        shown);
    if (section == sorted) {
        // The mark stands in the gap, so that head and column stay aligned.
        const double width = metrics.horizontalAdvance(shown);
        const double x = right != mirror ? inside.right() - width - px(10) : inside.left() + width + px(4);
        paintTriangle(*painter, QRectF(x, inside.center().y() - px(3), px(7), px(7)), descending ? -1 : 1, t.accent);
    }
}

void SpecHeader::contextMenuEvent(QContextMenuEvent* event) {
    const int section = logicalIndexAt(event->pos());
    const std::string metric = metricOf(this, section);
    if (metric.empty()) return QHeaderView::contextMenuEvent(event);
    QMenu menu(this);
    menu.addAction(tr("What is %1?").arg(model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString()), this,
                   [this, metric] { openGlossary(this, qs(metric)); });
    menu.exec(event->globalPos());
}

bool SpecHeader::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = metricTip(metricOf(this, logicalIndexAt(help->pos())));
        QToolTip::showText(help->globalPos(), tip.isEmpty() ? tip : plainToolTip(tip), this);
        return true;
    }
    return QHeaderView::viewportEvent(event);
}

} // namespace plumbline::ui
