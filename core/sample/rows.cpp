// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace plumbline::sample {

namespace {

constexpr double order_dispersion = 14;     ///< size of the negative binomial of orders in a cell
constexpr double click_dispersion = 60;     ///< of clicks
constexpr double lead_dispersion = 20;      ///< of leads
constexpr double cost_shape = 90;           ///< gamma shape of a cell's cost round its plan
constexpr double order_value_sd = 0.55;     ///< of one order, relative to its mean
constexpr double direct_conversion = 0.045; ///< orders a visit where nobody clicked

enum FaultIndex : size_t { surge, stuck, refund, duplicates, missing, spelling, micros };

std::string quoted(std::string_view text) {
    return text.find(',') == std::string_view::npos ? std::string(text) : '"' + std::string(text) + '"';
}

void append_integer(int64_t value, std::string& out) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

void append_money(int64_t hundredths, std::string& out) {
    if (hundredths < 0) out += '-';
    const int64_t size = std::abs(hundredths);
    append_integer(size / 100, out);
    out += '.';
    out += static_cast<char>('0' + size / 10 % 10);
    out += static_cast<char>('0' + size % 10);
}

void add(Counts& sum, const Counts& row) {
    sum.impressions += row.impressions;
    sum.clicks += row.clicks;
    sum.visits += row.visits;
    sum.leads += row.leads;
    sum.orders += row.orders;
    sum.new_customers += row.new_customers;
    sum.cost += row.cost;
    sum.revenue += row.revenue;
}

int64_t binomial(int64_t n, double p, Random& random) {
    if (n > 60) {
        const double mean = static_cast<double>(n) * p;
        return std::clamp<int64_t>(std::llround(random.normal(mean, std::sqrt(mean * (1 - p)))), 0, n);
    }
    int64_t hits = 0;
    for (int64_t i = 0; i < n; ++i) hits += random.uniform() < p;
    return hits;
}

} // namespace

RowWriter::RowWriter(uint64_t seed, const Demand& demand, const Media& media, const RowPlan& plan)
    : m_demand(demand), m_media(media), m_plan(plan), m_draws(seed, 3), m_split(seed, 4) {
    const auto& campaigns = campaign_recipes();
    const auto& channels = channel_recipes();
    int64_t most = 0;
    for (const Series& s : plan.series) {
        const CampaignRecipe& c = campaigns[s.campaign];
        auto head = [&](std::string_view sub_channel) {
            return "," + std::string(channels[c.channel].name) + "," + std::string(sub_channel) + ",NH-" +
                   std::to_string(1001 + s.campaign) + "," + quoted(c.name) + ",Switzerland," + std::string(regions[s.region]) +
                   "," + std::string(devices[s.device]) + "," + std::string(c.category) + ",";
        };
        m_heads.push_back(head(c.sub_channel));
        m_heads_misspelt.push_back(head(s.device == 0 ? "facebook" : "facebOOK"));
        most = std::max(most, s.pieces + 1);
    }
    for (int64_t a = 0; a < most; ++a) {
        std::string number = std::to_string(a + 1);
        m_ad_groups.push_back("Ad group " + std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number + ",");
    }
    const FaultRecipe& f = fault_recipe();
    auto name = [&](size_t c) { return std::string(campaigns[c].name); };
    auto channel = [&](size_t c) { return std::string(channels[campaigns[c].channel].name); };
    m_faults = {
        {"surge", f.surge, std::string(channels[f.surge_channel].name), "", "leads", 0, 0, 0,
         "Leads are written 20 times their number, as a tag does that fires on every page."},
        {"stuck_rate", f.stuck, channel(f.stuck_campaign), name(f.stuck_campaign), "cost", 0, 0, 0,
         "Every row has the same cost per click, CHF 0.62: the cost is derived, not billed."},
        {"negative_cost",
         {f.refund, f.refund},
         channel(f.refund_campaign),
         name(f.refund_campaign),
         "cost",
         0,
         0,
         0,
         "A refund of CHF 1,250 is booked as negative cost."},
        {"duplicates", f.duplicates, channel(f.duplicate_campaign), name(f.duplicate_campaign), "", 0, 0, 0,
         "All rows of the campaign are there twice."},
        {"missing_week", f.missing, std::string(channels[f.missing_channel].name), "", "cost", 0, 0, 0,
         "The channel has no rows, but its spend goes on (invoices.csv)."},
        {"spelling", f.spelling, channel(f.spelling_campaign), name(f.spelling_campaign), "", 0, 0, 0,
         "The sub-channel Facebook is spelled facebook and facebOOK."},
        {"micros",
         {f.micros, f.micros},
         channel(f.micros_campaign),
         name(f.micros_campaign),
         "cost",
         0,
         0,
         0,
         "Cost is in millionths of a franc."},
    };
    m_invoiced.assign(channel_count, std::vector<double>(static_cast<size_t>(sample_days().days()), 0.0));
}

