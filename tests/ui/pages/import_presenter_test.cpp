// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/facts.h"
#include "tests/ui/pages/previews.h"
#include "ui/pages/data/import_presenter.h"
#include "ui/pages/data/import_words.h"

namespace plumbline::ui {
namespace {

using test::somePreview;
using test::waitFor;
using Stage = ImportPresenter::Stage;
using namespace std::chrono_literals;

class ImportPresenterTest : public testing::Test {
protected:
    void SetUp() override {
        session.createWorkspace(folder.filePath("work"), "Work");
        ASSERT_TRUE(waitFor([&] { return session.isOpen(); }));
    }
    ImportPresenter::Backend backend() {
        return {[this](const std::filesystem::path&, const ingest::ReadOptions& options, Progress&, std::stop_token) {
                    seen = options;
                    if (broken) throw Error(ErrorCode::file_empty, {{"file", "shop.csv"}});
                    ingest::PreviewResult preview = somePreview();
                    if (ambiguous && !options.date_order)
                        preview.reading.questions = {{"date_order", "Date", "Which comes first?", {"dmy", "mdy"}}};
                    return preview;
                },
                [this](WorkspaceHandle&, const ingest::ImportRequest& request, Progress& progress, std::stop_token stop) {
                    requests.push_back(request);
                    progress.step(0.5, "store");
                    while (slow) {
                        throw_if_stopped(stop);
                        std::this_thread::sleep_for(2ms);
                    }
                    ingest::ImportResult result;
                    result.dataset = request.dataset;
                    result.snapshot.rows = 3;
                    return result;
                }};
    }
    bool ready(const ImportPresenter& presenter) {
        return waitFor([&] { return presenter.stage() == Stage::ready && !presenter.isBusy(); });
    }
    QTemporaryDir folder;
    Settings settings{folder.filePath("config")};
    Session session{settings};
    ingest::ReadOptions seen;
    std::vector<ingest::ImportRequest> requests;
    bool broken = false, ambiguous = false;
    std::atomic<bool> slow = false;
};

TEST_F(ImportPresenterTest, ShowsAFileBeforeAnythingIsStored) {
    ImportPresenter presenter(session, backend());
    presenter.addFiles({"/exports/shop.csv"});
    EXPECT_EQ(presenter.stage(), Stage::reading);
    ASSERT_TRUE(ready(presenter));
    EXPECT_EQ(presenter.fileName(), "shop.csv");
    EXPECT_EQ(presenter.target(), "shop");
    EXPECT_TRUE(presenter.obstacle().isEmpty()) << presenter.obstacle().toStdString();
    EXPECT_TRUE(requests.empty());
    EXPECT_EQ(importTitle(presenter), "shop.csv reads well: 99 of 100 rows");
}

TEST_F(ImportPresenterTest, ReadsAgainUnderOtherSettings) {
    ImportPresenter presenter(session, backend());
    presenter.addFiles({"/exports/shop.csv"});
    ASSERT_TRUE(ready(presenter));
    ingest::ReadOptions options;
    options.delimiter = ";";
    presenter.setOptions(options);
    ASSERT_TRUE(ready(presenter));
    EXPECT_EQ(seen.delimiter, ";");
}

TEST_F(ImportPresenterTest, WaitsForAnAnswerWhereTheFileLeavesTwoReadings) {
    ambiguous = true;
    ImportPresenter presenter(session, backend());
    presenter.addFiles({"/exports/shop.csv"});
    ASSERT_TRUE(ready(presenter));
    EXPECT_FALSE(presenter.obstacle().isEmpty());
    presenter.importNow();
    EXPECT_TRUE(requests.empty()) << "an open question was imported over";
    presenter.answer("date_order", "dmy");
    ASSERT_TRUE(ready(presenter));
    EXPECT_EQ(seen.date_order, "dmy");
    EXPECT_TRUE(presenter.obstacle().isEmpty());
}

TEST_F(ImportPresenterTest, ImportsWithWhatTheUserChanged) {
    ImportPresenter presenter(session, backend());
    presenter.addFiles({"/exports/shop.csv"});
    ASSERT_TRUE(ready(presenter));
    presenter.setRole(1, "dimension", "region");
    presenter.setUnit(2, "EUR");
    EXPECT_TRUE(presenter.isChanged(1));
    EXPECT_EQ(presenter.columns()[1].kind, "region");
    presenter.setTarget("Ad platforms");
    presenter.importNow();
    ASSERT_TRUE(waitFor([&] { return presenter.stage() == Stage::idle; }));
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].dataset, "Ad platforms");
    EXPECT_EQ(requests[0].mode, "replace");
    ASSERT_EQ(requests[0].choices.size(), 2u);
    ASSERT_TRUE(presenter.last());
    EXPECT_EQ(presenter.last()->dataset, "Ad platforms");
}

