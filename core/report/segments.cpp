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
constexpr int cells_across = 40; ///< of a binned scatter at most; fewer where groups lie over each other

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

/// "97%"; what is as good as certain is said to be above 99 %.
std::string sure_text(std::optional<double> sure, const NumberStyle& style) {
    constexpr double certain = 0.99;
    if (!sure) return std::string(missing_value);
    return *sure > certain ? "> " + format_percent(certain, 0, style) : format_percent(*sure, 0, style);
}

/// Points of one series; where there are too many, the mean of each cell of a grid.
std::vector<ChartPoint> binned(std::vector<ChartPoint> points, const ChartPoint& low, const ChartPoint& high, int across,
                               const narrate::Narrator& narrator) {
    std::map<std::pair<int, int>, std::vector<ChartPoint>> cells;
    auto index = [&](double v, double from, double to) {
        return to > from ? std::min(across - 1, static_cast<int>((v - from) / (to - from) * across)) : 0;
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
    for (int across = cells_across; shown > most_points; across = across * 3 / 4) {
        std::map<int, std::vector<ChartPoint>> cells;
        size_t drawn = 0;
        for (const auto& [group, points] : by_group) drawn += (cells[group] = binned(points, low, high, across, narrator)).size();
        if (drawn > most_points && across > 2) continue;
        by_group = std::move(cells);
        break;
    }
    for (auto& [group, points] : by_group) {
        ChartSeries series;
        series.mark = Mark::point;
        if (group < 0 || group > 7) {
            series.role = SeriesRole::other;
            series.name = group < 0 ? narrate::ungrouped_name(narrator) : names[static_cast<size_t>(group)];
        } else {
            series.role = SeriesRole::category;
            series.category_slot = group;
            series.name = names[static_cast<size_t>(group)];
        }
        series.end_label = series.name; // at the centre of its points
        series.points = std::move(points);
        chart.series.push_back(std::move(series));
    }
    const std::string x_name = narrator.metric(x, x).label, y_name = narrator.metric(y, y).label;
    auto with_scale = [&](const std::string& name, const Scale& scale, const std::string& unit) {
        const std::string words = scale_words(scale, unit, narrator, style);
        return words.empty() ? name : name + " (" + words + ")";
    };
    chart.title = fit.clusters.size() == 1 ? narrator.say("segments.scatter_one")
                                           : narrator.say("segments.scatter", {{"n", static_cast<int>(fit.clusters.size())}});
    chart.subtitle = join(
        {narrator.say("segments.axes", {{"x", with_scale(x_name, x_scale, x_unit)}, {"y", with_scale(y_name, y_scale, y_unit)}}),
         shown > most_points ? narrator.phrase("segments.cells", {{"n", static_cast<int>(most_points)}}) : std::string()});
    chart.reading = narrator.say("segments.reading", {{"n", static_cast<int>(shown)}, {"x", x_name}, {"y", y_name}});
    return chart;
}

} // namespace

namespace {

std::vector<narrate::ClusterFacts> facts_of(const segment::SegmentFit& fit, const DatasetInfo& dataset) {
    std::vector<narrate::ClusterFacts> facts;
    const bool leads = dataset.by_role("leads") != nullptr;
    for (const segment::Cluster& c : fit.clusters) {
        narrate::ClusterFacts f;
        const bool compares = fit.clusters.size() > 1; // one group of all is neither high nor low
        if (compares && c.return_level) f.return_level = level_id(*c.return_level);
        if (compares && c.budget_level) f.budget_level = level_id(*c.budget_level);
        if (c.spend_without_results) f.without = leads ? "leads" : "orders";
        if (compares) f.marked_by = c.marked_by;
        f.marked_high = c.marked_high;
        f.verdict = segment::verdict_id(c.verdict);
        facts.push_back(f);
    }
    return facts;
}

/// KPIs of one group against those of all; amounts as means of a campaign, so that groups of any size compare.
TableSpec make_profile(const segment::SegmentFit& fit, size_t group, const std::string& name, const narrate::Narrator& narrator,
                       const NumberStyle& style) {
    TableSpec t;
    t.id = "segment_profile";
    t.title = narrator.say("segments.profile_title", {{"group", name}});
    // Sales without spend raise the return of all campaigns; a verdict compares with those that spend.
    const auto roas = std::ranges::find(fit.kpis, "roas");
    const size_t at = static_cast<size_t>(roas - fit.kpis.begin());
    const bool apart = roas != fit.kpis.end() && at < fit.whole.size() && fit.whole[at] && fit.roas &&
                       std::abs(*fit.whole[at] / *fit.roas - 1) >= 0.005;
    t.subtitle = apart ? narrator.say("segments.profile_spending", {{"roas", format_cell(fit.roas, "ratio", style)}})
                       : narrator.say("segments.profile_subtitle");
    t.columns = {{"kpi", narrator.say("segments.profile_kpi"), CellKind::text, {}},
                 {"group", narrator.say("segments.profile_group"), CellKind::number, {}},
                 {"all", narrator.say("segments.profile_all"), CellKind::number, {}},
                 {"against", narrator.say("segments.profile_against"), CellKind::change, {}}};
    const segment::Cluster& c = fit.clusters[group];
    for (size_t j = 0; j < fit.kpis.size() && j < c.centre.size() && j < fit.whole.size(); ++j) {
        const metrics::Metric& m = metrics::find_metric(fit.kpis[j]);
        std::optional<double> own = c.centre[j], all = fit.whole[j];
        if (m.denominator.empty()) {
            if (own) own = *own / static_cast<double>(std::max<size_t>(1, c.size));
            if (all) all = *all / static_cast<double>(std::max<size_t>(1, fit.campaigns.size()));
        }
        std::optional<double> change;
        if (own && all && *all > 0) change = *own / *all - 1;
        // Below one percent nothing is said with a colour.
        const double good = change && std::abs(*change) >= 0.01 ? *change * m.good : 0;
        const auto text = [&](std::optional<double> v) {
            if (v && m.unit == "percent") return format_percent(*v, 2, style);
            if (v && std::abs(*v) >= 1000) return format_number(*v, 0, style);
            return format_cell(v, m.unit, style);
        };
        t.rows.push_back({cell(narrator.metric(m.id, m.id).label), cell(text(own), own), cell(text(all), all, Tone::muted),
                          cell(change ? format_change(*change, style) : std::string(missing_value), change,
                               good > 0   ? Tone::gain
                               : good < 0 ? Tone::loss
                                          : Tone::muted)});
    }
    return t;
}

} // namespace

