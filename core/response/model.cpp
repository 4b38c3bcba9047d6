// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/model.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/response/model_impl.h"

namespace plumbline::response {

namespace {

constexpr double sigma_log_mean = -3, sigma_log_sd = 1.5; ///< noise round 5 % of the target, anything from 0.3 % to 100 %
constexpr double tau_log_mean = -3.9, tau_log_sd = 0.8;   ///< wander of the baseline round 2 % of the target
constexpr double spend_power =
    0.85; ///< across channels contribution grows as spend^0.85: large budgets have used up the best of their returns
constexpr double eta_log_mean = -1.5, eta_log_sd = 0.6; ///< regions differ by a factor of about exp(0.22)
constexpr double smallest_share = 1e-9;

} // namespace

Model::Model(const MediaData& data, const ResponseSpec& spec, const std::vector<std::vector<double>>& strengthen)
    : m(std::make_unique<Impl>()) {
    m->spec = spec;
    m->periods = data.periods();
    m->geos = data.geos.size();
    const auto n = static_cast<Eigen::Index>(m->periods);
    for (size_t g = 0; g < m->geos; ++g) {
        double mean = 0;
        for (const double v : data.y[g]) mean += v / static_cast<double>(n);
        if (!(mean > 0))
            throw Error(ErrorCode::response_invalid, {{"detail", "the target is 0 throughout in " + data.geos[g]},
                                                      {"detail_fr", "la cible est à 0 partout : " + data.geos[g]}});
        m->mean.push_back(mean);
        m->total += mean * static_cast<double>(n);
        m->y.push_back(Eigen::Map<const Vector>(data.y[g].data(), n) / mean);
        m->basis.push_back(make_baseline(data, spec, g));
    }
    for (const double mean : m->mean) m->size.push_back(mean * static_cast<double>(n) * static_cast<double>(m->geos) / m->total);
    for (size_t c = 0; c < data.channels.size(); ++c) {
        double total = 0, positive = 0, weight = 0;
        for (size_t g = 0; g < m->geos; ++g)
            for (const double v : data.spend[c][g]) {
                total += v;
                if (v > 0) positive += v / m->size[g], weight += 1;
            }
        if (!(total > 0)) continue;
        m->used.push_back(c);
        m->spend.push_back(total);
        m->reference.push_back(positive / weight);
        m->x.push_back(data.spend[c]);
        m->factor.push_back(c < strengthen.size() ? strengthen[c] : std::vector<double>());
        Shape shape;
        const auto kind = [&](const auto& of, auto otherwise) {
            for (const std::string& name : {data.channels[c], data.columns[c]})
                if (const auto at = of.find(name); at != of.end()) return at->second;
            return otherwise;
        };
        shape.adstock = kind(spec.adstock_of, spec.adstock);
        shape.saturation = kind(spec.saturation_of, spec.saturation);
        shape.length = spec.adstock_length;
        shape.steady_history = spec.steady_history;
        m->shapes.push_back(shape);
        m->shape_at.push_back(m->dimension);
        m->dimension += static_cast<size_t>(shape.size());
        m->share_at.push_back(m->dimension++);
    }
    if (m->used.empty())
        throw Error(ErrorCode::response_invalid,
                    {{"detail", "no channel has any spend"}, {"detail_fr", "aucun canal n'a de dépense"}});
    m->dimension += 2; // log sigma, log tau
    if (m->geos > 1) m->dimension += 1 + m->geos * m->used.size();

    // Prior of the contributions: the level of return common to all channels comes from the expected share of media, falls a
    // little with a channel's size, and each channel differs from it by roi_log_sd; where the user states an ROI, that is it.
    const auto k = static_cast<Eigen::Index>(m->used.size());
    double all_weight = 0;
    for (const double s : m->spend) all_weight += std::pow(s, spend_power);
    const double ratio = spec.media_share_sd / spec.media_share_mean;
    const double common_variance = std::log1p(ratio * ratio), own_variance = spec.roi_log_sd * spec.roi_log_sd;
    Matrix covariance = Matrix::Constant(k, k, common_variance);
    m->share_log_mean.resize(k);
    for (Eigen::Index c = 0; c < k; ++c) {
        const auto i = static_cast<size_t>(c);
        covariance(c, c) += own_variance;
        m->share_log_mean[c] = std::log(spec.media_share_mean) - common_variance / 2 - own_variance / 2 +
                               std::log(std::pow(m->spend[i], spend_power) / all_weight);
    }
    for (Eigen::Index c = 0; c < k; ++c)
        for (const std::string& name :
             {data.channels[m->used[static_cast<size_t>(c)]], data.columns[m->used[static_cast<size_t>(c)]]}) {
            const auto at = spec.roi.find(name);
            if (at == spec.roi.end()) continue;
            const double spread = at->second.sd / at->second.mean, variance = std::log1p(spread * spread);
            covariance.row(c).setZero();
            covariance.col(c).setZero();
            covariance(c, c) = variance;
            m->share_log_mean[c] =
                std::log(at->second.mean) - variance / 2 + std::log(m->spend[static_cast<size_t>(c)] / m->total);
            break;
        }
    m->share_log_precision = covariance.inverse();
    m->share_mean = (m->share_log_mean.array() + covariance.diagonal().array() / 2).exp();
    const Matrix moments = m->share_mean.asDiagonal() * (covariance.array().exp() - 1).matrix() * m->share_mean.asDiagonal();
    m->share_precision = moments.inverse();

    for (const LiftTest& test : spec.lifts) {
        Lift lift;
        const auto at = std::find_if(m->used.begin(), m->used.end(), [&](size_t c) {
            return data.channels[c] == test.channel || data.columns[c] == test.channel ||
                   data.columns[c] == test.channel + "_spend" || data.columns[c] == test.channel + "_S";
        });
        if (at == m->used.end())
            throw Error(ErrorCode::response_invalid,
                        {{"detail", "a lift test names the channel " + test.channel + ", which has no spend here"},
                         {"detail_fr", "un test nomme le canal " + test.channel + ", sans dépense ici"}});
        lift.channel = static_cast<size_t>(at - m->used.begin());
        lift.value = test.lift / m->total;
        lift.sd = test.sd / m->total;
        lift.periods = test.weeks;
        lift.base = test.base_weekly_spend;
        lift.delta = test.delta_weekly_spend;
        if (test.from && test.to) {
            while (lift.from < m->periods && data.dates[lift.from] < *test.from) ++lift.from;
            lift.to = lift.from;
            while (lift.to < m->periods && data.dates[lift.to] <= *test.to) ++lift.to;
            if (lift.to == lift.from)
                throw Error(ErrorCode::response_invalid,
                            {{"detail", "the lift test of " + test.channel + " lies outside of the data"},
                             {"detail_fr", "le test de " + test.channel + " est hors des données"}});
            lift.dated = lift.base == 0; // with a stated base the steady curve is what was measured
            lift.without = m->x[lift.channel];
            const double spent = m->spend[lift.channel];
            for (auto& g : lift.without) {
                double own = 0;
                for (const double v : g) own += v;
                for (size_t t = lift.from; t < lift.to; ++t)
                    g[t] = lift.delta == 0 ? 0 : std::max(0.0, g[t] - lift.delta * own / spent);
            }
        } else if (lift.base == 0 && lift.delta == 0) {
            throw Error(ErrorCode::response_invalid,
                        {{"detail", "the lift test of " + test.channel + " has neither dates nor spend"},
                         {"detail_fr", "le test de " + test.channel + " n'a ni dates ni dépense"}});
        }
        m->lifts.push_back(std::move(lift));
    }
}

Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

std::shared_ptr<Model::Work> Model::work() const {
    auto w = std::make_shared<Work>();
    w->effects.assign(channels(), std::vector<EffectSeries>(m->geos));
    w->w.resize(m->geos);
    w->r.resize(m->geos);
    return w;
}

size_t Model::size() const { return m->dimension; }
size_t Model::channels() const { return m->used.size(); }
const std::vector<size_t>& Model::used() const { return m->used; }
size_t Model::shape_at(size_t c) const { return m->shape_at[c]; }
size_t Model::share_at(size_t c) const { return m->share_at[c]; }
size_t Model::sigma_at() const { return m->share_at.back() + 1; }
size_t Model::tau_at() const { return m->share_at.back() + 2; }
const Shape& Model::shape(size_t c) const { return m->shapes[c]; }
double Model::reference(size_t c) const { return m->reference[c]; }
double Model::target_total() const { return m->total; }

ShapeNumbers Model::Impl::numbers(const double* q, size_t c) const {
    ShapeNumbers p{};
    for (size_t i = 0; i < static_cast<size_t>(shapes[c].size()); ++i) p[i] = q[shape_at[c] + i];
    return p;
}

double Model::Impl::log_size(const double* q, size_t c, size_t g) const {
    if (geos == 1) return 0;
    const size_t eta = share_at.back() + 3;
    return std::log(size[g]) + std::exp(q[eta]) * q[eta + 1 + g * used.size() + c];
}

void Model::Impl::strengthen(size_t c, EffectSeries& e, bool gradient) const {
    if (factor[c].empty()) return;
    for (size_t t = 0; t < e.value.size(); ++t) {
        const double f = factor[c][std::min(t, factor[c].size() - 1)];
        e.value[t] *= f;
        for (size_t i = 0; gradient && i < static_cast<size_t>(shapes[c].size()); ++i) e.by[i][t] *= f;
    }
}

void Model::Impl::effects(const double* q, bool gradient, Work& work) const {
    for (size_t c = 0; c < used.size(); ++c) {
        const ShapeNumbers p = numbers(q, c);
        for (size_t g = 0; g < geos; ++g) {
            effect(shapes[c], p, reference_of(c, g), x[c][g], gradient, work.effects[c][g]);
            strengthen(c, work.effects[c][g], gradient);
        }
    }
}

double Model::Impl::project(size_t g, const Vector& r, double ratio, Vector& w) const {
    const BaselineBasis& b = basis[g];
    w.noalias() = r - b.flat * (b.flat.transpose() * r);
    if (b.bend.cols() > 0) {
        const Vector z = b.bend.transpose() * w;
        w.noalias() -= b.bend * (z.array() * (ratio * b.variance.array()) / (1 + ratio * b.variance.array())).matrix();
    }
    return r.dot(w);
}

double Model::Impl::lift_response(const Lift& lift, const double* q, Work& work, ShapeNumbers& by) const {
    const size_t c = lift.channel;
    const ShapeNumbers p = numbers(q, c);
    by.fill(0);
    double sum = 0;
    work.lift_parts.assign(geos, 0);
    if (lift.dated) {
        for (size_t g = 0; g < geos; ++g) {
            effect(shapes[c], p, reference_of(c, g), lift.without[g], true, work.other);
            strengthen(c, work.other, true);
            const double w = std::exp(log_size(q, c, g));
            const EffectSeries& with = work.effects[c][g];
            for (size_t t = lift.from; t < lift.to; ++t) {
                sum += w * (with.value[t] - work.other.value[t]);
                work.lift_parts[g] += w * (with.value[t] - work.other.value[t]);
                for (size_t i = 0; i < static_cast<size_t>(shapes[c].size()); ++i)
                    by[i] += w * (with.by[i][t] - work.other.by[i][t]);
            }
        }
        return sum;
    }
    double all = 0;
    for (size_t g = 0; g < geos; ++g)
        for (const double v : x[c][g]) all += v;
    for (size_t g = 0; g < geos; ++g) {
        double own = 0;
        for (const double v : x[c][g]) own += v;
        const double part = own / all, w = std::exp(log_size(q, c, g));
        const double high = lift.delta == 0 ? lift.base : lift.base + lift.delta, low = lift.delta == 0 ? 0 : lift.base;
        ShapeNumbers by_high, by_low;
        const double s1 = steady_effect(shapes[c], p, reference_of(c, g), high * part, by_high);
        const double s0 = steady_effect(shapes[c], p, reference_of(c, g), low * part, by_low);
        work.lift_parts[g] = w * lift.periods * (s1 - s0);
        sum += work.lift_parts[g];
        for (size_t i = 0; i < by.size(); ++i) by[i] += w * lift.periods * (by_high[i] - by_low[i]);
    }
    return sum;
}

double Model::Impl::likelihood(const double* q, const Vector& shares, double* gradient, Work& work) const {
    const size_t k = used.size(), at = share_at.back() + 1;
    const double log_sigma = q[at], sigma2 = std::exp(2 * log_sigma), tau2 = std::exp(2 * q[at + 1]), ratio = tau2 / sigma2;
    const auto n = static_cast<double>(periods);
    const bool many = geos > 1;
    const double eta = many ? std::exp(q[at + 2]) : 0;
    // denominators D_c = sum of w S, and their derivatives
    std::vector<double> denominator(k, 0), log_w(k * geos, 0);
    std::vector<ShapeNumbers> by_denominator(k, ShapeNumbers{});
    std::vector<double> own(k * geos, 0); // w S summed in a region
    for (size_t c = 0; c < k; ++c)
        for (size_t g = 0; g < geos; ++g) {
            const EffectSeries& e = work.effects[c][g];
            const double w = std::exp(log_w[c * geos + g] = log_size(q, c, g));
            double sum = 0;
            for (const double v : e.value) sum += v;
            own[c * geos + g] = w * sum;
            denominator[c] += w * sum;
            if (!gradient) continue;
            for (size_t i = 0; i < static_cast<size_t>(shapes[c].size()); ++i) {
                double d = 0;
                for (const double v : e.by[i]) d += v;
                by_denominator[c][i] += w * d;
            }
        }
    for (double& d : denominator) d = std::max(d, 1e-300);
    double sum = 0;
    double by_sigma = 0, by_tau = 0;
    for (size_t g = 0; g < geos; ++g) {
        Vector& r = work.r[g];
        r = y[g];
        for (size_t c = 0; c < k; ++c) {
            const double per_share =
                shares[static_cast<Eigen::Index>(c)] * total / mean[g] * std::exp(log_w[c * geos + g]) / denominator[c];
            r -= per_share * Eigen::Map<const Vector>(work.effects[c][g].value.data(), r.size());
        }
        const double quadratic = project(g, r, ratio, work.w[g]);
        const double freedom = n - static_cast<double>(basis[g].flat.cols());
        sum += -freedom * log_sigma - quadratic / (2 * sigma2);
        by_sigma += -freedom + quadratic / sigma2;
        if (basis[g].bend.cols() > 0) {
            const Vector z = basis[g].bend.transpose() * r;
            for (Eigen::Index j = 0; j < z.size(); ++j) {
                const double v = ratio * basis[g].variance[j], one = 1 + v;
                sum -= std::log(one) / 2;
                // d/d log tau of -log(1+v)/2 + z^2 v / (1+v) / (2 sigma^2); log sigma enters v with the opposite sign
                const double d = -v / one + z[j] * z[j] * v / (one * one) / sigma2;
                by_tau += d;
                by_sigma -= d;
            }
        }
    }
    if (gradient) {
        std::fill(gradient, gradient + dimension, 0.0);
        for (size_t c = 0; c < k; ++c) {
            const double share = shares[static_cast<Eigen::Index>(c)];
            const double scale = share * total / sigma2 / denominator[c];
            double dot = 0; // sum over g, t of w_t w_g S / mean
            ShapeNumbers dots{};
            std::vector<double> dot_of(geos, 0);
            for (size_t g = 0; g < geos; ++g) {
                const double* w = work.w[g].data();
                const EffectSeries& e = work.effects[c][g];
                const double weight = std::exp(log_w[c * geos + g]) / mean[g];
                double d = 0;
                for (size_t t = 0; t < periods; ++t) d += w[t] * e.value[t];
                dot_of[g] = weight * d;
                dot += weight * d;
                for (size_t i = 0; i < static_cast<size_t>(shapes[c].size()); ++i) {
                    double di = 0;
                    for (size_t t = 0; t < periods; ++t) di += w[t] * e.by[i][t];
                    dots[i] += weight * di;
                }
            }
            for (size_t i = 0; i < static_cast<size_t>(shapes[c].size()); ++i)
                gradient[shape_at[c] + i] += scale * (dots[i] - dot * by_denominator[c][i] / denominator[c]);
            gradient[share_at[c]] += scale * dot;
            if (many)
                for (size_t g = 0; g < geos; ++g) {
                    // w_gc enters the numerator of its region and the denominator of all
                    const double d = scale * (dot_of[g] - dot * own[c * geos + g] / denominator[c]);
                    const size_t z = at + 3 + g * k + c;
                    gradient[z] += d * eta;
                    gradient[at + 2] += d * eta * q[z];
                }
        }
        gradient[at] += by_sigma;
        gradient[at + 1] += by_tau;
    }
    for (const Lift& lift : lifts) {
        ShapeNumbers by;
        const size_t c = lift.channel;
        const double response = lift_response(lift, q, work, by), share = shares[static_cast<Eigen::Index>(c)];
        const double predicted = share * response / denominator[c], z = (lift.value - predicted) / lift.sd;
        sum -= z * z / 2;
        if (!gradient) continue;
        const double slope = z / lift.sd;
        for (size_t i = 0; i < static_cast<size_t>(shapes[c].size()); ++i)
            gradient[shape_at[c] + i] +=
                slope * share * (by[i] - response * by_denominator[c][i] / denominator[c]) / denominator[c];
        gradient[share_at[c]] += slope * predicted;
        if (many)
            for (size_t g = 0; g < geos; ++g) {
                const double d =
                    slope * share * (work.lift_parts[g] - response * own[c * geos + g] / denominator[c]) / denominator[c];
                const size_t at_z = at + 3 + g * k + c;
                gradient[at_z] += d * eta;
                gradient[at + 2] += d * eta * q[at_z];
            }
    }
    return sum;
}

double Model::Impl::other_priors(const double* q, double* gradient) const {
    double sum = 0;
    for (size_t c = 0; c < used.size(); ++c) {
        ShapeNumbers by{};
        sum += log_prior(shapes[c], numbers(q, c), by);
        if (gradient)
            for (size_t i = 0; i < static_cast<size_t>(shapes[c].size()); ++i) gradient[shape_at[c] + i] += by[i];
    }
    const auto normal = [&](size_t at, double mean_, double sd) {
        const double z = (q[at] - mean_) / sd;
        sum -= z * z / 2;
        if (gradient) gradient[at] -= z / sd;
    };
    const size_t at = share_at.back() + 1;
    normal(at, sigma_log_mean, sigma_log_sd);
    normal(at + 1, tau_log_mean, tau_log_sd);
    if (geos > 1) {
        normal(at + 2, eta_log_mean, eta_log_sd);
        for (size_t i = at + 3; i < dimension; ++i) normal(i, 0, 1);
    }
    return sum;
}

double Model::log_density(const double* q, double* gradient, Work& work) const {
    const auto k = static_cast<Eigen::Index>(m->used.size());
    Vector log_share(k);
    for (Eigen::Index c = 0; c < k; ++c) log_share[c] = q[m->share_at[static_cast<size_t>(c)]];
    const Vector shares = log_share.array().exp();
    m->effects(q, gradient != nullptr, work);
    double sum = m->likelihood(q, shares, gradient, work) + m->other_priors(q, gradient);
    const Vector d = log_share - m->share_log_mean, pd = m->share_log_precision * d;
    sum -= d.dot(pd) / 2;
    if (gradient)
        for (Eigen::Index c = 0; c < k; ++c) gradient[m->share_at[static_cast<size_t>(c)]] -= pd[c];
    return sum;
}

std::vector<double> Model::prior_point(const std::vector<double>& spread) const {
    std::vector<double> q(size(), 0.0);
    for (size_t c = 0; c < channels(); ++c) {
        ShapeNumbers z{};
        if (!spread.empty())
            for (size_t i = 0; i < z.size(); ++i) z[i] = spread[c * z.size() + i];
        const ShapeNumbers p = response::prior_point(m->shapes[c], z);
        for (size_t i = 0; i < static_cast<size_t>(m->shapes[c].size()); ++i) q[m->shape_at[c] + i] = p[i];
        q[m->share_at[c]] = m->share_log_mean[static_cast<Eigen::Index>(c)];
    }
    q[sigma_at()] = sigma_log_mean;
    q[tau_at()] = tau_log_mean;
    if (m->geos > 1) q[tau_at() + 1] = eta_log_mean;
    return q;
}

std::vector<std::vector<double>> Model::contribution(const double* q, size_t c, Work& work) const {
    const ShapeNumbers p = m->numbers(q, c);
    double denominator = 0;
    std::vector<std::vector<double>> out(m->geos);
    for (size_t g = 0; g < m->geos; ++g) {
        effect(m->shapes[c], p, m->reference_of(c, g), m->x[c][g], false, work.effects[c][g]);
        m->strengthen(c, work.effects[c][g], false);
        const double w = std::exp(m->log_size(q, c, g));
        out[g] = work.effects[c][g].value;
        for (double& v : out[g]) denominator += (v *= w);
    }
    const double scale = denominator > 0 ? std::exp(q[m->share_at[c]]) * m->total / denominator : 0;
    for (auto& g : out)
        for (double& v : g) v *= scale;
    return out;
}

double Model::carried_out(const double* q, size_t c, Work& work) const {
    constexpr size_t after = 52; // periods in which what is left fades
    const ShapeNumbers p = m->numbers(q, c);
    double denominator = 0, sum = 0;
    for (size_t g = 0; g < m->geos; ++g) {
        std::vector<double> longer = m->x[c][g];
        longer.resize(longer.size() + after, 0.0);
        effect(m->shapes[c], p, m->reference_of(c, g), longer, false, work.other);
        m->strengthen(c, work.other, false);
        const double w = std::exp(m->log_size(q, c, g));
        for (size_t t = 0; t < longer.size(); ++t) (t < m->periods ? denominator : sum) += w * work.other.value[t];
    }
    return denominator > 0 ? std::exp(q[m->share_at[c]]) * m->total * sum / denominator : 0;
}

double Model::multiplier(const double* q, size_t c, size_t g) const {
    return m->geos == 1 ? 1 : std::exp(m->log_size(q, c, g)) / m->size[g];
}

double Model::beta(const double* q, size_t c, Work& work) const {
    const auto parts = contribution(q, c, work); // fills work.effects
    double denominator = 0, weights = 0;
    for (size_t g = 0; g < m->geos; ++g) {
        const double w = std::exp(m->log_size(q, c, g));
        weights += w;
        for (const double v : work.effects[c][g].value) denominator += w * v;
    }
    if (!(denominator > 0)) return 0;
    double beta = std::exp(q[m->share_at[c]]) * m->total / denominator * weights;
    if (!m->factor[c].empty()) { // the curve stands for the usual support by its donors
        double mean = 0;
        for (const double f : m->factor[c]) mean += f / static_cast<double>(m->factor[c].size());
        beta *= mean;
    }
    if (m->shapes[c].saturation == SaturationKind::root) {
        const double power = saturation_of(m->shapes[c], m->numbers(q, c), m->reference[c]).slope;
        beta /= std::pow(m->reference[c] * static_cast<double>(m->geos), power);
    }
    return beta;
}

} // namespace plumbline::response
