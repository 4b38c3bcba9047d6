// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/media.h"

#include <cmath>

namespace plumbline::sample {

namespace {

constexpr double reference_season = 1.08; ///< yearly pattern in the weeks for which the campaigns' weekly spend is stated

} // namespace

std::vector<double> geometric_adstock(const std::vector<double>& x, double decay) {
    std::vector<double> out(x.size());
    double carried = x.empty() ? 0 : x.front();
    for (size_t t = 0; t < x.size(); ++t) {
        carried = decay * carried + (1 - decay) * x[t];
        out[t] = carried;
    }
    return out;
}

double hill(double x, double half, double slope) {
    if (x <= 0) return 0;
    const double a = std::pow(x, slope);
    return a / (a + std::pow(half, slope));
}

Media make_media(uint64_t seed, const Demand& demand) {
    const auto& channels = channel_recipes();
    const auto& campaigns = campaign_recipes();
    const DateRange& range = sample_days();
    const size_t days = static_cast<size_t>(range.days());
    Media media;
    media.channel_spend.assign(channels.size(), std::vector<double>(days, 0.0));
    // A channel's budget moves week by week, all of its campaigns with it, and each campaign a little by itself.
    std::vector<std::vector<double>> budget(channels.size());
    for (size_t c = 0; c < channels.size(); ++c) {
        Random random(seed, 10 + c);
        for (size_t week = 0; week <= days / 7 + 1; ++week)
            budget[c].push_back(std::exp(channels[c].spend_noise * random.normal()));
    }
    for (size_t i = 0; i < campaigns.size(); ++i) {
        const CampaignRecipe& campaign = campaigns[i];
        const ChannelRecipe& channel = channels[campaign.channel];
        Random random(seed, 100 + i);
        std::vector<double> spend(days, 0.0);
        double own = 1;
        const Date first_monday = period_start(range.from, Grain::week);
        for (size_t t = 0; t < days; ++t) {
            const Date day = range.from + static_cast<int>(t);
            if (t == 0 || iso_weekday(day) == 1) own = std::exp(channel.spend_noise * 0.5 * random.normal());
            if (!runs_on(campaign, day)) continue;
            const size_t week = static_cast<size_t>((day - first_monday) / 7);
            spend[t] = campaign.weekly_spend / 7 * std::pow(1 + campaign.growth, years_from_reference(day)) *
                       std::pow(demand.spend_season[t] / reference_season, channel.spend_season) *
                       (channel.spend_season > 0 ? demand.spend_event[t] : 1) * (0.5 + 0.5 * demand.weekday[t]) *
                       budget[campaign.channel][week] * own;
            media.channel_spend[campaign.channel][t] += spend[t];
        }
        media.campaign_spend.push_back(std::move(spend));
    }
    for (size_t c = 0; c < channels.size(); ++c) {
        const ChannelRecipe& channel = channels[c];
        media.channel_adstock.push_back(geometric_adstock(media.channel_spend[c], channel.adstock_decay));
        std::vector<double> added(days);
        for (size_t t = 0; t < days; ++t)
            added[t] = channel.ceiling *
                       std::pow(1 + channel.effect_growth, years_from_reference(range.from + static_cast<int>(t))) *
                       hill(media.channel_adstock[c][t], channel.half_saturation, channel.slope) * demand.weekday[t];
        media.channel_contribution.push_back(std::move(added));
    }
    std::vector<std::vector<double>> weight(campaigns.size());
    std::vector<std::vector<double>> total(channels.size(), std::vector<double>(days, 0.0));
    for (size_t i = 0; i < campaigns.size(); ++i) {
        const size_t c = campaigns[i].channel;
        weight[i] = geometric_adstock(media.campaign_spend[i], channels[c].adstock_decay);
        for (size_t t = 0; t < days; ++t) {
            const bool runs = runs_on(campaigns[i], range.from + static_cast<int>(t));
            weight[i][t] = runs ? campaigns[i].pull * (channels[c].ceiling > 0 ? weight[i][t] : 1) : 0;
            total[c][t] += weight[i][t];
        }
    }
    for (size_t i = 0; i < campaigns.size(); ++i)
        for (size_t t = 0; t < days; ++t) weight[i][t] /= total[campaigns[i].channel][t];
    media.campaign_share = std::move(weight);
    return media;
}

} // namespace plumbline::sample
