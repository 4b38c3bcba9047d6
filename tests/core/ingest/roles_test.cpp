// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/roles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/base/date.h"
#include "tests/core/ingest/roles_sample.h"

namespace plumbline::ingest {
namespace {

constexpr FieldType text = FieldType::text, whole = FieldType::integer, decimal = FieldType::decimal, day = FieldType::date,
                    percent = FieldType::percent;

struct Header {
    std::string name;
    FieldType type;
    std::string role; ///< "role" or "role:kind"
};

/// Infers from names and types alone and compares every column.
void expect_roles(const std::vector<Header>& headers) {
    std::vector<DatasetColumn> columns;
    for (const Header& h : headers) {
        DatasetColumn c;
        c.name = h.name;
        c.type = h.type;
        columns.push_back(c);
    }
    infer_roles(columns, {});
    for (size_t i = 0; i < headers.size(); ++i) {
        EXPECT_EQ(columns[i].role + (columns[i].kind.empty() ? "" : ":" + columns[i].kind), headers[i].role) << headers[i].name;
        EXPECT_FALSE(columns[i].reason.empty()) << headers[i].name;
    }
}

std::string unit_of(const std::string& name, FieldType type, const std::string& known = {}) {
    std::vector<DatasetColumn> columns(1);
    columns[0].name = name;
    columns[0].type = type;
    columns[0].unit = known;
    infer_roles(columns, {});
    return columns[0].unit;
}

TEST(Roles, MetaAds) {
    expect_roles({{"Reporting starts", day, "date"},
                  {"Reporting ends", day, "attribute"},
                  {"Campaign name", text, "campaign"},
                  {"Campaign delivery", text, "dimension:status"},
                  {"Ad set name", text, "dimension:ad_group"},
                  {"Reach", whole, "attribute"},
                  {"Impressions", whole, "impressions"},
                  {"Frequency", decimal, "rate"},
                  {"Cost per result", decimal, "rate"},
                  {"Ad set budget", decimal, "attribute"},
                  {"Amount spent (EUR)", decimal, "cost"},
                  {"CPM (cost per 1,000 impressions) (EUR)", decimal, "rate"},
                  {"Link clicks", whole, "clicks"},
                  {"CTR (link click-through rate)", decimal, "rate"},
                  {"Clicks (all)", whole, "measure"},
                  {"Landing page views", whole, "visits"},
                  {"Purchases", whole, "orders"},
                  {"Purchases conversion value", decimal, "revenue"},
                  {"Purchase ROAS (return on ad spend)", decimal, "rate"}});
}

TEST(Roles, GoogleAdsInSixLanguages) {
    expect_roles({{"Day", day, "date"},
                  {"Campaign", text, "campaign"},
                  {"Campaign type", text, "dimension:campaign_type"},
                  {"Currency code", text, "dimension:currency"},
                  {"Impr.", whole, "impressions"},
                  {"Clicks", whole, "clicks"},
                  {"Cost", decimal, "cost"},
                  {"Avg. CPC", decimal, "rate"},
                  {"CTR", percent, "rate"},
                  {"Conversions", decimal, "leads"},
                  {"Conv. value", decimal, "revenue"},
                  {"Cost / conv.", decimal, "rate"},
                  {"Conv. value / cost", decimal, "rate"},
                  {"View-through conv.", whole, "measure"},
                  {"Search impr. share", percent, "rate"}});
    expect_roles({{"Tag", day, "date"},
                  {"Kampagne", text, "campaign"},
                  {"Anzeigengruppe", text, "dimension:ad_group"},
                  {"Impr.", whole, "impressions"},
                  {"Klicks", whole, "clicks"},
                  {"Kosten", decimal, "cost"},
                  {"Durchschn. CPC", decimal, "rate"},
                  {"Conversions", decimal, "leads"},
                  {"Conv.-Wert", decimal, "revenue"},
                  {"Kosten/Conv.", decimal, "rate"},
                  {"Conv.-Rate", percent, "rate"}});
    expect_roles({{"Jour", day, "date"},
                  {"Campagne", text, "campaign"},
                  {"Groupe d\u2019annonces", text, "dimension:ad_group"},
                  {"Clics", whole, "clicks"},
                  {"Co\u00fbt", decimal, "cost"},
                  {"CPC moy.", decimal, "rate"},
                  {"Valeur conv.", decimal, "revenue"},
                  {"Co\u00fbt/conv.", decimal, "rate"},
                  {"Taux de conv.", percent, "rate"}});
    expect_roles({{"D\u00eda", day, "date"},
                  {"Campa\u00f1a", text, "campaign"},
                  {"Clics", whole, "clicks"},
                  {"Coste", decimal, "cost"},
                  {"Conversiones", decimal, "leads"},
                  {"Valor de conv.", decimal, "revenue"},
                  {"Coste/conv.", decimal, "rate"}});
    expect_roles({{"Dia", day, "date"},
                  {"Campanha", text, "campaign"},
                  {"Cliques", whole, "clicks"},
                  {"Custo", decimal, "cost"},
                  {"Convers\u00f5es", decimal, "leads"},
                  {"Valor da conv.", decimal, "revenue"},
                  {"Taxa de conv.", percent, "rate"}});
    expect_roles({{"Giorno", day, "date"},
                  {"Campagna", text, "campaign"},
                  {"Clic", whole, "clicks"},
                  {"Costo", decimal, "cost"},
                  {"Conversioni", decimal, "leads"},
                  {"Valore conv.", decimal, "revenue"},
                  {"Tasso di conv.", percent, "rate"}});
}

TEST(Roles, OtherPlatforms) {
    expect_roles({{"By Day", day, "date"},
                  {"Ad Group Name", text, "dimension:ad_group"},
                  {"Cost", decimal, "cost"},
                  {"Clicks (Destination)", whole, "clicks"},
                  {"CPA", decimal, "rate"},
                  {"CVR (%)", decimal, "rate"},
                  {"Video Views at 25%", whole, "measure"}});
    expect_roles({{"Start Date (in UTC)", day, "date"},
                  {"Campaign Group Name", text, "dimension"},
                  {"Campaign Name", text, "campaign"},
                  {"Campaign Status", text, "dimension:status"},
                  {"Total Spent", decimal, "cost"},
                  {"Average CPC", decimal, "rate"},
                  {"Shares", whole, "measure"},
                  {"Conversions", whole, "measure"},
                  {"Leads", whole, "leads"},
                  {"Cost per Lead", decimal, "rate"}});
    expect_roles({{"Gregorian date", day, "date"},
                  {"Spend", decimal, "cost"},
                  {"Avg. pos.", decimal, "rate"},
                  {"Conv.", decimal, "leads"},
                  {"Revenue", decimal, "revenue"},
                  {"Return on ad spend", decimal, "rate"}});
    expect_roles({{"Advertised ASIN", text, "dimension:product"},
                  {"Cost Per Click (CPC)", decimal, "rate"},
                  {"Spend", decimal, "cost"},
                  {"7 Day Total Sales", decimal, "revenue"},
                  {"Total Advertising Cost of Sales (ACOS)", decimal, "rate"},
                  {"7 Day Total Orders (#)", whole, "orders"},
                  {"7 Day Total Units (#)", whole, "measure"}});
    expect_roles({{"Start Time", day, "date"},
                  {"Paid Impressions", whole, "impressions"},
                  {"Swipe Ups", whole, "clicks"},
                  {"Amount Spent", decimal, "cost"},
                  {"Paid eCPM", decimal, "rate"}});
    expect_roles({{"Day", day, "date"},
                  {"Displays", whole, "impressions"},
                  {"Clicks", whole, "clicks"},
                  {"Sales", whole, "orders"},
                  {"Order value", decimal, "revenue"}});
    expect_roles({{"Publisher ID", whole, "id"},
                  {"Publisher", text, "dimension:partner"},
                  {"Total Value", decimal, "revenue"},
                  {"Total Commission", decimal, "cost"}});
}

TEST(Roles, ShopsAnalyticsAndCrm) {
    expect_roles({{"Day", day, "date"},
                  {"Orders", whole, "orders"},
                  {"Gross sales", decimal, "measure"},
                  {"Discounts", decimal, "measure"},
                  {"Net sales", decimal, "measure"},
                  {"Taxes", decimal, "measure"},
                  {"Total sales", decimal, "revenue"}});
    expect_roles({{"Email", text, "attribute"},
                  {"Created at", day, "date"},
                  {"Paid at", day, "attribute"},
                  {"Subtotal", decimal, "measure"},
                  {"Shipping", decimal, "measure"},
                  {"Total", decimal, "revenue"},
                  {"Lineitem price", decimal, "attribute"},
                  {"Billing Zip", whole, "attribute"},
                  {"Billing Country", text, "dimension:country"},
                  {"Billing City", text, "dimension:city"},
                  {"Id", whole, "id"},
                  {"Phone", text, "attribute"}});
    expect_roles({{"Order ID", whole, "id"},
                  {"Order Date", day, "date"},
                  {"Order Status", text, "dimension:status"},
                  {"Order Total", decimal, "revenue"},
                  {"Customer ID", whole, "id"},
                  {"Postcode", whole, "attribute"}});
    expect_roles({{"ID", whole, "id"},
                  {"Purchase Date", day, "date"},
                  {"Grand Total (Base)", decimal, "revenue"},
                  {"Bill-to Name", text, "attribute"}});
    expect_roles({{"Date", day, "date"},
                  {"Session default channel group", text, "dimension:channel"},
                  {"Session source / medium", text, "dimension:source"},
                  {"Sessions", whole, "visits"},
                  {"Total users", whole, "attribute"},
                  {"Bounce rate", decimal, "rate"},
                  {"Ecommerce purchases", whole, "orders"},
                  {"Purchase revenue", decimal, "revenue"}});
    expect_roles({{"Deal Name", text, "attribute"},
                  {"Deal Stage", text, "dimension:status"},
                  {"Close Date", day, "date"},
                  {"Create Date", day, "attribute"},
                  {"Amount", decimal, "revenue"}});
    expect_roles({{"Campaign Name", text, "campaign"},
                  {"Start Date", day, "date"},
                  {"End Date", day, "attribute"},
                  {"Budgeted Cost", decimal, "attribute"},
                  {"Actual Cost", decimal, "cost"},
                  {"Expected Revenue", decimal, "measure"},
                  {"Leads in Campaign", whole, "leads"},
                  {"Won Opportunities", whole, "orders"}});
    expect_roles({{"Bestelldatum", day, "date"},
                  {"Bestellnummer", text, "id"},
                  {"Kanal", text, "dimension:channel"},
                  {"PLZ", whole, "attribute"},
                  {"Einzelpreis", decimal, "attribute"},
                  {"Umsatz (CHF)", decimal, "revenue"},
                  {"Werbekosten", decimal, "cost"},
                  {"Neukunden", whole, "new_customers"},
                  {"Bestellungen", whole, "orders"}});
    expect_roles({{"Date", day, "date"},
                  {"Chiffre d'affaires", decimal, "revenue"},
                  {"D\u00e9penses publicitaires", decimal, "cost"},
                  {"Commandes", whole, "orders"},
                  {"Nouveaux clients", whole, "new_customers"}});
    expect_roles({{"Fecha", day, "date"},
                  {"Receita", decimal, "revenue"},
                  {"Investimento", decimal, "cost"},
                  {"Pedidos", whole, "orders"}});
}

TEST(Roles, NamesInCamelCaseSnakeCaseAndDotsAreTheSame) {
    for (const std::string name :
         {"campaignName", "campaign_name", "campaign.name", "CampaignName", "campaignname", "CAMPAIGN NAME"})
        expect_roles({{name, text, "campaign"}});
    for (const std::string name : {"totalRevenue", "total_revenue", "TOTAL REVENUE", "metrics.revenue"})
        expect_roles({{name, decimal, "revenue"}});
    expect_roles({{"costMicros", decimal, "measure"}, {"adGroupId", whole, "id"}});
}

TEST(Roles, WhatIsPlannedLostOrSomebodyElsesIsNotWhatHappened) {
    expect_roles({{"Target Revenue", decimal, "measure"},
                  {"Revenue LY", decimal, "measure"},
                  {"Competitor sales", decimal, "attribute"},
                  {"Budget", decimal, "attribute"},
                  {"Max CPC", decimal, "rate"}});
}

TEST(Roles, ConversionsBesideOrdersMayCountEither) {
    expect_roles({{"Clicks", whole, "clicks"}, {"Conversions", whole, "measure"}, {"Purchases", whole, "orders"}});
    expect_roles({{"Clicks", whole, "clicks"},
                  {"Leads", whole, "leads"},
                  {"Conversions", whole, "orders"},
                  {"Revenue", decimal, "revenue"}});
    expect_roles({{"Total_Conversion", whole, "leads"}, {"Approved_Conversion", whole, "orders"}});
}

TEST(Roles, OfSeveralCostColumnsNoneIsTheCost) {
    expect_roles({{"date", day, "date"},
                  {"tv_spend", decimal, "measure:tv"},
                  {"radio_spend", decimal, "measure:radio"},
                  {"revenue", decimal, "revenue"}});
    expect_roles({{"TV", decimal, "measure:tv"},
                  {"Radio", decimal, "measure:radio"},
                  {"Newspaper", decimal, "measure:newspaper"},
                  {"Sales", decimal, "revenue"}});
    expect_roles({{"fb_spend", decimal, "cost"}, {"fb_clicks", whole, "clicks"}}); // one channel: the whole file is about it
    expect_roles({{"Cost", decimal, "cost"}, {"Shipping cost", decimal, "measure"}});
}

TEST(Roles, UnitsComeFromTheNameUnlessTheValuesSaidOne) {
    EXPECT_EQ(unit_of("Amount spent (EUR)", decimal), "EUR");
    EXPECT_EQ(unit_of("Cost, \u20AC", decimal), "EUR");
    EXPECT_EQ(unit_of("revenue_usd", decimal), "USD");
    EXPECT_EQ(unit_of("Cost", decimal, "CHF"), "CHF");
    EXPECT_EQ(unit_of("Cost", decimal), "");
    EXPECT_EQ(unit_of("Clicks", whole), "count");
    EXPECT_EQ(unit_of("CTR", percent), "percent");
    EXPECT_EQ(unit_of("ROAS", decimal), "ratio");
    EXPECT_EQ(unit_of("Avg. CPC (GBP)", decimal), "GBP");
}

/// Rows of a function of the row number.
template <class Row>
RolesSample sample(const std::vector<std::string>& header, int rows, Row row) {
    std::vector<std::vector<std::string>> all;
    for (int i = 0; i < rows; ++i) all.push_back(row(i));
    return {header, all};
}

std::string number(int64_t n) { return std::to_string(n); }
std::string date(int i) { return to_iso(from_civil({2026, 1, 1}) + i); }

TEST(Roles, CampaignReportWithChannelsUnderCategory) {
    const std::vector<std::string> channels{"social", "search", "influencer", "media"};
    const RolesSample s =
        sample({"id", "c_date", "campaign_name", "category", "campaign_id", "impressions", "mark_spent", "clicks", "leads",
                "orders", "revenue"},
               66, [&](int i) {
                   const int c = i % 11;
                   return std::vector<std::string>{
                       number(i + 1),         date(i / 11),      "name " + number(c),       channels[static_cast<size_t>(c % 4)],
                       number(90000 + 7 * c), number(10000 + i), number(500 + i) + ".5",    number(300 + i),
                       number(20 + i % 9),    number(i % 9),     number(900 + 3 * i) + ".0"};
               });
    const std::map<std::string, std::string> expected{{"id", "id"},
                                                      {"c_date", "date"},
                                                      {"campaign_name", "campaign"},
                                                      {"category", "dimension:channel"},
                                                      {"campaign_id", "campaign_id"},
                                                      {"impressions", "impressions"},
                                                      {"mark_spent", "cost"},
                                                      {"clicks", "clicks"},
                                                      {"leads", "leads"},
                                                      {"orders", "orders"},
                                                      {"revenue", "revenue"}};
    for (const auto& [name, role] : expected) EXPECT_EQ(s.role(name), role);
    EXPECT_EQ(s.at("revenue").reason, "name; at least the cost on 100% of rows");
    const auto chains = find_hierarchy(s.columns, s.profiles);
    ASSERT_EQ(chains.size(), 1u);
    EXPECT_EQ(chains[0], (std::vector<size_t>{3, 2}));
}

TEST(Roles, OfTwoCampaignIdsTheOneWithFewerValuesIsTheCampaign) {
    const RolesSample s = sample({"ad_id", "fb_campaign_id", "xyz_campaign_id", "age", "gender", "interest"}, 60, [](int i) {
        return std::vector<std::string>{number(708000 + i * 3),    number(103000 + i / 2), number(900 + i % 3),
                                        i % 2 ? "30-34" : "45-49", i % 3 ? "M" : "F",      number(2 + i * 7 % 40)};
    });
    EXPECT_EQ(s.role("ad_id"), "id");
    EXPECT_EQ(s.role("xyz_campaign_id"), "campaign_id");
    EXPECT_EQ(s.role("fb_campaign_id"), "id");
    EXPECT_EQ(s.role("age"), "dimension:age");
    EXPECT_EQ(s.role("gender"), "dimension:gender");
    EXPECT_EQ(s.role("interest"), "dimension:audience");
}

TEST(Roles, PeopleAreNotSummed) {
    const RolesSample s = sample({"ID", "Year_Birth", "Education", "Income", "Kidhome", "Dt_Customer", "Recency", "MntWines",
                                  "NumWebPurchases", "NumStorePurchases", "AcceptedCmp1", "Z_CostContact", "Z_Revenue"},
                                 80, [](int i) {
                                     return std::vector<std::string>{number(5000 + i * 37 % 997),
                                                                     number(1950 + i % 45),
                                                                     i % 2 ? "PhD" : "Master",
                                                                     number(30000 + i * 613),
                                                                     number(i % 3),
                                                                     date(i),
                                                                     number(i % 99),
                                                                     number(i * 5),
                                                                     number(i % 9),
                                                                     number(i % 8),
                                                                     number(i % 7 == 0),
                                                                     "3",
                                                                     "11"};
                                 });
    const std::map<std::string, std::string> expected{{"ID", "id"},
                                                      {"Year_Birth", "attribute"},
                                                      {"Education", "dimension:audience"},
                                                      {"Income", "attribute"},
                                                      {"Kidhome", "attribute"},
                                                      {"Dt_Customer", "date"},
                                                      {"Recency", "attribute"},
                                                      {"MntWines", "measure"},
                                                      {"NumWebPurchases", "measure:web"},
                                                      {"NumStorePurchases", "measure:store"},
                                                      {"AcceptedCmp1", "attribute"},
                                                      {"Z_CostContact", "attribute"},
                                                      {"Z_Revenue", "attribute"}};
    for (const auto& [name, role] : expected) EXPECT_EQ(s.role(name), role);
}

TEST(Roles, ValuesSpeakWhereTheNameSaysNothing) {
    const RolesSample s = sample({"", "a", "b", "c", "d", "e", "f", "g", "h"}, 60, [](int i) {
        return std::vector<std::string>{number(i + 1),
                                        i % 2 ? "desktop" : "mobile",
                                        "person" + number(i) + "@example.org",
                                        "free text number " + number(i),
                                        number(i % 4),
                                        "0." + number(10 + i),
                                        number(99000000 + i * 17 % 6007),
                                        number(10 + i) + ".25",
                                        ""};
    });
    EXPECT_EQ(s.role(""), "id");
    EXPECT_EQ(s.role("a"), "dimension:device");
    EXPECT_EQ(s.role("b"), "attribute");
    EXPECT_EQ(s.role("c"), "attribute");
    EXPECT_EQ(s.role("d"), "attribute");
    EXPECT_EQ(s.role("e"), "rate");
    EXPECT_EQ(s.role("f"), "id");
    EXPECT_EQ(s.role("g"), "measure");
    EXPECT_EQ(s.role("h"), "ignore");
}

TEST(Roles, ANameThatTheValuesContradictIsNotBelieved) {
    const RolesSample s = sample({"Cost", "Date", "Month", "Campaign"}, 60, [](int i) {
        return std::vector<std::string>{"n/a " + number(i), number(20260101 + i), number(1 + i % 12), number(i % 5)};
    });
    EXPECT_EQ(s.role("Cost"), "attribute");
    EXPECT_EQ(s.role("Date"), "attribute");
    EXPECT_EQ(s.role("Month"), "attribute");
    EXPECT_EQ(s.role("Campaign"), "campaign_id");
}

TEST(Roles, TheCurrencyColumnNamesTheUnitOfAmounts) {
    const RolesSample s = sample({"Currency", "Cost", "Clicks"}, 30, [](int i) {
        return std::vector<std::string>{"CHF", number(i) + ".5", number(i)};
    });
    EXPECT_EQ(s.at("Cost").unit, "CHF");
    EXPECT_EQ(s.at("Clicks").unit, "count");
}

TEST(Roles, AllClicksAreTheClicksWhereNoNarrowerOnesAre) {
    const auto row = [](int i) { return std::vector<std::string>{"A" + number(i % 3), number(i * 7 % 90), number(i % 40)}; };
    EXPECT_EQ(sample({"Campaign name", "Clicks (all)", "Conversions"}, 60, row).role("Clicks (all)"), "clicks");
    const RolesSample both = sample({"Campaign name", "Clicks (all)", "Link clicks"}, 60, row);
    EXPECT_EQ(both.role("Clicks (all)"), "measure");
    EXPECT_EQ(both.role("Link clicks"), "clicks");
}

TEST(Roles, AmountsInSeveralCurrenciesAreNotSummed) {
    std::vector<DatasetColumn> columns(1);
    columns[0].name = "Cost";
    columns[0].type = decimal;
    columns[0].reason = "mixed currencies: EUR, USD";
    infer_roles(columns, {});
    EXPECT_EQ(columns[0].role, "attribute");
    EXPECT_EQ(columns[0].reason, "mixed currencies: EUR, USD");
}

TEST(Roles, EveryRoleIsKnownAndSingleOnesStandOnce) {
    const std::vector<std::string> words{"cost",   "Kosten",      "spend", "revenue",       "sales",       "Umsatz", "clicks",
                                         "Klicks", "date",        "Day",   "campaign",      "Kampagne",    "leads",  "orders",
                                         "visits", "conversions", "impr",  "new customers", "campaign id", "x"};
    std::vector<DatasetColumn> columns;
    for (const FieldType type : {text, whole, decimal, percent, day, FieldType::timestamp, FieldType::boolean, FieldType::null})
        for (const std::string& w : words) {
            columns.emplace_back();
            columns.back().name = w;
            columns.back().type = type;
        }
    infer_roles(columns, {});
    std::map<std::string, int> seen;
    for (const DatasetColumn& c : columns) {
        ++seen[c.role];
        EXPECT_NE(std::ranges::find(column_roles(), c.role), column_roles().end()) << c.role;
        EXPECT_TRUE(!is_measure_role(c.role) || c.type == whole || c.type == decimal) << c.name;
        EXPECT_TRUE(c.role != "date" || c.type == day || c.type == FieldType::timestamp) << c.name;
    }
    for (const char* role : {"date", "campaign", "campaign_id", "cost", "revenue", "clicks", "leads", "visits", "orders",
                             "impressions", "new_customers"})
        EXPECT_LE(seen[role], 1) << role;
}

TEST(Roles, HierarchiesFollowKindsUnlessTheValuesContradict) {
    const std::vector<std::string> header{"Country", "Region", "City"};
    const RolesSample good = sample(header, 60, [](int i) {
        return std::vector<std::string>{number(i % 2) + "x", number(i % 4) + "y", number(i % 12) + "z"};
    });
    EXPECT_EQ(find_hierarchy(good.columns, good.profiles), (std::vector<std::vector<size_t>>{{0, 1, 2}}));
    const RolesSample mixed = sample(header, 60, [](int i) {
        return std::vector<std::string>{number(i % 2) + "x", number(i % 3) + "y", number(i % 12) + "z"};
    });
    // Regions lie in both countries; cities in one.
    EXPECT_EQ(find_hierarchy(mixed.columns, mixed.profiles), (std::vector<std::vector<size_t>>{{0, 2}}));
    EXPECT_EQ(find_hierarchy(mixed.columns), (std::vector<std::vector<size_t>>{{0, 1, 2}}));
}

TEST(FieldName, IsPlainAndUnique) {
    EXPECT_EQ(field_name("Amount spent (EUR)", {}), "amount_spent_eur");
    EXPECT_EQ(field_name("Co\u00fbt/conv. \u0141\u00f3d\u017a", {}), "cout_conv_lodz");
    EXPECT_EQ(field_name("Stra\u00dfe", {}), "strasse");
    EXPECT_EQ(field_name("\u5E7F\u544A", {}), "column");
    EXPECT_EQ(field_name("", {"column"}), "column_2");
    EXPECT_EQ(field_name("2024", {}), "c_2024");
    EXPECT_EQ(field_name("a", {"a", "a_2"}), "a_3");
    EXPECT_EQ(field_name(std::string(500, 'x'), {}).size(), 60u);
    EXPECT_EQ(field_name("\xFF\xC3", {}), "column");
}

} // namespace
} // namespace plumbline::ingest
