// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// Days of the same rate that may be chance, and the chance from which on it is none.
constexpr int least_days = 5;
constexpr double run_chance = 1e-9;
/// The volume must have varied by so much, or the rate had no reason to.
constexpr double least_variation = 1.05;
/// A handful of values: so many at most, on so many days at least.
constexpr size_t most_handful = 5;
constexpr int least_handful = 12;
/// Campaigns that must share a rate before it is no chance.
constexpr size_t least_across = 4;
/// Spread of a daily rate where nothing is known about it.
constexpr double usual_spread = 0.05;

struct Rate {
    int over, under;
    bool price; ///< what a click or view costs: even a whole history of one value is worth a question
};

std::vector<Rate> rates(const Board& b) {
    std::vector<Rate> out;
    const auto add = [&](std::string_view over, int under, bool price) {
        const int o = b.index_of(over);
        if (o >= 0 && under >= 0) out.push_back({o, under, price});
    };
    for (size_t m = 0; m < b.measures.size(); ++m)
        if (b.measures[m].role == "measure" && b.measures[m].count) add("cost", static_cast<int>(m), true);
    for (const std::string_view under : {"clicks", "impressions", "visits"}) add("cost", b.index_of(under), true);
    for (const std::string_view under : {"leads", "orders"}) add("cost", b.index_of(under), false);
    add("clicks", b.index_of("impressions"), false);
    add("leads", b.index_of("clicks"), false);
    for (const std::string_view under : {"orders", "leads"}) add("revenue", b.index_of(under), false);
    return out;
}

/// Logs of a rate of one series: their robust spread from day to day, 0 where it never changes, and their median.
struct Usual {
    double spread = 0, centre = 0;
    size_t days = 0;
};

Usual usual_of(const Track& over, const Track& under) {
    std::vector<double> logs, changes;
    for (size_t i = 0; i < over.seen.size(); ++i)
        if (over.seen[i] > 0 && under.seen[i] > 0) logs.push_back(std::log(over.seen[i] / under.seen[i]));
    for (size_t i = 1; i < logs.size(); ++i) changes.push_back(std::abs(logs[i] - logs[i - 1]));
    Usual out;
    out.days = logs.size();
    if (!changes.empty()) out.spread = 1.4826 * median_of(changes) / std::sqrt(2.0);
    if (!logs.empty()) out.centre = median_of(logs);
    return out;
}

/// The spread of a rate: of the series where it varies, else what is usual elsewhere.
double spread_or(const Usual& own, double usual) { return own.spread < 1e-3 ? usual : own.spread; }

void uniform(const Board& b, const Series& s, const Rate& rate, double spread, Findings& out) {
    const Track &over = s.tracks[static_cast<size_t>(rate.over)], &under = s.tracks[static_cast<size_t>(rate.under)];
    const double half = b.measures[static_cast<size_t>(rate.over)].step / 2;
    int total = 0;
    for (int i = 0; i < s.size(); ++i) total += over.seen[static_cast<size_t>(i)] > 0 && under.seen[static_cast<size_t>(i)] > 0;
    for (int i = 0; i < s.size(); ++i) {
        double low = 0, high = 1e300, chance = 0, least = 1e300, most = 0, sum_over = 0, sum_under = 0;
        int last = i, days = 0;
        for (int j = i; j < s.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const double a = over.seen[at], c = under.seen[at];
            if (std::isnan(a) || (a == 0 && c == 0)) continue; // a day without rows or views says nothing
            if (!(a > 0) || !(c > 0)) break;
            const double slack = half * std::max(1, s.rows[at]) * 1.0001 + 1e-9 * a;
            const double l = std::max(low, (a - slack) / c), h = std::min(high, (a + slack) / c);
            if (l > h) break;
            low = l;
            high = h;
            ++days;
            last = j;
            least = std::min(least, c);
            most = std::max(most, c);
            sum_over += a;
            sum_under += c;
            if (days > 1) chance += std::log(std::min(1.0, 2 * slack / a / (2.5 * spread)));
        }
        if (days >= least_days && chance < std::log(run_chance) && most > least * least_variation) {
            const bool whole = days * 10 >= total * 9;
            if (!whole || rate.price) {
                Finding f = start_finding(b, s, rate.over, i, last, "cpv_uniform");
                f.detail = b.measures[static_cast<size_t>(rate.under)].field;
                f.value = sum_over / sum_under;
                f.low = f.high = f.expected = {};
                double o = 0, u = 0;
                for (int j = 0; j < s.size(); ++j)
                    if ((j < i || j > last) && over.seen[static_cast<size_t>(j)] > 0 && under.seen[static_cast<size_t>(j)] > 0) {
                        o += over.seen[static_cast<size_t>(j)];
                        u += under.seen[static_cast<size_t>(j)];
                    }
                if (u > 0) {
                    f.expected = o / u;
                    f.low = o / u * std::exp(-2.576 * spread);
                    f.high = o / u * std::exp(2.576 * spread);
                }
                f.factor = 1;
                f.severity = whole ? Severity::note : Severity::warning;
                f.remedies = {Action::exclude, Action::interpolate, Action::event, Action::leave};
                out.push_back(std::move(f));
            }
        }
        if (days >= least_days) i = std::max(i, last);
    }
}

