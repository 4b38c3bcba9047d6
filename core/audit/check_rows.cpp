// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// A longer silence is a pause that somebody decided on, and not a gap in what is reported.
constexpr int longest_gap = 21;
/// Chance at which a gap is no longer taken for the series' own habit.
constexpr double gap_chance = 0.005;
/// Up to so many days a silence is a day off; more silences than this in a series and they are how it runs.
constexpr int lone_days = 2, most_silences = 4;
/// Fewer rows that are there twice are chance, where rows have no key.
constexpr int64_t least_repeats = 3;
/// Missing cells up to this share are gaps in a column; more, and the column is so.
constexpr double usually_filled = 0.3;
/// More places than this and a fault belongs to the column and not to a series.
constexpr size_t most_places = 24;

/// Runs of periods of a series that hold something.
template <typename Here>
void runs(int n, const Here& here, const std::function<void(int, int)>& found) {
    for (int i = 0; i < n; ++i) {
        if (!here(i)) continue;
        int to = i;
        while (to + 1 < n && here(to + 1)) ++to;
        found(i, to);
        i = to;
    }
}

/// Cells of the panel, by series and period.
std::vector<std::pair<size_t, int>> places(const Board& b) {
    std::vector<std::pair<size_t, int>> out;
    size_t s = 0;
    for (size_t i = 0; i < b.panel.size(); ++i) {
        if (i > 0 && b.panel.value[i] != b.panel.value[i - 1]) ++s;
        out.emplace_back(s, b.period(Date{b.panel.day[i]}) - b.series[s].first);
    }
    return out;
}

} // namespace

