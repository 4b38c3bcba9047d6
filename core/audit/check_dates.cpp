// SPDX-License-Identifier: GPL-3.0-or-later
// Dates that cannot be: far before everything else, or after the day of the import.
#include <algorithm>
#include <map>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// So few rows may be dated wrongly; more are a plan, or a clock.
constexpr double few_rows = 0.05;
/// Rows that lie so many days, and so many times the longest usual gap, before all others are dated wrongly.
constexpr int far_days = 60;
constexpr int far_gaps = 4;
/// Rows that are a slip in a table of so many.
constexpr int64_t few_slips = 2, least_rows = 30;

Finding stray(const std::map<int32_t, int64_t>& days, const char* check) {
    Finding f;
    f.check = check;
    f.column = "date";
    f.days = DateRange{Date{days.begin()->first}, Date{days.rbegin()->first}};
    for (const auto& [day, rows] : days) {
        f.rows += rows;
        if (f.series.size() < 90) f.series.push_back({Date{day}, static_cast<double>(rows), 0, 0, 0});
    }
    f.value = static_cast<double>(f.rows);
    f.expected = f.low = f.high = 0;
    f.severity = Severity::warning;
    f.remedies = {Action::exclude, Action::leave};
    return f;
}

} // namespace

void take_strays(metrics::Panel& panel, const AuditSpec& spec, Findings& out) {
    std::map<int32_t, int64_t> rows;
    int64_t all = 0;
    for (size_t i = 0; i < panel.size(); ++i) {
        rows[panel.day[i]] += panel.rows[i];
        all += panel.rows[i];
    }
    if (rows.size() < 3) return;
    std::map<int32_t, int64_t> apart, late;
    if (spec.today)
        for (const auto& [day, n] : rows)
            if (day > spec.today->days + 1) late.emplace(day, n); // a day ahead is another time zone
    int64_t sum = 0;
    for (const auto& [day, n] : late) sum += n;
    if (static_cast<double>(sum) >= few_rows * static_cast<double>(all)) late.clear();
    // Far from the others: beyond the largest gap, with few rows behind it. Once for each end of the calendar, and once more.
    for (int round = 0; round < 3; ++round) {
        std::vector<int32_t> days;
        for (const auto& [day, n] : rows)
            if (!late.contains(day) && !apart.contains(day)) days.push_back(day);
        int widest = 0, second = 1;
        size_t at = 0;
        for (size_t i = 1; i < days.size(); ++i) {
            const int gap = days[i] - days[i - 1];
            if (gap > widest) {
                second = std::max(second, widest);
                widest = gap;
                at = i;
            } else {
                second = std::max(second, gap);
            }
        }
        // Two slips may hide each other: next to a far larger gap any other is small.
        if (widest < far_days || (widest < far_gaps * second && second < far_days)) break;
        const auto cut = [&](size_t from, size_t to) {
            int64_t there = 0;
            for (size_t i = from; i < to; ++i) there += rows[days[i]];
            // As many days as a life has are no slip; in a small table two rows may be.
            const bool few =
                static_cast<double>(there) < 0.01 * static_cast<double>(all) || (there <= few_slips && all >= least_rows);
            if (to - from > 7 || !few) return false;
            for (size_t i = from; i < to; ++i) apart.emplace(days[i], rows[days[i]]);
            return true;
        };
        if (!cut(0, at) && !cut(at, days.size())) break;
    }
    if (apart.empty() && late.empty()) return;
    if (!apart.empty()) out.push_back(stray(apart, "stray_date"));
    if (!late.empty()) out.push_back(stray(late, "future_date"));
    // The rest is looked at without them.
    size_t to = 0;
    const auto keep = [&](size_t i) { return !apart.contains(panel.day[i]) && !late.contains(panel.day[i]); };
    for (size_t i = 0; i < panel.day.size(); ++i) {
        if (!keep(i)) continue;
        panel.value[to] = panel.value[i];
        panel.rows[to] = panel.rows[i];
        for (auto& m : panel.measures) {
            m.sums[to] = m.sums[i];
            if (!m.missing_rows.empty()) m.missing_rows[to] = m.missing_rows[i];
            if (!m.negative_rows.empty()) m.negative_rows[to] = m.negative_rows[i];
        }
        panel.day[to++] = panel.day[i];
    }
    panel.value.resize(to);
    panel.day.resize(to);
    panel.rows.resize(to);
    for (auto& m : panel.measures) {
        m.sums.resize(to);
        if (!m.missing_rows.empty()) m.missing_rows.resize(to);
        if (!m.negative_rows.empty()) m.negative_rows.resize(to);
    }
}

} // namespace plumbline::audit