/// A few values that come again and again, where each day should have its own.
void handful(const Board& b, const Series& s, const Rate& rate, double spread, Findings& out) {
    const Track &over = s.tracks[static_cast<size_t>(rate.over)], &under = s.tracks[static_cast<size_t>(rate.under)];
    const double half = b.measures[static_cast<size_t>(rate.over)].step / 2;
    struct Day {
        double rate, low, high, slack;
        int at, cluster;
    };
    std::vector<Day> days;
    for (int i = 0; i < s.size(); ++i) {
        const auto at = static_cast<size_t>(i);
        const double a = over.seen[at], c = under.seen[at];
        if (!(a > 0) || !(c > 0)) continue;
        const double slack = half * std::max(1, s.rows[at]) * 1.0001 + 1e-9 * a;
        days.push_back({a / c, (a - slack) / c, (a + slack) / c, slack / a, i, -1});
    }
    if (static_cast<int>(days.size()) < least_handful) return;
    // Days that one value could have made, from the smallest rate on: each cluster takes all it can (the fewest points that hit
    // all intervals, by their right ends).
    std::vector<size_t> order(days.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](size_t i) { return days[i].high; });
    std::vector<int> size;
    double point = -1;
    for (const size_t i : order) {
        if (days[i].low > point) {
            point = days[i].high;
            size.push_back(0);
        }
        days[i].cluster = static_cast<int>(size.size()) - 1;
        ++size.back();
    }
    // Longest stretch of which nearly all days lie in clusters of three and more.
    const auto shared = [&](size_t i) { return size[static_cast<size_t>(days[i].cluster)] >= 3; };
    for (size_t i = 0; i < days.size(); ++i) {
        if (!shared(i)) continue;
        size_t last = i;
        int misses = 0;
        for (size_t j = i; j < days.size(); ++j) {
            if (!shared(j)) {
                if (++misses > 1 + static_cast<int>(j - i) / 15) break;
                continue;
            }
            last = j;
        }
        std::set<int> values;
        int n = 0;
        double chance = 0, o = 0, u = 0;
        for (size_t j = i; j <= last; ++j)
            if (shared(j)) {
                values.insert(days[j].cluster);
                ++n;
            }
        const auto k = static_cast<double>(values.size());
        for (size_t j = i; j <= last; ++j) {
            const auto at = static_cast<size_t>(days[j].at);
            o += over.seen[at];
            u += under.seen[at];
            if (shared(j)) chance += std::log(std::min(1.0, k * 2 * days[j].slack / (2.5 * spread)));
        }
        // As many days as there are values were free to be anything.
        chance *= (n - k) / std::max(1, n);
        if (values.size() >= 2 && values.size() <= most_handful && n >= least_handful && n >= 3 * k &&
            chance + std::log(static_cast<double>(days.size())) < std::log(run_chance)) {
            Finding f = start_finding(b, s, rate.over, days[i].at, days[last].at, "cpv_uniform");
            f.detail = b.measures[static_cast<size_t>(rate.under)].field;
            f.value = o / u;
            f.low = f.high = f.expected = {};
            double rest_o = 0, rest_u = 0;
            for (size_t j = 0; j < days.size(); ++j)
                if (j < i || j > last) {
                    rest_o += over.seen[static_cast<size_t>(days[j].at)];
                    rest_u += under.seen[static_cast<size_t>(days[j].at)];
                }
            if (rest_u > 0) {
                f.expected = rest_o / rest_u;
                f.low = *f.expected * std::exp(-2.576 * spread);
                f.high = *f.expected * std::exp(2.576 * spread);
            }
            for (const int v : values) f.variants.push_back(std::to_string(size[static_cast<size_t>(v)]));
            f.factor = 1;
            f.severity = Severity::warning;
            f.remedies = {Action::exclude, Action::interpolate, Action::event, Action::leave};
            out.push_back(std::move(f));
        }
        i = last;
    }
}

