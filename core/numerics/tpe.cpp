// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/tpe.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/numerics/normal.h"

namespace plumbline::numerics {

namespace {

constexpr size_t startup_trials = 10;
constexpr size_t candidates = 24;
constexpr size_t most_good = 25;
constexpr size_t unweighted = 25; ///< below so many observations all kernels weigh the same
constexpr double prior_weight = 1;

/// Range that the kernels of a parameter live on: logarithms where asked for, integers widened by half a step.
struct Range {
    double low, high;
};

Range range_of(const SearchParameter& p) {
    double low = p.low, high = p.high;
    if (p.kind == SearchParameter::Kind::integer) {
        const double half = std::max(p.step, 1.0) / 2;
        low -= half;
        high += half;
    }
    return p.log ? Range{std::log(low), std::log(high)} : Range{low, high};
}

double inner(const SearchParameter& p, double x) { return p.log ? std::log(x) : x; }

double outer(const SearchParameter& p, double v) {
    double x = p.log ? std::exp(v) : v;
    if (p.kind == SearchParameter::Kind::integer) {
        const double step = std::max(p.step, 1.0);
        x = p.low + step * std::round((x - p.low) / step);
    }
    return std::clamp(x, p.low, p.high);
}

/// Mixture of kernels over some trials and one prior kernel.
class Parzen {
public:
    Parzen(const std::vector<SearchParameter>& parameters, const std::vector<const Trial*>& trials) : m_parameters(parameters) {
        const size_t n = trials.size();
        m_weights.assign(n, 1.0);
        if (n >= unweighted) {
            // The oldest ramp up to 1; the newest 25 are 1.
            const size_t ramp = n - unweighted;
            for (size_t i = 0; i < ramp; ++i) {
                const double from = 1.0 / static_cast<double>(n);
                m_weights[i] = ramp > 1 ? from + (1 - from) * static_cast<double>(i) / static_cast<double>(ramp - 1) : from;
            }
        }
        m_weights.push_back(prior_weight);
        double sum = 0;
        for (const double w : m_weights) sum += w;
        for (double& w : m_weights) w /= sum;
        for (size_t d = 0; d < parameters.size(); ++d) {
            const SearchParameter& p = parameters[d];
            if (p.kind == SearchParameter::Kind::choice) {
                add_choice(p, trials, d);
                m_mean.emplace_back();
                m_sigma.emplace_back();
                continue;
            }
            m_choice.emplace_back();
            const Range r = range_of(p);
            std::vector<double> mean;
            for (const Trial* t : trials) mean.push_back(inner(p, t->x[d]));
            mean.push_back((r.low + r.high) / 2);
            m_sigma.push_back(bandwidths(mean, r));
            m_mean.push_back(std::move(mean));
        }
    }

    std::vector<double> draw(Random& random) const {
        double u = random.uniform();
        size_t k = 0;
        while (k + 1 < m_weights.size() && u >= m_weights[k]) u -= m_weights[k++];
        std::vector<double> x(m_parameters.size());
        for (size_t d = 0; d < x.size(); ++d) {
            const SearchParameter& p = m_parameters[d];
            if (p.kind == SearchParameter::Kind::choice) {
                double v = random.uniform();
                size_t c = 0;
                while (c + 1 < m_choice[d][k].size() && v >= m_choice[d][k][c]) v -= m_choice[d][k][c++];
                x[d] = static_cast<double>(c);
                continue;
            }
            const Range r = range_of(p);
            const double a = normal_cdf((r.low - m_mean[d][k]) / m_sigma[d][k]),
                         b = normal_cdf((r.high - m_mean[d][k]) / m_sigma[d][k]);
            const double z = normal_quantile(std::clamp(a + (b - a) * random.uniform(), 1e-15, 1 - 1e-15));
            x[d] = outer(p, std::clamp(m_mean[d][k] + m_sigma[d][k] * z, r.low, r.high));
        }
        return x;
    }

