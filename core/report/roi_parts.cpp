// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/roi_parts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/report/scale.h"

namespace plumbline::report {

namespace {

constexpr size_t most_points = 800;    ///< what a scatter can show
constexpr size_t fewest_for_slope = 8; ///< points of a slope
/// Spend that varies by less tells nothing about what more of it would do.
constexpr double least_variation = 0.05;

TableCell cell(std::string text, std::optional<double> value = std::nullopt, Tone tone = Tone::normal) {
    TableCell out;
    out.text = std::move(text);
    out.value = value;
    out.tone = tone;
    return out;
}

std::string scale_suffix(const Setting& s, const Scale& scale) {
    const std::string unit = scale_words(scale, "currency", s.narrator, s.style);
    return unit.empty() ? "" : ", " + unit;
}

TableCell roas_cell(const Setting& s, std::optional<double> roas) {
    TableCell out = cell(format_cell(roas, "ratio", s.style), roas);
    out.strong = roas && *roas < 1;
    if (out.strong) out.tone = Tone::loss;
    return out;
}

} // namespace

namespace {

/// The sentence of that key, about campaigns or, where the dataset has none, about channels.
std::string of_whom(const Setting& s, const std::string& key) {
    return s.dataset.by_role("campaign") || s.dataset.by_role("campaign_id") ? key : key + "_channels";
}

} // namespace

ChartSpec make_scatter(const Setting& s, const std::vector<Return>& returns, std::vector<std::string>& names) {
    const Language language = s.narrator.language();
    ChartSpec chart;
    chart.id = "scatter";
    std::vector<const Return*> shown;
    for (const Return& r : returns)
        if (r.cost > 0) shown.push_back(&r);
    std::ranges::stable_sort(shown, [](const Return* a, const Return* b) { return a->cost > b->cost; });
    const size_t all = shown.size();
    if (all == 0) return chart;
    if (shown.size() > most_points) shown.resize(most_points);
    std::vector<std::optional<double>> amounts;
    double most = 0, low = shown.back()->cost, high = shown.front()->cost;
    for (const Return* r : shown) {
        amounts.push_back(r->cost);
        amounts.push_back(r->revenue);
        most = std::max(most, r->cost);
    }
    const Scale scale = scale_for(amounts, "currency", false);
    chart.x = {AxisKind::linear, Grain::day, {}, "currency", scale.divisor, true};
    chart.y = {AxisKind::linear, Grain::day, {}, "currency", scale.divisor, true};

    // What is worth a name comes first: the largest losses, the largest spends.
    std::ranges::stable_sort(shown, [](const Return* a, const Return* b) {
        const double x = a->revenue - a->cost, y = b->revenue - b->cost;
        return (x < 0) != (y < 0) ? x < 0 : x < 0 ? x < y : a->cost > b->cost;
    });

    ChartSeries line, above, under;
    line.name = s.word("roi.break_even");
    line.role = SeriesRole::target;
    line.points = {{0, 0.0, std::nullopt, std::nullopt, false, {}}, {most, most, std::nullopt, std::nullopt, false, {}}};
    line.end_label = line.name;
    above.name = s.word("roi.campaigns_above");
    under.name = s.word("roi.campaigns_under");
    above.role = SeriesRole::actual;
    under.role = SeriesRole::loss;
    above.mark = under.mark = Mark::point;
    std::vector<std::string> above_names, under_names;
    for (const Return* r : shown) {
        const bool less = r->revenue < r->cost;
        (less ? under : above).points.push_back({r->cost, r->revenue, std::nullopt, std::nullopt, false, r->name});
        (less ? under_names : above_names).push_back(r->name);
    }
    const int n =
        static_cast<int>(std::ranges::count_if(returns, [](const Return& r) { return r.cost > 0 && r.revenue < r.cost; }));
    const std::map<std::string, std::string> facts{{"n", std::to_string(n)},
                                                   {"all", std::to_string(all)},
                                                   {"scale", scale_suffix(s, scale)},
                                                   {"low", format_card(low, "currency", s.style)},
                                                   {"high", format_card(high, "currency", s.style)}};
    chart.title = words(of_whom(s, n == 0 ? "roi.scatter_none" : n == 1 ? "roi.scatter_one" : "roi.scatter"), language, facts);
    chart.subtitle = words(of_whom(s, "roi.scatter_subtitle"), language, facts);
    chart.reading = words(of_whom(s, "roi.scatter_reading"), language, facts);
    chart.series.push_back(std::move(line));
    for (auto* part : {&above, &under})
        if (!part->points.empty()) {
            names.insert(names.end(), part == &above ? above_names.begin() : under_names.begin(),
                         part == &above ? above_names.end() : under_names.end());
            chart.series.push_back(std::move(*part));
        }
    return chart;
}

TableSpec make_channels(const Setting& s, const Table& rows, const std::map<std::string, int>& slots, const Table& totals) {
    const Language language = s.narrator.language();
    TableSpec out;
    out.id = "roi_channels";
    if (rows.rows() == 0) return out;
    std::vector<std::optional<double>> money;
    for (size_t r = 0; r < rows.rows(); ++r) {
        money.push_back(number_at(rows, "cost", r));
        money.push_back(number_at(rows, "revenue", r));
    }
    const Scale scale = scale_for(money, "currency", false);
    const std::string dimension = s.dimension_label(rows.column(0).name());
    const bool compared = s.comparison.has_value();
    out.columns = {{"name", dimension, CellKind::text, {}},
                   {"cost", s.short_label(metrics::find_metric("cost")), CellKind::number, "cost"},
                   {"spend_share", s.word("roi.share_spend"), CellKind::number, "spend_share"},
                   {"revenue", s.short_label(metrics::find_metric("revenue")), CellKind::number, "revenue"},
                   {"revenue_share", s.word("roi.share_revenue"), CellKind::number, "revenue_share"},
                   {"gap", s.word("roi.gap"), CellKind::change, {}},
                   {"roas", "ROAS", CellKind::number, "roas"}};
    if (compared) out.columns.push_back({"marginal", s.word("roi.marginal_column"), CellKind::number, {}});
    auto line = [&](const Table& from, size_t r, const std::string& name, int slot, bool total) {
        std::vector<TableCell> cells;
        const auto cost = number_at(from, "cost", r), revenue = number_at(from, "revenue", r);
        cells.push_back(cell(name));
        cells.back().category_slot = slot;
        const auto spend_share = total ? std::nullopt : number_at(from, "spend_share", r);
        const auto revenue_share = total ? std::nullopt : number_at(from, "revenue_share", r);
        auto percent = [&](std::optional<double> v) {
            return v ? format_percent(*v, 1, s.style) : std::string(total ? "" : missing_value);
        };
        cells.push_back(cell(scale.text(cost, "currency", s.style), cost));
        cells.push_back(cell(percent(spend_share), spend_share));
        cells.push_back(cell(scale.text(revenue, "currency", s.style), revenue));
        cells.push_back(cell(percent(revenue_share), revenue_share));
        // Points of revenue beyond its points of spend: who carries whom.
        std::optional<double> gap;
        if (spend_share && revenue_share && *spend_share > 0) gap = *revenue_share - *spend_share;
        cells.push_back(cell(gap ? format_points(*gap, s.style) : std::string(total ? "" : missing_value), gap));
        if (gap && std::fabs(*gap) >= 0.0005) cells.back().tone = *gap > 0 ? Tone::gain : Tone::loss;
        cells.push_back(roas_cell(s, number_at(from, "roas", r)));
        if (compared) {
            const auto cost_before = number_at(from, "cost_previous", r), revenue_before = number_at(from, "revenue_previous", r);
            std::optional<double> marginal;
            // More revenue for each 1 more of spend than before; where spend hardly moved nothing can be told.
            if (cost && revenue && cost_before && revenue_before && *cost_before > 0 &&
                std::fabs(*cost - *cost_before) >= least_variation * *cost_before)
                marginal = (*revenue - *revenue_before) / (*cost - *cost_before);
            cells.push_back(cell(format_cell(marginal, "ratio", s.style), marginal));
            cells.back().strong = marginal && *marginal < 1;
            if (cells.back().strong) cells.back().tone = Tone::loss;
        }
        return cells;
    };
    size_t worst = 0;
    std::optional<double> widest;
    for (size_t r = 0; r < rows.rows(); ++r) {
        const std::string name = text_at(rows, 0, r, s.narrator);
        const auto slot = slots.find(name);
        out.rows.push_back(line(rows, r, name, slots.empty() ? -1 : slot == slots.end() ? other_slot : slot->second, false));
        const auto gap = out.rows.back()[5].value;
        if (gap && (!widest || *gap < *widest)) {
            widest = gap;
            worst = r;
        }
    }
    // Under a filter on the dimension itself the totals of the page are not those of all rows.
    if (out.rows.size() > 1 && s.kept(rows.column(0).name()).empty())
        out.total = line(totals, 0, s.narrator.phrase("value.total"), -1, true);
    if (widest && *widest < 0 && out.rows.size() > 1)
        out.title =
            words("roi.channels", language,
                  {{"name", out.rows[worst][0].text}, {"spend", out.rows[worst][2].text}, {"revenue", out.rows[worst][4].text}});
    else {
        std::string lower = dimension;
        if (!lower.empty() && lower[0] >= 'A' && lower[0] <= 'Z') lower[0] = static_cast<char>(lower[0] + 32);
        out.title = words("roi.channels_plain", language, {{"dimension", lower}});
    }
    out.subtitle = words("roi.channels_subtitle", language, {{"scale", scale_suffix(s, scale)}});
    return out;
}

ChartSpec make_marginal(const Setting& s, const Table& points, size_t window) {
    const Language language = s.narrator.language();
    ChartSpec chart;
    chart.id = "marginal";
    std::vector<std::optional<double>> cost, revenue;
    std::vector<size_t> rows;
    const auto partial = points.find("partial");
    for (size_t r = 0; r < points.rows(); ++r) {
        if (partial && points.column(*partial).boolean(r)) continue;
        rows.push_back(r);
        cost.push_back(number_at(points, "cost", r));
        revenue.push_back(number_at(points, "revenue", r));
    }
    const auto slope = rolling_slope(cost, revenue, window, fewest_for_slope, least_variation);
    chart.x.kind = AxisKind::calendar;
    chart.x.grain = s.grain;
    chart.y.unit = "ratio";
    ChartSeries average, marginal, even;
    average.name = "ROAS";
    average.role = SeriesRole::actual;
    marginal.name = s.word("roi.marginal_line");
    marginal.role = SeriesRole::forecast;
    even.name = s.word("roi.break_even");
    even.role = SeriesRole::target;
    std::optional<double> first, last;
    std::optional<size_t> told;
    for (size_t i = 0; i < rows.size(); ++i) {
        const Date start = points.at("period").date(rows[i]);
        if (start < period_start(s.period.from, s.grain)) continue;
        const double x = start.days;
        const auto roas = number_at(points, "roas", rows[i]);
        average.points.push_back({x, roas, std::nullopt, std::nullopt, false, {}});
        marginal.points.push_back({x, slope[i], std::nullopt, std::nullopt, false, {}});
        even.points.push_back({x, 1.0, std::nullopt, std::nullopt, false, {}});
        if (roas && !first) first = roas;
        if (roas) last = roas;
        if (slope[i]) told = i;
    }
    const std::string noun = s.narrator.phrase("noun." + std::string(grain_id(s.grain)), {{"n", 1}});
    const std::string nouns = s.narrator.phrase("noun." + std::string(grain_id(s.grain)), {{"n", static_cast<int>(window)}});
    chart.subtitle = words("roi.marginal_subtitle", language, {{"noun", noun}, {"n", std::to_string(window)}, {"nouns", nouns}});
    chart.reading =
        words("roi.marginal_reading", language,
              {{"first", format_card(first, "ratio", s.style)}, {"last", format_card(last, "ratio", s.style)}, {"noun", noun}});
    chart.title = s.word("roi.marginal_none");
    if (told)
        chart.title = words(*slope[*told] < 1 ? "roi.marginal_below" : "roi.marginal_title", language,
                            {{"value", format_number(*slope[*told], 2, s.style)},
                             {"period", format_period_short(points.at("period").date(rows[*told]), s.grain, language)}});
    if (!first) return chart;
    average.end_label = format_card(last, "ratio", s.style);
    chart.series = {std::move(even)};
    if (told) {
        marginal.end_label = format_number(*slope[*told], 2, s.style);
        chart.series.push_back(std::move(marginal));
    }
    chart.series.push_back(std::move(average));
    return chart;
}

TableSpec make_under(const Setting& s, const std::vector<Return>& returns, const std::string& dimension,
                     const std::map<std::string, int>& channel_slots) {
    const Language language = s.narrator.language();
    TableSpec out;
    out.id = "under";
    out.dimension = dimension;
    out.selected = s.kept(dimension);
    std::vector<const Return*> under;
    std::vector<std::optional<double>> money;
    bool channel = false;
    for (const Return& r : returns)
        if (r.cost > 0 && r.revenue < r.cost) {
            under.push_back(&r);
            money.push_back(r.cost);
            channel = channel || !r.channel.empty();
        }
    out.title = words(of_whom(s, under.empty()       ? "roi.under_none"
                                 : under.size() == 1 ? "roi.under_one"
                                                     : "roi.under"),
                      language, {{"n", std::to_string(under.size())}});
    if (under.empty()) return out;
    std::ranges::stable_sort(under, [](const Return* a, const Return* b) { return a->cost - a->revenue > b->cost - b->revenue; });
    const Scale scale = scale_for(money, "currency", true);
    const std::string nouns = s.narrator.phrase("noun." + std::string(grain_id(s.grain)), {{"n", 2}});
    out.subtitle = narrate::capitalised(words(s.dated ? "roi.under_subtitle_dated" : "roi.under_subtitle", language,
                                              {{"scale", scale_suffix(s, scale)}, {"nouns", nouns}}));
    out.columns = {{"campaign", s.dimension_label(dimension), CellKind::text, {}}};
    if (channel) out.columns.push_back({"channel", s.dimension_label("channel"), CellKind::text, {}});
    out.columns.push_back({"cost", s.short_label(metrics::find_metric("cost")), CellKind::number, "cost"});
    out.columns.push_back({"revenue", s.short_label(metrics::find_metric("revenue")), CellKind::number, "revenue"});
    out.columns.push_back({"roas", "ROAS", CellKind::number, "roas"});
    out.columns.push_back({"shortfall", s.word("roi.shortfall"), CellKind::number, {}});
    out.columns.push_back({"bar", "", CellKind::bar, {}});
    if (s.dated) out.columns.push_back({"periods", narrate::capitalised(nouns), CellKind::number, {}});
    const double most = under.front()->cost - under.front()->revenue;
    for (const Return* r : under) {
        std::vector<TableCell> cells{cell(r->name)};
        if (channel) cells.push_back(cell(r->channel, std::nullopt, Tone::muted));
        cells.push_back(cell(scale.text(r->cost, "currency", s.style), r->cost));
        cells.push_back(cell(scale.text(r->revenue, "currency", s.style), r->revenue));
        cells.push_back(roas_cell(s, r->revenue / r->cost));
        const double lost = r->cost - r->revenue;
        cells.push_back(cell(scale.text(lost, "currency", s.style), lost));
        TableCell bar = cell("", lost);
        bar.bar = most > 0 ? lost / most : 0;
        if (const auto at = channel_slots.find(r->channel); at != channel_slots.end()) bar.category_slot = at->second;
        cells.push_back(std::move(bar));
        if (s.dated) cells.push_back(cell(std::to_string(r->periods_under) + "/" + std::to_string(r->periods), r->periods_under));
        out.rows.push_back(std::move(cells));
    }
    return out;
}

} // namespace plumbline::report
