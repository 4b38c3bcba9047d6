// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of every kind, put into clean made-up data at several strengths, positions and grains: what is found, and whether its
// days are right. Prints a table.
#include <cmath>
#include <cstdio>

#include "tests/core/audit/faults.h"

namespace plumbline::testing {

namespace {

using Change = std::function<void(std::vector<Row>&, const Place&)>;

Change times(size_t measure, double factor) {
    return [=](std::vector<Row>& rows, const Place& p) {
        each(rows, p,
             [&](Row& r) { r.measures[measure] = std::llround(static_cast<double>(r.measures[measure].value_or(0)) * factor); });
    };
}

Change gap() {
    return [](std::vector<Row>& rows, const Place& p) {
        std::erase_if(rows,
                      [&](const Row& r) { return r.dimensions[1] == p.campaign && r.day >= p.from && r.day < p.from + p.days; });
    };
}

Change constant_price(double price) {
    return [=](std::vector<Row>& rows, const Place& p) {
        each(rows, p, [&](Row& r) { r.measures[cost] = std::llround(price * 100 * static_cast<double>(*r.measures[clicks])); });
    };
}

struct Line {
    const char* kind;
    const char* strength;
    std::string check;
    int days;
    Change change;
    double least; ///< share that must be found
    bool weekly = true;
};

/// A place early, in the middle or late in the data, of a campaign that lives around it.
Place place_at(const std::vector<Row>& rows, double position, int days, int step, uint64_t seed) {
    Random random(seed);
    Date first = rows.front().day, last = first;
    for (const Row& r : rows) {
        first = std::min(first, r.day);
        last = std::max(last, r.day);
    }
    const int span = last - first + 1;
    for (int tries = 0;; ++tries) {
        Place p = some_place(rows, random, days, step);
        const double at = static_cast<double>(p.from - first) / span;
        if (std::abs(at - position) < 0.2 || tries > 200) return p;
    }
}

} // namespace

TEST(FaultTable, OfKindsStrengthsPositionsAndGrains) {
    const std::vector<Line> lines{
        {"surge of leads", "x3", "lead_surge_20x", 2, times(leads, 3), 0.9},
        {"surge of leads", "x20", "lead_surge_20x", 2, times(leads, 20), 1},
        {"surge of revenue", "x20", "lead_surge_20x", 1, times(revenue, 20), 1},
        {"surge of impressions", "x3", "lead_surge_20x", 3, times(impressions, 3), 0.9},
        {"clicks of robots", "x3", "bot_clicks_3x", 2, times(clicks, 3), 0.9},
        {"clicks of robots", "x20", "bot_clicks_3x", 2, times(clicks, 20), 1},
        {"negative spend", "-0.8", "negative_spend", 1, times(cost, -0.8), 1},
        {"gap", "3 days", "temporal_gap", 3, gap(), 1},
        {"constant price", "14 days", "cpv_uniform", 14, constant_price(0.4321), 1, false},
        {"micros", "x1e6", "unit_change", 2, times(cost, 1e6), 1},
        {"cents", "x100", "unit_change", 5, times(cost, 100), 1},
        {"outage of leads", "x0", "tracking_outage", 5,
         [](auto& rows, const Place& p) {
             times(leads, 0)(rows, p);
             times(revenue, 0)(rows, p);
         },
         0.9, false},
    };
    std::printf("%-22s %-8s %-7s %-8s %-8s %-8s %s\n", "kind", "strength", "grain", "early", "middle", "late", "false alarms");
    for (const Line& line : lines)
        for (const bool weekly : {false, true}) {
            if (weekly && !line.weekly) continue;
            const Advertiser spec =
                weekly ? Advertiser{.campaigns = 6, .days = 700, .step = 7} : Advertiser{.campaigns = 6, .days = 120};
            int all = 0, hits = 0, alarms = 0;
            std::printf("%-22s %-8s %-7s", line.kind, line.strength, weekly ? "week" : "day");
            for (const double position : {0.25, 0.5, 0.75}) {
                int here = 0, tries = 0;
                for (uint64_t seed = 1; seed <= 3; ++seed) {
                    std::vector<Row> rows = advertise(spec, seed * 733 + static_cast<uint64_t>(position * 100));
                    const Place p = place_at(rows, position, line.days, spec.step, seed * 17 + 1);
                    line.change(rows, p);
                    const auto report = audit_of(world_of(rows));
                    const bool hit = found(report, line.check, p, spec.step);
                    here += hit;
                    ++tries;
                    alarms += false_alarms(report, {p});
                    if (!hit)
                        std::fprintf(stderr, "missed %s %s: %s %s +%d\n%s", line.kind, line.strength, p.campaign.c_str(),
                                     to_iso(p.from).c_str(), p.days, listed(report).c_str());
                }
                std::printf(" %d of %-3d", here, tries);
                hits += here;
                all += tries;
            }
            std::printf(" %d\n", alarms);
            EXPECT_GE(hits, line.least * all - 1e-9) << line.kind << " " << line.strength << (weekly ? " weekly" : " daily");
        }
}

} // namespace plumbline::testing
