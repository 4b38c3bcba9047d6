// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/elasticity.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/progress.h"
#include "core/base/random.h"

namespace plumbline::predict {

namespace {

constexpr double weak = 1e-4;             ///< precision of what has no prior of its own, on standardised columns
constexpr double season_precision = 4;    ///< seasons of single entities beside the shared one are small: sd 0.5 on the log
constexpr double shared_precision = 1;    ///< shared effects of a period: sd 1 on the log
constexpr size_t most_fitted = 40;        ///< entities; the smaller ones rest on the prior
constexpr size_t most_shared = 400;       ///< periods with an effect of their own; beyond, seasons and weekdays stand in
constexpr int least_days_of_season = 400; ///< a season is told from a trend from here on

/// Every entity has the same columns of its own (intercept, trend, season, weekdays, elasticity last); beside them stands one
/// effect for each period. An observation touches the columns of one entity and the effect of one period.
struct Design {
    Eigen::MatrixXd x;                           ///< columns of an entity by observations
    Eigen::VectorXd y;                           ///< scaled: mean 1 for every entity
    std::vector<std::pair<size_t, size_t>> cell; ///< entity and period of each observation
    std::vector<Eigen::Index> block;             ///< first parameter of each entity; -1: it never spends
    Eigen::Index own = 0;                        ///< columns of an entity
    Eigen::Index blocks = 0;                     ///< parameters of all entities
    Eigen::Index shared = 0;                     ///< effects of periods
    Eigen::VectorXd precision;                   ///< of the prior, a parameter: entities, then periods
    Eigen::Index elasticity(size_t e) const { return block[e] < 0 ? -1 : block[e] + own - 1; }
};

std::vector<double> adstock(const std::vector<double>& spend, double keep) {
    std::vector<double> out(spend.size());
    double state = 0;
    for (const double v : spend) state += v / static_cast<double>(spend.size()); // begins in its mean
    for (size_t t = 0; t < spend.size(); ++t) out[t] = state = keep * state + (1 - keep) * std::max(0.0, spend[t]);
    return out;
}

Design make_design(const Panel& p, const std::vector<double>& keep, const ElasticitySpec& spec) {
    const size_t n = p.entities.size(), fitted = std::min(n, most_fitted), periods = p.periods();
    const bool shared = n >= 3 && periods <= most_shared;
    const int step = p.grain == Grain::day ? 1 : 7;
    const bool season = static_cast<int>(periods) * step >= least_days_of_season;
    Design d;
    std::vector<std::vector<double>> logs(n);
    std::vector<double> scale(n, 0);
    std::vector<bool> seen(n, false);
    for (size_t e = 0; e < fitted; ++e) {
        const auto a = adstock(p.spend[e], keep[e]);
        double mean = 0;
        for (const double v : a) mean += v / static_cast<double>(periods);
        for (const double v : p.outcome[e]) scale[e] += std::max(0.0, v) / static_cast<double>(periods);
        for (const double v : a) logs[e].push_back(mean > 0 ? std::log(std::max(v, 1e-3 * mean) / mean) : 0);
        if (mean <= 0 || scale[e] <= 0) continue;
        for (size_t t = 0; t < periods; ++t)
            if (p.present[e][t] && a[t] > 1e-3 * mean) {
                d.cell.emplace_back(e, t);
                seen[e] = true;
            }
    }
    const int weekdays = p.grain == Grain::day && !shared ? 6 : 0;
    const bool trend = static_cast<int>(periods) * step >= 70;
    d.own = 2 + (season ? 4 : 0) + weekdays + 1;
    d.block.assign(n, -1);
    std::vector<double> precision;
    for (size_t e = 0; e < n; ++e) {
        if (!seen[e]) continue;
        d.block[e] = d.blocks;
        d.blocks += d.own;
        precision.push_back(weak);
        precision.push_back(trend ? 1.0 : 1e6);
        for (int i = 0; i < (season ? 4 : 0); ++i) precision.push_back(shared ? season_precision : 1.0);
        for (int i = 0; i < weekdays; ++i) precision.push_back(1.0);
        precision.push_back(1 / (spec.prior_sd * spec.prior_sd));
    }
    d.shared = shared ? static_cast<Eigen::Index>(periods) : 0;
    precision.resize(precision.size() + static_cast<size_t>(d.shared), shared_precision);
    d.precision = Eigen::Map<Eigen::VectorXd>(precision.data(), static_cast<Eigen::Index>(precision.size()));
    const auto rows = static_cast<Eigen::Index>(d.cell.size());
    d.x = Eigen::MatrixXd::Zero(d.own, rows);
    d.y.resize(rows);
    for (Eigen::Index r = 0; r < rows; ++r) {
        const auto [e, t] = d.cell[static_cast<size_t>(r)];
        d.y[r] = std::max(0.0, p.outcome[e][t]) / scale[e];
        Eigen::Index c = 0;
        d.x(c++, r) = 1;
        d.x(c++, r) = 2.0 * static_cast<double>(t) / static_cast<double>(periods) - 1;
        if (season)
            for (int harmonic = 1; harmonic <= 2; ++harmonic) {
                const double angle = 2 * std::numbers::pi * harmonic * p.starts[t].days / 365.25;
                d.x(c++, r) = std::sin(angle);
                d.x(c++, r) = std::cos(angle);
            }
        if (weekdays > 0) {
            const int weekday = iso_weekday(p.starts[t]);
            if (weekday <= weekdays) d.x(c + weekday - 1, r) = 1;
            c += weekdays;
        }
        d.x(c, r) = logs[e][t];
    }
    return d;
}

struct Solved {
    Eigen::VectorXd beta;
    Eigen::MatrixXd inverse; ///< covariance of the entities' parameters; only where asked for
    double deviance = 0, dispersion = 1, inflation = 1;
};

/// Curvature of the penalised likelihood. The effects of periods touch each other nowhere, so they are taken out (Schur
/// complement): what is left to solve has the size of the entities' parameters.
struct Curvature {
    Eigen::MatrixXd schur;   ///< entities' parameters, lower half
    Eigen::MatrixXd between; ///< entities' parameters by periods
    Eigen::VectorXd periods; ///< diagonal

