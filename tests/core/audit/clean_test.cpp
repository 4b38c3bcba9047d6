// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include "tests/core/audit/faults.h"

namespace plumbline::testing {

namespace {

struct Kind {
    const char* name;
    Advertiser spec;
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all{
        {"usual", {.campaigns = 10, .days = 150}},
        {"two years", {.campaigns = 6, .days = 730, .season = 0.5}},
        {"sparse counts", {.campaigns = 12, .days = 180, .scale = 0.01}},
        {"large counts", {.campaigns = 6, .days = 120, .scale = 60}},
        {"weekly rows", {.campaigns = 10, .days = 728, .step = 7}},
        {"weekdays only", {.campaigns = 8, .days = 150, .weekdays_only = true}},
        {"three campaigns", {.campaigns = 3, .days = 365, .promotion = 0.4}},
        {"many campaigns", {.campaigns = 40, .days = 70}},
        {"noisy rates", {.campaigns = 6, .days = 200, .rate_noise = 0.25}},
        {"no promotion", {.campaigns = 6, .days = 120, .promotion = 0}},
    };
    return all;
}

} // namespace

TEST(CleanData, HaveAtMostOneFalseFindingPerDatasetAndYear) {
    double worst = 0;
    for (const Kind& k : kinds()) {
        int alarms = 0;
        double years = 0;
        for (uint64_t seed = 1; seed <= 1; ++seed) {
            const World world = world_of(advertise(k.spec, seed * 77));
            const auto report = audit_of(world);
            alarms += static_cast<int>(report.findings.size());
            years += std::max(1.0, k.spec.days / 365.0); // a dataset shorter than a year counts as one
            if (!report.findings.empty()) std::printf("%s", listed(report).c_str());
        }
        std::printf("clean %-16s %d alarms in %.1f dataset years\n", k.name, alarms, years);
        worst = std::max(worst, alarms / years);
    }
    EXPECT_LE(worst, 1.0);
}

} // namespace plumbline::testing
