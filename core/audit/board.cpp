// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/board.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <thread>

#include "core/base/digest.h"
#include "core/base/limits.h"

namespace plumbline::audit {

namespace {

constexpr float no_float = std::numeric_limits<float>::quiet_NaN();
/// Periods on either side that make a level: four weeks of days, or their like.
constexpr int half_window = 14;
/// Fewer values than this and a series has no level.
constexpr int least_values = 10;
/// Of a normal variable the 97th percentile of sizes is 1.32 times the 90th; beyond a factor of e no day is ordinary.
constexpr double tail_scale = 1.35, most_tail = 1.0;
/// Series that must move together before it is taken for the market and not for a series.
constexpr int least_series = 4;

/// Median of a window that slides over values, some of them missing: a sorted row of at most `most` numbers.
class SlidingMedian {
public:
    /// The row is filled up with infinity, so that places are counted four at a time without a look at its end.
    explicit SlidingMedian(size_t most) : m_sorted(most + 4 - most % 4, std::numeric_limits<double>::infinity()) {}
    /// One value leaves, another one comes; missing ones do neither.
    void replace(double old, double fresh) {
        size_t at = m_size;
        if (std::isnan(old))
            m_size += !std::isnan(fresh);
        else
            at = place(old);
        if (std::isnan(fresh)) {
            if (std::isnan(old)) return;
            for (--m_size; at < m_size; ++at) m_sorted[at] = m_sorted[at + 1];
            m_sorted[m_size] = std::numeric_limits<double>::infinity();
            return;
        }
        for (; at > 0 && m_sorted[at - 1] > fresh; --at) m_sorted[at] = m_sorted[at - 1];
        for (; at + 1 < m_size && m_sorted[at + 1] < fresh; ++at) m_sorted[at] = m_sorted[at + 1];
        m_sorted[at] = fresh;
    }
    double value() const {
        const size_t n = m_size;
        return n % 2 ? m_sorted[n / 2] : (m_sorted[n / 2 - 1] + m_sorted[n / 2]) / 2;
    }
    size_t size() const { return m_size; }

private:
    std::vector<double> m_sorted;
    size_t m_size = 0;

