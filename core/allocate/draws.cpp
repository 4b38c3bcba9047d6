// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/allocate/draws.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace plumbline::allocate {

bool has_draws(const std::vector<Channel>& channels) {
    return !channels.empty() && channels.front().draws.size() >= 2 &&
           std::all_of(channels.begin(), channels.end(),
                       [&](const Channel& c) { return c.draws.size() == channels.front().draws.size(); });
}

response::Interval quantiles(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto at = [&](double p) {
        const double place = p * static_cast<double>(values.size() - 1);
        const auto i = static_cast<size_t>(place);
        const double part = place - static_cast<double>(i);
        return i + 1 < values.size() ? values[i] * (1 - part) + values[i + 1] * part : values.back();
    };
    return {at(0.05), at(0.95)};
}

response::Interval interval_of(const std::vector<response::Curve>& draws, double spend) {
    std::vector<double> values;
    values.reserve(draws.size());
    for (const response::Curve& c : draws) values.push_back(c.response(spend));
    return quantiles(std::move(values));
}

DrawSet::DrawSet(const std::vector<Channel>& channels, bool use) {
    if (!use) return;
    for (const Channel& c : channels) {
        m_lines.emplace_back();
        for (const response::Curve& d : c.draws)
            m_lines.back().push_back({d.saturation, d.beta, d.adstock.weight_sum(), std::log(d.saturation.half)});
        m_draws = c.draws.size();
    }
}

std::vector<double> DrawSet::gains(const std::vector<double>& x, const std::vector<double>& base) const {
    std::vector<double> gains(m_draws, 0);
    for (size_t i = 0; i < m_lines.size(); ++i) {
        if (x[i] == base[i]) continue;
        for (size_t d = 0; d < m_draws; ++d) {
            const Line& l = m_lines[i][d];
            gains[d] += l.beta * (l.saturation.value(x[i] * l.gain) - l.saturation.value(base[i] * l.gain));
        }
    }
    return gains;
}

std::vector<double> DrawSet::responses(const std::vector<double>& x, std::vector<std::vector<double>>* slopes) const {
    using response::SaturationKind;
    std::vector<double> sum(m_draws, 0);
    if (slopes) slopes->assign(m_lines.size(), std::vector<double>(m_draws, 0));
    for (size_t i = 0; i < m_lines.size(); ++i) {
        const double log_x = x[i] > 0 ? std::log(x[i]) : 0;
        for (size_t d = 0; d < m_draws; ++d) {
            const Line& l = m_lines[i][d];
            const SaturationKind kind = l.saturation.kind;
            // Hill and Michaelis-Menten, the usual ones, with one exponential for value and slope together.
            if (x[i] > 0 && (kind == SaturationKind::hill || kind == SaturationKind::michaelis_menten)) {
                const double slope = kind == SaturationKind::hill ? l.saturation.slope : 1;
                const double log_a = l.gain == 1 ? log_x : log_x + std::log(l.gain);
                const double s = 1 / (1 + std::exp(slope * (l.log_half - log_a)));
                sum[d] += l.beta * s;
                if (slopes) (*slopes)[i][d] = l.beta * slope * s * (1 - s) / x[i];
                continue;
            }
            sum[d] += l.beta * l.saturation.value(x[i] * l.gain);
            if (slopes) (*slopes)[i][d] = l.beta * l.gain * l.saturation.derivative(x[i] * l.gain);
        }
    }
    return sum;
}

double DrawSet::utility(const std::vector<double>& x, const std::vector<double>& base, double risk, double tail,
                        std::vector<double>* gradient) const {
    std::vector<std::vector<double>> slopes;
    std::vector<double> all = responses(x, gradient ? &slopes : nullptr);
    for (size_t d = 0; d < m_draws; ++d) all[d] -= base[d];
    const double mean = std::accumulate(all.begin(), all.end(), 0.0) / static_cast<double>(m_draws);
    std::vector<size_t> order(m_draws);
    std::iota(order.begin(), order.end(), size_t{0});
    const auto worst = std::max<size_t>(1, static_cast<size_t>(std::llround(tail * static_cast<double>(m_draws))));
    std::vector<double> weight(m_draws, (1 - risk) / static_cast<double>(m_draws));
    double low = 0;
    if (risk > 0) {
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(worst), order.end(),
                          [&](size_t a, size_t b) { return all[a] != all[b] ? all[a] < all[b] : a < b; });
        for (size_t k = 0; k < worst; ++k) {
            low += all[order[k]] / static_cast<double>(worst);
            weight[order[k]] += risk / static_cast<double>(worst);
        }
    }
    if (gradient) {
        for (size_t i = 0; i < m_lines.size(); ++i) {
            double g = 0;
            for (size_t d = 0; d < m_draws; ++d) g += weight[d] * slopes[i][d];
            (*gradient)[i] = g;
        }
    }
    return (1 - risk) * mean + risk * low;
}

} // namespace plumbline::allocate
