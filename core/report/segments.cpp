// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/segments.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/narrate/segment_sentences.h"
#include "core/report/scale.h"

namespace plumbline::report {

namespace {

constexpr size_t most_points = 800;
constexpr int cells_across = 40; ///< of a binned scatter

const char* level_id(segment::Level level) {
    return level == segment::Level::high ? "high" : level == segment::Level::low ? "low" : "medium";
}

TableCell cell(std::string text, std::optional<double> value = std::nullopt, Tone tone = Tone::normal) {
    TableCell out;
    out.text = std::move(text);
    out.value = value;
    out.tone = tone;
    return out;
}

Tone tone_of(segment::Verdict verdict) {
    using segment::Verdict;
    return verdict == Verdict::scale                             ? Tone::gain
           : verdict == Verdict::stop || verdict == Verdict::fix ? Tone::loss
           : verdict == Verdict::review                          ? Tone::warning
                                                                 : Tone::muted;
}

/// Points of one series; where there are too many, the mean of each cell of a grid.
std::vector<ChartPoint> binned(std::vector<ChartPoint> points, const ChartPoint& low, const ChartPoint& high,
                               const narrate::Narrator& narrator) {
    std::map<std::pair<int, int>, std::vector<ChartPoint>> cells;
    auto index = [](double v, double from, double to) {
        return to > from ? std::min(cells_across - 1, static_cast<int>((v - from) / (to - from) * cells_across)) : 0;
    };
    for (ChartPoint& p : points) cells[{index(p.x, low.x, high.x), index(*p.y, *low.y, *high.y)}].push_back(std::move(p));
    std::vector<ChartPoint> out;
    for (auto& [at, members] : cells) {
        if (members.size() == 1) {
            out.push_back(std::move(members.front()));
            continue;
        }
        ChartPoint mean;
        double y = 0;
        for (const ChartPoint& p : members) {
            mean.x += p.x / static_cast<double>(members.size());
            y += *p.y / static_cast<double>(members.size());
        }
        mean.y = y;
        mean.note = narrator.phrase("segments.cell", {{"n", static_cast<int>(members.size())}});
        out.push_back(std::move(mean));
    }
    return out;
}

ChartSpec make_scatter(const segment::SegmentFit& fit, const std::vector<std::string>& names, const std::string& x,
                       const std::string& y, const narrate::Narrator& narrator, const NumberStyle& style) {
    ChartSpec chart;
    chart.id = "segments";
    const auto xi = static_cast<size_t>(std::ranges::find(fit.kpis, x) - fit.kpis.begin());
    const auto yi = static_cast<size_t>(std::ranges::find(fit.kpis, y) - fit.kpis.begin());
    if (xi >= fit.kpis.size() || yi >= fit.kpis.size()) return chart;
    const std::string x_unit = metrics::find_metric(x).unit, y_unit = metrics::find_metric(y).unit;
    std::vector<std::optional<double>> xs, ys;
    std::map<int, std::vector<ChartPoint>> by_group;
    ChartPoint low{.x = INFINITY, .y = INFINITY, .low = {}, .high = {}, .partial = false, .note = {}}, high = low;
    high.x = -INFINITY;
    high.y = -INFINITY;
    size_t shown = 0;
    for (const segment::Campaign& c : fit.campaigns) {
        if (!c.kpis[xi] || !c.kpis[yi]) continue;
        ++shown;
        xs.push_back(c.kpis[xi]);
        ys.push_back(c.kpis[yi]);
        low.x = std::min(low.x, *c.kpis[xi]);
        low.y = std::min(*low.y, *c.kpis[yi]);
        high.x = std::max(high.x, *c.kpis[xi]);
        high.y = std::max(*high.y, *c.kpis[yi]);
        by_group[c.cluster].push_back({*c.kpis[xi], *c.kpis[yi], std::nullopt, std::nullopt, false, c.name});
    }
    const Scale x_scale = scale_for(xs, x_unit, false), y_scale = scale_for(ys, y_unit, false);
    chart.x = {AxisKind::linear, Grain::day, {}, x_unit, x_scale.divisor, true};
    chart.y = {AxisKind::linear, Grain::day, {}, y_unit, y_scale.divisor, true};
    for (auto& [group, points] : by_group) {
        ChartSeries series;
        series.mark = Mark::point;
        if (group < 0 || group > 7) {
            series.role = SeriesRole::other;
            series.name = group < 0 ? narrate::too_little_data_name(narrator) : names[static_cast<size_t>(group)];
        } else {
            series.role = SeriesRole::category;
            series.category_slot = group;
            series.name = names[static_cast<size_t>(group)];
        }
        series.points = shown > most_points ? binned(std::move(points), low, high, narrator) : std::move(points);
        chart.series.push_back(std::move(series));
    }
    const std::string x_name = narrator.metric(x, x).label, y_name = narrator.metric(y, y).label;
    auto with_scale = [&](const std::string& name, const Scale& scale, const std::string& unit) {
        const std::string words = scale_words(scale, unit, narrator, style);
        return words.empty() ? name : name + " (" + words + ")";
    };
    chart.title = narrator.say("segments.scatter", {{"n", static_cast<int>(fit.clusters.size())}});
    chart.subtitle =
        narrator.say("segments.axes", {{"x", with_scale(x_name, x_scale, x_unit)}, {"y", with_scale(y_name, y_scale, y_unit)}});
    chart.reading = narrator.say("segments.reading", {{"n", static_cast<int>(shown)}, {"x", x_name}, {"y", y_name}});
    return chart;
}

} // namespace

std::vector<std::string> group_names(const segment::SegmentFit& fit, const DatasetInfo& dataset,
                                     const narrate::Narrator& narrator) {
    std::vector<narrate::ClusterFacts> facts;
    const bool leads = dataset.by_role("leads") != nullptr;
    for (const segment::Cluster& c : fit.clusters) {
        narrate::ClusterFacts f;
        if (c.return_level) f.return_level = level_id(*c.return_level);
        if (c.budget_level) f.budget_level = level_id(*c.budget_level);
        if (c.spend_without_results) f.without = leads ? "leads" : "orders";
        f.marked_by = c.marked_by;
        f.marked_high = c.marked_high;
        f.verdict = segment::verdict_id(c.verdict);
        facts.push_back(f);
    }
    return narrate::cluster_names(narrator, facts);
}

SegmentsReport build_segments(const segment::SegmentFit& fit, const DatasetInfo& dataset, Language language, const std::string& x,
                              const std::string& y) {
    const narrate::Narrator narrator(language);
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    SegmentsReport out;
    out.kpis = fit.kpis;
    out.fingerprint = fit.fingerprint;
    out.period_text = fit.period ? format_range(*fit.period, language) : std::string();
    const auto names = group_names(fit, dataset, narrator);
    std::vector<std::string> losing;
    for (const segment::Campaign& c : fit.campaigns)
        if (c.underperformer) losing.push_back(c.name);
    out.title =
        narrate::segments_title(narrator, static_cast<int>(fit.campaigns.size()), static_cast<int>(fit.clusters.size()), losing);
    out.caption = join({out.period_text,
                        narrator.phrase("segments.caption", {{"n", static_cast<int>(fit.campaigns.size())},
                                                             {"k", static_cast<int>(fit.clusters.size())}}),
                        narrator.phrase(fit.silhouette > 0.5    ? "segments.clear"
                                        : fit.silhouette > 0.25 ? "segments.fair"
                                                                : "segments.vague")});
    auto has = [&](const std::string& id) { return std::ranges::find(fit.kpis, id) != fit.kpis.end(); };
    std::string x_id = has(x) ? x : has("cost") ? "cost" : fit.kpis.empty() ? "" : fit.kpis.front();
    std::string y_id = has(y) ? y : has("roas") ? "roas" : fit.kpis.size() > 1 ? fit.kpis[1] : x_id;
    out.scatter = make_scatter(fit, names, x_id, y_id, narrator, style);

    std::vector<std::optional<double>> costs;
    for (const segment::Campaign& c : fit.campaigns) costs.push_back(c.cost);
    const Scale money = scale_for(costs, "currency", true);
    out.groups.id = "segment_groups";
    out.groups.title = narrator.say("segments.groups_title");
    out.groups.subtitle = narrator.say("segments.groups_subtitle");
    auto phrase = [&](const char* key) { return narrator.phrase(key); };
    out.groups.columns = {
        {"group", phrase("segments.group"), CellKind::text, {}},
        {"size", phrase("segments.campaigns"), CellKind::number, {}},
        {"spend_share", narrator.metric("spend_share", "spend_share").label, CellKind::number, "spend_share"},
        {"revenue_share", narrator.metric("revenue_share", "revenue_share").label, CellKind::number, "revenue_share"},
        {"roas", "ROAS", CellKind::number, "roas"},
        {"verdict", phrase("column.verdict"), CellKind::badge, {}}};
    for (size_t i = 0; i < fit.clusters.size(); ++i) {
        const segment::Cluster& c = fit.clusters[i];
        TableCell name = cell(names[i]);
        name.category_slot = i < 8 ? static_cast<int>(i) : -1;
        out.groups.rows.push_back({name, cell(std::to_string(c.size), static_cast<double>(c.size)),
                                   cell(format_percent(c.cost_share, 1, style), c.cost_share),
                                   cell(format_percent(c.revenue_share, 1, style), c.revenue_share),
                                   cell(format_cell(c.roas, "ratio", style), c.roas),
                                   cell(narrate::verdict_word(narrator, std::string(segment::verdict_id(c.verdict))),
                                        std::nullopt, tone_of(c.verdict))});
    }
    if (fit.too_little > 0)
        out.groups.rows.push_back({cell(narrate::too_little_data_name(narrator)),
                                   cell(std::to_string(fit.too_little), static_cast<double>(fit.too_little)),
                                   cell(std::string(missing_value)), cell(std::string(missing_value)),
                                   cell(std::string(missing_value)), cell(std::string(missing_value))});

    out.campaigns.id = "segment_campaigns";
    out.campaigns.dimension = fit.dimension;
    out.campaigns.title = narrator.say("segments.verdicts_title");
    out.campaigns.subtitle = narrator.say("segments.verdicts_subtitle");
    const std::string unit_words = scale_words(money, "currency", narrator, style);
    out.campaigns.columns = {{"campaign", narrator.dimension("campaign", fit.dimension), CellKind::text, {}},
                             {"group", phrase("segments.group"), CellKind::text, {}},
                             {"cost", narrator.metric("cost", "cost").label + (unit_words.empty() ? "" : " (" + unit_words + ")"),
                              CellKind::number, "cost"},
                             {"roas", "ROAS", CellKind::number, "roas"},
                             {"verdict", phrase("column.verdict"), CellKind::badge, {}},
                             {"why", phrase("segments.why"), CellKind::text, {}}};
    for (const segment::Campaign& c : fit.campaigns) {
        narrate::VerdictFacts why{std::string(segment::reason_id(c.reason)), {}, {}, {}, fit.roas};
        if (c.roas) {
            why.roas = c.roas->shrunk;
            why.lower = c.roas->lower;
            why.upper = c.roas->upper;
        }
        const std::optional<double> roas = c.cost > 0 ? std::optional(c.revenue / c.cost) : std::nullopt;
        TableCell name = cell(c.name);
        name.category_slot = c.cluster >= 0 && c.cluster < 8 ? c.cluster : -1;
        out.campaigns.rows.push_back(
            {name,
             cell(c.cluster < 0 ? narrate::too_little_data_name(narrator) : names[static_cast<size_t>(c.cluster)], std::nullopt,
                  Tone::muted),
             cell(money.text(c.cost, "currency", style), c.cost),
             cell(format_cell(roas, "ratio", style), roas, roas && *roas < 1 ? Tone::loss : Tone::normal),
             cell(narrate::verdict_word(narrator, std::string(segment::verdict_id(c.verdict))), static_cast<double>(c.verdict),
                  tone_of(c.verdict)),
             cell(narrate::verdict_reason(narrator, why, style), std::nullopt, Tone::muted)});
    }
    return out;
}

Document segments_document(const SegmentsReport& report, std::string workspace, std::string created, Language language) {
    const narrate::Narrator narrator(language);
    Document out;
    out.workspace = std::move(workspace);
    out.kind = narrator.phrase("segments.document");
    out.scope = report.period_text;
    out.created = std::move(created);
    out.fingerprint = report.fingerprint;
    out.language = language;
    out.blocks.push_back(Heading{report.title, report.caption});
    if (!report.scatter.series.empty()) out.blocks.push_back(report.scatter);
    out.blocks.push_back(report.groups);
    out.blocks.push_back(report.campaigns);
    return out;
}

} // namespace plumbline::report
