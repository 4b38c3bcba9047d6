// SPDX-License-Identifier: GPL-3.0-or-later
#include <QPushButton>
#include <gtest/gtest.h>

#include "tests/ui/shell/window.h"
#include "ui/session/trust.h"
#include "ui/widgets/trust_banner.h"

namespace plumbline::ui {
namespace {

audit::Finding surge(Date from, Date to) {
    audit::Finding f;
    f.key = "k1";
    f.check = "lead_surge_20x";
    f.severity = audit::Severity::blocker;
    f.column = "revenue";
    f.dimension = "channel";
    f.segment = "Search";
    f.days = DateRange{from, to};
    f.value = 2000;
    f.expected = 100;
    f.factor = 20;
    f.remedies = {audit::Action::cap, audit::Action::leave};
    return f;
}

struct Banner : ::testing::Test {
    void SetUp() override {
        ASSERT_TRUE(w.open());
        w.window->show();
        banner = w.window->findChild<TrustBanner*>();
        ASSERT_TRUE(banner);
    }
    void say(std::vector<audit::Finding> findings) {
        auto report = std::make_shared<audit::AuditReport>();
        report->findings = std::move(findings);
        Trust::of(w.session).set(w.session.facts(), report);
    }
    test::Window w;
    TrustBanner* banner = nullptr;
    const Date last = from_civil({2026, 11, 15});
};

TEST_F(Banner, StandsAboveAPageThatShowsWhatAnOpenFindingDoubts) {
    EXPECT_FALSE(banner->isVisible()) << "nothing is known yet";
    say({surge(last - 10, last - 8)});
    ASSERT_TRUE(banner->isVisible());
    EXPECT_TRUE(banner->text().contains("Revenue of Search")) << banner->text().toStdString();
    QStringList wanted;
    QObject::connect(&Trust::of(w.session), &Trust::wanted, banner, [&](const QString& key) { wanted << key; });
    for (QPushButton* button : banner->findChildren<QPushButton*>())
        if (!button->text().isEmpty()) button->click();
    EXPECT_EQ(wanted, QStringList{"k1"});
    w.window->showPage("data");
    EXPECT_FALSE(banner->isVisible()) << "that page shows no numbers";
    w.window->showPage("dashboard");
    EXPECT_TRUE(banner->isVisible());
}

TEST_F(Banner, IsSilentAboutOtherDaysOtherSegmentsNotesAndWhatIsDecided) {
    say({surge(last - 600, last - 598)});
    EXPECT_FALSE(banner->isVisible()) << "before the days that are shown";
    audit::Finding note = surge(last - 10, last - 8);
    note.severity = audit::Severity::note;
    audit::Finding decided = surge(last - 10, last - 8);
    decided.decided = "r1";
    audit::Finding other = surge(last - 10, last - 8);
    other.column = "leads";
    say({note, decided, other});
    EXPECT_FALSE(banner->isVisible());
    say({surge(last - 10, last - 8)});
    EXPECT_TRUE(banner->isVisible());
    w.session.selection().setFilter("channel", {"Social"});
    EXPECT_FALSE(banner->isVisible()) << "the campaign is filtered out";
    w.session.selection().setFilter("channel", {"Search"});
    EXPECT_TRUE(banner->isVisible());
}

} // namespace
} // namespace plumbline::ui
