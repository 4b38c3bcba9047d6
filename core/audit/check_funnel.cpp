// SPDX-License-Identifier: GPL-3.0-or-later
// Money or results with nothing behind them: revenue without orders, spend without impressions, and the reverse.
#include <algorithm>
#include <cmath>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// Days with the one and without the other are odd where so few days of the dataset have them.
constexpr double usual_share = 0.005;
constexpr int few_days = 3;
/// More than this share of its days with the one alone, and a series is so.
constexpr double most_alone = 0.25;
constexpr int least_days = 14;
constexpr double few_events = 3;
/// What was to be expected of the one that is missing, in events: fewer may be missing by chance.
constexpr double least_expected = 3;

struct Pair {
    std::string_view there, nothing;
};
constexpr Pair pairs[] = {{"revenue", "orders"}, {"orders", "revenue"},     {"cost", "impressions"},    {"clicks", "cost"},
                          {"leads", "clicks"},   {"clicks", "impressions"}, {"new_customers", "orders"}};

} // namespace

void check_funnel(const Board& b, Findings& out) {
    const auto told = [&](const Series& s, const std::string& x, const std::string& y, const DateRange& days) {
        return std::ranges::any_of(out, [&](const Finding& f) {
            return (f.segment == s.name || f.segment.empty() || f.segment == s.parent) && (f.column == x || f.column == y) &&
                   f.days && f.days->from <= days.to && days.from <= f.days->to;
        });
    };
    for (const Pair& pair : pairs) {
        const int a = b.index_of(pair.there), c = b.index_of(pair.nothing);
        if (a < 0 || c < 0) continue;
        // A free order or a click that was not charged is an accident; several are not.
        const double least = b.measures[static_cast<size_t>(c)].count ? 0 : few_events;
        const auto alone = [&](const Series& s, int i) {
            return s.tracks[static_cast<size_t>(a)].seen[static_cast<size_t>(i)] > least &&
                   s.tracks[static_cast<size_t>(c)].seen[static_cast<size_t>(i)] == 0;
        };
        int64_t days = 0, lone = 0;
        for (const Series& s : b.series)
            for (int i = 0; i < s.size(); ++i) {
                days += s.tracks[static_cast<size_t>(a)].seen[static_cast<size_t>(i)] > 0;
                lone += alone(s, i);
            }
        if (lone == 0) continue;
        // A fault of one series must not hide itself: what is usual is asked of each series and of all.
        for (const Series& s : b.series) {
            int here = 0, mine = 0;
            for (int i = 0; i < s.size(); ++i) {
                here += s.tracks[static_cast<size_t>(a)].seen[static_cast<size_t>(i)] > 0;
                mine += alone(s, i);
            }
            if (mine == 0 || here < least_days || mine > most_alone * here) continue;
            const auto others = static_cast<double>(lone - mine), all = static_cast<double>(days - here);
            if (others > few_days && others > usual_share * all) continue;
            for (int i = 0; i < s.size(); ++i) {
                if (!alone(s, i)) continue;
                int to = i;
                while (to + 1 < s.size() && alone(s, to + 1)) ++to;
                const DateRange range{b.day(s.first + i), b.last_day(s.first + to)};
                const std::string &x = b.measures[static_cast<size_t>(a)].field, &y = b.measures[static_cast<size_t>(c)].field;
                double expected = 0;
                const Track& nothing = s.tracks[static_cast<size_t>(c)];
                for (int d = i; d <= to; ++d) expected += Board::expected(nothing, d).value_or(0);
                // Of money one unit is no event.
                const bool money = !b.measures[static_cast<size_t>(c)].count;
                const double needed = money ? 0.2 * nothing.typical : least_expected;
                const bool strict = pair.there == "revenue"; // there is no sale without an order, however few there are
                if ((expected >= needed || strict) && nothing.active && !told(s, x, y, range)) {
                    Finding f = start_finding(b, s, c, i, to, "orphan_value");
                    f.detail = x;
                    f.severity = to - i + 1 >= 3 ? Severity::blocker : Severity::warning;
                    f.remedies = {Action::interpolate, Action::exclude, Action::event, Action::leave};
                    out.push_back(std::move(f));
                }
                i = to;
            }
        }
    }
}

} // namespace plumbline::audit
