// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>
#include <unistd.h>

#include "core/base/date.h"
#include "core/store/duck.h"
#include "tests/cli/workbench.h"

namespace fs = std::filesystem;

namespace plumbline::test {
namespace {

constexpr std::pair<double, double> base{600, 250}; // 200 days of 3 clicks and 1.25

void overwrite(const fs::path& file, size_t at, const std::string& bytes) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(at));
    out << bytes;
}

class BadWorkspace : public Workbench {
protected:
    void SetUp() override { make_base(); }
    fs::path state() const { return workspace() / "state.sqlite"; }
    fs::path facts() const { return workspace() / "facts.duckdb"; }
    fs::path snapshot() const {
        for (const auto& entry : fs::directory_iterator(workspace() / "snapshots")) return entry.path();
        return {};
    }
};

TEST_F(BadWorkspace, OfANewerProgramIsLeftUntouched) {
    overwrite(state(), 60, std::string("\0\0\0\x63", 4)); // SQLite's user_version, big-endian: format 99
    const auto before = fingerprint();
    const std::string file = folder().write("more.csv", csv_of_days(5, 1, "1.00")).string();
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"datasets"},
                                               {"query", "--metrics", "clicks"},
                                               {"import", file},
                                               {"verify"},
                                               {"roles", "base", "--set", "clicks=measure"}}) {
        SCOPED_TRACE(command.front());
        expect_error(cli(command), 1, {"workspace_newer"});
    }
    EXPECT_EQ(fingerprint(), before);
}

TEST_F(BadWorkspace, WhoseStateIsNoDatabaseIsSaid) {
    for (const std::string& junk : {std::string(8192, 'x'), std::string(), std::string("SQLite format 3\0junk", 20)}) {
        std::ofstream(state(), std::ios::binary | std::ios::trunc) << junk;
        const auto before = fingerprint();
        expect_error(cli({"datasets"}), 1, {"workspace_damaged"});
        expect_error(cli({"import", folder().write("more.csv", csv_of_days(5, 1, "1.00")).string()}), 1, {"workspace_damaged"});
        EXPECT_EQ(fingerprint(), before);
    }
}

TEST_F(BadWorkspace, OneChangedByteOfTheStateIsSaidOrHarmless) {
    const std::string whole = read_all(state());
    int said = 0;
    for (int i = 0; i < 40; ++i) {
        const size_t at = 100 + static_cast<size_t>(i) * (whole.size() - 100) / 40;
        SCOPED_TRACE(at);
        overwrite(state(), at, std::string(1, static_cast<char>(whole[at] ^ 0x10)));
        const Answer answer = cli({"query", "--dataset", "base", "--metrics", "clicks,cost"});
        ASSERT_EQ(answer.process.signal, 0);
        if (answer.process.exit_code == 0)
            EXPECT_EQ(answer.json["rows"], nlohmann::json::parse("[[600,250]]")) << answer.json.dump(); // equal as numbers
        else {
            ++said;
            expect_error(answer, 1, {"workspace_damaged"});
        }
        std::ofstream(state(), std::ios::binary | std::ios::trunc) << whole;
    }
    EXPECT_GT(said, 0) << "no change was noticed at all";
    EXPECT_EQ(base_sums(), base);
}

TEST_F(BadWorkspace, OneChangedByteOfASnapshotIsFoundByVerify) {
    const std::string whole = read_all(snapshot());
    for (int i = 0; i < 12; ++i) {
        const size_t at = static_cast<size_t>(i) * whole.size() / 12;
        overwrite(snapshot(), at, std::string(1, static_cast<char>(whole[at] ^ 0x01)));
        expect_error(cli({"verify"}), 1, {"snapshot_damaged"});
        overwrite(snapshot(), at, whole.substr(at, 1));
    }
    done({"verify"});
    fs::rename(snapshot(), workspace() / "elsewhere");
    expect_error(cli({"verify"}), 1, {"snapshot_damaged"});
}

