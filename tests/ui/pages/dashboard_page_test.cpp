// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/jobs/wait.h"
#include "tests/ui/pages/facts.h"
#include "ui/pages/dashboard/dashboard_page.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {
namespace {

using test::someFacts;
using test::waitFor;

class DashboardPageTest : public testing::Test {
protected:
    void SetUp() override {
        page.resize(1174, 640);
        page.show();
    }
    void load() {
        session.adopt(someFacts());
        ASSERT_TRUE(waitFor([&] { return page.isSettled() && presenter.dashboard(); }));
    }
    SpecTable* table(const std::string& id) {
        for (SpecTable* t : page.findChildren<SpecTable*>())
            if (t->spec().id == id) return t;
        return nullptr;
    }
    QTemporaryDir folder;
    Settings settings{folder.path()};
    Session session{settings};
    DashboardPresenter presenter{
        session, [](const Facts&, const report::DashboardRequest& r, std::stop_token) { return test::someDashboard(r); }};
    DashboardPage page{presenter};
};

TEST_F(DashboardPageTest, ShowsACardForEachKpi) {
    load();
    ASSERT_EQ(page.cards()->cards().size(), 3);
    EXPECT_EQ(page.cards()->cards()[0]->card().metric, "revenue");
}

TEST_F(DashboardPageTest, AClickOnACardMakesItTheMetricAndExplainsIt) {
    load();
    page.cards()->cards()[1]->click();
    EXPECT_EQ(presenter.metric(), "cost");
    QWidget* popup = QApplication::activePopupWidget();
    ASSERT_NE(popup, nullptr);
    bool said = false;
    for (const QLabel* label : popup->findChildren<QLabel*>()) said |= label->text() == "the sum";
    EXPECT_TRUE(said) << "the explanation is not shown";
    popup->close();
}

TEST_F(DashboardPageTest, AClickOnARowFiltersAndAnotherLiftsIt) {
    load();
    SpecTable* breakdown = table("breakdown");
    ASSERT_NE(breakdown, nullptr);
    Q_EMIT breakdown->rowActivated("channel", "Search");
    ASSERT_NE(session.selection().filter("channel"), nullptr);
    EXPECT_EQ(session.selection().filter("channel")->values, std::vector<std::string>{"Search"});
    Q_EMIT breakdown->rowActivated("channel", "Search");
    EXPECT_EQ(session.selection().filter("channel"), nullptr);
}

TEST_F(DashboardPageTest, ExportsOnlyWhatThereIs) {
    ASSERT_EQ(page.exportActions().size(), 4);
    for (const QAction* action : page.exportActions()) EXPECT_FALSE(action->isEnabled());
    load();
    for (const QAction* action : page.exportActions()) EXPECT_TRUE(action->isEnabled());
}

} // namespace
} // namespace plumbline::ui
