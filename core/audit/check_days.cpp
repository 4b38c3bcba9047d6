// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <functional>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// A day is looked at from this many standard deviations on; a run of days may each be a little less.
constexpr double day_sigmas = 6, run_sigmas = 4.5;
/// And from this factor on: smaller ones are for a forecast to live with.
constexpr double day_factor = 2.3, run_factor = 1.6;
/// Lone days: how many may be told by chance, in a dataset and measure; how many of the oddest days make a tail; series that are
/// asked for it; and the factor from which on a day of twice as many deviations is told whatever other series do.
constexpr double lone_chance = 0.02;
constexpr size_t least_tail = 20, most_asked = 500;
constexpr double clear_factor = 10;
/// On days of the calendar a series must stand out more.
constexpr double event_extra = 1.5;
/// Usual days of the series whose worth a blocker puts in doubt.
constexpr double blocking_days = 3;
/// A measure that is its own only witness must stand out more.
constexpr double alone_extra = 1.4;
/// Chance at which a run of zeros is no longer taken for bad luck.
constexpr double zero_chance = 1e-4;
/// Periods of nothing from which on the running level is not to be trusted.
constexpr int long_outage = 8;
/// Share of days of the whole dataset below which a limit of the funnel counts as strict.
constexpr double strict_share = 0.01;

struct Hit {
    int measure, from, to;
    double shift; ///< mean log of seen over expected
    double sigmas;
};

/// How far the count on a day is from its expectation, in standard deviations of a Poisson variable with noise on top.
double count_sigmas(double seen, double expected, double noise) {
    const double extra = std::min(noise, 0.5);
    return (seen - expected) / std::sqrt(std::max(expected, 0.5) + extra * extra * expected * expected);
}

/// Money of a few orders is as uncertain as their number and their values: a compound Poisson sum.
double noise_on(const Board& b, const Series& s, int m, int i) {
    const Track& t = s.tracks[static_cast<size_t>(m)];
    const std::string& role = b.measures[static_cast<size_t>(m)].role;
    const bool spend = role == "cost";
    if (role != "revenue" && !spend) return t.noise;
    // Orders differ in value more than clicks in price.
    const double each = spend ? 1.5 : 3;
    for (const std::string_view of : {"orders", "leads", "new_customers", "clicks"}) {
        const int events = b.index_of(of);
        if (events < 0 || !s.tracks[static_cast<size_t>(events)].active || (spend && of != "clicks")) continue;
        const double expected = Board::expected(s.tracks[static_cast<size_t>(events)], i).value_or(0);
        return std::sqrt(t.noise * t.noise + each / std::max(expected, 0.25));
    }
    return t.noise;
}

/// Standard deviations of a day off what was to be expected; 0 where that cannot be said.
double deviation(const Board& b, const Series& s, int m, int i) {
    const Track& t = s.tracks[static_cast<size_t>(m)];
    const auto at = static_cast<size_t>(i);
    const double v = static_cast<double>(t.apart[at]);
    if (std::isnan(v)) return 0;
    const double z = v / noise_on(b, s, m, i);
    if (!b.measures[static_cast<size_t>(m)].count) return z;
    const double of_count = count_sigmas(t.seen[at], std::exp(static_cast<double>(t.expected[at])), t.noise);
    if (of_count * v <= 0) return 0;
    // Large falls of small numbers are told by the zeros; a count cannot fall by more than all of it.
    return std::abs(of_count) < std::abs(z) ? of_count : z;
}

/// Deviations from which on a lone day is none of the odd days that all series have, by measure: the hundredth part of all days
/// that is the oddest, taken for exponential (peaks over threshold, by its median, so that faults do not excuse themselves),
/// continued to where `lone_chance` days of the dataset lie beyond it by chance.
std::vector<double> lone_limits(const Board& b, const std::stop_token& stop) {
    std::vector<double> out(b.measures.size(), 0);
    const size_t stride = b.series.size() / most_asked + 1;
    parallel(
        out.size(),
        [&](size_t m) {
            std::vector<float> sizes;
            for (size_t k = 0; k < b.series.size(); k += stride) {
                const Series& s = b.series[k];
                for (int i = 0; s.tracks[m].active && s.tracks[m].noise > 0 && i < s.size(); ++i)
                    if (const double z = deviation(b, s, static_cast<int>(m), i); z != 0)
                        sizes.push_back(static_cast<float>(std::abs(z)));
            }
            const size_t tail = sizes.size() / 100;
            if (tail < least_tail) return;
            std::ranges::nth_element(sizes, sizes.begin() + static_cast<std::ptrdiff_t>(tail), std::greater<>());
            const double begin = static_cast<double>(sizes[tail]);
            std::vector<double> beyond;
            for (size_t i = 0; i < tail; ++i) beyond.push_back(static_cast<double>(sizes[i]) - begin);
            const double scale = median_of(beyond) / std::log(2.0);
            out[m] = begin + scale * std::log(static_cast<double>(tail * stride) / lone_chance);
        },
        stop);
    return out;
}

