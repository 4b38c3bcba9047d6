// SPDX-License-Identifier: GPL-3.0-or-later
// Campaigns that are unlike the others: far off in one rate, or in none of them alone but in several together.
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// Robust standard deviations at which a campaign is unlike all others in one rate.
constexpr double rate_sigmas = 7;
/// With so many campaigns the limit is twice as far.
constexpr double few_campaigns = 10;
constexpr size_t least_campaigns = 10;
/// Campaigns that are needed before rates are looked at together, and for each of these rates.
constexpr size_t least_together = 20, campaigns_a_rate = 8;
/// Events behind a rate; fewer and it is chance.
constexpr double least_events = 30;
/// Campaigns of a channel from which on they have a centre of their own.
constexpr size_t least_channel = 5;
/// Rates of campaigns differ by so much at least (log).
constexpr double least_spread = 0.1;
/// Share of the campaigns that must have a rate before it is looked at together with others.
constexpr double most_have = 0.8;
/// Expected false tellings a dataset, were the logs of rates normal.
constexpr double told_by_chance = 1e-4;
/// Share of the distance from which on a rate is named.
constexpr double least_part = 0.1;
/// What a robust estimate of spread knows, in campaigns of the usual estimate.
constexpr double efficiency = 0.5;

struct Rate {
    int over, under;
};

struct Campaign {
    const Series* series;
    std::vector<double> logs; ///< by rate; NaN where too little is behind it
};

double robust_scale(std::vector<double> v, double centre) {
    for (double& x : v) x = std::abs(x - centre);
    return 1.4826 * median_of(v);
}

double median_copy(std::vector<double> v) { return median_of(v); }

/// Regularised incomplete beta function by its continued fraction (DLMF 8.17.22), by the method of Lentz.
double incomplete_beta(double x, double a, double b) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    if (x > (a + 1) / (a + b + 2)) return 1 - incomplete_beta(1 - x, b, a);
    constexpr double tiny = 1e-300;
    double f = 1, c = 1, d = 0;
    for (int i = 0; i <= 400; ++i) {
        const int m = i / 2;
        const double term = i == 0       ? 1
                            : i % 2 == 0 ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                                         : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 + term * d;
        d = 1 / (std::abs(d) < tiny ? tiny : d);
        c = 1 + term / c;
        if (std::abs(c) < tiny) c = tiny;
        f *= c * d;
        if (std::abs(1 - c * d) < 1e-14) break;
    }
    const double front = std::exp(a * std::log(x) + b * std::log1p(-x) + std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b));
    return front * (f - 1) / a;
}

/// Squared distance of each row from the middle of all, by a covariance that a third of odd rows does not bend: orthogonalised
/// Gnanadesikan and Kettenring (Maronna and Zamar, 2002), one step with medians and MAD, then the usual covariance of the rows
/// that are not far. Scaled so that the median is that of a chi-squared variable.
struct Distances {
    Eigen::VectorXd squared;
    Eigen::MatrixXd parts; ///< of each squared distance, what each column adds; sums of it before the scaling
};

Distances robust_distances(const Eigen::MatrixXd& x) {
    const Eigen::Index n = x.rows(), p = x.cols();
    const auto list = [](const Eigen::VectorXd& v) { return std::vector<double>(v.begin(), v.end()); };
    const auto scale = [&](const Eigen::VectorXd& v) { return robust_scale(list(v), median_copy(list(v))); };
    Eigen::MatrixXd y = x;
    for (Eigen::Index j = 0; j < p; ++j) {
        const double s = std::max(scale(x.col(j)), least_spread);
        y.col(j) = (x.col(j).array() - median_copy(list(x.col(j)))) / s;
    }
    Eigen::MatrixXd u = Eigen::MatrixXd::Identity(p, p);
    for (Eigen::Index j = 0; j < p; ++j)
        for (Eigen::Index k = 0; k < j; ++k)
            u(j, k) = u(k, j) = (std::pow(scale(y.col(j) + y.col(k)), 2) - std::pow(scale(y.col(j) - y.col(k)), 2)) / 4;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(u);
    const Eigen::MatrixXd v = y * axes.eigenvectors();
    Eigen::VectorXd d = Eigen::VectorXd::Zero(n);
    for (Eigen::Index k = 0; k < p; ++k)
        d.array() += ((v.col(k).array() - median_copy(list(v.col(k)))) / std::max(scale(v.col(k)), least_spread)).square();
    // Median and nine tenths of chi-squared, after Wilson and Hilferty (1931).
    const auto dp = static_cast<double>(p);
    const auto chi = [&](double z) { return dp * std::pow(1 - 2 / (9 * dp) + z * std::sqrt(2 / (9 * dp)), 3); };
    const double near = chi(1.2816) * median_copy(list(d)) / chi(0);
    std::vector<Eigen::Index> kept;
    for (Eigen::Index i = 0; i < n; ++i)
        if (d(i) <= near) kept.push_back(i);
    const Eigen::MatrixXd z = y(kept, Eigen::all);
    const Eigen::RowVectorXd mean = z.colwise().mean();
    const Eigen::MatrixXd centred = z.rowwise() - mean;
    // Rates that are sums of each other have no spread apart from each other: a tenth of the least is given to them.
    const Eigen::MatrixXd covariance = centred.transpose() * centred / std::max<double>(1, static_cast<double>(kept.size()) - 1) +
                                       1e-3 * Eigen::MatrixXd::Identity(p, p);
    const Eigen::LLT<Eigen::MatrixXd> factors(covariance);
    const Eigen::MatrixXd off = y.rowwise() - mean;
    Distances out;
    out.parts = off.cwiseProduct(factors.solve(off.transpose()).transpose());
    out.squared = out.parts.rowwise().sum();
    out.squared *= chi(0) / std::max(1e-12, median_copy(list(out.squared)));
    return out;
}

