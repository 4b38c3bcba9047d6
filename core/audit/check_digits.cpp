// SPDX-License-Identifier: GPL-3.0-or-later
// Digits that no measurement gives: values that all end alike, placeholders, days that were copied.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "core/audit/board.h"
#include "core/base/repeated.h"

namespace plumbline::audit {

namespace {

/// Chance from which on an agreement of digits is none, of one series and measure.
constexpr double digit_chance = 1e-9;
/// Days that end alike before it is looked at; elsewhere at most this share does.
constexpr int least_alike = 8;
constexpr double elsewhere_share = 0.4;
/// The last digit says nothing where the value hardly moves by ten of its steps.
constexpr double least_spread = 10;
/// Copied days: at least two in a row, and their agreement by chance less likely than this.
constexpr int least_copied = 2, least_life = 21;
constexpr double copy_chance = 1e-9;
/// What people and machines write where they have no number.
constexpr std::array<int64_t, 15> placeholders{9999,   99999,   999999,     9999999,    99999999, 12345,     123456,   1234567,
                                               111111, 1111111, 2147483647, 4294967295, 88888888, 123456789, 999999999};

double spread_of(const Track& t, const Measure& m, double v) {
    double sd = v * std::max(t.noise, 0.02);
    if (m.count) sd = std::max(sd, std::sqrt(std::max(v, 1.0)));
    return sd / m.step;
}

/// Values that all end in the same digit, or the same two, where others do not.
void alike(const Board& b, const Series& s, size_t m, Findings& out) {
    const Track& t = s.tracks[m];
    const Measure& what = b.measures[m];
    // Budgets are round; a double has no last digit.
    if (!t.active || what.role == "cost" || what.step < 1e-4 || spread_of(t, what, t.typical) < least_spread) return;
    const auto digit = [&](int i) {
        const double v = t.seen[static_cast<size_t>(i)];
        return v > 0 && v / what.step < 9e15 ? static_cast<int>(std::llround(v / what.step) % 10) : -1;
    };
    std::array<int, 10> all{};
    int days = 0;
    for (int i = 0; i < s.size(); ++i)
        if (const int d = digit(i); d >= 0) {
            ++all[static_cast<size_t>(d)];
            ++days;
        }
    for (int i = 0; i < s.size(); ++i) {
        const int d = digit(i);
        if (d < 0) continue;
        int to = i, n = 1;
        double least = t.seen[static_cast<size_t>(i)], most = least;
        for (int j = i + 1; j < s.size(); ++j) {
            const int e = digit(j);
            if (e < 0) continue;
            if (e != d) break;
            to = j;
            ++n;
            least = std::min(least, t.seen[static_cast<size_t>(j)]);
            most = std::max(most, t.seen[static_cast<size_t>(j)]);
        }
        const int outside = days - n, same = all[static_cast<size_t>(d)] - n;
        const double chance = (n - 1) * std::log(0.1) + std::log(static_cast<double>(std::max(1, days)));
        if (n >= least_alike && chance < std::log(digit_chance) && most > least * 1.02 && outside >= n &&
            same < elsewhere_share * outside) {
            Finding f = start_finding(b, s, static_cast<int>(m), i, to, "odd_digits");
            f.detail = std::to_string(d);
            f.value = 1;
            f.expected = 0.1;
            f.low = 0;
            // 99 of 100 runs of so many days: the binomial's upper end, by its normal approximation.
            f.high = std::min(1.0, 0.1 + 2.576 * std::sqrt(0.09 / n));
            f.factor = 1;
            f.severity = Severity::note;
            f.remedies = {Action::leave, Action::interpolate, Action::exclude, Action::event};
            out.push_back(std::move(f));
        }
        i = std::max(i, to);
    }
}

/// Values such as 99999, where their neighbours hardly occur.
void placeholders_in(const Board& b, size_t m, Findings& out) {
    const Measure& what = b.measures[m];
    struct Place {
        const Series* series;
        int day;
    };
    std::map<int64_t, std::vector<Place>> at;
    std::map<int64_t, int> near;
    for (const Series& s : b.series)
        for (int i = 0; i < s.size(); ++i) {
            const double v = s.tracks[m].seen[static_cast<size_t>(i)];
            if (!(v > 9000) || v > 1e10 || s.rows[static_cast<size_t>(i)] > 3) continue;
            const auto n = static_cast<int64_t>(std::llround(v));
            for (const int64_t p : placeholders) {
                if (n == p && std::abs(v - static_cast<double>(n)) < 1e-9)
                    at[p].push_back({&s, i});
                else if (std::abs(static_cast<double>(n - p)) < 0.002 * static_cast<double>(p))
                    ++near[p];
            }
        }
    for (const auto& [value, places] : at) {
        // Neighbours within two in a thousand say how often the value would be there by chance.
        const double by_chance = 0.05 + near[value] / (0.004 * static_cast<double>(value) / what.step);
        const auto k = static_cast<double>(places.size());
        // log of the Poisson probability of as many or more, by its first term.
        const double chance = k * std::log(by_chance) - std::lgamma(k + 1);
        if (places.size() < 3 || chance > std::log(1e-5)) continue;
        std::map<const Series*, std::vector<int>> by;
        for (const Place& p : places) by[p.series].push_back(p.day);
        for (const auto& [series, days] : by) {
            Finding f = start_finding(b, *series, static_cast<int>(m), days.front(), days.back(), "odd_digits");
            f.detail = std::to_string(value);
            f.rows = static_cast<int64_t>(days.size());
            const Track& t = series->tracks[m];
            const auto sum = [&](auto of) {
                double total = 0;
                for (const int d : days) total += of(d);
                return total;
            };
            f.value = static_cast<double>(value) * static_cast<double>(days.size());
            f.expected = sum([&](int d) { return Board::expected(t, d).value_or(0); });
            f.low = sum([&](int d) { return b.range(t, d, what.count).first; });
            f.high = sum([&](int d) { return b.range(t, d, what.count).second; });
            f.severity = Severity::warning;
            f.remedies = {Action::interpolate, Action::exclude, Action::leave};
            out.push_back(std::move(f));
        }
    }
}

uint64_t mixed(uint64_t h, uint64_t v) {
    h ^= v + 0x9E3779B97F4A7C15ULL + (h << 6) + (h >> 2);
    h *= 0xFF51AFD7ED558CCDULL;
    return h ^ (h >> 32);
}

/// All measures of a day as one number; 0 where too little stands there to tell days apart.
uint64_t day_hash(const Series& s, int i) {
    uint64_t h = 1;
    int filled = 0;
    for (const Track& t : s.tracks) {
        const double v = t.seen[static_cast<size_t>(i)];
        filled += v > 0;
        h = mixed(h, std::isnan(v) ? 7 : static_cast<uint64_t>(std::llround(v * 100)));
    }
    return filled >= 2 ? h : 0;
}

/// log of the chance that a day agrees with another one by itself.
double agreement(const Board& b, const Series& s, int i) {
    double out = 0;
    for (size_t m = 0; m < s.tracks.size(); ++m) {
        const double v = s.tracks[m].seen[static_cast<size_t>(i)];
        if (v > 0 && s.tracks[m].active) out -= std::log(std::max(1.0, 2.5066 * spread_of(s.tracks[m], b.measures[m], v)));
    }
    return out;
}

struct Day {
    uint64_t hash;
    int32_t series, day;
};

/// Runs of days that are there again later, in the same series or in another one.
void copies(const Board& b, Findings& out) {
    std::vector<Day> days;
    for (size_t k = 0; k < b.series.size(); ++k)
        for (int i = 0; b.series[k].size() >= least_life && i < b.series[k].size(); ++i)
            if (const uint64_t h = day_hash(b.series[k], i)) days.push_back({h, static_cast<int32_t>(k), i});
    const size_t all = days.size();
    // Only what is there again is looked at.
    const std::vector<uint64_t> again = repeated_hashes(days.size(), [&](size_t i) { return days[i].hash; });
    std::erase_if(days, [&](const Day& d) { return !std::ranges::binary_search(again, d.hash); });
    if (days.empty()) return;
    std::ranges::sort(days, [](const Day& x, const Day& y) {
        if (x.hash != y.hash) return x.hash < y.hash;
        return x.series != y.series ? x.series < y.series : x.day < y.day;
    });
    // Each day that equals an earlier one of its series, or the same day of another one: where from, and by how many days.
    struct Match {
        int32_t series, from, lag, day;
    };
    std::vector<Match> matches;
    for (size_t i = 0; i < days.size();) {
        size_t j = i;
        while (j < days.size() && days[j].hash == days[i].hash) ++j;
        if (j - i >= 2 && j - i <= 8) // what is there more often is how the series runs
            for (size_t k = i + 1; k < j; ++k) {
                const Day &a = days[k - 1], &c = days[k];
                const int lag =
                    b.series[static_cast<size_t>(c.series)].first + c.day - b.series[static_cast<size_t>(a.series)].first - a.day;
                if (a.series != c.series && lag < 0)
                    matches.push_back({a.series, c.series, -lag, a.day});
                else
                    matches.push_back({c.series, a.series, lag, c.day});
            }
        i = j;
    }
    std::ranges::sort(matches, [](const Match& x, const Match& y) {
        return std::tie(x.series, x.from, x.lag, x.day) < std::tie(y.series, y.from, y.lag, y.day);
    });
    const double tries = 2 * std::log(static_cast<double>(all));
    for (size_t i = 0; i < matches.size();) {
        size_t j = i;
        const Match& first = matches[i];
        const Series& s = b.series[static_cast<size_t>(first.series)];
        double chance = agreement(b, s, first.day);
        while (j + 1 < matches.size() && matches[j + 1].series == first.series && matches[j + 1].from == first.from &&
               matches[j + 1].lag == first.lag && matches[j + 1].day - matches[j].day <= 3) {
            ++j;
            chance += agreement(b, s, matches[j].day);
        }
        const int n = static_cast<int>(j - i + 1);
        if (n >= least_copied && chance + tries < std::log(copy_chance)) {
            Finding f = start_finding(b, s, -1, first.day, matches[j].day, "repeated_block");
            f.column = "date";
            const Series& source = b.series[static_cast<size_t>(first.from)];
            const int begin = s.first + first.day - first.lag;
            f.detail = to_iso(b.day(begin));
            if (first.from != first.series) f.variants = {source.name};
            f.value = n;
            f.expected = 0;
            f.low = 0;
            f.high = 0;
            const int shown = b.index_of("revenue") >= 0 ? b.index_of("revenue") : 0;
            f.series = start_finding(b, s, shown, first.day, matches[j].day, "").series;
            f.severity = Severity::warning;
            f.remedies = {Action::exclude, Action::event, Action::leave};
            out.push_back(std::move(f));
        }
        i = j + 1;
    }
}

} // namespace

void check_digits(const Board& b, Findings& out, const std::stop_token& stop) {
    std::vector<Findings> found(b.series.size());
    parallel(
        b.series.size(),
        [&](size_t i) {
            for (size_t m = 0; m < b.measures.size(); ++m) alike(b, b.series[i], m, found[i]);
        },
        stop);
    for (Findings& f : found) std::ranges::move(f, std::back_inserter(out));
    if (b.series.empty() || b.measures.empty()) return;
    std::vector<Findings> held(b.measures.size());
    parallel(
        held.size(), [&](size_t m) { placeholders_in(b, m, held[m]); }, stop);
    for (Findings& f : held) std::ranges::move(f, std::back_inserter(out));
    copies(b, out);
}

} // namespace plumbline::audit