class Days {
public:
    Days(const Board& board, const Series& series, const std::vector<std::pair<int, int>>& strict,
         const std::vector<double>& lone, Findings& out)
        : m_board(board), m_series(series), m_strict(strict), m_lone(lone), m_out(out) {}

    void run() {
        std::vector<Hit> hits;
        for (size_t m = 0; m < m_series.tracks.size(); ++m) find(static_cast<int>(m), hits);
        outages();
        for (const Hit& h : hits) report(h, hits);
        ratios();
    }

private:
    const Board& m_board;
    const Series& m_series;
    const std::vector<std::pair<int, int>>& m_strict; ///< measure pairs: the first cannot exceed the second
    const std::vector<double>& m_lone;                ///< by measure: lone_limits()
    Findings& m_out;

    const Track& track(int m) const { return m_series.tracks[static_cast<size_t>(m)]; }
    const Measure& measure(int m) const { return m_board.measures[static_cast<size_t>(m)]; }

    int active_tracks() const {
        int n = 0;
        for (const Track& t : m_series.tracks) n += t.active;
        return n;
    }

    /// Standard deviations by which day i stands off; 0 where it does not in earnest.
    double strength(int m, int i, double sigmas, double factor) const {
        const Track& t = track(m);
        const auto at = static_cast<size_t>(i);
        const double v = static_cast<double>(t.apart[at]);
        if (std::isnan(v) || std::abs(v) < std::log(factor)) return 0;
        const bool alone = active_tracks() < 2;
        double need = sigmas * (alone ? alone_extra : 1);
        if (m_board.event[static_cast<size_t>(m_series.first + i)]) need *= event_extra;
        if (alone && std::abs(v) < std::log(2.5)) return 0;
        const double z = deviation(m_board, m_series, m, i);
        if (z == 0) return 0;
        // The odd days that every series has decide as well: heavy tails ask for more.
        if (std::abs(v) < 1.8 * t.tail) return 0;
        // It must have moved itself, and not been left behind by the others.
        if (static_cast<double>(t.own[at]) / v < 0.5) return 0;
        return std::abs(z) >= need ? z : 0;
    }

    /// Do so many events come together by themselves, once among all series and days? Standard deviations say little of a few
    /// events: the tail of a Poisson variable above x is at most exp(x - mean) (mean / x)^x (Chernoff).
    bool by_chance(int m, int from, int to) const {
        const double days = static_cast<double>(m_board.series.size()) * m_board.periods;
        double chance = std::log(days);
        for (int i = from; i <= to; ++i) {
            const double x = track(m).seen[static_cast<size_t>(i)], mean = Board::expected(track(m), i).value_or(x);
            if (x > mean && mean > 0) chance -= x * std::log(x / mean) - x + mean;
        }
        return chance > std::log(lone_chance);
    }

    void find(int m, std::vector<Hit>& hits) const {
        const Track& t = track(m);
        if (!t.active || t.noise <= 0) return;
        for (int i = 0; i < m_series.size(); ++i) {
            const double z = strength(m, i, run_sigmas, run_factor);
            if (z == 0) continue;
            int to = i;
            double sum = static_cast<double>(t.apart[static_cast<size_t>(i)]), best = std::abs(z);
            const double sign = z > 0 ? 1 : -1;
            while (to + 1 < m_series.size()) {
                const double next = strength(m, to + 1, run_sigmas, run_factor);
                if (next * sign <= 0) break;
                ++to;
                sum += static_cast<double>(t.apart[static_cast<size_t>(to)]);
                best = std::max(best, std::abs(next));
            }
            const int days = to - i + 1;
            if (measure(m).count && sum > 0 && by_chance(m, i, to)) {
                i = to;
                continue;
            }
            // A day on its own is told where no other series has days like it, or by its factor.
            const bool lone = days == 1;
            const bool clear =
                best >= m_lone[static_cast<size_t>(m)] || (sum >= std::log(clear_factor) && best >= 2 * day_sigmas);
            if (!lone || (clear && strength(m, i, day_sigmas, day_factor) != 0))
                hits.push_back({m, i, to, sum / days, best * sign});
            i = to;
        }
    }