TEST_F(ImportPresenterTest, ARoleThatStandsOnceIsTakenFromItsFormerColumn) {
    ImportPresenter presenter(session, backend());
    presenter.addFiles({"/exports/shop.csv"});
    ASSERT_TRUE(ready(presenter));
    ASSERT_EQ(presenter.columns()[2].role, "cost");
    presenter.setRole(3, "cost");
    EXPECT_EQ(presenter.columns()[3].role, "cost");
    EXPECT_EQ(presenter.columns()[2].role, "measure");
}

TEST_F(ImportPresenterTest, SeveralFilesComeOneAfterAnother) {
    ImportPresenter presenter(session, backend());
    presenter.addFiles({"/exports/a.csv", "/exports/b.csv", "/exports/a.csv"});
    EXPECT_EQ(presenter.waiting(), 1) << "the same file twice is one file";
    ASSERT_TRUE(ready(presenter));
    presenter.importNow();
    ASSERT_TRUE(waitFor([&] { return presenter.fileName() == "b.csv"; }));
    ASSERT_TRUE(ready(presenter));
    presenter.cancel();
    EXPECT_EQ(presenter.stage(), Stage::idle);
    EXPECT_EQ(requests.size(), 1u);
}

TEST_F(ImportPresenterTest, ACancelledImportLeavesTheFileReady) {
    slow = true;
    ImportPresenter presenter(session, backend());
    presenter.addFiles({"/exports/shop.csv"});
    ASSERT_TRUE(ready(presenter));
    presenter.importNow();
    ASSERT_EQ(presenter.stage(), Stage::importing);
    presenter.cancel();
    ASSERT_TRUE(waitFor([&] { return presenter.stage() == Stage::ready; }, 500));
    EXPECT_FALSE(presenter.error()) << "a cancel that was asked for is no error";
    EXPECT_EQ(presenter.fileName(), "shop.csv");
}

TEST_F(ImportPresenterTest, AFileThatCannotBeReadSaysWhyAndTheNextOneComes) {
    broken = true;
    ImportPresenter presenter(session, backend());
    presenter.addFiles({"/exports/shop.csv", "/exports/ads.csv"});
    ASSERT_TRUE(waitFor([&] { return presenter.stage() == Stage::failed; }));
    EXPECT_EQ(presenter.error()->code(), ErrorCode::file_empty);
    EXPECT_EQ(importTitle(presenter), "shop.csv cannot be read");
    broken = false;
    presenter.cancel();
    ASSERT_TRUE(ready(presenter));
    EXPECT_EQ(presenter.fileName(), "ads.csv");
    EXPECT_FALSE(presenter.error());
}

TEST_F(ImportPresenterTest, AnExportOfAKnownShapeGoesToItsDatasetByKey) {
    session.adopt(test::someFacts("Ads"));
    ImportPresenter presenter(session, {[](const auto&, const auto&, Progress&, std::stop_token) {
                                            ingest::PreviewResult preview = somePreview();
                                            preview.reading.columns = test::someFacts()->dataset.columns;
                                            return preview;
                                        },
                                        backend().import});
    presenter.addFiles({"/exports/ads_2026-11.csv"});
    ASSERT_TRUE(ready(presenter));
    EXPECT_EQ(presenter.target(), "Ads");
    EXPECT_EQ(presenter.mode(), "upsert");
}

TEST(ImportWords, NameHowAFileIsWritten) {
    EXPECT_EQ(separatorName(";"), "semicolon");
    EXPECT_EQ(separatorName("\t"), "tab");
    EXPECT_EQ(signName("\u202F"), "space");
    EXPECT_EQ(encodingName("utf-16le+bom"), "UTF-16");
    EXPECT_EQ(skippedName(0, 0), "nothing");
}

} // namespace
} // namespace plumbline::ui
