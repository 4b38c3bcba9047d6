// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QPushButton>
#include <QTemporaryDir>
#include <QUndoStack>
#include <gtest/gtest.h>

#include "core/ingest/import.h"
#include "tests/ui/jobs/wait.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/datasets_presenter.h"
#include "ui/pages/data/import_presenter.h"
#include "ui/session/places.h"
#include "ui/widgets/messages.h"

/// Exports of a platform and of the shop become one dataset by one click, and two again by undo.
namespace plumbline::ui {
namespace {

struct CombineOnThePage : testing::Test {
    CombineOnThePage() { ingest::set_reader_path(toPath(QCoreApplication::applicationDirPath()) / "plumbline-reader"); }

    bool import(const char* name, const char* text) {
        const QString file = folder.filePath(name);
        std::ofstream(file.toStdString()) << text;
        bool done = false;
        session.jobs().start(
            "import",
            [handle = session.handle(), file](Progress& progress, std::stop_token stop) {
                handle->use([&](store::Workspace& workspace) {
                    ingest::ImportRequest request;
                    request.file = toPath(file);
                    ingest::import_file(workspace, request, progress, stop);
                });
            },
            &page, [&] { done = true; }, [](const Error& e) { ADD_FAILURE() << e.what(); });
        return test::waitFor([&] { return done; }, 60'000);
    }
    /// The button of the message that offers it; null where it is not offered.
    QPushButton* offer() {
        for (InlineMessage* message : page.findChildren<InlineMessage*>()) {
            if (message->isHidden() || !message->text().contains("Google Ads")) continue;
            for (QPushButton* button : message->findChildren<QPushButton*>())
                if (!button->isHidden()) return button;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    Settings settings{folder.filePath("config")};
    Session session{settings};
    DatasetsPresenter datasets{session};
    ImportPresenter importer{session};
    DataPage page{datasets, importer};
};

TEST_F(CombineOnThePage, OneClickMakesOneDatasetAndUndoTakesItBack) {
    session.createWorkspace(folder.filePath("work"), "Work");
    ASSERT_TRUE(test::waitFor([&] { return session.isOpen(); }));
    ASSERT_TRUE(import("Google Ads.csv", "Day,Campaign,Impr.,Clicks,Cost (CHF)\n2026-11-02,Brand,900,90,50.00\n"));
    session.reload();
    ASSERT_TRUE(test::waitFor([&] { return session.datasets().size() == 1; }));
    EXPECT_EQ(offer(), nullptr) << "one export is one already";
    ASSERT_TRUE(import("shop.csv", "Date,Source,Orders,Revenue (CHF)\n2026-11-02,google / cpc,3,150.00\n"));
    session.reload();
    ASSERT_TRUE(test::waitFor([&] { return offer() != nullptr; }));

    offer()->click();
    ASSERT_TRUE(test::waitFor([&] { return session.facts() && session.facts()->dataset.name == "All sources"; }, 60'000));
    EXPECT_EQ(session.datasets().size(), 3u);
    EXPECT_NE(session.current()->by_role("cost"), nullptr);
    EXPECT_NE(session.current()->by_role("revenue"), nullptr);
    EXPECT_TRUE(test::waitFor([&] { return offer() == nullptr; })) << "it was taken up";

    session.undoStack().undo();
    ASSERT_TRUE(test::waitFor([&] { return session.datasets().size() == 2; }, 60'000));
    EXPECT_TRUE(test::waitFor([&] { return offer() != nullptr; }));
}

} // namespace
} // namespace plumbline::ui