    size_t place(double v) const {
        size_t smaller = 0;
        const double* s = m_sorted.data();
        for (size_t k = 0; k < m_sorted.size(); k += 4)
            smaller += static_cast<size_t>(s[k] < v) + static_cast<size_t>(s[k + 1] < v) + static_cast<size_t>(s[k + 2] < v) +
                       static_cast<size_t>(s[k + 3] < v);
        return smaller;
    }
};

/// Level and weekday of a track; `own` is what is left.
void settle(Track& t, const Measure& m, int step, int first_weekday) {
    std::vector<double> there;
    there.reserve(t.seen.size());
    size_t positive = 0;
    for (const double v : t.seen) {
        if (std::isnan(v)) continue;
        there.push_back(v);
        positive += v > 0;
    }
    if (static_cast<int>(positive) < least_values || positive * 5 < there.size()) return;
    t.own.assign(t.seen.size(), no_float);
    t.expected.assign(t.seen.size(), no_float);
    t.apart.assign(t.seen.size(), no_float);
    t.logs.resize(t.seen.size());
    t.typical = median_of(there);
    if (t.typical <= 0) {
        std::erase_if(there, [](double v) { return v <= 0; });
        t.typical = median_of(there) * 0.5;
    }
    t.active = true;
    std::vector<double> x(t.seen.size());
    for (size_t i = 0; i < x.size(); ++i) {
        x[i] = log_of(t.seen[i], m, t.typical);
        t.logs[i] = static_cast<float>(x[i]);
    }
    std::vector<double> level = running_median(x, half_window);
    if (step == 1 && x.size() >= 28) {
        // Weekday factors from what the level leaves, then the level once more without them.
        std::array<std::vector<double>, 7> by_day;
        for (auto& d : by_day) d.reserve(x.size() / 7 + 1);
        for (size_t i = 0; i < x.size(); ++i)
            if (!std::isnan(x[i] - level[i])) by_day[(static_cast<size_t>(first_weekday) + i) % 7].push_back(x[i] - level[i]);
        std::array<double, 7> factor{};
        for (size_t d = 0; d < 7; ++d)
            if (by_day[d].size() >= 4) factor[d] = median_of(by_day[d]);
        for (size_t i = 0; i < x.size(); ++i) x[i] -= factor[(static_cast<size_t>(first_weekday) + i) % 7];
        level = running_median(x, half_window);
        for (size_t i = 0; i < x.size(); ++i) {
            t.own[i] = static_cast<float>(x[i] - level[i]);
            t.expected[i] = static_cast<float>(level[i] + factor[(static_cast<size_t>(first_weekday) + i) % 7]);
        }
        return;
    }
    for (size_t i = 0; i < x.size(); ++i) {
        t.own[i] = static_cast<float>(x[i] - level[i]);
        t.expected[i] = static_cast<float>(level[i]);
    }
}

float median_float(std::vector<float>& v) {
    if (v.empty()) return no_float;
    const size_t half = v.size() / 2;
    std::ranges::nth_element(v, v.begin() + static_cast<std::ptrdiff_t>(half));
    if (v.size() % 2) return v[half];
    return (v[half] + *std::max_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(half))) / 2;
}

/// Median of n values in order, n at least 1, without the one at `skipped` (n or beyond: with all of them).
float median_without(const float* sorted, size_t n, size_t skipped) {
    const auto at = [&](size_t i) { return sorted[i < skipped ? i : i + 1]; };
    const size_t left = skipped < n ? n - 1 : n, half = left / 2;
    return left % 2 ? at(half) : (at(half - 1) + at(half)) / 2;
}

/// What the other measures of the series did on a day goes off: a launch or a pause moves all of them.
void set_apart(Series& s) {
    std::vector<float> sorted;
    std::vector<size_t> active;
    for (size_t m = 0; m < s.tracks.size(); ++m)
        if (s.tracks[m].active) active.push_back(m);
    sorted.resize(active.size());
    for (size_t at = 0; at < s.rows.size(); ++at) {
        size_t n = 0;
        for (const size_t m : active) {
            const float v = s.tracks[m].own[at];
            if (std::isnan(v)) continue;
            size_t k = n++;
            for (; k > 0 && sorted[k - 1] > v; --k) sorted[k] = sorted[k - 1];
            sorted[k] = v;
        }
        for (const size_t m : active) {
            Track& t = s.tracks[m];
            const float own = t.own[at];
            // On a day on which all else is nothing the series pauses: there is no witness, and nothing to witness.
            if (std::isnan(own) || (n == 1 && active.size() > 1)) continue;
            float common = 0;
            if (n > 1) {
                size_t mine = 0;
                while (sorted[mine] != own) ++mine;
                common = median_without(sorted.data(), n, mine);
            }
            // One witness alone cannot tell which of the two moved: it counts where both moved the same way.
            if (n == 2) common = common * own > 0 ? (std::abs(common) < std::abs(own) ? common : own) : 0;
            t.apart[at] = own - common;
            t.expected[at] += common;
        }
    }
}

void measure_noise(Track& t) {
    std::vector<float> sizes;
    sizes.reserve(t.apart.size());
    for (const float v : t.apart)
        if (!std::isnan(v)) sizes.push_back(std::abs(v));
    if (sizes.empty()) return;
    const size_t n = sizes.size(), most = std::min(n - 1, n * 90 / 100);
    const auto nth = [&](size_t from, size_t k) {
        std::nth_element(sizes.begin() + static_cast<std::ptrdiff_t>(from), sizes.begin() + static_cast<std::ptrdiff_t>(k),
                         sizes.end());
        return static_cast<double>(sizes[k]);
    };
    t.noise = std::max(0.02, 1.4826 * nth(0, n / 2));
    // From the 90th percentile, so that two weeks of a fault in half a year do not excuse themselves.
    t.tail = std::min(most_tail, tail_scale * nth(n / 2, std::max(n / 2, most)));
}

/// Median over the series, by period, of what `of` gives for a track; 0 where too few have it. Sixteen periods at a time, so that
/// what is read of a series lies together.
std::vector<float> median_of_series(const Board& b, size_t measure, const std::vector<float> Track::*of) {
    constexpr int width = 16;
    std::vector<float> out(static_cast<size_t>(b.periods), 0);
    std::array<std::vector<float>, width> all;
    for (auto& v : all) v.reserve(b.series.size());
    for (int begin = 0; begin < b.periods; begin += width) {
        for (auto& v : all) v.clear();
        for (const Series& s : b.series) {
            const Track& t = s.tracks[measure];
            if (!t.active) continue;
            const int from = std::max(begin, s.first), to = std::min({begin + width, b.periods, s.last() + 1});
            for (int p = from; p < to; ++p)
                if (const float v = (t.*of)[static_cast<size_t>(p - s.first)]; !std::isnan(v))
                    all[static_cast<size_t>(p - begin)].push_back(v);
        }
        for (int p = begin; p < std::min(b.periods, begin + width); ++p)
            if (auto& v = all[static_cast<size_t>(p - begin)]; static_cast<int>(v.size()) >= least_series)
                out[static_cast<size_t>(p)] = median_float(v);
    }
    return out;
}

int grain_of(const metrics::Panel& panel) {
    // Days between neighbouring rows of a series: the usual distance says whether the data are by day, week or month.
    int64_t days = 0, weeks = 0, months = 0, all = 0;
    for (size_t i = 1; i < panel.size(); ++i) {
        if (panel.value[i] != panel.value[i - 1]) continue;
        const int d = panel.day[i] - panel.day[i - 1];
        ++all;
        days += d < 7 && d > 0;
        weeks += d == 7;
        months += d >= 28 && d <= 31;
    }
    if (all >= 4 && weeks * 10 >= all * 7) return 7;
    if (all >= 4 && months * 10 >= all * 7) return 0;
    return 1;
}

} // namespace

