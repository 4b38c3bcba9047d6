// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/sample.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "tests/support/temp_folder.h"

namespace plumbline::sample {
namespace {

using test::TempFolder;

struct Line {
    std::string date, channel, sub_channel, campaign, region, device;
    int64_t impressions, clicks, visits, leads, orders, new_customers;
    double cost, revenue;
    std::string text;
};

/// Fields of a line; only campaign names are quoted, and no quote is inside of them.
std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            out.emplace_back();
        else
            out.back() += c;
    }
    return out;
}

std::vector<Line> read(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string text;
    std::getline(in, text);
    const auto head = fields(text);
    const size_t m = head.size() - 8;
    EXPECT_EQ(head[m], "impressions");
    std::vector<Line> out;
    while (std::getline(in, text)) {
        const auto f = fields(text);
        EXPECT_EQ(f.size(), head.size());
        out.push_back({f[0], f[1], f[2], f[4], f[6], f[7], std::stoll(f[m]), std::stoll(f[m + 1]), std::stoll(f[m + 2]),
                       std::stoll(f[m + 3]), std::stoll(f[m + 4]), std::stoll(f[m + 5]), std::stod(f[m + 6]), std::stod(f[m + 7]),
                       text});
    }
    return out;
}

SampleTruth make(const TempFolder& folder, int64_t rows, uint64_t seed = 2026, const std::string& name = "a") {
    NoProgress progress;
    std::filesystem::create_directories(folder / name);
    return generate_sample({rows, seed}, folder / name / "campaigns.csv", folder / name / "truth.json", progress);
}

/// The natural sample, made once.
class Sample : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        s_folder = std::make_unique<TempFolder>();
        s_truth = make(*s_folder, 0);
        s_lines = read(s_truth.csv);
        std::ifstream in(s_truth.truth);
        s_json = nlohmann::json::parse(in);
    }
    static void TearDownTestSuite() {
        s_lines.clear();
        s_folder.reset();
    }
    static const nlohmann::json& fault(const std::string& id) {
        for (const auto& f : s_json.at("faults"))
            if (f.at("id") == id) return f;
        throw std::out_of_range(id);
    }
    static inline std::unique_ptr<TempFolder> s_folder;
    static inline SampleTruth s_truth;
    static inline std::vector<Line> s_lines;
    static inline nlohmann::json s_json;
};

TEST_F(Sample, TotalsOfTheTruthAreThoseOfTheFile) {
    double cost = 0, revenue = 0;
    int64_t leads = 0, orders = 0, impressions = 0, fresh = 0;
    for (const Line& l : s_lines) {
        cost += l.cost;
        revenue += l.revenue;
        leads += l.leads;
        orders += l.orders;
        impressions += l.impressions;
        fresh += l.new_customers;
    }
    const auto& t = s_json.at("totals_as_written");
    EXPECT_EQ(static_cast<int64_t>(s_lines.size()), s_json.at("rows").get<int64_t>());
    EXPECT_NEAR(cost, t.at("cost").get<double>(), 0.5);
    EXPECT_NEAR(revenue, t.at("revenue").get<double>(), 0.5);
    EXPECT_EQ(leads, t.at("leads").get<int64_t>());
    EXPECT_EQ(orders, t.at("orders").get<int64_t>());
    EXPECT_EQ(impressions, t.at("impressions").get<int64_t>());
    EXPECT_EQ(fresh, t.at("new_customers").get<int64_t>());
}

TEST_F(Sample, LooksLikeTheCompanyThatItIsSaidToBe) {
    double now = 0, then = 0, cost = 0;
    std::set<std::string> campaigns;
    for (const Line& l : s_lines) {
        campaigns.insert(l.campaign);
        if (l.date >= "2026-08-17" && l.date <= "2026-11-15") {
            now += l.revenue;
            cost += l.cost;
        }
        if (l.date >= "2025-08-18" && l.date <= "2025-11-16") then += l.revenue;
    }
    EXPECT_EQ(campaigns.size(), 38u);
    EXPECT_NEAR(now, 9.3e6, 0.3e6);
    EXPECT_NEAR(cost, 1.47e6, 0.06e6);
    EXPECT_NEAR(now / then, 1.06, 0.02);
    EXPECT_EQ(s_lines.front().date, "2024-11-21");
    EXPECT_EQ(s_lines.back().date, "2026-11-20"); // a Friday: the last week is not whole
}

