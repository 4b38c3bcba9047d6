// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QFileDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTableWidget>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/whole/looking.h"
#include "tests/ui/whole/whole.h"
#include "ui/charts/chart_text.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/chart_widget.h"
#include "ui/models/table_spec_model.h"
#include "ui/pages/dashboard/note_dialog.h"
#include "ui/pages/dashboard/targets_dialog.h"
#include "ui/pages/response/lifts_dialog.h"
#include "ui/widgets/glossary_dialog.h"
#include "ui/widgets/spec_table.h"

/// Every page and every dialog without a mouse and without eyes, on the sample company.
namespace plumbline::ui {
namespace {

using test::accessibleName;
using test::ring;
using test::Whole;

/// Focus stops have a name; forwards and backwards they are the same; nothing that can be used is left out.
void expectRing(QWidget& window) {
    const QList<QWidget*> there = ring(&window, true), back = ring(&window, false);
    ASSERT_GE(there.size(), 1);
    const auto only = [](const QList<QWidget*>& one, const QList<QWidget*>& other) {
        QStringList places;
        for (QWidget* stop : one)
            if (!other.contains(stop)) places << test::placeOf(stop);
        return places.join(QStringLiteral(", ")).toStdString();
    };
    EXPECT_EQ(only(there, back), "") << "reached forwards only";
    EXPECT_EQ(only(back, there), "") << "reached backwards only";
    for (QWidget* stop : there) {
        EXPECT_FALSE(accessibleName(stop).isEmpty()) << test::placeOf(stop).toStdString() << " has no accessible name";
        EXPECT_TRUE(stop->isVisible()) << test::placeOf(stop).toStdString();
    }
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const bool usable = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QAbstractItemView*>(widget) ||
                            qobject_cast<ChartView*>(widget);
        if (!usable || !widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus)) continue;
        if (widget->window() != &window) continue;
        EXPECT_TRUE(there.contains(widget)) << test::placeOf(widget).toStdString() << " is left out of the ring";
    }
}

void press(QWidget* widget, int key) {
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
    QApplication::sendEvent(widget, &down);
}

/// A sentence, a table and a walk by arrow keys for each chart.
void expectTwin(ChartWidget& chart) {
    const ChartSpec& spec = chart.spec();
    if (spec.series.empty()) return;
    SCOPED_TRACE("chart \"" + spec.title + "\" (" + spec.id + ")");
    auto* view = chart.findChild<ChartView*>();
    ASSERT_TRUE(view);
    const QString reading = view->accessibleDescription();
    EXPECT_FALSE(reading.isEmpty()) << "no sentence for who does not see it";
    EXPECT_TRUE(reading.isEmpty() || QStringLiteral(".!?»").contains(reading.back())) << reading.toStdString();
    // More than the title: a number of the chart is spoken.
    EXPECT_TRUE(reading.contains(QRegularExpression(QStringLiteral("[0-9]")))) << reading.toStdString();
    EXPECT_FALSE(accessibleName(view).isEmpty());
    EXPECT_TRUE(view->focusPolicy() & Qt::TabFocus);
    ASSERT_GT(chart.pointCount(), 0);
    view->setFocus(Qt::TabFocusReason);
    const bool lying = view->chartLayout().horizontal;
    press(view, Qt::Key_Home);
    const QString first = view->accessibleDescription();
    EXPECT_EQ(first, chart.pointText(0));
    EXPECT_FALSE(first.isEmpty());
    if (chart.pointCount() > 1) {
        press(view, lying ? Qt::Key_Down : Qt::Key_Right);
        EXPECT_EQ(view->accessibleDescription(), chart.pointText(1));
        press(view, Qt::Key_End);
        EXPECT_EQ(view->accessibleDescription(), chart.pointText(chart.pointCount() - 1));
        press(view, lying ? Qt::Key_Up : Qt::Key_Left);
        EXPECT_EQ(view->accessibleDescription(), chart.pointText(chart.pointCount() - 2));
    }
    press(view, Qt::Key_Escape);
    EXPECT_EQ(view->accessibleDescription(), reading);
    chart.setTableShown(true);
    const auto* table = chart.findChild<QTableWidget*>();
    ASSERT_TRUE(table);
    EXPECT_GT(table->rowCount(), 0);
    EXPECT_GE(table->columnCount(), 2);
    EXPECT_FALSE(table->accessibleName().isEmpty());
    chart.setTableShown(false);
}

