// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QClipboard>
#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "core/ingest/import.h"
#include "tests/ui/morning/hand.h"
#include "ui/models/table_spec_model.h"
#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/pages/dashboard/note_dialog.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/datasets_presenter.h"
#include "ui/pages/data/import_presenter.h"
#include "ui/pages/start/start_page.h"
#include "ui/session/places.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/card.h"
#include "ui/widgets/range_picker.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

/// A manager's jobs, one after the other, by mouse and keyboard alone: from a file on the desktop to the answer in the meeting.
namespace plumbline::ui {
namespace {

using namespace plumbline::test;

/// Eight whole weeks of four campaigns, a day more. Over all weeks "Brand" returns least; in the last whole week, 9 to 15
/// November 2026, "Winter sale" does: it earns 140 for 280 spent, half of what it costs.
QString makeExport(const QTemporaryDir& folder) {
    const QString file = folder.filePath("shop.csv");
    std::ofstream out(file.toStdString());
    out << "Date,Channel,Campaign,Clicks,Cost,Revenue\n";
    const Date last = from_civil({2026, 11, 16});
    for (Date day = from_civil({2026, 9, 21}); day <= last; day = day + 1) {
        const bool lastWeek = day >= from_civil({2026, 11, 9}) && day <= from_civil({2026, 11, 15});
        const auto row = [&](const char* channel, const char* campaign, int clicks, int cost, int revenue) {
            out << to_iso(day) << ',' << channel << ',' << campaign << ',' << clicks << ',' << cost << ',' << revenue << '\n';
        };
        row("Search", "Brand", 50, 100, lastWeek ? 90 : 60);
        row("Search", "Shoes", 80, 100, 400);
        row("Social", "Winter sale", 40, 40, lastWeek ? 20 : 200);
        row("Email", "Newsletter", 20, 10, 90);
    }
    return file;
}

class Morning : public testing::Test {
protected:
    Morning() {
        ingest::set_reader_path(toPath(QCoreApplication::applicationDirPath()) / "plumbline-reader");
        qputenv("XDG_DATA_HOME", folder.filePath("data").toUtf8());
        page = new DashboardPage(dashboard);
        data = new DataPage(datasets, import);
        window = std::make_unique<MainWindow>(session, std::vector<Page*>{page, data}, new StartPage(session));
        window->resize(1366, 768);
        window->show();
        window->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }
    bool settled() {
        return waitFor([&] { return page->isSettled() && !dashboard.records().isLoading() && session.jobs().running() == 0; },
                       30'000);
    }
    /// A file on the start page becomes a workspace with numbers.
    void importByHand() {
        ASSERT_TRUE(drop(window.get(), {makeExport(folder)}));
        ASSERT_TRUE(waitFor([&] { return import.stage() == ImportPresenter::Stage::ready; }, 30'000));
        ASSERT_EQ(window->currentPage(), data);
        QAbstractButton* go = button(data, "Import 228 rows"); // 57 days of four campaigns
        ASSERT_NE(go, nullptr);
        click(go);
        ASSERT_TRUE(waitFor([&] { return session.facts() != nullptr; }, 30'000));
        press(window.get(), QKeySequence("Ctrl+1"));
        ASSERT_EQ(window->currentPage(), page);
        ASSERT_TRUE(waitFor([&] { return dashboard.dashboard() != nullptr; }, 30'000));
        ASSERT_TRUE(settled());
    }
    TokenButton* token(const QString& label) {
        for (TokenButton* t : window->findChildren<TokenButton*>())
            if (t->isVisible() && t->label() == label) return t;
        return nullptr;
    }
    void lookAtLastWeek() {
        click(token("Period"));
        auto* picker = opened<RangePicker>();
        ASSERT_NE(picker, nullptr);
        auto* presets = picker->findChild<QListWidget*>();
        QListWidgetItem* lastWeek = presets->findItems("Last complete week", Qt::MatchExactly).value(0);
        ASSERT_NE(lastWeek, nullptr);
        click(presets->viewport(), presets->visualItemRect(lastWeek).center());
        ASSERT_TRUE(settled());
        EXPECT_EQ(session.selection().period(), (DateRange{from_civil({2026, 11, 9}), from_civil({2026, 11, 15})}));
    }
    /// Types a file into the dialog that asks for one, and Return.
    void answerWithFile(const QString& file) {
        QPointer<QFileDialog> dialog;
        ASSERT_TRUE(waitFor([&] {
            for (QFileDialog* d : window->findChildren<QFileDialog*>())
                if (d->isVisible()) dialog = d;
            return dialog != nullptr;
        }));
        auto* field = dialog->findChild<QLineEdit*>("fileNameEdit");
        ASSERT_NE(field, nullptr);
        field->selectAll();
        QTest::keyClicks(field, file);
        QTest::keyClick(field, Qt::Key_Return);
        // Qt's dialog may take the first one for the list of names that it offers, as it would a person's.
        constexpr int offered_ms = 1000;
        if (!waitFor([&] { return !dialog || !dialog->isVisible(); }, offered_ms)) QTest::keyClick(field, Qt::Key_Return);
        ASSERT_TRUE(waitFor([&] { return QFile::exists(file) && session.jobs().running() == 0; }, 10'000));
    }
    QString cell(SpecTable* table, int row, const QString& column) {
        for (size_t c = 0; c < table->spec().columns.size(); ++c)
            if (table->spec().columns[c].id == column.toStdString())
                return table->model()->index(row, static_cast<int>(c)).data().toString();
        return {};
    }

    QTemporaryDir folder;
    Settings settings{folder.filePath("config")};
    Session session{settings};
    DashboardPresenter dashboard{session};
    DatasetsPresenter datasets{session};
    ImportPresenter import{session};
    DashboardPage* page;
    DataPage* data;
    std::unique_ptr<MainWindow> window;
};

TEST_F(Morning, FindsLastWeeksWorstCampaign) {
    importByHand();
    if (HasFatalFailure()) return;
    lookAtLastWeek();
    if (HasFatalFailure()) return;
    SpecTable* table = page->campaigns()->table();
    int roas = -1;
    for (size_t c = 0; c < table->spec().columns.size(); ++c)
        if (table->spec().columns[c].id == "roas") roas = static_cast<int>(c);
    ASSERT_GE(roas, 0);
    QHeaderView* head = table->horizontalHeader();
    const QPoint at(head->sectionViewportPosition(roas) + head->sectionSize(roas) / 2, head->height() / 2);
    const auto worst = [&] { return table->model()->index(0, 0).data().toString(); };
    for (int i = 0; i < 2 && worst() != "Winter sale"; ++i) click(head->viewport(), at);
    EXPECT_EQ(worst(), "Winter sale") << "at most two clicks on the head of the column";
    EXPECT_EQ(cell(table, 0, "roas"), "0.50") << "140 earned for 280 spent";
}

TEST_F(Morning, WritesDownWhatHappenedAndTakesItBack) {
    importByHand();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(choose([&] { click(button(page->series(), "More")); }, "Add a note"));
    NoteDialog* dialog = opened<NoteDialog>();
    ASSERT_NE(dialog, nullptr);
    QTest::keyClicks(dialog->text(), "Shop was down");
    press(dialog->text(), QKeySequence(Qt::Key_Return));
    ASSERT_TRUE(waitFor([&] { return dashboard.records().annotations().size() == 1; }));
    ASSERT_TRUE(settled());
    ASSERT_EQ(dashboard.dashboard()->series.annotations.size(), 1u);
    EXPECT_EQ(dashboard.dashboard()->series.annotations[0].label, "Shop was down");
    press(window.get(), QKeySequence("Ctrl+Z"));
    EXPECT_TRUE(waitFor([&] { return dashboard.records().annotations().empty(); }));
    press(window.get(), QKeySequence("Ctrl+Shift+Z"));
    EXPECT_TRUE(waitFor([&] { return dashboard.records().annotations().size() == 1; }));
}

TEST_F(Morning, SavesTheViewAndComesBackToIt) {
    importByHand();
    if (HasFatalFailure()) return;
    lookAtLastWeek();
    ASSERT_TRUE(choose([&] { click(button(window.get(), "View: as arranged")); }, "Save this view"));
    QInputDialog* dialog = opened<QInputDialog>();
    ASSERT_NE(dialog, nullptr);
    auto* field = dialog->findChild<QLineEdit*>();
    QTest::keyClicks(field, "Monday");
    press(field, QKeySequence(Qt::Key_Return));
    ASSERT_TRUE(waitFor([&] { return dashboard.viewName() == "Monday" && dashboard.records().views().size() == 1; }));
    ASSERT_TRUE(settled());
    press(window.get(), QKeySequence("Alt+Left"));
    ASSERT_TRUE(settled());
    EXPECT_NE(session.selection().state().preset, RangePreset::weeks_1);
    ASSERT_TRUE(choose([&] { click(button(window.get(), "View: as arranged")); }, "Monday"));
    ASSERT_TRUE(settled());
    EXPECT_EQ(session.selection().state().preset, RangePreset::weeks_1);
}

TEST_F(Morning, ExportsTheCampaignsAndCopiesThem) {
    importByHand();
    if (HasFatalFailure()) return;
    lookAtLastWeek();
    const QString file = folder.filePath("campaigns.csv");
    ASSERT_TRUE(choose([&] { click(button(page->campaigns(), "More")); }, "Save as CSV"));
    answerWithFile(file);
    if (HasFatalFailure()) return;
    QFile csv(file);
    ASSERT_TRUE(csv.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(csv.readAll());
    EXPECT_TRUE(text.contains("Winter sale")) << text.toStdString();
    EXPECT_TRUE(text.contains("9 to 15 Nov 2026")) << "the period is printed on it";
    SpecTable* table = page->campaigns()->table();
    click(table->viewport(), table->visualRect(table->model()->index(0, 0)).center());
    ASSERT_TRUE(settled());
    press(window.get(), QKeySequence(Qt::Key_Escape));
    ASSERT_TRUE(settled());
    EXPECT_TRUE(session.selection().state().filters.empty()) << "Esc lifts what the click filtered to";
    table->setFocus();
    press(table, QKeySequence("Ctrl+C"));
    EXPECT_TRUE(QApplication::clipboard()->text().contains("Winter sale\t"));
}

TEST_F(Morning, TheNextMorningBeginsWhereTheLastOneEnded) {
    importByHand();
    if (HasFatalFailure()) return;
    lookAtLastWeek();
    report::View view = dashboard.arrangement();
    std::swap(view.tiles[1], view.tiles[2]);
    dashboard.arrange(view, "test");
    ASSERT_TRUE(settled());
    const QString work = session.folder();
    window->close();
    ASSERT_TRUE(settled());
    window.reset();
    session.closeWorkspace();
    ASSERT_TRUE(waitFor([&] { return session.jobs().running() == 0; }));

    session.openWorkspace(work);
    ASSERT_TRUE(waitFor([&] { return session.facts() != nullptr; }, 30'000));
    EXPECT_EQ(session.selection().state().preset, RangePreset::weeks_1);
    EXPECT_EQ(dashboard.arrangement().tiles[1].id, view.tiles[1].id);
    EXPECT_FALSE(session.undoStack().canUndo());
}

} // namespace
} // namespace plumbline::ui