std::vector<double> running_median(const std::vector<double>& x, int half) {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    const int n = static_cast<int>(x.size());
    std::vector<double> out(x.size());
    SlidingMedian window(static_cast<size_t>(2 * half + 1));
    for (int i = 0; i < std::min(half, n); ++i) window.replace(nothing, x[static_cast<size_t>(i)]);
    for (int i = 0; i < n; ++i) {
        const int in = i + half, gone = i - half - 1;
        window.replace(gone >= 0 ? x[static_cast<size_t>(gone)] : nothing, in < n ? x[static_cast<size_t>(in)] : nothing);
        out[static_cast<size_t>(i)] = window.size() >= 4 ? window.value() : nothing;
    }
    return out;
}

double log_of(double v, const Measure& m, double typical) {
    if (std::isnan(v) || v < 0) return std::numeric_limits<double>::quiet_NaN();
    if (m.count && typical < 50) return std::log(v + 0.5);
    return v > 0 ? std::log(v) : std::numeric_limits<double>::quiet_NaN();
}

void parallel(size_t n, const std::function<void(size_t)>& f, const std::stop_token& stop) {
    const size_t threads = std::min(static_cast<size_t>(worker_threads()), n);
    if (threads <= 1) {
        for (size_t i = 0; i < n && !stop.stop_requested(); ++i) f(i);
    } else {
        std::atomic<size_t> next{0};
        std::vector<std::jthread> workers;
        for (size_t w = 0; w < threads; ++w)
            workers.emplace_back([&] {
                for (size_t i = next++; i < n && !stop.stop_requested(); i = next++) f(i);
            });
    }
    throw_if_stopped(stop);
}

double median_of(std::vector<double>& v) {
    if (v.empty()) return std::numeric_limits<double>::quiet_NaN();
    const size_t half = v.size() / 2;
    std::ranges::nth_element(v, v.begin() + static_cast<std::ptrdiff_t>(half));
    if (v.size() % 2) return v[half];
    return (v[half] + *std::max_element(v.begin(), v.begin() + static_cast<std::ptrdiff_t>(half))) / 2;
}

Date Board::day(int p) const { return step == 0 ? add_periods(from, Grain::month, p) : from + p * step; }
Date Board::last_day(int p) const { return step <= 1 && step != 0 ? day(p) : day(p + 1) - 1; }

int Board::period(Date d) const {
    if (step != 0) return (d - from) >= 0 ? (d - from) / step : -((from - d + step - 1) / step);
    const CivilDate a = to_civil(from), b = to_civil(d);
    return (b.year - a.year) * 12 + static_cast<int>(b.month) - static_cast<int>(a.month);
}

const Measure* Board::by_role(std::string_view role) const {
    const int i = index_of(role);
    return i < 0 ? nullptr : &measures[static_cast<size_t>(i)];
}

int Board::index_of(std::string_view role) const {
    for (size_t i = 0; i < measures.size(); ++i)
        if (measures[i].role == role) return static_cast<int>(i);
    return -1;
}

std::optional<double> Board::expected(const Track& t, int i) {
    if (!t.active || std::isnan(t.expected[static_cast<size_t>(i)])) return std::nullopt;
    return std::exp(static_cast<double>(t.expected[static_cast<size_t>(i)]));
}

