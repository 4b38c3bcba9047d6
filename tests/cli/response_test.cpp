// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "tests/cli/workbench.h"

namespace plumbline::test {
namespace {

using nlohmann::json;

class ResponseCommand : public Workbench {
protected:
    /// A made-up market; the path of its series.
    std::string market(const std::string& kind = "easy", int seed = 3) {
        return done(
            {"response", "--simulate", kind, "--seed", std::to_string(seed), "--out", (folder() / "market").string()})["series"];
    }
    static std::vector<std::string> of(const std::string& series, std::vector<std::string> more = {}) {
        std::vector<std::string> all{
            "response", "--series", series,       "--spend",          "tv_spend,search_spend,social_spend",
            "--target", "revenue",  "--controls", "price_index,promo"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    std::string file(const std::string& name, const std::string& text) {
        const auto path = folder() / name;
        std::ofstream(path) << text;
        return path.string();
    }
};

TEST_F(ResponseCommand, NamesWhatScriptsRelyOn) {
    const std::string saved = (folder() / "fit.json").string();
    const json j = done(of(market(), {"--save", saved}));
    ASSERT_EQ(j["channels"].size(), 3u);
    for (const json& c : j["channels"]) {
        for (const char* field :
             {"contribution", "contribution_pct", "roi", "roi_lower", "roi_upper", "mroi", "beta", "current", "min", "max"})
            EXPECT_TRUE(c[field].is_number()) << field;
        EXPECT_LE(c["roi_lower"], c["roi"]);
        EXPECT_LE(c["roi"], c["roi_upper"]);
        EXPECT_TRUE(c["adstock"]["kind"].is_string());
        EXPECT_TRUE(c["saturation"]["kind"].is_string());
        EXPECT_TRUE(c["identification"].is_string());
    }
    for (const char* field : {"r2", "nrmse", "mape"}) EXPECT_TRUE(j["fit"][field].is_number());
    EXPECT_TRUE(j["interactions"].is_array());
    EXPECT_TRUE(j["baseline"].is_object());
    EXPECT_LT(j["fit_ms"], 5000);
    const json fit = json::parse(std::ifstream(saved));
    EXPECT_EQ(fit["kind"], "response_fit");
    EXPECT_GT(fit["channels"][0]["draws"].size(), 100u);
}

TEST_F(ResponseCommand, SaysWhatIsWrongAndExits3Or2) {
    const std::string series = market();
    expect_error(cli({"response", "--series", series, "--spend", "tv_spend"}), 2, {"usage"});
    expect_error(cli(of((folder() / "none.csv").string())), 3, {"file_not_found"});
    expect_error(cli({"response", "--series", series, "--spend", "radio_spend", "--target", "revenue"}), 3, {"response_invalid"});
    expect_error(cli({"response", "--series", series, "--spend", "tv_spend,tv_spend", "--target", "revenue"}), 3,
                 {"response_invalid"});
    expect_error(cli(of(series, {"--lift", file("lift.json", "[{\"channel\":\"tv\"}]")})), 3, {"response_invalid"});
    expect_error(cli(of(series, {"--lift", file("lift2.json", "nonsense")})), 3, {"response_invalid"});
    expect_error(cli(of(series, {"--roi", "tv"})), 2, {"usage"});
    expect_error(cli(of(series, {"--roi", "tv=-1:1"})), 3, {"response_invalid"});
    std::string few = "date,revenue,tv_spend,search_spend,social_spend,price_index,promo\n", negative = few;
    for (int w = 1; w <= 9; ++w) few += "2024-01-0" + std::to_string(w) + ",100,1,2,3,10,0\n";
    expect_error(cli(of(file("few.csv", few))), 3, {"response_too_short"});
    for (int m = 1; m <= 12; ++m)
        for (int d : {1, 8, 15, 22}) {
            char row[80];
            std::snprintf(row, sizeof row, "2024-%02d-%02d,%d,%d,2,3,10,0\n", m, d, m == 5 ? -7 : 100 + d, m * d);
            negative += row;
        }
    expect_error(cli(of(file("negative.csv", negative))), 3, {"response_target"});
}

TEST_F(ResponseCommand, KeepsTheWorkspacesFitOnlyWhereItIsOne) {
    make_base(30);
    const auto before = fingerprint();
    expect_error(cli({"response", "--target", "clicks"}), 3, {"response_too_short"});
    EXPECT_EQ(before, fingerprint());
}

} // namespace
} // namespace plumbline::test
