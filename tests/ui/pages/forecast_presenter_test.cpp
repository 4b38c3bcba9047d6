// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <chrono>
#include <thread>

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/facts.h"
#include "ui/pages/forecast/forecast_presenter.h"

namespace plumbline::ui {
namespace {

using test::someFacts;
using test::waitFor;

class ForecastPresenterTest : public testing::Test {
protected:
    QTemporaryDir folder;
    Settings settings{folder.path()};
    Session session{settings};
    std::atomic<int> builds = 0;
    ForecastPresenter::Build build = [this](const Facts&, const report::ForecastRequest& request, Progress&,
                                            std::stop_token stop) {
        ++builds;
        if (request.tune > 10) { // a long search that somebody stops after three trials
            while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            request.keep_study(R"({"trials":[1,2,3]})");
            throw Error(ErrorCode::cancelled);
        }
        if (request.metric == "cost") throw Error(ErrorCode::too_little_data, {{"detail", "two values"}});
        report::ForecastView v;
        v.grain = request.grain;
        for (int week = 0; week < 8; ++week)
            v.record.points.push_back({from_civil({2026, 11, 16}).days + 7.0 * week, 100, 90, 110});
        v.trials = request.tune;
        v.title = request.metric + " " + std::to_string(request.horizon) + " " + request.holidays;
        return v;
    };
};

TEST_F(ForecastPresenterTest, ComputesNothingBeforeThePageIsSeen) {
    ForecastPresenter presenter(session, build);
    session.adopt(someFacts());
    QCoreApplication::processEvents();
    EXPECT_FALSE(presenter.isLoading());
    EXPECT_EQ(builds, 0);
    presenter.setWanted(true);
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }));
    EXPECT_EQ(builds, 1);
    presenter.setWanted(false);
    presenter.setWanted(true);
    QCoreApplication::processEvents();
    EXPECT_FALSE(presenter.isLoading()) << "what was computed was computed again";
}

TEST_F(ForecastPresenterTest, TakesTheHolidaysOfTheCurrency) {
    ForecastPresenter presenter(session, build);
    presenter.setWanted(true);
    session.adopt(someFacts()); // Swiss francs
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }));
    EXPECT_EQ(presenter.view()->title, "revenue 0 CH");
}

TEST_F(ForecastPresenterTest, AnotherGrainHasItsOwnHorizon) {
    ForecastPresenter presenter(session, build);
    session.adopt(someFacts());
    presenter.setHorizon(26);
    EXPECT_EQ(presenter.horizon(), 26);
    presenter.setGrain(Grain::month);
    EXPECT_EQ(presenter.horizon(), 6);
    EXPECT_NE(std::find(presenter.horizons().begin(), presenter.horizons().end(), 12), presenter.horizons().end());
}

TEST_F(ForecastPresenterTest, AFailureLeavesWhatWasShownAndSaysWhy) {
    ForecastPresenter presenter(session, build);
    presenter.setWanted(true);
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }));
    presenter.setMetric("cost");
    ASSERT_TRUE(waitFor([&] { return presenter.error().has_value(); }));
    EXPECT_EQ(presenter.error()->code(), ErrorCode::too_little_data);
    EXPECT_NE(presenter.view(), nullptr);
    presenter.setMetric("revenue");
    ASSERT_TRUE(waitFor([&] { return !presenter.isLoading(); }));
    EXPECT_FALSE(presenter.error());
}

TEST_F(ForecastPresenterTest, AnotherDatasetDropsTheNumbersOfTheFirst) {
    ForecastPresenter presenter(session, build);
    presenter.setWanted(true);
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }));
    session.adopt(someFacts("Other", 2));
    EXPECT_EQ(presenter.view(), nullptr);
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }));
}

TEST_F(ForecastPresenterTest, ASearchThatIsStoppedIsUsedAsFarAsItGot) {
    ForecastPresenter presenter(session, build);
    presenter.setWanted(true);
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }));
    presenter.tune(60);
    ASSERT_TRUE(waitFor([&] { return builds == 2; }));
    EXPECT_TRUE(presenter.isTuning());
    presenter.stopTuning();
    ASSERT_TRUE(waitFor([&] { return builds == 3 && !presenter.isLoading(); }));
    EXPECT_EQ(presenter.asked().tune, 3);
    EXPECT_EQ(presenter.view()->trials, 3);
    EXPECT_FALSE(presenter.error());
}

TEST_F(ForecastPresenterTest, ATargetCanBeSetForTheForecastAndForWhatEndsWithinIt) {
    ForecastPresenter presenter(session, build);
    EXPECT_TRUE(presenter.targetPeriods().empty());
    presenter.setWanted(true);
    session.adopt(someFacts());
    ASSERT_TRUE(waitFor([&] { return presenter.view() != nullptr; }));
    // Eight weeks from 16 November 2026 to 10 January 2027.
    const auto day = [](int y, unsigned m, unsigned d) { return from_civil({y, m, d}); };
    const std::vector<DateRange> wanted{{day(2026, 11, 16), day(2027, 1, 10)},
                                        {day(2026, 11, 1), day(2026, 11, 30)},
                                        {day(2026, 12, 1), day(2026, 12, 31)},
                                        {day(2026, 10, 1), day(2026, 12, 31)},
                                        {day(2026, 1, 1), day(2026, 12, 31)}};
    EXPECT_EQ(presenter.targetPeriods(), wanted);
    EXPECT_FALSE(presenter.target(wanted[0]));
}

} // namespace
} // namespace plumbline::ui