std::pair<double, double> Board::range(const Track& t, int i, bool count) const {
    const double mean = expected(t, i).value_or(0);
    constexpr double z = 2.576; // 99 of 100
    double low = mean * std::exp(-z * t.noise), high = mean * std::exp(z * t.noise);
    if (count) {
        const double sd = std::sqrt(std::max(mean, 0.25));
        low = std::min(low, std::max(0.0, mean - z * sd));
        high = std::max(high, mean + z * sd);
    }
    return {low, high};
}

Board make_board(metrics::Panel panel, const DatasetInfo& dataset, Progress& progress, const std::stop_token& stop) {
    Board b;
    b.dimension = panel.dimension;
    for (const auto& m : panel.measures) {
        const DatasetColumn* c = dataset.by_field(m.field);
        Measure& to = b.measures.emplace_back();
        to.field = m.field;
        to.role = m.role;
        const bool money = m.role == "cost" || m.role == "revenue" || (c && c->unit.size() == 3);
        to.count = m.whole && !money;
        to.step = m.scale < 0 ? 1e-6 : std::pow(10.0, -m.scale);
        to.missing = m.missing;
    }
    if (panel.size() == 0) return b;
    b.step = grain_of(panel);
    b.from = Date{*std::ranges::min_element(panel.day)};
    if (b.step == 0) b.from = period_start(b.from, Grain::month);
    b.periods = b.period(Date{*std::ranges::max_element(panel.day)}) + 1;
    std::vector<size_t> begin; // cells of each series
    for (size_t i = 0; i < panel.size(); ++i)
        if (i == 0 || panel.value[i] != panel.value[i - 1]) begin.push_back(i);
    begin.push_back(panel.size());
    b.series.resize(begin.size() - 1);
    const auto fill = [&](size_t k) {
        Series& s = b.series[k];
        const size_t from = begin[k], to = begin[k + 1];
        const auto code = static_cast<size_t>(panel.value[from]);
        s.name = panel.values[code];
        if (!panel.parents.empty()) s.parent = panel.parents[code];
        s.first = b.period(Date{panel.day[from]});
        const auto n = static_cast<size_t>(b.period(Date{panel.day[to - 1]}) - s.first + 1);
        s.rows.assign(n, 0);
        s.tracks.resize(b.measures.size());
        for (Track& t : s.tracks) t.seen.assign(n, std::numeric_limits<double>::quiet_NaN());
        for (size_t i = from; i < to; ++i) {
            const auto at = static_cast<size_t>(b.period(Date{panel.day[i]}) - s.first);
            s.rows[at] += panel.rows[i];
            for (size_t m = 0; m < s.tracks.size(); ++m) {
                double& seen = s.tracks[m].seen[at];
                const double v = panel.measures[m].sums[i];
                if (!std::isnan(v)) seen = std::isnan(seen) ? v : seen + v;
            }
        }
    };
    parallel(b.series.size(), fill, stop);
    for (auto& m : panel.measures) m.sums = {};
    b.panel = std::move(panel);
    progress.step(0.4, "audit");
    parallel(
        b.series.size(),
        [&](size_t i) {
            Series& s = b.series[i];
            const int weekday = iso_weekday(b.day(s.first)) - 1;
            for (size_t m = 0; m < s.tracks.size(); ++m) settle(s.tracks[m], b.measures[m], b.step, weekday);
            set_apart(s);
        },
        stop);
    // What most series did on a day belongs to the day.
    const auto n = static_cast<size_t>(b.periods);
    b.active.assign(n, 0);
    for (const Series& s : b.series)
        for (int i = 0; i < s.size(); ++i) b.active[static_cast<size_t>(s.first + i)] += s.rows[static_cast<size_t>(i)] > 0;
    b.shared.assign(b.measures.size(), std::vector<float>(n, 0));
    b.moved = b.shared;
    if (static_cast<int>(b.series.size()) >= least_series)
        parallel(
            b.measures.size() * 2,
            [&](size_t k) {
                (k % 2 ? b.moved : b.shared)[k / 2] = median_of_series(b, k / 2, k % 2 ? &Track::own : &Track::apart);
            },
            stop);
    parallel(
        b.series.size(),
        [&](size_t i) {
            Series& s = b.series[i];
            for (size_t m = 0; m < s.tracks.size(); ++m) {
                Track& t = s.tracks[m];
                if (!t.active) continue;
                for (int p = 0; p < s.size(); ++p) {
                    const float common = b.shared[m][static_cast<size_t>(s.first + p)];
                    t.apart[static_cast<size_t>(p)] -= common;
                    t.expected[static_cast<size_t>(p)] += common;
                }
                measure_noise(t);
            }
        },
        stop);
    return b;
}

