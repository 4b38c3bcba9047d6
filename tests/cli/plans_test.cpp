// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <functional>

#include "core/base/date.h"
#include "tests/cli/workbench.h"

namespace plumbline::test {
namespace {

using nlohmann::json;

/// A day of a campaign; texts, so that a test can write what it likes.
struct Line {
    std::string channel, campaign;
    int clicks = 100, orders = 5;
    std::string cost = "50.00", revenue = "120.00";
};

class PlansCommand : public Workbench {
protected:
    void load(int days, const std::function<std::vector<Line>(int)>& of_day, bool revenue = true) {
        std::string text =
            std::string("date,channel,campaign,impressions,clicks,orders,cost") + (revenue ? ",revenue" : "") + "\n";
        const Date first = from_civil({2024, 1, 1});
        for (int d = 0; d < days; ++d)
            for (const Line& l : of_day(d))
                text += to_iso(first + d) + "," + l.channel + "," + l.campaign + "," + std::to_string(l.clicks * 40) + "," +
                        std::to_string(l.clicks) + "," + std::to_string(l.orders) + "," + l.cost +
                        (revenue ? "," + l.revenue : "") + "\n";
        done({"import", folder().write("plans.csv", text).string(), "--dataset", "plans"});
    }
    /// Campaigns whose costs move from week to week.
    static std::vector<Line> moving(int day, int campaigns) {
        std::vector<Line> out;
        for (int c = 0; c < campaigns; ++c) {
            const int week = day / 7, cost = 40 + 12 * c + 9 * ((week * (c + 3)) % 5);
            out.push_back({c % 2 ? "Search" : "Social", "Campaign " + std::to_string(c), 90 + c + day % 3, 3 + (c + day) % 4,
                           std::to_string(cost) + ".00", std::to_string(60 + cost * (1 + c % 3) + day % 5) + ".00"});
        }
        return out;
    }
};

TEST_F(PlansCommand, WithoutRevenueGroupsAreFormedAndNothingIsSaidOfReturns) {
    load(
        90, [](int d) { return moving(d, 6); }, false);
    const json s = done({"segment"});
    EXPECT_GE(s["k"], 1);
    for (const json& a : s["assignments"])
        EXPECT_TRUE(a["reason_id"] == "no_return_data" || a["reason_id"] == "too_little_data") << a;
    expect_error(cli({"simulate", "--budget", "+20%"}), 3, {"predict_invalid"});
    const Answer p = cli({"predict"});
    expect_error(p, 3, {"predict_invalid"});
    EXPECT_NE(p.json["error"]["message"].get<std::string>().find("revenue"), std::string::npos);
    EXPECT_TRUE(done({"simulate", "--budget", "+20%", "--target", "orders"})["delta_orders"].is_number());
}

TEST_F(PlansCommand, OneCampaignIsOneGroupAndTooFewRowsToTrain) {
    load(90, [](int d) { return moving(d, 1); });
    const json s = done({"segment"});
    EXPECT_EQ(s["k"], 1);
    EXPECT_EQ(s["assignments"].size(), 1u);
    expect_error(cli({"predict"}), 3, {"too_little_data"});
}

TEST_F(PlansCommand, AConstantTargetCannotBeLearnt) {
    load(140, [](int d) {
        auto day = moving(d, 6);
        for (Line& l : day) l.revenue = "100.00";
        return day;
    });
    const Answer p = cli({"predict"});
    expect_error(p, 3, {"predict_invalid"});
    EXPECT_NE(p.json["error"]["message"].get<std::string>().find("same everywhere"), std::string::npos);
    EXPECT_TRUE(done({"models", "list"})["models"].empty()); // nothing was kept
}

TEST_F(PlansCommand, InfiniteAndAbsurdSpendIsRefused) {
    load(140, [](int d) { return moving(d, 4); });
    for (const char* budget : {"inf", "+inf%", "nan", "1e999", "much", "-5000"})
        expect_error(cli({"simulate", std::string("--budget=") + budget}), 2, {"usage"});
    for (const char* budget : {"1e300", "+1e12%", "+2000%", "-150%"})
        expect_error(cli({"simulate", std::string("--budget=") + budget}), 3, {"simulate_invalid"});
    expect_error(cli({"simulate", "--change", "Radio=+10%"}), 3, {"simulate_invalid"});
    expect_error(cli({"simulate", "--change", "Search=lots"}), 2, {"usage"});
    expect_error(cli({"simulate"}), 2, {"usage"});
}

TEST_F(PlansCommand, AnInfiniteCostInTheFileIsSetAsideAndReachesNoPlan) {
    load(140, [](int d) {
        auto day = moving(d, 4);
        if (d == 70) day[0].cost = "inf";
        return day;
    });
    const json s = done({"simulate", "--budget", "+10%"});
    EXPECT_TRUE(std::isfinite(s["simulated"]["revenue"].get<double>()));
    EXPECT_LT(s["current"]["budget"].get<double>(), 1e6);
}

TEST_F(PlansCommand, FewerCampaignsThanClustersLowersK) {
    load(60, [](int d) { return moving(d, 3); });
    const json s = done({"segment", "--k", "7"});
    EXPECT_EQ(s["k"], 3);
    EXPECT_EQ(s["k_lowered"], true);
    expect_error(cli({"segment", "--k", "0"}), 2, {"usage"});
    expect_error(cli({"segment", "--k", "many"}), 2, {"usage"});
}

TEST_F(PlansCommand, DuplicatesAreOneGroup) {
    load(60, [](int d) {
        std::vector<Line> day;
        for (int c = 0; c < 8; ++c) day.push_back({"Search", "Copy " + std::to_string(c), 100 + d % 5, 6 + d % 3});
        return day;
    });
    const json s = done({"segment"});
    EXPECT_EQ(s["k"], 1);
    EXPECT_EQ(s["clusters"][0]["size"], 8);
}

TEST_F(PlansCommand, AConstantKpiIsLeftOutAndAMissingOneIsCounted) {
    load(60, [](int d) {
        auto day = moving(d, 8);
        for (size_t i = 0; i < day.size(); ++i) {
            day[i].clicks = 100; // with 4,000 impressions: one click-through rate for all
            day[i].orders = 2 + static_cast<int>(i);
        }
        day[7].clicks = 0; // no clicks: its rates cannot be computed
        return day;
    });
    const json s = done({"segment"});
    EXPECT_NE(std::find(s["dropped"].begin(), s["dropped"].end(), "ctr"), s["dropped"].end()) << s["dropped"];
    bool missing = false;
    for (const json& k : s["kpis"]) missing |= k["metric"] == "cvr" && k["missing"] == 1;
    EXPECT_TRUE(missing) << s["kpis"];
    for (const json& a : s["assignments"])
        if (a["campaign"] == "Campaign 7") {
            EXPECT_TRUE(a["kpis"]["cvr"].is_null());
        }
}

TEST_F(PlansCommand, TooLittleDataIsAGroupOfItsOwn) {
    load(60, [](int d) {
        auto day = moving(d, 8);
        if (d == 10) day.push_back({"Social", "Just begun", 3, 0, "0.40", "0.00"});
        return day;
    });
    const json s = done({"segment"});
    EXPECT_EQ(s["too_little_data"], 1);
    for (const json& a : s["assignments"])
        if (a["campaign"] == "Just begun") {
            EXPECT_TRUE(a["cluster"].is_null());
            EXPECT_EQ(a["verdict"], "review");
        }
}

TEST_F(PlansCommand, ModelsAreKeptComparedAndPutBack) {
    load(210, [](int d) { return moving(d, 6); });
    const json first = done({"predict", "--trees", "40"}), second = done({"predict", "--trees", "5", "--seed", "3"});
    EXPECT_EQ(first["model"]["version"], 1);
    EXPECT_EQ(first["model"]["state"], "champion");
    EXPECT_EQ(second["model"]["version"], 2);
    const json list = done({"models", "list"})["models"];
    ASSERT_EQ(list.size(), 2u);
    for (const json& m : list) {
        EXPECT_EQ(m["spec"]["target"], "revenue");
        for (const char* field : {"metrics", "fingerprint", "seed", "created", "score"})
            EXPECT_FALSE(m[field].is_null()) << field;
    }
    const std::string name = list[0]["name"];
    EXPECT_EQ(done({"models", "promote", name + "@2"})["models"][0]["state"], "champion");
    EXPECT_EQ(done({"models", "promote", name + "@1"})["models"][0]["state"], "champion");
    EXPECT_EQ(done({"models", "rollback", name})["models"][0]["version"], 2);
    EXPECT_EQ(done({"predict", "--no-keep", "--trees", "5"}).contains("model"), false);
    EXPECT_EQ(done({"models", "list"})["models"].size(), 2u);
    // What is said of other spends stops where nothing was seen.
    for (const json& p : first["predictions"]) {
        ASSERT_EQ(p["levels"].size(), 6u);
        for (const json& l : p["levels"]) EXPECT_EQ(l["seen"].get<bool>(), !l["expected"].is_null());
    }
}

} // namespace
} // namespace plumbline::test