    double log_density(const std::vector<double>& x) const {
        std::vector<double> terms;
        double top = -1e300;
        for (size_t k = 0; k < m_weights.size(); ++k) {
            double sum = std::log(m_weights[k]);
            for (size_t d = 0; d < x.size(); ++d) sum += log_kernel(d, k, x[d]);
            terms.push_back(sum);
            top = std::max(top, sum);
        }
        double total = 0;
        for (const double t : terms) total += std::exp(t - top);
        return top + std::log(total);
    }

private:
    const std::vector<SearchParameter>& m_parameters;
    std::vector<double> m_weights;
    std::vector<std::vector<double>> m_mean, m_sigma;       ///< by dimension, kernel
    std::vector<std::vector<std::vector<double>>> m_choice; ///< by dimension, kernel, choice

    void add_choice(const SearchParameter& p, const std::vector<const Trial*>& trials, size_t d) {
        const size_t n = trials.size() + 1, c = p.choices.size();
        std::vector<std::vector<double>> kernels(n, std::vector<double>(c, prior_weight / static_cast<double>(n)));
        for (size_t k = 0; k + 1 < n; ++k) kernels[k][static_cast<size_t>(trials[k]->x[d])] += 1;
        for (auto& kernel : kernels) {
            double sum = 0;
            for (const double v : kernel) sum += v;
            for (double& v : kernel) v /= sum;
        }
        m_choice.push_back(std::move(kernels));
    }

    /// The larger gap to the sorted neighbours; the outer two use the inner gap they have.
    static std::vector<double> bandwidths(const std::vector<double>& mean, const Range& r) {
        const size_t n = mean.size();
        const double width = r.high - r.low, least = width / static_cast<double>(std::min<size_t>(100, n + 1));
        std::vector<size_t> order(n);
        for (size_t i = 0; i < n; ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return mean[a] < mean[b]; });
        std::vector<double> sigma(n, width);
        for (size_t i = 0; i < n && n > 1; ++i) {
            double gap = 0;
            if (i > 0) gap = std::max(gap, mean[order[i]] - mean[order[i - 1]]);
            if (i + 1 < n) gap = std::max(gap, mean[order[i + 1]] - mean[order[i]]);
            sigma[order[i]] = std::clamp(gap, least, width);
        }
        sigma.back() = width; // the prior
        return sigma;
    }

    double log_kernel(size_t d, size_t k, double value) const {
        const SearchParameter& p = m_parameters[d];
        if (p.kind == SearchParameter::Kind::choice) return std::log(m_choice[d][k][static_cast<size_t>(value)]);
        const Range r = range_of(p);
        const double mean = m_mean[d][k], sigma = m_sigma[d][k];
        const double mass = normal_cdf((r.high - mean) / sigma) - normal_cdf((r.low - mean) / sigma);
        if (p.kind == SearchParameter::Kind::integer) {
            const double half = std::max(p.step, 1.0) / 2;
            const double cell =
                normal_cdf((inner(p, value + half) - mean) / sigma) - normal_cdf((inner(p, value - half) - mean) / sigma);
            return std::log(std::max(cell, 1e-300) / mass);
        }
        const double z = (inner(p, value) - mean) / sigma;
        return -0.5 * z * z - std::log(sigma * std::sqrt(2 * std::numbers::pi) * mass);
    }
};

} // namespace

TpeStudy::TpeStudy(std::vector<SearchParameter> parameters, uint64_t seed) : m_parameters(std::move(parameters)), m_seed(seed) {
    for (SearchParameter& p : m_parameters) {
        if (p.kind == SearchParameter::Kind::choice) {
            p.low = 0;
            p.high = static_cast<double>(p.choices.size()) - 1;
        }
        if (!(p.high >= p.low) || (p.log && !(p.low > 0)))
            throw Error(ErrorCode::internal, {{"detail", "search range of " + p.name}});
    }
}

