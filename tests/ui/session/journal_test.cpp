// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/journal.h"

#include <csignal>

#include <QDir>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace plumbline::ui {
namespace {

/// Runs something in a process of its own; how that ended, as wait() says.
template <class Do>
int apart(Do act) {
    const pid_t child = fork();
    if (child == 0) {
        act();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

TEST(Journal, KeepsKeysAddressesAndTheHomeFolderToItself) {
    EXPECT_EQ(Journal::redacted(QDir::homePath() + "/numbers"), "~/numbers");
    EXPECT_FALSE(Journal::redacted("Authorization: sk-abcdef1234567890").contains("abcdef"));
    EXPECT_FALSE(Journal::redacted("api_key=0123456789abcdef").contains("0123456789"));
    EXPECT_FALSE(Journal::redacted("mail to anna@example.com failed").contains("anna"));
    EXPECT_EQ(Journal::redacted("a plain sentence"), "a plain sentence");
}

TEST(Journal, AFaultLeavesANoteThatIsToldOnce) {
    QTemporaryDir folder;
    const QString log = Journal::folder(folder.path());
    EXPECT_TRUE(Journal::takeCrashNote(log).isEmpty());
    const int status = apart([&] {
        Journal::start(log, Journal::Level::warning, "9.9");
        std::raise(SIGABRT);
    });
    EXPECT_TRUE(WIFSIGNALED(status)) << "the system is told of the fault as before";
    const QString note = Journal::takeCrashNote(log);
    EXPECT_TRUE(note.startsWith("Plumbline 9.9, signal 6\n")) << note.toStdString();
    EXPECT_TRUE(Journal::takeCrashNote(log).isEmpty());
}

TEST(Journal, NeverGrowsBeyondItsLimit) {
    QTemporaryDir folder;
    const QString log = Journal::folder(folder.path());
    apart([&] {
        Journal::start(log, Journal::Level::warning, "9.9");
        const QString line(2000, QLatin1Char('x'));
        for (int i = 0; i < 4000; ++i) qWarning("%s", qPrintable(line));
        qInfo("not wanted at this level");
    });
    const QFileInfoList files = QDir(log).entryInfoList(QDir::Files);
    EXPECT_EQ(files.size(), Journal::kept_logs);
    for (const QFileInfo& file : files) EXPECT_LE(file.size(), Journal::longest_log + 4000) << file.fileName().toStdString();
}

} // namespace
} // namespace plumbline::ui
