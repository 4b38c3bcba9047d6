// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/assistant/period_text.h"

/// What period_text.cpp and period_parts.cpp are made of.
namespace plumbline::assistant {

using Words = std::set<std::string, std::less<>>;

int month_of(const std::string& word);   ///< 1 to 12; 0: none
int weekday_of(const std::string& word); ///< 1 Monday to 7; 0: none
int unit_of(const std::string& word);    ///< 1 day, 2 week, 3 month, 4 quarter, 5 year, 6 fortnight, 7 weekend; 0: none
std::optional<Date> event_day(const std::string& name, int year);

class PeriodFinder {
public:
    PeriodFinder(const std::vector<Token>& t, Language language, std::optional<DateRange> data, Date now)
        : m_t(t), m_language(language), m_data(data), m_now(now) {}
    std::vector<PeriodHit> find();

private:
    const std::vector<Token>& m_t;
    Language m_language;
    std::optional<DateRange> m_data;
    Date m_now;
    size_t m_i = 0;
    std::vector<PeriodHit> m_out;
    /// The part of a period that was named last, for "and the second one": halves, days, weeks, weekends, or 4 for quarters.
    struct NamedPart {
        int part = 0;
        DateRange whole{};
    };
    std::optional<NamedPart> m_named;
    /// "… against the second", "vs the last one", "celui du deuxième"; "week 10 vs 11".
    bool ellipsis(PeriodHit& hit);
    std::string w(size_t i) const { return i < m_t.size() ? m_t[i].word : std::string(); }
    bool is(size_t i, const Words& set) const { return i < m_t.size() && set.contains(m_t[i].word); }
    bool whole_number(size_t i, double low, double high) const {
        return i < m_t.size() && m_t[i].number && !m_t[i].percent && !m_t[i].scaled && *m_t[i].number >= low &&
               *m_t[i].number <= high && *m_t[i].number == static_cast<int>(*m_t[i].number);
    }
    int num(size_t i) const { return static_cast<int>(*m_t[i].number); }
    bool year_at(size_t i) const { return whole_number(i, 1990, 2100) && m_t[i].raw.size() == 4; }
    size_t skip(size_t i, const Words& set) const {
        while (is(i, set)) ++i;
        return i;
    }
    std::string words(size_t from, size_t to) const {
        std::string out;
        for (size_t i = from; i < to && i < m_t.size(); ++i)
            if (i == from || m_t[i].from != m_t[i - 1].from) out += (out.empty() ? "" : " ") + m_t[i].raw;
        return out;
    }
    /// The latest year in which the month touches the data, else the year of now.
    int year_for(int month, int day = 0) const;
    DateRange month_range(int year, int month) const {
        const Date from = from_civil({year, static_cast<unsigned>(month), 1});
        return {from, period_end(from, Grain::month)};
    }
    std::optional<Date> day_of(int year, int month, int day) const {
        const CivilDate c{year, static_cast<unsigned>(month), static_cast<unsigned>(day)};
        if (!is_valid(c)) return std::nullopt;
        return from_civil(c);
    }
    bool month_word(size_t i) const;
    /// A day at i: "14 February 2021", "February 14th", "le 20 février", an ISO date. Sets `to` past it.
    std::optional<Date> day_at(size_t i, size_t& to, std::optional<std::pair<int, int>> month_year = std::nullopt) const;
    bool hit_at(PeriodHit& hit) {
        return ellipsis(hit) || previous(hit) || day_range(hit) || relative(hit) || part_of_month(hit) || numbered(hit) ||
               around_event(hit) || open_ended(hit) || month(hit) || single(hit) || year(hit);
    }
    /// "the day before", "la veille", "the previous week", "year over year".
    bool previous(PeriodHit& hit);
    bool day_follows(size_t i) const {
        size_t to = 0;
        return day_at(i, to).has_value() || month_word(i) || whole_number(i, 1, 31);
    }
    /// "22 to 28 February", "from 1 March to 5 April", "du 22 au 28 février", "February 1-7", "between the 3rd and the 9th".
    bool day_range(PeriodHit& hit);
    /// "January-March": the second month stands right behind the first.
    bool joined_month(size_t j) const {
        return j > 0 && j < m_t.size() && month_of(w(j)) != 0 && m_t[j].from == m_t[j - 1].to + 1;
    }
    bool range(PeriodHit& hit, Date a, Date b, size_t to) {
        hit.range = {a, b};
        m_i = to;
        return true;
    }
    bool relative(PeriodHit& hit);
    bool of_month(size_t i) const {
        return is(i, {"of", "de", "d", "du", "in"}) &&
               (month_word(skip(i + 1, Words{"the", "le", "la"})) ||
                is(skip(i + 1, Words{"the", "le", "la"}), {"month", "mois", "year", "annee", "quarter", "trimestre", "period",
                                                           "periode", "data", "dataset", "donnees"}));
    }
    bool weekend(PeriodHit& hit, bool future, size_t to);
    bool ago(PeriodHit& hit, int unit, int n, size_t to) {
        const Grain grains[] = {Grain::day, Grain::day, Grain::week, Grain::month, Grain::quarter, Grain::year};
        if (unit > 5) return false;
        const Date s = add_periods(period_start(m_now, grains[unit]), grains[unit], -n);
        return range(hit, s, period_end(s, grains[unit]), to);
    }
    bool span(PeriodHit& hit, int unit, int n, bool counted, bool future, size_t to);
    /// "the first week of February", "second half of March", "the last 10 days of June", "première quinzaine de mars".
    bool part_of_month(PeriodHit& hit);
    /// "the first and the second half of February": the month stands behind the second.
    bool other_month_later(size_t k) const {
        for (size_t i = k; i < std::min(k + 9, m_t.size()); ++i)
            if (month_of(w(i))) return true;
        return false;
    }
    bool part_with_later_month(PeriodHit& hit, int order, int n, bool, int part, size_t j);
    std::optional<DateRange> part_range(const DateRange& whole, int order, int n, int part) const;
    bool month_part(PeriodHit& hit, size_t i, int order, int n);
    /// "week of 8 February", "week 6", "semaine du 8", "W06 2021", "Q1", "T1 2025".
    bool numbered(PeriodHit& hit);
    bool iso(PeriodHit& hit, int n, size_t to);
    /// "H1 2026", "second half of the year", "premier semestre".
    bool half_year(PeriodHit& hit, int half, std::optional<int> year, size_t to);
    std::string event_name(size_t i, size_t& to) const;
    std::string m_event; ///< the feast that was named last, for "against 2024", and whether its weekend was meant
    bool m_event_weekend = false;
    bool event(PeriodHit& hit, size_t to, int year);
    bool event_at(size_t i) const {
        size_t to = 0;
        return !event_name(skip(i, Words{"the", "le", "la", "l"}), to).empty();
    }
    Date latest_event(const std::string& name) const {
        const Date end = m_data ? m_data->to : m_now;
        int y = to_civil(end).year;
        if (*event_day(name, y) > end) --y;
        return *event_day(name, y);
    }
    /// "the 10 days before Christmas", "the week after Black Friday", "on Valentine's day".
    bool around_event(PeriodHit& hit);
    bool season(PeriodHit& hit);
    /// "since 15 February", "before March", "until the 10th", "à partir du 3 mars".
    bool open_ended(PeriodHit& hit);
    bool month(PeriodHit& hit);
    bool single(PeriodHit& hit);
    bool year(PeriodHit& hit);
};

} // namespace plumbline::assistant