std::string RowWriter::header() const {
    return std::string("date,channel,sub_channel,campaign_id,campaign,country,region,device,category,") +
           (m_plan.with_ad_groups ? "ad_group," : "") + "impressions,clicks,visits,leads,orders,new_customers,cost,revenue\n";
}

Counts RowWriter::draw(const Series& series, size_t day, double spend_share, double revenue_share) {
    const CampaignRecipe& campaign = campaign_recipes()[series.campaign];
    const ChannelRecipe& channel = channel_recipes()[campaign.channel];
    Counts out;
    const double spend = m_media.campaign_spend[series.campaign][day] * spend_share;
    if (spend > 0) {
        const double cost = m_draws.gamma(cost_shape, spend / cost_shape);
        out.cost = std::llround(cost * 100);
        out.clicks = m_draws.negative_binomial(cost / channel.cost_per_click, click_dispersion);
        const double seen = cost / (channel.cost_per_click * channel.click_rate);
        out.impressions = std::max<int64_t>(out.clicks, std::llround(m_draws.gamma(50, seen / 50)));
        out.visits =
            std::clamp<int64_t>(std::llround(static_cast<double>(out.clicks) * m_draws.normal(0.91, 0.02)), 0, out.clicks);
    }
    const size_t c = campaign.channel;
    const double sales = (channel.capture * m_demand.baseline[day] + m_media.channel_contribution[c][day]) * m_demand.mood[day] *
                         m_media.campaign_share[series.campaign][day] * revenue_share;
    const double value = channel.order_value * category_value(campaign.category);
    const FaultRecipe& fault = fault_recipe();
    const bool broken = channel.name == "Social" && regions[series.region] == "Romandie" && devices[series.device] == "Mobile" &&
                        sample_days().from + static_cast<int>(day) >= fault.broken_checkout;
    out.orders = m_draws.negative_binomial(sales / value * (broken ? fault.broken_checkout_factor : 1), order_dispersion);
    const double noise = out.orders > 0 ? order_value_sd / std::sqrt(static_cast<double>(out.orders)) * m_draws.normal() : 0;
    out.revenue = std::llround(static_cast<double>(out.orders) * value * std::max(0.2, 1 + noise) * 100);
    out.new_customers = binomial(out.orders, channel.new_share, m_draws);
    if (channel.cost_per_click == 0) // nobody clicked an advertisement, but shop visits are counted
        out.visits = out.orders + m_draws.negative_binomial(sales / value * (1 / direct_conversion - 1), lead_dispersion);
    out.visits = std::max(out.visits, out.orders);
    const int64_t met = channel.cost_per_click == 0 ? out.visits : out.clicks;
    out.leads = std::min(met, m_draws.negative_binomial(static_cast<double>(met) * channel.lead_rate, lead_dispersion));
    return out;
}

