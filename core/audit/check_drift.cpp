// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// A shorter shift is told day by day.
constexpr int least_days = 7;
/// Shift of a conversion from which on it is reported, and its strength against the noise of days and of weeks.
constexpr double least_shift = 0.3; // log: a quarter less or a third more
constexpr double day_sigmas = 8, week_sigmas = 5;
constexpr int most_segments = 3;
/// How much farther a rise must go around an event, and how long one lasts at most.
constexpr double event_extra = 1.5;
constexpr size_t event_days = 21;
/// What lasts longer than two years is no drift.
constexpr size_t most_days = 731;

struct Pair {
    int over, under;
};

std::vector<Pair> pairs(const Board& b) {
    std::vector<Pair> out;
    const int base = b.index_of("clicks") >= 0 ? b.index_of("clicks") : b.index_of("visits");
    for (const std::string_view over : {"leads", "orders"})
        if (b.index_of(over) >= 0 && base >= 0) out.push_back({b.index_of(over), base});
    if (b.index_of("clicks") >= 0 && b.index_of("impressions") >= 0)
        out.push_back({b.index_of("clicks"), b.index_of("impressions")});
    return out;
}

double log_rate(const Series& s, const Pair& p, int i) {
    const double a = s.tracks[static_cast<size_t>(p.over)].seen[static_cast<size_t>(i)];
    const double c = s.tracks[static_cast<size_t>(p.under)].seen[static_cast<size_t>(i)];
    if (!(c > 0) || std::isnan(a)) return std::numeric_limits<double>::quiet_NaN();
    return std::log((a + 0.5) / (c + 0.5));
}

class Drift {
public:
    Drift(const Board& board, const Series& series, const Pair& pair, const std::vector<double>& market, const Findings& told)
        : m_board(board), m_series(series), m_pair(pair), m_n(static_cast<size_t>(series.size())) {
        m_over.assign(m_n, 0);
        m_under.assign(m_n, 0);
        const Track &over = series.tracks[static_cast<size_t>(pair.over)],
                    &under = series.tracks[static_cast<size_t>(pair.under)];
        const std::string &a = board.measures[static_cast<size_t>(pair.over)].field,
                          &c = board.measures[static_cast<size_t>(pair.under)].field;
        std::vector<DateRange> odd_days;
        for (const Finding& f : told)
            if (f.days && (f.column == a || f.column == c) && f.segment == series.name) odd_days.push_back(*f.days);
        for (size_t i = 0; i < m_n; ++i) {
            if (std::isnan(over.seen[i]) || !(under.seen[i] > 0)) continue;
            const Date day = board.day(series.first + static_cast<int>(i));
            if (std::ranges::any_of(odd_days, [&](const DateRange& d) { return d.contains(day); })) continue;
            m_over[i] = over.seen[i];
            m_under[i] = under.seen[i] * std::exp(market[static_cast<size_t>(series.first) + i]);
        }
    }

    void run(Findings& out) {
        for (int k = 0; k < most_segments; ++k)
            if (!step(out)) return;
    }

private:
    const Board& m_board;
    const Series& m_series;
    Pair m_pair;
    size_t m_n;
    std::vector<double> m_over, m_under;

