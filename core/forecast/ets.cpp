// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/ets.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/progress.h"
#include "core/numerics/minimize.h"

namespace plumbline::forecast {

namespace {

constexpr double huge = 1e30;
constexpr double least_alpha = 1e-4;

/// Mean of the first values round the start, seasonal figures against a centred moving average over the first cycles.
void heuristic_start(EtsModel& model, const std::vector<double>& y) {
    const size_t n = y.size(), m = static_cast<size_t>(model.form.m);
    const bool multiplicative = model.form.season == 'M';
    std::vector<double> adjusted = y;
    model.season.clear();
    if (model.form.season != 'N') {
        const size_t span = std::min(n, std::max<size_t>(4 * m, 30));
        std::vector<double> sum(m, 0), count(m, 0);
        const size_t half = m / 2;
        for (size_t i = half; i + half < span; ++i) {
            double mean = 0, weight = 0;
            for (size_t j = i - half; j <= i + half; ++j) {
                const double w = m % 2 == 0 && (j == i - half || j == i + half) ? 0.5 : 1;
                if (std::isnan(y[j])) continue;
                mean += w * y[j];
                weight += w;
            }
            if (weight < 0.5 * static_cast<double>(m) || std::isnan(y[i])) continue;
            mean /= weight;
            sum[i % m] += multiplicative ? y[i] / std::max(mean, 1e-12) : y[i] - mean;
            count[i % m] += 1;
        }
        double centre = 0;
        model.season.resize(m);
        for (size_t j = 0; j < m; ++j) {
            model.season[j] = count[j] > 0 ? sum[j] / count[j] : (multiplicative ? 1 : 0);
            centre += model.season[j] / static_cast<double>(m);
        }
        for (double& s : model.season) s = multiplicative ? std::max(s / centre, 0.01) : s - centre;
        for (size_t i = 0; i < n; ++i) adjusted[i] = multiplicative ? y[i] / model.season[i % m] : y[i] - model.season[i % m];
    }
    // A line through the first values.
    const size_t span = std::min(n, std::max<size_t>(10, 2 * m));
    double sx = 0, sy = 0, sxx = 0, sxy = 0, count = 0;
    for (size_t i = 0; i < span; ++i) {
        if (std::isnan(adjusted[i])) continue;
        const double x = static_cast<double>(i) + 1;
        sx += x;
        sy += adjusted[i];
        sxx += x * x;
        sxy += x * adjusted[i];
        count += 1;
    }
    if (count == 0) {
        for (size_t i = span; i < n && count == 0; ++i)
            if (!std::isnan(adjusted[i])) {
                sy = adjusted[i];
                count = 1;
            }
    }
    const double spread = count * sxx - sx * sx;
    const double slope = spread > 0 ? (count * sxy - sx * sy) / spread : 0;
    model.level = model.form.trend == 'N' ? sy / count : (sy - slope * sx) / count;
    model.trend = model.form.trend == 'N' ? 0 : slope;
}

std::vector<double> pack(const EtsModel& m) {
    std::vector<double> x{m.alpha};
    if (m.form.trend != 'N') x.push_back(m.beta / m.alpha);
    if (m.form.season != 'N') x.push_back(m.gamma / (1 - m.alpha));
    if (m.form.damped) x.push_back(m.phi);
    return x;
}

void unpack(std::span<const double> x, EtsModel& m) {
    size_t i = 0;
    m.alpha = x[i++];
    m.beta = m.form.trend != 'N' ? m.alpha * x[i++] : 0;
    m.gamma = m.form.season != 'N' ? (1 - m.alpha) * x[i++] : 0;
    m.phi = m.form.damped ? x[i++] : 1;
}

struct Box {
    std::vector<double> low, high, step;
};

Box box_of(const EtsForm& form) {
    Box b{{least_alpha}, {0.9999}, {0.1}};
    const auto add = [&](double low, double high, double step) {
        b.low.push_back(low);
        b.high.push_back(high);
        b.step.push_back(step);
    };
    if (form.trend != 'N') add(1e-4, 0.9999, 0.1);
    if (form.season != 'N') add(1e-4, 0.9999, 0.1);
    if (form.damped) add(0.8, 0.98, 0.04);
    return b;
}

/// One damped Gauss-Newton step on the states at the start, kept where it lowers the criterion: smoothing by finite differences.
bool refine_start(EtsModel& model, const std::vector<double>& y) {
    const bool relative = model.form.error == 'M';
    const EtsPass base = ets_pass(model, y, true);
    if (base.criterion >= huge) return false;
    std::vector<double*> states{&model.level};
    if (model.form.trend != 'N') states.push_back(&model.trend);
    for (double& s : model.season) states.push_back(&s);
    const size_t k = states.size(), n = y.size();
    double size = 0;
    size_t seen = 0;
    for (const double v : y)
        if (!std::isnan(v)) {
            size += std::abs(v);
            ++seen;
        }
    size = std::max(size / static_cast<double>(std::max<size_t>(seen, 1)), 1e-12);
    Eigen::MatrixXd normal = Eigen::MatrixXd::Zero(static_cast<long>(k), static_cast<long>(k));
    Eigen::VectorXd right = Eigen::VectorXd::Zero(static_cast<long>(k));
    std::vector<std::vector<double>> slopes(k);
    for (size_t j = 0; j < k; ++j) {
        const double h = 1e-5 * (j >= states.size() - model.season.size() && model.form.season == 'M' ? 1.0 : size);
        const double kept = *states[j];
        *states[j] = kept + h;
        const EtsPass moved = ets_pass(model, y, true);
        *states[j] = kept;
        slopes[j].resize(n);
        for (size_t i = 0; i < n; ++i) slopes[j][i] = (moved.fitted[i] - base.fitted[i]) / h / (relative ? base.fitted[i] : 1);
    }
    for (size_t i = 0; i < n; ++i) {
        if (std::isnan(y[i])) continue;
        const double e = (y[i] - base.fitted[i]) / (relative ? base.fitted[i] : 1);
        for (size_t a = 0; a < k; ++a) {
            right(static_cast<long>(a)) += slopes[a][i] * e;
            for (size_t b = 0; b <= a; ++b) normal(static_cast<long>(a), static_cast<long>(b)) += slopes[a][i] * slopes[b][i];
        }
    }
    for (long a = 0; a < static_cast<long>(k); ++a) normal(a, a) *= 1.0001;
    for (long a = 0; a < static_cast<long>(k); ++a) normal(a, a) += 1e-9 * normal.trace();
    const Eigen::VectorXd step = normal.selfadjointView<Eigen::Lower>().ldlt().solve(right);
    if (!step.allFinite()) return false;
    EtsModel best = model;
    double lowest = base.criterion;
    for (const double share : {1.0, 0.4, 0.1}) {
        EtsModel trial = model;
        trial.level += share * step(0);
        long at = 1;
        if (model.form.trend != 'N') trial.trend += share * step(at++);
        for (double& s : trial.season) s += share * step(at++);
        // Season and level share one freedom: the season keeps its mean.
        if (!trial.season.empty()) {
            double mean = 0;
            for (const double s : trial.season) mean += s / static_cast<double>(trial.season.size());
            if (trial.form.season == 'A') {
                for (double& s : trial.season) s -= mean;
                trial.level += mean;
            } else if (mean > 0) {
                for (double& s : trial.season) s /= mean;
                trial.level *= mean;
                trial.trend *= mean;
            }
        }
        const double criterion = ets_pass(trial, y, false).criterion;
        if (criterion < lowest) {
            lowest = criterion;
            best = trial;
            break;
        }
    }
    const bool better = lowest < base.criterion;
    model = best;
    return better;
}

/// Fits one form; criterion huge where it does not work.
double fit_form(EtsModel& model, const std::vector<double>& y, bool warm, std::stop_token stop) {
    const Box box = box_of(model.form);
    numerics::MinimizeOptions options;
    options.lower = box.low;
    options.upper = box.high;
    options.stop = stop;
    options.tolerance = 1e-6;
    if (warm) {
        const EtsModel kept = model;
        heuristic_start(model, y);
        model.alpha = kept.alpha;
        model.beta = kept.beta;
        model.gamma = kept.gamma;
        model.phi = kept.phi;
    } else {
        heuristic_start(model, y);
        model.alpha = 0.3;
        model.beta = model.form.trend != 'N' ? 0.03 : 0;
        model.gamma = model.form.season != 'N' ? 0.1 : 0;
        model.phi = model.form.damped ? 0.95 : 1;
    }
    const auto objective = [&](std::span<const double> x) {
        unpack(x, model);
        return ets_pass(model, y, false).criterion;
    };
    double criterion = huge;
    for (int round = 0; round < (warm ? 1 : 2); ++round) {
        if (round == 0) refine_start(model, y);
        options.max_evaluations = warm ? 80 : round == 0 ? 100 : 160;
        const numerics::Minimum found = numerics::nelder_mead(objective, pack(model), box.step, options);
        unpack(found.x, model);
        criterion = found.value;
        if (refine_start(model, y)) refine_start(model, y);
        criterion = std::min(criterion, ets_pass(model, y, false).criterion);
        throw_if_stopped(stop);
    }
    return criterion;
}

void score(EtsModel& model, const std::vector<double>& y) {
    const EtsPass pass = ets_pass(model, y, false);
    const double n = static_cast<double>(pass.used);
    double k = static_cast<double>(pack(model).size()) + 2; // level and variance
    if (model.form.trend != 'N') k += 1;
    if (model.form.season != 'N') k += model.form.m - 1;
    model.aicc = pass.criterion + 2 * k + (n - k - 1 > 0 ? 2 * k * (k + 1) / (n - k - 1) : 1e9);
    model.sigma2 = pass.sum_squares / std::max(n - k + 1, std::max(n / 2, 1.0));
}

} // namespace

std::string EtsForm::name() const { return std::string("ETS(") + error + "," + trend + (damped ? "d," : ",") + season + ")"; }

EtsPass ets_pass(const EtsModel& model, const std::vector<double>& y, bool keep) {
    EtsPass out;
    const size_t m = static_cast<size_t>(model.form.m);
    const char season_kind = model.form.season;
    const bool relative = model.form.error == 'M', trended = model.form.trend != 'N';
    double level = model.level, growth = model.trend, sum = 0, logs = 0;
    const double slope_share = model.alpha > 0 ? model.beta / model.alpha : 0;
    std::vector<double> season = model.season;
    if (keep) {
        out.fitted.reserve(y.size());
        out.levels.reserve(y.size());
    }
    size_t at = 0;
    for (size_t i = 0; i < y.size(); ++i) {
        const double step = trended ? model.phi * growth : 0, base = level + step;
        const double s = season_kind == 'N' ? 0 : season[at];
        const double mu = season_kind == 'N' ? base : season_kind == 'A' ? base + s : base * s;
        if (keep) {
            out.fitted.push_back(mu);
            out.levels.push_back(level);
            out.trends.push_back(step);
            out.seasons.push_back(season_kind == 'N' ? 0 : season_kind == 'A' ? s : base * (s - 1));
        }
        if (std::isnan(y[i])) {
            level = base;
            if (trended) growth = step;
        } else {
            if ((relative || season_kind == 'M') && !(mu > 1e-12)) {
                out.criterion = huge;
                if (!keep) return out;
            }
            const double e = relative ? (y[i] - mu) / mu : y[i] - mu;
            sum += e * e;
            if (relative) logs += std::log(std::abs(mu) + 1e-300);
            const double p = season_kind == 'N' ? y[i] : season_kind == 'A' ? y[i] - s : y[i] / s;
            level = base + model.alpha * (p - base);
            if (trended) growth = step + slope_share * (level - base);
            if (season_kind == 'A') season[at] = s + model.gamma * (y[i] - base - s);
            if (season_kind == 'M') {
                if (!(base > 1e-12)) out.criterion = huge;
                season[at] = s + model.gamma * (y[i] / std::max(base, 1e-12) - s);
            }
            ++out.used;
        }
        if (season_kind != 'N' && ++at == m) at = 0;
    }
    out.sum_squares = sum;
    const double n = static_cast<double>(out.used);
    if (out.criterion < huge) out.criterion = n * std::log(std::max(sum, 1e-300) / std::max(n, 1.0)) + 2 * logs;
    if (!std::isfinite(out.criterion)) out.criterion = huge;
    out.level = level;
    out.trend = growth;
    if (season_kind != 'N') {
        out.season.resize(m);
        for (size_t j = 0; j < m; ++j) out.season[j] = season[(at + j) % m];
    }
    return out;
}

EtsModel ets_fit(const std::vector<double>& y, const EtsAsk& ask, const EtsModel* start, std::stop_token stop) {
    if (start) {
        EtsModel model = *start;
        if (fit_form(model, y, true, stop) < huge) {
            score(model, y);
            return model;
        }
    }
    size_t n = 0;
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double v : y)
        if (!std::isnan(v)) {
            ++n;
            low = std::min(low, v);
            high = std::max(high, v);
        }
    const bool positive = low > 0 && low > 1e-6 * high && ask.allow_multiplicative;
    const bool seasonal = ask.m > 1 && n >= static_cast<size_t>(2 * ask.m);
    EtsModel best;
    best.aicc = std::numeric_limits<double>::infinity();
    for (const char season : {'N', 'A', 'M'})
        for (const char trend : {'N', 'A'})
            for (const bool damped : {false, true})
                for (const char error : {'A', 'M'}) {
                    if (damped && trend == 'N') continue;
                    if (trend == 'A' && (!ask.allow_trend || (ask.only_damped && !damped))) continue;
                    if (season != 'N' && !seasonal) continue;
                    if ((error == 'M' || season == 'M') && !positive) continue;
                    if (season == 'M' && error == 'A') continue; // infinite variance
                    EtsModel model;
                    model.form = {error, trend, season, damped, season == 'N' ? 1 : ask.m};
                    const double k = 3.0 + (trend == 'A') * 2 + damped + (season != 'N') * ask.m;
                    if (static_cast<double>(n) < k + 2 && !(trend == 'N' && season == 'N' && error == 'A')) continue;
                    if (fit_form(model, y, false, stop) >= huge) continue;
                    score(model, y);
                    if (model.aicc < best.aicc) best = model;
                }
    if (!std::isfinite(best.aicc)) { // one or two values: the last one stands
        best = {};
        best.alpha = 0.9999;
        heuristic_start(best, y);
        score(best, y);
    }
    return best;
}

