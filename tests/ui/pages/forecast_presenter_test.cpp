// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>

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
    ForecastPresenter::Build build = [this](const Facts&, const report::ForecastRequest& request, Progress&, std::stop_token) {
        ++builds;
        if (request.metric == "cost") throw Error(ErrorCode::too_little_data, {{"detail", "two values"}});
        report::ForecastView v;
        v.grain = request.grain;
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

} // namespace
} // namespace plumbline::ui