TEST_F(Sample, KeepsTheOrderOfAFunnelInEveryRow) {
    for (const Line& l : s_lines) {
        ASSERT_LE(l.clicks, l.impressions) << l.text;
        ASSERT_LE(l.orders, l.visits) << l.text;
        ASSERT_LE(l.new_customers, l.orders) << l.text;
        ASSERT_EQ(l.orders == 0, l.revenue == 0) << l.text;
    }
}

TEST_F(Sample, HasATagFaultOfTwentyTimesTheLeads) {
    int64_t surge = 0, usual = 0;
    for (const Line& l : s_lines) {
        if (l.channel != "Display") continue;
        if (l.date >= "2026-10-06" && l.date <= "2026-10-08") {
            surge += l.leads;
            EXPECT_EQ(l.leads % 20, 0);
        }
        if (l.date >= "2026-09-29" && l.date <= "2026-10-01") usual += l.leads;
    }
    EXPECT_GT(surge, 12 * usual);
    EXPECT_EQ(surge, fault("surge").at("written").get<int64_t>());
    EXPECT_EQ(surge, 20 * fault("surge").at("expected").get<int64_t>());
}

TEST_F(Sample, HasACampaignWithOneCostPerClickForThreeWeeks) {
    int rows = 0;
    for (const Line& l : s_lines)
        if (l.campaign == "How to layer, series" && l.date >= "2026-09-01" && l.date <= "2026-09-21") {
            EXPECT_NEAR(l.cost, 0.62 * static_cast<double>(l.clicks), 0.005);
            ++rows;
        }
    EXPECT_EQ(rows, 21 * 9);
    EXPECT_EQ(fault("stuck_rate").at("rows").get<int>(), rows);
}

TEST_F(Sample, HasOneRefundAndOneDayInMillionths) {
    int negative = 0, huge = 0;
    for (const Line& l : s_lines) {
        if (l.cost < 0) {
            ++negative;
            EXPECT_EQ(l.cost, -1250);
            EXPECT_EQ(l.date, "2026-07-14");
        }
        if (l.cost > 100'000) {
            ++huge;
            EXPECT_EQ(l.date, "2025-02-11");
            EXPECT_EQ(l.campaign, "Welcome series");
        }
    }
    EXPECT_EQ(negative, 1);
    EXPECT_GT(huge, 5);
}

TEST_F(Sample, HasOneBlockOfRowsTwice) {
    std::map<std::string, int> seen;
    for (const Line& l : s_lines) ++seen[l.text];
    int doubled = 0;
    for (const auto& [text, n] : seen) {
        ASSERT_LE(n, 2);
        if (n == 1) continue;
        ++doubled;
        EXPECT_NE(text.find("Boots, generic"), std::string::npos);
    }
    EXPECT_EQ(doubled, 3 * 9);
    EXPECT_EQ(fault("duplicates").at("rows").get<int>(), doubled);
}

TEST_F(Sample, MissesAWeekOfAChannelThatIsStillBilled) {
    int before = 0, within = 0;
    for (const Line& l : s_lines)
        if (l.channel == "Affiliate") {
            before += l.date >= "2026-04-27" && l.date <= "2026-05-03";
            within += l.date >= "2026-05-04" && l.date <= "2026-05-10";
        }
    EXPECT_EQ(before, 7 * 5 * 9);
    EXPECT_EQ(within, 0);
    // What the month's rows cost and what was billed differ by that week.
    double rows = 0;
    for (const Line& l : s_lines)
        if (l.channel == "Affiliate" && l.date.starts_with("2026-05")) rows += l.cost;
    std::ifstream in(s_truth.invoices);
    double billed = 0;
    for (std::string text; std::getline(in, text);)
        if (text.starts_with("2026-05,Affiliate,")) billed = std::stod(text.substr(text.rfind(',') + 1));
    EXPECT_NEAR(billed - rows, fault("missing_week").at("expected").get<double>(), 0.05);
    EXPECT_GT(billed - rows, 3000);
}

