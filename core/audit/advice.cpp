// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// Variance inflation above which the effects of two channels cannot be told apart (Marquardt, 1970, and usage since).
constexpr double most_inflation = 5;
constexpr size_t most_channels = 40;
/// Robust standard deviations at which a campaign is unlike all others, in one rate.
constexpr double outlier_sigmas = 7;
constexpr size_t least_campaigns = 10;

/// Diagonal of the inverse of a correlation matrix, by Gauss and Jordan with pivots; infinite where it has none.
std::vector<double> inverse_diagonal(std::vector<std::vector<double>> a) {
    const size_t n = a.size();
    std::vector<std::vector<double>> inverse(n, std::vector<double>(n, 0));
    for (size_t i = 0; i < n; ++i) inverse[i][i] = 1;
    for (size_t c = 0; c < n; ++c) {
        size_t pivot = c;
        for (size_t r = c + 1; r < n; ++r)
            if (std::abs(a[r][c]) > std::abs(a[pivot][c])) pivot = r;
        if (std::abs(a[pivot][c]) < 1e-10) return std::vector<double>(n, std::numeric_limits<double>::infinity());
        std::swap(a[pivot], a[c]);
        std::swap(inverse[pivot], inverse[c]);
        const double d = a[c][c];
        for (size_t k = 0; k < n; ++k) {
            a[c][k] /= d;
            inverse[c][k] /= d;
        }
        for (size_t r = 0; r < n; ++r) {
            if (r == c) continue;
            const double f = a[r][c];
            for (size_t k = 0; k < n; ++k) {
                a[r][k] -= f * a[c][k];
                inverse[r][k] -= f * inverse[c][k];
            }
        }
    }
    std::vector<double> out;
    for (size_t i = 0; i < n; ++i) out.push_back(inverse[i][i]);
    return out;
}

void collinear(const Board& b, Findings& advice) {
    const int cost = b.index_of("cost");
    if (cost < 0 || b.step == 0) return;
    // Weekly spend by channel.
    const int width = b.step == 7 ? 1 : 7;
    const auto weeks = static_cast<size_t>(b.periods / width);
    std::map<std::string, std::vector<double>> spend;
    for (const Series& s : b.series) {
        auto& v = spend[s.parent.empty() ? s.name : s.parent];
        v.resize(weeks, 0);
        for (int i = 0; i < s.size(); ++i) {
            const auto w = static_cast<size_t>((s.first + i) / width);
            const double x = s.tracks[static_cast<size_t>(cost)].seen[static_cast<size_t>(i)];
            if (w < weeks && !std::isnan(x)) v[w] += x;
        }
    }
    std::vector<std::string> names;
    std::vector<std::vector<double>> z;
    for (auto& [name, v] : spend) {
        double mean = 0, var = 0;
        for (const double x : v) mean += x / static_cast<double>(weeks);
        for (const double x : v) var += (x - mean) * (x - mean);
        if (var <= 0) continue;
        for (double& x : v) x = (x - mean) / std::sqrt(var);
        names.push_back(name);
        z.push_back(v);
    }
    const size_t n = names.size();
    if (n < 2 || n > most_channels || weeks < 3 * n) return;
    std::vector<std::vector<double>> r(n, std::vector<double>(n));
    for (size_t i = 0; i < n; ++i)
        for (size_t j = 0; j < n; ++j)
            for (size_t t = 0; t < weeks; ++t) r[i][j] += z[i][t] * z[j][t];
    const std::vector<double> inflation = inverse_diagonal(r);
    for (size_t i = 0; i < n; ++i) {
        if (!(inflation[i] > most_inflation)) continue;
        size_t with = i == 0 ? 1 : 0;
        for (size_t j = 0; j < n; ++j)
            if (j != i && std::abs(r[i][j]) > std::abs(r[i][with])) with = j;
        const bool told = std::ranges::any_of(advice, [&](const Finding& f) {
            return f.check == "collinear_channels" && f.segment == names[with] && f.detail == names[i];
        });
        if (told) continue;
        Finding f;
        f.check = "collinear_channels";
        f.severity = Severity::note;
        f.column = b.measures[static_cast<size_t>(cost)].field;
        f.segment = names[i];
        f.detail = names[with];
        if (std::isfinite(inflation[i])) f.value = inflation[i];
        f.expected = most_inflation;
        f.remedies = {Action::leave};
        advice.push_back(std::move(f));
    }
}

/// Campaigns that lie far off all others in a rate, by median and MAD of the logs.
void outliers(const Board& b, Findings& advice) {
    if (b.series.size() < least_campaigns) return;
    const std::vector<std::pair<std::string_view, std::string_view>> rates{
        {"cost", "clicks"}, {"clicks", "impressions"}, {"leads", "clicks"}, {"orders", "clicks"}, {"revenue", "orders"}};
    for (const auto& [over, under] : rates) {
        const int o = b.index_of(over), u = b.index_of(under);
        if (o < 0 || u < 0) continue;
        std::vector<std::pair<double, const Series*>> logs;
        for (const Series& s : b.series) {
            double x = 0, y = 0;
            for (int i = 0; i < s.size(); ++i) {
                const double p = s.tracks[static_cast<size_t>(o)].seen[static_cast<size_t>(i)];
                const double q = s.tracks[static_cast<size_t>(u)].seen[static_cast<size_t>(i)];
                if (std::isnan(p) || std::isnan(q)) continue;
                x += p;
                y += q;
            }
            if (x >= 30 && y >= 30) logs.emplace_back(std::log(x / y), &s);
        }
        if (logs.size() < least_campaigns) continue;
        std::vector<double> v;
        for (const auto& [l, s] : logs) v.push_back(l);
        const double centre = median_of(v);
        for (double& l : v) l = std::abs(l - centre);
        const double spread = std::max(0.1, 1.4826 * median_of(v));
        for (const auto& [l, s] : logs) {
            if (std::abs(l - centre) < outlier_sigmas * spread) continue;
            Finding f;
            f.check = "campaign_outlier";
            f.severity = Severity::note;
            f.column = b.measures[static_cast<size_t>(o)].field;
            f.detail = b.measures[static_cast<size_t>(u)].field;
            f.dimension = b.dimension;
            f.segment = s->name;
            f.days = DateRange{b.day(s->first), b.last_day(s->last())};
            f.value = std::exp(l);
            f.expected = std::exp(centre);
            f.low = std::exp(centre - outlier_sigmas * spread);
            f.high = std::exp(centre + outlier_sigmas * spread);
            f.factor = std::exp(l - centre);
            f.remedies = {Action::leave, Action::exclude};
            advice.push_back(std::move(f));
        }
    }
}

} // namespace

void advise(const Board& b, Findings& advice) {
    collinear(b, advice);
    outliers(b, advice);
}

} // namespace plumbline::audit
