// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/predict/panel.h"

namespace plumbline::testing {

/// A shop whose truth is known: each channel sells capture x baseline + ceiling x Hill(adstocked spend), weekly.
struct ShopChannel {
    std::string name;
    double spend = 1000, capture = 0.2, ceiling = 4000, half = 1000, slope = 1, keep = 0.3;
};

struct Shop {
    predict::Panel panel;
    std::vector<ShopChannel> channels;
    std::vector<std::vector<double>> adstock; ///< [channel][week]

    static double hill(const ShopChannel& c, double a) {
        return c.ceiling * std::pow(a, c.slope) / (std::pow(a, c.slope) + std::pow(c.half, c.slope));
    }
    /// Change of the expected sales of a channel over all weeks where its spend grows by a share, in the long run.
    double truth(size_t channel, double share) const {
        double sum = 0;
        for (const double a : adstock[channel]) sum += hill(channels[channel], a * (1 + share)) - hill(channels[channel], a);
        return sum;
    }
    double sales(size_t channel) const {
        double sum = 0;
        for (const double v : panel.outcome[channel]) sum += v;
        return sum;
    }
};

inline Shop make_shop(std::vector<ShopChannel> channels, int weeks, double spend_noise, double noise, uint64_t seed) {
    Random random(seed);
    Shop out;
    out.channels = std::move(channels);
    out.panel.dimension = "channel";
    out.panel.target = "revenue";
    out.panel.grain = Grain::week;
    const Date monday = *parse_iso_date("2024-01-01");
    for (int t = 0; t < weeks; ++t) out.panel.starts.push_back(monday + 7 * t);
    for (const ShopChannel& c : out.channels) {
        std::vector<double> spend, sales, stock;
        double state = c.spend;
        for (int t = 0; t < weeks; ++t) {
            const double season = 1 + 0.25 * std::sin(2 * std::numbers::pi * t / 52.18 + 1);
            const double x = c.spend * std::pow(season, 0.5) * std::exp(random.normal(0, spend_noise));
            state = c.keep * state + (1 - c.keep) * x;
            const double baseline = 8000 * season * (1 + 0.05 * t / 52.0);
            spend.push_back(x);
            stock.push_back(state);
            sales.push_back((c.capture * baseline + Shop::hill(c, state)) * std::exp(random.normal(0, noise)));
        }
        out.panel.entities.push_back(c.name);
        out.panel.channels.push_back(c.name);
        out.panel.spend.push_back(spend);
        out.panel.outcome.push_back(sales);
        out.panel.impressions.emplace_back(static_cast<size_t>(weeks), 0.0);
        out.panel.clicks.emplace_back(static_cast<size_t>(weeks), 0.0);
        out.panel.orders.emplace_back(static_cast<size_t>(weeks), 0.0);
        out.panel.present.emplace_back(static_cast<size_t>(weeks), true);
        out.adstock.push_back(stock);
    }
    return out;
}

} // namespace plumbline::testing
