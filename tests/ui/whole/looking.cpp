// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/whole/looking.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>

#include "ui/charts/chart_view.h"
#include "ui/charts/chart_widget.h"
#include "ui/models/table_spec_model.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::test {

using namespace plumbline::ui;

namespace {

/// Rows of a table beyond these are like those before.
constexpr int rows_looked_at = 60;

QString simple(const QWidget* widget) {
    return QString::fromLatin1(widget->metaObject()->className()).section(QStringLiteral("::"), -1);
}

bool isOverlay(const QWidget* widget) { return widget->testAttribute(Qt::WA_TransparentForMouseEvents); }

/// Visible and part of this window, not a popup of its own.
QList<QWidget*> visibleIn(QWidget& root) {
    QList<QWidget*> all;
    for (QWidget* widget : root.findChildren<QWidget*>())
        if (widget->isVisible() && widget->window() == root.window() && !qobject_cast<QMenu*>(widget)) all << widget;
    return all;
}

QString shortened(const QString& text) { return text.size() > 60 ? text.left(57) + QStringLiteral("…") : text; }

/// `accelerators`: a single & marks the next letter and is not drawn.
int widestLine(const QFontMetrics& metrics, const QString& text, bool accelerators) {
    int width = 0;
    for (const QString& line : text.split(QLatin1Char('\n')))
        width = std::max(width, accelerators ? metrics.size(Qt::TextShowMnemonic | Qt::TextSingleLine, line).width()
                                             : metrics.horizontalAdvance(line));
    return width;
}

/// Everything in a table that has no room.
void lookAtTable(const SpecTable& table, QStringList& cut) {
    const TableSpecModel& model = *table.specModel();
    const CellStyle style = CellStyle::screen();
    for (int c = 0; c < model.columnCount(); ++c) {
        const CellKind kind = model.kind(c);
        const double room = table.columnWidth(c) - columnGap() / 2.0 - (c == 0 ? tableInset() : columnGap() / 2.0);
        const QString head = model.headerData(c, Qt::Horizontal, Qt::DisplayRole).toString();
        if (QFontMetricsF(ui::font(TextStyle::small)).horizontalAdvance(head) > room + columnGap())
            cut << placeOf(&table) + QStringLiteral(": the head \"%1\" is cut").arg(head);
        // Long names may end in an ellipsis, with the whole as tool tip; figures, verdicts and short names may not.
        constexpr int short_name = 24;
        for (int r = 0; r < std::min(model.rowCount(), rows_looked_at); ++r) {
            const TableCell* cell = model.cell(r, c);
            if (!cell || cell->text.empty()) continue;
            const QString text = qs(cell->text);
            const bool mayEnd = kind == CellKind::text && text.size() > short_name;
            if (kind == CellKind::bar || mayEnd) continue;
            if (cellWidth(*cell, kind, model.isTotal(r), style) > room + columnGap() / 2.0)
                cut << placeOf(&table) + QStringLiteral(": \"%1\" in the column \"%2\" is cut")
                                             .arg(shortened(text), head.isEmpty() ? "-" : head);
        }
    }
}

void lookAtChart(const ChartView& view, QStringList& cut) {
    const ChartLayout& layout = view.chartLayout();
    const QRectF inside = QRectF(QPointF(), layout.size).adjusted(-1.5, -1.5, 1.5, 1.5);
    for (size_t i = 0; i < layout.texts.size(); ++i) {
        const ChartText& a = layout.texts[i];
        if (a.text.isEmpty()) continue;
        if (!inside.contains(a.rect))
            cut << placeOf(&view) + QStringLiteral(": \"%1\" leaves the chart \"%2\"").arg(a.text, view.accessibleName());
        for (size_t j = i + 1; j < layout.texts.size(); ++j)
            if (!layout.texts[j].text.isEmpty() &&
                a.rect.adjusted(1, 2, -1, -2).intersects(layout.texts[j].rect.adjusted(1, 2, -1, -2)))
                cut << placeOf(&view) + QStringLiteral(": \"%1\" and \"%2\" overlap in the chart \"%3\"")
                                            .arg(a.text, layout.texts[j].text, view.accessibleName());
    }
}

/// What must not lie over its neighbours.
bool isSolid(const QWidget* widget) {
    return (qobject_cast<const QLabel*>(widget) && !qobject_cast<const QLabel*>(widget)->text().isEmpty()) ||
           qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const ElidedLabel*>(widget) ||
           qobject_cast<const Card*>(widget) || qobject_cast<const SpecTable*>(widget) ||
           qobject_cast<const ChartWidget*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QComboBox*>(widget);
}

bool isViewport(const QWidget* widget) {
    const auto* area = qobject_cast<const QAbstractScrollArea*>(widget->parentWidget());
    return area && area->viewport() == widget;
}

void lookAtGeometry(QWidget* widget, QStringList& cut) {
    const QWidget* parent = widget->parentWidget();
    if (!parent || widget->isWindow() || isOverlay(widget)) return;
    const bool parts = qobject_cast<const QAbstractItemView*>(parent) || qobject_cast<const QComboBox*>(parent) ||
                       qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QAbstractSpinBox*>(parent) ||
                       qobject_cast<const QHeaderView*>(parent) || qobject_cast<const QScrollBar*>(widget);
    if (parts || qobject_cast<const QAbstractScrollArea*>(parent)) return;
    const QRect room = parent->rect().adjusted(-1, -1, 1, 1);
    const bool scrolls = isViewport(parent);
    const bool wide = widget->geometry().left() < room.left() || widget->geometry().right() > room.right();
    const bool high = widget->geometry().top() < room.top() || widget->geometry().bottom() > room.bottom();
    const auto* area = scrolls ? qobject_cast<const QAbstractScrollArea*>(parent->parentWidget()) : nullptr;
    const bool sideways = area && area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
    if ((wide && !sideways) || (high && !scrolls))
        cut << placeOf(widget) + QStringLiteral(" lies beyond its place: %1,%2 %3x%4 in %5x%6")
                                     .arg(widget->x())
                                     .arg(widget->y())
                                     .arg(widget->width())
                                     .arg(widget->height())
                                     .arg(parent->width())
                                     .arg(parent->height());
    if (!isSolid(widget)) return;
    for (const QObject* other : parent->children()) {
        const auto* next = qobject_cast<const QWidget*>(other);
        if (!next || next <= widget || !next->isVisible() || next->isWindow() || isOverlay(next) || !isSolid(next)) continue;
        if (widget->geometry().adjusted(1, 1, -1, -1).intersects(next->geometry().adjusted(1, 1, -1, -1)))
            cut << placeOf(widget) + QStringLiteral(" and ") + simple(next) + QStringLiteral(" overlap (") +
                       shortened(widget->property("text").toString()) + QStringLiteral(")");
    }
}

} // namespace

