// SPDX-License-Identifier: GPL-3.0-or-later
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// Variance inflation above which the effects of two channels cannot be told apart (Marquardt, 1970, and usage since).
constexpr double most_inflation = 5;
constexpr size_t most_channels = 40;

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
    Eigen::MatrixXd columns(static_cast<Eigen::Index>(weeks), static_cast<Eigen::Index>(n));
    for (size_t j = 0; j < n; ++j)
        columns.col(static_cast<Eigen::Index>(j)) = Eigen::Map<const Eigen::VectorXd>(z[j].data(), columns.rows());
    const Eigen::MatrixXd r = columns.transpose() * columns;
    // One factorisation; where it has no full rank all of them are sums of others.
    const Eigen::LDLT<Eigen::MatrixXd> factors(r);
    const bool singular = factors.vectorD().minCoeff() < 1e-10;
    const Eigen::VectorXd inflation = singular
                                          ? Eigen::VectorXd::Constant(r.rows(), std::numeric_limits<double>::infinity()).eval()
                                          : factors.solve(Eigen::MatrixXd::Identity(r.rows(), r.rows())).diagonal().eval();
    for (size_t i = 0; i < n; ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        if (!(inflation(row) > most_inflation)) continue;
        size_t with = i == 0 ? 1 : 0;
        for (size_t j = 0; j < n; ++j)
            if (j != i && std::abs(r(row, static_cast<Eigen::Index>(j))) > std::abs(r(row, static_cast<Eigen::Index>(with))))
                with = j;
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
        if (!singular) f.value = inflation(row);
        f.expected = most_inflation;
        f.remedies = {Action::leave};
        advice.push_back(std::move(f));
    }
}

} // namespace

void advise(const Board& b, Findings& advice) {
    collinear(b, advice);
    check_campaigns(b, advice);
}

} // namespace plumbline::audit
