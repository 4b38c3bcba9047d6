// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/prophet_fit.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/date.h"
#include "core/forecast/positive.h"
#include "core/numerics/normal.h"

namespace plumbline::forecast {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double prior_of_trend = 5;                  ///< sd of k and m
constexpr double smallest_change = 1e-8;              ///< added to the mean size of a change, as the original does
constexpr double least_soft = 0.003, most_soft = 0.1; ///< width of the bend above 0, in units of the largest value

std::vector<Prior> priors_of(const ProphetDesign& design, const Spec& spec) {
    std::vector<Prior> priors(2, Prior{1 / (prior_of_trend * prior_of_trend), 0, 0});
    for (size_t j = 0; j < design.changepoints().size(); ++j) priors.push_back({0, 1 / spec.changepoint_prior_scale, 0});
    for (const Feature& f : design.features()) priors.push_back({1 / (f.prior_scale * f.prior_scale), 0, f.sign});
    return priors;
}

/// Values that a trend between floor and cap cannot reach make it a straight one.
Spec usable(const Series& series, Spec spec, std::string& fell_back) {
    if (spec.growth != Growth::logistic) return spec;
    const double floor = spec.floor.value_or(0);
    if (!(*spec.cap > floor)) throw Error(ErrorCode::forecast_invalid, {{"detail", "the cap is not above the floor"}});
    double low = floor;
    for (const double y : series.y)
        if (std::isfinite(y)) low = std::min(low, y);
    if (low < floor) {
        spec.growth = Growth::linear;
        fell_back = "linear growth";
    }
    return spec;
}

std::string iso_of(double ds) { return to_iso(Date{static_cast<int32_t>(std::floor(ds + 1e-6))}); }

} // namespace

ProphetFit::ProphetFit(const Series& series, const Spec& spec, std::stop_token stop)
    : m_spec(usable(series, spec, m_fell_back)), m_design(series, m_spec), m_ds(series.ds) {
    for (const RegressorSpec& r : m_spec.regressors) m_regressors[r.name] = series.regressors.at(r.name);
    for (const SeasonalitySpec& s : m_spec.seasonalities)
        if (const auto found = series.regressors.find(s.condition); found != series.regressors.end())
            m_regressors[s.condition] = found->second;

    MapProblem problem;
    problem.growth = m_spec.growth;
    Series seen;
    for (size_t i = 0; i < series.ds.size(); ++i) {
        if (!std::isfinite(series.y[i])) continue;
        seen.ds.push_back(series.ds[i]);
        seen.y.push_back(series.y[i]);
        for (const auto& [name, values] : m_regressors) seen.regressors[name].push_back(values[i]);
    }
    const auto n = static_cast<Index>(seen.ds.size());
    problem.y.resize(n);
    problem.t.resize(n);
    for (Index i = 0; i < n; ++i) {
        problem.y(i) = m_design.scaled(seen.y[i]);
        problem.t(i) = m_design.scaled_time(seen.ds[i]);
    }
    problem.hinges = m_design.hinges(seen.ds);
    problem.x = m_design.columns(seen.ds, seen.regressors);
    problem.priors = priors_of(m_design, m_spec);
    for (const Feature& f : m_design.features()) problem.multiplies.push_back(f.multiplicative);
    if (m_spec.growth == Growth::logistic) m_cap = problem.cap = m_design.scaled(*m_spec.cap);

    const bool constant = (problem.y.array() == problem.y(0)).all() && m_spec.growth != Growth::logistic;
    if (constant) {
        m_map.theta = VectorXd::Zero(problem.unknowns());
        m_map.theta(1) = problem.y(0);
        m_map.sigma = 1e-9;
    } else {
        m_map = solve_map(problem, stop);
        if (m_spec.non_negative && m_design.floor() == 0 && problem.y.minCoeff() >= 0) {
            problem.soft = m_soft = std::clamp(m_map.sigma, least_soft, most_soft);
            m_map = solve_map(problem, stop);
        }
    }
    const Index s = problem.hinges.cols();
    if (s > 0) m_walk = {static_cast<double>(s), m_map.theta.segment(2, s).cwiseAbs().mean() + smallest_change};

    if (constant) return;
    // Effects of events with the curvature of the posterior at its top; change points at zero stay there.
    std::vector<Index> free;
    for (Index j = 0; j < m_map.theta.size(); ++j)
        if (problem.priors[j].lasso == 0 || m_map.theta(j) != 0) free.push_back(j);
    const auto has_events = std::any_of(m_design.features().begin(), m_design.features().end(),
                                        [](const Feature& f) { return f.component == "holidays"; });
    if (!has_events) return;
    const auto p = static_cast<Index>(free.size());
    MatrixXd precision(p, p);
    const double variance = m_map.sigma * m_map.sigma;
    for (Index j = 0; j < p; ++j) {
        for (Index i = j; i < p; ++i) precision(i, j) = m_map.gram(free[i], free[j]);
        precision(j, j) += variance * problem.priors[free[j]].ridge + 1e-12;
    }
    const MatrixXd inverse = Eigen::LLT<MatrixXd, Eigen::Lower>(precision).solve(MatrixXd::Identity(p, p));
    const double z = numerics::normal_quantile((1 + m_spec.interval) / 2);
    for (Index i = 0; i < p; ++i) {
        const Index column = free[i] - 2 - s;
        if (column < 0 || m_design.features()[column].component != "holidays") continue;
        const Feature& f = m_design.features()[column];
        const double unit = f.multiplicative ? 1 : m_design.y_scale();
        const double effect = m_map.theta(free[i]) * unit, sd = m_map.sigma * std::sqrt(std::max(0.0, inverse(i, i))) * unit;
        m_events.push_back(
            {f.name, effect, effect - z * sd, effect + z * sd, static_cast<int>(problem.x.col(column).sum() + 0.5)});
    }
}