std::string ets_json(const EtsModel& m) {
    nlohmann::json j{{"method", m.form.name()}, {"m", m.form.m},      {"alpha", m.alpha},
                     {"aicc", m.aicc},          {"sigma2", m.sigma2}, {"level", m.level}};
    if (m.form.trend != 'N') {
        j["beta"] = m.beta;
        j["trend"] = m.trend;
    }
    if (m.form.damped) j["phi"] = m.phi;
    if (m.form.season != 'N') {
        j["gamma"] = m.gamma;
        j["season"] = m.season;
    }
    return j.dump();
}

bool ets_from_json(const std::string& text, EtsModel& m) {
    const nlohmann::json j = nlohmann::json::parse(text, nullptr, false);
    if (!j.is_object() || !j.contains("method") || !j["method"].is_string()) return false;
    const std::string name = j["method"];
    if (name.size() < 10 || !name.starts_with("ETS(")) return false;
    m.form.error = name[4];
    m.form.trend = name[6];
    m.form.damped = name[7] == 'd';
    m.form.season = name[name.size() - 2];
    m.form.m = j.value("m", 1);
    m.alpha = j.value("alpha", 0.2);
    m.beta = j.value("beta", 0.0);
    m.gamma = j.value("gamma", 0.0);
    m.phi = j.value("phi", 1.0);
    m.level = j.value("level", 0.0);
    m.trend = j.value("trend", 0.0);
    m.season = j.value("season", std::vector<double>{});
    return true;
}

} // namespace plumbline::forecast
