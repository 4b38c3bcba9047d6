// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

#include "core/base/holidays.h"
#include "core/base/letters.h"
#include "core/features/features.h"

namespace plumbline::features {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// Channels that get features of their own; the smaller ones are one.
constexpr size_t most_channels = 6;

std::string plain(const std::string& text) {
    std::string out;
    for (const char raw : text) {
        const auto c = static_cast<unsigned char>(raw);
        if (std::isalnum(c) || c >= 0x80)
            out += ascii_lower(raw);
        else if (!out.empty() && out.back() != '_')
            out += '_';
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out.empty() ? "none" : out;
}

std::vector<double> lagged(const std::vector<double>& x, size_t lag) {
    std::vector<double> out(x.size());
    for (size_t i = 0; i < x.size(); ++i) out[i] = x[i >= lag ? i - lag : 0];
    return out;
}

/// Mean of the `n` values before each: nothing of the period itself, which is to be explained.
std::vector<double> mean_before(const std::vector<double>& x, size_t n) {
    std::vector<double> out(x.size());
    for (size_t i = 0; i < x.size(); ++i) {
        double sum = 0;
        size_t count = 0;
        for (size_t k = 1; k <= n && k <= i; ++k)
            if (!std::isnan(x[i - k])) {
                sum += x[i - k];
                ++count;
            }
        out[i] = count ? sum / static_cast<double>(count) : nan;
    }
    // The first periods take the first that is known.
    double first = 0;
    for (size_t i = x.size(); i-- > 0;)
        if (!std::isnan(out[i])) first = out[i];
    for (double& v : out) {
        if (std::isnan(v)) v = first;
        first = v;
    }
    return out;
}

std::vector<double> filled(std::vector<double> x) {
    double last = 0;
    for (size_t i = x.size(); i-- > 0;)
        if (!std::isnan(x[i])) last = x[i];
    for (double& v : x) {
        if (std::isnan(v)) v = last;
        last = v;
    }
    return x;
}

} // namespace

void FeatureSpec::validate() const {
    const auto bad = [](const std::string& detail) { throw Error(ErrorCode::features_invalid, {{"detail", detail}}); };
    if (target.empty()) bad("no target is named");
    if (most < 2 || most > 500) bad("the number of features must lie between 2 and 500");
    if (!(adstock_theta >= 0 && adstock_theta < 1)) bad("the carry-over must lie between 0 and 1");
    if (!holidays.empty() && std::ranges::find(holiday_countries(), holidays) == holiday_countries().end())
        bad("no calendar of holidays is known for " + holidays);
}

FeatureSet engineer(const metrics::Context& context, const FeatureSpec& spec, std::stop_token stop) {
    spec.validate();
    const DatasetInfo& dataset = *context.dataset;
    if (!dataset.dates) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
    metrics::Query query;
    query.metrics = {spec.target};
    query.grain = spec.grain;
    query.period = spec.period;
    query.filters = spec.filters;
    const metrics::Answer target = metrics::run(context, query, stop);
    FeatureSet out;
    out.grain = spec.grain;
    std::map<Date, size_t> place;
    const Column& partial = target.table.at("partial");
    for (size_t r = 0; r < target.table.rows(); ++r) {
        if (partial.boolean(r)) continue; // a week that is not over says nothing
        place[target.table.column(0).date(r)] = out.periods.size();
        out.periods.push_back(target.table.column(0).date(r));
        out.target.push_back(target.table.column(1).number(r).value_or(nan));
    }
    const size_t n = out.periods.size();
    if (n < 8) throw Error(ErrorCode::too_little_data, {{"detail", std::to_string(n) + " whole periods, and predictors need 8"}});
    const auto add = [&](std::string name, std::string group, std::vector<double> values, bool media = false) {
        if (static_cast<int>(out.features.size()) >= spec.most) return;
        out.features.push_back({std::move(name), std::move(group), media, std::move(values)});
    };
    const auto series = [&](const std::string& metric) {
        query.metrics = {metric};
        const metrics::Answer a = metrics::run(context, query, stop);
        std::vector<double> v(n, nan);
        for (size_t r = 0; r < a.table.rows(); ++r)
            if (const auto at = place.find(a.table.column(0).date(r)); at != place.end())
                v[at->second] = a.table.column(1).number(r).value_or(nan);
        return v;
    };

    // Spend by channel, the largest first.
    std::vector<std::pair<std::string, std::vector<double>>> channels;
    std::vector<double> total(n, 0);
    if (dataset.by_role("cost") && dataset.dimension(spec.spend_by)) {
        metrics::Query by = query;
        by.metrics = {"cost"};
        by.by = {spec.spend_by};
        by.limit = most_channels;
        by.other = true;
        const metrics::Answer a = metrics::run(context, by, stop);
        std::map<std::string, std::vector<double>> spend;
        for (size_t r = 0; r < a.table.rows(); ++r) {
            const auto at = place.find(a.table.column(0).date(r));
            if (at == place.end()) continue;
            const std::string name = a.table.column(1).is_null(r) ? "none" : a.table.column(1).text(r);
            auto& v = spend[name];
            v.resize(n, 0);
            v[at->second] += a.table.column(2).number(r).value_or(0);
            total[at->second] += a.table.column(2).number(r).value_or(0);
        }
        for (auto& [name, v] : spend) {
            double sum = 0;
            for (const double x : v) sum += std::abs(x);
            if (sum > 0) channels.emplace_back(name, std::move(v)); // a channel without spend is no medium
        }
        const auto sum = [](const std::vector<double>& v) {
            double s = 0;
            for (const double x : v) s += x;
            return s;
        };
        std::ranges::stable_sort(channels, [&](const auto& x, const auto& y) { return sum(x.second) > sum(y.second); });
    } else if (dataset.by_role("cost")) {
        total = filled(series("cost"));
        channels.emplace_back("all", total);
    }
    for (const auto& [name, v] : channels) add("spend_" + plain(name), "spend", v, true);
    for (const auto& [name, v] : channels) {
        std::vector<double> a(n, 0);
        double carry = 0;
        for (size_t i = 0; i < n; ++i) a[i] = carry = v[i] + spec.adstock_theta * carry;
        for (double& x : a) x *= 1 - spec.adstock_theta; // a steady spend keeps its size
        add("adstock_" + plain(name), "adstock", std::move(a));
    }
    // Shares; the last is what the others leave and says nothing new.
    for (size_t c = 0; c + 1 < channels.size(); ++c) {
        std::vector<double> share(n, 0);
        for (size_t i = 0; i < n; ++i) share[i] = total[i] > 0 ? channels[c].second[i] / total[i] : 0;
        add("share_" + plain(channels[c].first), "share", std::move(share));
    }
    if (channels.size() > 1) add("spend_total", "spend", total);
    if (!channels.empty()) add("spend_mean4", "mean", mean_before(total, 4));
    const std::vector<double> past = filled(out.target);
    add("target_lag1", "lag", lagged(past, 1));
    add("target_mean4", "mean", mean_before(out.target, 4));
    // Price and promotion, where the data have them.
    for (const DatasetColumn& c : dataset.columns) {
        const bool price = c.field.find("price") != std::string::npos;
        const bool promotion = c.field.find("discount") != std::string::npos || c.field.find("promo") != std::string::npos;
        if ((price || promotion) && c.role == "measure") add(c.field, price ? "price" : "promotion", filled(series(c.field)));
    }
    // Trend and calendar.
    std::vector<double> trend(n), sine(n), cosine(n), sine2(n), cosine2(n), holidays(n, 0);
    for (size_t i = 0; i < n; ++i) {
        trend[i] = static_cast<double>(i);
        const double angle = 2 * std::numbers::pi * out.periods[i].days / 365.25;
        sine[i] = std::sin(angle);
        cosine[i] = std::cos(angle);
        sine2[i] = std::sin(2 * angle);
        cosine2[i] = std::cos(2 * angle);
    }
    add("trend", "trend", trend);
    if (spec.grain == Grain::day) {
        std::vector<double> weekend(n);
        for (size_t i = 0; i < n; ++i) weekend[i] = iso_weekday(out.periods[i]) >= 6;
        add("weekend", "calendar", weekend);
    }
    if (!spec.holidays.empty()) {
        const int first = to_civil(out.periods.front()).year, last = to_civil(period_end(out.periods.back(), spec.grain)).year;
        auto days = public_holidays(spec.holidays, first, last);
        for (const Holiday& h : commercial_days(spec.holidays, first, last)) days.push_back(h);
        for (const Holiday& h : days)
            if (const auto at = place.find(period_start(h.day, spec.grain)); at != place.end()) holidays[at->second] += 1;
        add("holidays", "holiday", holidays);
    }
    if (spec.grain != Grain::year) {
        add("season_cos1", "calendar", cosine);
        add("season_sin1", "calendar", sine);
    }
    // Where there are fewer channels, or more is asked for.
    if (dataset.by_role("revenue") && dataset.by_role("orders") && spec.target != "aov")
        add("order_value_lag1", "price", lagged(filled(series("aov")), 1));
    if (!channels.empty()) add("spend_lag1", "lag", lagged(total, 1));
    add("target_lag2", "lag", lagged(past, 2));
    add("target_lag4", "lag", lagged(past, 4));
    if (spec.grain != Grain::year) {
        add("season_cos2", "calendar", cosine2);
        add("season_sin2", "calendar", sine2);
    }
    for (const auto& [name, v] : channels) add("lag1_" + plain(name), "lag", lagged(v, 1));
    for (const auto& [name, v] : channels) add("mean4_" + plain(name), "mean", mean_before(v, 4));
    return out;
}

} // namespace plumbline::features
