// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/series.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/forecast/grid.h"

namespace plumbline::forecast {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int longest_horizon = 20'000; ///< steps
constexpr double absurd = 1e9;          ///< times the median size: no measurement, a fault
constexpr double most_filled = 0.2;     ///< share of a regressor's history that may be filled
constexpr double long_gap = 60;         ///< steps

std::string day(double ds) { return to_iso({static_cast<int32_t>(std::floor(ds))}); }

struct Row {
    double ds = 0, y = nan;
    size_t from = 0;
};

/// Sums of whole periods.
RawSeries aggregated(const RawSeries& raw, Grain grain) {
    struct Sum {
        double y = 0;
        int seen = 0;
        std::map<std::string, std::pair<double, int>> regressors;
    };
    std::map<int32_t, Sum> sums;
    double last = -1e18;
    for (size_t i = 0; i < raw.ds.size(); ++i) {
        if (!std::isfinite(raw.ds[i])) continue;
        Sum& s = sums[period_start({static_cast<int32_t>(std::floor(raw.ds[i]))}, grain).days];
        if (std::isfinite(raw.y[i])) {
            s.y += raw.y[i];
            ++s.seen;
            last = std::max(last, raw.ds[i]);
        }
        for (const auto& [name, values] : raw.regressors)
            if (std::isfinite(values[i])) {
                s.regressors[name].first += values[i];
                ++s.regressors[name].second;
            }
    }
    RawSeries out;
    for (const auto& [start, s] : sums) {
        const bool whole = period_end({start}, grain).days <= last + 0.999;
        out.ds.push_back(start);
        out.y.push_back(s.seen > 0 && whole ? s.y : nan);
        for (const auto& [name, values] : raw.regressors) {
            const auto at = s.regressors.find(name);
            out.regressors[name].push_back(at == s.regressors.end() ? nan : at->second.first / at->second.second);
        }
    }
    return out;
}

void fill(std::vector<double>& v) {
    const size_t n = v.size();
    for (size_t i = 0; i < n; ++i) {
        if (!std::isnan(v[i])) continue;
        size_t j = i;
        while (j < n && std::isnan(v[j])) ++j;
        for (size_t k = i; k < j; ++k)
            v[k] = i == 0   ? v[j]
                   : j == n ? v[i - 1]
                            : v[i - 1] + (v[j] - v[i - 1]) * static_cast<double>(k - i + 1) / static_cast<double>(j - i + 1);
        i = j;
    }
}

/// Sorted rows, duplicates averaged; regressors follow.
RawSeries ordered(const RawSeries& raw, std::vector<Note>& notes) {
    std::vector<size_t> order;
    size_t undated = 0;
    for (size_t i = 0; i < raw.ds.size(); ++i) {
        if (std::isfinite(raw.ds[i]))
            order.push_back(i);
        else
            ++undated;
    }
    if (undated > 0) notes.push_back({"undated", {{"count", std::to_string(undated)}}});
    if (!std::is_sorted(order.begin(), order.end(), [&](size_t a, size_t b) { return raw.ds[a] < raw.ds[b]; }))
        notes.push_back({"sorted", {}});
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return raw.ds[a] < raw.ds[b]; });
    RawSeries out;
    for (const auto& [name, values] : raw.regressors) out.regressors[name] = {};
    size_t doubled = 0;
    std::string first;
    for (size_t i = 0; i < order.size();) {
        size_t j = i;
        while (j < order.size() && raw.ds[order[j]] == raw.ds[order[i]]) ++j;
        const auto mean = [&](const std::vector<double>& v) {
            double sum = 0;
            int count = 0;
            for (size_t k = i; k < j; ++k)
                if (std::isfinite(v[order[k]])) {
                    sum += v[order[k]];
                    ++count;
                }
            return count > 0 ? sum / count : j - i == 1 ? v[order[i]] : nan;
        };
        if (j - i > 1) {
            if (doubled == 0) first = day(raw.ds[order[i]]);
            doubled += j - i - 1;
        }
        out.ds.push_back(raw.ds[order[i]]);
        out.y.push_back(mean(raw.y));
        for (const auto& [name, values] : raw.regressors) out.regressors[name].push_back(mean(values));
        i = j;
    }
    if (doubled > 0) notes.push_back({"duplicates", {{"count", std::to_string(doubled)}, {"first", first}}});
    return out;
}

