// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "core/store/workspace.h"
#include "tests/ui/jobs/wait.h"
#include "ui/session/places.h"
#include "ui/session/session.h"

namespace plumbline::ui {
namespace {

using test::waitFor;

class SessionTest : public testing::Test {
protected:
    QTemporaryDir folder;
    Settings settings{folder.filePath("config")};
    std::optional<Error> failed;
    void listen(Session& session) {
        QObject::connect(&session, &Session::failed, [this](const Error& error) { failed = error; });
    }
};

TEST_F(SessionTest, MakesAWorkspaceAndRemembersIt) {
    Session session(settings);
    listen(session);
    session.createWorkspace(folder.filePath("Nordhang"), "Nordhang");
    EXPECT_TRUE(session.isOpening());
    ASSERT_TRUE(waitFor([&] { return !session.isOpening(); }));
    ASSERT_FALSE(failed) << failed->what();
    EXPECT_TRUE(session.isOpen());
    EXPECT_EQ(session.name(), "Nordhang");
    EXPECT_TRUE(session.datasets().empty());
    EXPECT_EQ(settings.recent(), QStringList{folder.filePath("Nordhang")});
    EXPECT_TRUE(store::Workspace::exists(toPath(folder.filePath("Nordhang"))));
}

TEST_F(SessionTest, SaysWhichWorkspaceIsMissing) {
    Session session(settings);
    listen(session);
    session.openWorkspace(folder.filePath("nothing"));
    ASSERT_TRUE(waitFor([&] { return failed.has_value(); }));
    EXPECT_EQ(failed->code(), ErrorCode::workspace_not_found);
    EXPECT_FALSE(session.isOpen());
    EXPECT_TRUE(settings.recent().isEmpty());
}

TEST_F(SessionTest, TheLastRequestWins) {
    for (const char* name : {"a", "b"}) store::Workspace::create(toPath(folder.filePath(name)), name);
    Session session(settings);
    listen(session);
    session.openWorkspace(folder.filePath("a"));
    session.openWorkspace(folder.filePath("b"));
    ASSERT_TRUE(waitFor([&] { return session.jobs().running() == 0 && !session.isOpening(); }));
    EXPECT_EQ(session.name(), "b");
    EXPECT_FALSE(failed);
}

TEST_F(SessionTest, AWorkspaceThatIsOpenElsewhereIsLeftAlone) {
    auto other = store::Workspace::create(toPath(folder.filePath("a")), "a");
    // The lock is between processes or within one, depending on the system; only a refusal is looked at.
    Session session(settings);
    listen(session);
    session.openWorkspace(folder.filePath("a"));
    ASSERT_TRUE(waitFor([&] { return !session.isOpening(); }));
    if (failed) {
        EXPECT_EQ(failed->code(), ErrorCode::workspace_in_use);
    } else
        GTEST_SKIP() << "one process may open a workspace twice here";
}

TEST_F(SessionTest, ALanguageForOneRunDoesNotTouchTheSettings) {
    Session session(settings);
    session.overrideLanguage("fr");
    EXPECT_EQ(session.language(), Language::fr);
    EXPECT_EQ(settings.get(keys::language), QString());
    session.setLanguage("en");
    EXPECT_EQ(session.language(), Language::en);
    EXPECT_EQ(settings.get(keys::language), "en");
}

} // namespace
} // namespace plumbline::ui
