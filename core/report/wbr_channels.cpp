// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "core/narrate/segment_sentences.h"
#include "core/report/parts.h"
#include "core/report/scale.h"
#include "core/report/wbr_parts.h"
#include "core/segment/segment.h"

namespace plumbline::report {

namespace {

constexpr int verdict_weeks = 4;  ///< a campaign of one week is mostly chance
constexpr size_t most_movers = 4; ///< winners, and as many losers
constexpr size_t most_losing = 6; ///< that surely return less than they cost
constexpr size_t most_channels = 10;
constexpr double least_move = 0.02; ///< of the largest move; smaller ones are no winners or losers

std::map<std::string, std::optional<double>> by_name(const ReviewWorld& w, const Table& table, const std::string& metric) {
    std::map<std::string, std::optional<double>> out;
    for (size_t r = 0; r < table.rows(); ++r) out[text_at(table, 0, r, w.s.narrator)] = number_at(table, metric, r);
    return out;
}

} // namespace

void channels_section(ReviewWorld& w, ReviewSection& section) {
    if (w.s.breakdown.empty()) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.dimension");
        return;
    }
    const metrics::Metric& main = *w.s.main;
    const bool roas = main.id != "roas" && w.has("roas");
    std::vector<std::string> ids{main.id};
    if (roas) ids.push_back("roas");
    std::vector<metrics::Query> queries{w.query(ids, w.week, {w.s.breakdown})};
    queries[0].order = metrics::Order{main.id, true};
    if (w.has_before) queries.push_back(w.query({main.id}, w.before, {w.s.breakdown}));
    if (w.has_year) queries.push_back(w.query({main.id}, w.year, {w.s.breakdown}));
    const auto answers = metrics::run_many(w.context, queries, w.s.stop);
    const Table& now = answers[0].table;
    std::map<std::string, std::optional<double>> before, year;
    if (w.has_before) before = by_name(w, answers[1].table, main.id);
    if (w.has_year) year = by_name(w, answers[w.has_before ? 2 : 1].table, main.id);

    std::string dimension = w.s.dimension_label(w.s.breakdown);
    const std::string head = dimension;
    if (!dimension.empty() && dimension[0] >= 'A' && dimension[0] <= 'Z') dimension[0] = static_cast<char>(dimension[0] + 32);
    narrate::BreakdownFacts facts{w.s.subject(main), dimension, {}, std::nullopt, std::nullopt, w.has_before};
    std::vector<std::optional<double>> values;
    double most = 0;
    auto add = [](std::optional<double>& sum, std::optional<double> v) {
        if (v) sum = sum.value_or(0) + *v;
    };
    for (size_t r = 0; r < now.rows(); ++r) {
        const std::string name = text_at(now, 0, r, w.s.narrator);
        values.push_back(number_at(now, main.id, r));
        most = std::max(most, values.back().value_or(0));
        const auto then = before.contains(name) ? before[name] : std::nullopt;
        facts.parts.push_back({name, values.back(), then});
        add(facts.total, values.back());
    }
    for (const auto& [name, v] : before) add(facts.total_before, v);
    if (main.denominator.size() > 0) facts.total = facts.total_before = std::nullopt; // ratios do not add up

    TableSpec t;
    t.id = "channels";
    t.title = narrate::breakdown_title(w.s.narrator, facts, w.s.style);
    const Scale scale = scale_for(values, main.unit, true);
    t.subtitle = join({w.s.narrator.say("subtitle.by", {{"label", w.s.short_label(main)}, {"dimension", dimension}}),
                       scale_words(scale, main.unit, w.s.narrator, w.s.style)});
    t.dimension = w.s.breakdown;
    t.columns = {{"name", head, CellKind::text, {}},
                 {"value", w.week_word(w.week), CellKind::number, main.id},
                 {"bar", "", CellKind::bar, main.id}};
    if (w.has_before)
        t.columns.push_back({"before", w.phrase("column.on", {{"week", w.week_word(w.before)}}), CellKind::change, main.id});
    if (w.has_year) t.columns.push_back({"year", w.phrase("column.year"), CellKind::change, main.id});
    if (roas) t.columns.push_back({"roas", "ROAS", CellKind::number, "roas"});
    const std::map<std::string, int> slots =
        w.s.dataset.dimension("channel") && w.s.dataset.dimension("channel") == w.s.dataset.dimension(w.s.breakdown)
            ? w.s.slots(w.s.breakdown)
            : std::map<std::string, int>{};
    for (size_t r = 0; r < now.rows() && r < most_channels; ++r) {
        const std::string name = facts.parts[r].name;
        std::vector<TableCell> cells(3);
        cells[0].text = name;
        const auto slot = slots.find(name);
        const int colour = slots.empty() ? -1 : slot == slots.end() ? other_slot : slot->second;
        cells[0].category_slot = cells[2].category_slot = colour;
        cells[1].text = scale.text(values[r], main.unit, w.s.style);
        cells[1].value = cells[2].value = values[r];
        cells[2].bar = most > 0 ? std::clamp(values[r].value_or(0) / most, 0.0, 1.0) : 0;
        if (w.has_before) cells.push_back(w.change_cell(main, change_of(main, values[r], facts.parts[r].before)));
        if (w.has_year)
            cells.push_back(w.change_cell(main, change_of(main, values[r], year.contains(name) ? year[name] : std::nullopt)));
        if (roas) {
            const metrics::Metric m = w.s.metric("roas");
            TableCell cell = w.value_cell(m, number_at(now, "roas", r));
            cell.strong = cell.value && *cell.value < 1;
            if (cell.strong) cell.tone = Tone::loss;
            cells.push_back(std::move(cell));
        }
        const bool null = now.column(0).is_null(r);
        const std::vector<metrics::Filter> where{{w.s.breakdown, {null ? "" : now.column(0).text(r)}, false}};
        w.fact("channels." + name, main, w.week, values[r], cells[1].text, where);
        if (roas)
            w.fact("channels." + name + ".roas", w.s.metric("roas"), w.week, number_at(now, "roas", r), cells.back().text, where);
        t.rows.push_back(std::move(cells));
    }
    if (now.rows() > most_channels)
        t.note = w.say("channels.more", {{"n", narrate::Fact(static_cast<int>(now.rows() - most_channels))}});
    section.blocks.push_back(std::move(t));
}