std::vector<std::string> group_names(const segment::SegmentFit& fit, const DatasetInfo& dataset,
                                     const narrate::Narrator& narrator) {
    return narrate::cluster_names(narrator, facts_of(fit, dataset));
}

SegmentsReport build_segments(const segment::SegmentFit& fit, const DatasetInfo& dataset, Language language, const std::string& x,
                              const std::string& y, int group) {
    const narrate::Narrator narrator(language);
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    SegmentsReport out;
    out.kpis = fit.kpis;
    out.fingerprint = fit.fingerprint;
    out.period_text = fit.period ? format_range(*fit.period, language) : std::string();
    const auto names = narrate::short_cluster_names(narrator, facts_of(fit, dataset)); // the verdict stands beside
    const auto name_of = [&](const segment::Campaign& c) { return c.name.empty() ? narrator.phrase("value.none") : c.name; };
    std::vector<std::string> losing;
    for (const segment::Campaign& c : fit.campaigns)
        if (c.underperformer) losing.push_back(name_of(c));
    out.title =
        narrate::segments_title(narrator, static_cast<int>(fit.campaigns.size()), static_cast<int>(fit.clusters.size()), losing);
    out.caption = join({out.period_text,
                        narrator.phrase("segments.caption", {{"n", static_cast<int>(fit.campaigns.size())},
                                                             {"k", static_cast<int>(fit.clusters.size())}}),
                        fit.clusters.size() < 2 ? std::string()
                        : fit.silhouette > 0.5  ? narrator.phrase("segments.clear")
                        : fit.silhouette > 0.25 ? narrator.phrase("segments.fair")
                                                : narrator.phrase("segments.vague")});
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
    out.groups.dimension = "segment_group";
    out.groups.columns = {{"group", phrase("segments.group"), CellKind::text, {}},
                          {"size", phrase("segments.campaigns"), CellKind::number, {}},
                          {"spend_share", narrator.metric("cost", "cost").short_label, CellKind::number, "spend_share"},
                          {"revenue_share", narrator.metric("revenue", "revenue").short_label, CellKind::number, "revenue_share"},
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
    if (fit.too_little > 0) // each of them has its own reason, so they have no verdict together
        out.groups.rows.push_back({cell(narrate::ungrouped_name(narrator)),
                                   cell(std::to_string(fit.too_little), static_cast<double>(fit.too_little)),
                                   cell(std::string(missing_value)), cell(std::string(missing_value)),
                                   cell(std::string(missing_value)), cell(std::string())});

    // One group of all is no different from all.
    if (fit.clusters.size() == 1) out.groups.selected = {names.front()};
    if (fit.clusters.size() > 1) {
        out.group = std::clamp(group, 0, static_cast<int>(fit.clusters.size()) - 1);
        out.groups.selected = {names[static_cast<size_t>(out.group)]};
        out.profile = make_profile(fit, static_cast<size_t>(out.group), names[static_cast<size_t>(out.group)], narrator, style);
    }

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
                             {"sure", phrase("segments.sure"), CellKind::number, {}},
                             {"why", phrase("segments.why"), CellKind::text, {}}};
    std::vector<const segment::Campaign*> listed;
    for (const bool losing_ones : {true, false})
        for (const segment::Campaign& c : fit.campaigns)
            if (c.underperformer == losing_ones) listed.push_back(&c);
    for (const segment::Campaign* each : listed) {
        const segment::Campaign& c = *each;
        narrate::VerdictFacts why{std::string(segment::reason_id(c.reason)), {}, {}, {}, fit.roas};
        if (c.roas) {
            why.roas = c.roas->shrunk;
            why.lower = c.roas->lower;
            why.upper = c.roas->upper;
        }
        const std::optional<double> roas = c.cost > 0 ? std::optional(c.revenue / c.cost) : std::nullopt;
        TableCell name = cell(name_of(c));
        name.category_slot = c.cluster >= 0 && c.cluster < 8 ? c.cluster : -1;
        out.campaigns.rows.push_back(
            {name,
             cell(c.cluster < 0 ? narrate::ungrouped_name(narrator) : names[static_cast<size_t>(c.cluster)], std::nullopt,
                  Tone::muted),
             cell(money.text(c.cost, "currency", style), c.cost),
             cell(format_cell(roas, "ratio", style), roas, roas && *roas < 1 ? Tone::loss : Tone::normal),
             cell(narrate::verdict_word(narrator, std::string(segment::verdict_id(c.verdict))), static_cast<double>(c.verdict),
                  tone_of(c.verdict)),
             cell(sure_text(c.sure, style), c.sure, Tone::muted),
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
    if (!report.profile.rows.empty()) out.blocks.push_back(report.profile);
    out.blocks.push_back(report.campaigns);
    return out;
}

} // namespace plumbline::report
