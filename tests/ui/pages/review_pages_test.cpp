// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "core/pulse/watches.h"
#include "core/sample/into_workspace.h"
#include "tests/ui/jobs/wait.h"
#include "ui/pages/pulse/alert_watch.h"
#include "ui/pages/pulse/pulse_page.h"
#include "ui/pages/pulse/pulse_row.h"
#include "ui/pages/reports/reports_page.h"
#include "ui/pages/reports/reports_settings.h"

namespace plumbline::ui {
namespace {

using test::waitFor;

/// The sample company in a workspace of its own, small.
class ReviewPages : public testing::Test {
protected:
    QTemporaryDir folder;
    Settings settings{folder.path()};
    Session session{settings};

    void SetUp() override {
        const QString path = folder.filePath(QStringLiteral("w"));
        {
            auto workspace = store::Workspace::create(path.toStdString(), "Nordhang");
            sample::SampleSpec spec;
            spec.rows = 30'000;
            NoProgress quiet;
            sample::sample_into(*workspace, spec, {}, quiet);
        }
        session.overrideLanguage(QStringLiteral("en"));
        session.openWorkspace(path);
        ASSERT_TRUE(waitFor([&] { return session.facts() != nullptr; }, 60'000));
    }
};

TEST_F(ReviewPages, PulseShowsAFigureARowAndItsDriversOnDemand) {
    PulsePresenter presenter(session);
    PulsePage page(presenter);
    page.resize(1142, 800);
    presenter.setWanted(true);
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }, 30'000));
    const auto rows = page.findChildren<PulseRow*>();
    ASSERT_EQ(static_cast<size_t>(rows.size()), presenter.view()->checks.size());
    ASSERT_GE(rows.size(), 6);
    EXPECT_FALSE(rows[0]->accessibleName().isEmpty());
    rows[0]->click();
    EXPECT_EQ(presenter.openFigure(), 0);
    ASSERT_TRUE(waitFor([&] { return presenter.drivers() != nullptr || presenter.driversError(); }, 30'000));
    ASSERT_TRUE(presenter.drivers());
    EXPECT_FALSE(presenter.drivers()->story.empty());
    rows[0]->click();
    EXPECT_EQ(presenter.openFigure(), -1);
    EXPECT_FALSE(page.grab().isNull());
}

TEST_F(ReviewPages, FollowedFiguresAreKeptAndCanBeUndone) {
    PulsePresenter presenter(session);
    presenter.setWanted(true);
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }, 30'000));
    const size_t before = presenter.view()->checks.size();
    presenter.follow({QStringLiteral("cpa"), QStringLiteral("aov")});
    ASSERT_TRUE(waitFor([&] { return presenter.view() && presenter.view()->checks.size() == 2; }, 30'000));
    EXPECT_EQ(presenter.view()->checks[0].metric.id, "cpa");
    session.undoStack().undo();
    ASSERT_TRUE(waitFor([&] { return presenter.view() && presenter.view()->checks.size() == before; }, 30'000));
}

TEST_F(ReviewPages, AnAlertThatIsAddedIsLookedAtAndToldOnce) {
    PulsePresenter presenter(session);
    presenter.setWanted(true);
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }, 30'000));
    AlertWatch watch(session);
    QStringList told;
    int looks = 0;
    QObject::connect(&watch, &AlertWatch::begun, [&](const QStringList& s) { told << s; });
    QObject::connect(&watch, &AlertWatch::looked, [&] { ++looks; });
    pulse::Rule rule;
    rule.kind = pulse::RuleKind::above;
    rule.level = 1;
    presenter.addRule(rule);
    ASSERT_TRUE(waitFor([&] { return presenter.view() && presenter.view()->alerts.rows.size() == 1; }, 30'000));
    watch.look();
    ASSERT_TRUE(waitFor([&] { return looks == 1; }, 30'000));
    EXPECT_EQ(told.size(), 1);
    watch.look();
    ASSERT_TRUE(waitFor([&] { return looks == 2; }, 30'000));
    EXPECT_EQ(told.size(), 1);
}

TEST_F(ReviewPages, ReportsWriteAReviewAndShowItInTheGrid) {
    ReportsPresenter presenter(session);
    ReportsPage page(presenter);
    page.resize(1142, 900);
    presenter.setWanted(true);
    ASSERT_TRUE(waitFor([&] { return presenter.review() != nullptr && !presenter.grid().scopes.empty(); }, 60'000));
    EXPECT_GT(presenter.grid().scopes.size(), 3u); // everything and the channels
    EXPECT_EQ(presenter.grid().weeks.size(), 6);
    EXPECT_EQ(presenter.grid().at(0, 0), nullptr);
    presenter.select(1, 0);
    ASSERT_TRUE(waitFor([&] { return !presenter.isLoading() && presenter.review(); }, 60'000));
    EXPECT_NE(presenter.review()->scope_label.find(presenter.grid().scopes[1].label), std::string::npos);
    int made = -1, failed = -1;
    QObject::connect(&presenter, &ReportsPresenter::written, [&](int m, int, int f) { made = m, failed = f; });
    presenter.write(false);
    ASSERT_TRUE(waitFor([&] { return made >= 0; }, 120'000));
    EXPECT_EQ(made, 1);
    EXPECT_EQ(failed, 0);
    ASSERT_TRUE(waitFor([&] { return presenter.grid().at(1, 0) != nullptr; }, 30'000));
    const auto* known = presenter.grid().at(1, 0);
    EXPECT_TRUE(known->whole);
    for (const std::string& file : known->files) EXPECT_TRUE(QFile::exists(QString::fromStdString(file))) << file;
    presenter.rate(4, QStringLiteral("short and right"));
    ASSERT_TRUE(waitFor(
        [&] {
            return !presenter.grid().authors.rows.empty() && presenter.grid().authors.rows[0].back().text == "short and right";
        },
        30'000));
    EXPECT_FALSE(page.grab().isNull());
}

TEST_F(ReviewPages, AModelThatFailsLeavesTheTextsToTheTemplatesAndIsNamed) {
    ReportsPresenter presenter(session);
    presenter.setWanted(true);
    ASSERT_TRUE(waitFor([&] { return presenter.review() != nullptr && !presenter.grid().scopes.empty(); }, 60'000));
    EXPECT_FALSE(presenter.canUseModel());
    int asked = 0;
    presenter.setTextWriter([&](Session&) -> TextWriter {
        return [&asked]() -> std::pair<report::NarrativeModel, std::string> {
            if (++asked == 1) throw Error(ErrorCode::policy_refused, {{"detail", "planted"}});
            return {[](const report::NarrativeAsk&, std::stop_token) { return report::NarrativeReply{"no JSON", {}, {}}; }, "x"};
        };
    });
    int made = 0, failed = 0;
    QObject::connect(&presenter, &ReportsPresenter::written, [&](int m, int, int f) { made += m, failed += f; });
    presenter.write(false);
    ASSERT_TRUE(waitFor([&] { return made == 1; }, 120'000));
    EXPECT_EQ(asked, 0); // it was not asked for
    EXPECT_EQ(presenter.templateReason(), QString());
    presenter.setUsesModel(true);
    presenter.select(1, 0);
    presenter.write(false);
    ASSERT_TRUE(waitFor([&] { return made == 2; }, 120'000));
    EXPECT_NE(presenter.templateReason().indexOf(QStringLiteral("planted")), -1) << presenter.templateReason().toStdString();
    presenter.select(2, 0);
    presenter.write(false);
    ASSERT_TRUE(waitFor([&] { return made == 3; }, 120'000));
    EXPECT_FALSE(presenter.templateReason().isEmpty());
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(failed, 0);
    ReportsPresenter later(session);
    later.setWanted(true);
    ASSERT_TRUE(waitFor([&] { return !later.grid().scopes.empty(); }, 60'000));
    EXPECT_TRUE(later.usesModel()); // kept in the workspace
}

TEST_F(ReviewPages, SettingsOfReportsAreKeptAndWhatCannotBeIsRefused) {
    ReportsSettings section(session);
    section.load();
    bool kept = false;
    QObject::connect(&section, &ReportsSettings::kept, [&] { kept = true; });
    ASSERT_TRUE(waitFor([&] { return session.jobs().running() == 0; }, 30'000));
    const auto edits = section.findChildren<QLineEdit*>();
    ASSERT_GE(edits.size(), 2);
    edits[0]->setText(QStringLiteral("Nordhang AG"));
    edits[1]->setText(QStringLiteral("#7A1F3D"));
    EXPECT_EQ(section.apply(), QString());
    ASSERT_TRUE(waitFor([&] { return kept; }, 30'000));
    EXPECT_EQ(session.handle()->use([](store::Workspace& w) { return report::brand_of(w).name; }), "Nordhang AG");
    edits[1]->setText(QStringLiteral("red"));
    EXPECT_TRUE(section.apply().contains(QStringLiteral("red")));
    EXPECT_EQ(session.handle()->use([](store::Workspace& w) { return report::brand_of(w).colour; }), "#7A1F3D");
}

} // namespace
} // namespace plumbline::ui
