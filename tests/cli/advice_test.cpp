// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <fstream>

#include "tests/cli/workbench.h"

namespace plumbline::test {
namespace {

using nlohmann::json;

class AdviceCommand : public Workbench {
protected:
    std::string file(const std::string& name, const std::string& text) {
        const auto path = folder() / name;
        std::ofstream(path) << text;
        return path.string();
    }
    static json channel(const std::string& name, const json& saturation, double beta, double current) {
        return {{"name", name},
                {"adstock", "geometric"},
                {"adstock_params", {{"theta", 0.4}}},
                {"saturation", saturation},
                {"beta", beta},
                {"current", current},
                {"min", current / 2},
                {"max", 2 * current}};
    }
    /// One channel of each kind of saturation.
    static json every_kind() {
        return {{"channels",
                 {channel("tv", {{"kind", "hill"}, {"K", 120}, {"slope", 1.8}}, 900, 100),
                  channel("search", {{"kind", "mm"}, {"K", 80}}, 700, 100),
                  channel("social", {{"kind", "michaelis_menten"}, {"K", 60}}, 300, 80),
                  channel("display", {{"kind", "logistic"}, {"lam", 0.02}}, 400, 60),
                  channel("video", {{"kind", "tanh"}, {"K", 90}}, 350, 90),
                  channel("radio", {{"kind", "root"}, {"p", 0.5}}, 30, 70)}}};
    }
    /// The curves by the formulas of their kinds, written down once more.
    static double response(const json& c, double x) {
        const json& s = c["saturation"];
        const std::string kind = s["kind"];
        const double beta = c["beta"];
        if (kind == "hill")
            return beta * std::pow(x, double(s["slope"])) /
                   (std::pow(double(s["K"]), double(s["slope"])) + std::pow(x, double(s["slope"])));
        if (kind == "mm" || kind == "michaelis_menten") return beta * x / (double(s["K"]) + x);
        if (kind == "logistic") return beta * (1 - std::exp(-double(s["lam"]) * x)) / (1 + std::exp(-double(s["lam"]) * x));
        if (kind == "tanh") return beta * std::tanh(x / double(s["K"]));
        return beta * std::pow(x, double(s["p"]));
    }
};

TEST_F(AdviceCommand, SplitsOverCurvesOfEveryKindAsWellAsTheyAllow) {
    const json given = every_kind();
    const json j = done({"allocate", "--curves", file("curves.json", given.dump()), "--total", "500"});
    double total = 0, brought = 0, today = 0;
    std::vector<double> x;
    for (size_t i = 0; i < given["channels"].size(); ++i) {
        const json& c = given["channels"][i];
        const json& line = j["plan"][i];
        EXPECT_EQ(line["channel"], c["name"]);
        x.push_back(line["proposed"]);
        EXPECT_GE(x.back(), double(c["min"]) - 1e-9);
        EXPECT_LE(x.back(), double(c["max"]) + 1e-9);
        total += x.back();
        brought += response(c, x.back());
        today += response(c, c["current"]);
    }
    EXPECT_NEAR(total, 500, 1e-9 * 500);
    EXPECT_NEAR(double(j["response_proposed"]), brought, 1e-9 * brought);
    EXPECT_NEAR(double(j["response_current"]), today, 1e-9 * today);
    EXPECT_LE(brought, double(j["bound"]) * (1 + 1e-9));
    EXPECT_GE(brought, double(j["bound"]) * (1 - 1e-3));
    EXPECT_TRUE(j["solve_ms"].is_number());
    // No exchange of one franc between two channels brings more.
    for (size_t a = 0; a < x.size(); ++a)
        for (size_t b = 0; b < x.size(); ++b) {
            const json &from = given["channels"][a], &to = given["channels"][b];
            if (a == b || x[a] - 1 < double(from["min"]) || x[b] + 1 > double(to["max"])) continue;
            EXPECT_LE(response(from, x[a] - 1) + response(to, x[b] + 1), response(from, x[a]) + response(to, x[b]) + 1e-6)
                << from["name"] << " to " << to["name"];
        }
}

TEST_F(AdviceCommand, SplitsByASavedFit) {
    const std::string series =
        done({"response", "--simulate", "easy", "--seed", "5", "--out", (folder() / "market").string()})["series"];
    const std::string fit = (folder() / "fit.json").string();
    const json fitted = done({"response", "--series", series, "--spend", "tv_spend,search_spend,social_spend", "--target",
                              "revenue", "--controls", "price_index,promo", "--save", fit});
    const json j = done({"allocate", "--fit", fit, "--bold", "--move-unidentified"});
    double current = 0, proposed = 0;
    ASSERT_EQ(j["plan"].size(), 3u);
    for (size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(j["plan"][i]["channel"], fitted["channels"][i]["name"]);
        EXPECT_NEAR(double(j["plan"][i]["current"]), double(fitted["channels"][i]["current"]), 1e-6);
        current += double(j["plan"][i]["current"]);
        proposed += double(j["plan"][i]["proposed"]);
        EXPECT_GE(double(j["plan"][i]["proposed"]), 0.5 * double(j["plan"][i]["current"]) - 1e-6);
        EXPECT_LE(double(j["plan"][i]["proposed"]), 1.5 * double(j["plan"][i]["current"]) + 1e-6);
    }
    EXPECT_NEAR(current, proposed, 1e-9 * current);
    EXPECT_TRUE(done({"allocate", "--fit", fit})["plan"].is_array());
    expect_error(cli({"allocate", "--fit", file("no.json", "{\"kind\":\"plan\"}")}), 3, {"response_invalid"});
    expect_error(cli({"allocate", "--fit", (folder() / "none.json").string()}), 3, {"file_not_found"});
}

TEST_F(AdviceCommand, RefusesABudgetThatCannotBeSplit) {
    const std::string curves = file("curves.json", every_kind().dump());
    expect_error(cli({"allocate", "--curves", curves, "--total", "100"}), 3, {"allocate_infeasible"}); // below the minima
    expect_error(cli({"allocate", "--curves", curves, "--total", "-5"}), 3, {"allocate_invalid"});
    expect_error(cli({"allocate", "--curves", curves, "--total", "9000"}), 3, {"allocate_infeasible"}); // above the maxima
    expect_error(cli({"allocate", "--curves", curves, "--min", "tv=90", "--max", "tv=80"}), 3, {"allocate_infeasible"});
    expect_error(cli({"allocate", "--curves", curves, "--min", "cinema=90"}), 3, {"allocate_invalid"}); // unknown channel
    expect_error(cli({"allocate", "--curves", curves, "--min", "tv=much"}), 2, {"usage"});
    expect_error(cli({"allocate", "--curves", curves, "--group", "tv+search=400:100"}), 3, {"allocate_infeasible"});
    expect_error(cli({"allocate", "--curves", file("empty.json", "{\"channels\":[]}")}), 3, {"allocate_invalid"});
    expect_error(cli({"allocate", "--curves", file("odd.json", "{\"channels\":[{\"name\":\"tv\"}]}")}), 3, {"response_invalid"});
    const Answer french = cli({"--lang", "fr", "allocate", "--curves", curves, "--total", "100"});
    EXPECT_NE(french.process.err.find("inférieur à la somme des minimums"), std::string::npos) << french.process.err;
}

TEST_F(AdviceCommand, WritesAPlanAndItsLimitsAsAPersonReadsThem) {
    // Two square-root channels of the same ceiling share 10,000 evenly: both at 5,000.
    const json root = {{"kind", "root"}, {"p", 0.5}};
    const std::string curves =
        file("two.json", json{{"channels", {channel("tv", root, 10, 9000), channel("radio", root, 10, 2500)}}}.dump());
    const ProcessResult plan = run_process({program(), "allocate", "--curves", curves, "--total", "10000"}, options());
    for (const char* part : {"9,000.00  5,000.00  \u221244.4%", "2,500.00  5,000.00  +100.0%", "at its maximum"})
        EXPECT_NE(plan.out.find(part), std::string::npos) << part << "\n" << plan.out;
    const Answer small = cli({"allocate", "--curves", curves, "--total", "1000.5"});
    EXPECT_NE(small.process.err.find("the budget 1,000.50 is below the sum of the minima, 5,750"), std::string::npos)
        << small.process.err;
}

TEST_F(AdviceCommand, ExplainsLeavesAndRefusesWhatAreNone) {
    std::string same = "region,channel,real,predict\n", moved = same, odd = same;
    for (const char* region : {"north", "south", "east"})
        for (const char* channel : {"search", "social", "mail", "tv"}) {
            const std::string row = std::string(region) + "," + channel + ",";
            same += row + "100,100\n";
            moved += row + (std::string(region) == "south" && std::string(channel) == "social" ? "20" : "100") + ",100\n";
            odd += row + "much,100\n";
        }
    const json none = done({"explain", "--leaves", file("same.csv", same), "--actual", "real", "--expected", "predict"});
    EXPECT_EQ(none["change"], 0);
    EXPECT_EQ(none["verdict"]["kind"], "no_change");
    const json one = done({"explain", "--leaves", file("moved.csv", moved), "--actual", "real", "--expected", "predict"});
    EXPECT_EQ(one["change"], -80);
    ASSERT_EQ(one["elements"].size(), 1u);
    EXPECT_EQ(one["elements"][0]["path"].size(), 2u);
    double parts = 0;
    for (const json& d : one["drivers"]) parts += double(d["contribution"]);
    EXPECT_NEAR(parts, -80, 1e-9);
    expect_error(cli({"explain", "--leaves", file("odd.csv", odd), "--actual", "real", "--expected", "predict"}), 3,
                 {"explain_invalid"});
    expect_error(cli({"explain", "--leaves", file("same.csv", same), "--actual", "sold", "--expected", "predict"}), 3,
                 {"explain_invalid"});
}

TEST_F(AdviceCommand, CurvesOfTheSampleLieOverTheTrueOnesWithinTheirBands) {
    const json made = done({"sample", "--rows", "30000"});
    const json truth = json::parse(std::ifstream(std::string(made["truth"])));
    const std::string file = (folder() / "fit.json").string();
    const json said = done({"response", "--save", file});
    const json fit = json::parse(std::ifstream(file));
    int told = 0;
    for (const json& c : fit["channels"]) {
        const std::string name = c["name"];
        std::string verdict;
        for (const json& s : said["channels"])
            if (s["name"] == name) verdict = s["identification"];
        if (name == "Video") { // its spend hardly varies: nobody can tell
            EXPECT_NE(verdict, "identified");
        }
        if (verdict == "not_identified") continue;
        ++told;
        const json* known = nullptr;
        for (const json& t : truth["channels"])
            if (t["name"] == name) known = &t;
        ASSERT_TRUE(known) << name;
        int inside = 0;
        constexpr int points = 20;
        for (int i = 1; i <= points; ++i) {
            const double x = double(c["min"]) + (double(c["max"]) - double(c["min"])) * i / points;
            const double slope = (*known)["saturation"]["slope"], half = (*known)["saturation"]["half_saturation_chf_per_day"];
            const double real =
                7 * double((*known)["ceiling_chf_per_day"]) / (1 + std::pow(half / (x / 7), slope)); // by day, seven of them
            std::vector<double> drawn;
            for (const json& d : c["draws"]) drawn.push_back(double(d[3]) / (1 + std::pow(double(d[1]) / x, double(d[2]))));
            std::sort(drawn.begin(), drawn.end());
            inside += real >= drawn[drawn.size() / 20] && real <= drawn[drawn.size() - 1 - drawn.size() / 20];
        }
        EXPECT_GE(inside, points * 9 / 10) << name;
    }
    EXPECT_GE(told, 3); // of six
}

TEST_F(AdviceCommand, SaysWhichPeriodsCannotBeCompared) {
    make_base(30);
    const auto before = fingerprint();
    expect_error(
        cli({"explain", "--metric", "clicks", "--from", "2024-01-15", "--to", "2024-01-21", "--versus", "2024-01-18:2024-01-24"}),
        3, {"explain_invalid"}); // they overlap
    expect_error(cli({"explain", "--metric", "clicks", "--from", "2023-01-15", "--to", "2023-01-21"}), 3, {"explain_invalid"});
    expect_error(cli({"explain", "--metric", "clicks", "--from", "2024-01-01", "--to", "2024-01-30"}), 3,
                 {"explain_invalid"}); // nothing before
    const json j = done({"explain", "--metric", "clicks", "--from", "2024-01-22", "--to", "2024-01-28", "--versus", "year"});
    EXPECT_EQ(j["versus"]["from"], "2024-01-15"); // the data begin in January: what came just before
    EXPECT_EQ(before, fingerprint());
}

} // namespace
} // namespace plumbline::test