double ProphetFit::to_trend(double argument) const {
    if (m_spec.growth != Growth::logistic) return argument;
    return argument >= 0 ? m_cap / (1 + std::exp(-argument)) : m_cap * std::exp(argument) / (1 + std::exp(argument));
}

double ProphetFit::soft_floor(double mean) const {
    if (m_soft <= 0) return mean;
    const double u = mean / m_soft;
    return m_soft * (u > 30 ? u : std::log1p(std::exp(u)));
}

ProphetFit::Parts ProphetFit::parts(const std::vector<double>& ds,
                                    const std::map<std::string, std::vector<double>>& regressors) const {
    Parts p;
    const auto n = static_cast<Index>(ds.size()), s = static_cast<Index>(m_design.changepoints().size());
    p.x = m_design.columns(ds, regressors);
    const double k = m_map.theta(0), m = m_map.theta(1);
    p.argument = m_design.hinges(ds) * m_map.theta.segment(2, s);
    p.trend.resize(n);
    for (Index i = 0; i < n; ++i) {
        const double t = m_design.scaled_time(ds[i]);
        if (m_spec.growth == Growth::flat)
            p.argument(i) = m;
        else if (m_spec.growth == Growth::linear)
            p.argument(i) += k * t + m;
        else
            p.argument(i) += k * (t - m);
        p.trend(i) = to_trend(p.argument(i));
    }
    p.factor = VectorXd::Ones(n);
    p.added = VectorXd::Zero(n);
    for (Index j = 0; j < p.x.cols(); ++j) {
        const double beta = m_map.theta(2 + s + j);
        (m_design.features()[j].multiplicative ? p.factor : p.added) += beta * p.x.col(j);
    }
    p.mean = p.trend.cwiseProduct(p.factor) + p.added;
    if (m_soft > 0)
        for (Index i = 0; i < n; ++i) p.mean(i) = soft_floor(p.mean(i));
    return p;
}

/// A gamma distribution of the same mean and variance has the bounds (Wilson and Hilferty, 1931): above 0, wider upwards.
std::vector<ForecastPoint> ProphetFit::points(const std::vector<double>& ds, const Parts& p) const {
    std::vector<ForecastPoint> out(ds.size());
    const double level = (1 + m_spec.interval) / 2, unit = m_design.y_scale();
    for (size_t i = 0; i < ds.size(); ++i) {
        const auto at = static_cast<Index>(i);
        const double ahead = m_design.scaled_time(ds[i]) - 1;
        const double width = m_spec.growth == Growth::linear && ahead > 0
                                 ? walk_quantile(m_walk, ahead, p.factor(at), m_map.sigma, level)
                                 : numerics::normal_quantile(level) * m_map.sigma;
        const double yhat = p.mean(at) * unit + m_design.floor();
        out[i] = {ds[i], yhat, yhat - width * unit, yhat + width * unit};
    }
    if (m_spec.growth == Growth::logistic && m_walk.rate > 0 && m_spec.uncertainty_samples > 0) simulated_bounds(ds, p, out);
    if (m_soft > 0)
        for (ForecastPoint& point : out) positive_bounds(point, m_spec.interval);
    return out;
}

