// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "core/response/fit_model.h"
#include "core/response/simulate.h"
#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/facts.h"
#include "ui/pages/response/lifts_dialog.h"
#include "ui/pages/response/response_page.h"
#include "ui/widgets/card.h"

namespace plumbline::ui {
namespace {

using test::someFacts;
using test::waitFor;

class ResponsePresenterTest : public testing::Test {
protected:
    QTemporaryDir folder;
    Settings settings{folder.path()};
    Session session{settings};
    std::atomic<int> fits = 0;
    std::atomic<bool> fails = false, posterior = false;
    ResponsePresenter::Fit make = [this](const Facts&, const std::shared_ptr<WorkspaceHandle>&,
                                         const response::ResponseSpec& spec, const std::string& target, Progress& progress,
                                         std::stop_token stop) {
        ++fits;
        posterior = spec.posterior;
        if (fails) throw Error(ErrorCode::response_too_short, {{"weeks", "9"}, {"channels", "2"}, {"needed", "20"}});
        response::ResponseSpec quick;
        quick.starts = 2;
        auto fit = response::fit_response(response::simulate(response::scenario("easy"), 3).data, quick, progress, stop);
        fit.target = target;
        return fit;
    };
};

TEST_F(ResponsePresenterTest, FitsWhenAskedAndLooksAtTheLargestChannel) {
    ResponsePresenter presenter(session, make);
    session.adopt(someFacts());
    EXPECT_EQ(presenter.fit(), nullptr);
    presenter.run(false);
    EXPECT_TRUE(presenter.isLoading());
    ASSERT_TRUE(waitFor([&] { return presenter.fit() != nullptr; }, 20000));
    EXPECT_EQ(fits, 1);
    EXPECT_FALSE(presenter.isLoading());
    for (const auto& c : presenter.fit()->channels)
        EXPECT_LE(c.contribution, presenter.fit()->channels[presenter.channel()].contribution);
}

TEST_F(ResponsePresenterTest, AFailureIsToldAndWhatWasShownStays) {
    ResponsePresenter presenter(session, make);
    session.adopt(someFacts());
    presenter.run(false);
    ASSERT_TRUE(waitFor([&] { return presenter.fit() != nullptr; }, 20000));
    fails = true;
    presenter.run(true);
    ASSERT_TRUE(waitFor([&] { return presenter.error().has_value(); }, 20000));
    EXPECT_TRUE(posterior);
    EXPECT_EQ(presenter.error()->code(), ErrorCode::response_too_short);
    EXPECT_NE(presenter.fit(), nullptr);
}

TEST_F(ResponsePresenterTest, ThePageShowsCurveContributionsAndEvidence) {
    ResponsePresenter presenter(session, make);
    ResponsePage page(presenter);
    session.adopt(someFacts());
    page.activated();
    ASSERT_TRUE(waitFor([&] { return presenter.fit() != nullptr; }, 20000));
    int shown = 0;
    for (const Card* card : page.findChildren<Card*>()) shown += !card->isHidden() && !card->title().isEmpty();
    EXPECT_EQ(shown, 5);
    presenter.setChannel(1);
    EXPECT_EQ(presenter.channel(), 1u);
    EXPECT_TRUE(page.isSettled());
}

TEST(LiftsDialog, GivesBackWholeExperimentsOnly) {
    response::LiftTest test;
    test.channel = "Social";
    test.from = from_civil({2026, 5, 4});
    test.to = from_civil({2026, 5, 31});
    test.delta_weekly_spend = 500, test.lift = 4000, test.sd = 900;
    LiftsDialog dialog({"Search", "Social"}, {test});
    ASSERT_EQ(dialog.tests().size(), 1u);
    EXPECT_EQ(dialog.tests()[0].channel, "Social");
    EXPECT_EQ(dialog.tests()[0].weeks, 4);
    EXPECT_EQ(dialog.tests()[0].lift, 4000);
    LiftsDialog empty({"Search"}, {});
    EXPECT_TRUE(empty.tests().empty());
}

} // namespace
} // namespace plumbline::ui
