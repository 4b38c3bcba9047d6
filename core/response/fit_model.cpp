// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/fit_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "core/base/digest.h"
#include "core/response/affinity.h"
#include "core/response/identify.h"
#include "core/response/interaction.h"
#include "core/response/kinds.h"
#include "core/response/model.h"
#include "core/response/point.h"
#include "core/response/posterior.h"
#include "core/response/validate.h"

namespace plumbline::response {

namespace {

constexpr int approximate_draws = 2000, approximate_draws_geo = 400;
constexpr size_t kept_draws = 2000, kept_draws_geo = 300;
constexpr double good_r_hat = 1.05;
constexpr double same_spend = 0.02; ///< share of a channel's ups and downs that are its own: below, it is spent as another is

using Clock = std::chrono::steady_clock;
double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

double sum_of(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double n = static_cast<double>(a.size()), mean_a = sum_of(a) / n, mean_b = sum_of(b) / n;
    double ab = 0, aa = 0, bb = 0;
    for (size_t t = 0; t < a.size(); ++t) {
        ab += (a[t] - mean_a) * (b[t] - mean_b);
        aa += (a[t] - mean_a) * (a[t] - mean_a);
        bb += (b[t] - mean_b) * (b[t] - mean_b);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

/// A channel's curve for the whole market at a point.
Curve curve_at(const Model& model, const MediaData& data, const std::vector<double>& q, size_t c, Model::Work& work) {
    ShapeNumbers p{};
    for (size_t i = 0; i < static_cast<size_t>(model.shape(c).size()); ++i) p[i] = q[model.shape_at(c) + i];
    Curve curve;
    curve.name = data.channels[model.used()[c]];
    curve.adstock = adstock_of(model.shape(c), p);
    curve.saturation = saturation_of(model.shape(c), p, model.reference(c) * static_cast<double>(data.geos.size()));
    curve.beta = model.beta(q.data(), c, work);
    return curve;
}

CurveDraw draw_of(const Curve& curve) {
    const bool weibull = curve.adstock.kind == AdstockKind::weibull_pdf || curve.adstock.kind == AdstockKind::weibull_cdf;
    return {weibull ? curve.adstock.scale : curve.adstock.theta,
            curve.saturation.kind == SaturationKind::logistic ? curve.saturation.lam : curve.saturation.half,
            curve.saturation.slope, curve.beta};
}

/// The point that stands for the posterior: means of the shape numbers, medians of the contributions.
std::vector<double> centre(const Model& model, const std::vector<std::vector<double>>& draws) {
    std::vector<double> q(model.size(), 0.0);
    for (const auto& d : draws)
        for (size_t j = 0; j < q.size(); ++j) q[j] += d[j] / static_cast<double>(draws.size());
    for (size_t c = 0; c < model.channels(); ++c) {
        std::vector<double> v;
        for (const auto& d : draws) v.push_back(d[model.share_at(c)]);
        q[model.share_at(c)] = quantile(v, 0.5);
    }
    return q;
}

/// Donors and receivers at a point of a model of one region.
std::vector<Interaction> look_for_interactions(const Model& model, const MediaData& data, const std::vector<double>& q) {
    InteractionInput input;
    const auto work = model.work();
    input.rest = data.y[0];
    for (size_t k = 0; k < model.channels(); ++k) {
        input.names.push_back(data.channels[model.used()[k]]);
        input.contribution.push_back(model.contribution(q.data(), k, *work)[0]);
        for (size_t t = 0; t < data.periods(); ++t) input.rest[t] -= input.contribution.back()[t];
        ShapeNumbers p{};
        for (size_t i = 0; i < static_cast<size_t>(model.shape(k).size()); ++i) p[i] = q[model.shape_at(k) + i];
        EffectSeries e;
        effect(model.shape(k), p, model.reference(k), data.spend[model.used()[k]][0], true, e);
        const double height = sum_of(input.contribution.back()) / std::max(sum_of(e.value), 1e-300);
        for (size_t i = 0; i < static_cast<size_t>(model.shape(k).size()); ++i) {
            input.tangent.push_back(e.by[i]);
            for (double& v : input.tangent.back()) v *= height;
            constexpr double h = 1e-4;
            ShapeNumbers up = p, down = p, by_up{}, by_down{};
            up[i] += h, down[i] -= h;
            log_prior(model.shape(k), up, by_up);
            log_prior(model.shape(k), down, by_down);
            input.precision.push_back(std::max(0.0, (by_down[i] - by_up[i]) / (2 * h)));
        }
    }
    return find_interactions(model, q, input);
}

/// Factors of receivers by period.
std::vector<std::vector<double>> factors(const std::vector<Interaction>& interactions, const Model& model, const MediaData& data,
                                         const std::vector<double>& q) {
    std::vector<std::vector<double>> out(data.channels.size());
    const auto work = model.work();
    for (const Interaction& one : interactions)
        for (size_t k = 0; k < model.channels(); ++k) {
            if (data.channels[model.used()[k]] != one.donor) continue;
            const std::vector<double> donor = model.contribution(q.data(), k, *work)[0];
            const double top = *std::max_element(donor.begin(), donor.end());
            const auto receiver =
                static_cast<size_t>(std::find(data.channels.begin(), data.channels.end(), one.receiver) - data.channels.begin());
            if (out[receiver].empty()) out[receiver].assign(donor.size(), 1.0);
            for (size_t t = 0; t < donor.size(); ++t) out[receiver][t] *= 1 + one.strength * donor[t] / top;
        }
    return out;
}

class Summary {
public:
    Summary(const MediaData& data, const ResponseSpec& spec, const Model& model, std::vector<double> q,
            std::vector<std::vector<double>> draws, ResponseFit& fit)
        : m_data(data), m_spec(spec), m_model(model), m_q(std::move(q)), m_draws(std::move(draws)), m_fit(fit),
          m_work(model.work()) {}

    void run() {
        channels();
        decomposition();
        verdicts();
        credit();
        if (m_data.geos.size() > 1) regions();
    }

private:
    const MediaData& m_data;
    const ResponseSpec& m_spec;
    const Model& m_model;
    std::vector<double> m_q;
    std::vector<std::vector<double>> m_draws;
    ResponseFit& m_fit;
    std::shared_ptr<Model::Work> m_work;
    std::vector<std::vector<std::vector<double>>> m_parts; ///< [channel of the model][geo][period]

    Interval interval(std::vector<double>& v) const {
        const double low = (1 - m_spec.interval) / 2;
        return {quantile(v, low), quantile(v, 1 - low)};
    }

    void channels() {
        const double total = m_model.target_total();
        for (size_t c = 0; c < m_data.channels.size(); ++c) {
            ChannelFit channel;
            channel.curve.name = m_data.channels[c];
            channel.spend_column = m_data.columns[c];
            const std::vector<double> spend = m_data.total_spend(c);
            channel.total_spend = sum_of(spend);
            const auto last = std::min(spend.size(), static_cast<size_t>(std::max(1.0, std::floor(m_data.periods_per_year()))));
            const double current =
                std::accumulate(spend.end() - static_cast<long>(last), spend.end(), 0.0) / static_cast<double>(last);
            channel.weekly.assign(spend.size(), 0.0);
            channel.curve.saturation.half = 1;
            channel.curve.current = current;
            const auto at = std::find(m_model.used().begin(), m_model.used().end(), c);
            if (at != m_model.used().end()) {
                const auto k = static_cast<size_t>(at - m_model.used().begin());
                channel.curve = curve_at(m_model, m_data, m_q, k, *m_work);
                channel.curve.current = current;
                m_parts.push_back(m_model.contribution(m_q.data(), k, *m_work));
                for (const auto& g : m_parts.back())
                    for (size_t t = 0; t < g.size(); ++t) channel.weekly[t] += g[t];
                channel.contribution = sum_of(channel.weekly);
                channel.carried_out = m_model.carried_out(m_q.data(), k, *m_work);
                channel.contribution_share = channel.contribution / total;
                channel.roi = channel.contribution / channel.total_spend;
                channel.mroi = channel.curve.derivative(current);
                of_draws(channel, k);
            }
            channel.curve.min = *std::min_element(spend.begin(), spend.end());
            channel.curve.max = *std::max_element(spend.begin(), spend.end());
            m_fit.channels.push_back(std::move(channel));
        }
    }

    void of_draws(ChannelFit& channel, size_t k) {
        if (m_draws.empty()) return;
        std::vector<double> contribution, marginal, theta, half;
        const size_t keep = m_data.geos.size() > 1 ? kept_draws_geo : kept_draws;
        const size_t step = std::max<size_t>(1, m_draws.size() / keep);
        for (size_t i = 0; i < m_draws.size(); ++i) {
            contribution.push_back(std::exp(m_draws[i][m_model.share_at(k)]) * m_model.target_total());
            if (i % step != 0) continue;
            Curve curve = curve_at(m_model, m_data, m_draws[i], k, *m_work);
            channel.draws.push_back(draw_of(curve));
            marginal.push_back(curve.derivative(channel.curve.current));
            theta.push_back(channel.draws.back().theta);
            half.push_back(channel.draws.back().half);
        }
        channel.contribution_interval = interval(contribution);
        channel.roi_interval = Interval{channel.contribution_interval->lower / channel.total_spend,
                                        channel.contribution_interval->upper / channel.total_spend};
        channel.mroi_interval = interval(marginal);
        channel.theta_interval = interval(theta);
        channel.half_interval = interval(half);
    }

    void decomposition() {
        const size_t n = m_data.periods();
        std::vector<std::vector<double>> media(m_data.geos.size(), std::vector<double>(n, 0.0));
        for (const auto& part : m_parts)
            for (size_t g = 0; g < part.size(); ++g)
                for (size_t t = 0; t < n; ++t) media[g][t] += part[g][t];
        const Model::Baseline base = m_model.baseline(m_q.data(), media);
        m_fit.actual = m_data.total_target();
        m_fit.baseline = base.level;
        m_fit.controls = base.controls;
        m_fit.fitted.assign(n, 0);
        m_fit.residual.assign(n, 0);
        for (size_t i = 0; i < m_data.controls.size(); ++i)
            m_fit.control_effects.emplace_back(m_data.controls[i], base.control_effects[i]);
        double squared = 0, spread = 0, absolute = 0;
        size_t counted = 0;
        const double mean = sum_of(m_fit.actual) / static_cast<double>(n);
        for (size_t t = 0; t < n; ++t) {
            double sum = base.level[t] + base.controls[t];
            for (const ChannelFit& c : m_fit.channels) sum += c.weekly[t];
            m_fit.fitted[t] = sum;
            m_fit.residual[t] = m_fit.actual[t] - sum;
            squared += m_fit.residual[t] * m_fit.residual[t];
            spread += (m_fit.actual[t] - mean) * (m_fit.actual[t] - mean);
            if (m_fit.actual[t] > 0) absolute += std::abs(m_fit.residual[t]) / m_fit.actual[t], ++counted;
            m_fit.diagnostics.adds_up_error =
                std::max(m_fit.diagnostics.adds_up_error, std::abs(sum + m_fit.residual[t] - m_fit.actual[t]) / mean);
        }
        Diagnostics& d = m_fit.diagnostics;
        const auto [low, high] = std::minmax_element(m_fit.actual.begin(), m_fit.actual.end());
        d.r2 = spread > 0 ? 1 - squared / spread : 0;
        d.nrmse = *high > *low ? std::sqrt(squared / static_cast<double>(n)) / (*high - *low) : 0;
        d.mape = counted > 0 ? absolute / static_cast<double>(counted) : 0;
        d.noise_sd = std::exp(m_q[m_model.sigma_at()]) * mean;
        if (*std::min_element(base.level.begin(), base.level.end()) < 0) m_fit.warnings.push_back("negative_baseline");
    }

    void verdicts() {
        // A channel is told apart where it is in any region.
        std::vector<Overlap> overlap;
        for (size_t g = 0; g < m_data.geos.size(); ++g) {
            std::vector<std::vector<double>> effects;
            for (const auto& part : m_parts) effects.push_back(part[g]);
            const auto here = overlaps(m_model, m_q, effects, g);
            if (overlap.empty()) overlap = here;
            for (size_t k = 0; k < here.size(); ++k)
                if (here[k].uniqueness > overlap[k].uniqueness) overlap[k] = here[k];
        }
        const double ratio = m_spec.media_share_sd / m_spec.media_share_mean;
        const double prior_sd = std::sqrt(m_spec.roi_log_sd * m_spec.roi_log_sd + std::log1p(ratio * ratio));
        for (ChannelFit& channel : m_fit.channels) {
            Evidence e;
            const size_t c = static_cast<size_t>(&channel - m_fit.channels.data());
            e.spend = m_data.total_spend(c);
            const auto at = std::find(m_model.used().begin(), m_model.used().end(), c);
            if (at != m_model.used().end()) {
                const auto k = static_cast<size_t>(at - m_model.used().begin());
                e.uniqueness = overlap[k].uniqueness;
                e.correlation = overlap[k].correlation;
                e.closest = m_data.channels[m_model.used()[overlap[k].closest]];
                for (const size_t other : m_model.used()) { // curves may differ by chance where the spend is the same
                    const bool whole = m_data.geos.size() == 1 && other != c;
                    const double same = whole ? correlation(e.spend, m_data.total_spend(other)) : 0;
                    if (1 - same * same >= std::min(same_spend, e.uniqueness)) continue;
                    e.uniqueness = 1 - same * same;
                    e.correlation = same;
                    e.closest = m_data.channels[other];
                }
                e.prior_log_sd = prior_sd;
                for (const std::string& name : {m_data.channels[c], m_data.columns[c]}) {
                    if (const auto prior = m_spec.roi.find(name); prior != m_spec.roi.end()) {
                        e.user_prior = true;
                        e.prior_log_sd = std::sqrt(std::log1p(std::pow(prior->second.sd / prior->second.mean, 2)));
                    }
                    for (const LiftTest& test : m_spec.lifts)
                        e.user_prior = e.user_prior || test.channel == name || test.channel + "_spend" == name;
                }
                if (!m_draws.empty()) {
                    double mean = 0, squares = 0;
                    for (const auto& d : m_draws) mean += d[m_model.share_at(k)] / static_cast<double>(m_draws.size());
                    for (const auto& d : m_draws)
                        squares += std::pow(d[m_model.share_at(k)] - mean, 2) / static_cast<double>(m_draws.size());
                    e.posterior_log_sd = std::sqrt(squares);
                }
                const auto adstocked = adstock_series(k);
                const double top = *std::max_element(adstocked.begin(), adstocked.end());
                const SaturationKind kind = channel.curve.saturation.kind;
                if (kind == SaturationKind::hill || kind == SaturationKind::michaelis_menten)
                    e.half_over_top = channel.curve.saturation.half / std::max(top, 1e-300);
                channel.affinity = affinity_of(channel.curve, channel.draws, adstocked, m_spec.interval);
            }
            judge(channel, e);
            if (m_fit.diagnostics.r_hat && *m_fit.diagnostics.r_hat > good_r_hat) {
                channel.reasons.push_back({"no_convergence", {}, m_fit.diagnostics.r_hat});
                channel.verdict = Identification::not_identified;
            }
        }
    }

    /// Adstocked spend of the whole market by period.
    std::vector<double> adstock_series(size_t k) const {
        ShapeNumbers p{};
        for (size_t i = 0; i < static_cast<size_t>(m_model.shape(k).size()); ++i) p[i] = m_q[m_model.shape_at(k) + i];
        EffectSeries e;
        effect(m_model.shape(k), p, m_model.reference(k), m_data.total_spend(m_model.used()[k]), false, e);
        return e.adstock;
    }

    void credit() {
        for (ChannelFit& c : m_fit.channels) c.credited = c.contribution;
        for (Interaction& i : m_fit.interactions) {
            const ChannelFit *donor = m_fit.channel(i.donor), *receiver = m_fit.channel(i.receiver);
            const double top = *std::max_element(donor->weekly.begin(), donor->weekly.end());
            i.contribution = 0; // what of the receiver's effect would not be there without the donor
            for (size_t t = 0; t < receiver->weekly.size() && top > 0; ++t) {
                const double up = i.strength * donor->weekly[t] / top;
                i.contribution += receiver->weekly[t] * up / (1 + up);
            }
            for (ChannelFit& c : m_fit.channels) { // the receiver's curve took it all; Shapley gives half to each
                if (c.curve.name == i.donor) c.credited += i.contribution / 2;
                if (c.curve.name == i.receiver) c.credited -= i.contribution / 2;
            }
        }
    }

    void regions() {
        GeoFit geo;
        geo.names = m_data.geos;
        for (size_t g = 0; g < m_data.geos.size(); ++g) {
            geo.scale.push_back(sum_of(m_data.y[g]) / m_model.target_total() * static_cast<double>(m_data.geos.size()));
            geo.multiplier.emplace_back(m_data.channels.size(), 1.0);
            geo.contribution.emplace_back(m_data.channels.size(), 0.0);
            for (size_t k = 0; k < m_parts.size(); ++k) {
                geo.multiplier[g][m_model.used()[k]] = m_model.multiplier(m_q.data(), k, g);
                geo.contribution[g][m_model.used()[k]] = sum_of(m_parts[k][g]);
            }
        }
        m_fit.geo = std::move(geo);
    }
};

} // namespace

const ChannelFit* ResponseFit::channel(std::string_view name) const {
    for (const ChannelFit& c : channels)
        if (c.curve.name == name || c.spend_column == name) return &c;
    return nullptr;
}

Curve ChannelFit::curve_of(size_t i) const {
    Curve one = curve;
    const CurveDraw& d = draws.at(i);
    if (one.adstock.kind == AdstockKind::weibull_pdf || one.adstock.kind == AdstockKind::weibull_cdf)
        one.adstock.scale = d.theta;
    else
        one.adstock.theta = d.theta;
    (one.saturation.kind == SaturationKind::logistic ? one.saturation.lam : one.saturation.half) = d.half;
    one.saturation.slope = d.slope;
    one.beta = d.beta;
    return one;
}

ResponseFit fit_response(const MediaData& given, const ResponseSpec& asked, Progress& progress, std::stop_token stop) {
    asked.validate();
    ResponseSpec spec = asked; // with the kinds that the data choose
    given.validate();
    MediaData data = given;
    const auto spikes = data.cut_spikes();
    ResponseFit fit;
    fit.spec = asked;
    fit.target = data.target;
    fit.currency = data.currency;
    const double step = data.step_days();
    fit.grain = step < 2 ? "day" : step < 10 ? "week" : step < 45 ? "month" : "quarter";
    fit.dates = data.dates;
    fit.interval = spec.interval;
    fit.seed = spec.seed;
    fit.fingerprint = given.fingerprint();
    fit.how = spec.posterior ? "posterior" : "point";
    progress.step(0.02, "fit");
    auto start = Clock::now();
    Model model(data, spec);
    PointFit point = fit_point(model, spec.starts, spec.seed, stop);
    if (spec.compare_adstocks && spec.adstock == AdstockKind::geometric && data.geos.size() == 1) {
        KindChoice choice = choose_kinds(data, spec, point, stop);
        point = std::move(choice.point);
        if (choice.changed) {
            spec.adstock_of = std::move(choice.of);
            model = Model(data, spec);
        }
    }
    if (spec.interactions && data.geos.size() == 1) {
        fit.interactions = look_for_interactions(model, data, point.q);
        if (!fit.interactions.empty()) { // what donors add belongs to the model, not to its residual
            Model with(data, spec, factors(fit.interactions, model, data, point.q));
            const int before = point.evaluations;
            point = fit_point(with, spec.starts, spec.seed, stop);
            point.evaluations += before;
            model = std::move(with);
        }
    }
    fit.diagnostics.fit_ms = ms_since(start);
    fit.diagnostics.starts = point.starts;
    fit.diagnostics.evaluations = point.evaluations;
    progress.step(0.1, "posterior");
    start = Clock::now();
    std::vector<double> q = point.q;
    Posterior posterior;
    if (spec.posterior) {
        posterior = sample_posterior(model, point.q, spec, progress, stop);
        fit.diagnostics.r_hat = posterior.r_hat;
        fit.diagnostics.ess = posterior.ess;
        fit.diagnostics.chains = posterior.chains;
        fit.diagnostics.divergences = posterior.divergences;
        q = centre(model, posterior.draws);
    } else if (data.geos.size() == 1) {
        posterior = approximate_posterior(model, point.q, approximate_draws, spec.seed, stop);
        q = centre(model, posterior.draws); // inside of its own intervals, also where the optimum gives a channel nothing
    } else {
        posterior = approximate_posterior(model, point.q, approximate_draws_geo, spec.seed, stop);
        q = posterior.start; // a few hundred draws of many numbers do for intervals, not for a centre
    }
    fit.diagnostics.draws = static_cast<int>(posterior.draws.size());
    fit.diagnostics.posterior_ms = ms_since(start);
    if (fit.diagnostics.r_hat && *fit.diagnostics.r_hat > good_r_hat) fit.warnings.push_back("no_convergence");
    Summary(data, spec, model, q, std::move(posterior.draws), fit).run();
    for (const MediaData::Spike& spike : spikes) {
        ChannelFit& channel = fit.channels[spike.channel];
        channel.reasons.push_back({"spend_spike", to_iso(data.dates[spike.period]), spike.recorded / spike.taken});
        if (channel.verdict == Identification::identified) channel.verdict = Identification::weak;
    }
    if (spec.checks) {
        progress.step(0.92, "checks");
        fit.validation = time_validation(data, spec, spec.validation_folds, stop);
        fit.placebo_share = placebo_share(data, spec, stop);
        const auto moved = prior_sensitivity(data, spec, stop);
        for (size_t c = 0; c < moved.size(); ++c) fit.channels[c].prior_sensitivity = moved[c];
    }
    progress.step(1, "fit");
    return fit;
}

} // namespace plumbline::response