QString placeOf(const QWidget* widget) {
    QString path;
    for (const QWidget* w = widget; w && !w->isWindow(); w = w->parentWidget()) {
        const QString name = simple(w);
        if (w != widget && (name == QLatin1String("QWidget") || name.startsWith(QLatin1String("QStacked")))) continue;
        path.prepend(name + (path.isEmpty() ? QString() : QStringLiteral("/")));
        if (name.endsWith(QLatin1String("Page"))) break;
    }
    return path;
}

std::vector<Seen> visibleTexts(QWidget& root) {
    std::vector<Seen> seen;
    for (QWidget* widget : visibleIn(root)) {
        const QString where = placeOf(widget);
        const auto add = [&](const QString& text) {
            if (!text.trimmed().isEmpty()) seen.push_back({text, where});
        };
        add(widget->toolTip());
        add(widget->accessibleName());
        add(widget->accessibleDescription());
        if (const auto* label = qobject_cast<const QLabel*>(widget)) add(label->text());
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) add(button->text());
        if (const auto* label = qobject_cast<const ElidedLabel*>(widget)) add(label->text());
        if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) add(edit->placeholderText());
        if (const auto* combo = qobject_cast<const QComboBox*>(widget))
            for (int i = 0; i < combo->count(); ++i) add(combo->itemText(i));
        if (const auto* view = qobject_cast<const QTableView*>(widget)) {
            const QAbstractItemModel* model = view->model();
            for (int c = 0; model && c < model->columnCount(); ++c) {
                add(model->headerData(c, Qt::Horizontal).toString());
                for (int r = 0; r < std::min(model->rowCount(), rows_looked_at); ++r) add(model->index(r, c).data().toString());
            }
        }
        if (const auto* view = qobject_cast<const ChartView*>(widget))
            for (const ChartText& text : view->chartLayout().texts) add(text.text);
        for (const QAction* action : widget->actions()) add(QString(action->text()).remove(QLatin1Char('&')));
    }
    return seen;
}