void campaigns_section(ReviewWorld& w, ReviewSection& section) {
    const DatasetColumn* campaign = w.s.dataset.by_role("campaign");
    if (!campaign) campaign = w.s.dataset.by_role("campaign_id");
    if (!campaign) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.campaign");
        return;
    }
    const metrics::Metric& main = *w.s.main;
    std::vector<metrics::Query> queries{w.query({main.id}, w.week, {campaign->field})};
    if (w.has_before) queries.push_back(w.query({main.id}, w.before, {campaign->field}));
    const auto answers = metrics::run_many(w.context, queries, w.s.stop);
    std::map<std::string, CampaignLine> lines;
    std::map<std::string, bool> unnamed;
    auto take = [&](const Table& table, bool now) {
        for (size_t r = 0; r < table.rows(); ++r) {
            const std::string name = text_at(table, 0, r, w.s.narrator);
            unnamed[name] = table.column(0).is_null(r);
            CampaignLine& line = lines[name];
            line.name = name;
            const auto v = number_at(table, main.id, r);
            if (now)
                line.value = v;
            else if (main.denominator.empty() || line.value) {
                line.change = change_of(main, line.value, v);
                line.difference = line.value.value_or(0) - v.value_or(0);
            }
        }
    };
    take(answers[0].table, true);
    if (w.has_before) take(answers[1].table, false);
    for (auto& [name, line] : lines)
        if (w.has_before && main.denominator.empty() && !line.difference && line.value)
            line.difference = *line.value; // it is new

    // Whether a campaign pays is judged on more than a week.
    if (w.has("roas")) {
        segment::SegmentSpec spec;
        spec.by = campaign->field;
        spec.period = DateRange{std::max(w.s.dataset.dates->from, w.week.to - (verdict_weeks * 7 - 1)), w.week.to};
        w.verdict_weeks = spec.period->days() / 7;
        spec.filters = w.s.filters;
        spec.kpis = {"roas"};
        spec.k = 2;
        spec.restarts = 1;
        spec.seed = w.request.seed;
        if (w.request.trust) spec.doubts = w.request.trust->doubts;
        NoProgress quiet;
        try {
            const segment::SegmentFit fit = segment::fit_segments(w.context, spec, quiet, w.s.stop);
            for (const segment::Campaign& c : fit.campaigns) {
                const std::string name = c.name.empty() ? w.s.narrator.phrase("value.none") : c.name;
                CampaignLine& line = lines[name];
                line.name = name;
                line.cost = c.cost;
                line.revenue = c.revenue;
                line.doubtful = c.reason == segment::Reason::doubtful_data;
                if (line.doubtful) continue;
                if (c.roas) {
                    line.roas = c.roas->observed;
                    line.lower = c.roas->lower;
                    line.upper = c.roas->upper;
                }
                line.verdict = segment::verdict_id(c.verdict);
                line.underperformer = c.underperformer;
                line.sure = c.sure;
            }
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            section.blocks.push_back(Paragraph{w.say("campaigns.no_verdict", {{"reason", e.text(w.language()).what_happened}})});
        }
    }
    for (auto& [name, line] : lines) w.campaigns.push_back(line);

    std::vector<const CampaignLine*> moved, shown;
    for (const CampaignLine& c : w.campaigns)
        if (c.difference) moved.push_back(&c);
    std::ranges::stable_sort(moved, [](const auto* a, const auto* b) { return *a->difference > *b->difference; });
    double largest = 0;
    for (const auto* c : moved) largest = std::max(largest, std::abs(*c->difference));
    auto push = [&](const CampaignLine* c) {
        if (std::ranges::find(shown, c) == shown.end()) shown.push_back(c);
    };
    size_t won = 0, lost = 0;
    for (size_t i = 0; i < moved.size() && won < most_movers; ++i)
        if (*moved[i]->difference > least_move * largest) push(moved[i]), ++won;
    for (size_t i = moved.size(); i-- > 0 && lost < most_movers;)
        if (*moved[i]->difference < -least_move * largest) push(moved[i]), ++lost;
    std::vector<const CampaignLine*> losing;
    for (const CampaignLine& c : w.campaigns)
        if (c.underperformer) losing.push_back(&c);
    std::ranges::stable_sort(losing, [](const auto* a, const auto* b) { return a->cost - a->revenue > b->cost - b->revenue; });
    for (size_t i = 0; i < losing.size() && i < most_losing; ++i) push(losing[i]);
    if (shown.empty()) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.movers");
        return;
    }

    TableSpec t;
    t.id = "campaign_movers";
    t.title = losing.empty() ? w.say("campaigns.title", {{"up", narrate::Fact(static_cast<int>(won))},
                                                         {"down", narrate::Fact(static_cast<int>(lost))}})
                             : w.say("campaigns.title_losing", {{"n", narrate::Fact(static_cast<int>(losing.size()))}});
    t.subtitle = w.verdict_weeks > 0
                     ? w.say("campaigns.subtitle", {{"label", w.s.short_label(main)}, {"n", narrate::Fact(w.verdict_weeks)}})
                     : w.s.short_label(main);
    t.dimension = "campaign";
    t.columns = {{"campaign", w.s.dimension_label("campaign"), CellKind::text, {}},
                 {"value", w.week_word(w.week), CellKind::number, main.id},
                 {"difference", w.phrase("column.difference", {{"week", w.week_word(w.before)}}), CellKind::change, main.id},
                 {"roas", "ROAS", CellKind::number, "roas"},
                 {"interval", w.phrase("column.interval"), CellKind::text, {}},
                 {"verdict", w.phrase("column.verdict"), CellKind::badge, {}}};
    for (const CampaignLine* c : shown) {
        std::vector<TableCell> cells(6);
        cells[0].text = c->name;
        cells[1] = w.value_cell(main, c->value, false);
        cells[2].value = c->difference;
        cells[2].text = c->difference ? (*c->difference < 0   ? "\u2212"
                                         : *c->difference > 0 ? "+"
                                                              : "") +
                                            format_card(std::abs(*c->difference), main.unit, w.s.style)
                                      : std::string(missing_value);
        if (c->difference && *c->difference != 0 && main.good != 0)
            cells[2].tone = (*c->difference > 0) == (main.good > 0) ? Tone::gain : Tone::loss;
        cells[3].value = c->roas;
        cells[3].text = c->roas ? format_number(*c->roas, 2, w.s.style) : std::string(missing_value);
        cells[4].text = c->lower ? w.phrase("interval", {{"lower", format_number(*c->lower, 2, w.s.style)},
                                                         {"upper", format_number(*c->upper, 2, w.s.style)}})
                                 : std::string(missing_value);
        cells[5].text = c->doubtful ? w.phrase("verdict.doubtful")
                        : c->underperformer
                            ? w.phrase("verdict.loses", {{"p", format_percent(c->sure.value_or(0.95), 0, w.s.style)}})
                        : c->verdict.empty() ? std::string(missing_value)
                                             : narrate::verdict_word(w.s.narrator, c->verdict);
        cells[5].tone = c->underperformer       ? Tone::loss
                        : c->doubtful           ? Tone::warning
                        : c->verdict == "scale" ? Tone::gain
                                                : Tone::muted;
        if (c->value)
            w.fact("campaigns." + c->name, main, w.week, c->value, cells[1].text,
                   {{campaign->field, {unnamed[c->name] ? "" : c->name}, false}});
        t.rows.push_back(std::move(cells));
    }
    section.blocks.push_back(std::move(t));
}