/// The same rate in all campaigns of a day, where each has its own.
void across(const Board& b, const Rate& rate, double usual, const std::vector<Usual>& own, Findings& out) {
    std::vector<std::pair<double, const Series*>> typical;
    for (size_t i = 0; i < b.series.size(); ++i)
        if (own[i].days >= 5) typical.emplace_back(own[i].centre, &b.series[i]);
    if (typical.size() < least_across) return;
    std::vector<double> v;
    for (const auto& [rate_log, s] : typical) v.push_back(rate_log);
    const double centre = median_of(v);
    for (double& x : v) x = std::abs(x - centre);
    double spread = 1.4826 * median_of(v);
    const bool always = spread < 1e-3;
    if (always) spread = usual;
    const double half = b.measures[static_cast<size_t>(rate.over)].step / 2;
    std::vector<uint8_t> same(static_cast<size_t>(b.periods), 0);
    std::vector<double> odds(static_cast<size_t>(b.periods), 0), sum_over = odds, sum_under = odds;
    for (int p = 0; p < b.periods; ++p) {
        double low = 0, high = 1e300, chance = 0;
        size_t n = 0;
        for (const auto& [rate_log, s] : typical) {
            const int i = p - s->first;
            if (i < 0 || i >= s->size()) continue;
            const double a = s->tracks[static_cast<size_t>(rate.over)].seen[static_cast<size_t>(i)],
                         c = s->tracks[static_cast<size_t>(rate.under)].seen[static_cast<size_t>(i)];
            if (!(a > 0) || !(c > 0)) continue;
            const double slack = half * std::max(1, s->rows[static_cast<size_t>(i)]) * 1.0001 + 1e-9 * a;
            low = std::max(low, (a - slack) / c);
            high = std::min(high, (a + slack) / c);
            if (n++ > 0) chance += std::log(std::min(1.0, 2 * slack / a / (2.5 * spread)));
            sum_over[static_cast<size_t>(p)] += a;
            sum_under[static_cast<size_t>(p)] += c;
            if (low > high) break;
        }
        same[static_cast<size_t>(p)] = n >= least_across && low <= high;
        odds[static_cast<size_t>(p)] = chance;
    }
    for (int p = 0; p < b.periods; ++p) {
        if (!same[static_cast<size_t>(p)]) continue;
        int to = p;
        double chance = odds[static_cast<size_t>(p)], o = sum_over[static_cast<size_t>(p)], u = sum_under[static_cast<size_t>(p)];
        while (to + 1 < b.periods && same[static_cast<size_t>(to + 1)]) {
            ++to;
            chance += odds[static_cast<size_t>(to)];
            o += sum_over[static_cast<size_t>(to)];
            u += sum_under[static_cast<size_t>(to)];
        }
        if (chance + std::log(static_cast<double>(b.periods)) < std::log(run_chance) && (rate.price || !always)) {
            Finding f = start_total(b, rate.over, p, to, "cpv_uniform");
            f.detail = b.measures[static_cast<size_t>(rate.under)].field;
            f.value = o / u;
            f.expected = f.low = f.high = {};
            if (!always) {
                f.expected = std::exp(centre);
                f.low = std::exp(centre - 2.576 * spread);
                f.high = std::exp(centre + 2.576 * spread);
            }
            f.variants = {"campaigns"};
            f.factor = 1;
            f.severity = Severity::warning;
            f.remedies = {Action::exclude, Action::event, Action::leave};
            out.push_back(std::move(f));
        }
        p = to;
    }
}

