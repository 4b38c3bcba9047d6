// SPDX-License-Identifier: GPL-3.0-or-later
// What the data are made of: values of dimensions that come, go or change their name, columns that change their type or lose
// their values, shares above one.
#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/audit/board.h"

namespace plumbline::audit {

namespace {

/// Dimensions with more values change them all the time.
constexpr size_t most_values = 60;
/// Share of the rows from which on a value is missed.
constexpr double least_share = 0.01;
constexpr int least_days_there = 28, least_days_gone = 14;
/// Two values change places where one ends as the other begins and brings about as many rows a day.
constexpr int change_days = 2;
constexpr double change_factor = 1.5;
/// A dimension is filled where it lacks fewer of its values; days with more than half of them missing are a fault.
constexpr double usually_filled = 0.3, odd_day = 0.5;

double a_day(const metrics::Spelling& v) { return static_cast<double>(v.rows) / std::max(1, v.days ? v.days->days() : 1); }

Finding of_value(const char* check, const DatasetColumn& column, const metrics::Spelling& v,
                 const std::vector<metrics::Spelling>& all) {
    Finding f;
    f.check = check;
    f.column = f.dimension = column.field;
    f.segment = f.detail = v.text;
    f.rows = v.rows;
    f.value = static_cast<double>(v.rows);
    f.severity = Severity::note;
    for (const auto& other : all)
        if (f.bars.size() < 12) f.bars.push_back({other.text, static_cast<double>(other.rows), other.text == v.text});
    f.remedies = {Action::event, Action::leave};
    return f;
}

void categories(const DatasetColumn& column, const std::vector<metrics::Spelling>& values, const DateRange& all, Findings& out,
                Findings& advice) {
    int64_t rows = 0;
    for (const auto& v : values) rows += v.rows;
    std::vector<const metrics::Spelling*> came, went;
    for (const auto& v : values) {
        if (!v.days || static_cast<double>(v.rows) < least_share * static_cast<double>(rows)) continue;
        if (v.days->from - all.from >= least_days_there && all.to - v.days->from >= 6) came.push_back(&v);
        if (all.to - v.days->to >= least_days_gone && v.days->days() >= least_days_there) went.push_back(&v);
    }
    std::vector<const metrics::Spelling*> told;
    for (const auto* old : went)
        for (const auto* fresh : came) {
            const double factor = a_day(*fresh) / a_day(*old);
            if (std::abs(fresh->days->from - (old->days->to + 1)) > change_days || factor > change_factor ||
                factor * change_factor < 1 || std::ranges::find(told, old) != told.end() ||
                std::ranges::find(told, fresh) != told.end())
                continue;
            Finding f = of_value("category_renamed", column, *fresh, values);
            f.variants = {fresh->text, old->text};
            f.detail = old->text;
            f.days = DateRange{fresh->days->from, all.to};
            f.value = a_day(*fresh);
            f.expected = a_day(*old);
            f.low = a_day(*old) / change_factor;
            f.high = a_day(*old) * change_factor;
            f.severity = Severity::warning;
            f.remedies = {Action::merge, Action::event, Action::leave};
            out.push_back(std::move(f));
            told.push_back(old);
            told.push_back(fresh);
        }
    for (const auto* v : came)
        if (std::ranges::find(told, v) == told.end()) {
            Finding f = of_value("category_new", column, *v, values);
            f.days = DateRange{v->days->from, all.to};
            f.expected = 0;
            advice.push_back(std::move(f));
        }
    for (const auto* v : went)
        if (std::ranges::find(told, v) == told.end()) {
            Finding f = of_value("category_vanished", column, *v, values);
            f.days = DateRange{v->days->to + 1, all.to};
            f.rows = 0;
            f.value = 0;
            f.expected = a_day(*v) * f.days->days();
            advice.push_back(std::move(f));
        }
}

bool numeric(const std::string& text) {
    size_t digits = 0;
    for (const char c : text) {
        digits += std::isdigit(static_cast<unsigned char>(c)) != 0;
        if (!std::isdigit(static_cast<unsigned char>(c)) && c != '.' && c != '-' && c != ' ') return false;
    }
    return digits > 0;
}

/// Names up to a day and numbers from then on, or the reverse: another column was exported in its place.
void kinds(const DatasetColumn& column, const std::vector<metrics::Spelling>& values, Findings& out) {
    std::optional<DateRange> words, numbers;
    int64_t word_rows = 0, number_rows = 0;
    for (const auto& v : values) {
        if (!v.days || v.text.empty()) continue;
        const bool number = numeric(v.text);
        auto& days = number ? numbers : words;
        (number ? number_rows : word_rows) += v.rows;
        if (!days) days = v.days;
        days->from = std::min(days->from, v.days->from);
        days->to = std::max(days->to, v.days->to);
    }
    if (!words || !numbers) return;
    const auto all = static_cast<double>(word_rows + number_rows);
    if (std::min(static_cast<double>(word_rows), static_cast<double>(number_rows)) < 0.03 * all) return;
    const bool then = numbers->from > words->to, before = words->from > numbers->to;
    if (!then && !before) return;
    Finding f;
    f.check = "type_change";
    f.column = column.field;
    f.days = then ? numbers : words;
    f.rows = then ? number_rows : word_rows;
    f.value = static_cast<double>(f.rows);
    f.expected = 0;
    f.detail = then ? "numbers" : "words";
    f.bars = {{then ? "abc" : "123", then ? static_cast<double>(word_rows) : static_cast<double>(number_rows), false},
              {then ? "123" : "abc", static_cast<double>(f.rows), true}};
    f.severity = Severity::warning;
    f.remedies = {Action::leave, Action::event};
    out.push_back(std::move(f));
}

/// Counts that have halves from a day on, or money that has lost its cents.
void fractions(const Board& b, Findings& out) {
    for (size_t m = 0; m < b.measures.size(); ++m) {
        if (b.measures[m].step >= 1) continue;
        std::vector<int> cells(static_cast<size_t>(b.periods), 0), broken = cells;
        for (const Series& s : b.series)
            for (int i = 0; i < s.size(); ++i) {
                const double v = s.tracks[m].seen[static_cast<size_t>(i)];
                if (!(v > 0) || v > 1e12) continue;
                ++cells[static_cast<size_t>(s.first + i)];
                broken[static_cast<size_t>(s.first + i)] += std::abs(v - std::round(v)) > 1e-6;
            }
        // The day that best parts whole values from others.
        int64_t all = 0, all_broken = 0;
        for (size_t p = 0; p < cells.size(); ++p) {
            all += cells[p];
            all_broken += broken[p];
        }
        int64_t n = 0, odd = 0;
        for (size_t p = 0; p < cells.size(); ++p) {
            // Before p: n cells, `odd` of them broken.
            const int64_t n2 = all - n, odd2 = all_broken - odd;
            const bool enough = n >= 40 && n2 >= 40 && p >= 14 && cells.size() - p >= 7;
            const bool became = enough && odd == 0 && odd2 * 2 >= n2 && broken[p] > 0;
            const bool lost = enough && odd2 == 0 && odd * 2 >= n && broken[p - 1] > 0;
            if (became || lost) {
                Finding f = start_total(b, static_cast<int>(m), static_cast<int>(p), b.periods - 1, "type_change");
                f.detail = became ? "fractions" : "whole";
                f.value = became ? static_cast<double>(odd2) / static_cast<double>(n2) : 0;
                f.expected = became ? 0 : static_cast<double>(odd) / static_cast<double>(n);
                f.low = f.high = f.expected;
                f.factor = 1;
                f.severity = Severity::note;
                f.remedies = {Action::leave, Action::event};
                out.push_back(std::move(f));
                break;
            }
            n += cells[p];
            odd += broken[p];
        }
    }
}

void imports_of_another_type(const DatasetInfo& dataset, const AuditSpec& spec, Findings& out) {
    for (size_t i = 1; i < spec.imports.size(); ++i)
        for (const auto& [field, type] : spec.imports[i].types) {
            const auto before = spec.imports[i - 1].types.find(field);
            if (before == spec.imports[i - 1].types.end() || before->second == type || type == "null" || before->second == "null")
                continue;
            const bool text = type == "text" || before->second == "text";
            Finding f;
            f.check = "type_change";
            f.column = field;
            f.days = spec.imports[i].days;
            f.detail = before->second + " > " + type;
            f.severity = text ? Severity::warning : Severity::note;
            f.remedies = {Action::leave, Action::event};
            if (dataset.by_field(field)) out.push_back(std::move(f));
        }
}

void lost_names(const DatasetInfo& dataset, const std::vector<metrics::MissingNames>& missing, Findings& out) {
    for (const auto& m : missing) {
        if (static_cast<double>(m.rows) > usually_filled * static_cast<double>(dataset.rows)) continue;
        for (size_t i = 0; i < m.days.size(); ++i) {
            const auto odd = [&](size_t k) {
                return static_cast<double>(m.days[k].missing) >= odd_day * static_cast<double>(m.days[k].rows);
            };
            if (!odd(i)) continue;
            size_t to = i;
            while (to + 1 < m.days.size() && odd(to + 1) && m.days[to + 1].day - m.days[to].day <= 3) ++to;
            Finding f;
            f.check = "missing_values";
            f.column = m.field;
            f.days = DateRange{m.days[i].day, m.days[to].day};
            for (size_t k = i; k <= to; ++k) {
                f.rows += m.days[k].missing;
                f.series.push_back(
                    {m.days[k].day, static_cast<double>(m.days[k].missing), 0, 0, odd_day * static_cast<double>(m.days[k].rows)});
            }
            f.value = static_cast<double>(f.rows);
            f.expected = f.low = f.high = 0;
            f.severity = Severity::warning;
            f.remedies = {Action::event, Action::leave};
            out.push_back(std::move(f));
            i = to;
        }
    }
}

bool is_share(const std::string& field) {
    for (const char* no :
         {"cpc", "cpl", "cpm", "cpa", "cost", "price", "roas", "roi", "aov", "value", "growth", "change", "avg", "frequency"})
        if (field.find(no) != std::string::npos) return false;
    for (const char* yes : {"ctr", "cvr", "rate", "conversion", "share", "pct", "percent", "taux", "part"})
        if (field.find(yes) != std::string::npos) return true;
    return false;
}

void shares(const DatasetInfo& dataset, const std::vector<metrics::RateRange>& rates, Findings& out) {
    for (const auto& r : rates) {
        const DatasetColumn* c = dataset.by_field(r.field);
        if (!c || r.rows < 20 || (c->unit != "percent" && !is_share(r.field))) continue;
        // Written as shares or as percent: what most of them are says which.
        const bool one = r.median <= 1;
        const int64_t above = one ? r.above_one : r.above_hundred;
        if (above == 0 || static_cast<double>(above) > 0.01 * static_cast<double>(r.rows) + 3) continue;
        Finding f;
        f.check = "impossible_ratio";
        f.column = r.field;
        f.days = one ? r.days_one : r.days_hundred;
        f.rows = above;
        f.value = r.most;
        f.expected = r.median;
        f.low = 0;
        f.high = one ? 1 : 100;
        f.factor = r.median > 0 ? r.most / r.median : 1;
        f.bars = {{"median", r.median, false}, {"100%", *f.high, false}, {"max", r.most, true}};
        f.severity = Severity::warning;
        f.remedies = {Action::leave, Action::event};
        out.push_back(std::move(f));
    }
}

} // namespace

void check_shape(const metrics::Context& context, const Board& b, const Names& names, const AuditSpec& spec, Findings& out,
                 Findings& advice, const std::stop_token& stop) {
    const DatasetInfo& dataset = *context.dataset;
    fractions(b, out);
    imports_of_another_type(dataset, spec, out);
    lost_names(dataset, metrics::missing_names(context, stop), out);
    shares(dataset, metrics::rate_ranges(context, stop), out);
    if (b.periods == 0 || !dataset.dates || dataset.dates->days() < 2 * least_days_there) return;
    for (const DatasetColumn* column : dataset.dimensions()) {
        const auto known = names.find(column->field);
        if (known == names.end() || known->second.size() < 2 || known->second.size() >= 20'000) continue;
        const auto& values = known->second;
        kinds(*column, values, out);
        const bool campaign = column->role == "campaign" || column->role == "campaign_id";
        if (!campaign && values.size() <= most_values) categories(*column, values, *dataset.dates, out, advice);
    }
}

} // namespace plumbline::audit
