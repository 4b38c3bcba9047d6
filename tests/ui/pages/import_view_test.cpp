// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/previews.h"
#include "ui/pages/data/import_view.h"
#include "ui/pages/data/preview_table.h"
#include "ui/widgets/spec_table.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {
namespace {

using test::waitFor;

class ImportViewTest : public testing::Test {
protected:
    void open() {
        session.createWorkspace(folder.filePath("work"), "Work");
        ASSERT_TRUE(waitFor([&] { return session.isOpen(); }));
        presenter.addFiles({"/exports/shop.csv"});
        ASSERT_TRUE(waitFor([&] { return presenter.stage() == ImportPresenter::Stage::ready; }));
        view.resize(1174, 640);
        view.show();
        QCoreApplication::processEvents();
    }
    QPushButton* button(const QString& text) {
        for (QPushButton* b : view.findChildren<QPushButton*>())
            if (b->text() == text && b->isVisible()) return b;
        return nullptr;
    }
    QTemporaryDir folder;
    Settings settings{folder.filePath("config")};
    Session session{settings};
    bool ambiguous = false;
    ImportPresenter presenter{
        session,
        {[this](const auto&, const ingest::ReadOptions& options, Progress&, std::stop_token) {
             ingest::PreviewResult preview = test::somePreview();
             if (ambiguous && !options.date_order) preview.reading.questions = {{"date_order", "Date", "Which?", {"dmy", "mdy"}}};
             return preview;
         },
         [](auto&, const ingest::ImportRequest&, Progress&, std::stop_token) { return ingest::ImportResult{}; }}};
    ImportView view{presenter};
};

TEST_F(ImportViewTest, HasARoleMenuInEachHeadWithNoMeasureForText) {
    open();
    auto* head = view.findChild<RoleHeader*>();
    ASSERT_NE(head, nullptr);
    ASSERT_EQ(head->columns().size(), 4u);
    EXPECT_EQ(head->button(0)->value(), "Date");
    EXPECT_EQ(head->button(1)->value(), "Channel");
    QMenu* menu = head->button(1)->menu();
    Q_EMIT menu->aboutToShow();
    QStringList offered;
    for (const QAction* action : menu->actions()) offered << action->text();
    EXPECT_TRUE(offered.contains("Campaign"));
    EXPECT_FALSE(offered.contains("Cost")) << "text cannot be summed";
    for (QAction* action : menu->actions())
        if (action->text() == "Campaign") action->trigger();
    EXPECT_EQ(presenter.columns()[1].role, "campaign");
    EXPECT_EQ(head->button(1)->value(), "Campaign");
}

TEST_F(ImportViewTest, AQuestionHasItsTwoAnswersAsButtonsAndHoldsTheImport) {
    ambiguous = true;
    open();
    QPushButton* import = button("Import 99 rows");
    ASSERT_NE(import, nullptr);
    EXPECT_FALSE(import->isEnabled());
    ASSERT_NE(button("Month first"), nullptr);
    ASSERT_NE(button("Day first"), nullptr);
    button("Day first")->click();
    ASSERT_TRUE(waitFor([&] { return !presenter.isBusy(); }));
    EXPECT_EQ(presenter.options().date_order, "dmy");
    EXPECT_EQ(button("Month first"), nullptr);
    EXPECT_TRUE(import->isEnabled());
}

TEST_F(ImportViewTest, ListsWhatWasSetAsideWithItsLine) {
    open();
    bool found = false;
    for (SpecTable* table : view.findChildren<SpecTable*>())
        if (table->spec().id == "set_aside") {
            ASSERT_EQ(table->spec().rows.size(), 1u);
            EXPECT_EQ(table->spec().rows[0][0].value, 1204);
            EXPECT_EQ(table->spec().rows[0][2].text, "x;Search;1;2");
            found = true;
        }
    EXPECT_TRUE(found);
}

} // namespace
} // namespace plumbline::ui