    bool told(std::string_view check, int m, int from, int to) const {
        const DateRange days{m_board.day(m_series.first + from), m_board.last_day(m_series.first + to)};
        return std::ranges::any_of(m_out, [&](const Finding& f) {
            return f.segment == m_series.name && f.days && f.days->from <= days.to && days.from <= f.days->to &&
                   (check.empty() || f.check == check) && (m < 0 || f.column == measure(m).field);
        });
    }

    void report(const Hit& h, const std::vector<Hit>& all) const {
        const Measure& what = measure(h.measure);
        // Money without the event it is made of: revenue falls where the leads or orders fall.
        for (const Hit& other : all) {
            const bool same = &other != &h && other.measure != h.measure && other.from <= h.to && h.from <= other.to &&
                              other.shift * h.shift > 0;
            if (same && what.role == "revenue" && std::abs(other.sigmas) > std::abs(h.sigmas) &&
                (measure(other.measure).role == "orders" || measure(other.measure).role == "leads"))
                return;
            // Two names of one thing (clicks and visits, leads and sign-ups): the clearer one speaks.
            if (same && std::abs(other.shift - h.shift) < 0.2 && other.from == h.from && other.to == h.to &&
                std::abs(other.sigmas) > std::abs(h.sigmas))
                return;
        }
        if (told("tracking_outage", -1, h.from, h.to) && h.shift < 0) return;
        const int days = h.to - h.from + 1;
        const double tens = h.shift / std::log(10.0), nearest = std::round(tens);
        const bool unit_like = (std::abs(nearest) == 2 || std::abs(nearest) == 3 || std::abs(nearest) == 6) &&
                               std::abs(tens - nearest) < std::max(0.12, 0.2 / std::sqrt(days)) &&
                               (days >= 2 || std::abs(nearest) >= 6 || !what.count);
        std::string check = "lead_surge_20x";
        if (unit_like)
            check = "unit_change";
        else if (h.shift < 0)
            check = "collapse";
        else if (what.role == "clicks" || what.role == "visits")
            check = "bot_clicks_3x";
        Finding f = start_finding(m_board, m_series, h.measure, h.from, h.to, check);
        // A collapse to a tenth or less on two days or more, in what the tag counts, is a tag that is off.
        if (check == "collapse") {
            const bool counted =
                what.role == "leads" || what.role == "orders" || what.role == "new_customers" || what.role == "clicks";
            if (counted && days >= 2 && h.shift < std::log(0.12)) f.check = "tracking_outage";
            if (days == 1 && h.shift > std::log(0.25)) return;
        }
        f.factor = std::exp(h.shift);
        // A blocker is what bends what is built on it: days' worth of the measure that never were, or are not there. One low day
        // is one day.
        const double in_doubt = f.value && f.expected && *f.expected > 0 ? std::abs(*f.value / *f.expected - 1) * days : 0;
        f.severity = std::abs(h.shift) > std::log(4.0) && in_doubt >= blocking_days ? Severity::blocker : Severity::warning;
        f.remedies = check == "unit_change" ? std::vector{Action::rescale, Action::exclude, Action::event, Action::leave}
                                            : std::vector{Action::cap, Action::exclude, Action::event, Action::leave};
        m_out.push_back(std::move(f));
    }