std::vector<Rate> rates_of(const Board& b) {
    std::vector<Rate> out;
    const auto add = [&](std::string_view over, std::string_view under) {
        if (b.index_of(over) >= 0 && b.index_of(under) >= 0) out.push_back({b.index_of(over), b.index_of(under)});
        return b.index_of(over) >= 0 && b.index_of(under) >= 0;
    };
    add("cost", "clicks");
    add("clicks", "impressions");
    add("leads", "clicks");
    add("orders", "clicks");
    if (!add("revenue", "orders")) add("revenue", "leads");
    return out;
}

class Campaigns {
public:
    Campaigns(const Board& board, Findings& advice) : m_board(board), m_advice(advice), m_rates(rates_of(board)) {
        for (const Series& s : board.series) {
            Campaign c{&s, {}};
            for (const Rate& r : m_rates) c.logs.push_back(log_rate(s, r));
            m_all.push_back(std::move(c));
        }
        // Each channel has its own usual rates, where it has enough campaigns to say so.
        m_apart.resize(m_all.size());
        for (size_t r = 0; r < m_rates.size(); ++r) {
            std::map<std::string, std::vector<double>> by;
            for (const Campaign& c : m_all)
                if (!std::isnan(c.logs[r])) {
                    by[""].push_back(c.logs[r]);
                    if (!c.series->parent.empty()) by[c.series->parent].push_back(c.logs[r]);
                }
            for (size_t i = 0; i < m_all.size(); ++i) {
                const auto channel = by.find(m_all[i].series->parent);
                const bool own = channel != by.end() && channel->second.size() >= least_channel;
                m_apart[i].push_back(m_all[i].logs[r] - (by[""].empty() ? 0 : median_copy(own ? channel->second : by[""])));
            }
            std::vector<double> there;
            for (const auto& a : m_apart)
                if (!std::isnan(a[r])) there.push_back(a[r]);
            m_count.push_back(there.size());
            m_spread.push_back(there.empty() ? 0 : std::max(least_spread, robust_scale(there, median_copy(there))));
        }
    }

    void run() {
        for (size_t r = 0; r < m_rates.size(); ++r) {
            if (m_count[r] < least_campaigns) continue;
            // Few campaigns know their spread badly.
            const double limit = rate_sigmas * (1 + few_campaigns / static_cast<double>(m_count[r])) * m_spread[r];
            std::vector<size_t> odd;
            for (size_t i = 0; i < m_all.size(); ++i)
                if (std::abs(m_apart[i][r]) >= limit) odd.push_back(i);
            if (are_few(odd.size(), m_count[r]))
                for (const size_t i : odd) tell(i, {r});
        }
        together();
    }

private:
    const Board& m_board;
    Findings& m_advice;
    std::vector<Rate> m_rates;
    std::vector<Campaign> m_all;
    std::vector<std::vector<double>> m_apart; ///< by campaign and rate: log over that of the channel, or of all
    std::vector<size_t> m_count;
    std::vector<double> m_spread;

    /// Many that are unlike the others are how the campaigns are.
    static bool are_few(size_t odd, size_t of) { return odd <= std::max<size_t>(2, of / 20); }

    double log_rate(const Series& s, const Rate& rate) const {
        double x = 0, y = 0;
        for (size_t i = 0; i < s.rows.size(); ++i) {
            const double p = s.tracks[static_cast<size_t>(rate.over)].seen[i],
                         q = s.tracks[static_cast<size_t>(rate.under)].seen[i];
            if (std::isnan(p) || std::isnan(q)) continue;
            x += p;
            y += q;
        }
        return x >= least_events && y >= least_events ? std::log(x / y) : std::numeric_limits<double>::quiet_NaN();
    }

