// SPDX-License-Identifier: GPL-3.0-or-later
// The exports of one company as one dataset: what is added up, what is not, and what happens when an export comes anew.
#include "core/ingest/combine.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/ingest/import.h"
#include "core/metrics/metrics.h"
#include "core/warehouse/embedded.h"
#include "tests/support/temp_folder.h"

using namespace plumbline;
using namespace plumbline::ingest;
using plumbline::test::TempFolder;
namespace fs = std::filesystem;

namespace {

constexpr const char* google = "Day,Campaign,Campaign type,Currency code,Impr.,Clicks,Cost,Conv. value\n"
                               "2026-11-02,Brand,Search,CHF,1000,100,50.00,400.00\n"
                               "2026-11-02,Jackets,Shopping,CHF,2000,80,70.00,300.00\n"
                               "2026-11-03,Brand,Search,CHF,1100,90,55.00,420.00\n";
constexpr const char* meta = "Début des rapports;Nom de la campagne;Impressions;Clics sur un lien;Montant dépensé "
                             "(CHF);Achats;Valeur de conversion des achats\n"
                             "02.11.2026;Prospecting;9000;90;40,50;1;80,00\n"
                             "03.11.2026;Prospecting;9500;95;44,50;2;150,00\n";
/// Order 1002 has two items; its total stands in the first row only, as the shop writes it.
constexpr const char* shop = "Name,Paid at,Currency,Total,Lineitem name,Source\n"
                             "#1001,2026-11-02 10:00:00,CHF,100.00,Tea,google / cpc\n"
                             "#1002,2026-11-02 11:00:00,CHF,60.00,Tea,facebook / paid\n"
                             "#1002,2026-11-02 11:00:00,CHF,,Cup,facebook / paid\n"
                             "#1003,2026-11-03 09:00:00,CHF,30.00,Cup,google / organic\n"
                             "#1004,2026-11-03 09:30:00,CHF,45.00,Pot,newsletter\n"
                             "#1005,2026-11-03 12:00:00,CHF,70.00,Tea,google / cpc\n";

struct Combine : testing::Test {
    Combine() {
        ::setenv("XDG_DATA_HOME", (temp / "data").c_str(), 1);
        set_reader_path(fs::path(PLUMBLINE_BIN_DIR) / "plumbline-reader");
        workspace = store::Workspace::create(temp / "ws", "Test");
    }
    void import(const std::string& name, const std::string& text) {
        ImportRequest request;
        request.file = temp.write(name, text);
        import_file(*workspace, request, quiet);
    }
    Combination all() { return combine(*workspace, "All", propose_combination(*workspace).parts, Language::en, quiet); }
    /// Value of a metric by a dimension, as the window asks for it; nullopt where there is none.
    std::map<std::string, std::optional<double>> by(const std::string& dimension, const std::string& metric) {
        const DatasetInfo d = workspace->dataset("All");
        EmbeddedEngine engine(workspace->trusted_facts());
        metrics::Query query;
        query.metrics = {metric};
        query.by = {dimension};
        const Table t = metrics::run({&d, &engine, nullptr}, query).table;
        std::map<std::string, std::optional<double>> out;
        for (size_t r = 0; r < t.rows(); ++r)
            out[t.column(0).is_null(r) ? "" : std::string(t.column(0).text(r))] = t.column(1).number(r);
        return out;
    }
    double total(const std::string& dataset, const std::string& metric) {
        const DatasetInfo d = workspace->dataset(dataset);
        EmbeddedEngine engine(workspace->trusted_facts());
        metrics::Query query;
        query.metrics = {metric};
        return metrics::run({&d, &engine, nullptr}, query).table.column(0).number(0).value_or(-1);
    }
    ErrorCode refused(const std::vector<CombinePart>& parts, const std::string& name = "All") {
        try {
            combine(*workspace, name, parts, Language::en, quiet);
        } catch (const Error& e) {
            return e.code();
        }
        return ErrorCode::count_;
    }
    TempFolder temp;
    NoProgress quiet;
    std::unique_ptr<store::Workspace> workspace;
};

} // namespace

TEST_F(Combine, ShopRowsThatAreItemsOfOneOrderCountOneOrder) {
    import("orders.csv", shop);
    EXPECT_EQ(total("orders", "orders"), 5);
    EXPECT_DOUBLE_EQ(total("orders", "revenue"), 305);
    EXPECT_DOUBLE_EQ(total("orders", "aov"), 61);
}