QStringList cutTexts(QWidget& root) {
    QStringList cut;
    for (QWidget* widget : visibleIn(root)) {
        lookAtGeometry(widget, cut);
        if (const auto* table = qobject_cast<const SpecTable*>(widget)) lookAtTable(*table, cut);
        if (const auto* view = qobject_cast<const ChartView*>(widget)) lookAtChart(*view, cut);
        const QFontMetrics metrics(widget->font());
        if (const auto* label = qobject_cast<const QLabel*>(widget); label && !label->text().isEmpty()) {
            const QRect room = label->contentsRect();
            if (label->wordWrap()) {
                const int needed = label->heightForWidth(label->width());
                if (needed > label->height() + 2)
                    cut << placeOf(widget) + QStringLiteral(": \"%1\" needs %2 px of height and has %3")
                                                 .arg(shortened(label->text()))
                                                 .arg(needed)
                                                 .arg(label->height());
                // A word that is wider than its line is cut even where the lines wrap.
                for (const QString& word : label->text().split(QLatin1Char(' ')))
                    if (word.size() <= 40 && metrics.horizontalAdvance(word) > room.width() + 1)
                        cut << placeOf(widget) + QStringLiteral(": the word \"%1\" is cut").arg(word);
            } else if (widestLine(metrics, label->text(), label->buddy()) > room.width() + 1 && label->toolTip().isEmpty())
                cut << placeOf(widget) + QStringLiteral(": \"%1\" needs %2 px and has %3")
                                             .arg(shortened(label->text()))
                                             .arg(widestLine(metrics, label->text(), label->buddy()))
                                             .arg(room.width());
            if (metrics.height() > label->height() + 3)
                cut << placeOf(widget) + QStringLiteral(": \"%1\" is too low").arg(shortened(label->text()));
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            const QSize wanted = button->sizeHint();
            // An icon button and a card as a button say the rest in a tool tip.
            if (!button->text().isEmpty() && button->toolTip().isEmpty() && wanted.width() > button->width() + 1)
                cut << placeOf(widget) + QStringLiteral(": \"%1\" needs %2 px and has %3")
                                             .arg(shortened(button->text()))
                                             .arg(wanted.width())
                                             .arg(button->width());
            if (wanted.height() > button->height() + 2 && !button->text().isEmpty())
                cut << placeOf(widget) + QStringLiteral(": \"%1\" needs %2 px of height and has %3")
                                             .arg(shortened(button->text()))
                                             .arg(wanted.height())
                                             .arg(button->height());
        } else if (const auto* elided = qobject_cast<const ElidedLabel*>(widget)) {
            if (elided->isElided() && elided->toolTip().isEmpty())
                cut << placeOf(widget) + QStringLiteral(": \"%1\" ends without a tool tip").arg(shortened(elided->text()));
        } else if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
            constexpr int arrow = 22;
            if (metrics.horizontalAdvance(combo->currentText()) + px(arrow) > combo->width() + 1)
                cut << placeOf(widget) + QStringLiteral(": \"%1\" is cut").arg(shortened(combo->currentText()));
        } else if (const auto* edit = qobject_cast<const QLineEdit*>(widget)) {
            if (edit->text().isEmpty() && metrics.horizontalAdvance(edit->placeholderText()) > edit->width() - 4)
                cut << placeOf(widget) + QStringLiteral(": \"%1\" is cut").arg(shortened(edit->placeholderText()));
        }
    }
    cut.removeDuplicates();
    return cut;
}

QString accessibleName(QWidget* widget) {
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible ? accessible->text(QAccessible::Name).trimmed() : QString();
}

QList<QWidget*> ring(QWidget* window, bool forwards) {
    if (QWidget* focus = QApplication::focusWidget()) focus->clearFocus();
    window->setFocus();
    QList<QWidget*> stops;
    int stayed = 0;
    for (int i = 0; i < 1000; ++i) {
        QWidget* focus = QApplication::focusWidget();
        if (!focus) focus = window;
        QKeyEvent press(QEvent::KeyPress, forwards ? Qt::Key_Tab : Qt::Key_Backtab,
                        forwards ? Qt::NoModifier : Qt::ShiftModifier);
        QApplication::sendEvent(focus, &press);
        focus = QApplication::focusWidget();
        // Day, month and year of a date are steps of one stop; more of them would be a trap.
        constexpr int parts = 4;
        if (focus && !stops.isEmpty() && focus == stops.back() && ++stayed < parts) continue;
        if (!focus || stops.contains(focus)) break;
        stayed = 0;
        stops << focus;
    }
    return stops;
}

} // namespace plumbline::test
