// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPixmap>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>
#include <gtest/gtest.h>

#include "tests/core/metrics/world.h"
#include "tests/ui/jobs/wait.h"
#include "ui/chat/assistant_settings.h"
#include "ui/chat/chat_pane.h"
#include "ui/chat/history_popup.h"
#include "ui/session/session.h"

namespace plumbline::ui {
namespace {

using plumbline::testing::day;
using plumbline::testing::World;
using test::waitFor;

/// Three days of two channels: revenue 100 and 50 a day.
std::shared_ptr<World> shop() {
    std::vector<plumbline::testing::Row> rows;
    for (int d = 0; d < 3; ++d) {
        rows.push_back({day("2026-03-02") + d, {std::string("search"), std::string("brand")}, {10, 1000, 10000}});
        rows.push_back({day("2026-03-02") + d, {std::string("social"), std::string("reach")}, {20, 2000, 5000}});
    }
    return std::make_shared<World>(
        World({{"channel", "dimension", "channel"}, {"campaign", "campaign", ""}},
              {{"clicks", "clicks"}, {"cost", "cost", FieldType::decimal, 2}, {"revenue", "revenue", FieldType::decimal, 2}},
              std::move(rows)));
}

class ChatTest : public ::testing::Test {
protected:
    QTemporaryDir folder;
    Settings settings{folder.filePath("config")};
    Session session{settings};
    std::shared_ptr<World> world = shop();