void check_gaps(const Board& b, Findings& out) {
    // Weekdays on which anything is reported at all.
    std::array<double, 7> reported{};
    std::array<int, 7> days{};
    for (int p = 0; p < b.periods; ++p) {
        const auto d = static_cast<size_t>(iso_weekday(b.day(p)) - 1);
        ++days[d];
        reported[d] += b.active[static_cast<size_t>(p)] > 0;
    }
    const auto usual_day = [&](int p) {
        if (b.step != 1 || b.periods < 21) return true;
        const auto d = static_cast<size_t>(iso_weekday(b.day(p)) - 1);
        return reported[d] * 2 > days[d];
    };
    // Everything is silent.
    int silent = 0, usual = 0;
    for (int p = 0; p < b.periods; ++p)
        if (usual_day(p)) {
            ++usual;
            silent += b.active[static_cast<size_t>(p)] == 0;
        }
    std::vector<uint8_t> told(static_cast<size_t>(b.periods), 0);
    runs(
        b.periods, [&](int p) { return b.active[static_cast<size_t>(p)] == 0; },
        [&](int from, int to) {
            int n = 0;
            for (int p = from; p <= to; ++p) n += usual_day(p);
            if (n == 0) return;
            for (int p = from; p <= to; ++p) told[static_cast<size_t>(p)] = 1;
            const double p = (silent - n + 0.5) / (usual - n + 1.0);
            if (n * std::log(p) + std::log(std::max(2, usual)) > 0 && !(n == 1 && silent <= 2 && usual >= 60)) return;
            Finding f = start_total(b,
                                    b.index_of("revenue") >= 0 ? b.index_of("revenue")
                                    : b.measures.empty()       ? -1
                                                               : 0,
                                    from, to, "temporal_gap");
            f.column = "date";
            f.low = f.high = f.expected;
            f.severity = n >= 3 ? Severity::blocker : Severity::warning;
            f.remedies = {Action::interpolate, Action::event, Action::leave};
            f.value = 0;
            f.expected = f.low = f.high = n;
            f.factor = 1;
            out.push_back(std::move(f));
        });
    // A single day is odd only where the whole dataset hardly ever lacks one.
    int64_t lone = 0, all = 0;
    for (const Series& s : b.series) {
        all += s.size();
        runs(
            s.size(), [&](int i) { return s.rows[static_cast<size_t>(i)] == 0; }, [&](int a, int c) { lone += a == c; });
    }
    const bool lone_is_odd = lone * 1000 <= all && lone <= 5;
    for (const Series& s : b.series) {
        if (s.size() < 14) continue;
        std::array<int, 7> here{}, there{};
        for (int i = 0; i < s.size(); ++i) {
            const auto d = static_cast<size_t>(iso_weekday(b.day(s.first + i)) - 1);
            ++there[d];
            here[d] += s.rows[static_cast<size_t>(i)] > 0;
        }
        const auto due = [&](int i) {
            if (b.step != 1) return true;
            const auto d = static_cast<size_t>(iso_weekday(b.day(s.first + i)) - 1);
            return here[d] * 2 > there[d];
        };
        // The series' own habit: lone missing days, and how many longer silences it has. Pauses are neither.
        int missing = 0, expected = 0, silences = 0;
        for (int i = 0; i < s.size(); ++i) expected += due(i);
        runs(
            s.size(), [&](int i) { return s.rows[static_cast<size_t>(i)] == 0; },
            [&](int from, int to) {
                int n = 0;
                for (int i = from; i <= to; ++i) n += due(i);
                if ((to - from + 1) * std::max(1, b.step) > longest_gap)
                    expected -= n;
                else if (n <= lone_days)
                    missing += n;
                else
                    ++silences;
            });
        if (expected < 10) continue;
        runs(
            s.size(), [&](int i) { return s.rows[static_cast<size_t>(i)] == 0; },
            [&](int from, int to) {
                int n = 0;
                bool known = true;
                for (int i = from; i <= to; ++i) {
                    n += due(i);
                    known = known && (told[static_cast<size_t>(s.first + i)] || !due(i));
                }
                if (n == 0 || known || (to - from + 1) * std::max(1, b.step) > longest_gap) return;
                const double p = (missing - (n <= lone_days ? n : 0) + 0.5) / (expected + 1.0);
                const bool odd = n * std::log(p) + std::log(expected) < std::log(gap_chance) && silences <= most_silences;
                if (!odd && !(n == 1 && lone_is_odd && missing == 1 && s.size() >= 60)) return;
                Finding f = start_finding(b, s, -1, from, to, "temporal_gap");
                f.column = "date";
                f.severity = Severity::warning;
                // Rows that a day of this series usually has.
                std::vector<double> rows;
                for (const int r : s.rows)
                    if (r > 0) rows.push_back(r);
                f.rows = static_cast<int64_t>(median_of(rows)) * n;
                f.value = 0;
                f.expected = f.low = f.high = n;
                const int shown = b.index_of("revenue") >= 0 ? b.index_of("revenue") : b.measures.empty() ? -1 : 0;
                if (shown >= 0) f.series = start_finding(b, s, shown, from, to, "").series;
                f.remedies = {Action::interpolate, Action::event, Action::leave};
                out.push_back(std::move(f));
            });
    }
    // The last day of most series at less than half: it was not over when it was exported.
    if (b.step != 1 || b.periods < 28) return;
    int low = 0, judged = 0;
    for (size_t m = 0; m < b.measures.size(); ++m) {
        std::vector<double> sizes;
        for (const float v : b.moved[m]) sizes.push_back(std::abs(static_cast<double>(v)));
        const double usual_move = 1.4826 * median_of(sizes);
        const double last = static_cast<double>(b.moved[m].back());
        if (last == 0) continue;
        ++judged;
        low += last < std::log(0.6) && last < -4 * usual_move;
    }
    if (judged >= 2 && low * 2 > judged) {
        const int shown = b.index_of("revenue") >= 0 ? b.index_of("revenue") : 0;
        Finding f = start_total(b, shown, b.periods - 1, b.periods - 1, "partial_day");
        f.column = "date";
        f.detail = b.measures[static_cast<size_t>(shown)].field;
        f.severity = Severity::note;
        f.remedies = {Action::exclude, Action::leave};
        out.push_back(std::move(f));
    }
}