/// Lines are told apart by more than their colour: a name at the line, a legend, or a dash of their own.
void expectMoreThanColour(const ChartWidget& chart) {
    const auto* view = chart.findChild<ChartView*>();
    QString words = qs(chart.spec().title + " " + chart.spec().subtitle);
    for (const ChartText& text : view->chartLayout().texts) words += QLatin1Char('\n') + text.text;
    int lines = 0;
    for (const ChartSeries& s : chart.spec().series) lines += s.mark == Mark::line && s.points.size() > 1;
    if (lines < 2) return;
    for (const ChartSeries& s : chart.spec().series) {
        const bool dashed = s.role == SeriesRole::forecast || s.role == SeriesRole::target || s.role == SeriesRole::other;
        if (s.mark != Mark::line || s.points.size() < 2 || dashed || s.role == SeriesRole::actual || s.name.empty()) continue;
        EXPECT_TRUE(words.contains(qs(s.name)) || (!s.end_label.empty() && words.contains(qs(s.end_label))))
            << "chart \"" << chart.spec().title << "\": nothing but a colour says which line is " << s.name;
    }
}

/// Changes carry their sign, verdicts are words.
void expectMoreThanColour(const SpecTable& table) {
    const TableSpec& spec = table.spec();
    for (const auto& row : spec.rows)
        for (size_t c = 0; c < row.size() && c < spec.columns.size(); ++c) {
            if (spec.columns[c].kind != CellKind::change || row[c].text.empty()) continue;
            if (row[c].tone != Tone::gain && row[c].tone != Tone::loss) continue;
            const QString text = qs(row[c].text);
            EXPECT_TRUE(text.contains('+') || text.contains(QChar(0x2212)) || text.contains('-') || row[c].strong)
                << test::placeOf(&table).toStdString() << ": " << row[c].text << " is only coloured";
        }
}

TEST(EveryPage, CanBeUsedWithoutAMouseAndWithoutEyes) {
    QTemporaryDir folder;
    const QString sample = test::sampleCopy(folder);
    ASSERT_FALSE(sample.isEmpty());
    Whole w;
    ASSERT_TRUE(w.open(sample));
    int charts = 0;
    for (const QString& page : w.pages()) {
        SCOPED_TRACE(page.toStdString());
        ASSERT_TRUE(w.show(page)) << "not settled";
        expectRing(w.window());
        for (ChartWidget* chart : w.window().currentPage()->findChildren<ChartWidget*>()) {
            if (!chart->isVisible()) continue;
            ++charts;
            expectTwin(*chart);
            expectMoreThanColour(*chart);
        }
        for (const SpecTable* table : w.window().currentPage()->findChildren<SpecTable*>()) {
            if (!table->isVisible()) continue;
            EXPECT_FALSE(table->accessibleName().isEmpty()) << test::placeOf(table).toStdString();
            expectMoreThanColour(*table);
        }
    }
    EXPECT_GE(charts, 10);
    std::printf("%d charts have a sentence, a table and points to walk\n", charts);
}

TEST(EveryPage, StartsWithoutAWorkspaceJustTheSame) {
    Whole w;
    expectRing(w.window());
}

TEST(EveryDialog, HasNamesAndAClosedRing) {
    QTemporaryDir folder;
    const QString sample = test::sampleCopy(folder);
    ASSERT_FALSE(sample.isEmpty());
    Whole w;
    ASSERT_TRUE(w.open(sample));
    ASSERT_TRUE(w.show("dashboard"));
    int dialogs = 0;
    const auto look = [&](QDialog* dialog) {
        SCOPED_TRACE(dialog->metaObject()->className());
        if (!dialog->isVisible()) dialog->show();
        dialog->activateWindow();
        QCoreApplication::processEvents();
        EXPECT_FALSE(dialog->windowTitle().isEmpty());
        expectRing(*dialog);
        for (const QString& cut : test::cutTexts(*dialog)) ADD_FAILURE() << cut.toStdString();
        ++dialogs;
        delete dialog;
        QCoreApplication::processEvents();
    };
    const auto opened = [&]() -> QDialog* {
        for (QWidget* top : QApplication::topLevelWidgets())
            if (auto* dialog = qobject_cast<QDialog*>(top); dialog && dialog->isVisible()) return dialog;
        return nullptr;
    };
    // Whatever a command of the window opens; what ends the program, or belongs to Qt, aside.
    QStringList ids;
    for (const auto& entry : w.window().actions().entries()) ids << entry.id;
    for (const QString& id : ids) {
        QAction* action = w.window().actions().find(id);
        const bool opens =
            id.startsWith("help.") || id.contains("settings") || id.contains("shortcut") || id.contains("glossary");
        if (!action || !action->isEnabled() || !opens) continue;
        SCOPED_TRACE(id.toStdString());
        action->trigger();
        QCoreApplication::processEvents();
        if (QDialog* dialog = opened(); dialog && !qobject_cast<QFileDialog*>(dialog)) look(dialog);
    }
    look(new NoteDialog({}, {}, "Channel: Search", &w.window()));
    look(new TargetsDialog(w.program.dashboard(), &w.window()));
    look(new LiftsDialog({"Search", "Social"}, {}, &w.window()));
    EXPECT_GE(dialogs, 5);
}

} // namespace
} // namespace plumbline::ui
