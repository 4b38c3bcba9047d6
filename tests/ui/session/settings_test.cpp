// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "ui/session/preferences.h"
#include "ui/session/settings.h"

namespace plumbline::ui {
namespace {

TEST(Settings, AreKeptInTheFolderThatWasNamed) {
    QTemporaryDir folder;
    {
        Settings settings(folder.path());
        EXPECT_EQ(settings.get(keys::scheme), "auto");
        settings.set(keys::scheme, QString("dark"));
    }
    Settings again(folder.path());
    EXPECT_EQ(again.get(keys::scheme), "dark");
    EXPECT_TRUE(again.file().startsWith(folder.path()));
}

TEST(Settings, PinnedWorkspacesStayOnTopAndAreNeverPushedOut) {
    QTemporaryDir folder;
    Settings settings(folder.path());
    settings.addRecent("/w/kept");
    settings.setPinned("/w/kept", true);
    for (int i = 0; i < 12; ++i) settings.addRecent(QString("/w/%1").arg(i));
    EXPECT_EQ(settings.recent().size(), 10);
    EXPECT_EQ(settings.recent().front(), "/w/kept");
    EXPECT_EQ(settings.recent()[1], "/w/11");
    settings.clearRecent();
    EXPECT_EQ(settings.recent(), QStringList{"/w/kept"});
    settings.setPinned("/w/kept", false);
    settings.addRecent("/w/new");
    EXPECT_EQ(settings.recent(), (QStringList{"/w/new", "/w/kept"}));
    settings.removeRecent("/w/kept");
    EXPECT_EQ(settings.recent(), QStringList{"/w/new"});
}

TEST(Settings, RecentWorkspacesAreTenTheLatestFirstEachOnce) {
    QTemporaryDir folder;
    Settings settings(folder.path());
    for (int i = 0; i < 12; ++i) settings.addRecent(QString("/w/%1").arg(i));
    settings.addRecent("/w/5");
    const QStringList recent = settings.recent();
    ASSERT_EQ(recent.size(), 10);
    EXPECT_EQ(recent.front(), "/w/5");
    EXPECT_EQ(recent[1], "/w/11");
    EXPECT_EQ(recent.count("/w/5"), 1);
}

TEST(Motion, IsLessWhereTheFilesOfADesktopAskForIt) {
    QTemporaryDir home;
    const auto write = [&](const QString& name, const char* text) {
        QDir().mkpath(QFileInfo(home.filePath(name)).path());
        QFile file(home.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    EXPECT_FALSE(filesWantStillness(home.path())) << "nothing is said";
    write("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n");
    write("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=true\n");
    EXPECT_FALSE(filesWantStillness(home.path()));
    write("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n");
    EXPECT_TRUE(filesWantStillness(home.path()));
    write("kdeglobals", "");
    write("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n");
    EXPECT_TRUE(filesWantStillness(home.path()));
}

} // namespace
} // namespace plumbline::ui
