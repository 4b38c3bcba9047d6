// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <fstream>

#include "core/base/base64.h"
#include "core/base/date.h"
#include "tests/cli/workbench.h"
#include "tests/support/fake_endpoint.h"
#include "tests/support/mail_server.h"

namespace fs = std::filesystem;

namespace plumbline::test {
namespace {

using nlohmann::json;

class Review : public Workbench {
protected:
    void SetUp() override { make_base(200); }
    fs::path out(const std::string& name = "out") const { return folder() / name; }
    std::vector<std::string> command(const std::string& name = "out") const {
        return {"report",   "--kind", "wbr",      "--all",   "--by",  "campaign",
                "--metric", "cost",   "--format", "md,json", "--out", out(name).string()};
    }
    static std::map<std::string, std::string> files(const fs::path& folder) {
        std::map<std::string, std::string> all;
        std::error_code error;
        for (const auto& e : fs::directory_iterator(folder, error))
            if (e.is_regular_file()) all[e.path().filename().string()] = read_all(e.path());
        return all;
    }
    /// A file of a shop's days, `weeks` of them up to a Sunday; its path.
    std::string shop(int weeks) const {
        const fs::path path = folder() / "shop.csv";
        std::ofstream to(path);
        to << "date,channel,orders,revenue\n";
        const Date last = *parse_iso_date("2026-11-15");
        for (int day = 7 * weeks - 1; day >= 0; --day) {
            const Date d = last - day;
            const int orders = 40 + 10 * (iso_weekday(d) / 6) + d.days * 37 % 11 + (7 * weeks - day) / 14;
            to << to_iso(d) << ",Search," << orders << "," << orders * 90 << ".50\n";
        }
        return path.string();
    }
    /// What a run leaves that is killed at a moment is whole, and the next one goes on.
    void kill_at(int moments) {
        const Answer timed = cli(command("truth"));
        ASSERT_EQ(timed.process.exit_code, 0) << timed.process.out << timed.process.err;
        const auto truth = files(out("truth"));
        ASSERT_FALSE(truth.empty());
        int killed = 0, wrong = 0;
        for (int i = 0; i < moments; ++i) {
            const std::string name = "k" + std::to_string(i);
            ProcessOptions o = options();
            o.kill_after =
                std::chrono::duration_cast<std::chrono::microseconds>(timed.process.seconds * (1.05 * (i + 0.5) / moments));
            const Answer a = cli(command(name), o);
            killed += a.process.signal == SIGKILL;
            for (const auto& [file, text] : files(out(name))) {
                const auto whole = truth.find(file);
                wrong += whole == truth.end() || whole->second != text;
            }
            const json next = done(command(name));
            EXPECT_EQ(files(out(name)), truth) << i;
            for (const json& r : next["reports"]) EXPECT_EQ(r["status"], "done");
            fs::remove_all(out(name));
        }
        std::printf("%d runs, %d killed, %d files that were not whole\n", moments, killed, wrong);
        EXPECT_EQ(wrong, 0);
    }
};

TEST_F(Review, ItsOutlookIsTheForecastOfTheCommand) {
    done({"import", shop(70), "--dataset", "shop"});
    done({"report", "--kind", "wbr", "--dataset", "shop", "--format", "json", "--out", out().string()});
    std::vector<double> told;
    for (const auto& [name, text] : files(out())) {
        const json review = json::parse(text);
        for (const json& block : review["blocks"])
            if (block.value("id", "") == "outlook_weeks")
                for (const json& row : block["rows"]) told.push_back(row[1].get<double>());
    }
    const json j = done({"forecast", "--metric", "revenue", "--dataset", "shop", "--grain", "week", "--horizon", "8"});
    ASSERT_EQ(told.size(), 8u);
    for (size_t i = 0; i < 8; ++i) EXPECT_NEAR(told[i], j["forecast"][i]["yhat"].get<double>(), 1e-9 * std::abs(told[i])) << i;
}

TEST_F(Review, KilledAtAnyMomentLeavesWholeFilesOnly) { kill_at(6); }
TEST_F(Review, DISABLED_KilledAHundredTimesLeavesWholeFilesOnly) { kill_at(100); }

TEST_F(Review, SecondRunChangesNothing) {
    done(command());
    const auto before = files(out());
    const json again = done(command());
    EXPECT_EQ(again["computed"], 0);
    EXPECT_EQ(files(out()), before);
}

TEST_F(Review, RefusesWeeksAndScopesThatAreNotThere) {
    const auto code = [&](std::vector<std::string> more) {
        std::vector<std::string> c{"report", "--kind", "wbr", "--metric", "cost", "--format", "md", "--out", out("no").string()};
        c.insert(c.end(), more.begin(), more.end());
        return cli(c).code();
    };
    EXPECT_EQ(code({"--week", "2030-W01"}), "period_invalid");
    EXPECT_EQ(code({"--week", "2024-W29"}), "period_invalid"); // it ends on 21 July, the data on 18 July
    EXPECT_EQ(code({"--week", "2024-W99"}), "usage");
    EXPECT_EQ(code({"--for", "campaign=nobody"}), "value_unknown");
    EXPECT_EQ(code({"--for", "planet=Mars"}), "dimension_unknown");
    EXPECT_FALSE(fs::exists(out("no")));
}

TEST_F(Review, NamesTheLineOfATemplateWithAMistakeAndUsesTheBuiltInText) {
    fs::create_directories(workspace() / "templates");
    std::ofstream(workspace() / "templates" / "review.en.txt")
        << "# ours\nwbr.head.alone = {the} was {colour}\nwbr.contents = What is in it\n";
    const json answer = done({"report", "--kind", "wbr", "--metric", "cost", "--format", "md", "--out", out().string()});
    ASSERT_EQ(answer["template_mistakes"].size(), 1u);
    EXPECT_EQ(answer["template_mistakes"][0]["facts"]["line"], "2");
    EXPECT_NE(answer["template_mistakes"][0]["message"].get<std::string>().find("{colour}"), std::string::npos);
    EXPECT_EQ(answer["reports"][0]["status"], "done");
}

TEST_F(Review, AlertsAreMailedOnceWhenTheyBegin) {
    const MailServer server({.user = "plumb", .password = "pa55word"});
    done({"alerts", "mail", "--server", server.url(), "--user", "plumb", "--from", "Plumbline <p@example.com>", "--to",
          "a@example.com"});
    done({"alerts", "add", "--metric", "clicks", "--kind", "above", "--level", "1"});
    ProcessOptions o = options();
    o.environment["PLUMBLINE_SMTP_PASSWORD"] = "pa55word";
    Answer a = cli({"alerts", "check", "--mail"}, o);
    EXPECT_EQ(a.process.exit_code, 1); // an alert is active
    EXPECT_EQ(a.json["mailed"], json::array({"a@example.com"})) << a.process.out;
    ASSERT_EQ(server.mails().size(), 1u);
    EXPECT_NE(server.mails()[0].data.find("To: a@example.com"), std::string::npos);
    cli({"alerts", "check", "--mail"}, o);
    EXPECT_EQ(server.mails().size(), 1u); // told once
    for (const auto& [name, text] : fingerprint())
        if (!name.ends_with('/')) {
            EXPECT_EQ(read_all(workspace() / name).find("pa55word"), std::string::npos) << name;
        }
}

TEST_F(Review, AMailThatFailsAndACommandThatFailsAreSaidAndTheCheckStands) {
    const MailServer server({.replies = {{"RCPT", "550 nobody here"}}});
    done({"alerts", "mail", "--server", server.url(), "--from", "p@example.com", "--to", "a@example.com"});
    done({"alerts", "add", "--metric", "clicks", "--kind", "above", "--level", "1"});
    const Answer a = cli({"alerts", "check", "--mail", "--command", "exit 7"});
    EXPECT_EQ(a.process.exit_code, 1);
    ASSERT_EQ(a.json["warnings"].size(), 2u) << a.process.out;
    EXPECT_EQ(a.json["warnings"][0]["code"], "command_failed");
    EXPECT_NE(a.json["warnings"][0]["message"].get<std::string>().find("code 7"), std::string::npos);
    EXPECT_EQ(a.json["warnings"][1]["code"], "mail_failed");
    EXPECT_EQ(a.json["active"], 1);
}

TEST_F(Review, ACommandGetsTheAlertsOnItsInput) {
    done({"alerts", "add", "--metric", "clicks", "--kind", "above", "--level", "1"});
    const fs::path file = folder() / "heard.json";
    cli({"alerts", "check", "--command", "cat > " + file.string()});
    const json heard = json::parse(read_all(file), nullptr, false);
    ASSERT_TRUE(heard.is_object());
    EXPECT_EQ(heard["active"], 1);
}

TEST_F(Review, TargetsOfASheetAndContradictionsAreSaid) {
    const std::string file =
        folder().write("targets.csv", "indicateur;p\xC3\xA9riode;valeur\ncost;2024-07;1\u202F250,50\n").string();
    const json added = cli({"--lang", "fr", "targets", "add", file}).json;
    ASSERT_EQ(added["added"], 1) << added.dump();
    EXPECT_DOUBLE_EQ(added["targets"][0]["value"].get<double>(), 1250.5);
    const json twice =
        done({"targets", "add", "--metric", "cost", "--from", "2024-07-01", "--to", "2024-07-31", "--value", "900"});
    ASSERT_EQ(twice["warnings"].size(), 1u);
    const json r = done({"report", "--kind", "wbr", "--metric", "cost", "--format", "md", "--out", out().string()});
    EXPECT_NE(read_all(r["reports"][0]["files"][0].get<std::string>()).find("two different targets"), std::string::npos);
}

TEST_F(Review, ASignalFromAnAddressStandsInTheReview) {
    std::string csv = "date,index\n";
    for (int i = 0; i < 200; ++i) {
        char day[16];
        const std::time_t t = 1704067200 + i * 86400; // 1 January 2024
        std::tm tm{};
        gmtime_r(&t, &tm);
        std::strftime(day, sizeof day, "%Y-%m-%d", &tm);
        csv += std::string(day) + "," + std::to_string(100 + i % 7) + "\n";
    }
    Script page;
    page.content_type = "text/csv";
    page.pieces = {csv};
    const FakeEndpoint server({page});
    done({"market", "add", "--name", "Search index", "--url", server.url() + "/i.csv"});
    EXPECT_EQ(done({"market", "fetch"})["signals"][0]["days"], 200);
    const json r = done({"report", "--kind", "wbr", "--metric", "cost", "--format", "md", "--out", out().string()});
    EXPECT_NE(read_all(r["reports"][0]["files"][0].get<std::string>()).find("Search index"), std::string::npos);
}

} // namespace
} // namespace plumbline::test
