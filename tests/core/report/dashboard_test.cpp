// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "core/narrate/grounding.h"
#include "nordhang.h"

namespace plumbline::testing {
namespace {

using report::Dashboard;
using Texts = std::vector<std::string>;

/// The three weeks against the same weeks of last year, made once.
const Dashboard& against_last_year() {
    static const World world = nordhang();
    static const Dashboard d = dashboard(world, {.period = three_weeks(), .grain = Grain::week});
    return d;
}

const Dashboard& in_french() {
    static const World world = nordhang();
    static const Dashboard d = dashboard(world, {.period = three_weeks(), .grain = Grain::week, .language = Language::fr});
    return d;
}

TEST(Dashboard, SaysTheFindingFirst) {
    EXPECT_EQ(against_last_year().title, "Revenue is up 10.0% on last year, on 7.1% more spend"); // 2,400 of 24,000; 300 of 4,200
    EXPECT_EQ(against_last_year().caption, "28 Sep to 18 Oct 2026, CHF. W43 has 3 of 7 days and is not compared.");
    EXPECT_EQ(against_last_year().comparison_label, "same weeks of 2025");
    EXPECT_EQ(against_last_year().filters_label, "no filter");
    EXPECT_EQ(against_last_year().fingerprint, "7F3A-91C2");
    EXPECT_EQ(against_last_year().comparison, (DateRange{day("2025-09-29"), day("2025-10-19")}));
}

TEST(Dashboard, ShowsSixCardsWithTheirChange) {
    const Dashboard& d = against_last_year();
    Texts ids;
    for (const auto& c : d.cards) ids.push_back(c.metric);
    EXPECT_EQ(ids, (Texts{"revenue", "cost", "roas", "orders", "cpa", "leads"}));
    EXPECT_EQ(card(d, "revenue").text, "CHF\u00A026.4k");
    EXPECT_EQ(card(d, "revenue").change_text, "+10.0%");
    EXPECT_EQ(card(d, "revenue").caption, "vs last year");
    EXPECT_EQ(card(d, "roas").text, "5.87");         // 26,400 / 4,500
    EXPECT_EQ(card(d, "roas").change_text, "+2.7%"); // on 24,000 / 4,200 = 5.714
    EXPECT_EQ(card(d, "orders").text, "240");
    EXPECT_EQ(card(d, "orders").change_text, "+14.3%");
    EXPECT_EQ(card(d, "cpa").text, "CHF\u00A018.75");
    EXPECT_EQ(card(d, "cpa").change_text, "\u22126.3%"); // from 20.00
    EXPECT_EQ(card(d, "leads").change_text, "+5.9%");
}

TEST(Dashboard, ColoursAChangeByWhetherItIsGood) {
    const Dashboard& d = against_last_year();
    EXPECT_EQ(card(d, "revenue").tone, Tone::gain);
    EXPECT_EQ(card(d, "revenue").arrow, 1);
    EXPECT_EQ(card(d, "cpa").tone, Tone::gain); // it fell
    EXPECT_EQ(card(d, "cpa").arrow, -1);
    EXPECT_EQ(card(d, "cost").tone, Tone::muted); // neither good nor bad
    EXPECT_EQ(card(d, "cost").arrow, 1);
}

TEST(Dashboard, ExplainsACardByItsParts) {
    const std::string& text = card(against_last_year(), "roas").explanation;
    EXPECT_TRUE(
        text.starts_with("ROAS = revenue / cost = CHF\u00A026,400.00 / CHF\u00A04,500.00 = 5.87.\nSame weeks of 2025: 5.71.\n"))
        << text;
    EXPECT_EQ(card(against_last_year(), "revenue").accessible, "Revenue, 26.4 thousand francs, up 10.0% on last year");
}

TEST(Dashboard, ComparesWholeWeeksOnly) {
    const auto& spark = card(against_last_year(), "revenue").spark;
    EXPECT_EQ(spark, (std::vector<std::optional<double>>{7800, 8800, 9800}));
    EXPECT_EQ(card(against_last_year(), "revenue").spark_comparison, (std::vector<std::optional<double>>{8000, 8000, 8000}));
    EXPECT_DOUBLE_EQ(*card(against_last_year(), "revenue").value, 26400); // W43 is not in it
}

TEST(Dashboard, DrawsThePartialWeekApart) {
    const ChartSpec& chart = against_last_year().series;
    EXPECT_EQ(chart.title, "Revenue beat last year in 2 of 3 weeks"); // 7,800 fell short of 8,000
    ASSERT_EQ(chart.series.size(), 2u);
    const ChartSeries &before = chart.series[0], &now = chart.series[1];
    EXPECT_EQ(before.role, SeriesRole::comparison);
    EXPECT_EQ(before.name, "2025");
    EXPECT_EQ(now.name, "2026");
    ASSERT_EQ(now.points.size(), 4u);
    ASSERT_EQ(before.points.size(), 3u);
    EXPECT_EQ(now.points[0].x, day("2026-09-28").days);
    EXPECT_EQ(before.points[0].x, day("2026-09-28").days); // under the week that it is compared with
    EXPECT_FALSE(now.points[2].partial);
    EXPECT_TRUE(now.points[3].partial);
    EXPECT_EQ(now.points[3].y, 1000);
    EXPECT_EQ(now.points[3].note, "W43 partial, 3 of 7 days");
    EXPECT_EQ(now.end_label, "9,800");
    EXPECT_TRUE(chart.y.from_zero); // the partial week reaches down to 1,000
    EXPECT_EQ(chart.subtitle, "Revenue by week, CHF");
    EXPECT_NO_THROW(validate(chart));
}

TEST(Dashboard, BreaksRevenueDownByChannel) {
    const TableSpec& t = against_last_year().breakdown;
    EXPECT_EQ(t.title, "Search gained CHF\u00A03,000, the others lost CHF\u00A0600.00");
    EXPECT_EQ(t.dimension, "channel");
    EXPECT_EQ(column(t, "name"), (Texts{"Search", "Direct", "Social"}));
    EXPECT_EQ(column(t, "value"), (Texts{"18,000", "6,000", "2,400"}));
    EXPECT_EQ(column(t, "change"), (Texts{"+20.0%", "0.0%", "\u221220.0%"}));
    EXPECT_EQ(column(t, "roas"), (Texts{"12.0", "\u2013", "0.8"}));
    EXPECT_DOUBLE_EQ(t.rows[0][2].bar, 1);
    EXPECT_DOUBLE_EQ(t.rows[1][2].bar, 1.0 / 3);
    EXPECT_EQ(t.rows[2][4].tone, Tone::loss);
    EXPECT_TRUE(t.rows[2][4].strong);
}

TEST(Dashboard, PutsTheLowestRoasFirstWithItsVerdict) {
    const TableSpec& t = against_last_year().campaigns;
    EXPECT_EQ(t.title, "One campaign returned CHF\u00A0600.00 less than it cost");
    EXPECT_EQ(t.subtitle, "3 campaigns, lowest ROAS first, CHF");
    EXPECT_EQ(column(t, "campaign"), (Texts{"Video, broad", "Brand", "No campaign"}));
    EXPECT_EQ(column(t, "channel"), (Texts{"Social", "Search", "Direct"}));
    EXPECT_EQ(column(t, "cost"), (Texts{"3,000", "1,500", "0"}));
    EXPECT_EQ(column(t, "roas"), (Texts{"0.80", "12.00", "\u2013"}));
    EXPECT_EQ(column(t, "verdict"), (Texts{"Review", "Scale", "\u2013"})); // average of those with spend: 20,400 / 4,500 = 4.53
    EXPECT_FALSE(t.rows[2][t.columns.size() - 3].value.has_value());       // a missing ROAS sorts last
}

TEST(Dashboard, CountsTheFunnelWhereThereAreClicks) {
    const TableSpec& t = against_last_year().funnel;
    EXPECT_EQ(t.title, "25.0% of orders came from new customers"); // 45 of 180
    EXPECT_EQ(t.subtitle, "90,000 impressions, without Direct");
    EXPECT_EQ(column(t, "step"), (Texts{"Clicks", "Leads", "Orders", "New customers"}));
    EXPECT_EQ(column(t, "count"), (Texts{"4,500", "450", "180", "45"}));
    EXPECT_EQ(column(t, "rate"), (Texts{"5.0%", "10.0%", "40.0%", "25.0%"}));
    // last year 5.0%, 420 / 4,500 = 9.3%, 150 / 420 = 35.7%, 45 / 150 = 30%
    EXPECT_EQ(column(t, "points"), (Texts{"0.0", "+0.7", "+4.3", "\u22125.0"}));
    EXPECT_DOUBLE_EQ(t.rows[1][2].bar, 0.1);
}

TEST(Dashboard, SpeaksFrench) {
    const Dashboard& d = in_french();
    EXPECT_EQ(d.title, "Le chiffre d'affaires progresse de 10,0\u00A0% sur un an, pour 7,1\u00A0% de dépenses en plus");
    EXPECT_EQ(d.caption, "Du 28 sept. au 18 oct. 2026, CHF. S43\u00A0: 3 jours sur 7, hors comparaison.");
    EXPECT_EQ(d.comparison_label, "mêmes semaines de 2025");
    EXPECT_EQ(d.filters_label, "aucun filtre");
    EXPECT_EQ(card(d, "revenue").text, "26,4\u00A0k\u00A0CHF");
    EXPECT_EQ(card(d, "revenue").caption, "sur un an");
    EXPECT_EQ(card(d, "cpa").label, "Coût par commande");
    EXPECT_EQ(d.series.title, "Le chiffre d'affaires dépasse l'an dernier 2 semaines sur 3");
    EXPECT_EQ(d.series.series[1].points[3].note, "S43 partielle, 3 jours sur 7");
    EXPECT_EQ(d.breakdown.columns[0].title, "Canal");
    EXPECT_EQ(d.campaigns.title, "Une campagne a rapporté 600,00\u00A0CHF de moins qu'elle n'a coûté");
    EXPECT_EQ(column(d.campaigns, "verdict"), (Texts{"Revoir", "Accroître", "\u2013"}));
    EXPECT_EQ(d.funnel.title, "25,0\u00A0% des commandes viennent de nouveaux clients");
    EXPECT_EQ(column(d.funnel, "points")[3], "\u22125,0");
}

TEST(Dashboard, SaysNoNumberThatItDoesNotShow) {
    for (const Dashboard* d : {&against_last_year(), &in_french()}) {
        const Language language = d == &in_french() ? Language::fr : Language::en;
        std::vector<std::string> facts{d->comparison_label, d->caption};
        for (const auto& c : d->cards) facts.insert(facts.end(), {c.text, c.change_text});
        for (const TableSpec* t : {&d->breakdown, &d->campaigns, &d->funnel}) {
            facts.push_back(t->subtitle);
            for (const auto& row : t->rows)
                for (const auto& cell : row) facts.push_back(cell.text);
        }
        EXPECT_TRUE(narrate::grounded(d->title, facts, language)) << d->title;
        EXPECT_TRUE(narrate::grounded(d->funnel.title, facts, language)) << d->funnel.title;
    }
}

TEST(Dashboard, IsTheSameFromTheCube) {
    const World world = nordhang();
    const Dashboard sql = dashboard(world, {.period = three_weeks(), .grain = Grain::week});
    const World other = nordhang();
    const auto cube = metrics::Cube::load(other.info, *other.engine);
    ASSERT_TRUE(cube);
    const Dashboard fast =
        report::build_dashboard({&other.info, other.engine.get(), cube.get()}, {.period = three_weeks(), .grain = Grain::week});
    EXPECT_EQ(report::to_markdown(report::dashboard_document(sql, "w", "c", Language::en)),
              report::to_markdown(report::dashboard_document(fast, "w", "c", Language::en)));
}

} // namespace
} // namespace plumbline::testing