std::string finding_key(const Finding& f) {
    std::string text = f.check + "|" + f.column + "|" + f.dimension + "|" + f.segment;
    if (f.days) text += "|" + to_iso(f.days->from) + "|" + to_iso(f.days->to);
    return sha256(text).substr(0, 16);
}

Finding start_finding(const Board& b, const Series& s, int measure, int from, int to, std::string check) {
    Finding f;
    f.check = std::move(check);
    f.dimension = b.dimension;
    f.segment = s.name;
    if (measure >= 0) f.column = b.measures[static_cast<size_t>(measure)].field;
    f.days = DateRange{b.day(s.first + from), b.last_day(s.first + to)};
    for (int i = std::max(0, from); i <= std::min(to, s.size() - 1); ++i) f.rows += s.rows[static_cast<size_t>(i)];
    if (measure < 0) return f;
    const Track& t = s.tracks[static_cast<size_t>(measure)];
    const bool count = b.measures[static_cast<size_t>(measure)].count;
    const int around = std::clamp(2 * (to - from + 1), 14, 45);
    double seen = 0, expected = 0, low = 0, high = 0;
    bool any = false, any_expected = false;
    for (int i = std::max(0, from - around); i <= std::min(s.size() - 1, to + around); ++i) {
        DayValue d{b.day(s.first + i), {}, {}, {}, {}};
        if (const double v = t.seen[static_cast<size_t>(i)]; !std::isnan(v)) d.seen = v;
        if (const auto e = Board::expected(t, i)) {
            d.expected = e;
            const auto [l, h] = b.range(t, i, count);
            d.low = l;
            d.high = h;
        }
        if (i >= from && i <= to) {
            any = any || d.seen.has_value();
            seen += d.seen.value_or(0);
            if (d.expected) {
                any_expected = true;
                expected += *d.expected;
                low += *d.low;
                high += *d.high;
            }
        }
        f.series.push_back(std::move(d));
    }
    if (any) f.value = seen;
    if (any_expected) {
        f.expected = expected;
        f.low = low;
        f.high = high;
    }
    if (any && any_expected && expected > 0) f.factor = seen / expected;
    return f;
}

Finding start_total(const Board& b, int measure, int from, int to, std::string check) {
    Finding f;
    f.check = std::move(check);
    if (measure >= 0) f.column = b.measures[static_cast<size_t>(measure)].field;
    f.days = DateRange{b.day(from), b.last_day(to)};
    const int around = std::clamp(2 * (to - from + 1), 14, 45);
    double seen = 0, expected = 0, variance = 0;
    bool any = false, any_expected = false;
    for (int p = std::max(0, from - around); p <= std::min(b.periods - 1, to + around); ++p) {
        DayValue d{b.day(p), {}, {}, {}, {}};
        double spread = 0;
        for (const Series& s : b.series) {
            const int i = p - s.first;
            if (i < 0 || i >= s.size()) continue;
            const auto rows = s.rows[static_cast<size_t>(i)];
            if (p >= from && p <= to) f.rows += rows;
            if (measure < 0) {
                if (rows > 0) d.seen = d.seen.value_or(0) + rows;
                continue;
            }
            const Track& t = s.tracks[static_cast<size_t>(measure)];
            if (const double v = t.seen[static_cast<size_t>(i)]; !std::isnan(v)) d.seen = d.seen.value_or(0) + v;
            if (const auto e = Board::expected(t, i)) {
                d.expected = d.expected.value_or(0) + *e;
                const auto [low, high] = b.range(t, i, b.measures[static_cast<size_t>(measure)].count);
                spread += (high - low) * (high - low) / 4;
            }
        }
        // Series that err on their own err less together; what they share is not in here.
        if (d.expected) {
            d.low = std::max(0.0, *d.expected - std::sqrt(spread));
            d.high = *d.expected + std::sqrt(spread);
        }
        if (p >= from && p <= to) {
            any = any || d.seen.has_value();
            seen += d.seen.value_or(0);
            any_expected = any_expected || d.expected.has_value();
            expected += d.expected.value_or(0);
            variance += spread;
        }
        f.series.push_back(std::move(d));
    }
    if (any) f.value = seen;
    if (any_expected) {
        f.expected = expected;
        f.low = std::max(0.0, expected - std::sqrt(variance));
        f.high = expected + std::sqrt(variance);
        if (any && expected > 0) f.factor = seen / expected;
    }
    return f;
}

} // namespace plumbline::audit