TEST_F(BadWorkspace, ADamagedSnapshotIsNotBuiltInto) {
    const std::string whole = read_all(snapshot());
    overwrite(snapshot(), whole.size() / 2, std::string(1, static_cast<char>(whole[whole.size() / 2] ^ 0x01)));
    fs::remove(facts());
    expect_error(cli({"query", "--dataset", "base", "--metrics", "clicks"}), 1, {"snapshot_damaged"});
}

TEST_F(BadWorkspace, LostDamagedOrCutFactsAreBuiltAnew) {
    const std::string whole = read_all(facts());
    fs::remove(facts());
    EXPECT_EQ(base_sums(), base);
    for (const size_t at : {whole.size() / 3, whole.size() / 2, size_t{10}}) {
        overwrite(facts(), at, "\x42\x42\x42");
        EXPECT_EQ(base_sums(), base) << at;
    }
    fs::resize_file(facts(), whole.size() / 2);
    EXPECT_EQ(base_sums(), base);
    std::ofstream(facts(), std::ios::trunc).close();
    EXPECT_EQ(base_sums(), base);
    done({"verify"});
}

TEST_F(BadWorkspace, FactsThatLieAreNotBelieved) {
    duck::OpenOptions open;
    open.read_only = false;
    open.locked_down = false;
    {
        duck::Database database(facts(), open);
        duck::Connection connection = database.connect();
        connection.execute("CREATE MACRO sum(x) AS 42");
        connection.execute("CHECKPOINT");
    }
    EXPECT_EQ(base_sums(), base);
}

TEST_F(BadWorkspace, OfAnotherMachineGivesTheSameNumbers) {
    ProcessOptions elsewhere = options();
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        elsewhere.environment[name] = (folder() / "other-home").string();
    const Answer answer = cli({"query", "--dataset", "base", "--metrics", "clicks,cost"}, elsewhere);
    ASSERT_EQ(answer.process.exit_code, 0) << answer.process.err;
    EXPECT_EQ(answer.json["rows"], nlohmann::json::parse("[[600,250]]"));
    EXPECT_EQ(base_sums(), base);
}

TEST_F(BadWorkspace, InAFolderThatIsNotWritableIsReadButNotChanged) {
    // root writes everywhere, unless it gives the right away.
    std::vector<std::string> command;
    if (::geteuid() == 0) command = {"setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--"};
    const auto before = fingerprint();
    fs::permissions(workspace(), fs::perms::owner_read | fs::perms::owner_exec);
    fs::permissions(workspace() / "snapshots", fs::perms::owner_read | fs::perms::owner_exec);
    if (run_process([&] {
            auto touch = command;
            touch.insert(touch.end(), {"touch", (workspace() / "x").string()});
            return touch;
        }())
            .exit_code == 0)
        GTEST_SKIP() << "nothing is read-only for this user";
    auto run = [&](std::vector<std::string> what) {
        auto all = command;
        const auto tail = arguments(std::move(what));
        all.insert(all.end(), tail.begin(), tail.end());
        Answer answer;
        answer.process = run_process(all, options());
        answer.json = nlohmann::json::parse(answer.process.out, nullptr, false);
        return answer;
    };
    const std::string file = folder().write("more.csv", csv_of_days(5, 1, "1.00")).string();
    expect_error(run({"import", file, "--dataset", "base"}), 1, {"workspace_read_only"});
    expect_error(run({"roles", "base", "--set", "clicks=ignore"}), 1, {"workspace_read_only"});
    const Answer query = run({"query", "--dataset", "base", "--metrics", "clicks,cost"});
    EXPECT_EQ(query.process.exit_code, 0) << query.process.err;
    EXPECT_EQ(query.json["rows"], nlohmann::json::parse("[[600,250]]"));
    fs::permissions(workspace(), fs::perms::owner_all);
    fs::permissions(workspace() / "snapshots", fs::perms::owner_all);
    EXPECT_EQ(fingerprint(), before);
}

