// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "core/store/workspace.h"
#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/facts.h"
#include "ui/session/places.h"
#include "ui/session/record_change.h"

namespace plumbline::ui {
namespace {

using test::someFacts;
using test::waitFor;

class KeptTest : public testing::Test {
protected:
    bool open(Session& session) {
        session.openWorkspace(folder.filePath("work"));
        return waitFor([&] { return session.isOpen(); });
    }
    void SetUp() override { store::Workspace::create(toPath(folder.filePath("work")), "work"); }
    bool idle(Session& session) {
        return waitFor([&] { return session.jobs().running() == 0; });
    }
    QTemporaryDir folder;
    Settings settings{folder.filePath("config")};
};

TEST_F(KeptTest, PeriodComparisonAndFiltersComeBackWithTheWorkspace) {
    {
        Session session(settings);
        ASSERT_TRUE(open(session));
        session.adopt(someFacts());
        session.selection().setPeriod(RangePreset::custom, {from_civil({2026, 9, 1}), from_civil({2026, 9, 30})});
        session.selection().setComparison(metrics::Comparison::previous);
        session.selection().setFilter("region", {"West", ""}, true);
        session.flush();
        ASSERT_TRUE(idle(session));
    }
    Session session(settings);
    ASSERT_TRUE(open(session));
    session.adopt(someFacts());
    const SelectionState& state = session.selection().state();
    EXPECT_EQ(state.preset, RangePreset::custom);
    EXPECT_EQ(state.custom, (DateRange{from_civil({2026, 9, 1}), from_civil({2026, 9, 30})}));
    EXPECT_EQ(state.compare, metrics::Comparison::previous);
    ASSERT_EQ(state.filters.size(), 1u);
    EXPECT_EQ(state.filters[0].values, (std::vector<std::string>{"West", ""}));
    EXPECT_TRUE(state.filters[0].exclude);
    EXPECT_FALSE(session.undoStack().canUndo()) << "coming back is nothing that a person did";
    EXPECT_FALSE(session.selection().canGoBack());
}

TEST_F(KeptTest, WhatNoLongerFitsTheDataIsLeftOut) {
    const FactsPtr facts = someFacts();
    const auto from = [&](const char* json) { return selectionFrom(QJsonDocument::fromJson(json).object(), facts->dataset); };
    // Days that the data do not have any more, a dimension that is gone, a filter of nothing, nonsense.
    EXPECT_EQ(from(R"({"period":"custom","from":"2019-01-01","to":"2019-02-01"})"), SelectionState{});
    EXPECT_EQ(from(R"({"period":"custom","from":"2026-02-30","to":"x"})"), SelectionState{});
    EXPECT_EQ(from(R"({"period":"eternity","filters":[{"dimension":"planet","values":["Mars"]},{"dimension":"region"}]})"),
              SelectionState{});
    EXPECT_EQ(from(R"({"filters":7})"), SelectionState{});
    const SelectionState clipped = from(R"({"period":"custom","from":"2026-11-01","to":"2030-01-01"})");
    EXPECT_EQ(clipped.custom->to, facts->dataset.dates->to);
}

TEST_F(KeptTest, ANewerVersionIsTakenForNothing) {
    Kept kept;
    EXPECT_TRUE(kept.set(1, "a", {{"x", 1}}));
    EXPECT_FALSE(kept.set(1, "a", {{"x", 1}}));
    EXPECT_EQ(Kept::read(kept.text()).of(1, "a").value("x").toInt(), 1);
    EXPECT_TRUE(Kept::read(kept.text()).of(2, "a").isEmpty());
    std::string newer = kept.text();
    newer.replace(newer.find("\"version\":1"), 11, "\"version\":9");
    EXPECT_TRUE(Kept::read(newer).of(1, "a").isEmpty());
    EXPECT_TRUE(Kept::read("no json").of(1, "a").isEmpty());
}

TEST_F(KeptTest, ADatasetWithoutACurrencyGetsTheOneThatWasSet) {
    settings.set(keys::currency, QStringLiteral("SEK"));
    Session session(settings);
    ASSERT_TRUE(open(session));
    auto bare = std::make_shared<Facts>(*someFacts());
    bare->dataset.currency.clear();
    session.adopt(bare);
    EXPECT_EQ(session.facts()->dataset.currency, "SEK");
    session.adopt(someFacts("Other", 2));
    EXPECT_EQ(session.facts()->dataset.currency, "CHF") << "what the data say stays";
    auto mixed = std::make_shared<Facts>(*bare);
    mixed->dataset.id = 3;
    mixed->dataset.columns[4].unit = "EUR";
    mixed->dataset.columns[5].unit = "USD";
    session.adopt(mixed);
    EXPECT_EQ(session.facts()->dataset.currency, "") << "two currencies are not one";
}

TEST_F(KeptTest, APinIsAStepOfUndoInTheWorkspace) {
    Session session(settings);
    ASSERT_TRUE(open(session));
    session.adopt(someFacts());
    metrics::Pin pin;
    pin.chart = test::someDashboard({}).series;
    pin.source = "forecast";
    QStringList kinds;
    QObject::connect(&session, &Session::recordsChanged, [&](const QString& kind) { kinds << kind; });
    const auto stored = [&] { return session.handle()->use([](store::Workspace& w) { return metrics::pins(w, 1); }); };
    pinToDashboard(session, pin);
    ASSERT_TRUE(waitFor([&] { return kinds == QStringList{"pin"}; }));
    ASSERT_EQ(stored().size(), 1u);
    EXPECT_EQ(stored()[0].title, "Revenue rose");
    EXPECT_TRUE(session.undoStack().undoText().contains("Revenue rose"));
    const std::string id = stored()[0].id;
    session.undoStack().undo();
    ASSERT_TRUE(waitFor([&] { return kinds.size() == 2; }));
    EXPECT_TRUE(stored().empty());
    session.undoStack().redo();
    ASSERT_TRUE(waitFor([&] { return kinds.size() == 3; }));
    ASSERT_EQ(stored().size(), 1u);
    EXPECT_EQ(stored()[0].id, id);
    unpin(session, stored()[0]);
    ASSERT_TRUE(waitFor([&] { return kinds.size() == 4; }));
    EXPECT_TRUE(stored().empty());
    session.undoStack().undo();
    ASSERT_TRUE(waitFor([&] { return kinds.size() == 5; }));
    EXPECT_EQ(stored().size(), 1u);
}

} // namespace
} // namespace plumbline::ui