    bool step(Findings& out) {
        std::vector<double> weeks;
        for (size_t i = 0; i + 7 <= m_n; i += 7) {
            double a = 0, c = 0;
            for (size_t j = i; j < i + 7; ++j) {
                a += m_over[j];
                c += m_under[j];
            }
            if (c > 0) weeks.push_back(std::log((a + 0.5) / c));
        }
        if (weeks.size() < 5) return false;
        std::vector<double> copy = weeks;
        const double centre = median_of(copy);
        const double odd = std::ranges::max(weeks, {}, [&](double w) { return std::abs(w - centre); });
        copy.clear();
        for (const double w : weeks) copy.push_back(std::abs(w - centre));
        // A quarter of the weeks may lie inside of the shift: the lower half of the deviations tells of the others.
        std::ranges::sort(copy);
        const double week_noise = std::max(0.02, 1.4826 * copy[copy.size() / 2]);
        // Most series end here: none of their weeks stands off.
        if (std::abs(odd - centre) < std::max(least_shift * 0.6, 3 * week_noise)) return false;

        std::vector<double> residual(m_n, 0), sum(m_n + 1, 0), share;
        std::vector<int> days(m_n + 1, 0);
        for (size_t i = 0; i < m_n; ++i)
            if (m_under[i] > 0) share.push_back(std::abs(std::log((m_over[i] + 0.5) / (m_under[i] * std::exp(centre) + 0.5))));
        const double day_noise = std::max(0.02, 1.4826 * median_of(share));
        for (size_t i = 0; i < m_n; ++i) {
            if (m_under[i] > 0) {
                const double e = m_under[i] * std::exp(centre);
                // The noise of days holds that of counts already, where these are large; both would be counted twice.
                const double sd = std::max(std::sqrt(std::max(e, 0.5)), day_noise * e);
                residual[i] = (m_over[i] - e) / sd;
                residual[i] = std::clamp(residual[i], -6.0, 6.0);
            }
            sum[i + 1] = sum[i] + residual[i];
            days[i + 1] = days[i] + (m_under[i] > 0);
        }
        double best = 0;
        size_t from = 0, to = 0;
        for (size_t i = 0; i < m_n; ++i)
            for (size_t j = i + least_days; j <= std::min(m_n, i + most_days); ++j) {
                const int n = days[j] - days[i];
                if (n < least_days) continue;
                const double z = std::abs(sum[j] - sum[i]) / std::sqrt(n);
                if (z > best) {
                    best = z;
                    from = i;
                    to = j;
                }
            }
        if (best < day_sigmas) return false;
        const auto rate = [&](size_t a, size_t b) {
            double x = 0, y = 0;
            for (size_t i = a; i < b; ++i) {
                x += m_over[i];
                y += m_under[i];
            }
            return std::pair{x, y};
        };
        const auto [x, y] = rate(from, to);
        const auto [all_x, all_y] = rate(0, m_n);
        double rest_x = all_x - x, rest_y = all_y - y;
        if (rest_y <= 0 || y <= 0) return false;
        const double shift = std::log((x + 0.5) / y) - std::log((rest_x + 0.5) / rest_y);
        // The first weeks of a campaign are when it learns, and more than half of its life is its life.
        const bool launch = from == 0 || (to - from) * 10 > m_n * 6;
        // A sale makes more of the clicks for a week or two: on days of the calendar limits rise, as they do for single days.
        bool event = false;
        for (size_t i = from; i < to; ++i) event = event || m_board.event[static_cast<size_t>(m_series.first) + i];
        const double extra = event && shift > 0 && to - from <= event_days ? event_extra : 1;
        const bool report = std::abs(shift) >= extra * least_shift && std::abs(shift) >= extra * week_sigmas * week_noise &&
                            best >= extra * day_sigmas && !launch;
        if (report) {
            Finding f = start_finding(m_board, m_series, m_pair.over, static_cast<int>(from), static_cast<int>(to) - 1,
                                      "conversion_drift");
            f.detail = m_board.measures[static_cast<size_t>(m_pair.under)].field;
            f.value = x / y;
            f.expected = rest_x / rest_y;
            f.low = *f.expected * std::exp(-2.576 * week_noise);
            f.high = *f.expected * std::exp(2.576 * week_noise);
            f.factor = std::exp(shift);
            f.severity = Severity::warning;
            f.remedies = {Action::event, Action::exclude, Action::leave};
            out.push_back(std::move(f));
        }
        for (size_t i = from; i < to; ++i) m_over[i] = m_under[i] = 0;
        return report;
    }
};

} // namespace

void check_drift(const Board& b, Findings& out, const std::stop_token& stop) {
    if (b.step != 1) return;
    for (const Pair& p : pairs(b)) {
        // What the rate of most series did on a day, over their medians, is the market's.
        const auto n = static_cast<size_t>(b.periods);
        std::vector<std::vector<double>> all(n);
        for (const Series& s : b.series) {
            if (!s.tracks[static_cast<size_t>(p.over)].active || !s.tracks[static_cast<size_t>(p.under)].active) continue;
            std::vector<double> rates;
            for (int i = 0; i < s.size(); ++i) rates.push_back(log_rate(s, p, i));
            std::vector<double> there = rates;
            std::erase_if(there, [](double v) { return std::isnan(v); });
            const double centre = median_of(there);
            for (size_t i = 0; i < rates.size(); ++i)
                if (!std::isnan(rates[i])) all[static_cast<size_t>(s.first) + i].push_back(rates[i] - centre);
        }
        std::vector<double> market(n, 0);
        for (size_t i = 0; i < n; ++i)
            if (all[i].size() >= 4) market[i] = median_of(all[i]);
        std::vector<Findings> found(b.series.size());
        parallel(
            b.series.size(),
            [&](size_t i) {
                const Series& s = b.series[i];
                if (!s.tracks[static_cast<size_t>(p.over)].active || !s.tracks[static_cast<size_t>(p.under)].active ||
                    s.size() < 42)
                    return;
                Drift(b, s, p, market, out).run(found[i]);
            },
            stop);
        for (Findings& f : found) std::ranges::move(f, std::back_inserter(out));
    }
}

} // namespace plumbline::audit
