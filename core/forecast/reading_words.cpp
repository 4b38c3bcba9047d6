// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/forecast/reading.h"

namespace plumbline::forecast {

namespace {

constexpr double hardly = 0.1; ///< of the larger slope: below, there is no growth to speak of

std::string pick(Language l, const char* en, const char* fr) { return l == Language::fr ? fr : en; }

/// "a third", "half", "12%": how a part of something is said.
std::string share(double part, Language l) {
    struct Word {
        double value;
        const char *en, *fr;
    };
    for (const Word& w : {Word{0.25, "a quarter", "un quart"}, Word{1.0 / 3, "a third", "un tiers"}, Word{0.5, "half", "moitié"},
                          Word{2.0 / 3, "two thirds", "deux tiers"}, Word{0.75, "three quarters", "trois quarts"}})
        if (std::abs(part - w.value) < 0.03) return pick(l, w.en, w.fr);
    return format_percent(part, 0, NumberStyle::of(l));
}

std::string by(const std::string& part, Language l) {
    if (l == Language::en) return "by " + part;
    return part == "moitié" ? "de moitié" : part.starts_with("un") ? "d'" + part : "de " + part;
}

std::string weekday(int index, Language l) {
    static const char* en[] = {"Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"};
    static const char* fr[] = {"lundis", "mardis", "mercredis", "jeudis", "vendredis", "samedis", "dimanches"};
    return pick(l, en[index - 1], fr[index - 1]);
}

std::string month(int index, Language l) {
    static const char* en[] = {"January", "February", "March",     "April",   "May",      "June",
                               "July",    "August",   "September", "October", "November", "December"};
    static const char* fr[] = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                               "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
    return pick(l, en[index - 1], fr[index - 1]);
}

std::string list(const std::vector<std::string>& items, Language l) {
    std::string out;
    for (size_t i = 0; i < items.size(); ++i)
        out += (i == 0 ? "" : i + 1 < items.size() ? ", " : pick(l, " and ", " et ")) + items[i];
    return out;
}

/// The n highest or lowest, only those clearly above or below the trend.
std::vector<Slot> extreme(std::vector<Slot> slots, size_t n, bool best) {
    std::sort(slots.begin(), slots.end(),
              [&](const Slot& a, const Slot& b) { return best ? a.effect > b.effect : a.effect < b.effect; });
    std::erase_if(slots, [&](const Slot& s) { return best ? s.effect < 0.01 : s.effect > -0.01; });
    if (slots.size() > n) slots.resize(n);
    return slots;
}

std::string slots_sentence(const std::vector<Slot>& slots, size_t n, Language l, const char* kind) {
    const auto best = extreme(slots, n, true), worst = extreme(slots, n, false);
    if (best.empty() || worst.empty()) return {};
    const NumberStyle style = NumberStyle::of(l);
    const auto names = [&](const std::vector<Slot>& which) {
        std::vector<std::string> out;
        for (const Slot& s : which) {
            const std::string name = kind[0] == 'd'   ? weekday(s.index, l)
                                     : kind[0] == 'm' ? month(s.index, l)
                                                      : pick(l, "W", "S") + std::to_string(s.index);
            out.push_back(name + " (" + format_change(s.effect, style) + ")");
        }
        return list(out, l);
    };
    const std::string what = kind[0] == 'd'   ? pick(l, "days", "jours")
                             : kind[0] == 'm' ? pick(l, "months", "mois")
                                              : pick(l, "weeks", "semaines");
    if (l == Language::fr) {
        const bool she = kind[0] == 'w';
        return (she ? "Meilleures " : "Meilleurs ") + what + " par rapport à la tendance : " + names(best) +
               " ; plus faibles : " + names(worst) + ".";
    }
    return "Best " + what + " against the trend: " + names(best) + "; weakest: " + names(worst) + ".";
}

} // namespace

std::string change_sentence(const ChangePoint& c, Language l) {
    const std::string date = format_date(Date{static_cast<int32_t>(std::lround(c.ds))}, l);
    const double scale = std::max(std::abs(c.before), std::abs(c.after));
    const int from = std::abs(c.before) < hardly * scale ? 0 : c.before > 0 ? 1 : -1;
    const int to = std::abs(c.after) < hardly * scale ? 0 : c.after > 0 ? 1 : -1;
    const auto on = [&](const std::string& en, const std::string& fr) {
        return l == Language::fr ? fr + " le " + date + "." : en + " on " + date + ".";
    };
    if (from == 0)
        return to > 0 ? on("Growth began", "Une croissance a commencé") : on("A decline began", "Une baisse a commencé");
    if (to == 0)
        return from > 0 ? on("Growth came to a halt", "La croissance s'est arrêtée")
                        : on("The decline came to a halt", "La baisse s'est arrêtée");
    if (from != to)
        return from > 0 ? on("Growth turned into decline", "La croissance est devenue une baisse")
                        : on("The decline turned into growth", "La baisse est devenue une croissance");
    const std::string en = from > 0 ? "Growth" : "The decline", fr = from > 0 ? "La croissance" : "La baisse";
    const double ratio = std::abs(c.after) / std::abs(c.before);
    if (ratio < 1) return on(en + " slowed " + by(share(1 - ratio, l), l), fr + " a ralenti " + by(share(1 - ratio, l), l));
    if (ratio > 1.9) {
        const std::string times = format_number(ratio, ratio < 10 ? 1 : 0, NumberStyle::of(l));
        return std::abs(ratio - 2) < 0.1
                   ? on(en + " doubled", fr + " a doublé")
                   : on(en + " became " + times + " times as fast", fr + " est devenue " + times + " fois plus rapide");
    }
    return on(en + " sped up " + by(share(ratio - 1, l), l), fr + " s'est accélérée " + by(share(ratio - 1, l), l));
}

std::vector<std::string> sentences(const Reading& reading, Language l) {
    std::vector<std::string> out;
    for (const ChangePoint& c : reading.changes) out.push_back(change_sentence(c, l));
    if (!reading.weekdays.empty()) out.push_back(slots_sentence(reading.weekdays, 2, l, "days"));
    if (!reading.weeks.empty())
        out.push_back(slots_sentence(reading.weeks, 3, l, "weeks"));
    else if (!reading.months.empty())
        out.push_back(slots_sentence(reading.months, 2, l, "months"));
    std::erase(out, "");
    return out;
}

} // namespace plumbline::forecast