    Curvature(const Design& d, const Eigen::VectorXd& weight)
        : schur(Eigen::MatrixXd::Zero(d.blocks, d.blocks)), between(Eigen::MatrixXd::Zero(d.blocks, d.shared)),
          periods(d.precision.tail(d.shared)) {
        for (Eigen::Index r = 0; r < d.x.cols(); ++r) {
            const auto [e, t] = d.cell[static_cast<size_t>(r)];
            const Eigen::Index at = d.block[e];
            schur.block(at, at, d.own, d.own).noalias() += weight[r] * d.x.col(r) * d.x.col(r).transpose();
            if (d.shared == 0) continue;
            between.col(static_cast<Eigen::Index>(t)).segment(at, d.own) += weight[r] * d.x.col(r);
            periods[static_cast<Eigen::Index>(t)] += weight[r];
        }
        schur.diagonal() += d.precision.head(d.blocks);
        if (d.shared == 0) return;
        const Eigen::MatrixXd scaled = between * periods.cwiseSqrt().cwiseInverse().asDiagonal();
        schur.selfadjointView<Eigen::Lower>().rankUpdate(scaled, -1);
    }
};

/// Newton steps on the penalised Poisson likelihood; the dispersion scales the data's weight against the prior.
Solved solve(const Design& d, const ElasticitySpec& spec, const Eigen::VectorXd* start, bool covariance,
             const std::stop_token& stop) {
    const Eigen::Index n = d.x.cols(), k = d.blocks + d.shared;
    Eigen::VectorXd prior = Eigen::VectorXd::Zero(k);
    for (size_t e = 0; e < d.block.size(); ++e)
        if (d.block[e] >= 0) prior[d.elasticity(e)] = spec.prior_mean;
    Solved out;
    out.beta = start ? *start : prior;
    double dispersion = 0.05;
    Eigen::VectorXd mu(n), gradient(k), move(k);
    auto expected = [&] {
        for (Eigen::Index r = 0; r < n; ++r) {
            const auto [e, t] = d.cell[static_cast<size_t>(r)];
            double eta = d.x.col(r).dot(out.beta.segment(d.block[e], d.own));
            if (d.shared > 0) eta += out.beta[d.blocks + static_cast<Eigen::Index>(t)];
            mu[r] = std::exp(std::clamp(eta, -30.0, 30.0));
        }
    };
    constexpr int most_rounds = 25;
    for (int round = 0; round < most_rounds; ++round) {
        throw_if_stopped(stop);
        expected();
        // Effective parameters are fewer than k under the priors.
        const double freedom = std::max(1.0, static_cast<double>(n) - static_cast<double>(k) * 0.7);
        if (round > 0 || start)
            dispersion = std::clamp(((d.y - mu).array().square() / mu.array().max(1e-6)).sum() / freedom, 1e-6, 1e3);
        gradient = -d.precision.cwiseProduct(out.beta - prior);
        for (Eigen::Index r = 0; r < n; ++r) {
            const auto [e, t] = d.cell[static_cast<size_t>(r)];
            const double pull = (d.y[r] - mu[r]) / dispersion;
            gradient.segment(d.block[e], d.own) += pull * d.x.col(r);
            if (d.shared > 0) gradient[d.blocks + static_cast<Eigen::Index>(t)] += pull;
        }
        const Curvature curvature(d, mu / dispersion);
        Eigen::VectorXd own = gradient.head(d.blocks);
        if (d.shared > 0) own -= curvature.between * gradient.tail(d.shared).cwiseQuotient(curvature.periods);
        move.head(d.blocks) = curvature.schur.selfadjointView<Eigen::Lower>().llt().solve(own);
        if (d.shared > 0)
            move.tail(d.shared) =
                (gradient.tail(d.shared) - curvature.between.transpose() * move.head(d.blocks)).cwiseQuotient(curvature.periods);
        const double largest = move.cwiseAbs().maxCoeff();
        if (largest > 1) move /= largest; // far from the optimum, the quadratic is not to be trusted
        out.beta += move;
        if (largest < 1e-5) break;
    }
    expected();
    // What is left of one period in the next inflates the variance (as for a mean of an AR(1)).
    double product = 0, square = 0;
    for (Eigen::Index r = 0; r + 1 < n; ++r) {
        const double a = (d.y[r] - mu[r]) / std::sqrt(std::max(mu[r], 1e-6));
        const double b = (d.y[r + 1] - mu[r + 1]) / std::sqrt(std::max(mu[r + 1], 1e-6));
        const auto &here = d.cell[static_cast<size_t>(r)], &next = d.cell[static_cast<size_t>(r) + 1];
        if (here.first == next.first && here.second + 1 == next.second) product += a * b;
        square += a * a;
    }
    const double rho = square > 0 ? std::clamp(product / square, 0.0, 0.8) : 0;
    out.inflation = (1 + rho) / (1 - rho);
    out.dispersion = dispersion;
    for (Eigen::Index r = 0; r < n; ++r) {
        const double y = d.y[r], m = std::max(mu[r], 1e-12);
        out.deviance += 2 * ((y > 0 ? y * std::log(y / m) : 0) - (y - m));
    }
    // The penalty is part of what is minimised: in units of the dispersion, as the deviance.
    out.deviance += dispersion * (d.precision.array() * (out.beta - prior).array().square()).sum();
    if (covariance) {
        const Curvature curvature(d, mu / (dispersion * out.inflation));
        out.inverse = curvature.schur.selfadjointView<Eigen::Lower>().llt().solve(Eigen::MatrixXd::Identity(d.blocks, d.blocks));
    }
    return out;
}

/// One carry-over of one entity, all others at their best.
struct Branch {
    double weight = 0, mean = 0, sd = 0;
};

} // namespace

ElasticityFit fit_elasticity(const Panel& panel, const ElasticitySpec& spec, std::stop_token stop) {
    const size_t n = panel.entities.size();
    ElasticityFit out;
    out.entities = panel.entities;
    out.mean.assign(n, 0);
    out.lower = out.upper = out.data_share = out.most_spend = out.mean;
    for (size_t e = 0; e < n; ++e) out.most_spend[e] = *std::ranges::max_element(panel.spend[e]);

    // Carry-overs one entity after the other, until none changes.
    std::vector<double> keep(n, spec.carry_over.front());
    Design design = make_design(panel, keep, spec);
    if (design.cell.empty())
        throw Error(ErrorCode::predict_invalid,
                    {{"detail", "no part of the data has both spend and " + panel.target},
                     {"detail_fr", "aucune partie des données n'a à la fois des dépenses et : " +
                                       metrics::metric_name(metrics::find_metric(panel.target), Language::fr)}});
    Solved best = solve(design, spec, nullptr, false, stop);
    for (int pass = 0; pass < 3; ++pass) {
        bool changed = false;
        for (size_t e = 0; e < std::min(n, most_fitted); ++e) {
            if (design.block[e] < 0) continue;
            for (const double candidate : spec.carry_over) {
                if (candidate == keep[e]) continue;
                std::vector<double> other = keep;
                other[e] = candidate;
                Solved found = solve(make_design(panel, other, spec), spec, &best.beta, false, stop);
                if (found.deviance >= best.deviance * (1 - 1e-6)) continue;
                best = std::move(found);
                keep = std::move(other);
                changed = true;
            }
        }
        if (!changed) break;
    }
    design = make_design(panel, keep, spec);
    best = solve(design, spec, &best.beta, true, stop);
    out.dispersion = best.dispersion;
    const double scale = best.dispersion * best.inflation;

    std::vector<std::vector<Branch>> branches(n);
    for (size_t e = 0; e < n; ++e) {
        if (design.block[e] < 0) {
            const bool spends = out.most_spend[e] > 0;
            branches[e].push_back({1, spends ? spec.prior_mean : 0, spends ? spec.prior_sd : 0});
            continue;
        }
        for (const double candidate : spec.carry_over) {
            std::vector<double> other = keep;
            other[e] = candidate;
            const Design d = make_design(panel, other, spec);
            const Solved s = candidate == keep[e] ? best : solve(d, spec, &best.beta, true, stop);
            const Eigen::Index at = d.elasticity(e);
            branches[e].push_back({std::exp(std::clamp((best.deviance - s.deviance) / (2 * scale), -50.0, 0.0)), s.beta[at],
                                   std::sqrt(s.inverse(at, at) + spec.discrepancy_sd * spec.discrepancy_sd)});
        }
        const double variance = best.inverse(design.elasticity(e), design.elasticity(e));
        out.data_share[e] = std::clamp(1 - variance / (spec.prior_sd * spec.prior_sd), 0.0, 1.0);
    }

    Random random(spec.seed, 31);
    constexpr double lowest = 0.005, highest = 0.98;
    constexpr int tries = 200;
    out.draws.assign(static_cast<size_t>(spec.draws), std::vector<double>(n, 0));
    for (size_t e = 0; e < n; ++e) {
        double total = 0;
        for (const Branch& b : branches[e]) total += b.weight;
        std::vector<double> values;
        for (auto& draw : out.draws) {
            throw_if_stopped(stop);
            if (branches[e].front().sd <= 0) break;
            double v = 0;
            for (int attempt = 0; attempt < tries; ++attempt) { // a draw that leaves (0, 1) is drawn again
                double u = random.uniform() * total;
                size_t b = 0;
                while (b + 1 < branches[e].size() && u >= branches[e][b].weight) u -= branches[e][b++].weight;
                v = random.normal(branches[e][b].mean, branches[e][b].sd);
                if (v > lowest && v < highest) break;
            }
            draw[e] = std::clamp(v, lowest, highest);
            values.push_back(draw[e]);
            out.mean[e] += draw[e] / static_cast<double>(out.draws.size());
        }
        if (values.empty()) continue;
        std::ranges::sort(values);
        out.lower[e] = values[values.size() / 20];
        out.upper[e] = values[values.size() - 1 - values.size() / 20];
    }
    return out;
}

} // namespace plumbline::predict