TEST_F(BadWorkspace, OnAFullDiskKeepsWhatItHad) {
    // A disk of its own, a little larger than what is stored; needs the right to mount one.
    const std::string disk = (folder() / "disk").string();
    fs::create_directory(disk);
    uintmax_t used = 0;
    for (const auto& entry : fs::recursive_directory_iterator(workspace()))
        if (entry.is_regular_file()) used += entry.file_size();
    std::mt19937 generator(3);
    std::string text = "date,channel,campaign,clicks,cost\n";
    for (int i = 0; i < 300'000; ++i)
        text += to_iso(from_civil({2024, 1, 1}) + i % 700) + ",Search,c" + std::to_string(generator() % 50'000) + "," +
                std::to_string(generator() % 1'000'000) + "," + std::to_string(generator() % 1'000'000) + ".25\n";
    const std::string cli = program(), file = folder().write("large.csv", text).string();
    const std::string script = "mount -t tmpfs -o size=" + std::to_string(used + 3'000'000) + " tmpfs '" + disk +
                               "' || exit 77; cp -a '" + workspace().string() + "' '" + disk +
                               "/ws' || exit 77; for command in 'import " + file +
                               " --dataset base' verify 'query --dataset base --metrics clicks,cost' 'import " + file +
                               " --dataset other' datasets; do '" + cli + "' $command --json --workspace '" + disk +
                               "/ws' 2>/dev/null; echo \"exit $?\"; done";
    const ProcessResult r = run_process({"unshare", "--mount", "sh", "-c", script}, options());
    if (r.exit_code == 77 || r.out.empty()) GTEST_SKIP() << "no right to mount a disk: " << r.err;
    std::vector<nlohmann::json> answers;
    std::vector<int> exits;
    std::istringstream lines(r.out);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("exit "))
            exits.push_back(std::stoi(line.substr(5)));
        else
            answers.push_back(nlohmann::json::parse(line, nullptr, false));
    ASSERT_EQ(answers.size(), 5u) << r.out;
    EXPECT_EQ(exits, (std::vector<int>{1, 0, 0, 1, 0})) << r.out;
    EXPECT_EQ(answers[0]["error"]["code"], "disk_full") << r.out;
    EXPECT_EQ(answers[2]["rows"], nlohmann::json::parse("[[600,250]]"));
    EXPECT_EQ(answers[3]["error"]["code"], "disk_full") << r.out;
    EXPECT_EQ(answers[4]["datasets"].size(), 1u);
}

TEST_F(BadWorkspace, ThatIsOpenElsewhereSaysWhoHasIt) {
    const std::string file = folder().write("long.csv", csv_of_days(400'000, 3, "1.25")).string();
    Process other(arguments({"import", file, "--dataset", "other"}), options());
    // It holds the lock once the reader that it starts is there.
    const fs::path children = "/proc/" + std::to_string(other.pid()) + "/task/" + std::to_string(other.pid()) + "/children";
    for (int i = 0; i < 2000 && other.running() && read_all(children).empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    other.send(SIGSTOP);
    const Answer answer = cli({"import", folder().write("more.csv", csv_of_days(5, 1, "1.00")).string(), "--dataset", "base"});
    expect_error(answer, 1, {"workspace_in_use"});
    EXPECT_NE(answer.json.dump().find(std::to_string(other.pid())), std::string::npos) << answer.json.dump();
    expect_error(cli({"roles", "base", "--set", "clicks=ignore"}), 1, {"workspace_in_use"});
    other.send(SIGCONT);
    EXPECT_EQ(other.wait().exit_code, 0);
    EXPECT_EQ(base_sums(), base);
    EXPECT_EQ(done({"datasets"})["datasets"].size(), 2u);
}

} // namespace
} // namespace plumbline::test