void funnel_section(ReviewWorld& w, ReviewSection& section) {
    const auto query = funnel_query(w.s);
    if (!query) {
        section.state = SectionState::not_possible;
        section.reason = w.say("missing.funnel");
        return;
    }
    const Table counts = metrics::run(w.context, *query, w.s.stop).table;
    TableSpec t = make_funnel(w.s, counts);
    if (t.rows.empty()) {
        section.state = SectionState::not_possible;
        section.reason = t.title;
        return;
    }
    // Channels in which nothing is clicked are left out of every step, and so of the question that gives the number again.
    std::vector<metrics::Filter> where;
    const bool by_channel = counts.columns() > 0 && counts.column(0).type() == ColumnType::text;
    if (by_channel && counts.rows() > 1) {
        metrics::Filter without{"channel", {}, true};
        for (size_t r = 0; r < counts.rows(); ++r)
            if (number_at(counts, "clicks", r).value_or(0) == 0)
                without.values.push_back(counts.column(0).is_null(r) ? "" : counts.column(0).text(r));
        if (!without.values.empty()) where.push_back(std::move(without));
    }
    for (const std::string& id : query->metrics)
        for (const auto& row : t.rows)
            if (row[0].text == w.s.label(metrics::find_metric(id)))
                w.fact("funnel." + id, metrics::find_metric(id), w.week, row[1].value, row[1].text, where);
    section.blocks.push_back(std::move(t));
}

} // namespace plumbline::report