std::vector<double> TpeStudy::propose() const {
    // A stream of its own for each trial: the study can be taken up again at any trial.
    Random random(m_seed, m_trials.size() + 1);
    std::vector<double> x(m_parameters.size());
    if (m_trials.size() < startup_trials) {
        for (size_t d = 0; d < x.size(); ++d) {
            const SearchParameter& p = m_parameters[d];
            const Range r = range_of(p);
            x[d] = p.kind == SearchParameter::Kind::choice ? static_cast<double>(random.below(p.choices.size()))
                                                           : outer(p, random.uniform(r.low, r.high));
        }
        return x;
    }
    std::vector<const Trial*> finished, failed;
    for (const Trial& t : m_trials) (t.value && std::isfinite(*t.value) ? finished : failed).push_back(&t);
    std::vector<const Trial*> ranked = finished;
    std::stable_sort(ranked.begin(), ranked.end(), [](const Trial* a, const Trial* b) { return *a->value < *b->value; });
    const size_t n_good =
        std::min({static_cast<size_t>(std::ceil(0.1 * static_cast<double>(finished.size()))), most_good, ranked.size()});
    std::vector<const Trial*> good(ranked.begin(), ranked.begin() + static_cast<long>(n_good)),
        bad(ranked.begin() + static_cast<long>(n_good), ranked.end());
    bad.insert(bad.end(), failed.begin(), failed.end());
    const auto by_age = [](const Trial* a, const Trial* b) { return a < b; };
    std::sort(good.begin(), good.end(), by_age);
    std::sort(bad.begin(), bad.end(), by_age);
    const Parzen l(m_parameters, good), g(m_parameters, bad);
    double best = -1e300;
    for (size_t i = 0; i < candidates; ++i) {
        const std::vector<double> candidate = l.draw(random);
        const double gain = l.log_density(candidate) - g.log_density(candidate);
        if (gain > best) {
            best = gain;
            x = candidate;
        }
    }
    return x;
}

void TpeStudy::tell(std::vector<double> x, std::optional<double> value) { m_trials.push_back({std::move(x), value}); }

std::optional<Trial> TpeStudy::best() const {
    std::optional<Trial> out;
    for (const Trial& t : m_trials)
        if (t.value && std::isfinite(*t.value) && (!out || *t.value < *out->value)) out = t;
    return out;
}

std::string TpeStudy::to_json() const {
    nlohmann::json j{{"seed", m_seed}, {"parameters", nlohmann::json::array()}, {"trials", nlohmann::json::array()}};
    for (const SearchParameter& p : m_parameters)
        j["parameters"].push_back({{"name", p.name},
                                   {"kind", static_cast<int>(p.kind)},
                                   {"low", p.low},
                                   {"high", p.high},
                                   {"log", p.log},
                                   {"step", p.step},
                                   {"choices", p.choices}});
    for (const Trial& t : m_trials)
        j["trials"].push_back({{"x", t.x}, {"value", t.value ? nlohmann::json(*t.value) : nlohmann::json()}});
    return j.dump();
}

TpeStudy TpeStudy::from_json(const std::string& text) {
    try {
        const nlohmann::json j = nlohmann::json::parse(text);
        std::vector<SearchParameter> parameters;
        for (const auto& p : j.at("parameters"))
            parameters.push_back({p.at("name"), static_cast<SearchParameter::Kind>(std::clamp(p.at("kind").get<int>(), 0, 2)),
                                  p.at("low"), p.at("high"), p.at("log"), p.at("step"),
                                  p.at("choices").get<std::vector<std::string>>()});
        TpeStudy study(std::move(parameters), j.at("seed"));
        for (const auto& t : j.at("trials")) {
            std::vector<double> x = t.at("x").get<std::vector<double>>();
            if (x.size() != study.m_parameters.size())
                throw Error(ErrorCode::internal, {{"detail", "the study has other parameters"}});
            for (size_t d = 0; d < x.size(); ++d) x[d] = std::clamp(x[d], study.m_parameters[d].low, study.m_parameters[d].high);
            study.tell(std::move(x), t.at("value").is_null() ? std::nullopt : std::optional<double>(t.at("value").get<double>()));
        }
        return study;
    } catch (const nlohmann::json::exception& e) {
        throw Error(ErrorCode::internal, {{"detail", std::string("the study cannot be read: ") + e.what()}});
    }
}

} // namespace plumbline::numerics