    /// Several rates at once, over the campaigns that have all of them.
    void together() {
        std::vector<size_t> used;
        for (size_t r = 0; r < m_rates.size(); ++r)
            if (static_cast<double>(m_count[r]) >= most_have * static_cast<double>(*std::ranges::max_element(m_count)))
                used.push_back(r);
        std::vector<size_t> rows;
        for (size_t i = 0; i < m_all.size(); ++i)
            if (std::ranges::none_of(used, [&](size_t r) { return std::isnan(m_apart[i][r]); })) rows.push_back(i);
        while (used.size() > 1 && rows.size() < campaigns_a_rate * used.size()) used.pop_back();
        if (used.size() < 2 || rows.size() < least_together) return;
        const auto n = static_cast<double>(rows.size()), p = static_cast<double>(used.size());
        Eigen::MatrixXd x(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(used.size()));
        for (Eigen::Index i = 0; i < x.rows(); ++i)
            for (Eigen::Index j = 0; j < x.cols(); ++j)
                x(i, j) = m_apart[rows[static_cast<size_t>(i)]][used[static_cast<size_t>(j)]];
        const Distances distances = robust_distances(x);
        const double known = efficiency * n;
        std::vector<std::pair<size_t, std::vector<size_t>>> odd_ones;
        for (size_t i = 0; i < rows.size(); ++i) {
            // Hotelling's distance of a new row: an F variable with p and n - p degrees of freedom.
            const double f = distances.squared(static_cast<Eigen::Index>(i)) * known * (known - p) / (p * (known * known - 1));
            const double chance = incomplete_beta((known - p) / (known - p + p * f), (known - p) / 2, p / 2);
            if (chance * n >= told_by_chance) continue;
            // The rates that make the distance: each with at least a tenth of it.
            std::vector<std::pair<double, size_t>> parts;
            for (size_t j = 0; j < used.size(); ++j)
                parts.emplace_back(distances.parts(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)), used[j]);
            std::ranges::sort(parts, std::greater<>());
            const double all = distances.parts.row(static_cast<Eigen::Index>(i)).sum();
            std::vector<size_t> odd;
            for (const auto& [part, rate] : parts)
                if (odd.empty() || part >= least_part * all) odd.push_back(rate);
            odd_ones.emplace_back(rows[i], std::move(odd));
        }
        if (are_few(odd_ones.size(), rows.size()))
            for (const auto& [campaign, odd] : odd_ones) tell(campaign, odd);
    }

    /// `odd`: rates by their share in it, the largest first.
    void tell(size_t i, const std::vector<size_t>& odd) {
        const Series& s = *m_all[i].series;
        if (std::ranges::any_of(m_advice, [&](const Finding& f) { return f.check == "campaign_outlier" && f.segment == s.name; }))
            return;
        const size_t r = odd.front();
        const auto field = [&](int m) { return m_board.measures[static_cast<size_t>(m)].field; };
        Finding f;
        f.check = "campaign_outlier";
        f.severity = Severity::note;
        f.column = field(m_rates[r].over);
        f.detail = field(m_rates[r].under);
        f.dimension = m_board.dimension;
        f.segment = s.name;
        f.days = DateRange{m_board.day(s.first), m_board.last_day(s.last())};
        const double log = m_all[i].logs[r], centre = log - m_apart[i][r];
        f.value = std::exp(log);
        f.expected = std::exp(centre);
        f.low = std::exp(centre - 2.576 * m_spread[r]);
        f.high = std::exp(centre + 2.576 * m_spread[r]);
        f.factor = std::exp(m_apart[i][r]);
        for (size_t k = 1; k < odd.size(); ++k)
            f.variants.push_back(field(m_rates[odd[k]].over) + "/" + field(m_rates[odd[k]].under));
        f.bars = {{s.name, *f.value, true}};
        for (size_t k = 0; k < m_all.size() && f.bars.size() < 7; ++k)
            if (k != i && m_all[k].series->parent == s.parent && !std::isnan(m_all[k].logs[r]))
                f.bars.push_back({m_all[k].series->name, std::exp(m_all[k].logs[r]), false});
        f.remedies = {Action::leave, Action::exclude};
        m_advice.push_back(std::move(f));
    }
};

} // namespace

void check_campaigns(const Board& b, Findings& advice) {
    if (b.series.size() >= least_campaigns && !rates_of(b).empty()) Campaigns(b, advice).run();
}

} // namespace plumbline::audit