void drop_absurd(RawSeries& rows, std::vector<Note>& notes) {
    std::vector<double> sizes;
    for (const double v : rows.y)
        if (std::isfinite(v) && v != 0) sizes.push_back(std::abs(v));
    double usual = 0;
    if (!sizes.empty()) {
        std::nth_element(sizes.begin(), sizes.begin() + static_cast<long>(sizes.size() / 2), sizes.end());
        usual = sizes[sizes.size() / 2];
    }
    size_t infinite = 0, far = 0;
    std::string first;
    for (size_t i = 0; i < rows.y.size(); ++i) {
        double& v = rows.y[i];
        if (std::isinf(v)) {
            ++infinite;
            v = nan;
        } else if (std::isfinite(v) && sizes.size() > 2 && std::abs(v) > absurd * usual) {
            if (far++ == 0) first = day(rows.ds[i]);
            v = nan;
        }
    }
    if (infinite > 0) notes.push_back({"infinite", {{"count", std::to_string(infinite)}}});
    if (far > 0) notes.push_back({"absurd", {{"count", std::to_string(far)}, {"first", first}}});
    for (auto& [name, values] : rows.regressors)
        for (double& v : values)
            if (std::isinf(v)) v = nan;
}

} // namespace

std::vector<double> next_moments(const Series& series, int season_length, int horizon) {
    const Grid grid = make_grid(series, season_length);
    std::vector<double> out;
    for (int h = 1; h <= horizon; ++h) out.push_back(grid.ds_of(static_cast<long>(grid.size()) - 1 + h));
    return out;
}

