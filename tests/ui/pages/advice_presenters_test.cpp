// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/facts.h"
#include "ui/pages/budget/budget_page.h"
#include "ui/pages/budget/budget_presenter.h"
#include "ui/pages/rootcause/rootcause_page.h"
#include "ui/pages/rootcause/rootcause_presenter.h"

namespace plumbline::ui {
namespace {

using test::someFacts;
using test::waitFor;

response::ResponseFit someFit() {
    response::ResponseFit fit;
    fit.target = "revenue";
    fit.how = "posterior";
    fit.fingerprint = "f";
    for (int c = 0; c < 3; ++c) {
        response::ChannelFit channel;
        channel.curve.name = c == 0 ? "tv" : c == 1 ? "search" : "social";
        channel.curve.saturation.half = c == 0 ? 100 : 300;
        channel.curve.beta = c == 0 ? 1000 : 3000;
        channel.curve.current = 200;
        channel.curve.min = 100;
        channel.curve.max = 300;
        channel.verdict = response::Identification::identified;
        for (int d = 0; d < 50; ++d)
            channel.draws.push_back(
                {channel.curve.adstock.theta, channel.curve.saturation.half, 1, channel.curve.beta * (0.9 + 0.004 * d)});
        fit.channels.push_back(channel);
    }
    return fit;
}

/// Two channels in two regions; Search in the West lost half.
rootcause::Explanation someExplanation(const rootcause::ExplainSpec& spec) {
    rootcause::Explanation e;
    e.metric = metrics::find_metric(spec.metric);
    e.period = {from_civil({2026, 11, 9}), from_civil({2026, 11, 15})};
    e.base = {from_civil({2026, 11, 2}), from_civil({2026, 11, 8})};
    rootcause::LeavesBuilder b({"channel", "region"}, false);
    b.add({"Search", "West"}, 50, 100);
    b.add({"Search", "East"}, 100, 100);
    b.add({"Email", "West"}, 60, 60);
    b.add({"Email", "East"}, 62, 60);
    e.leaves = std::make_shared<const rootcause::Leaves>(std::move(b).build());
    e.before = 320, e.after = 272, e.change = -48, e.relative = -0.15;
    rootcause::Element found;
    found.segment = {{0, 0}, {1, 0}};
    found.ratio = 0.5;
    e.search.elements = {found};
    e.drivers = rootcause::attribute(*e.leaves, e.search.elements);
    e.verdict = {rootcause::VerdictKind::local, rootcause::Sureness::high, 1.04, {}, false};
    return e;
}

class AdviceTest : public testing::Test {
protected:
    QTemporaryDir folder;
    Settings settings{folder.path()};
    Session session{settings};
    std::atomic<int> asked = 0;
    RootCausePresenter::Explain explain = [this](const Facts&, const rootcause::ExplainSpec& spec, Progress&, std::stop_token) {
        ++asked;
        return someExplanation(spec);
    };
    BudgetPresenter::Load load = [](const Facts&, const std::shared_ptr<WorkspaceHandle>&) {
        return BudgetPresenter::Kept{someFit(), {}};
    };
};

TEST_F(AdviceTest, RootCauseComputesOnlyOnceItIsLookedAt) {
    RootCausePresenter presenter(session, explain);
    session.adopt(someFacts());
    EXPECT_FALSE(presenter.isLoading());
    presenter.activate();
    ASSERT_TRUE(waitFor([&] { return presenter.explanation() != nullptr; }));
    EXPECT_EQ(asked, 1);
    EXPECT_EQ(presenter.dimension(), 0);
}

TEST_F(AdviceTest, RootCauseGoesDownAndUpThroughTheSegments) {
    RootCausePresenter presenter(session, explain);
    session.adopt(someFacts());
    presenter.activate();
    ASSERT_TRUE(waitFor([&] { return presenter.explanation() != nullptr; }));
    presenter.drill(QStringLiteral("Search"));
    EXPECT_EQ(presenter.place(), (rootcause::Segment{{0, 0}}));
    EXPECT_EQ(presenter.dimension(), 1);
    presenter.drillUp(0);
    EXPECT_TRUE(presenter.place().empty());
    EXPECT_EQ(presenter.dimension(), 0);
}

TEST_F(AdviceTest, RootCauseShowsItsPageWithoutAWorkspaceToo) {
    RootCausePresenter presenter(session, explain);
    RootCausePage page(presenter);
    session.adopt(someFacts());
    page.activated();
    ASSERT_TRUE(waitFor([&] { return presenter.explanation() != nullptr; }));
    page.resize(1142, 700);
    EXPECT_FALSE(page.grab().isNull());
}

TEST_F(AdviceTest, RootCauseTellsAnErrorAndKeepsWhatWasThere) {
    RootCausePresenter presenter(session, explain);
    session.adopt(someFacts());
    presenter.activate();
    ASSERT_TRUE(waitFor([&] { return presenter.explanation() != nullptr; }));
    RootCausePresenter broken(
        session, [](const Facts&, const rootcause::ExplainSpec&, Progress&, std::stop_token) -> rootcause::Explanation {
            throw Error(ErrorCode::explain_invalid, {{"detail", "test"}});
        });
    broken.activate();
    ASSERT_TRUE(waitFor([&] { return broken.error().has_value(); }));
    EXPECT_EQ(broken.explanation(), nullptr);
}

TEST_F(AdviceTest, BudgetProposesASplitOfTodaysSpend) {
    BudgetPresenter presenter(session, load);
    session.adopt(someFacts());
    presenter.activate();
    ASSERT_TRUE(waitFor([&] { return presenter.plan() != nullptr; }));
    EXPECT_NEAR(presenter.plan()->total_proposed, 600, 1e-6);
    EXPECT_GT(presenter.plan()->gain, 0);
    EXPECT_EQ(presenter.schedule()->spend.front().size(), static_cast<size_t>(BudgetPresenter::weeks));
}

TEST_F(AdviceTest, BudgetHoldsAChannelWhereAHandPutIt) {
    BudgetPresenter presenter(session, load);
    session.adopt(someFacts());
    presenter.activate();
    ASSERT_TRUE(waitFor([&] { return presenter.plan() != nullptr; }));
    presenter.hold(QStringLiteral("tv"), 250);
    ASSERT_TRUE(waitFor([&] { return !presenter.isLoading(); }));
    EXPECT_NEAR(presenter.plan()->lines[0].proposed, 250, 1e-6);
    EXPECT_NEAR(presenter.plan()->total_proposed, 600, 1e-6);
    EXPECT_TRUE(presenter.isHeld(QStringLiteral("tv")));
    presenter.releaseAll();
    ASSERT_TRUE(waitFor([&] { return !presenter.isLoading(); }));
    EXPECT_LT(presenter.plan()->lines[0].proposed, 200);
}

TEST_F(AdviceTest, BudgetTellsWhatCannotBeAndKeepsTheLastPlan) {
    BudgetPresenter presenter(session, load);
    session.adopt(someFacts());
    presenter.activate();
    ASSERT_TRUE(waitFor([&] { return presenter.plan() != nullptr; }));
    presenter.setTotal(1e6);
    ASSERT_TRUE(waitFor([&] { return presenter.error().has_value(); }));
    EXPECT_EQ(presenter.error()->code(), ErrorCode::allocate_infeasible);
    EXPECT_NE(presenter.plan(), nullptr);
}

TEST_F(AdviceTest, BudgetDrawsItsPage) {
    BudgetPresenter presenter(session, load);
    BudgetPage page(presenter);
    session.adopt(someFacts());
    page.activated();
    ASSERT_TRUE(waitFor([&] { return presenter.plan() != nullptr; }));
    page.resize(1142, 900);
    EXPECT_FALSE(page.grab().isNull());
}

} // namespace
} // namespace plumbline::ui
