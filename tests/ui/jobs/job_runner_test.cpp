// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <stdexcept>
#include <thread>

#include <QElapsedTimer>
#include <QThread>
#include <gtest/gtest.h>

#include "tests/ui/jobs/wait.h"
#include "ui/jobs/job_list_model.h"
#include "ui/jobs/job_runner.h"

namespace plumbline::ui {
namespace {

using test::waitFor;
using namespace std::chrono_literals;

/// Work that goes on until it is stopped, as the core does: it looks at the token and throws.
void untilStopped(Progress&, std::stop_token stop) {
    while (true) {
        throw_if_stopped(stop);
        std::this_thread::sleep_for(2ms);
    }
}

TEST(JobRunner, GivesTheResultOnTheThreadOfTheWindow) {
    JobRunner runner;
    QObject context;
    int result = 0;
    Qt::HANDLE worker = nullptr, there = nullptr;
    runner.start(
        "Sum",
        [&worker](Progress&, std::stop_token) {
            worker = QThread::currentThreadId();
            return 42;
        },
        &context,
        [&](int value) {
            result = value;
            there = QThread::currentThreadId();
        },
        [](const Error&) { FAIL(); });
    ASSERT_TRUE(waitFor([&] { return result != 0; }));
    EXPECT_EQ(result, 42);
    EXPECT_EQ(there, QThread::currentThreadId());
    EXPECT_NE(worker, there);
    EXPECT_EQ(runner.running(), 0);
}

TEST(JobRunner, GivesAnErrorWithItsFacts) {
    JobRunner runner;
    QObject context;
    std::optional<Error> got;
    runner.start(
        "Read",
        [](Progress&, std::stop_token) -> int {
            throw Error(ErrorCode::file_empty, {{"file", "shop.csv"}});
        },
        &context, [](int) { FAIL(); }, [&](const Error& error) { got = error; });
    ASSERT_TRUE(waitFor([&] { return got.has_value(); }));
    EXPECT_EQ(got->code(), ErrorCode::file_empty);
    EXPECT_EQ(got->facts().at("file"), "shop.csv");
}

TEST(JobRunner, TellsOfAForeignExceptionInsteadOfLosingItsText) {
    JobRunner runner;
    QObject context;
    std::optional<Error> got;
    runner.start(
        "Read", [](Progress&, std::stop_token) -> int { throw std::runtime_error("the disk is on fire"); }, &context, [](int) {},
        [&](const Error& error) { got = error; });
    ASSERT_TRUE(waitFor([&] { return got.has_value(); }));
    EXPECT_EQ(got->code(), ErrorCode::internal);
    EXPECT_EQ(got->facts().at("detail"), "the disk is on fire");
}

TEST(JobRunner, IsCancelledWithin200Milliseconds) {
    JobRunner runner;
    QObject context;
    std::optional<Error> got;
    std::atomic<bool> begun = false;
    const JobId id = runner.start(
        "Import",
        [&begun](Progress& progress, std::stop_token stop) {
            begun = true;
            untilStopped(progress, std::move(stop));
        },
        &context, [] { FAIL(); }, [&](const Error& error) { got = error; });
    ASSERT_TRUE(waitFor([&] { return begun.load(); }));
    QElapsedTimer clock;
    clock.start();
    runner.cancel(id);
    ASSERT_EQ(runner.status().size(), 1u);
    EXPECT_TRUE(runner.status().front().stopping) << "the tray must say at once that it stops";
    ASSERT_TRUE(waitFor([&] { return got.has_value(); }));
    EXPECT_LE(clock.elapsed(), 200);
    EXPECT_EQ(got->code(), ErrorCode::cancelled);
}

TEST(JobRunner, TellsWorkThatWasDoneBeforeTheCancelAsDone) {
    JobRunner runner;
    QObject context;
    bool done = false, failed = false;
    std::atomic<bool> begun = false;
    const JobId id = runner.start(
        "Import",
        [&begun](Progress&, std::stop_token stop) {
            begun = true;
            while (!stop.stop_requested()) std::this_thread::sleep_for(1ms);
            return 7; // committed in the moment of the cancel
        },
        &context, [&](int) { done = true; }, [&](const Error&) { failed = true; });
    ASSERT_TRUE(waitFor([&] { return begun.load(); }));
    runner.cancel(id);
    ASSERT_TRUE(waitFor([&] { return runner.running() == 0; }));
    EXPECT_TRUE(done);
    EXPECT_FALSE(failed);
}

TEST(JobRunner, NeverCallsWhatIsGoneAndStopsItsWork) {
    JobRunner runner;
    auto context = std::make_unique<QObject>();
    bool called = false;
    std::atomic<bool> begun = false;
    runner.start(
        "Preview",
        [&begun](Progress& progress, std::stop_token stop) {
            begun = true;
            untilStopped(progress, std::move(stop));
        },
        context.get(), [&] { called = true; }, [&](const Error&) { called = true; });
    ASSERT_TRUE(waitFor([&] { return begun.load(); }));
    context.reset();
    ASSERT_TRUE(waitFor([&] { return runner.running() == 0; }, 500)) << "work for nobody went on";
    EXPECT_FALSE(called);
}

TEST(JobRunner, RunsSeveralAtOnce) {
    JobRunner runner;
    QObject context;
    std::atomic<int> inside = 0;
    int done = 0;
    for (int i = 0; i < 4; ++i)
        runner.start(
            "Wait",
            [&inside](Progress&, std::stop_token stop) {
                ++inside;
                while (inside < 4) throw_if_stopped(stop); // each waits for the others
            },
            &context, [&] { ++done; }, [](const Error&) {});
    EXPECT_TRUE(waitFor([&] { return done == 4; })) << "only " << inside << " ran at once";
}

TEST(JobRunner, DestroyingItStopsWhatRuns) {
    QObject context;
    bool called = false;
    QElapsedTimer clock;
    {
        JobRunner runner;
        runner.start(
            "Import", untilStopped, &context, [&] { called = true; }, [&](const Error&) { called = true; });
        clock.start();
    }
    EXPECT_LE(clock.elapsed(), 500);
    QCoreApplication::processEvents();
    EXPECT_FALSE(called);
}

TEST(JobRunner, AMillionStepsCostTheWindowFewEvents) {
    JobRunner runner;
    QObject context;
    bool done = false;
    int told = 0;
    QObject::connect(&runner, &JobRunner::progressed, [&] { ++told; });
    QElapsedTimer clock;
    clock.start();
    runner.start(
        "Import",
        [](Progress& progress, std::stop_token) {
            for (int i = 0; i < 1'000'000; ++i) progress.step(i / 1e6, "store");
        },
        &context, [&] { done = true; }, [](const Error&) {});
    ASSERT_TRUE(waitFor([&] { return done; }, 20'000));
    // 20 times a second, and one at either end.
    EXPECT_LE(told, clock.elapsed() / 50 + 2);
}

TEST(JobListModel, ShowsAJobThatLastsWithItsStageAndHidesABriefOne) {
    JobRunner runner;
    JobListModel model(&runner);
    QObject context;
    bool brief = false;
    runner.start(
        "Brief", [](Progress&, std::stop_token) {}, &context, [&] { brief = true; }, [](const Error&) {});
    ASSERT_TRUE(waitFor([&] { return brief; }));
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(model.summary(), "No jobs running");

    runner.start(
        "Import of shop.csv",
        [](Progress& progress, std::stop_token stop) {
            progress.step(0.41, "store");
            untilStopped(progress, std::move(stop));
        },
        &context, [] {}, [](const Error&) {});
    ASSERT_TRUE(waitFor([&] { return model.rowCount() == 1; }));
    EXPECT_EQ(model.data(model.index(0), JobListModel::TitleRole).toString(), "Import of shop.csv");
    EXPECT_DOUBLE_EQ(model.data(model.index(0), JobListModel::FractionRole).toDouble(), 0.41);
    EXPECT_EQ(model.summary(), "Import of shop.csv, Storing rows, 41%");
    runner.cancelAll();
    ASSERT_TRUE(waitFor([&] { return model.rowCount() == 0; }));
}

} // namespace
} // namespace plumbline::ui
