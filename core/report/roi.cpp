// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/roi.h"

#include <algorithm>
#include <cmath>

#include "core/narrate/narrator.h"
#include "core/report/roi_parts.h"

namespace plumbline::report {

namespace {

constexpr int64_t most_returns = 5000;
constexpr int64_t most_channels = 200;
constexpr size_t slope_window = 13; ///< periods: a quarter of weeks

std::string returns_dimension(const Setting& s) {
    for (const char* role : {"campaign", "campaign_id"})
        if (const DatasetColumn* c = s.dataset.by_role(role)) return c->field;
    return s.dataset.dimension("channel") ? std::string("channel") : s.breakdown;
}

std::string channels_dimension(const Setting& s, const DashboardRequest& request) {
    if (!request.breakdown.empty()) return s.breakdown;
    return s.dataset.dimension("channel") ? std::string("channel") : s.breakdown;
}

std::string caption_of(const Setting& s) {
    const Language language = s.narrator.language();
    if (!s.dated) return s.word("caption.undated");
    std::string out = format_range(s.period, language);
    if (!s.style.currency.empty()) out += ", " + s.style.currency;
    if (s.comparison) out += ", " + s.narrator.phrase("document.against", {{"comparison", s.comparison_label()}});
    return narrate::capitalised(out);
}

std::string title_of(const Setting& s, const std::vector<Return>& returns, const Table& totals) {
    const Language language = s.narrator.language();
    int under = 0, all = 0;
    double lost = 0, spend = 0;
    for (const Return& r : returns) spend += r.cost;
    for (const Return& r : returns) {
        if (r.cost <= 0) continue;
        ++all;
        if (r.revenue >= r.cost) continue;
        ++under;
        lost += r.cost - r.revenue;
    }
    const auto cost = number_at(totals, "cost", 0), roas = number_at(totals, "roas", 0);
    if (!cost || *cost <= 0) return s.word("roi.no_spend");
    std::string base;
    if (all < 2 || !s.dataset.by_role("campaign"))
        base = words("roi.title_plain", language,
                     {{"roas", format_card(roas, "ratio", s.style)}, {"spend", format_card(cost, "currency", s.style)}});
    else
        base = words(
            under == 0   ? "roi.title_none"
            : under == 1 ? "roi.title_one"
                         : "roi.title",
            language,
            {{"n", std::to_string(under)}, {"all", std::to_string(all)}, {"amount", format_card(lost, "currency", s.style)}});
    const std::string filter = s.filters_short();
    return filter.empty() ? base : words("title.filtered", language, {{"filter", filter}, {"base", base}});
}

} // namespace

std::vector<std::optional<double>> rolling_slope(const std::vector<std::optional<double>>& x,
                                                 const std::vector<std::optional<double>>& y, size_t window, size_t fewest,
                                                 double least_variation) {
    std::vector<std::optional<double>> out(x.size());
    for (size_t i = 0; i < x.size(); ++i) {
        double n = 0, mx = 0, my = 0;
        const size_t from = i + 1 > window ? i + 1 - window : 0;
        auto known = [&](size_t k) { return x[k] && k < y.size() && y[k]; };
        for (size_t k = from; k <= i; ++k)
            if (known(k)) {
                n += 1;
                mx += *x[k];
                my += *y[k];
            }
        if (n < static_cast<double>(fewest)) continue;
        mx /= n;
        my /= n;
        double xx = 0, xy = 0;
        for (size_t k = from; k <= i; ++k)
            if (known(k)) {
                xx += (*x[k] - mx) * (*x[k] - mx);
                xy += (*x[k] - mx) * (*y[k] - my);
            }
        if (mx <= 0 || std::sqrt(xx / n) < least_variation * mx) continue;
        out[i] = xy / xx;
    }
    return out;
}

RoiReport build_roi(const metrics::Context& context, const DashboardRequest& asked, std::stop_token stop) {
    DashboardRequest request = asked;
    request.metric = "revenue";
    request.cards = {"cost", "revenue", "roas", "roi", "profit", "cpa"};
    const Setting s(context, request, stop);
    RoiReport out;
    out.dated = s.dated;
    out.period = s.period;
    out.comparison = s.comparison;
    out.comparison_label = s.comparison_label();
    out.filters_label = s.filters_label();
    out.currency = s.style.currency;
    out.fingerprint = s.dataset.fingerprint.substr(0, 8);
    out.caption = caption_of(s);
    if (!s.has("cost") || !s.has("revenue")) {
        out.possible = false;
        out.title = s.word("roi.impossible");
        out.caption.clear();
        return out;
    }

    std::vector<metrics::Query> queries;
    auto add = [&](metrics::Query q) {
        queries.push_back(std::move(q));
        return queries.size() - 1;
    };
    auto by_grain = [&](const DateRange& days, std::vector<std::string> ids, std::vector<std::string> by) {
        metrics::Query q = s.query(std::move(ids), std::move(by));
        q.compare = metrics::Comparison::none;
        q.grain = s.grain;
        q.period = days;
        return q;
    };
    const std::string dimension = returns_dimension(s), channels = channels_dimension(s, asked);
    const bool with_channel =
        !dimension.empty() && s.dataset.dimension("channel") && s.dataset.dimension("channel") != s.dataset.dimension(dimension);
    const size_t totals = add(s.query(card_metrics(s)));
    std::optional<size_t> points, before, lead, campaigns, campaign_points, channel_rows;
    if (s.dated) {
        std::vector<std::string> ids;
        for (const metrics::Metric& m : s.cards) ids.push_back(m.id);
        points = add(by_grain(s.period, ids, {}));
        if (s.comparison) before = add(by_grain(*s.comparison, ids, {}));
        // The slope of the first period needs those before it.
        const Date from = add_periods(period_start(s.period.from, s.grain), s.grain, -static_cast<int>(slope_window - 1));
        lead = add(by_grain({std::max(from, s.dataset.dates->from), s.period.to}, {"cost", "revenue", "roas"}, {}));
    }
    if (!dimension.empty()) {
        metrics::Query q = s.query({"cost", "revenue"}, with_channel ? std::vector<std::string>{dimension, "channel"}
                                                                     : std::vector<std::string>{dimension});
        q.compare = metrics::Comparison::none;
        q.order = metrics::Order{"cost", true};
        q.limit = most_returns;
        campaigns = add(std::move(q));
        if (s.dated) campaign_points = add(by_grain(s.period, {"cost", "revenue"}, {dimension}));
    }
    if (!channels.empty()) {
        metrics::Query q = s.query({"cost", "revenue", "roas", "spend_share", "revenue_share"}, {channels});
        // A filter on the dimension itself marks its rows instead of leaving out the others.
        std::erase_if(q.filters, [&](const metrics::Filter& f) {
            return !f.exclude && s.dataset.dimension(f.dimension) == s.dataset.dimension(channels);
        });
        q.order = metrics::Order{"cost", true};
        q.limit = most_channels;
        channel_rows = add(std::move(q));
    }
    const std::vector<metrics::Answer> answers = metrics::run_many(context, queries, stop);
    static const Table none;
    auto table = [&](const std::optional<size_t>& at) -> const Table& { return at ? answers[*at].table : none; };

    std::vector<Return> returns;
    std::map<std::string, size_t> at;
    for (size_t r = 0; r < table(campaigns).rows(); ++r) {
        Return one;
        one.name = text_at(table(campaigns), 0, r, s.narrator);
        if (with_channel) one.channel = text_at(table(campaigns), 1, r, s.narrator);
        one.cost = number_at(table(campaigns), "cost", r).value_or(0);
        one.revenue = number_at(table(campaigns), "revenue", r).value_or(0);
        // A name that runs in several channels is one campaign here: its first line is the one that costs most.
        if (const auto known = at.find(one.name); known != at.end()) {
            returns[known->second].cost += one.cost;
            returns[known->second].revenue += one.revenue;
            continue;
        }
        at[one.name] = returns.size();
        returns.push_back(std::move(one));
    }
    for (size_t r = 0; r < table(campaign_points).rows(); ++r) {
        const auto known = at.find(text_at(table(campaign_points), 1, r, s.narrator));
        const double cost = number_at(table(campaign_points), "cost", r).value_or(0);
        if (known == at.end() || cost <= 0) continue;
        Return& one = returns[known->second];
        ++one.periods;
        one.periods_under += number_at(table(campaign_points), "revenue", r).value_or(0) < cost;
    }

    const Table& sums = answers[totals].table;
    const bool has_channel = s.dataset.dimension("channel") != nullptr;
    const std::map<std::string, int> slots = has_channel ? s.slots("channel") : std::map<std::string, int>{};
    const bool same = has_channel && s.dataset.dimension(channels) == s.dataset.dimension("channel");
    out.title = title_of(s, returns, sums);
    out.cards = make_cards(s, sums, table(points), table(before));
    out.scatter = make_scatter(s, returns, out.scatter_names);
    out.scatter_dimension = dimension;
    out.channels = make_channels(s, table(channel_rows), same ? slots : std::map<std::string, int>{}, sums);
    out.channels.dimension = channels;
    out.channels.selected = s.kept(channels);
    if (s.dated) out.marginal = make_marginal(s, table(lead), slope_window);
    out.under = make_under(s, returns, dimension, slots);
    return out;
}

Document roi_document(const RoiReport& report, std::string workspace, std::string created, Language language) {
    const narrate::Narrator narrator(language);
    Document out;
    out.workspace = std::move(workspace);
    out.kind = words("roi.document", language);
    out.scope = report.dated ? format_range(report.period, language) : words("period.all_rows", language);
    if (report.comparison) out.scope += ", " + narrator.phrase("document.against", {{"comparison", report.comparison_label}});
    out.scope += ", " + report.filters_label;
    out.created = std::move(created);
    out.fingerprint = report.fingerprint;
    out.language = language;
    out.blocks.push_back(Heading{report.title, report.caption});
    if (!report.possible) return out;
    out.blocks.push_back(CardRow{report.cards});
    for (const ChartSpec* chart : {&report.scatter, &report.marginal})
        if (!chart->series.empty()) out.blocks.push_back(*chart);
    for (const TableSpec* table : {&report.channels, &report.under})
        if (!table->rows.empty()) out.blocks.push_back(*table);
    return out;
}

} // namespace plumbline::report