TEST_F(Combine, SpendComesFromThePlatformsAndRevenueFromTheShop) {
    import("Google Ads.csv", google);
    import("Meta-Annonces.csv", meta);
    import("orders.csv", shop);
    const Combination c = all();
    ASSERT_EQ(c.parts.size(), 3u);
    EXPECT_EQ(c.parts[0].label, "Google Ads");
    EXPECT_EQ(c.parts[1].label, "Meta");
    EXPECT_TRUE(c.claims);
    EXPECT_EQ(c.outcomes.at("revenue"), std::vector<std::string>{"orders"});
    EXPECT_DOUBLE_EQ(total("All", "cost"), 50 + 70 + 55 + 40.5 + 44.5);
    EXPECT_DOUBLE_EQ(total("All", "revenue"), 305);
    EXPECT_EQ(total("All", "orders"), 5);
    EXPECT_DOUBLE_EQ(total("All", "claimed_revenue"), 400 + 300 + 420 + 80 + 150);
}

TEST_F(Combine, ReturnByChannelSetsTheShopsRevenueAgainstThePlatformsSpend) {
    import("Google Ads.csv", google);
    import("Meta-Annonces.csv", meta);
    import("orders.csv", shop);
    all();
    auto revenue = by("channel", "revenue"), roas = by("channel", "roas");
    EXPECT_EQ(revenue["Google Ads"], 170);
    EXPECT_EQ(revenue["Meta"], 60);
    EXPECT_EQ(revenue["google / organic"], 30) << "nobody paid for it";
    EXPECT_EQ(revenue["newsletter"], 45);
    EXPECT_DOUBLE_EQ(roas["Google Ads"].value_or(-1), 170.0 / 175);
    EXPECT_FALSE(roas["newsletter"].has_value()) << "no spend, no return on it";
}

TEST_F(Combine, APlatformUnderAnotherNameIsStillToldInTheShopsRows) {
    import("report (3).csv", google);
    import("orders.csv", shop);
    combine(*workspace, "All", {{"report (3)", "Google, Switzerland"}, {"orders", ""}}, Language::en, quiet);
    EXPECT_EQ(by("channel", "revenue")["Google, Switzerland"], 170);
    EXPECT_EQ(by("channel", "revenue")["facebook / paid"], 60) << "none of the parts";
}

TEST_F(Combine, ADimensionThatTheShopDoesNotKnowIsLeftToThePlatforms) {
    import("Google Ads.csv", google);
    import("orders.csv", shop);
    all();
    EXPECT_EQ(workspace->dataset("All").by_role("campaign"), nullptr) << "spend without revenue would look like a loss";
    EXPECT_EQ(workspace->dataset("All").dimension("sub_channel"), nullptr);
    auto revenue = by("product", "revenue"), cost = by("product", "cost");
    EXPECT_EQ(revenue["Tea"], 230);
    EXPECT_FALSE(cost["Tea"].has_value()) << "unknown, not zero";
}

TEST_F(Combine, CampaignsThatTheShopKnowsAreSetAgainstTheirSpend) {
    import("Google Ads.csv", google);
    import("orders.csv", "Order ID,Date,Total (CHF),Campaign,Source\n"
                         "7001,2026-11-02,210.00,Brand,google / cpc\n"
                         "7002,2026-11-03,35.00,,newsletter\n"
                         "7003,2026-11-03,140.00,Jackets,google / cpc\n");
    all();
    auto roas = by("campaign", "roas");
    EXPECT_DOUBLE_EQ(roas["Brand"].value_or(-1), 2);
    EXPECT_DOUBLE_EQ(roas["Jackets"].value_or(-1), 2);
    EXPECT_EQ(total("All", "orders"), 3);
}

TEST_F(Combine, ARowThatNamesACampaignOfOnePlatformStandsUnderIt) {
    import("Google Ads.csv", google);
    import("Meta-Annonces.csv", meta);
    import("orders.csv", "Order ID,Date,Total (CHF),Campaign,Source\n"
                         "7001,2026-11-02,210.00,Brand,Google\n"
                         "7002,2026-11-02,80.00,prospecting,Social\n"
                         "7003,2026-11-03,35.00,Brand,google / organic\n"
                         "7004,2026-11-03,20.00,Spring,Google\n");
    all();
    auto revenue = by("channel", "revenue");
    EXPECT_EQ(revenue["Google Ads"], 210) << "the bare name alone would not say that somebody paid";
    EXPECT_EQ(revenue["Meta"], 80);
    EXPECT_EQ(revenue["google / organic"], 35) << "nobody paid for it";
    EXPECT_EQ(revenue["Google"], 20) << "a campaign that no platform has";
}

