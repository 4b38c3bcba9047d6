// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/kinds.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/progress.h"

namespace plumbline::response {

namespace {

constexpr std::array candidates{AdstockKind::delayed, AdstockKind::weibull_pdf};
constexpr double for_the_search = 2.5; ///< nats: log of the ways tried over the channels of a usual plan
constexpr double hopeful = 0;          ///< gain at first sight below which a candidate is not looked at again
constexpr int first_look = 30;         ///< evaluations
constexpr int polish = 120;
constexpr size_t most_rounds = 12;

/// Where the shape of an effect that comes later begins its search, free numbers.
std::vector<std::array<double, 2>> beginnings(AdstockKind kind) {
    if (kind == AdstockKind::delayed) return {{0.0, 0.0}, {0.0, std::log(2.0)}}; // theta 0.5, peak after 1 or 2 periods
    return {{std::log(1.8), std::log(3.0)}, {std::log(1.4), std::log(5.0)}};     // Weibull shape, scale
}

struct Trial {
    size_t channel; ///< of the model
    AdstockKind kind;
    double gain = 0;
};

class Chooser {
public:
    Chooser(const MediaData& data, const ResponseSpec& spec, const PointFit& start, std::stop_token stop)
        : m_data(data), m_spec(spec), m_stop(std::move(stop)) {
        m_choice.of = spec.adstock_of;
        m_choice.point = start;
    }

    KindChoice run() {
        const double needed = std::log(static_cast<double>(m_data.periods())) / 2 + for_the_search;
        Model model(m_data, m_spec);
        std::vector<Trial> open;
        for (size_t c = 0; c < model.channels(); ++c) {
            if (stated(model.used()[c]) || model.shape(c).adstock != AdstockKind::geometric) continue;
            for (const AdstockKind kind : candidates) open.push_back({c, kind, 0});
        }
        for (size_t round = 0; round < most_rounds && !open.empty(); ++round) {
            PointFit best_point;
            const Trial* best = nullptr;
            for (Trial& trial : open) {
                throw_if_stopped(m_stop);
                PointFit point = fit(trial, first_look);
                trial.gain = point.value - m_choice.point.value;
                if (trial.gain > needed && (!best || trial.gain > best->gain)) best = &trial, best_point = std::move(point);
            }
            if (!best) break;
            const size_t channel = best->channel;
            m_choice.of[m_data.channels[model.used()[channel]]] = best->kind;
            m_choice.point = finish(best_point);
            m_choice.changed = true;
            std::erase_if(open, [&](const Trial& t) { return t.channel == channel || t.gain <= hopeful; });
        }
        return std::move(m_choice);
    }

private:
    const MediaData& m_data;
    const ResponseSpec& m_spec;
    std::stop_token m_stop;
    KindChoice m_choice;

    bool stated(size_t channel) const {
        return m_spec.adstock_of.contains(m_data.channels[channel]) || m_spec.adstock_of.contains(m_data.columns[channel]);
    }

    ResponseSpec with(const std::map<std::string, AdstockKind>& kinds) const {
        ResponseSpec spec = m_spec;
        spec.adstock_of = kinds;
        return spec;
    }

    PointFit minimised(const Model& model, std::vector<double> q, int evaluations) {
        const auto work = model.work();
        const Objective objective = [&](double* x, double* g) {
            throw_if_stopped(m_stop);
            const double value = -model.profiled(x, g, *work);
            for (size_t i = 0; i < model.size(); ++i) g[i] = -g[i];
            return value;
        };
        const Minimum found = minimise(objective, std::move(q), evaluations, 1e-3);
        PointFit point;
        point.q = found.x;
        std::vector<double> g(model.size());
        point.value = -objective(point.q.data(), g.data());
        point.starts = m_choice.point.starts;
        point.evaluations = found.evaluations;
        return point;
    }

    /// The model with one channel's kind changed, from where the present fit stands.
    PointFit fit(const Trial& trial, int evaluations) {
        auto kinds = m_choice.of;
        const Model before(m_data, with(kinds));
        kinds[m_data.channels[before.used()[trial.channel]]] = trial.kind;
        const Model model(m_data, with(kinds));
        PointFit best;
        best.value = -INFINITY;
        int spent = 0;
        for (const auto& begin : beginnings(trial.kind)) {
            std::vector<double> q(model.size());
            for (size_t c = 0; c < model.channels(); ++c) {
                const size_t to = model.shape_at(c), from = before.shape_at(c);
                const auto carry = static_cast<size_t>(model.shape(c).adstock_size());
                if (c != trial.channel)
                    std::copy_n(m_choice.point.q.begin() + static_cast<long>(from), model.shape(c).size(),
                                q.begin() + static_cast<long>(to));
                else {
                    std::copy_n(begin.begin(), carry, q.begin() + static_cast<long>(to));
                    std::copy_n(m_choice.point.q.begin() + static_cast<long>(from) + before.shape(c).adstock_size(),
                                model.shape(c).saturation_size(), q.begin() + static_cast<long>(to + carry));
                }
                q[model.share_at(c)] = m_choice.point.q[before.share_at(c)];
            }
            q[model.sigma_at()] = m_choice.point.q[before.sigma_at()];
            q[model.tau_at()] = m_choice.point.q[before.tau_at()];
            PointFit point = minimised(model, std::move(q), evaluations);
            spent += point.evaluations;
            if (point.value > best.value) best = std::move(point);
        }
        best.evaluations = spent;
        m_choice.point.evaluations += spent;
        return best;
    }

    PointFit finish(const PointFit& from) {
        const Model model(m_data, with(m_choice.of));
        PointFit point = minimised(model, from.q, polish);
        point.evaluations += m_choice.point.evaluations;
        point.values = m_choice.point.values;
        return point;
    }
};

} // namespace

KindChoice choose_kinds(const MediaData& data, const ResponseSpec& spec, const PointFit& start, std::stop_token stop) {
    return Chooser(data, spec, start, std::move(stop)).run();
}

} // namespace plumbline::response