Counts RowWriter::with_faults(const Series& series, Date day, bool first, const Counts& row) {
    const FaultRecipe& f = fault_recipe();
    Counts out = row;
    auto note = [&](FaultIndex at, int64_t written, int64_t expected, double unit) {
        ++m_faults[at].rows;
        m_faults[at].written += static_cast<double>(written) / unit;
        m_faults[at].expected += static_cast<double>(expected) / unit;
    };
    if (campaign_recipes()[series.campaign].channel == f.surge_channel && f.surge.contains(day)) {
        out.leads *= f.surge_factor;
        note(surge, out.leads, row.leads, 1);
    }
    if (series.campaign == f.stuck_campaign && f.stuck.contains(day)) {
        out.cost = out.clicks * f.stuck_cents_per_click;
        note(stuck, out.cost, row.cost, 100);
    }
    if (series.campaign == f.refund_campaign && day == f.refund && first) {
        out.cost = -f.refund_cents;
        note(refund, out.cost, row.cost, 100);
    }
    if (series.campaign == f.micros_campaign && day == f.micros) {
        out.cost *= 1000000;
        note(micros, out.cost, row.cost, 100);
    }
    if (series.campaign == f.spelling_campaign && f.spelling.contains(day)) note(spelling, 0, 0, 1);
    return out;
}

void RowWriter::append_row(const RowHead& head, size_t ad_group, const Counts& row, std::string& out) {
    out += head.date;
    out += head.dimensions;
    if (m_plan.with_ad_groups) out += m_ad_groups[ad_group];
    for (const int64_t n : {row.impressions, row.clicks, row.visits, row.leads, row.orders, row.new_customers}) {
        append_integer(n, out);
        out += ',';
    }
    append_money(row.cost, out);
    out += ',';
    append_money(row.revenue, out);
    out += '\n';
    add(m_total, row);
    ++m_rows;
}

// A cell's counts are split by systematic sampling along its ad groups, each measure inside the one above it in the funnel, so
// that the sums of a cell do not depend on the number of rows and no ad group has more orders than visits.
void RowWriter::write_series(size_t at, size_t day, const Counts& cell, std::string& out) {
    const Series& series = m_plan.series[at];
    const Date date = sample_days().from + static_cast<int>(day);
    const std::string text = to_iso(date);
    const bool misspelt = series.campaign == fault_recipe().spelling_campaign && fault_recipe().spelling.contains(date);
    const RowHead head{text, misspelt ? m_heads_misspelt[at] : m_heads[at]};
    const auto n = static_cast<size_t>(series.pieces_on(day));
    if (n == 1) {
        append_row(head, 0, with_faults(series, date, series.region + series.device == 0, cell), out);
        return;
    }
    m_pieces.assign(n, {});
    double weights = 0;
    static thread_local std::vector<double> cumulative;
    cumulative.resize(n);
    for (size_t j = 0; j < n; ++j) {
        weights += m_split.uniform(0.6, 1.4) / (1 + 0.1 * static_cast<double>(j));
        cumulative[j] = weights;
    }
    auto split = [&](int64_t total, int64_t Counts::*to, auto&& below) {
        const double u = m_split.uniform(), whole = static_cast<double>(total);
        int64_t before = 0;
        for (size_t j = 0; j < n; ++j) {
            const int64_t up_to = j + 1 == n ? total : std::min(total, static_cast<int64_t>(whole * below(j) + u));
            m_pieces[j].*to = up_to - before;
            before = up_to;
        }
    };
    // Share of `of` in the ad groups up to j, by a running sum that restarts with j = 0.
    int64_t running = 0;
    auto along = [&](int64_t Counts::*of, int64_t total) {
        return [&, of, total](size_t j) {
            running = (j == 0 ? 0 : running) + m_pieces[j].*of;
            return static_cast<double>(running) / static_cast<double>(total);
        };
    };
    auto plain = [&](size_t j) { return cumulative[j] / weights; };
    auto nested = [&](int64_t total, int64_t Counts::*to, int64_t Counts::*of, int64_t of_total) {
        if (of_total > 0)
            split(total, to, along(of, of_total));
        else
            split(total, to, plain);
    };
    split(cell.impressions, &Counts::impressions, plain);
    nested(cell.clicks, &Counts::clicks, &Counts::impressions, cell.impressions);
    nested(cell.visits, &Counts::visits, &Counts::clicks, cell.clicks);
    nested(cell.leads, &Counts::leads, &Counts::visits, cell.visits);
    nested(cell.orders, &Counts::orders, &Counts::visits, cell.visits);
    nested(cell.new_customers, &Counts::new_customers, &Counts::orders, cell.orders);
    nested(cell.cost, &Counts::cost, &Counts::clicks, cell.clicks);
    nested(cell.revenue, &Counts::revenue, &Counts::orders, cell.orders);
    for (size_t j = 0; j < n; ++j)
        append_row(head, j, with_faults(series, date, series.region + series.device + j == 0, m_pieces[j]), out);
}

