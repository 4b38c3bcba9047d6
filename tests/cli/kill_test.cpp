// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include "tests/cli/workbench.h"

namespace fs = std::filesystem;

namespace plumbline::test {
namespace {

constexpr int rows = 60'000;

class Kill : public Workbench {
protected:
    void SetUp() override { make_base(); }

    std::set<std::string> top_level() const {
        std::set<std::string> names;
        for (const auto& entry : fs::directory_iterator(workspace())) names.insert(entry.path().filename().string());
        return names;
    }

    /// Waits for the reader that `parent` starts; 0 where it ended before.
    static pid_t reader_of(Process& parent) {
        const fs::path children = "/proc/" + std::to_string(parent.pid()) + "/task/" + std::to_string(parent.pid()) + "/children";
        for (int i = 0; i < 2000 && parent.running(); ++i) {
            pid_t pid = 0;
            if (std::ifstream(children) >> pid) return pid;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return 0;
    }
};

TEST_F(Kill, AtAnyMomentOfAnImportLeavesExactlyTheOldOrExactlyTheNew) {
    std::pair<double, double> held = base_sums();
    const std::string first = folder().write("import.csv", csv_of_days(rows, 5, "1.50")).string();
    const auto timed = cli({"import", first, "--dataset", "base"});
    ASSERT_EQ(timed.process.exit_code, 0) << timed.process.err;
    held = base_sums();
    ASSERT_EQ(held, (std::pair<double, double>{5.0 * rows, 1.5 * rows}));

    constexpr int moments = 40;
    int killed = 0, old_kept = 0;
    for (int i = 0; i < moments; ++i) {
        SCOPED_TRACE(i);
        // Another number each time, so that an old snapshot is never taken for a new one.
        const std::string file = folder().write("import.csv", csv_of_days(rows, 10 + i, "2.25")).string();
        const std::pair<double, double> fresh{(10.0 + i) * rows, 2.25 * rows};
        ProcessOptions o = options();
        // From the start to a little beyond the end.
        o.kill_after = std::chrono::duration_cast<std::chrono::microseconds>(timed.process.seconds * (1.1 * i / moments));
        const Answer answer = cli({"import", file, "--dataset", "base"}, o);
        killed += answer.process.signal == SIGKILL;
        ASSERT_TRUE(answer.process.signal == SIGKILL || answer.process.exit_code == 0) << answer.process.err;
        done({"verify"});
        const auto now = base_sums();
        if (answer.process.signal == 0) {
            ASSERT_EQ(now, fresh);
        } else {
            ASSERT_TRUE(now == held || now == fresh) << now.first << " " << now.second;
            old_kept += now == held;
        }
        held = now;
        if (HasFailure()) return;
    }
    EXPECT_GT(killed, moments / 2);
    EXPECT_GT(old_kept, 0);
    // The next writer clears away what the killed ones left.
    done({"import", folder().write("import.csv", csv_of_days(10, 1, "1.00")).string(), "--dataset", "base"});
    for (const std::string& name : top_level())
        EXPECT_TRUE((std::set<std::string>{"lock", "state.sqlite", "snapshots", "facts.duckdb"}.contains(name))) << name;
}

TEST_F(Kill, OfTheReaderAloneIsSaidAndChangesNothing) {
    const auto before = fingerprint();
    const std::string file = folder().write("long.csv", csv_of_days(400'000, 7, "2.50")).string();
    Process import(arguments({"import", file, "--dataset", "base"}), options());
    const pid_t reader = reader_of(import);
    ASSERT_GT(reader, 0) << "no reader was seen";
    std::this_thread::sleep_for(std::chrono::milliseconds(40));
    ::kill(reader, SIGKILL);
    Answer answer;
    answer.process = import.wait();
    answer.json = nlohmann::json::parse(answer.process.out, nullptr, false);
    expect_error(answer, 3, {"reader_crashed", "reader_memory"});
    EXPECT_EQ(fingerprint(), before);
    EXPECT_EQ(base_sums(), (std::pair<double, double>{600, 250}));
}

TEST_F(Kill, TheReaderDoesNotOutliveItsProgram) {
    const std::string file = folder().write("long.csv", csv_of_days(400'000, 7, "2.50")).string();
    Process import(arguments({"import", file, "--dataset", "base"}), options());
    const pid_t reader = reader_of(import);
    ASSERT_GT(reader, 0) << "no reader was seen";
    import.send(SIGKILL);
    import.wait();
    for (int i = 0; i < 200 && fs::exists("/proc/" + std::to_string(reader)); ++i) {
        // A process that waits to be collected by init is gone as well.
        if (read_all("/proc/" + std::to_string(reader) + "/stat").find(") Z ") != std::string::npos) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    const std::string stat = read_all("/proc/" + std::to_string(reader) + "/stat");
    EXPECT_TRUE(stat.empty() || stat.find(") Z ") != std::string::npos) << stat;
}

TEST_F(Kill, AskedToStopItAnswersSoonAndChangesNothing) {
    const auto before = fingerprint();
    const std::string file = folder().write("long.csv", csv_of_days(400'000, 7, "2.50")).string();
    for (const int signal : {SIGINT, SIGTERM}) {
        Process import(arguments({"import", file, "--dataset", "base"}), options());
        ASSERT_GT(reader_of(import), 0) << "no reader was seen";
        std::this_thread::sleep_for(std::chrono::milliseconds(40));
        const auto asked = std::chrono::steady_clock::now();
        import.send(signal);
        Answer answer;
        answer.process = import.wait();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - asked;
        answer.json = nlohmann::json::parse(answer.process.out, nullptr, false);
        expect_error(answer, 1, {"cancelled"});
        EXPECT_LT(took.count(), 1.0); // 200 ms on a quiet machine; tests share theirs
        EXPECT_EQ(fingerprint(), before);
    }
}

} // namespace
} // namespace plumbline::test
