// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/explain.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/rootcause/story.h"
#include "tests/core/metrics/world.h"

namespace plumbline::rootcause {
namespace {

using plumbline::testing::day;
using plumbline::testing::Row;
using plumbline::testing::World;

/// Eight weeks from Monday 2 March 2026; three channels in four regions with three campaigns each. `change` may alter a row.
template <class Change>
World weeks(Change change) {
    Random random(11);
    std::vector<Row> rows;
    const std::vector<std::string> channels{"Search", "Social", "Email"}, regions{"North", "South", "East", "West"};
    for (int d = 0; d < 56; ++d)
        for (size_t c = 0; c < channels.size(); ++c)
            for (size_t r = 0; r < regions.size(); ++r)
                for (int k = 0; k < 3; ++k) {
                    Row row{day("2026-03-02") + d, {channels[c], regions[r], channels[c] + std::to_string(k)}, {}};
                    const int64_t orders = random.poisson(40), clicks = orders * 20 + random.poisson(20);
                    // impressions, clicks, orders, cost, revenue (the last two in cents)
                    row.measures = {clicks * 30, clicks, orders, clicks * 50, orders * 6000};
                    change(row);
                    rows.push_back(row);
                }
    return plumbline::testing::small_world(rows);
}

ExplainSpec last_week(const std::string& metric) {
    ExplainSpec spec;
    spec.metric = metric;
    spec.period = DateRange{day("2026-04-20"), day("2026-04-26")};
    return spec;
}

bool in_last_week(const Row& row) { return row.day >= day("2026-04-20"); }

Explanation explained(const World& world, const ExplainSpec& spec) {
    NoProgress progress;
    return explain({&world.info, world.engine.get(), world.cube.get()}, spec, progress);
}

double total(const std::vector<Driver>& drivers) {
    double sum = 0;
    for (const Driver& d : drivers) sum += d.contribution;
    return sum;
}

std::vector<std::string> names(const Explanation& e) {
    std::vector<std::string> all;
    for (const Driver& d : e.drivers)
        if (!d.segment.empty()) all.push_back(segment_text(*e.leaves, d.segment, Language::en));
    return all;
}

TEST(Explain, FindsTheChannelAndRegionThatBroke) {
    const World world = weeks([](Row& row) {
        if (in_last_week(row) && row.dimensions[0] == "Search" && row.dimensions[1] == "South")
            row.measures[2] = *row.measures[2] * 3 / 10, row.measures[4] = *row.measures[4] * 3 / 10;
    });
    const Explanation e = explained(world, last_week("revenue"));
    ASSERT_FALSE(names(e).empty());
    EXPECT_EQ(names(e).front(), "channel Search, region South");
    EXPECT_EQ(e.verdict.kind, VerdictKind::local);
    EXPECT_EQ(e.verdict.sureness, Sureness::high);
    EXPECT_NEAR(total(e.drivers), e.change, 1e-9);
    EXPECT_NEAR(e.after - e.before, e.change, 1e-9);
    double factors = 0;
    for (const Factor& f : e.factors) factors += f.contribution;
    ASSERT_EQ(e.factors.size(), 4u); // cost, clicks/cost, orders/clicks, revenue/orders
    EXPECT_NEAR(factors, e.change, 1e-9);
    // The fault is in the conversion: orders for each click.
    EXPECT_LT(e.factors[2].contribution, 0.8 * e.change);
}

TEST(Explain, NumbersAreThoseOfAQuery) {
    const World world = weeks([](Row&) {});
    const Explanation e = explained(world, last_week("cvr"));
    metrics::Query query;
    query.metrics = {"cvr"};
    query.period = e.period;
    const auto answer = metrics::run({&world.info, world.engine.get(), nullptr}, query);
    EXPECT_NEAR(e.after, *answer.table.column(0).number(0), 1e-12);
    EXPECT_NEAR(total(e.drivers), e.change, 1e-9);
}

TEST(Explain, CallsAShiftBetweenChannelsAMix) {
    const World world = weeks([](Row& row) {
        if (row.dimensions[0] == "Search") row.measures[2] = *row.measures[2] * 3; // converts three times as well
        if (in_last_week(row) && row.dimensions[0] == "Search")                    // and loses most of its traffic
            row.measures[1] = *row.measures[1] / 5, row.measures[2] = *row.measures[2] / 5;
    });
    const Explanation e = explained(world, last_week("cvr"));
    EXPECT_EQ(e.verdict.kind, VerdictKind::mix_shift);
    EXPECT_EQ(e.leaves->dimensions[static_cast<size_t>(e.totals.dimension)], "channel");
    EXPECT_NEAR(total(e.drivers), e.change, 1e-9);
}

TEST(Explain, CallsAMoveOfEverythingBroad) {
    const World world = weeks([](Row& row) {
        if (in_last_week(row)) row.measures[4] = *row.measures[4] * 7 / 10;
    });
    ExplainSpec spec = last_week("revenue");
    spec.market_change = -0.25;
    const Explanation e = explained(world, spec);
    EXPECT_EQ(e.verdict.kind, VerdictKind::broad);
    EXPECT_TRUE(e.verdict.with_market);
    EXPECT_EQ(e.verdict.sureness, Sureness::high);
}

TEST(Explain, NamesWhatWasNotedInThoseDays) {
    const World world = weeks([](Row& row) {
        if (in_last_week(row) && row.dimensions[1] == "West") row.measures[2] = 0, row.measures[4] = 0;
    });
    ExplainSpec spec = last_week("orders");
    spec.evidence = {{{day("2026-04-21"), day("2026-04-21")}, "Tag missing in West", {{"region", "West"}}, true},
                     {{day("2026-03-05"), day("2026-03-05")}, "Something earlier", {}, false},
                     {{day("2026-04-21"), day("2026-04-21")}, "About the north", {{"region", "North"}}, false}};
    const Explanation e = explained(world, spec);
    EXPECT_EQ(e.verdict.evidence, std::vector<size_t>{0});
    EXPECT_NE(verdict_sentence(e, NumberStyle::of(Language::en)).find("Tag missing in West"), std::string::npos);
}

TEST(Explain, TellsAStoryOfAtMostFiveSentencesInBothLanguages) {
    const World world = weeks([](Row& row) {
        if (in_last_week(row) && row.dimensions[0] == "Social") row.measures[4] = *row.measures[4] * 2;
    });
    const Explanation e = explained(world, last_week("revenue"));
    for (const Language l : {Language::en, Language::fr}) {
        const NumberStyle style = NumberStyle::of(l, "CHF");
        const auto lines = story(e, style);
        EXPECT_GE(lines.size(), 3u);
        EXPECT_LE(lines.size(), 5u);
        for (const std::string& line : lines) EXPECT_EQ(line.find('{'), std::string::npos) << line;
        EXPECT_NO_THROW(validate(waterfall(e, style)));
        EXPECT_EQ(driver_table(e, style).rows.size(), e.drivers.size());
    }
    EXPECT_NE(story(e, NumberStyle::of(Language::fr)), story(e, NumberStyle::of(Language::en)));
}

TEST(Explain, SetsALossBesideWhatOffsetsIt) {
    // A segment loses nearly a tenth of all revenue, the rest wins almost as much: a share of the small change says nothing.
    const World world = weeks([](Row& row) {
        if (!in_last_week(row)) return;
        const bool fault = row.dimensions[0] == "Social" && row.dimensions[1] == "West";
        row.measures[4] = *row.measures[4] * (fault ? 10 : 106) / 100;
    });
    const Explanation e = explained(world, last_week("revenue"));
    ASSERT_LT(e.change, 0);
    ASSERT_GT(e.drivers.front().contribution / e.change, 1.5);
    const auto lines = story(e, NumberStyle::of(Language::en, "CHF"));
    EXPECT_TRUE(lines[1].starts_with("Channel Social, region West fell to 1")) << lines[1];
    EXPECT_NE(lines[1].find(", while all else together brought +CHF"), std::string::npos) << lines[1];
    EXPECT_EQ(lines[1].find("of the change"), std::string::npos) << lines[1];
}

TEST(Explain, TakesBracesInANameAsTheyAre) {
    const World world = weeks([](Row& row) {
        if (row.dimensions[2] == "Social1") row.dimensions[2] = "{segment}";
        if (in_last_week(row) && row.dimensions[2] == "{segment}") row.measures[4] = *row.measures[4] / 5;
    });
    const auto lines = story(explained(world, last_week("revenue")), NumberStyle::of(Language::en, "CHF"));
    EXPECT_TRUE(lines[1].starts_with("Campaign {segment} brought \u2212")) << lines[1];
}

TEST(SegmentText, NamesDimensionsInWords) {
    LeavesBuilder builder({"sub_channel", "shelf_mark"}, false);
    builder.add({"Brand", "x"}, 1, 2);
    const Leaves leaves = std::move(builder).build();
    EXPECT_EQ(segment_text(leaves, {{0, 0}}, Language::en), "sub-channel Brand");
    EXPECT_EQ(segment_text(leaves, {{0, 0}}, Language::fr), "sous-canal Brand");
    EXPECT_EQ(segment_text(leaves, {{1, 0}}, Language::fr), "shelf mark x");
}

TEST(Explain, StepsOfTheWaterfallLeadFromTheLevelBeforeToTheLevelAfter) {
    const World world = weeks([](Row& row) {
        if (in_last_week(row) && row.dimensions[0] == "Social") row.measures[4] = *row.measures[4] / 2;
    });
    for (const char* metric : {"revenue", "roas", "cost"}) {
        const Explanation e = explained(world, last_week(metric));
        const ChartSpec chart = waterfall(e, NumberStyle::of(Language::en, "CHF"));
        ASSERT_EQ(chart.series.front().points.size(), 2u) << metric;
        EXPECT_EQ(*chart.series.front().points[0].low, e.before);
        EXPECT_EQ(*chart.series.front().points[1].high, e.after);
        std::vector<const ChartPoint*> steps(chart.x.categories.size(), nullptr);
        for (size_t s = 1; s < chart.series.size(); ++s)
            for (const ChartPoint& p : chart.series[s].points) steps[static_cast<size_t>(p.x)] = &p;
        double at = e.before;
        for (size_t k = 1; k + 1 < steps.size(); ++k) {
            ASSERT_TRUE(steps[k]) << metric << " " << k;
            EXPECT_NEAR(*steps[k]->y < 0 ? *steps[k]->high : *steps[k]->low, at, 1e-9 * std::abs(e.before)) << metric;
            at += *steps[k]->y;
        }
        EXPECT_NEAR(at, e.after, 1e-9 * std::abs(e.before)) << metric;
        EXPECT_NO_THROW(validate(chart));
    }
}

TEST(Explain, ComparesWithThePeriodBeforeWhereTheDataDoNotReachBackAYear) {
    const World world = weeks([](Row&) {});
    ExplainSpec spec = last_week("revenue");
    spec.versus = metrics::Comparison::year;
    const Explanation e = explained(world, spec);
    EXPECT_TRUE(e.fell_back);
    EXPECT_EQ(e.base.from, day("2026-04-13"));
    EXPECT_EQ(e.base.to, day("2026-04-19"));
    spec.period = DateRange{day("2026-03-02"), day("2026-04-26")}; // everything: nothing lies before it
    try {
        (void)explained(world, spec);
        FAIL() << "there is nothing to compare with";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::explain_invalid);
        EXPECT_NE(error.text(Language::en).what_happened.find("nothing is known before"), std::string::npos);
        const std::string fr = error.text(Language::fr).what_happened;
        EXPECT_NE(fr.find("rien n'est connu avant"), std::string::npos) << fr;
        EXPECT_EQ(fr.find("nothing"), std::string::npos) << fr;
    }
}

TEST(Explain, TakesTheLengthOfThePeriodsApart) {
    const World world = weeks([](Row&) {});
    ExplainSpec spec = last_week("orders");
    spec.base = DateRange{day("2026-03-02"), day("2026-03-15")};
    const Explanation e = explained(world, spec);
    EXPECT_NEAR(total(e.drivers), e.change, 1e-9);
    bool days = false;
    for (const Driver& d : e.drivers) days = days || (d.kind == DriverKind::days && d.contribution < 0.9 * e.change);
    EXPECT_TRUE(days);
}

TEST(Explain, ExplainsAgainstAForecast) {
    const World world = weeks([](Row& row) {
        if (in_last_week(row) && row.dimensions[0] == "Email") row.measures[2] = *row.measures[2] / 2;
    });
    ExplainSpec spec = last_week("orders");
    spec.expected = 12'000;
    const Explanation e = explained(world, spec);
    EXPECT_TRUE(e.against_forecast);
    EXPECT_EQ(e.before, 12'000);
    EXPECT_NEAR(total(e.drivers), e.change, 1e-9);
}

TEST(Explain, SaysThatNothingChanged) {
    const World world = weeks([](Row& row) { row.measures = {100, 1000, 10, 500, 9000}; });
    const Explanation e = explained(world, last_week("revenue"));
    EXPECT_EQ(e.change, 0);
    EXPECT_EQ(e.verdict.kind, VerdictKind::no_change);
    for (const Driver& d : e.drivers) EXPECT_FALSE(d.share);
    EXPECT_EQ(story(e, NumberStyle::of(Language::en)).size(), 2u);
}

TEST(Explain, RefusesPeriodsThatOverlapOrLieOutside) {
    const World world = weeks([](Row&) {});
    ExplainSpec spec = last_week("revenue");
    spec.base = DateRange{day("2026-04-14"), day("2026-04-20")};
    EXPECT_THROW(explained(world, spec), Error);
    spec.base = DateRange{day("2025-04-14"), day("2025-04-20")};
    EXPECT_THROW(explained(world, spec), Error);
    spec.base = DateRange{day("2026-04-10"), day("2026-04-06")};
    EXPECT_THROW(explained(world, spec), Error);
    spec = last_week("leads");
    EXPECT_THROW(explained(world, spec), Error);
}

TEST(Explain, LeavesOutADimensionOfTooManyValues) {
    const World world = weeks([](Row&) {});
    ExplainSpec spec = last_week("revenue");
    spec.most_values = 5; // the nine campaigns are too many
    const Explanation e = explained(world, spec);
    EXPECT_EQ(e.left_out, std::vector<std::string>{"campaign"});
    EXPECT_EQ(e.leaves->dimensions.size(), 2u);
}

} // namespace
} // namespace plumbline::rootcause
