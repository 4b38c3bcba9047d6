// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/dashboard.h"

#include <algorithm>

#include "core/metrics/hierarchy.h"
#include "core/pulse/pacing.h"
#include "core/report/parts.h"

namespace plumbline::report {

namespace {

constexpr double too_sparse = 0.25; ///< share of periods without a value from which a coarser grain is taken

/// "7F3A-91C2": enough to hold a print against its data.
std::string short_fingerprint(const std::string& digest) {
    std::string out;
    for (size_t i = 0; i < std::min<size_t>(8, digest.size()); ++i) {
        if (i == 4) out += '-';
        out += digest[i] >= 'a' && digest[i] <= 'f' ? static_cast<char>(digest[i] - 32) : digest[i];
    }
    return out;
}

/// The queries of the page, to be answered together.
class Tiles {
public:
    size_t add(metrics::Query query) {
        m_queries.push_back(std::move(query));
        return m_queries.size() - 1;
    }
    void run(const Setting& s) { m_answers = metrics::run_many(s.context, m_queries, s.stop); }
    const metrics::Answer& operator[](std::optional<size_t> at) const {
        static const metrics::Answer none;
        return at ? m_answers[*at] : none;
    }

private:
    std::vector<metrics::Query> m_queries;
    std::vector<metrics::Answer> m_answers;
};

std::string page_caption(const Setting& s) {
    const Language language = s.narrator.language();
    if (!s.dated) return s.word("caption.undated");
    narrate::Facts facts{{"range", format_range(s.period, language)}, {"currency", s.style.currency}};
    const bool money =
        !s.style.currency.empty() && std::ranges::any_of(s.cards, [](const auto& m) { return m.unit == "currency"; });
    std::string out = s.narrator.say(money ? "caption.range_currency" : "caption.range", facts);
    if (out.back() != '.') out += '.';
    if (s.open_period) {
        const Date start = s.open_period->from;
        out += " " + s.narrator.say("caption.partial", {{"period", format_period_short(start, s.grain, language)},
                                                        {"days", s.open_period->days()},
                                                        {"of", period_end(start, s.grain) - start + 1}});
    }
    if (s.last_year_missing && s.comparison)
        out += " " +
               s.narrator.say("caption.no_last_year", {{"n", s.versus.periods},
                                                       {"noun", s.narrator.phrase("noun." + std::string(grain_id(s.versus.grain)),
                                                                                  {{"n", s.versus.periods}})}});
    else if (s.last_year_missing)
        out += " " + s.narrator.say("caption.no_comparison");
    return out;
}

std::string page_title(const Setting& s, const Table& totals) {
    if (!s.main) return s.narrator.say("page.no_measure");
    narrate::PageFacts facts;
    facts.subject = s.subject(*s.main);
    facts.value = number_at(totals, s.main->id, 0);
    facts.change = number_at(totals, s.main->id + "_change", 0);
    // Only a sum is held against the spend: a ratio such as ROAS has it inside already.
    if (s.main->id != "cost" && facts.subject.sum && s.has("cost")) facts.spend_change = number_at(totals, "cost_change", 0);
    facts.versus = s.versus;
    facts.has_rows = false;
    for (size_t c = 0; c < totals.columns(); ++c)
        facts.has_rows = facts.has_rows || (totals.rows() > 0 && !totals.column(c).is_null(0));
    std::string title = narrate::page_title(s.narrator, facts, s.style);
    if (!s.dated && facts.value)
        title = words("title.total", s.narrator.language(),
                      {{"label", s.label(*s.main)}, {"value", format_card(facts.value, s.main->unit, s.style)}});
    const std::string filter = s.filters_short();
    if (filter.empty()) return title;
    // Behind the name of the filter the sentence goes on, where it begins with the metric.
    const std::string the = s.narrator.metric(s.main->id, facts.subject.name).the.text;
    if (title.starts_with(narrate::capitalised(the))) title = the + title.substr(narrate::capitalised(the).size());
    return words("title.filtered", s.narrator.language(), {{"filter", filter}, {"base", title}});
}

/// The levels above the breakdown that are filtered to a value.
std::vector<Crumb> crumbs_of(const Setting& s) {
    std::vector<Crumb> out;
    for (const std::string& level : metrics::drill_path(s.dataset, s.breakdown)) {
        if (s.dataset.dimension(level) == s.dataset.dimension(s.breakdown)) break;
        for (const metrics::Filter& f : s.filters)
            if (!f.exclude && f.values.size() == 1 && s.dataset.dimension(f.dimension) == s.dataset.dimension(level))
                out.push_back({level, s.dimension_label(level), f.values.front()});
    }
    return out;
}

/// The grain that a sparse series is told by instead.
std::optional<Grain> coarser(Grain grain, const DateRange& period) {
    constexpr int fewest_points = 4;
    if (grain == Grain::day && period.days() >= fewest_points * 7) return Grain::week;
    if (grain == Grain::week && period.days() >= fewest_points * 28) return Grain::month;
    return std::nullopt;
}

} // namespace

Dashboard build_dashboard(const metrics::Context& context, const DashboardRequest& request, std::stop_token stop) {
    const Setting s(context, request, stop);
    Dashboard out;
    out.period = s.period;
    out.comparison = s.comparison;
    out.compare_used = s.compare;
    out.grain = s.grain;
    out.dated = s.dated;
    out.comparison_label = s.comparison_label();
    out.filters_label = s.filters_label();
    out.currency = s.style.currency;
    out.fingerprint = short_fingerprint(s.dataset.fingerprint);
    if (s.dated) out.data_to = s.dataset.dates->to;
    out.caption = page_caption(s);

    Tiles tiles;
    std::optional<size_t> totals, points, before, open, all, top, campaigns, funnel, cohorts;
    const std::vector<ReferenceDays> references = reference_days(s, request.also);
    std::vector<std::optional<size_t>> reference_totals(references.size()), reference_points(references.size());
    const std::vector<metrics::Target> targets = targets_in_view(s, request.targets);
    std::vector<size_t> reached;
    if (s.main) {
        const auto ids = card_metrics(s);
        totals = tiles.add(s.query(ids));
        auto by_grain = [&](const DateRange& days) {
            metrics::Query q = s.query(ids);
            q.compare = metrics::Comparison::none;
            q.grain = s.grain;
            q.period = days;
            return tiles.add(std::move(q));
        };
        auto total_of = [&](std::vector<std::string> metric_ids, const DateRange& days) {
            metrics::Query q = s.query(std::move(metric_ids));
            q.compare = metrics::Comparison::none;
            q.period = days;
            return tiles.add(std::move(q));
        };
        for (size_t i = 0; i < references.size(); ++i)
            if (references[i].covered) {
                reference_totals[i] = total_of(ids, references[i].days);
                reference_points[i] = by_grain(references[i].days);
            }
        for (const metrics::Target& t : targets) reached.push_back(total_of({t.metric}, days_so_far(s, t)));
        if (s.dated) points = by_grain(s.period);
        if (s.comparison) before = by_grain(*s.comparison);
        if (s.open_period) open = by_grain(*s.open_period);
        if (!s.breakdown.empty()) {
            all = tiles.add(breakdown_query(s, false));
            top = tiles.add(breakdown_query(s, true));
        }
        if (auto q = campaigns_query(s)) campaigns = tiles.add(std::move(*q));
        if (auto q = funnel_query(s)) funnel = tiles.add(std::move(*q));
        if (request.cohorts)
            if (auto q = cohorts_query(s)) cohorts = tiles.add(std::move(*q));
        tiles.run(s);
    }
    // A line of single days with gaps in it says less than one of whole weeks.
    if (s.main && s.dated && !request.grain && sparseness(s, tiles[points].table) > too_sparse)
        if (const auto grain = coarser(s.grain, s.period)) {
            DashboardRequest calmer = request;
            calmer.grain = grain;
            return build_dashboard(context, calmer, stop);
        }
    const Table& sums = tiles[totals].table;
    const bool has_channel = s.dataset.dimension("channel") != nullptr;
    // Colours belong to channels. Other values have none of their own: the same hue would name two things.
    const std::map<std::string, int> channel_slots = has_channel ? s.slots("channel") : std::map<std::string, int>{};
    const bool same = has_channel && !s.breakdown.empty() && s.dataset.dimension(s.breakdown) == s.dataset.dimension("channel");
    const std::map<std::string, int> slots = same ? channel_slots : std::map<std::string, int>{};

    out.title = page_title(s, sums);
    out.cards = make_cards(s, sums, tiles[points].table, tiles[before].table);
    std::vector<const Table*> compared;
    for (const auto& at : reference_totals) compared.push_back(at ? &tiles[at].table : nullptr);
    add_references(s, references, compared, out.cards);
    for (size_t i = 0; i < targets.size(); ++i) {
        const auto actual = number_at(tiles[reached[i]].table, targets[i].metric, 0);
        for (KpiCard& card : out.cards)
            if (card.metric == targets[i].metric && actual) {
                // Of several the one that is under way counts, else the latest.
                if (card.target && card.target->days.contains(s.period.to)) continue;
                // The pace of the pulse and the review: by the pattern of weekdays.
                const pulse::Pace pace = pulse::pace_of(context, targets[i], s.dataset.dates->to, stop);
                card.target = progress_of(s, targets[i], *actual, pace.expected);
                card.explanation += "\n" + words("target.explained", s.narrator.language(),
                                                 {{"value", format_card(card.target->target, card.unit, s.style)},
                                                  {"days", format_range(card.target->days, s.narrator.language())},
                                                  {"actual", format_card(card.target->actual, card.unit, s.style)},
                                                  {"expected", format_card(card.target->expected, card.unit, s.style)},
                                                  {"share", card.target->text}});
            }
    }
    if (s.dated) {
        out.series = make_series(s, tiles[points].table, tiles[before].table, tiles[open].table);
        for (size_t i = 0; i < references.size(); ++i)
            if (reference_points[i]) add_reference_line(s, out.series, references[i], tiles[reference_points[i]].table);
        if (!out.series.series.empty() && out.series.series.back().mark == Mark::line)
            if (ChartSeries line = pacing_line(s, targets, out.series.series.back()); !line.points.empty())
                out.series.series.insert(out.series.series.begin(), std::move(line));
        add_annotations(s, out.series, request.annotations);
    }
    out.crumbs = crumbs_of(s);
    if (!s.breakdown.empty()) out.drill_into = metrics::drill_down(s.dataset, s.breakdown);
    out.cohorts = make_cohorts(s, tiles[cohorts].table);
    out.breakdown = make_breakdown(s, tiles[all].table, tiles[top], slots, sums);
    out.campaigns = make_campaigns(s, tiles[campaigns].table, channel_slots, sums);
    out.funnel = make_funnel(s, tiles[funnel].table);
    return out;
}

} // namespace plumbline::report