TEST_F(Sample, SpellsFacebookInThreeWays) {
    std::map<std::string, int> spelt;
    for (const Line& l : s_lines)
        if (l.channel == "Social") ++spelt[l.sub_channel];
    EXPECT_EQ(spelt["facebook"] + spelt["facebOOK"], fault("spelling").at("rows").get<int>());
    EXPECT_GT(spelt["facebook"], 0);
    EXPECT_GT(spelt["facebOOK"], 0);
    EXPECT_GT(spelt["Facebook"], 10'000);
}

TEST_F(Sample, BreaksOrdersOnPhonesInRomandieAndNothingElse) {
    std::map<std::string, std::array<double, 4>> at; // clicks and orders before, after
    for (const Line& l : s_lines) {
        if (l.channel != "Social" || l.date < "2026-10-20") continue;
        auto& a = at[l.region + l.device];
        const size_t late = l.date >= "2026-11-10" ? 2 : 0;
        a[late] += static_cast<double>(l.clicks);
        a[late + 1] += static_cast<double>(l.orders);
    }
    auto ratio = [&](const std::string& key) { return (at[key][3] / at[key][2]) / (at[key][1] / at[key][0]); };
    EXPECT_NEAR(ratio("RomandieMobile"), 0.43, 0.07);
    EXPECT_NEAR(ratio("DeutschschweizMobile"), 1, 0.15);
}

TEST_F(Sample, StatesContributionsThatFollowItsOwnParameters) {
    // Social in one late week, from the parameters in the file alone: ceiling x growth x hill x weekday, with the adstock near
    // the week's mean spend, so the sum lies within a few percent of what the formula gives for that mean.
    const auto& weeks = s_json.at("weeks");
    const auto& week = weeks.at(weeks.size() - 3);
    nlohmann::json social;
    for (const auto& c : s_json.at("channels"))
        if (c.at("name") == "Social") social = c;
    const double spend = week.at("spend").at("Social").get<double>() / 7;
    const double half = social.at("saturation").at("half_saturation_chf_per_day"), slope = social.at("saturation").at("slope");
    const double saturated = std::pow(spend, slope) / (std::pow(spend, slope) + std::pow(half, slope));
    EXPECT_NEAR(week.at("contribution").at("Social").get<double>(),
                7 * social.at("ceiling_chf_per_day").get<double>() * saturated,
                0.08 * 7 * social.at("ceiling_chf_per_day").get<double>() * saturated);
    EXPECT_EQ(weeks.at(weeks.size() - 1).at("days"), 5);
}

TEST_F(Sample, SameSeedGivesTheSameBytes) {
    const SampleTruth again = make(*s_folder, 0, 2026, "again");
    EXPECT_EQ(sha256_file(again.csv), sha256_file(s_truth.csv));
    EXPECT_EQ(sha256_file(again.truth), sha256_file(s_truth.truth));
    EXPECT_EQ(sha256_file(again.market), sha256_file(s_truth.market));
    const SampleTruth other = make(*s_folder, 0, 7, "other");
    EXPECT_NE(sha256_file(other.csv), sha256_file(s_truth.csv));
}

TEST_F(Sample, MoreRowsAreTheSameBusinessInMoreAdGroups) {
    const int64_t rows = 2 * s_truth.rows + 777;
    const SampleTruth more = make(*s_folder, rows, 2026, "more");
    EXPECT_EQ(more.rows, rows);
    const auto lines = read(more.csv);
    ASSERT_EQ(static_cast<int64_t>(lines.size()), rows);
    for (const Line& l : lines) {
        ASSERT_LE(l.clicks, l.impressions) << l.text;
        ASSERT_LE(l.orders, l.visits) << l.text;
        ASSERT_LE(l.new_customers, l.orders) << l.text;
    }
    for (const size_t m : {size_t{0}, size_t{1}, size_t{3}, size_t{4}, size_t{5}, size_t{7}}) // cost differs by the refund
        EXPECT_DOUBLE_EQ(more.totals[m], s_truth.totals[m]) << measure_names[m];
}

TEST_F(Sample, FewRowsKeepTheVolumeOfTheirCampaigns) {
    const SampleTruth few = make(*s_folder, 60'000, 2026, "few");
    EXPECT_EQ(read(few.csv).size(), 60'000u);
    EXPECT_NEAR(few.totals[7] / s_truth.totals[7], 1, 0.03);
}

TEST_F(Sample, OneRowIsOneRow) { EXPECT_EQ(read(make(*s_folder, 1, 2026, "one").csv).size(), 1u); }

TEST(GenerateSample, LeavesNothingWhenCancelled) {
    const TempFolder folder;
    std::stop_source stop;
    stop.request_stop();
    NoProgress progress;
    try {
        generate_sample({}, folder / "c.csv", folder / "t.json", progress, stop.get_token());
        FAIL() << "was not cancelled";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::cancelled);
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(GenerateSample, SaysWhereItCannotWrite) {
    const TempFolder folder;
    NoProgress progress;
    try {
        generate_sample({}, folder / "no" / "c.csv", folder / "t.json", progress);
        FAIL() << "wrote into a folder that is not there";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::write_failed);
        EXPECT_NE(std::string(e.what()).find("c.csv"), std::string::npos);
    }
    EXPECT_THROW(generate_sample({-5, 1}, folder / "c.csv", folder / "t.json", progress), Error);
}

} // namespace
} // namespace plumbline::sample
