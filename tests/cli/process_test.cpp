// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include <csignal>
#include <gtest/gtest.h>

namespace plumbline::test {
namespace {

TEST(Process, GivesBothStreamsAndTheExitCode) {
    const auto r = run_process({"sh", "-c", "echo out; echo err >&2; exit 7"});
    EXPECT_EQ(r.out, "out\n");
    EXPECT_EQ(r.err, "err\n");
    EXPECT_EQ(r.exit_code, 7);
    EXPECT_EQ(r.signal, 0);
}

TEST(Process, TakesMoreThanAPipeHolds) {
    const auto r = run_process({"sh", "-c", "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2"});
    EXPECT_EQ(r.out.size(), 3'000'000u);
    EXPECT_EQ(r.err.size(), 3'000'000u);
}

TEST(Process, IsKilledAtItsMoment) {
    ProcessOptions options;
    options.kill_after = std::chrono::milliseconds(100);
    const auto r = run_process({"sleep", "20"}, options);
    EXPECT_EQ(r.signal, SIGKILL);
    EXPECT_LT(r.seconds.count(), 5);
    EXPECT_FALSE(r.timed_out);
}

TEST(Process, IsKilledWhenItTakesTooLong) {
    ProcessOptions options;
    options.timeout = std::chrono::milliseconds(100);
    const auto r = run_process({"sleep", "20"}, options);
    EXPECT_TRUE(r.timed_out);
    EXPECT_EQ(r.signal, SIGKILL);
}

TEST(Process, SeesItsEnvironmentAndFolder) {
    ProcessOptions options;
    options.environment = {{"PLUMBLINE_TEST_WORD", "plumb"}, {"HOME", ""}};
    options.directory = "/";
    EXPECT_EQ(run_process({"sh", "-c", "echo $PLUMBLINE_TEST_WORD ${HOME-none} $PWD"}, options).out, "plumb none /\n");
}

TEST(Process, WhatIsNotThereCannotBeStarted) { EXPECT_ANY_THROW(run_process({"no-such-program-of-plumbline"})); }

} // namespace
} // namespace plumbline::test
