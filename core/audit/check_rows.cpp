// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>

#include "core/audit/board.h"
#include "core/base/letters.h"

namespace plumbline::audit {

namespace {

/// A longer silence is a pause that somebody decided on, and not a gap in what is reported.
constexpr int longest_gap = 21;
/// Chance at which a gap is no longer taken for the series' own habit.
constexpr double gap_chance = 0.005;
/// Up to so many days a silence is a day off; more silences than this in a series and they are how it runs.
constexpr int lone_days = 2, most_silences = 4;
/// Missing cells up to this share are gaps in a column; more, and the column is so.
constexpr double usually_filled = 0.3;
/// So few rows may be dated wrongly.
constexpr double few_rows = 0.05;
/// More places than this and a fault belongs to the column and not to a series.
constexpr size_t most_places = 24;

/// Case, accents of Latin letters and separators go; words of letters lose their blanks as well.
std::string folded(const std::string& text) {
    std::string out;
    bool digits = false, blank = false;
    for (size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c == 0xC3 && i + 1 < text.size()) {
            auto d = static_cast<unsigned char>(text[++i]);
            if (d >= 0x80 && d <= 0x9E && d != 0x97) d = static_cast<unsigned char>(d + 0x20);
            static const std::string_view base = "aaaaaaaceeeeiiiidnooooo/ouuuuypy"; // U+00E0 to U+00FF
            c = d >= 0xA0 && d != 0xB7 && static_cast<size_t>(d - 0xA0) < base.size() ? static_cast<unsigned char>(base[d - 0xA0])
                                                                                      : d;
        } else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xA0) {
            ++i;
            c = ' ';
        }
        if (c == ' ' || c == '_' || c == '-' || c == '.' || c == '\t') {
            blank = !out.empty();
            continue;
        }
        if (blank) out += ' ';
        blank = false;
        digits = digits || std::isdigit(c);
        out += ascii_lower(static_cast<char>(c));
    }
    if (!digits) std::erase(out, ' ');
    return out;
}

/// Words of letters in a name, with where they stand.
std::vector<std::pair<size_t, std::string>> words_of(const std::string& text) {
    std::vector<std::pair<size_t, std::string>> out;
    bool open = false;
    for (size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (!std::isalpha(c) && c < 0x80) {
            open = false;
            continue;
        }
        if (!open) out.emplace_back(i, "");
        open = true;
        out.back().second += static_cast<char>(c);
    }
    return out;
}

/// "facebook", "Facebook" and "FACEBOOK" are ways to write a word; "facebOOK" is an accident.
bool regular_case(const std::string& word) {
    size_t upper = 0;
    for (const char c : word) upper += std::isupper(static_cast<unsigned char>(c)) != 0;
    return upper == 0 || upper == word.size() || (upper == 1 && std::isupper(static_cast<unsigned char>(word[0])) != 0);
}

/// A word inside of longer names that one of them writes in a way of its own.
void check_words(const DatasetColumn& column, const std::vector<metrics::Spelling>& values, Findings& out) {
    constexpr size_t least_letters = 4, least_names = 2;
    std::map<std::string, std::map<std::string, size_t>> spelt;
    for (const auto& v : values)
        for (const auto& [at, word] : words_of(v.text))
            if (word.size() >= least_letters) ++spelt[folded(word)][word];
    for (const auto& v : values)
        for (const auto& [at, word] : words_of(v.text)) {
            if (word.size() < least_letters || regular_case(word)) continue;
            const auto& all = spelt[folded(word)];
            const auto usual = std::ranges::max_element(all, {}, [](const auto& w) { return w.second; });
            if (usual->second < least_names || usual->second <= all.at(word) || !regular_case(usual->first)) continue;
            Finding f;
            f.check = "label_variant";
            f.column = f.dimension = column.field;
            f.segment = f.detail = v.text;
            f.variants = {v.text.substr(0, at) + usual->first + v.text.substr(at + word.size()), v.text};
            f.rows = v.rows;
            f.days = v.days;
            f.severity = Severity::note;
            f.remedies = {Action::leave};
            out.push_back(std::move(f));
            break;
        }
}

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