void check_cells(const Board& b, const AuditSpec& spec, Findings& out) {
    const bool empty_cells =
        std::ranges::any_of(b.panel.measures, [](const auto& m) { return !m.missing_rows.empty() || !m.negative_rows.empty(); });
    const auto at = empty_cells ? places(b) : std::vector<std::pair<size_t, int>>();
    // Words where numbers should be: by column, series and day.
    std::map<std::pair<std::string, std::string>, std::map<int, std::vector<const Token*>>> words;
    for (const Token& t : spec.tokens) words[{t.column, t.series}][b.period(t.day)].push_back(&t);
    for (size_t m = 0; m < b.measures.size(); ++m) {
        const Measure& what = b.measures[m];
        const auto& cells = b.panel.measures[m];
        Findings bad, lack, minus;
        for (size_t s = 0; s < b.series.size(); ++s) {
            const Series& series = b.series[s];
            const auto w = words.find({what.field, series.name});
            if (w == words.end()) continue;
            const auto has = [&](int i) { return w->second.contains(series.first + i); };
            runs(series.size(), has, [&](int from, int to) {
                Finding f = start_finding(b, series, static_cast<int>(m), from, to, "bad_tokens");
                std::set<std::string> texts;
                f.rows = 0;
                for (int i = from; i <= to; ++i)
                    for (const Token* t : w->second.at(series.first + i)) {
                        texts.insert(t->text);
                        ++f.rows;
                    }
                for (const std::string& t : texts) f.detail += (f.detail.empty() ? "" : ", ") + t;
                f.severity = Severity::warning;
                f.remedies = {Action::interpolate, Action::exclude, Action::leave};
                bad.push_back(std::move(f));
            });
        }
        const bool filled = static_cast<double>(what.missing) <= usually_filled * static_cast<double>(b.panel.all_rows);
        if ((!cells.missing_rows.empty() && filled) || !cells.negative_rows.empty()) {
            std::vector<std::map<int, std::pair<int, int>>> here(b.series.size());
            for (size_t i = 0; i < at.size(); ++i) {
                int empty = cells.missing_rows.empty() || !filled ? 0 : cells.missing_rows[i];
                const int below = cells.negative_rows.empty() ? 0 : cells.negative_rows[i];
                const auto& [s, p] = at[i];
                if (empty > 0)
                    if (const auto w = words.find({what.field, b.series[s].name}); w != words.end())
                        if (const auto d = w->second.find(b.series[s].first + p); d != w->second.end())
                            empty -= static_cast<int>(d->second.size());
                if (empty > 0 || below > 0) {
                    auto& cell = here[s][p];
                    cell.first += std::max(0, empty);
                    cell.second += below;
                }
            }
            for (size_t s = 0; s < b.series.size(); ++s) {
                const Series& series = b.series[s];
                const auto count = [&](int i, bool empty) {
                    const auto cell = here[s].find(i);
                    return cell == here[s].end() ? 0 : empty ? cell->second.first : cell->second.second;
                };
                for (const bool empty : {true, false})
                    runs(
                        series.size(), [&](int i) { return count(i, empty) > 0; },
                        [&](int from, int to) {
                            const bool cost = what.role == "cost";
                            Finding f = start_finding(b, series, static_cast<int>(m), from, to,
                                                      empty  ? "missing_values"
                                                      : cost ? "negative_spend"
                                                             : "negative_value");
                            f.rows = 0;
                            bool below = false;
                            for (int i = from; i <= to; ++i) {
                                f.rows += count(i, empty);
                                below = below || series.tracks[m].seen[static_cast<size_t>(i)] < 0;
                            }
                            // A return that is booked against the day's sales is how shops count.
                            if (!empty && what.role == "revenue" && !below) return;
                            f.severity = empty ? Severity::warning : cost ? Severity::blocker : Severity::warning;
                            f.remedies = empty ? std::vector{Action::interpolate, Action::exclude, Action::leave}
                                               : std::vector{Action::exclude, Action::cap, Action::event, Action::leave};
                            if (empty && f.value == 0) f.value.reset();
                            (empty ? lack : minus).push_back(std::move(f));
                        });
            }
        }
        for (Findings* kind : {&bad, &lack, &minus}) {
            if (kind->size() <= most_places) {
                std::ranges::move(*kind, std::back_inserter(out));
                continue;
            }
            // Everywhere: it is the column.
            Finding f;
            f.check = kind->front().check;
            f.column = what.field;
            f.severity = kind->front().severity;
            f.remedies = kind->front().remedies;
            f.days = kind->front().days;
            for (const Finding& g : *kind) {
                f.rows += g.rows;
                f.days->from = std::min(f.days->from, g.days->from);
                f.days->to = std::max(f.days->to, g.days->to);
            }
            f.detail = std::to_string(kind->size());
            f.value = static_cast<double>(f.rows);
            f.expected = f.low = f.high = 0;
            f.series = start_total(b, static_cast<int>(m), b.period(f.days->from), b.period(f.days->to), "").series;
            out.push_back(std::move(f));
        }
    }
}

