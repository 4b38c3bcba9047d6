// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/recipe.h"

#include <algorithm>

namespace plumbline::sample {

namespace {

enum : size_t { search, direct, social, email, affiliate, display, video };

constexpr unsigned all_year = 0xFFF;
constexpr unsigned winter = 0b111100000111;   // September to March
constexpr unsigned cold = 0b111100001111;     // September to April
constexpr unsigned launches = 0b011110001100; // March, April, August to November

Date iso(std::string_view text) { return *parse_iso_date(text); }

} // namespace

const DateRange& sample_days() {
    static const DateRange days{iso("2024-11-21"), iso("2026-11-20")};
    return days;
}

Date reference_day() { return iso("2026-10-01"); }

const std::array<ChannelRecipe, channel_count>& channel_recipes() {
    static const std::array<ChannelRecipe, channel_count> recipes{{
        // name, decay, half saturation, slope, ceiling, growth, capture, noise, season, cpc, ctr, leads, order, new
        {"Search",
         0.55,
         6200,
         1.10,
         59200,
         0.075,
         0.252,
         0.11,
         0.8,
         0.72,
         0.060,
         0.085,
         101,
         0.29,
         {0.69, 0.24, 0.07},
         {0.70, 0.235, 0.065},
         {0.63, 0.31, 0.06},
         {0.55, 0.39, 0.06}},
        {"Direct",
         0,
         1,
         1,
         0,
         0,
         0.505,
         0,
         0,
         0,
         0,
         0.095,
         96,
         0.18,
         {0.72, 0.22, 0.06},
         {0.72, 0.22, 0.06},
         {0.52, 0.42, 0.06},
         {0.50, 0.44, 0.06}},
        {"Social",
         0.72,
         4400,
         1.05,
         27000,
         0.030,
         0.057,
         0.15,
         0.7,
         0.42,
         0.011,
         0.055,
         89,
         0.38,
         {0.63, 0.29, 0.08},
         {0.61, 0.31, 0.08},
         {0.84, 0.12, 0.04},
         {0.78, 0.18, 0.04}},
        {"Email",
         0.45,
         420,
         0.85,
         10600,
         0.090,
         0.100,
         0.15,
         0.6,
         0.14,
         0.028,
         0.070,
         93,
         0.06,
         {0.71, 0.22, 0.07},
         {0.73, 0.21, 0.06},
         {0.58, 0.36, 0.06},
         {0.52, 0.42, 0.06}},
        {"Affiliate",
         0.60,
         1350,
         1.00,
         13200,
         0.055,
         0.014,
         0.14,
         0.7,
         0.62,
         0.014,
         0.075,
         95,
         0.34,
         {0.66, 0.26, 0.08},
         {0.67, 0.25, 0.08},
         {0.55, 0.38, 0.07},
         {0.50, 0.43, 0.07}},
        {"Display",
         0.80,
         2300,
         1.10,
         5700,
         -0.030,
         0.033,
         0.16,
         0.5,
         0.55,
         0.0025,
         0.0245,
         92,
         0.42,
         {0.66, 0.26, 0.08},
         {0.67, 0.26, 0.07},
         {0.66, 0.26, 0.08},
         {0.58, 0.35, 0.07}},
        {"Video",
         0.86,
         1800,
         1.20,
         4100,
         0.040,
         0.027,
         0.02,
         0.0,
         0.62,
         0.0033,
         0.020,
         98,
         0.45,
         {0.67, 0.25, 0.08},
         {0.66, 0.26, 0.08},
         {0.70, 0.20, 0.10},
         {0.62, 0.30, 0.08}},
    }};
    return recipes;
}

const std::vector<CampaignRecipe>& campaign_recipes() {
    // Weekly spend is thirteen weeks' plan divided by 13.
    static const std::vector<CampaignRecipe> recipes{
        {search, "Google", "Brand, Nordhang", "Whole range", 62.0e3 / 13, 14.5, 0.02, all_year, "", -1},
        {search, "Google", "Winter jackets, generic", "Jackets", 223.7e3 / 13, 4.79, 0.10, all_year, "", -1},
        {search, "Google", "Ski touring, generic", "Ski touring", 61.0e3 / 13, 6.0, 0.05, winter, "", -1},
        {search, "Google", "Boots, generic", "Boots", 58.0e3 / 13, 6.2, 0.03, all_year, "", -1},
        {search, "Google", "Packs and bags, generic", "Packs", 31.0e3 / 13, 5.6, 0.00, all_year, "", -1},
        {search, "Google Shopping", "Shopping, jackets", "Jackets", 48.0e3 / 13, 8.6, 0.06, all_year, "", -1},
        {search, "Google Shopping", "Shopping, footwear", "Boots", 33.0e3 / 13, 8.2, 0.04, all_year, "", -1},
        {search, "Google", "Competitor names", "Whole range", 14.0e3 / 13, 2.6, -0.10, all_year, "", -1},
        {search, "Bing", "Brand, Bing", "Whole range", 12.3e3 / 13, 12.0, 0.08, all_year, "", -1},
        {direct, "Direct", "Direct, no campaign", "Whole range", 0, 1, 0, all_year, "", -1},
        {social, "Facebook", "Retargeting, cart", "Whole range", 94.4e3 / 13, 6.21, 0.05, all_year, "", -1},
        {social, "Facebook", "Prospecting, lookalike", "Jackets", 78.0e3 / 13, 2.4, -0.02, all_year, "", -1},
        {social, "Instagram", "Jackets, carousel", "Jackets", 61.0e3 / 13, 3.3, 0.04, all_year, "", -1},
        {social, "Instagram", "Ski touring, stories", "Ski touring", 45.0e3 / 13, 3.0, 0.06, winter, "", -1},
        {social, "TikTok", "Creator films", "Base layers", 31.0e3 / 13, 1.7, 0.10, all_year, "2025-04-01", -1},
        {social, "Facebook", "Catalogue, dynamic", "Whole range", 30.0e3 / 13, 3.9, 0.00, all_year, "", -1},
        {social, "Instagram", "Romandie, acquisition", "Jackets", 57.6e3 / 13, 2.3, 0.02, all_year, "2025-02-10", 1},
        {email, "Newsletter", "Newsletter, weekly", "Whole range", 13.0e3 / 13, 24, 0.05, all_year, "", -1},
        {email, "Automation", "Welcome series", "Whole range", 5.5e3 / 13, 26, 0.08, all_year, "", -1},
        {email, "Automation", "Cart reminder", "Whole range", 6.0e3 / 13, 34, 0.05, all_year, "", -1},
        {email, "Automation", "Win back", "Packs", 6.0e3 / 13, 9, 0.00, all_year, "", -1},
        {email, "Newsletter", "Club Nordhang", "Base layers", 8.5e3 / 13, 18, 0.06, all_year, "", -1},
        {email, "Newsletter", "Launch mails", "Jackets", 5.0e3 / 13, 12, 0.02, launches, "", -1},
        {affiliate, "Partner shops", "Partner shops, Alpine", "Ski touring", 38.0e3 / 13, 5.6, 0.04, all_year, "", -1},
        {affiliate, "Vouchers", "Vouchers, always on", "Whole range", 34.0e3 / 13, 6.4, 0.06, all_year, "", -1},
        {affiliate, "Vouchers", "Cashback", "Whole range", 16.0e3 / 13, 4.8, 0.00, all_year, "", -1},
        {affiliate, "Content", "Hiking blogs", "Boots", 21.0e3 / 13, 4.2, 0.05, all_year, "", -1},
        {affiliate, "Content", "Price comparison", "Packs", 16.0e3 / 13, 4.6, 0.02, all_year, "", -1},
        {display, "Programmatic", "Prospecting, broad", "Jackets", 81.1e3 / 13, 0.79, -0.04, all_year, "", -1},
        {display, "Retargeting", "Retargeting, product", "Whole range", 52.0e3 / 13, 3.9, 0.02, all_year, "", -1},
        {display, "Programmatic", "Weather trigger", "Base layers", 31.0e3 / 13, 1.9, 0.05, cold, "", -1},
        {display, "Publishers", "Newspapers, weekend", "Boots", 21.0e3 / 13, 1.6, -0.05, all_year, "", -1},
        {display, "Publishers", "Ski resorts, screens", "Ski touring", 13.9e3 / 13, 1.4, 0.00, winter, "", -1},
        {video, "YouTube", "Gipfelmomente, reach", "Whole range", 71.3e3 / 13, 0.89, 0.02, all_year, "", -1},
        {video, "YouTube", "How to layer, series", "Base layers", 33.0e3 / 13, 2.7, 0.03, all_year, "", -1},
        {video, "YouTube", "Shopping ads, video", "Jackets", 31.0e3 / 13, 3.1, 0.04, all_year, "", -1},
        {video, "YouTube", "Ski film, long", "Ski touring", 13.7e3 / 13, 1.6, 0.00, winter, "", -1},
        {video, "Connected TV", "Connected TV, evening", "Jackets", 11.0e3 / 13, 1.2, 0.05, all_year, "2025-06-02", -1},
    };
    return recipes;
}

const std::vector<EventRecipe>& event_recipes() {
    static const std::vector<EventRecipe> events{
        {"Black Friday run-up", "2024-11-25", "2024-11-28", 1.45, 1.25},
        {"Black Friday", "2024-11-29", "2024-12-02", 2.60, 1.60},
        {"Christmas run-up", "2024-12-03", "2024-12-20", 1.28, 1.15},
        {"Christmas lull", "2024-12-24", "2024-12-31", 0.72, 0.70},
        {"January sale", "2025-01-06", "2025-01-19", 1.10, 1.05},
        {"Easter", "2025-04-18", "2025-04-21", 0.82, 0.90},
        {"Summer sale", "2025-06-23", "2025-07-06", 1.12, 1.08},
        {"National day", "2025-08-01", "2025-08-01", 0.75, 1.00},
        {"Winter catalogue", "2025-10-13", "2025-10-26", 1.04, 1.04},
        {"Black Friday run-up", "2025-11-24", "2025-11-27", 1.45, 1.25},
        {"Black Friday", "2025-11-28", "2025-12-01", 2.60, 1.60},
        {"Christmas run-up", "2025-12-02", "2025-12-20", 1.28, 1.15},
        {"Christmas lull", "2025-12-24", "2025-12-31", 0.72, 0.70},
        {"January sale", "2026-01-05", "2026-01-18", 1.10, 1.05},
        {"Easter", "2026-04-03", "2026-04-06", 0.82, 0.90},
        {"Summer sale", "2026-06-22", "2026-07-05", 1.12, 1.08},
        {"National day", "2026-08-01", "2026-08-01", 0.75, 1.00},
        {"Winter catalogue", "2026-10-12", "2026-10-25", 1.04, 1.04},
    };
    return events;
}

const BaselineRecipe& baseline_recipe() {
    static const BaselineRecipe recipe{39700, 0.055, {0.150, 0.035}, {335, 130}, {1.02, 0.97, 0.95, 0.97, 1.00, 1.12, 0.97},
                                       -1.3,  -0.25, 0.018,          0.4};
    return recipe;
}

double category_value(std::string_view category) {
    if (category == "Jackets") return 1.10;
    if (category == "Ski touring") return 1.16;
    if (category == "Boots") return 1.03;
    if (category == "Packs") return 0.84;
    if (category == "Base layers") return 0.78;
    return 0.97;
}

bool runs_on(const CampaignRecipe& campaign, Date day) {
    if (!campaign.starts.empty() && day < iso(campaign.starts)) return false;
    return (campaign.months >> (to_civil(day).month - 1)) & 1u;
}

const FaultRecipe& fault_recipe() {
    auto campaign = [](std::string_view name) {
        const auto& all = campaign_recipes();
        return static_cast<size_t>(std::ranges::find(all, name, &CampaignRecipe::name) - all.begin());
    };
    static const FaultRecipe recipe{
        .surge = {iso("2026-10-06"), iso("2026-10-08")},
        .stuck = {iso("2026-09-01"), iso("2026-09-21")},
        .duplicates = {iso("2026-06-15"), iso("2026-06-17")},
        .missing = {iso("2026-05-04"), iso("2026-05-10")},
        .spelling = {iso("2026-04-13"), iso("2026-05-03")},
        .refund = iso("2026-07-14"),
        .micros = iso("2025-02-11"),
        .broken_checkout = iso("2026-11-10"),
        .surge_channel = display,
        .missing_channel = affiliate,
        .stuck_campaign = campaign("How to layer, series"),
        .refund_campaign = campaign("Price comparison"),
        .duplicate_campaign = campaign("Boots, generic"),
        .spelling_campaign = campaign("Catalogue, dynamic"),
        .micros_campaign = campaign("Welcome series"),
        .surge_factor = 20,
        .stuck_cents_per_click = 62,
        .refund_cents = 125000,
        .broken_checkout_factor = 0.43,
    };
    return recipe;
}

} // namespace plumbline::sample