TEST_F(Combine, WithoutAShopThePlatformsOwnOutcomesCount) {
    import("Google Ads.csv", google);
    import("Meta-Annonces.csv", meta);
    const Combination c = all();
    EXPECT_FALSE(c.claims);
    EXPECT_DOUBLE_EQ(total("All", "revenue"), 1120 + 230);
    EXPECT_EQ(by("campaign", "revenue")["Brand"], 820);
    auto below = by("sub_channel", "cost");
    EXPECT_EQ(below["Search"], 105);
    EXPECT_EQ(below["Shopping"], 70);
}

TEST_F(Combine, ANewExportOfAPartIsTakenOver) {
    import("Google Ads.csv", google);
    import("orders.csv", shop);
    all();
    const int64_t id = workspace->dataset("All").id;
    import("orders.csv", std::string(shop) + "#1006,2026-11-04 08:00:00,CHF,95.00,Pot,newsletter\n");
    EXPECT_DOUBLE_EQ(total("All", "revenue"), 400);
    EXPECT_EQ(workspace->dataset("All").id, id);
    EXPECT_EQ(to_iso(workspace->dataset("All").dates->to), "2026-11-04");
}

TEST_F(Combine, ARoleThatIsChangedInAPartIsTakenOver) {
    import("Google Ads.csv", google);
    import("orders.csv", shop);
    all();
    change_columns(*workspace, "Google Ads", {{"Clicks", "measure", {}, {}, {}}}, quiet);
    EXPECT_EQ(workspace->dataset("All").by_role("clicks"), nullptr);
}

TEST_F(Combine, SurvivesTheLossOfTheCache) {
    import("Google Ads.csv", google);
    import("orders.csv", shop);
    all();
    fs::remove(workspace->facts_path());
    ensure_facts(*workspace, quiet);
    EXPECT_DOUBLE_EQ(total("All", "revenue"), 305);
    EXPECT_TRUE(workspace->verify().ok());
}

TEST_F(Combine, TwoExportsOfOnePlatformForTheSameDaysAreNotAddedUp) {
    import("Google Ads campaigns.csv", google);
    import("Google Ads keywords.csv", google);
    import("orders.csv", shop);
    const Combination c = propose_combination(*workspace);
    ASSERT_EQ(c.parts.size(), 2u);
    ASSERT_EQ(c.left_out.size(), 1u);
    EXPECT_EQ(c.left_out[0].dataset, "Google Ads keywords");
    EXPECT_EQ(c.left_out[0].reason, "same_platform");
}

TEST_F(Combine, TheCombinedDatasetIsMeantWhereNoneIsNamed) {
    import("Google Ads.csv", google);
    import("orders.csv", shop);
    EXPECT_THROW(workspace->dataset(""), Error);
    all();
    EXPECT_EQ(workspace->dataset("").name, "All");
    workspace->remove_dataset(workspace->dataset("All").id);
    EXPECT_THROW(workspace->dataset(""), Error);
    EXPECT_TRUE(combinations(*workspace).empty());
}

TEST_F(Combine, WhatCannotBeAddedIsRefusedAndNothingChanges) {
    import("Google Ads.csv", google);
    import("shop.csv", "Date,Orders,Revenue (EUR)\n2026-11-02,3,120.00\n2026-11-03,4,160.00\n");
    EXPECT_EQ(refused({{"Google Ads", ""}, {"shop", ""}}), ErrorCode::currency_mixed);
    EXPECT_EQ(refused({{"Google Ads", ""}}), ErrorCode::usage);
    EXPECT_EQ(refused({{"shop", ""}, {"shop", "Again"}}), ErrorCode::usage) << "it would count twice";
    EXPECT_EQ(refused({{"Google Ads", ""}, {"CRM", ""}}), ErrorCode::dataset_not_found);
    EXPECT_EQ(refused({{"Google Ads", ""}, {"shop", ""}}, "shop"), ErrorCode::usage) << "an import is not overwritten";
    EXPECT_EQ(workspace->datasets().size(), 2u);
    EXPECT_DOUBLE_EQ(total("shop", "revenue"), 280);
}
