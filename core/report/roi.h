// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/report/dashboard.h"
#include "core/report/document.h"

namespace plumbline::report {

/// Spend against return, computed: every text final.
struct RoiReport {
    std::string title; ///< "Two of 38 campaigns return less than they cost, CHF 25k in all"
    std::string caption;
    bool possible = true; ///< false: no spend or no revenue in the dataset; the title says so, the rest is empty
    std::vector<KpiCard> cards;
    ChartSpec scatter; ///< revenue against spend, a point a campaign (else a value of the breakdown), with the break-even line
    std::vector<std::string> scatter_names; ///< of the points, series after series, for cross-filtering
    std::string scatter_dimension;
    TableSpec channels; ///< spend, revenue, ROAS, shares of both, what an extra amount returned
    ChartSpec marginal; ///< ROAS and the slope of revenue on spend over time
    TableSpec under;    ///< campaigns that return less than they cost
    DateRange period{};
    std::optional<DateRange> comparison;
    std::string comparison_label, filters_label, currency, fingerprint;
    bool dated = true;
};

/// Uses the period, comparison, filters, grain, breakdown and language of the request. Break-even is a ROAS of 1: costs of goods
/// are not known. Throws what metrics::run throws.
RoiReport build_roi(const metrics::Context& context, const DashboardRequest& request, std::stop_token stop = {});

Document roi_document(const RoiReport& report, std::string workspace, std::string created, Language language);

/// Slope of y on x by least squares over the last `window` points at each point, missing where fewer than `fewest` are known or x
/// varies by less than `least_variation` of its mean (standard deviation): then nothing can be told.
std::vector<std::optional<double>> rolling_slope(const std::vector<std::optional<double>>& x,
                                                 const std::vector<std::optional<double>>& y, size_t window, size_t fewest,
                                                 double least_variation);

} // namespace plumbline::report