    /// Nothing at all of a measure, on days on which the series went on.
    void outages() const {
        for (size_t k = 0; k < m_series.tracks.size(); ++k) {
            const int m = static_cast<int>(k);
            const Track& t = track(m);
            if (!t.active || measure(m).role == "cost") continue;
            int zeros = 0, there = 0;
            for (int i = 0; i < m_series.size(); ++i) {
                const double v = t.seen[static_cast<size_t>(i)];
                there += !std::isnan(v);
                zeros += v == 0 && works(m, i); // a day of nothing at all is a pause
            }
            for (int i = 0; i < m_series.size(); ++i) {
                if (t.seen[static_cast<size_t>(i)] != 0) continue;
                int to = i;
                while (to + 1 < m_series.size() && t.seen[static_cast<size_t>(to + 1)] == 0) ++to;
                const int days = to - i + 1;
                double chance = 0, expected = 0;
                bool others = true;
                // Weeks of nothing become their own level: what was there before and after is what was to be expected.
                const std::optional<double> outside = days >= long_outage ? level_around(t, i, to) : std::nullopt;
                for (int d = i; d <= to; ++d) {
                    const double e = outside ? *outside : Board::expected(t, d).value_or(0);
                    expected += e;
                    // Negative binomial with the series' own spread: log P(0).
                    const double spread = std::max(0.05, t.noise * t.noise - 1 / std::max(1.0, t.typical)); // beyond Poisson
                    chance += -std::log1p(spread * e) / spread;
                    others = others && works(m, d);
                }
                // What is often zero is zero more easily.
                const double share = (zeros - days + 0.5) / (there - days + 1.0);
                chance = std::max(chance, days * std::log(std::max(share, 1e-9)));
                if (others && chance + std::log(std::max(1, m_series.size())) < std::log(zero_chance) && expected >= 8 &&
                    !told("tracking_outage", -1, i, to)) {
                    Finding f = start_finding(m_board, m_series, m, i, to, "tracking_outage");
                    if (outside) {
                        for (DayValue& d : f.series)
                            if (f.days->contains(d.day)) {
                                d.expected = outside;
                                d.low = *outside * std::exp(-2.576 * t.noise);
                                d.high = *outside * std::exp(2.576 * t.noise);
                            }
                        f.expected = *outside * days;
                        f.low = *f.expected * std::exp(-2.576 * t.noise);
                        f.high = *f.expected * std::exp(2.576 * t.noise);
                    }
                    f.severity = Severity::blocker;
                    f.factor = 0;
                    f.remedies = {Action::interpolate, Action::exclude, Action::event, Action::leave};
                    m_out.push_back(std::move(f));
                }
                i = to;
            }
        }
    }

    /// Median of four weeks before a stretch and four weeks behind it.
    std::optional<double> level_around(const Track& t, int from, int to) const {
        std::vector<double> there;
        for (int i = std::max(0, from - 28); i < std::min(m_series.size(), to + 29); ++i)
            if (const double v = t.seen[static_cast<size_t>(i)]; (i < from || i > to) && !std::isnan(v)) there.push_back(v);
        return there.size() < 7 ? std::nullopt : std::optional(median_of(there));
    }

    /// Do the other measures that come before it in the funnel go on as usual?
    bool works(int m, int i) const {
        int up = 0, down = 0;
        for (size_t k = 0; k < m_series.tracks.size(); ++k) {
            const Track& t = m_series.tracks[k];
            if (static_cast<int>(k) == m || !t.active) continue;
            const double v = t.seen[static_cast<size_t>(i)];
            const double e = Board::expected(t, i).value_or(0);
            if (std::isnan(v) || e <= 0) continue;
            (v > 0.3 * e ? up : down) += 1;
        }
        return up > 0 && up >= down;
    }

    void ratios() const {
        for (const auto& [a, b] : m_strict)
            for (int i = 0; i < m_series.size(); ++i) {
                if (!above(a, b, i)) continue;
                int to = i;
                while (to + 1 < m_series.size() && above(a, b, to + 1)) ++to;
                // The surge that made it impossible is the finding, unless it is the ratio of clicks itself.
                const auto same = std::ranges::find_if(m_out, [&](const Finding& f) {
                    return f.segment == m_series.name && f.column == measure(a).field && f.days &&
                           f.days->from <= m_board.last_day(m_series.first + to) && m_board.day(m_series.first + i) <= f.days->to;
                });
                const bool clicks = measure(a).role == "clicks" && measure(b).role == "impressions";
                if (same == m_out.end() || clicks) {
                    Finding f = start_finding(m_board, m_series, a, i, to, "impossible_ratio");
                    f.detail = measure(b).field;
                    f.severity = Severity::blocker;
                    f.remedies = {Action::cap, Action::exclude, Action::leave};
                    if (same != m_out.end()) {
                        f.days->from = std::min(f.days->from, same->days->from);
                        f.days->to = std::max(f.days->to, same->days->to);
                        *same = std::move(f);
                    } else if (!told("tracking_outage", b, i, to) && !told("collapse", b, i, to) &&
                               !told("unit_change", b, i, to)) {
                        m_out.push_back(std::move(f));
                    }
                }
                i = to;
            }
    }

