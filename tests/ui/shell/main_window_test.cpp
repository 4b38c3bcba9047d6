// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <gtest/gtest.h>

#include "tests/ui/shell/window.h"
#include "ui/charts/theme.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/navigation.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {
namespace {

using test::waitFor;
using namespace std::chrono_literals;

void collect(QMenu* menu, std::set<const QAction*>& all) {
    Q_EMIT menu->aboutToShow(); // some are filled then
    for (const QAction* action : menu->actions()) {
        all.insert(action);
        if (action->menu()) collect(action->menu(), all);
    }
}

TEST(MainWindow, ShowsTheStartPageUntilAWorkspaceIsOpen) {
    test::Window w;
    w.window->show();
    EXPECT_EQ(w.window->currentPage()->id(), "start");
    EXPECT_FALSE(w.window->findChild<Navigation*>()->isVisible());
    ASSERT_TRUE(w.open());
    EXPECT_EQ(w.window->currentPage()->id(), "dashboard");
    EXPECT_TRUE(w.window->findChild<Navigation*>()->isVisible());
    EXPECT_EQ(w.window->windowTitle(), "Nordhang — Plumbline");
}

TEST(MainWindow, ShortcutsHaveNoConflicts) {
    test::Window w;
    EXPECT_TRUE(w.window->actions().conflicts().isEmpty()) << w.window->actions().conflicts().join("; ").toStdString();
}

TEST(MainWindow, EveryCommandStandsInAMenu) {
    test::Window w;
    ASSERT_TRUE(w.open());
    std::set<const QAction*> inMenus;
    for (const QAction* top : w.window->menuBar()->actions()) collect(top->menu(), inMenus);
    for (const auto& entry : w.window->actions().entries())
        EXPECT_TRUE(inMenus.contains(entry.action)) << entry.id.toStdString() << " can only be reached by its shortcut";
}

TEST(MainWindow, ThePaletteFindsCommandsOfEveryMenu) {
    test::Window w;
    ASSERT_TRUE(w.open());
    for (const char* words : {"dashboard", "import files", "dark", "back up", "about", "export pdf", "targets"})
        EXPECT_FALSE(w.window->actions().search(QString(words)).empty()) << words;
    EXPECT_TRUE(w.window->actions().search("undo").empty()) << "there is nothing to undo yet";
}

TEST(MainWindow, TheDataPageBringsItsTabsAndTakesThemAway) {
    test::Window w;
    ASSERT_TRUE(w.open());
    w.window->show();
    w.window->showPage("data");
    EXPECT_TRUE(w.data->barLead()->isVisible());
    w.window->showPage("dashboard");
    EXPECT_FALSE(w.data->barLead()->isVisible());
}

TEST(MainWindow, DroppedFilesOpenTheImport) {
    test::Window w;
    ASSERT_TRUE(w.open());
    w.window->takeFiles({"/exports/shop.csv"});
    EXPECT_EQ(w.window->currentPage()->id(), "data");
    EXPECT_EQ(w.import.fileName(), "shop.csv");
}

TEST(MainWindow, AFilterHasATokenAndEscTakesItAway) {
    test::Window w;
    ASSERT_TRUE(w.open());
    w.window->show();
    w.session.selection().setFilter("channel", {"Search", "Social"});
    bool shown = false;
    for (const TokenButton* token : w.window->findChild<FilterBar*>()->findChildren<TokenButton*>())
        shown |= token->isVisible() && token->label() == "Channel" && token->value().startsWith("Search");
    EXPECT_TRUE(shown);
    w.window->actions().find("edit.clear_last_filter")->trigger();
    EXPECT_TRUE(w.session.selection().state().filters.empty());
    w.window->actions().find("edit.undo")->trigger();
    EXPECT_EQ(w.session.selection().state().filters.size(), 1u);
}

TEST(MainWindow, ANarrowWindowHasARail) {
    test::Window w;
    ASSERT_TRUE(w.open());
    w.window->show();
    EXPECT_FALSE(w.window->findChild<Navigation*>()->isRail());
    w.window->resize(px(1100), px(700));
    QCoreApplication::processEvents();
    EXPECT_TRUE(w.window->findChild<Navigation*>()->isRail()) << w.window->width();
}

TEST(MainWindow, ADockThatTakesRoomFromThePageLeavesARail) {
    test::Window w;
    ASSERT_TRUE(w.open());
    w.window->show();
    auto* dock = new QDockWidget(w.window.get());
    auto* pane = new QWidget;
    pane->setFixedWidth(424);
    dock->setWidget(pane);
    w.window->addDockWidget(Qt::RightDockWidgetArea, dock);
    auto* navigation = w.window->findChild<Navigation*>();
    EXPECT_TRUE(waitFor([&] { return navigation->isRail(); }));
    dock->hide();
    EXPECT_TRUE(waitFor([&] { return !navigation->isRail(); }));
}

TEST(MainWindow, TextOfDoubleSizeFitsInOneColumn) {
    Theme::instance().setScale(2);
    {
        test::Window w;
        ASSERT_TRUE(w.open());
        w.window->show();
        QCoreApplication::processEvents();
        EXPECT_EQ(w.window->size(), QSize(1366, 768)) << "the window was pushed wider than it may be";
        EXPECT_TRUE(w.window->findChild<Navigation*>()->isRail());
        for (const char* page : {"dashboard", "data"}) {
            w.window->showPage(page);
            QCoreApplication::processEvents();
            for (const QWidget* widget : w.window->currentPage()->findChildren<QWidget*>()) {
                if (!widget->isVisible() || widget->objectName() != "card") continue;
                const int right = widget->mapTo(w.window.get(), QPoint(widget->width(), 0)).x();
                EXPECT_LE(right, w.window->width()) << page;
                EXPECT_GE(widget->width(), px(480)) << page << ": a card beside another";
            }
            if (const QByteArray folder = qgetenv("PLUMBLINE_SHOTS"); !folder.isEmpty())
                w.window->grab().save(QString::fromLocal8Bit(folder) + "/double_" + page + ".png");
        }
    }
    Theme::instance().setScale(0);
}

TEST(MainWindow, AsksOnceBeforeItClosesOverWork) {
    test::Window w;
    ASSERT_TRUE(w.open());
    w.window->show();
    QObject context;
    w.session.jobs().start(
        "Import",
        [](Progress&, std::stop_token stop) {
            while (true) {
                throw_if_stopped(stop);
                std::this_thread::sleep_for(2ms);
            }
        },
        &context, [] {}, [](const Error&) {});
    ASSERT_TRUE(waitFor([&] { return w.session.jobs().noticeable() == 1; }));
    EXPECT_FALSE(w.window->close());
    EXPECT_FALSE(w.window->close());
    const auto boxes = w.window->findChildren<QMessageBox*>();
    ASSERT_EQ(boxes.size(), 1);
    EXPECT_EQ(boxes[0]->escapeButton()->text(), "Keep the window") << "Esc is the safe choice";
    for (QAbstractButton* button : boxes[0]->buttons())
        if (button->text() == "Stop and close") button->click();
    EXPECT_TRUE(waitFor([&] { return !w.window->isVisible() && w.session.jobs().running() == 0; }));
}

} // namespace
} // namespace plumbline::ui
