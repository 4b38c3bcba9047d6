// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/dashboard.h"

#include <algorithm>

#include "core/report/parts.h"

namespace plumbline::report {

namespace {

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
    return narrate::page_title(s.narrator, facts, s.style);
}

} // namespace

Dashboard build_dashboard(const metrics::Context& context, const DashboardRequest& request, std::stop_token stop) {
    const Setting s(context, request, stop);
    Dashboard out;
    out.period = s.period;
    out.comparison = s.comparison;
    out.compare_used = s.compare;
    out.grain = s.grain;
    out.comparison_label = s.comparison_label();
    out.filters_label = s.filters_label();
    out.currency = s.style.currency;
    out.fingerprint = short_fingerprint(s.dataset.fingerprint);
    out.data_to = s.dataset.dates->to;
    out.caption = page_caption(s);

    Tiles tiles;
    std::optional<size_t> totals, points, before, open, all, top, campaigns, funnel;
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
        points = by_grain(s.period);
        if (s.comparison) before = by_grain(*s.comparison);
        if (s.open_period) open = by_grain(*s.open_period);
        if (!s.breakdown.empty()) {
            all = tiles.add(breakdown_query(s, false));
            top = tiles.add(breakdown_query(s, true));
        }
        if (auto q = campaigns_query(s)) campaigns = tiles.add(std::move(*q));
        if (auto q = funnel_query(s)) funnel = tiles.add(std::move(*q));
        tiles.run(s);
    }
    const Table& sums = tiles[totals].table;
    const bool has_channel = s.dataset.dimension("channel") != nullptr;
    const std::map<std::string, int> slots = s.slots(s.breakdown);
    const bool same = !s.breakdown.empty() && s.dataset.dimension(s.breakdown) == s.dataset.dimension("channel");
    const std::map<std::string, int> channel_slots = same          ? slots
                                                     : has_channel ? s.slots("channel")
                                                                   : std::map<std::string, int>{};

    out.title = page_title(s, sums);
    out.cards = make_cards(s, sums, tiles[points].table, tiles[before].table);
    out.series = make_series(s, tiles[points].table, tiles[before].table, tiles[open].table);
    out.breakdown = make_breakdown(s, tiles[all].table, tiles[top], slots, sums);
    out.campaigns = make_campaigns(s, tiles[campaigns].table, channel_slots);
    out.funnel = make_funnel(s, tiles[funnel].table);
    return out;
}

} // namespace plumbline::report