    bool above(int a, int b, int i) const {
        const double x = track(a).seen[static_cast<size_t>(i)], y = track(b).seen[static_cast<size_t>(i)];
        return !std::isnan(x) && !std::isnan(y) && x > y && x > y + 3 * std::sqrt(std::max(1.0, y)) && x >= 10;
    }
};

/// Steps of the funnel that exclude each other in these data: at most one day in a hundred breaks the limit.
std::vector<std::pair<int, int>> strict_pairs(const Board& b) {
    const std::vector<std::pair<std::string_view, std::string_view>> funnel{
        {"clicks", "impressions"}, {"leads", "clicks"}, {"orders", "clicks"},       {"orders", "visits"},
        {"leads", "visits"},       {"orders", "leads"}, {"new_customers", "orders"}};
    std::vector<std::pair<int, int>> candidates, out;
    for (const auto& [a, c] : funnel)
        if (b.index_of(a) >= 0 && b.index_of(c) >= 0) candidates.emplace_back(b.index_of(a), b.index_of(c));
    for (size_t m = 0; m < b.measures.size(); ++m)
        if (b.measures[m].field.find("view") != std::string::npos && b.measures[m].count && b.index_of("impressions") >= 0 &&
            b.measures[m].role == "measure")
            candidates.emplace_back(static_cast<int>(m), b.index_of("impressions"));
    for (const auto& [x, y] : candidates) {
        int64_t days = 0, broken = 0;
        for (const Series& s : b.series)
            for (int i = 0; i < s.size(); ++i) {
                const double u = s.tracks[static_cast<size_t>(x)].seen[static_cast<size_t>(i)];
                const double v = s.tracks[static_cast<size_t>(y)].seen[static_cast<size_t>(i)];
                if (std::isnan(u) || std::isnan(v)) continue;
                ++days;
                broken += u > v;
            }
        if (days > 0 && static_cast<double>(broken) <= std::max(3.0, strict_share * static_cast<double>(days)))
            out.emplace_back(x, y);
    }
    return out;
}

} // namespace

void check_days(const Board& b, Findings& out, const std::stop_token& stop) {
    const auto strict = strict_pairs(b);
    const std::vector<double> lone = lone_limits(b, stop);
    std::vector<Findings> all(b.series.size());
    parallel(
        b.series.size(), [&](size_t i) { Days(b, b.series[i], strict, lone, all[i]).run(); }, stop);
    for (Findings& f : all) std::ranges::move(f, std::back_inserter(out));
    // What all series did at once cannot be seen in any of them: a tag that fires twice everywhere.
    for (size_t m = 0; m < b.measures.size(); ++m)
        for (int p = 0; p < b.periods; ++p) {
            const float v = b.shared[m][static_cast<size_t>(p)];
            if (std::abs(v) < std::log(4.0)) continue;
            int to = p;
            while (to + 1 < b.periods && std::abs(b.shared[m][static_cast<size_t>(to + 1)]) > std::log(4.0)) ++to;
            const char* check = v > 0 ? (b.measures[m].role == "clicks" ? "bot_clicks_3x" : "lead_surge_20x") : "collapse";
            Finding f = start_total(b, static_cast<int>(m), p, to, check);
            const double tens = static_cast<double>(v) / std::log(10.0);
            if (std::abs(std::round(tens)) >= 2 && std::abs(tens - std::round(tens)) < 0.08) f.check = "unit_change";
            // What they share is in what was expected of each; here it is the fault.
            for (auto* of : {&f.expected, &f.low, &f.high})
                if (*of) **of /= std::exp(static_cast<double>(v));
            for (DayValue& d : f.series)
                for (auto* of : {&d.expected, &d.low, &d.high}) {
                    const int at = b.period(d.day);
                    if (*of && at >= 0 && at < b.periods)
                        **of /= std::exp(static_cast<double>(b.shared[m][static_cast<size_t>(at)]));
                }
            f.factor = std::exp(static_cast<double>(v));
            f.severity = Severity::blocker;
            f.remedies = {f.check == "unit_change" ? Action::rescale : Action::exclude, Action::event, Action::leave};
            out.push_back(std::move(f));
            p = to;
        }
}

} // namespace plumbline::audit