Prepared make_series(const RawSeries& raw, const SeriesAsk& ask) {
    if (ask.horizon < 1)
        throw Error(ErrorCode::forecast_invalid,
                    {{"detail", "the horizon is " + std::to_string(ask.horizon) + " steps, at least 1 is needed"},
                     {"detail_fr", "l'horizon est de " + std::to_string(ask.horizon) + " pas, il en faut au moins 1"}});
    if (ask.horizon > longest_horizon)
        throw Error(ErrorCode::forecast_invalid,
                    {{"detail", "the horizon is " + std::to_string(ask.horizon) + " steps, at most " +
                                    std::to_string(longest_horizon) + " are possible"},
                     {"detail_fr", "l'horizon est de " + std::to_string(ask.horizon) + " pas, au plus " +
                                       std::to_string(longest_horizon) + " sont possibles"}});
    Prepared out;
    RawSeries rows = ordered(ask.grain ? aggregated(raw, *ask.grain) : raw, out.notes);
    drop_absurd(rows, out.notes);
    size_t end = 0, observed = 0;
    for (size_t i = 0; i < rows.y.size(); ++i)
        if (std::isfinite(rows.y[i])) {
            end = i + 1;
            ++observed;
        }
    if (observed < 2)
        throw Error(ErrorCode::too_little_data,
                    {{"detail", observed == 0 ? "the series has no values" : "the series has one value only"},
                     {"detail_fr", observed == 0 ? "la série n'a pas de valeurs" : "la série n'a qu'une valeur"},
                     {"needed", "2"},
                     {"count", std::to_string(observed)}});
    size_t begin = 0;
    while (!std::isfinite(rows.y[begin])) ++begin;
    Series& s = out.series;
    s.ds.assign(rows.ds.begin() + static_cast<long>(begin), rows.ds.begin() + static_cast<long>(end));
    s.y.assign(rows.y.begin() + static_cast<long>(begin), rows.y.begin() + static_cast<long>(end));
    const size_t missing = s.y.size() - observed;
    if (missing > 0) out.notes.push_back({"missing", {{"count", std::to_string(missing)}}});

    const Grid grid = make_grid(s, 0);
    long widest = 0;
    double gap_from = 0, gap_to = 0;
    for (size_t i = 0, last = 0; i < s.ds.size(); ++i) {
        if (!std::isfinite(s.y[i])) continue;
        const long gap = static_cast<long>(grid.slot[i]) - static_cast<long>(grid.slot[last]);
        if (gap > widest) {
            widest = gap;
            gap_from = s.ds[last];
            gap_to = s.ds[i];
        }
        last = i;
    }
    if (static_cast<double>(widest) > std::min(long_gap, std::max(4.0, static_cast<double>(grid.size()) / 5)))
        out.notes.push_back({"gap", {{"from", day(gap_from)}, {"to", day(gap_to)}}});
    if (ask.today && s.ds.back() > *ask.today + 0.999)
        out.notes.push_back({"ends_in_future", {{"last", day(s.ds.back())}, {"today", day(*ask.today)}}});
    if (ask.horizon > static_cast<int>(grid.size()))
        out.notes.push_back(
            {"long_horizon", {{"horizon", std::to_string(ask.horizon)}, {"history", std::to_string(grid.size())}}});

    // What comes: the rows behind the last value, then the steps of the series.
    Future& f = out.future;
    const size_t given = std::min(rows.ds.size() - end, static_cast<size_t>(ask.horizon));
    f.ds.assign(rows.ds.begin() + static_cast<long>(end), rows.ds.begin() + static_cast<long>(end + given));
    for (long h = 1; f.ds.size() < static_cast<size_t>(ask.horizon); ++h) {
        const double ds = grid.ds_of(static_cast<long>(grid.size()) - 1 + h);
        if (f.ds.empty() || grid.slot_of(ds) > grid.slot_of(f.ds.back())) f.ds.push_back(ds);
    }
    for (const auto& [name, values] : rows.regressors) {
        const bool named = ask.wanted && std::find(ask.wanted->begin(), ask.wanted->end(), name) != ask.wanted->end();
        if (ask.wanted && !named) continue;
        std::vector<double> past(values.begin() + static_cast<long>(begin), values.begin() + static_cast<long>(end));
        std::vector<double> next(values.begin() + static_cast<long>(end), values.begin() + static_cast<long>(end + given));
        next.resize(static_cast<size_t>(ask.horizon), nan);
        const auto holes = [](const std::vector<double>& v) {
            return static_cast<size_t>(std::count_if(v.begin(), v.end(), [](double x) { return std::isnan(x); }));
        };
        const size_t past_holes = holes(past), next_holes = holes(next);
        if (next_holes > 0) {
            const size_t first = static_cast<size_t>(
                std::find_if(next.begin(), next.end(), [](double x) { return std::isnan(x); }) - next.begin());
            const ErrorFacts facts{{"name", name}, {"count", std::to_string(next_holes)}, {"first", day(f.ds[first])}};
            if (named) throw Error(ErrorCode::regressor_missing, facts);
            out.notes.push_back({"regressor_no_future", facts});
            continue;
        }
        if (static_cast<double>(past_holes) > most_filled * static_cast<double>(past.size())) {
            out.notes.push_back({"regressor_holes", {{"name", name}, {"count", std::to_string(past_holes)}}});
            continue;
        }
        if (past_holes > 0) {
            out.notes.push_back({"regressor_filled", {{"name", name}, {"count", std::to_string(past_holes)}}});
            fill(past);
        }
        if (std::all_of(past.begin(), past.end(), [&](double v) { return v == past.front(); })) {
            out.notes.push_back({"regressor_constant", {{"name", name}}});
            continue;
        }
        s.regressors[name] = std::move(past);
        f.regressors[name] = std::move(next);
    }
    if (ask.wanted)
        for (const std::string& name : *ask.wanted)
            if (!rows.regressors.contains(name))
                throw Error(ErrorCode::forecast_invalid, {{"detail", "the series has no column " + name},
                                                          {"detail_fr", "la série n'a pas de colonne " + name}});
    return out;
}

RawSeries raw_series(const metrics::Answer& answer, const std::string& metric, std::vector<Note>& notes) {
    RawSeries out;
    const Column& period = answer.table.at("period");
    const Column& value = answer.table.at(metric);
    const auto partial = answer.table.find("partial");
    for (size_t r = 0; r < answer.table.rows(); ++r) {
        if (period.is_null(r)) continue;
        const bool cut = partial && !answer.table.column(*partial).is_null(r) && answer.table.column(*partial).boolean(r);
        if (cut) {
            notes.push_back({"partial", {{"from", to_iso(period.date(r))}}});
            continue;
        }
        out.ds.push_back(period.date(r).days);
        out.y.push_back(value.number(r).value_or(nan));
    }
    return out;
}

} // namespace plumbline::forecast