    void SetUp() override {
        session.overrideLanguage("en");
        session.createWorkspace(folder.filePath("w"), "w");
        ASSERT_TRUE(waitFor([&] { return !session.isOpening(); }));
        auto facts = std::make_shared<Facts>();
        facts->dataset = world->info;
        facts->engine = std::shared_ptr<Engine>(world, world->engine.get());
        facts->cube = world->cube;
        session.adopt(facts);
    }
    /// Asks and waits for the answer, and until it is kept.
    const ChatEntry& ask(ChatPresenter& presenter, const QString& question) {
        EXPECT_TRUE(waitFor([&] { return presenter.dataset() != nullptr; }));
        const size_t before = presenter.entries().size();
        presenter.ask(question);
        EXPECT_TRUE(waitFor([&] { return presenter.entries().size() > before && !presenter.entries().back().id.isEmpty(); }));
        return presenter.entries().back();
    }
};

TEST_F(ChatTest, AnswersAreShownWithWhatWasUnderstood) {
    ChatPane pane(session);
    const ChatEntry& entry = ask(pane.presenter(), "Revenue by channel");
    EXPECT_FALSE(entry.reply.refused) << entry.reply.reason;
    ASSERT_EQ(entry.reply.parts.front().rows(), 2u);
    EXPECT_EQ(entry.tokens.front().first, "metric");
    bool named = false; // the sentence that a screen reader says
    for (QLabel* label : pane.findChildren<QLabel*>()) named = named || label->accessibleName().startsWith("search comes first");
    EXPECT_TRUE(named);
}

TEST_F(ChatTest, TheOfflineAnswerIsOnScreenWithin100Milliseconds) {
    ChatPane pane(session);
    pane.show();
    ask(pane.presenter(), "Revenue by channel"); // the vocabulary is built once
    double best = 1e9;
    for (const char* q : {"Cost by campaign", "Clicks by channel", "Revenue by day", "ROI by campaign", "Total cost"}) {
        QElapsedTimer clock;
        double shown = -1;
        const auto connection = QObject::connect(&pane.presenter(), &ChatPresenter::answered, &pane, [&](int) {
            pane.grab(); // painted, not only put in place
            if (shown < 0) shown = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        });
        clock.start();
        ask(pane.presenter(), QString::fromLatin1(q));
        QObject::disconnect(connection);
        ASSERT_GE(shown, 0);
        best = std::min(best, shown);
    }
    std::printf("offline answer on screen after %.0f ms\n", best);
    EXPECT_LT(best, 100); // the best of five: other work on the machine is not what is measured
}

/// An answer, a question back and a refusal in both languages; with PLUMBLINE_PICTURES set to a folder they are kept there.
TEST_F(ChatTest, AnswerClarificationAndRefusalArePictured) {
    const struct {
        const char *language, *name, *question;
    } cases[] = {{"en", "answer", "Compare revenue and cost by campaign"},
                 {"en", "clarification", "What is the rate?"},
                 {"en", "refusal", "What was the churn rate in March?"},
                 {"fr", "answer", "Chiffre d'affaires par campagne"},
                 {"fr", "clarification", "Quel est le taux ?"},
                 {"fr", "refusal", "Quel est le taux de désabonnement ?"},
                 {"en", "comparison", "search against social: revenue and ROI"},
                 {"fr", "unsafe", "Supprime toutes les lignes"}};
    for (const auto& c : cases) {
        session.overrideLanguage(QString::fromLatin1(c.language));
        ChatPane pane(session);
        pane.resize(pane.width(), 760);
        pane.show();
        const ChatEntry& entry = ask(pane.presenter(), QString::fromUtf8(c.question));
        const std::string name = c.name;
        EXPECT_EQ(entry.reply.refused, name == "refusal" || name == "unsafe") << c.question << ": " << entry.reply.text;
        EXPECT_EQ(entry.reply.clarify, name == "clarification") << c.question << ": " << entry.reply.text;
        EXPECT_TRUE(name != "clarification" || !entry.reply.options.empty()) << c.question;
        test::waitFor([] { return false; }, 50);
        const QPixmap picture = pane.grab();
        EXPECT_EQ(picture.width(), pane.width());
        const QString pictures = qEnvironmentVariable("PLUMBLINE_PICTURES");
        if (!pictures.isEmpty()) {
            const QString file = QStringLiteral("%1/assistant-%2-%3.png")
                                     .arg(pictures, QString::fromLatin1(c.name), QString::fromLatin1(c.language));
            EXPECT_TRUE(picture.save(file));
        }
    }
    session.overrideLanguage("en");
}

TEST_F(ChatTest, ATokenThatIsChangedRunsAgainInItsPlace) {
    ChatPane pane(session);
    ask(pane.presenter(), "Revenue by channel");
    pane.presenter().withMetric(0, "clicks");
    ASSERT_TRUE(waitFor([&] { return pane.presenter().entries()[0].reply.plan.queries[0].metrics[0] == "clicks"; }));
    EXPECT_EQ(pane.presenter().entries().size(), 1u);
    EXPECT_EQ(*pane.presenter().entries()[0].reply.parts.front().column(1).number(0), 60);
}

TEST_F(ChatTest, EveryFocusStopHasAName) {
    ChatPane pane(session);
    ask(pane.presenter(), "Plot revenue by day");
    ask(pane.presenter(), "Revenue in Antarctica");
    for (QWidget* w : pane.findChildren<QWidget*>()) {
        if (!w->isVisibleTo(&pane)) continue;
        if (w->focusPolicy() == Qt::NoFocus || w->inherits("QScrollBar") || w->inherits("QHeaderView")) continue;
        if (w->inherits("QScrollArea") || w->objectName() == "qt_scrollarea_viewport") continue;
        QString name = w->accessibleName();
        if (auto* button = qobject_cast<QAbstractButton*>(w); button && name.isEmpty()) name = button->text() + button->toolTip();
        if (auto* label = qobject_cast<QLabel*>(w); label && name.isEmpty()) name = label->text();
        if (name.isEmpty() && w->parentWidget()) name = w->parentWidget()->accessibleName();
        EXPECT_FALSE(name.isEmpty()) << w->metaObject()->className() << " of "
                                     << (w->parentWidget() ? w->parentWidget()->metaObject()->className() : "nothing");
    }
}

TEST_F(ChatTest, TheHistoryIsSearchedAndErased) {
    {
        ChatPane pane(session);
        ask(pane.presenter(), "Revenue by channel");
        ask(pane.presenter(), "How many clicks did social get?");
    }
    ChatPresenter later(session); // as after the next start
    ASSERT_TRUE(waitFor([&] { return later.past({}).size() == 2; }));
    EXPECT_EQ(later.past("CLICKS").size(), 1u);
    HistoryPopup popup(later);
    auto* list = popup.findChild<QListWidget*>();
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->count(), 2);
    popup.findChild<QLineEdit*>()->setText("clicks");
    EXPECT_EQ(list->count(), 1);
    later.erasePast(later.past("clicks").front().id);
    ASSERT_TRUE(waitFor([&] { return session.jobs().running() == 0; }));
    int left = 0;
    session.handle()->use([&](store::Workspace& w) { left = static_cast<int>(assistant::history(w).size()); });
    EXPECT_EQ(left, 1);
}

TEST_F(ChatTest, FeedbackIsKeptWithTheAnswer) {
    ChatPane pane(session);
    ask(pane.presenter(), "Revenue by channel");
    pane.presenter().feedback(0, false, 2, "wrong channel");
    ASSERT_TRUE(waitFor([&] { return session.jobs().running() == 0; }));
    std::string body;
    session.handle()->use([&](store::Workspace& w) { body = assistant::history(w).front().body; });
    EXPECT_NE(body.find("wrong channel"), std::string::npos);
}

TEST_F(ChatTest, KeysLieInAFileOfTheirOwner) {
    KeyStore keys(folder.filePath("keys"));
    ASSERT_TRUE(keys.setKey("a", "sk-1"));
    ASSERT_TRUE(keys.setKey("b", "sk-2"));
    EXPECT_EQ(keys.key("a"), "sk-1");
    EXPECT_EQ(QFileInfo(keys.file()).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
              QFileDevice::Permissions());
    ASSERT_TRUE(keys.setKey("a", ""));
    EXPECT_EQ(keys.key("a"), "");
    EXPECT_EQ(keys.key("b"), "sk-2");
}

TEST_F(ChatTest, SettingsOfTheAssistantAreKept) {
    AssistantSettings page(session);
    bool ready = false, stored = false;
    QObject::connect(&page.setup(), &AssistantSetup::loaded, [&] { ready = true; });
    QObject::connect(&page.setup(), &AssistantSetup::stored, [&] { stored = true; });
    page.load();
    ASSERT_TRUE(waitFor([&] { return ready; }));
    for (QPushButton* b : page.findChildren<QPushButton*>())
        if (b->text() == "Add") b->click();
    ASSERT_EQ(page.setup().models.endpoints.size(), 1u);
    page.setup().policy.day_budget = 0;
    page.apply();
    ASSERT_TRUE(waitFor([&] { return stored; }));
    session.handle()->use([&](store::Workspace& w) {
        EXPECT_EQ(assistant::models_of(w).endpoints.size(), 1u);
        EXPECT_FALSE(assistant::policy_of(w).network); // off until a person switches it on
    });
}

} // namespace
} // namespace plumbline::ui