void check_gaps(const Board& b, const AuditSpec& spec, Findings& out) {
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
            Finding f;
            f.check = "temporal_gap";
            f.column = "date";
            f.days = DateRange{b.day(from), b.last_day(to)};
            f.severity = n >= 3 ? Severity::blocker : Severity::warning;
            f.remedies = {Action::interpolate, Action::event, Action::leave};
            f.value = 0;
            f.expected = n;
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
                f.expected = n;
                const int shown = b.index_of("revenue") >= 0 ? b.index_of("revenue") : b.measures.empty() ? -1 : 0;
                if (shown >= 0) f.series = start_finding(b, s, shown, from, to, "").series;
                f.remedies = {Action::interpolate, Action::event, Action::leave};
                out.push_back(std::move(f));
            });
    }
    // Days after today, and a few rows long before or after the others.
    if (spec.today && b.periods > 0 && b.day(b.periods - 1) > *spec.today + 1) {
        Finding f;
        f.check = "future_date";
        f.column = "date";
        f.days = DateRange{*spec.today + 1, b.last_day(b.periods - 1)};
        for (const Series& s : b.series)
            for (int i = 0; i < s.size(); ++i)
                if (b.day(s.first + i) > *spec.today) f.rows += s.rows[static_cast<size_t>(i)];
        f.severity = Severity::warning;
        f.remedies = {Action::exclude, Action::leave};
        // A few rows are wrong dates; many are a plan, or a clock.
        if (static_cast<double>(f.rows) < few_rows * static_cast<double>(b.panel.all_rows)) out.push_back(std::move(f));
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
        Finding f;
        f.check = "partial_day";
        f.column = "date";
        f.days = DateRange{b.day(b.periods - 1), b.last_day(b.periods - 1)};
        f.severity = Severity::note;
        f.remedies = {Action::exclude, Action::leave};
        out.push_back(std::move(f));
    }
}

void check_cells(const Board& b, const AuditSpec& spec, Findings& out) {
    const auto at = places(b);
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
            return b.series.size() > 1 && d != days.end() && d->second * 10 >= rows[static_cast<size_t>(p)] * 4;
        };
        runs(b.periods, whole, [&](int from, int to) {
            Finding f;
            f.check = check;
            f.column = "*";
            f.days = DateRange{b.day(from), b.last_day(to)};
            for (int p = from; p <= to; ++p) {
                f.rows += days[p];
                if (f.rows > 0) f.value = static_cast<double>(f.rows);
            }
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
                return repeats.unique_key || (d->second * 2 >= s.rows[static_cast<size_t>(i)] && d->second >= 3);
            };
            runs(s.size(), here, [&](int from, int to) {
                Finding f = start_finding(b, s, -1, from, to, check);
                f.column = "*";
                f.rows = 0;
                for (int i = from; i <= to; ++i) f.rows += at->second.at(s.first + i);
                f.value = static_cast<double>(f.rows);
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

void check_spellings(const metrics::Context& context, const std::string& dimension, Findings& out, const std::stop_token& stop) {
    constexpr size_t most_values = 20'000;
    for (const DatasetColumn* column : context.dataset->dimensions()) {
        if (column->role == "campaign_id" || column->type != FieldType::text) continue;
        const auto values = metrics::spellings(context, column->field, most_values, stop);
        std::map<std::string, std::vector<const metrics::Spelling*>> groups;
        for (const auto& v : values) groups[folded(v.text)].push_back(&v);
        std::vector<std::string> odd;
        std::map<std::string, const metrics::Spelling*> keep;
        for (const auto& [fold, same] : groups)
            for (size_t i = 1; i < same.size() && !fold.empty(); ++i) {
                odd.push_back(same[i]->text); // the first has the most rows
                keep[same[i]->text] = same.front();
            }
        if (odd.empty()) check_words(*column, values, out);
        if (odd.empty() || odd.size() > 2000) continue;
        const std::string by = column->field == dimension ? "" : dimension;
        std::map<std::string, std::vector<metrics::Spelling>> where;
        for (const auto& [text, place] : metrics::spelling_places(context, column->field, odd, by, stop))
            where[text].push_back(place);
        for (const std::string& text : odd) {
            const auto& at = where[text];
            const bool everywhere = by.empty() || at.size() > 3;
            Finding f;
            f.check = "label_variant";
            f.column = column->field;
            f.variants = {keep[text]->text, text};
            f.detail = text;
            f.severity = Severity::warning;
            f.remedies = {Action::merge, Action::leave};
            for (const metrics::Spelling& place : at) {
                if (everywhere) {
                    f.rows += place.rows;
                    if (!place.days) continue;
                    if (!f.days) f.days = place.days;
                    f.days->from = std::min(f.days->from, place.days->from);
                    f.days->to = std::max(f.days->to, place.days->to);
                    continue;
                }
                Finding one = f;
                one.dimension = dimension;
                one.segment = place.text;
                one.rows = place.rows;
                one.days = place.days;
                out.push_back(std::move(one));
            }
            if (everywhere) {
                f.dimension = column->field;
                f.segment = text;
                out.push_back(std::move(f));
            }
        }
    }
}

} // namespace plumbline::audit
