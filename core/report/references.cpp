// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/report/moving_days.h"
#include "core/report/parts.h"

namespace plumbline::report {

namespace {

constexpr int days_a_week = 7;

/// As many whole weeks back as keep the two periods apart.
DateRange same_weekdays(const DateRange& period) {
    const int weeks = (period.days() + days_a_week - 1) / days_a_week;
    return {period.from - days_a_week * weeks, period.to - days_a_week * weeks};
}

/// "Black Friday 2025": that of a year before the one in the period.
std::string holiday_name(const Setting& s) {
    const auto moved = moving_event(s.period);
    return moved ? s.narrator.say("wbr.event." + moved->id) + " " + std::to_string(to_civil(moved->then).year) : "";
}

std::string words_of(const Setting& s, const Reference& r, const DateRange& days) {
    switch (r.kind) {
    case Reference::Kind::previous:
        return s.narrator.phrase("compare.previous." + std::string(grain_id(s.versus.grain)), {{"n", s.versus.periods}});
    case Reference::Kind::year: return s.word("reference.year");
    case Reference::Kind::weekdays: {
        const int weeks = (s.period.from - days.from) / days_a_week;
        return weeks == 1 ? s.word("reference.weekdays_one")
                          : words("reference.weekdays", s.narrator.language(), {{"n", std::to_string(weeks)}});
    }
    case Reference::Kind::event: return words("reference.event", s.narrator.language(), {{"name", r.label}});
    case Reference::Kind::holiday: return words("reference.holiday", s.narrator.language(), {{"name", holiday_name(s)}});
    }
    return {};
}

/// As short as a card needs it.
std::string caption_of(const Setting& s, const Reference& r) {
    narrate::Versus versus = s.versus;
    switch (r.kind) {
    case Reference::Kind::previous:
        versus.kind = narrate::Versus::Kind::previous;
        return narrate::versus_caption(s.narrator, versus);
    case Reference::Kind::year: versus.kind = narrate::Versus::Kind::year; return narrate::versus_caption(s.narrator, versus);
    case Reference::Kind::weekdays: return s.word("reference.weekdays_caption");
    case Reference::Kind::event: return words("reference.event_caption", s.narrator.language(), {{"name", r.label}});
    case Reference::Kind::holiday: return words("reference.event_caption", s.narrator.language(), {{"name", holiday_name(s)}});
    }
    return {};
}

} // namespace

std::vector<ReferenceDays> reference_days(const Setting& s, const std::vector<Reference>& asked) {
    std::vector<ReferenceDays> out;
    if (!s.dated) return out;
    for (const Reference& r : asked) {
        ReferenceDays one;
        switch (r.kind) {
        case Reference::Kind::previous: one.days = metrics::comparison_period(s.period, metrics::Comparison::previous); break;
        case Reference::Kind::year: one.days = metrics::comparison_period(s.period, metrics::Comparison::year); break;
        case Reference::Kind::weekdays: one.days = same_weekdays(s.period); break;
        case Reference::Kind::event: {
            // Whole periods are held against whole periods: an event within a week begins with its week.
            const bool whole = s.period.from == period_start(s.period.from, s.grain);
            const Date from = whole ? period_start(r.days.from, s.grain) : r.days.from;
            one.days = {from, from + (s.period.days() - 1)};
            break;
        }
        case Reference::Kind::holiday: {
            const auto moved = moving_event(s.period);
            if (!moved) continue;
            one.days = moved->days;
            break;
        }
        }
        // The main comparison is not told twice.
        if (s.comparison && *s.comparison == one.days) continue;
        one.label = words_of(s, r, one.days);
        one.caption = caption_of(s, r);
        one.covered = s.dataset.dates->from <= one.days.from && one.days.to <= s.dataset.dates->to;
        out.push_back(std::move(one));
    }
    return out;
}

void add_references(const Setting& s, const std::vector<ReferenceDays>& references, const std::vector<const Table*>& totals,
                    std::vector<KpiCard>& cards) {
    for (KpiCard& card : cards) {
        const auto at = std::ranges::find(s.cards, card.metric, &metrics::Metric::id);
        for (size_t i = 0; i < references.size() && at != s.cards.end(); ++i) {
            CardReference one;
            one.label = references[i].label;
            one.caption = references[i].caption;
            if (references[i].covered && totals[i]) one.value = number_at(*totals[i], card.metric, 0);
            one.text = format_card(one.value, card.unit, s.style);
            if (!references[i].covered) one.text = s.word("reference.missing");
            if (card.value && one.value && (card.unit == "percent" || *one.value != 0)) {
                one.change =
                    card.unit == "percent" ? *card.value - *one.value : (*card.value - *one.value) / std::abs(*one.value);
                one.change_text = change_text(s, card.unit, *one.change, card.value, one.value, true);
                if (!narrate::is_level(*one.change)) {
                    one.arrow = *one.change > 0 ? 1 : -1;
                    if (at->good != 0) one.tone = one.arrow == at->good ? Tone::gain : Tone::loss;
                }
                card.explanation +=
                    "\n" + narrate::capitalised(words("explain.reference", s.narrator.language(),
                                                      {{"label", one.label}, {"value", one.text}, {"change", one.change_text}}));
            }
            card.references.push_back(std::move(one));
        }
    }
}

} // namespace plumbline::report