void check_repeats(const Board& b, const metrics::Repeats& repeats, Findings& out) {
    const auto report = [&](const std::vector<metrics::Repeats::Group>& groups, const char* check) {
        std::map<std::string, std::map<int, int64_t>> by;
        std::map<int, int64_t> days;
        int64_t all = 0;
        for (const auto& g : groups) {
            by[g.value][b.period(g.day)] += g.rows;
            days[b.period(g.day)] += g.rows;
            all += g.rows;
        }
        if (all == 0) return;
        std::vector<int64_t> rows(static_cast<size_t>(b.periods), 0);
        for (const Series& s : b.series)
            for (int i = 0; i < s.size(); ++i) rows[static_cast<size_t>(s.first + i)] += s.rows[static_cast<size_t>(i)];
        // Days on which four of ten rows are there again: the export, not a campaign, came twice.
        const auto whole = [&](int p) {
            const auto d = days.find(p);
            return b.series.size() > 1 && d != days.end() && d->second * 10 >= rows[static_cast<size_t>(p)] * 4 &&
                   (repeats.unique_key || d->second >= least_repeats);
        };
        // Rows of each day as they came, and as they would be without the surplus.
        const auto show = [&](Finding& f, const std::map<int, int64_t>& surplus) {
            for (DayValue& d : f.series) {
                const auto at = surplus.find(b.period(d.day));
                d.expected = d.seen.value_or(0) - (at == surplus.end() ? 0 : static_cast<double>(at->second));
                d.low = d.high = d.expected;
            }
            f.value = static_cast<double>(f.rows);
            f.expected = f.low = f.high = 0;
            f.factor = 1;
        };
        runs(b.periods, whole, [&](int from, int to) {
            Finding f = start_total(b, -1, from, to, check);
            f.column = "*";
            f.rows = 0;
            for (int p = from; p <= to; ++p) f.rows += days[p];
            show(f, days);
            f.severity = Severity::blocker;
            f.remedies = {Action::exclude, Action::leave};
            out.push_back(std::move(f));
        });
        Findings mine;
        for (const Series& s : b.series) {
            const auto at = by.find(s.name);
            if (at == by.end()) continue;
            const auto here = [&](int i) {
                const auto d = at->second.find(s.first + i);
                if (d == at->second.end() || whole(s.first + i)) return false;
                // Rows without a key repeat by themselves, where they are small: only a day that is there twice counts.
                return repeats.unique_key || (d->second * 2 >= s.rows[static_cast<size_t>(i)] && d->second >= least_repeats);
            };
            runs(s.size(), here, [&](int from, int to) {
                Finding f = start_finding(b, s, -1, from, to, check);
                f.column = "*";
                f.rows = 0;
                for (int i = from; i <= to; ++i) f.rows += at->second.at(s.first + i);
                for (int i = std::max(0, from - 14); i <= std::min(s.size() - 1, to + 14); ++i)
                    f.series.push_back({b.day(s.first + i), static_cast<double>(s.rows[static_cast<size_t>(i)]), {}, {}, {}});
                show(f, at->second);
                f.severity = Severity::warning;
                f.remedies = {Action::exclude, Action::leave};
                mine.push_back(std::move(f));
            });
        }
        if (mine.size() > most_places) {
            if (!repeats.unique_key) return;
            Finding f;
            f.check = check;
            f.column = "*";
            f.rows = all;
            f.value = static_cast<double>(all);
            f.expected = f.low = f.high = 0;
            f.severity = Severity::warning;
            f.remedies = {Action::exclude, Action::leave};
            f.days = mine.front().days;
            for (const Finding& g : mine) {
                f.days->from = std::min(f.days->from, g.days->from);
                f.days->to = std::max(f.days->to, g.days->to);
            }
            out.push_back(std::move(f));
            return;
        }
        std::ranges::move(mine, std::back_inserter(out));
    };
    report(repeats.exact, "duplicate_rows");
    report(repeats.keyed, "key_conflict");
}

} // namespace plumbline::audit
