// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/plan.h"

#include <algorithm>
#include <numeric>

#include "core/base/error.h"

namespace plumbline::sample {

namespace {

std::vector<Series> all_series() {
    std::vector<Series> out;
    const size_t never = static_cast<size_t>(sample_days().days());
    const auto& campaigns = campaign_recipes();
    for (size_t i = 0; i < campaigns.size(); ++i)
        for (size_t r = 0; r < region_count; ++r) {
            if (campaigns[i].only_region >= 0 && campaigns[i].only_region != static_cast<int>(r)) continue;
            for (size_t d = 0; d < device_count; ++d) out.push_back({i, r, d, 0, never});
        }
    return out;
}

int64_t rows_of(const Series& series) {
    int64_t rows = 0;
    for (Date day = sample_days().from; day <= sample_days().to; day = day + 1) rows += copies_on(series, day);
    return rows;
}

/// Indices of the series, those that matter most first: by size of the cell, then one campaign of each channel in turn.
std::vector<size_t> by_importance(const std::vector<Series>& series) {
    const auto& campaigns = campaign_recipes();
    std::vector<size_t> rank_in_channel(campaigns.size()), seen(channel_count, 0);
    for (size_t i = 0; i < campaigns.size(); ++i) rank_in_channel[i] = seen[campaigns[i].channel]++;
    std::vector<size_t> order(series.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::stable_sort(order, {}, [&](size_t s) {
        const Series& x = series[s];
        const bool home = campaigns[x.campaign].only_region >= 0 || x.region == 0;
        return std::tuple{x.device + (home ? 0 : x.region), rank_in_channel[x.campaign], campaigns[x.campaign].channel};
    });
    return order;
}

} // namespace

int copies_on(const Series& series, Date day) {
    const FaultRecipe& fault = fault_recipe();
    const CampaignRecipe& campaign = campaign_recipes()[series.campaign];
    if (!runs_on(campaign, day)) return 0;
    if (campaign.channel == fault.missing_channel && fault.missing.contains(day)) return 0;
    return series.campaign == fault.duplicate_campaign && fault.duplicates.contains(day) ? 2 : 1;
}

int64_t natural_rows() {
    static const int64_t rows = [] {
        int64_t sum = 0;
        for (const Series& s : all_series()) sum += rows_of(s);
        return sum;
    }();
    return rows;
}

RowPlan make_plan(int64_t rows) {
    if (rows < 0) throw Error(ErrorCode::usage, {{"detail", "The sample cannot have " + std::to_string(rows) + " rows."}});
    RowPlan plan;
    plan.series = all_series();
    plan.rows = rows == 0 ? natural_rows() : rows;
    plan.with_ad_groups = plan.rows > natural_rows();
    const int64_t whole = plan.rows / natural_rows();
    int64_t rest = plan.rows - whole * natural_rows();
    for (Series& s : plan.series) s.pieces = whole;
    for (const size_t at : by_importance(plan.series)) {
        Series& s = plan.series[at];
        if (rest == 0) break;
        if (const int64_t size = rows_of(s); size <= rest) {
            ++s.pieces;
            rest -= size;
        } else if (s.campaign != fault_recipe().duplicate_campaign) { // doubled rows could overshoot by one
            for (Date day = sample_days().to; rest > 0; day = day - 1) {
                rest -= copies_on(s, day);
                s.extra_from = static_cast<size_t>(day - sample_days().from);
            }
        }
    }
    return plan;
}

} // namespace plumbline::sample
