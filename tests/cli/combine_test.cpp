// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/workbench.h"

/// A platform's export and the shop's, from the files to one answer.
namespace plumbline::test {
namespace {

using nlohmann::json;

class CombineCommand : public Workbench {
protected:
    /// 60 days: spend of two campaigns, and orders that the shop knows by source only.
    void import(int days) {
        std::string ads = "Day,Campaign,Impr.,Clicks,Cost (CHF),Conv. value\n", shop = "Order ID,Date,Total (CHF),Source\n";
        int order = 1000;
        for (int d = 0; d < days; ++d) {
            const std::string day =
                "2026-0" + std::to_string(1 + d / 28) + "-" + (d % 28 < 9 ? "0" : "") + std::to_string(d % 28 + 1);
            const int more = d * 7 % 5;
            ads += day + ",Brand," + std::to_string(900 + 31 * more) + "," + std::to_string(90 + 3 * more) + "," +
                   std::to_string(40 + more) + ".50,210.00\n";
            ads += day + ",Generic," + std::to_string(2900 + 53 * more) + "," + std::to_string(120 + 2 * more) + "," +
                   std::to_string(90 + 2 * more) + ".00,260.00\n";
            for (int i = 0; i < 6 + more; ++i)
                shop += std::to_string(++order) + "," + day + "," + std::to_string(50 + (d + i) % 17) + ".00," +
                        (i % 2 ? "google / cpc" : "newsletter") + "\n";
        }
        done({"import", folder().write("Google Ads.csv", ads).string(), folder().write("shop.csv", shop).string()});
    }
};

TEST_F(CombineCommand, MakesOneDatasetThatQuestionsWithoutANameMean) {
    import(56);
    expect_error(cli({"query", "--metrics", "roas"}), 2, {"dataset_needed"});
    const json made = done({"combine"});
    EXPECT_EQ(made["dataset"], "All sources");
    EXPECT_EQ(made["outcomes"]["revenue"], json::array({"shop"}));
    EXPECT_TRUE(made["audit"].contains("score"));
    for (const json& f : done({"audit"})["findings"]) EXPECT_NE(f["check"], "missing_values") << "unknown to one part, no gap";
    const json rows = done({"query", "--metrics", "cost,revenue,orders", "--by", "channel"});
    ASSERT_EQ(rows["rows"].size(), 2u) << rows;

    import(28); // fewer days: taken over, and looked at again
    const json after = done({"datasets"});
    for (const json& d : after["datasets"]) EXPECT_EQ(d["last_date"], "2026-01-28") << d["name"];
    expect_error(cli({"combine", "shop"}), 2, {"usage"});
    expect_error(cli({"combine", "shop", "CRM"}), 2, {"dataset_not_found"});
}

} // namespace
} // namespace plumbline::test
