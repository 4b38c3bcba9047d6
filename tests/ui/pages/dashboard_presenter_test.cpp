// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/facts.h"
#include "ui/pages/dashboard/dashboard_presenter.h"

namespace plumbline::ui {
namespace {

using test::someDashboard;
using test::someFacts;
using test::waitFor;
using namespace std::chrono_literals;

class DashboardPresenterTest : public testing::Test {
protected:
    QTemporaryDir folder;
    Settings settings{folder.path()};
    Session session{settings};
    std::atomic<int> builds = 0;
    DashboardPresenter::Build build = [this](const Facts&, const report::DashboardRequest& request, std::stop_token) {
        ++builds;
        return someDashboard(request);
    };
};

TEST_F(DashboardPresenterTest, ShowsNothingBeforeThereAreFacts) {
    DashboardPresenter presenter(session, build);
    EXPECT_EQ(presenter.dashboard(), nullptr);
    EXPECT_FALSE(presenter.isLoading());
}

TEST_F(DashboardPresenterTest, AsksForTheSelectionAndShowsTheAnswer) {
    DashboardPresenter presenter(session, build);
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.dashboard() != nullptr; }));
    EXPECT_EQ(presenter.dashboard()->title, "revenue by channel");
    // The last 13 weeks of data that end on Sunday 15 November 2026.
    EXPECT_EQ(presenter.request().period, (DateRange{from_civil({2026, 8, 17}), from_civil({2026, 11, 15})}));
    EXPECT_EQ(presenter.request().compare, metrics::Comparison::year);
}

TEST_F(DashboardPresenterTest, AFilterThatIsLetGoLeadsBackToItsLevel) {
    DashboardPresenter presenter(session, [](const Facts&, const report::DashboardRequest& request, std::stop_token) {
        report::Dashboard d = someDashboard(request);
        if (d.breakdown.dimension == "channel") d.drill_into = "campaign";
        for (const metrics::Filter& f : request.filters)
            if (d.breakdown.dimension == "campaign" && f.dimension == "channel")
                d.crumbs.push_back({"channel", "Channel", f.values.front()});
        return d;
    });
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.dashboard() != nullptr; }));
    presenter.drill("Search");
    ASSERT_TRUE(waitFor([&] { return !presenter.isLoading() && presenter.dashboard()->title == "revenue by campaign"; }));
    session.selection().setFilter("region", {"West"}); // another filter leaves the level
    ASSERT_TRUE(waitFor([&] { return !presenter.isLoading(); }));
    EXPECT_EQ(presenter.dashboard()->title, "revenue by campaign");
    session.selection().setFilter("channel", {}); // as Esc and the token do
    ASSERT_TRUE(waitFor([&] { return !presenter.isLoading(); }));
    EXPECT_EQ(presenter.dashboard()->title, "revenue by channel");
}

TEST_F(DashboardPresenterTest, ManyChangesInOneTurnAreOneRequest) {
    DashboardPresenter presenter(session, build);
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.dashboard() != nullptr; }));
    builds = 0;
    session.selection().setFilter("channel", {"Search"});
    session.selection().setFilter("region", {"West"});
    presenter.setMetric("cost");
    ASSERT_TRUE(waitFor([&] { return !presenter.isLoading(); }));
    EXPECT_EQ(builds, 1);
    EXPECT_EQ(presenter.dashboard()->title, "cost by channel");
    EXPECT_EQ(presenter.request().filters.size(), 2u);
}

TEST_F(DashboardPresenterTest, TheLatestRequestWinsAndTheOldContentStaysMeanwhile) {
    std::atomic<bool> hold = false;
    DashboardPresenter presenter(session, [&](const Facts&, const report::DashboardRequest& request, std::stop_token) {
        // The slow one does not even look at its stop.
        while (hold && request.metric == "cost") std::this_thread::sleep_for(1ms);
        return someDashboard(request);
    });
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.dashboard() != nullptr; }));
    hold = true;
    presenter.setMetric("cost");
    QCoreApplication::processEvents();
    ASSERT_TRUE(presenter.isLoading());
    EXPECT_EQ(presenter.dashboard()->title, "revenue by channel");
    presenter.setMetric("roas");
    ASSERT_TRUE(waitFor([&] { return presenter.dashboard()->title == "roas by channel"; }));
    hold = false;
    ASSERT_TRUE(waitFor([&] { return session.jobs().running() == 0; }));
    EXPECT_EQ(presenter.dashboard()->title, "roas by channel") << "a late answer to an old question was shown";
}

TEST_F(DashboardPresenterTest, AnErrorLeavesTheOldNumbersAndSaysWhy) {
    bool fail = false;
    DashboardPresenter presenter(session, [&fail](const Facts&, const report::DashboardRequest& request, std::stop_token) {
        if (fail) throw Error(ErrorCode::value_unknown, {{"dimension", "channel"}, {"value", "Serach"}, {"options", "Search"}});
        return someDashboard(request);
    });
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.dashboard() != nullptr; }));
    fail = true;
    session.selection().setFilter("channel", {"Serach"});
    ASSERT_TRUE(waitFor([&] { return presenter.error().has_value(); }));
    EXPECT_EQ(presenter.error()->code(), ErrorCode::value_unknown);
    EXPECT_NE(presenter.dashboard(), nullptr);
    fail = false;
    session.undoStack().undo();
    ASSERT_TRUE(waitFor([&] { return !presenter.error(); }));
}

TEST_F(DashboardPresenterTest, StartsWithAMetricThatTheDatasetHas) {
    auto facts = std::make_shared<Facts>(*someFacts());
    std::erase_if(facts->dataset.columns, [](const DatasetColumn& c) { return c.role == "revenue"; });
    DashboardPresenter presenter(session, build);
    session.adopt(facts);
    EXPECT_EQ(presenter.metric(), "cost");
}

TEST_F(DashboardPresenterTest, OffersGrainsThatFitThePeriod) {
    DashboardPresenter presenter(session, build);
    session.adopt(someFacts());
    // 13 weeks are 91 days: days, weeks and months, and just two quarters do not fit.
    EXPECT_EQ(presenter.grains(), (std::vector<Grain>{Grain::day, Grain::week, Grain::month}));
    presenter.setGrain(Grain::month);
    EXPECT_EQ(presenter.request().grain, Grain::month);
    const Date end = from_civil({2026, 11, 15});
    session.selection().setPeriod(RangePreset::custom, {end - 13, end});
    EXPECT_EQ(presenter.request().grain, std::nullopt) << "two weeks have no two months";
}

TEST_F(DashboardPresenterTest, OffersEveryDimensionForTheBreakdown) {
    DashboardPresenter presenter(session, build);
    session.adopt(someFacts());
    QStringList names;
    for (const auto& choice : presenter.breakdowns()) names << choice.id + "=" + choice.name;
    EXPECT_EQ(names, (QStringList{"channel=Channel", "region=Region", "campaign=Campaign"}));
}

} // namespace
} // namespace plumbline::ui
