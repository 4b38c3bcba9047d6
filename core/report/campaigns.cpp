// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <numeric>

#include "core/report/parts.h"
#include "core/report/scale.h"

namespace plumbline::report {

namespace {

constexpr int64_t most_campaigns = 5000;
constexpr double share_worth_a_verdict = 0.005; ///< of all spend: below, a ratio is mostly chance
constexpr double scale_from = 1.5;              ///< times the average ROAS of campaigns with spend

struct Shape {
    bool cost, revenue, roas;
    metrics::Metric ranking; ///< revenue, else the main metric
};

Shape shape_of(const Setting& s) {
    const bool cost = s.has("cost"), revenue = s.has("revenue");
    return {cost, revenue, cost && revenue, revenue ? metrics::find_metric("revenue") : *s.main};
}

std::string campaign_dimension(const Setting& s) {
    for (const char* role : {"campaign", "campaign_id"})
        if (const DatasetColumn* c = s.dataset.by_role(role)) return c->field;
    return {};
}

enum class Verdict { none, review, keep, scale };

Verdict verdict_of(const narrate::CampaignFacts::Campaign& c, std::optional<double> change, double spend, double average) {
    if (!c.cost || *c.cost <= 0 || !c.revenue || spend <= 0) return Verdict::none;
    const double roas = *c.revenue / *c.cost;
    if (*c.cost / spend <= share_worth_a_verdict) return Verdict::keep;
    if (roas < 1) return Verdict::review;
    return roas > scale_from * average && change.value_or(0) >= 0 ? Verdict::scale : Verdict::keep;
}

TableCell verdict_cell(const Setting& s, Verdict verdict) {
    TableCell cell;
    cell.text = std::string(missing_value);
    cell.tone = Tone::muted;
    if (verdict == Verdict::none) return cell;
    cell.text = s.narrator.phrase(verdict == Verdict::review  ? "verdict.review"
                                  : verdict == Verdict::scale ? "verdict.scale"
                                                              : "verdict.keep");
    cell.tone = verdict == Verdict::review ? Tone::loss : verdict == Verdict::scale ? Tone::gain : Tone::muted;
    return cell;
}

} // namespace

std::vector<std::string> campaign_columns(const Setting& s) {
    if (!s.main) return {};
    if (!s.campaign_metrics.empty()) return s.campaign_metrics;
    const Shape shape = shape_of(s);
    std::vector<std::string> out;
    if (shape.cost && shape.ranking.id != "cost") out.push_back("cost");
    out.push_back(shape.ranking.id);
    if (shape.roas) out.push_back("roas");
    return out;
}

std::optional<metrics::Query> campaigns_query(const Setting& s) {
    const std::string campaign = campaign_dimension(s);
    if (campaign.empty() || !s.main) return std::nullopt;
    const Shape shape = shape_of(s);
    std::vector<std::string> ids{shape.ranking.id}, by{campaign};
    auto add = [&](const std::string& id) {
        if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    };
    if (shape.cost) add("cost");
    if (shape.roas) add("roas");
    for (const std::string& id : campaign_columns(s)) add(id);
    if (s.dataset.dimension("channel")) by.push_back("channel");
    metrics::Query q = s.query(ids, by);
    q.order = metrics::Order{shape.cost ? "cost" : shape.ranking.id, true};
    q.limit = most_campaigns;
    return q;
}

namespace {

/// How the figures of a metric's column are written.
struct Figures {
    metrics::Metric metric;
    Scale scale;
    std::string text(const Setting& s, std::optional<double> value) const {
        if (metric.unit == "percent" || (metric.unit == "currency" && metric.denominator.empty()) || metric.unit == "count")
            return scale.text(value, metric.unit, s.style);
        return format_cell(value, metric.unit, s.style);
    }
};

metrics::Metric metric_of(const Setting& s, const std::string& id) {
    if (s.main && s.main->id == id) return *s.main;
    for (const metrics::Metric& m : s.cards)
        if (m.id == id) return m;
    return s.metric(id);
}

} // namespace

TableSpec make_campaigns(const Setting& s, const Table& rows, const std::map<std::string, int>& channel_slots,
                         const Table& totals) {
    TableSpec out;
    out.id = "campaigns";
    const std::string dimension = campaign_dimension(s);
    if (dimension.empty() || !s.main) {
        out.title = s.narrator.say("campaigns.none");
        return out;
    }
    const Shape shape = shape_of(s);
    const std::string& ranking = shape.ranking.id;
    const bool channel = s.dataset.dimension("channel") != nullptr, compared = s.comparison.has_value();
    out.dimension = dimension;
    out.selected = s.kept(dimension);

    narrate::CampaignFacts facts{{}, s.subject(shape.ranking), shape.cost, shape.revenue};
    double spend = 0, returned = 0;
    for (size_t r = 0; r < rows.rows(); ++r) {
        facts.campaigns.push_back({text_at(rows, 0, r, s.narrator), number_at(rows, "cost", r), number_at(rows, "revenue", r),
                                   number_at(rows, ranking, r)});
        const auto& c = facts.campaigns.back();
        if (c.cost.value_or(0) <= 0) continue;
        spend += *c.cost;
        returned += c.revenue.value_or(0);
    }
    std::vector<size_t> order(rows.rows());
    std::iota(order.begin(), order.end(), size_t{0});
    if (shape.roas)
        std::ranges::stable_sort(order, [&](size_t a, size_t b) {
            const auto x = number_at(rows, "roas", a), y = number_at(rows, "roas", b);
            return x && y ? *x < *y : x.has_value() && !y.has_value();
        });

    // One scale for sums of money, so that spend and revenue can be read against each other; counts as they are.
    std::vector<Figures> figures;
    std::vector<std::optional<double>> money;
    for (const std::string& id : campaign_columns(s)) figures.push_back({metric_of(s, id), {}});
    auto is_money = [](const metrics::Metric& m) { return m.unit == "currency" && m.denominator.empty(); };
    for (const Figures& f : figures)
        for (size_t r = 0; is_money(f.metric) && r < rows.rows(); ++r) money.push_back(number_at(rows, f.metric.id, r));
    for (Figures& f : figures) {
        std::vector<std::optional<double>> values;
        for (size_t r = 0; r < rows.rows(); ++r) values.push_back(number_at(rows, f.metric.id, r));
        f.scale = is_money(f.metric)         ? scale_for(money, "currency", true)
                  : f.metric.id == ranking   ? scale_for(values, f.metric.unit, true)
                  : f.metric.unit == "count" ? Scale{1, 0}
                                             : scale_for(values, f.metric.unit, true);
    }
    // The bar belongs to what ranks, or to the first column where that is not shown.
    size_t barred = 0;
    for (size_t i = 0; i < figures.size(); ++i)
        if (figures[i].metric.id == ranking) barred = i;
    const metrics::Metric& bar_metric = figures[barred].metric;
    double most = 0;
    for (size_t r = 0; r < rows.rows(); ++r) most = std::max(most, number_at(rows, bar_metric.id, r).value_or(0));

    const int n = static_cast<int>(rows.rows());
    const std::string order_words = s.narrator.phrase(shape.roas   ? "subtitle.lowest_roas"
                                                      : shape.cost ? "subtitle.most_spend"
                                                                   : "subtitle.largest");
    out.title = narrate::campaigns_title(s.narrator, facts, s.style);
    std::string units = money.empty() ? "" : scale_words(scale_for(money, "currency", true), "currency", s.narrator, s.style);
    if (shape.ranking.unit == "count")
        units = join({scale_words(figures[barred].scale, bar_metric.unit, s.narrator, s.style), units});
    out.subtitle = join({s.narrator.phrase("subtitle.campaigns", {{"n", n}}), order_words, units});

    out.columns.push_back({"campaign", s.dimension_label(dimension), CellKind::text, {}});
    if (channel) out.columns.push_back({"channel", s.dimension_label("channel"), CellKind::text, {}});
    for (size_t i = 0; i < figures.size(); ++i) {
        const metrics::Metric& m = figures[i].metric;
        out.columns.push_back({m.id, s.short_label(m), CellKind::number, m.id});
        if (i == barred) out.columns.push_back({"bar", "", CellKind::bar, m.id});
    }
    if (compared) out.columns.push_back({"change", s.narrator.phrase("column.change"), CellKind::change, ranking});
    if (shape.roas) out.columns.push_back({"verdict", s.narrator.phrase("column.verdict"), CellKind::badge, {}});

    auto line = [&](const Table& from, size_t r, bool total, const std::string& name, const std::string& channel_name, int slot) {
        std::vector<TableCell> cells;
        auto add = [&](std::string text, std::optional<double> value = std::nullopt) -> TableCell& {
            TableCell cell;
            cell.text = std::move(text);
            cell.value = value;
            return cells.emplace_back(std::move(cell));
        };
        add(name);
        if (channel) add(channel_name).tone = Tone::muted;
        for (size_t i = 0; i < figures.size(); ++i) {
            const auto value = number_at(from, figures[i].metric.id, r);
            TableCell& cell = add(figures[i].text(s, value), value);
            if (figures[i].metric.id == "roas" && value && *value < 1) {
                cell.strong = true;
                cell.tone = Tone::loss;
            }
            if (i != barred) continue;
            TableCell& bar = add("", total ? std::nullopt : value);
            bar.bar = !total && most > 0 ? std::clamp(value.value_or(0) / most, 0.0, 1.0) : 0;
            bar.category_slot = slot;
        }
        if (compared)
            cells.push_back(change_cell(s, shape.ranking.unit, number_at(from, ranking + "_change", r),
                                        number_at(from, ranking, r), number_at(from, ranking + "_previous", r)));
        return cells;
    };
    for (const size_t r : order) {
        const auto& c = facts.campaigns[r];
        std::string channel_name;
        int slot = -1;
        if (channel) {
            channel_name = text_at(rows, 1, r, s.narrator);
            if (const auto at = channel_slots.find(channel_name); at != channel_slots.end()) slot = at->second;
        }
        std::vector<TableCell> cells = line(rows, r, false, c.name, channel_name, slot);
        if (shape.roas)
            cells.push_back(
                verdict_cell(s, verdict_of(c, number_at(rows, ranking + "_change", r), spend, spend > 0 ? returned / spend : 0)));
        out.rows.push_back(std::move(cells));
    }
    if (out.rows.size() > 1) {
        out.total = line(totals, 0, true, s.narrator.phrase("value.total"), "", -1);
        if (shape.roas) out.total.emplace_back();
    }
    return out;
}

} // namespace plumbline::report