void RowWriter::write_day(size_t day, std::string& out) {
    const auto& campaigns = campaign_recipes();
    const auto& channels = channel_recipes();
    const FaultRecipe& fault = fault_recipe();
    const Date date = sample_days().from + static_cast<int>(day);
    // Series that are left out leave their share to the others of the campaign.
    std::vector<double> spend_total(campaigns.size(), 0), revenue_total(campaigns.size(), 0);
    auto spend_weight = [&](const Series& s) {
        const ChannelRecipe& c = channels[campaigns[s.campaign].channel];
        return c.spend_by_region[s.region] * c.spend_by_device[s.device];
    };
    auto revenue_weight = [&](const Series& s) {
        const ChannelRecipe& c = channels[campaigns[s.campaign].channel];
        return c.revenue_by_region[s.region] * c.revenue_by_device[s.device];
    };
    for (const Series& s : m_plan.series)
        if (s.pieces_on(day) > 0) {
            spend_total[s.campaign] += spend_weight(s);
            revenue_total[s.campaign] += revenue_weight(s);
        }
    size_t doubled_from = std::string::npos;
    int64_t doubled_rows = 0;
    Counts before_doubled;
    auto close_doubled = [&] {
        if (doubled_from == std::string::npos) return;
        out.append(std::string(out, doubled_from));
        Counts block = m_total;
        auto minus = [&](int64_t Counts::*m) { block.*m -= before_doubled.*m; };
        for (auto m : {&Counts::impressions, &Counts::clicks, &Counts::visits, &Counts::leads, &Counts::orders,
                       &Counts::new_customers, &Counts::cost, &Counts::revenue})
            minus(m);
        add(m_total, block);
        m_rows += doubled_rows;
        m_faults[duplicates].rows += doubled_rows;
        doubled_from = std::string::npos;
    };
    for (size_t at = 0; at < m_plan.series.size(); ++at) {
        const Series& s = m_plan.series[at];
        if (s.pieces_on(day) == 0 || !runs_on(campaigns[s.campaign], date)) continue;
        const bool doubled = s.campaign == fault.duplicate_campaign && fault.duplicates.contains(date);
        if (!doubled) close_doubled();
        const Counts cell =
            draw(s, day, spend_weight(s) / spend_total[s.campaign], revenue_weight(s) / revenue_total[s.campaign]);
        m_invoiced[campaigns[s.campaign].channel][day] += static_cast<double>(cell.cost) / 100;
        if (copies_on(s, date) == 0) {
            m_faults[missing].expected += static_cast<double>(cell.cost) / 100;
            continue;
        }
        if (doubled && doubled_from == std::string::npos) {
            doubled_from = out.size();
            doubled_rows = 0;
            before_doubled = m_total;
        }
        const int64_t rows_before = m_rows;
        write_series(at, day, cell, out);
        if (doubled) doubled_rows += m_rows - rows_before;
    }
    close_doubled();
}

std::array<double, 8> RowWriter::totals() const {
    const Counts& t = m_total;
    auto d = [](int64_t n) { return static_cast<double>(n); };
    return {d(t.impressions), d(t.clicks),        d(t.visits),     d(t.leads),
            d(t.orders),      d(t.new_customers), d(t.cost) / 100, d(t.revenue) / 100};
}

} // namespace plumbline::sample
