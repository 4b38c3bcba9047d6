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

std::optional<metrics::Query> campaigns_query(const Setting& s) {
    const std::string campaign = campaign_dimension(s);
    if (campaign.empty() || !s.main) return std::nullopt;
    const Shape shape = shape_of(s);
    std::vector<std::string> ids{shape.ranking.id}, by{campaign};
    if (shape.cost && shape.ranking.id != "cost") ids.push_back("cost");
    if (shape.roas) ids.push_back("roas");
    if (s.dataset.dimension("channel")) by.push_back("channel");
    metrics::Query q = s.query(ids, by);
    q.order = metrics::Order{shape.cost ? "cost" : shape.ranking.id, true};
    q.limit = most_campaigns;
    return q;
}

TableSpec make_campaigns(const Setting& s, const Table& rows, const std::map<std::string, int>& channel_slots) {
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
    const bool spend_column = shape.cost && ranking != "cost";
    out.dimension = dimension;

    narrate::CampaignFacts facts{{}, s.subject(shape.ranking), shape.cost, shape.revenue};
    std::vector<std::optional<double>> amounts, spends;
    double most = 0, spend = 0, returned = 0;
    for (size_t r = 0; r < rows.rows(); ++r) {
        facts.campaigns.push_back({text_at(rows, 0, r, s.narrator), number_at(rows, "cost", r), number_at(rows, "revenue", r),
                                   number_at(rows, ranking, r)});
        const auto& c = facts.campaigns.back();
        amounts.push_back(c.main);
        spends.push_back(c.cost);
        most = std::max(most, c.main.value_or(0));
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

    // One scale for money, so that spend and revenue can be read against each other.
    std::vector<std::optional<double>> both = amounts;
    if (shape.ranking.unit == "currency") both.insert(both.end(), spends.begin(), spends.end());
    const Scale scale = scale_for(both, shape.ranking.unit, true);
    const Scale spend_scale = shape.ranking.unit == "currency" ? scale : scale_for(spends, "currency", true);
    const int n = static_cast<int>(rows.rows());
    const std::string order_words = s.narrator.phrase(shape.roas   ? "subtitle.lowest_roas"
                                                      : shape.cost ? "subtitle.most_spend"
                                                                   : "subtitle.largest");
    out.title = narrate::campaigns_title(s.narrator, facts, s.style);
    out.subtitle = join({s.narrator.phrase("subtitle.campaigns", {{"n", n}}), order_words,
                         scale_words(scale, shape.ranking.unit, s.narrator, s.style)});

    out.columns.push_back({"campaign", s.dimension_label(dimension), CellKind::text, {}});
    if (channel) out.columns.push_back({"channel", s.dimension_label("channel"), CellKind::text, {}});
    if (spend_column) out.columns.push_back({"cost", s.short_label(metrics::find_metric("cost")), CellKind::number, "cost"});
    out.columns.push_back({ranking, s.short_label(shape.ranking), CellKind::number, ranking});
    out.columns.push_back({"bar", "", CellKind::bar, ranking});
    if (shape.roas) out.columns.push_back({"roas", "ROAS", CellKind::number, "roas"});
    if (compared) out.columns.push_back({"change", s.narrator.phrase("column.change"), CellKind::change, ranking});
    if (shape.roas) out.columns.push_back({"verdict", s.narrator.phrase("column.verdict"), CellKind::badge, {}});

    for (const size_t r : order) {
        const auto& c = facts.campaigns[r];
        std::vector<TableCell> cells;
        auto add = [&](std::string text, std::optional<double> value = std::nullopt) -> TableCell& {
            TableCell cell;
            cell.text = std::move(text);
            cell.value = value;
            return cells.emplace_back(std::move(cell));
        };
        add(c.name);
        int slot = -1;
        if (channel) {
            const std::string name = text_at(rows, 1, r, s.narrator);
            add(name).tone = Tone::muted;
            if (const auto at = channel_slots.find(name); at != channel_slots.end()) slot = at->second;
        }
        if (spend_column) add(spend_scale.text(c.cost, "currency", s.style), c.cost);
        add(scale.text(c.main, shape.ranking.unit, s.style), c.main);
        TableCell& bar = add("", c.main);
        bar.bar = most > 0 ? std::clamp(c.main.value_or(0) / most, 0.0, 1.0) : 0;
        bar.category_slot = slot;
        if (shape.roas) {
            const auto roas = number_at(rows, "roas", r);
            TableCell& cell = add(format_cell(roas, "ratio", s.style), roas);
            cell.strong = roas && *roas < 1;
            if (cell.strong) cell.tone = Tone::loss;
        }
        const auto change = number_at(rows, ranking + "_change", r);
        if (compared) add(change ? change_text(s, shape.ranking.unit, *change, false) : std::string(missing_value), change);
        if (shape.roas) cells.push_back(verdict_cell(s, verdict_of(c, change, spend, spend > 0 ? returned / spend : 0)));
        out.rows.push_back(std::move(cells));
    }
    return out;
}

} // namespace plumbline::report