void flat(const Board& b, const Series& s, int m, Findings& out) {
    const Track& t = s.tracks[static_cast<size_t>(m)];
    const Measure& what = b.measures[static_cast<size_t>(m)];
    if (!t.active) return;
    int pairs = 0, equal = 0;
    for (size_t i = 1; i < t.seen.size(); ++i)
        if (t.seen[i] > 0 && t.seen[i - 1] > 0) {
            ++pairs;
            equal += t.seen[i] == t.seen[i - 1];
        }
    for (int i = 0; i < s.size(); ++i) {
        const double v = t.seen[static_cast<size_t>(i)];
        if (!(v > 0)) continue;
        int to = i;
        while (to + 1 < s.size() && t.seen[static_cast<size_t>(to + 1)] == v) ++to;
        const int days = to - i + 1;
        const int elsewhere = equal - (days - 1), others = pairs - (days - 1);
        if (days >= least_days && elsewhere * 20 <= others) {
            double sd = v * std::max(t.noise, usual_spread);
            if (what.count) sd = std::max(sd, std::sqrt(v));
            const double each = std::min(1.0, what.step / (2.5066 * sd));
            // A daily budget that is used up is a round sum of money.
            const bool budget = what.role == "cost" && std::abs(v - std::round(v)) < 1e-9;
            bool rest_varies = false;
            for (size_t k = 0; k < s.tracks.size(); ++k)
                for (int j = i + 1; static_cast<int>(k) != m && j <= to; ++j) {
                    const double x = s.tracks[k].seen[static_cast<size_t>(j)], y = s.tracks[k].seen[static_cast<size_t>(j - 1)];
                    rest_varies = rest_varies || (!std::isnan(x) && !std::isnan(y) && x != y);
                }
            if ((days - 1) * std::log(each) + std::log(std::max(1, s.size())) < std::log(run_chance) && !budget &&
                (rest_varies || s.tracks.size() == 1)) {
                Finding f = start_finding(b, s, m, i, to, "flatline");
                f.detail = std::to_string(days);
                f.severity = Severity::warning;
                f.remedies = {Action::interpolate, Action::exclude, Action::event, Action::leave};
                out.push_back(std::move(f));
            }
        }
        i = to;
    }
}

} // namespace

void check_uniform(const Board& b, Findings& out, const std::stop_token& stop) {
    const std::vector<Rate> all = rates(b);
    std::vector<std::vector<Usual>> own(all.size(), std::vector<Usual>(b.series.size()));
    parallel(
        b.series.size(),
        [&](size_t i) {
            for (size_t r = 0; r < all.size(); ++r)
                own[r][i] = usual_of(b.series[i].tracks[static_cast<size_t>(all[r].over)],
                                     b.series[i].tracks[static_cast<size_t>(all[r].under)]);
        },
        stop);
    std::vector<double> usual;
    for (size_t r = 0; r < all.size(); ++r) {
        std::vector<double> spreads;
        for (const Usual& u : own[r])
            if (u.spread > 1e-3) spreads.push_back(u.spread);
        usual.push_back(spreads.size() >= 3 ? median_of(spreads) : usual_spread);
    }
    std::vector<Findings> found(b.series.size());
    parallel(
        b.series.size(),
        [&](size_t i) {
            const Series& s = b.series[i];
            for (size_t r = 0; r < all.size(); ++r) {
                const double spread = spread_or(own[r][i], usual[r]);
                Findings mine;
                uniform(b, s, all[r], spread, mine);
                for (Finding& f : mine) {
                    // One stuck price shows in one rate; the rates that follow from it are not told again.
                    const bool told = std::ranges::any_of(found[i], [&](const Finding& g) {
                        return g.days && f.days && g.days->from <= f.days->to && f.days->from <= g.days->to;
                    });
                    if (!told) found[i].push_back(std::move(f));
                }
                if (!found[i].empty() || !all[r].price) continue;
                handful(b, s, all[r], spread, found[i]);
            }
            for (size_t m = 0; m < s.tracks.size(); ++m) flat(b, s, static_cast<int>(m), found[i]);
        },
        stop);
    Findings everywhere;
    for (size_t r = 0; r < all.size(); ++r)
        if (everywhere.empty()) across(b, all[r], usual[r], own[r], everywhere);
    for (Findings& mine : found)
        for (Finding& f : mine) {
            // What all campaigns share is told once.
            const bool told = f.check == "cpv_uniform" && std::ranges::any_of(everywhere, [&](const Finding& g) {
                                  return g.days->from <= f.days->to && f.days->from <= g.days->to;
                              });
            if (!told) out.push_back(std::move(f));
        }
    std::ranges::move(everywhere, std::back_inserter(out));
}

} // namespace plumbline::audit
