// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/forecast/reading.h"

namespace plumbline::forecast {

namespace {

constexpr double faint = 0.1; ///< strength of a season, below which its best days are chance
constexpr double days_a_month = 365.25 / 12;
constexpr size_t most_events = 5;
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

/// Slots that follow each other, as one.
struct Run {
    int first = 0, last = 0;
    double effect = 0; ///< mean
    int slots = 0;
};

std::vector<Run> runs_of(std::vector<Slot> slots, bool join) {
    std::vector<Run> out;
    if (join) std::sort(slots.begin(), slots.end(), [](const Slot& a, const Slot& b) { return a.index < b.index; });
    for (const Slot& s : slots) {
        Run* beside = nullptr;
        for (Run& r : out)
            if (join && s.index == r.last + 1) beside = &r;
        if (!beside) {
            out.push_back({s.index, s.index, s.effect, 1});
            continue;
        }
        beside->last = s.index;
        beside->effect = (beside->effect * beside->slots + s.effect) / (beside->slots + 1);
        ++beside->slots;
    }
    return out;
}

std::string slots_sentence(const std::vector<Slot>& slots, size_t n, Language l, const char* kind) {
    const auto best = extreme(slots, n, true), worst = extreme(slots, n, false);
    if (best.empty() || worst.empty()) return {};
    const NumberStyle style = NumberStyle::of(l);
    const auto names = [&](const std::vector<Slot>& which) {
        std::vector<std::string> out;
        for (const Run& run : runs_of(which, kind[0] == 'w')) {
            const auto name = [&](int index) {
                return kind[0] == 'd'   ? weekday(index, l)
                       : kind[0] == 'm' ? month(index, l)
                                        : pick(l, "W", "S") + std::to_string(index);
            };
            out.push_back(name(run.first) + (run.last > run.first ? pick(l, " to ", " à ") + name(run.last) : "") + " (" +
                          format_change(run.effect, style) + ")");
        }
        return list(out, l);
    };
    const std::string what = kind[0] == 'd'   ? pick(l, "days", "jours")
                             : kind[0] == 'm' ? pick(l, "months", "mois")
                                              : pick(l, "weeks", "semaines");
    if (l == Language::fr) {
        const bool she = kind[0] == 'w';
        return (she ? "Meilleures " : "Meilleurs ") + what + " pour dépenser, par rapport à la tendance : " + names(best) +
               " ; plus faibles : " + names(worst) + ".";
    }
    return "Best " + what + " for spending, against the trend: " + names(best) + "; weakest: " + names(worst) + ".";
}

/// Whether a season stands out of the noise; one whose strength is not known is told.
bool seen(const Reading& reading, std::string_view component) {
    for (const Strength& s : reading.strengths)
        if (s.component == component) return s.value >= faint;
    return true;
}

/// Three digits that count: "372,000", "0.0123".
std::string rounded(double v, Language l) {
    const int digits = v == 0 ? 0 : 2 - static_cast<int>(std::floor(std::log10(std::abs(v))));
    const double unit = std::pow(10.0, digits);
    return format_number(std::round(v * unit) / unit, std::max(0, digits), NumberStyle::of(l));
}

} // namespace

std::string change_sentence(const ChangePoint& c, Language l, double level) {
    const NumberStyle style = NumberStyle::of(l);
    std::string size;
    if (level > 0) {
        const double from = c.before * days_a_month / level, to = c.after * days_a_month / level;
        const int decimals = std::max(std::abs(from), std::abs(to)) < 0.0095 ? 2 : 1;
        const std::string before = format_percent(from, decimals, style), after = format_percent(to, decimals, style);
        size = l == Language::fr ? " (de " + before + " à " + after + " par mois)"
                                 : " (from " + before + " to " + after + " a month)";
    }
    const std::string date = format_date(Date{static_cast<int32_t>(std::lround(c.ds))}, l);
    const double scale = std::max(std::abs(c.before), std::abs(c.after));
    const int from = std::abs(c.before) < hardly * scale ? 0 : c.before > 0 ? 1 : -1;
    const int to = std::abs(c.after) < hardly * scale ? 0 : c.after > 0 ? 1 : -1;
    const auto on = [&](const std::string& en, const std::string& fr) {
        return (l == Language::fr ? fr + " le " + date : en + " on " + date) + size + ".";
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
    for (const ChangePoint& c : reading.changes) out.push_back(change_sentence(c, l, reading.level));
    if (!reading.weekdays.empty() && seen(reading, "weekly")) out.push_back(slots_sentence(reading.weekdays, 2, l, "days"));
    if (!seen(reading, "yearly")) {
        // Weeks that differ by chance are no advice.
    } else if (!reading.weeks.empty())
        out.push_back(slots_sentence(reading.weeks, 3, l, "weeks"));
    else if (!reading.months.empty())
        out.push_back(slots_sentence(reading.months, 2, l, "months"));
    std::erase(out, "");
    return out;
}

std::vector<std::string> event_sentences(const Reading& reading, Language l) {
    std::vector<std::string> out;
    const NumberStyle style = NumberStyle::of(l);
    for (const EventEffect& e : reading.events) {
        if (out.size() == most_events) break;
        if (e.lower * e.upper <= 0) continue; // it may as well have no effect
        const auto text = [&](double v) { return reading.multiplicative ? format_percent(v, 0, style) : rounded(v, l); };
        const bool more = e.effect > 0;
        const double size = std::abs(e.effect), low = more ? e.lower : -e.upper, high = more ? e.upper : -e.lower;
        if (l == Language::fr)
            out.push_back(e.name + (more ? " ajoute environ " : " retire environ ") + text(size) + " (" + text(low) + " à " +
                          text(high) + ") à chaque fois.");
        else
            out.push_back(e.name + (more ? " adds about " : " takes away about ") + text(size) + " (" + text(low) + " to " +
                          text(high) + ") each time.");
    }
    return out;
}

} // namespace plumbline::forecast
