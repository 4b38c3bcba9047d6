// SPDX-License-Identifier: GPL-3.0-or-later
#include <QToolButton>
#include <gtest/gtest.h>

#include "core/audit/audit.h"
#include "tests/ui/morning/hand.h"
#include "tests/ui/shell/window.h"
#include "ui/pages/dashboard/card_trust.h"
#include "ui/shell/issues_panel.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {
namespace {

using test::waitFor;

audit::Finding finding(const char* key, const char* column, audit::Severity severity, const char* from, const char* to) {
    audit::Finding f;
    f.key = key;
    f.check = "lead_surge_20x";
    f.column = column;
    f.severity = severity;
    f.days = DateRange{*parse_iso_date(from), *parse_iso_date(to)};
    return f;
}

TEST(CardTrust, CountsWhatTouchesTheMeasuresAndTheDaysOfTheCard) {
    const FactsPtr facts = test::someFacts();
    audit::AuditReport report;
    report.findings = {finding("a", "cost", audit::Severity::warning, "2026-11-02", "2026-11-03"),
                       finding("b", "revenue", audit::Severity::blocker, "2026-11-05", "2026-11-05"),
                       finding("c", "cost", audit::Severity::warning, "2025-01-01", "2025-01-02"),
                       finding("d", "cost", audit::Severity::note, "2026-11-02", "2026-11-03"),
                       finding("e", "cost", audit::Severity::warning, "2026-11-02", "2026-11-03")};
    report.findings[4].decided = "remedy";
    audit::Trust trust;
    trust.column = "cost";
    trust.score = 71;
    report.measures = {trust};
    const std::vector<DateRange> november{{from_civil({2026, 11, 1}), from_civil({2026, 11, 15})}};
    const auto of = [&](const char* metric) { return cardTrust(&report, facts->dataset, metric, november, Language::en); };
    EXPECT_EQ(of("cost").open, 1) << "not the one of last year, not the note, not the decided one";
    EXPECT_EQ(of("cost").score, 71);
    EXPECT_EQ(of("roas").open, 2) << "a ratio rests on both of its measures";
    EXPECT_EQ(of("roas").firstKey, "b") << "the blocker first";
    EXPECT_EQ(of("leads").open, 0);
    EXPECT_EQ(cardTrust(nullptr, facts->dataset, "cost", november, Language::en).open, -1);
}

TEST(IssueList, NamesFindingsAndLeadsToThem) {
    test::Window w;
    ASSERT_TRUE(w.open());
    // What is open must be in the workspace: a dataset, and an audit of it.
    auto* panel = w.window->findChild<IssuesPanel*>();
    ASSERT_NE(panel, nullptr);
    EXPECT_FALSE(panel->isVisible());
    w.window->show();
    ASSERT_TRUE(waitFor([&] {
        const auto* button = w.window->findChild<QToolButton*>("statusIssues");
        return button && button->text() == "No open issue";
    }));
    test::click(w.window->findChild<QToolButton*>("statusIssues"));
    EXPECT_TRUE(panel->isVisible());
    EXPECT_TRUE(panel->summary().isEmpty());
    w.window->actions().find("view.issues")->trigger();
    EXPECT_FALSE(panel->isVisible());
    Q_EMIT panel->issueChosen({Issue::Kind::import, Tone::warning, "x", "y", "data", "set_aside 3", "Shop"});
    EXPECT_EQ(w.window->currentPage()->id(), "data");
    EXPECT_EQ(w.datasets.rejectsOf(), 3);
}

} // namespace
} // namespace plumbline::ui