void ProphetFit::simulated_bounds(const std::vector<double>& ds, const Parts& p, std::vector<ForecastPoint>& points) const {
    const auto drawn = draw(ds, p, m_spec.uncertainty_samples, m_spec.seed);
    std::vector<double> at(drawn.size());
    const double low = (1 - m_spec.interval) / 2;
    for (size_t i = 0; i < ds.size(); ++i) {
        if (m_design.scaled_time(ds[i]) <= 1) continue;
        for (size_t d = 0; d < drawn.size(); ++d) at[d] = drawn[d][i];
        std::sort(at.begin(), at.end());
        const auto quantile = [&](double q) {
            const double rank = q * static_cast<double>(at.size() - 1);
            const auto below = static_cast<size_t>(rank);
            return at[below] + (rank - static_cast<double>(below)) * (at[std::min(below + 1, at.size() - 1)] - at[below]);
        };
        points[i].lower = std::min(quantile(low), points[i].yhat);
        points[i].upper = std::max(quantile(1 - low), points[i].yhat);
    }
}

std::vector<ForecastPoint> ProphetFit::predict(const Future& future) const {
    return points(future.ds, parts(future.ds, future.regressors));
}

std::vector<ForecastPoint> ProphetFit::history() const { return points(m_ds, parts(m_ds, m_regressors)); }

std::vector<Component> ProphetFit::components(const Future* future) const {
    return named(future ? parts(future->ds, future->regressors) : parts(m_ds, m_regressors));
}

std::vector<Component> ProphetFit::named(const Parts& p) const {
    const double unit = m_design.y_scale();
    const auto n = static_cast<Index>(p.trend.size()), s = static_cast<Index>(m_design.changepoints().size());
    std::vector<Component> out;
    const auto push = [&](const std::string& name, const VectorXd& values) {
        out.push_back({name, std::vector<double>(values.data(), values.data() + n)});
    };
    VectorXd trend = p.trend * unit;
    trend.array() += m_design.floor();
    push("trend", trend);
    for (const std::string& name : m_design.components()) {
        VectorXd sum = VectorXd::Zero(n);
        for (Index j = 0; j < p.x.cols(); ++j) {
            const Feature& f = m_design.features()[j];
            if (f.component != name) continue;
            const double beta = m_map.theta(2 + s + j) * unit;
            if (f.multiplicative)
                sum += beta * p.x.col(j).cwiseProduct(p.trend);
            else
                sum += beta * p.x.col(j);
        }
        push(name, sum);
    }
    if (m_soft > 0) push("non_negative", (p.mean - p.trend.cwiseProduct(p.factor) - p.added) * unit);
    return out;
}

std::vector<ChangePoint> ProphetFit::change_points() const {
    std::vector<ChangePoint> all;
    const double unit = (m_spec.growth == Growth::logistic ? 1 : m_design.y_scale()) / m_design.span();
    double slope = m_map.theta(0);
    for (size_t j = 0; j < m_design.changepoints().size(); ++j) {
        const double delta = m_map.theta(static_cast<Index>(2 + j)), before = slope;
        slope += delta;
        if (delta != 0)
            all.push_back({m_design.start() + m_design.changepoints()[j] * m_design.span(), before * unit, slope * unit});
    }
    return all;
}

std::vector<EventEffect> ProphetFit::event_effects() const { return m_events; }

std::string ProphetFit::params() const {
    nlohmann::ordered_json j;
    j["model"] = "prophet";
    j["growth"] = m_spec.growth == Growth::linear ? "linear" : m_spec.growth == Growth::logistic ? "logistic" : "flat";
    j["seasonality"] = m_spec.multiplicative ? "multiplicative" : "additive";
    j["k"] = m_map.theta(0);
    j["m"] = m_map.theta(1);
    j["sigma_obs"] = m_map.sigma;
    j["y_scale"] = m_design.y_scale();
    j["log_posterior"] = m_map.log_posterior;
    j["changepoint_prior_scale"] = m_spec.changepoint_prior_scale;
    j["seasonality_prior_scale"] = m_spec.seasonality_prior_scale;
    j["holidays_prior_scale"] = m_spec.holidays_prior_scale;
    auto changes = nlohmann::ordered_json::array();
    for (const ChangePoint& c : change_points())
        changes.push_back({{"ds", iso_of(c.ds)}, {"before", c.before}, {"after", c.after}});
    j["changepoints"] = std::move(changes);
    auto columns = nlohmann::ordered_json::object();
    const size_t first = 2 + m_design.changepoints().size();
    for (size_t i = 0; i < m_design.features().size(); ++i)
        columns[m_design.features()[i].name] = m_map.theta(static_cast<Index>(first + i));
    j["beta"] = std::move(columns);
    return j.dump();
}

} // namespace plumbline::forecast
