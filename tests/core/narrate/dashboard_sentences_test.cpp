// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/narrate/dashboard_sentences.h"

#include <gtest/gtest.h>

#include "core/narrate/grounding.h"

namespace plumbline::narrate {
namespace {

const Narrator en(Language::en), fr(Language::fr);
const NumberStyle chf = NumberStyle::of(Language::en, "CHF"), chf_fr = NumberStyle::of(Language::fr, "CHF");
const Subject revenue{"revenue", "Revenue", "currency", 1, true};
const Subject spend{"cost", "Spend", "currency", 0, true};
const Subject cpa{"cpa", "Cost per order", "currency", -1, false};
const Subject roas{"roas", "ROAS", "ratio", 1, false};
const Subject orders{"orders", "Orders", "count", 1, true};
const Subject ctr{"ctr", "Click-through rate", "percent", 1, false};
const Versus on_year{Versus::Kind::year, 13, Grain::week};
const Versus on_previous{Versus::Kind::previous, 13, Grain::week};
const Versus nothing{Versus::Kind::none, 13, Grain::week};

TEST(PageTitle, SaysDirectionAndSpend) {
    const PageFacts up{revenue, 9.3e6, 0.0641, 0.0366, on_year};
    EXPECT_EQ(page_title(en, up, chf), "Revenue is up 6.4% on last year, on 3.7% more spend");
    EXPECT_EQ(page_title(fr, up, chf_fr),
              "Le chiffre d'affaires progresse de 6,4\u00A0% sur un an, pour 3,7\u00A0% de dépenses en plus");
    const PageFacts down{revenue, 9.3e6, -0.014, -0.02, on_previous};
    EXPECT_EQ(page_title(en, down, chf), "Revenue is down 1.4% on the 13 weeks before, on 2.0% less spend");
    EXPECT_EQ(page_title(fr, down, chf_fr),
              "Le chiffre d'affaires recule de 1,4\u00A0% face aux 13 semaines d'avant, pour 2,0\u00A0% de dépenses en moins");
}

TEST(PageTitle, CallsAChangeThatRoundsToNothingNoChange) {
    EXPECT_EQ(page_title(en, {revenue, 1.0, 0.0004, -0.0004, on_year}, chf),
              "Revenue is unchanged on last year, on the same spend");
    EXPECT_EQ(page_title(fr, {spend, 1.0, -0.0004, std::nullopt, on_year}, chf_fr), "Les dépenses sont stables sur un an");
}

TEST(PageTitle, AgreesWithAPlural) {
    EXPECT_EQ(page_title(en, {orders, 95.0, 0.1, std::nullopt, on_year}, chf), "Orders are up 10.0% on last year");
    EXPECT_EQ(page_title(fr, {orders, 95.0, 0.1, std::nullopt, on_year}, chf_fr),
              "Les commandes progressent de 10,0\u00A0% sur un an");
}

TEST(PageTitle, SpeaksOfPointsWhereTheMetricIsAPercentage) {
    EXPECT_EQ(page_title(en, {ctr, 0.02, -0.004, std::nullopt, on_year}, chf),
              "Click-through rate is down 0.4 points on last year");
}

TEST(PageTitle, FallsBackToTheValue) {
    EXPECT_EQ(page_title(en, {revenue, 9.3e6, std::nullopt, std::nullopt, nothing}, chf),
              "Revenue comes to CHF\u00A09.30M in 13 weeks");
    EXPECT_EQ(page_title(fr, {roas, 6.32, std::nullopt, std::nullopt, nothing}, chf_fr), "Le ROAS est de 6,32 sur 13 semaines");
    EXPECT_EQ(page_title(en, {roas, std::nullopt, std::nullopt, std::nullopt, on_year}, chf),
              "ROAS cannot be told for this period");
    EXPECT_EQ(page_title(en, {revenue, std::nullopt, std::nullopt, std::nullopt, on_year, false}, chf), "No rows in this period");
}

SeriesFacts weeks(const Subject& subject, std::vector<std::optional<double>> now, std::vector<std::optional<double>> before,
                  Versus versus) {
    SeriesFacts f{subject, std::move(now), std::move(before), {}, versus};
    for (size_t i = 0; i < f.values.size(); ++i) f.periods.push_back("W" + std::to_string(40 + i));
    return f;
}

TEST(SeriesTitle, CountsTheWeeksThatBeatLastYear) {
    EXPECT_EQ(series_title(en, weeks(revenue, {3, 1, 3}, {2, 2, 2}, on_year), chf), "Revenue beat last year in 2 of 3 weeks");
    EXPECT_EQ(series_title(en, weeks(revenue, {3, 3}, {2, 2}, on_year), chf), "Revenue beat last year in each of the 2 weeks");
    EXPECT_EQ(series_title(en, weeks(revenue, {1, 1, 3}, {2, 2, 2}, on_year), chf),
              "Revenue fell short of last year in 2 of 3 weeks");
    EXPECT_EQ(series_title(fr, weeks(revenue, {1, 1}, {2, 2}, on_year), chf_fr),
              "Le chiffre d'affaires reste sous l'an dernier 2 semaines sur 2");
}

TEST(SeriesTitle, DoesNotCheerForSpendOrCost) {
    EXPECT_EQ(series_title(en, weeks(spend, {3, 3, 1}, {2, 2, 2}, on_year), chf), "Spend was above last year in 2 of 3 weeks");
    EXPECT_EQ(series_title(en, weeks(cpa, {1, 1}, {2, 2}, on_year), chf),
              "Cost per order was below last year in each of the 2 weeks");
}

TEST(SeriesTitle, LeavesOutWeeksThatCannotBeCompared) {
    EXPECT_EQ(series_title(en, weeks(revenue, {3, std::nullopt, 3, 3}, {2, 2, std::nullopt, 2}, on_year), chf),
              "Revenue beat last year in each of the 2 weeks");
}

TEST(SeriesTitle, NamesThePeakWithoutAComparison) {
    EXPECT_EQ(series_title(en, weeks(revenue, {100e3, 250e3, 200e3}, {}, nothing), chf),
              "Revenue peaked at CHF\u00A0250k in W41");
    EXPECT_EQ(series_title(en, weeks(cpa, {12, 11, 13}, {}, nothing), chf),
              "Cost per order was lowest in W41, at CHF\u00A011.00");
    EXPECT_EQ(series_title(en, weeks(revenue, {std::nullopt}, {}, nothing), chf), "Revenue by week");
}

TEST(BreakdownTitle, NamesWhoBroughtTheGrowth) {
    BreakdownFacts f{revenue, "channel", {{"Search", 160.0, 100.0}, {"Social", 150.0, 100.0}}, 310.0, 200.0, true};
    EXPECT_EQ(breakdown_title(en, f, chf), "Search brought 55% of the growth"); // 60 of 110
    EXPECT_EQ(breakdown_title(fr, f, chf_fr), "Search apporte 55\u00A0% de la hausse");
}

TEST(BreakdownTitle, NamesWhoMadeTheDecline) {
    BreakdownFacts f{revenue, "channel", {{"Search", 90.0, 100.0}, {"Social", 70.0, 100.0}}, 160.0, 200.0, true};
    EXPECT_EQ(breakdown_title(en, f, chf), "Social accounts for 75% of the decline"); // 30 of 40
}

TEST(BreakdownTitle, NeverGivesAPartMoreThanTheWhole) {
    BreakdownFacts f{revenue, "channel", {{"Search", 5000.0, 2000.0}, {"Social", 1000.0, 2000.0}}, 6000.0, 4000.0, true};
    EXPECT_EQ(breakdown_title(en, f, chf), "Search gained CHF\u00A03,000, the others lost CHF\u00A01,000");
}

TEST(BreakdownTitle, TellsTheLevelWhereTheTotalStoodStill) {
    BreakdownFacts f{revenue, "channel", {{"Search", 75.0, 100.0}, {"Social", 25.0, 0.0}}, 100.0, 100.0, true};
    EXPECT_EQ(breakdown_title(en, f, chf), "Search makes up 75% of revenue");
    EXPECT_EQ(breakdown_title(fr, f, chf_fr), "Search représente 75\u00A0% du chiffre d'affaires");
}

TEST(BreakdownTitle, RanksRatiosByWhatIsGood) {
    BreakdownFacts f{cpa, "channel", {{"Search", 12.0, {}}, {"Social", 20.0, {}}, {"Direct", 0.0, {}}}, 15.0, {}, false};
    EXPECT_EQ(breakdown_title(en, f, chf), "Search has the lowest cost per order, CHF\u00A012.00"); // zero is no price
    f.subject = roas;
    EXPECT_EQ(breakdown_title(en, f, chf), "Social has the highest ROAS, 20.00");
}

TEST(CampaignsTitle, CountsWhatReturnedLessThanItCost) {
    CampaignFacts f{{{"A", 100e3, 90e3}, {"B", 50e3, 35e3}, {"C", 10e3, 80e3}, {"D", 0.0, 5.0}}, revenue, true, true};
    EXPECT_EQ(campaigns_title(en, f, chf), "Two campaigns returned CHF\u00A025.0k less than they cost"); // 10k + 15k
    EXPECT_EQ(campaigns_title(fr, f, chf_fr), "Deux campagnes ont rapporté 25,0\u00A0k\u00A0CHF de moins qu'elles n'ont coûté");
    f.campaigns.erase(f.campaigns.begin(), f.campaigns.begin() + 2);
    EXPECT_EQ(campaigns_title(en, f, chf), "The one campaign returned at least what it cost");
    f.has_revenue = false;
    EXPECT_EQ(campaigns_title(en, f, chf), "C takes 100% of spend");
    EXPECT_EQ(campaigns_title(en, {}, chf), "This dataset has no campaigns");
}

TEST(FunnelTitle, PrefersNewCustomersAndNeverExceedsAll) {
    EXPECT_EQ(funnel_title(en, {{{"clicks", 1000.0}, {"orders", 75.5}, {"new_customers", 22.3}}}, chf),
              "29.5% of orders came from new customers");
    EXPECT_EQ(funnel_title(fr, {{{"clicks", 1000.0}, {"leads", 62.0}}}, chf_fr), "6,2\u00A0% des clics deviennent des prospects");
    EXPECT_EQ(funnel_title(en, {{{"clicks", 10.0}, {"orders", 75.0}}}, chf), "From click to order");
    EXPECT_EQ(funnel_title(en, {{{"clicks", 10.0}}}, chf), "Too few measures for a funnel");
}

TEST(CardAccessible, SpeaksMoneyInWords) {
    EXPECT_EQ(card_accessible(en, {revenue, 9.3e6, 0.064, "", "", on_year}, chf),
              "Revenue, 9.30 million francs, up 6.4% on last year");
    EXPECT_EQ(card_accessible(fr, {revenue, 1.48e6, -0.064, "", "", on_year}, chf_fr),
              "Chiffre d'affaires, 1,48 million de francs, en baisse de 6,4\u00A0% sur un an");
    EXPECT_EQ(card_accessible(fr, {revenue, 9.3e6, std::nullopt, "", "", on_year}, chf_fr),
              "Chiffre d'affaires, 9,30 millions de francs");
    EXPECT_EQ(card_accessible(en, {cpa, 15.42, -0.026, "", "", on_year}, chf),
              "Cost per order, 15.42 francs, down 2.6% on last year");
    EXPECT_EQ(card_accessible(en, {roas, std::nullopt, std::nullopt, "", "no spend in this period", on_year}, chf),
              "ROAS: no value, no spend in this period");
}

TEST(Titles, HoldNoNumberThatIsNotAFact) {
    const PageFacts up{revenue, 9.3e6, 0.0641, 0.0366, on_previous};
    EXPECT_TRUE(grounded(page_title(en, up, chf), {"6.4%", "3.7%", "13"}));
    EXPECT_TRUE(grounded(page_title(fr, up, chf_fr), {"6,4\u00A0%", "3,7\u00A0%", "13"}, Language::fr));
    EXPECT_FALSE(grounded(page_title(en, up, chf), {"6.4%", "13"}));
}

} // namespace
} // namespace plumbline::narrate
