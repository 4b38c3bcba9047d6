// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <set>
#include <string>
#include <vector>

#include "core/audit/audit.h"
#include "core/base/random.h"
#include "tests/core/metrics/world.h"

namespace plumbline::testing {

/// How a made-up advertiser looks; what the auditor must not be tuned to.
struct Advertiser {
    int campaigns = 14, days = 180, step = 1; ///< step 7: weekly rows
    double scale = 1;                         ///< of the counts
    bool weekdays_only = false;
    double season = 0.2, promotion = 0.8; ///< log size
    double rate_noise = 0.05;             ///< log sd of click rate and prices from day to day
};

/// impressions, clicks, cost (2 digits), leads, revenue (2 digits) by channel and campaign.
std::vector<Row> advertise(const Advertiser& spec, uint64_t seed);
World world_of(std::vector<Row> rows);
audit::AuditReport audit_of(const World& world, audit::AuditSpec spec = {});
std::string listed(const audit::AuditReport& report);

enum : size_t { impressions, clicks, cost, leads, revenue };
inline const char* const measure_fields[] = {"impressions", "clicks", "cost", "leads", "revenue"};

/// Changes the rows of a campaign from a day on.
struct Place {
    std::string campaign;
    Date from;
    int days = 1;
};
/// A campaign and days inside of its life, not within three weeks of its ends.
Place some_place(const std::vector<Row>& rows, Random& random, int days, int step = 1);
void each(std::vector<Row>& rows, const Place& place, const std::function<void(Row&)>& change);

/// Does a finding of the check lie on the place, with ends at most one period off?
bool found(const audit::AuditReport& report, const std::string& check, const Place& place, int step = 1);
/// Findings that lie on none of the places.
int false_alarms(const audit::AuditReport& report, const std::vector<Place>& places);

} // namespace plumbline::testing
