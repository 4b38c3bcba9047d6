// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/truth.h"

#include <cmath>

namespace plumbline::sample {

namespace {

using Json = nlohmann::ordered_json;

double cents(double value) { return std::round(value * 100) / 100; }

Json channels_json() {
    Json out = Json::array();
    for (const ChannelRecipe& c : channel_recipes()) {
        Json j{{"name", c.name}, {"paid", c.ceiling > 0}};
        if (c.ceiling > 0) {
            j["adstock"] = {{"kind", "geometric"}, {"decay_per_day", c.adstock_decay}, {"normalised", true}};
            j["saturation"] = {{"kind", "hill"}, {"half_saturation_chf_per_day", c.half_saturation}, {"slope", c.slope}};
            j["ceiling_chf_per_day"] = c.ceiling;
            j["effect_growth_per_year"] = c.effect_growth;
            j["cost_per_click"] = c.cost_per_click;
            j["click_rate"] = c.click_rate;
            j["spend_noise_sd_log"] = c.spend_noise;
            j["spend_by_region"] = c.spend_by_region;
            j["spend_by_device"] = c.spend_by_device;
        }
        j["baseline_capture"] = c.capture;
        j["lead_rate"] = c.lead_rate;
        j["order_value"] = c.order_value;
        j["new_customer_share"] = c.new_share;
        j["revenue_by_region"] = c.revenue_by_region;
        j["revenue_by_device"] = c.revenue_by_device;
        out.push_back(std::move(j));
    }
    return out;
}

Json campaigns_json() {
    Json out = Json::array();
    int id = 1001;
    for (const CampaignRecipe& c : campaign_recipes()) {
        Json months = Json::array();
        for (int m = 1; m <= 12; ++m)
            if ((c.months >> (m - 1)) & 1u) months.push_back(m);
        out.push_back({{"id", "NH-" + std::to_string(id++)},
                       {"name", c.name},
                       {"channel", channel_recipes()[c.channel].name},
                       {"sub_channel", c.sub_channel},
                       {"category", c.category},
                       {"weekly_spend", cents(c.weekly_spend)},
                       {"pull", c.pull},
                       {"spend_growth_per_year", c.growth},
                       {"months", months},
                       {"starts", c.starts},
                       {"region", c.only_region < 0 ? "" : std::string(regions[static_cast<size_t>(c.only_region)])}});
    }
    return out;
}

Json baseline_json() {
    const BaselineRecipe& b = baseline_recipe();
    Json events = Json::array();
    for (const EventRecipe& e : event_recipes())
        events.push_back(
            {{"name", e.name}, {"from", e.from}, {"to", e.to}, {"factor", e.factor}, {"spend_factor", e.spend_factor}});
    return {{"level_chf_per_day", b.level},
            {"reference_day", to_iso(reference_day())},
            {"growth_per_year", b.growth},
            {"year_amplitude", b.year_amplitude},
            {"year_peak_day", b.year_peak},
            {"weekday", b.weekday},
            {"price_elasticity", b.price_elasticity},
            {"competitor_effect", b.competitor_effect},
            {"mood_sd_log", b.mood_sd},
            {"mood_ar1", b.mood_memory},
            {"events", events}};
}

Json weeks_json(const Demand& demand, const Media& media, const std::vector<std::vector<double>>& invoiced) {
    Json out = Json::array();
    const DateRange& days = sample_days();
    for (Date monday = period_start(days.from, Grain::week); monday <= days.to; monday = monday + 7) {
        Json contribution, spend;
        double baseline = 0;
        int whole = 0;
        for (size_t c = 0; c < channel_count; ++c) {
            if (channel_recipes()[c].ceiling == 0) continue;
            double added = 0, paid = 0;
            for (int d = 0; d < 7; ++d) {
                if (!days.contains(monday + d)) continue;
                const auto t = static_cast<size_t>(monday + d - days.from);
                added += media.channel_contribution[c][t];
                paid += invoiced[c][t];
            }
            contribution[std::string(channel_recipes()[c].name)] = cents(added);
            spend[std::string(channel_recipes()[c].name)] = cents(paid);
        }
        for (int d = 0; d < 7; ++d)
            if (days.contains(monday + d)) {
                baseline += demand.baseline[static_cast<size_t>(monday + d - days.from)];
                ++whole;
            }
        out.push_back({{"week", period_label(monday, Grain::week)},
                       {"from", to_iso(monday)},
                       {"days", whole},
                       {"baseline", cents(baseline)},
                       {"contribution", contribution},
                       {"spend", spend}});
    }
    return out;
}

} // namespace

Json truth_json(const SampleSpec& spec, const SampleTruth& truth, int64_t natural_rows, const Demand& demand, const Media& media,
                const std::vector<std::vector<double>>& invoiced) {
    Json totals;
    for (size_t m = 0; m < measure_names.size(); ++m) totals[measure_names[m]] = truth.totals[m];
    Json faults = Json::array();
    for (const SampleFault& f : truth.faults) {
        Json j{{"id", f.id}, {"from", to_iso(f.days.from)}, {"to", to_iso(f.days.to)}, {"rows", f.rows}, {"what", f.what}};
        if (!f.channel.empty()) j["channel"] = f.channel;
        if (!f.campaign.empty()) j["campaign"] = f.campaign;
        if (!f.measure.empty()) {
            j["measure"] = f.measure;
            j["written"] = cents(f.written);
            j["expected"] = cents(f.expected);
        }
        faults.push_back(std::move(j));
    }
    const FaultRecipe& f = fault_recipe();
    return {{"company", "Nordhang"},
            {"currency", "CHF"},
            {"seed", spec.seed},
            {"rows", truth.rows},
            {"natural_rows", natural_rows},
            {"from", to_iso(truth.dates.from)},
            {"to", to_iso(truth.dates.to)},
            {"totals_as_written", totals},
            {"model",
             "expected revenue of a channel and day = (baseline_capture * baseline + ceiling * (1 + effect_growth)^years * "
             "hill(adstock(spend)) * weekday) * mood"},
            {"baseline", baseline_json()},
            {"channels", channels_json()},
            {"campaigns", campaigns_json()},
            {"faults", faults},
            {"root_cause",
             {{"from", to_iso(f.broken_checkout)},
              {"to", to_iso(sample_days().to)},
              {"channel", "Social"},
              {"region", "Romandie"},
              {"device", "Mobile"},
              {"measure", "orders"},
              {"factor", f.broken_checkout_factor},
              {"what", "Orders on phones fall, clicks and visits do not: the fault lies after the click."}}},
            {"weeks", weeks_json(demand, media, invoiced)}};
}

} // namespace plumbline::sample
