// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_decide.h"

#include <algorithm>
#include <array>

#include "core/ingest/csv_names.h"

namespace plumbline::ingest {

namespace {

constexpr double tolerated_share = 0.01;   ///< of cells that may be unreadable: a typing error, not another type
constexpr int64_t tolerated_one_from = 40; ///< one unreadable cell is tolerated from so many on
constexpr double tolerated_dates = 0.05;   ///< days that no calendar has are still meant as dates

uint32_t number_atoms() { return 0x7Fu * atom_first_separator; }
uint32_t separators_bit(Separators s) { return atom_first_separator << static_cast<unsigned>(s); }

struct Context {
    const Frame& frame;
    const std::vector<ColumnVotes>& votes;
    const std::vector<Dictionary>& dictionaries;
    const ReadOptions& options;
    std::string delimiter;
    int64_t point = 0, comma = 0; ///< evidence of all columns
    Decisions out;
};

int64_t at(const ColumnVotes& v, Separators s) { return v.numbers[static_cast<size_t>(s)]; }
int64_t point_evidence(const ColumnVotes& v) { return at(v, Separators::point_decimal) + at(v, Separators::comma_groups); }
int64_t comma_evidence(const ColumnVotes& v) { return at(v, Separators::comma_decimal) + at(v, Separators::point_groups); }

std::string in_quotes(std::string_view s) { return "“" + std::string(s) + "”"; }

/// The decimal separator of a column of numbers; 0 where only the user can tell.
char decide_decimal(const Context& x, const ColumnVotes& v, std::string_view name) {
    if (x.options.decimal && !x.options.decimal->empty()) return x.options.decimal->front();
    if (x.options.thousands && *x.options.thousands == ".") return ',';
    if (x.options.thousands && *x.options.thousands == ",") return '.';
    const int64_t p = point_evidence(v), c = comma_evidence(v);
    if (p != c) return p > c ? '.' : ',';
    const int64_t unclear_point = at(v, Separators::point_unclear), unclear_comma = at(v, Separators::comma_unclear);
    if (p == 0 && unclear_point == 0 && unclear_comma == 0) return x.comma > x.point ? ',' : '.';
    const bool both = unclear_point > 0 && unclear_comma > 0;
    const char by_file = x.point > 20 * x.comma ? '.' : x.comma > 20 * x.point ? ',' : '\0';
    if (both) return by_file;
    // One separator, always with three digits behind it: groups of an integer, or a fraction?
    const char seen = unclear_point > 0 ? '.' : ',';
    const char as_decimal = seen, as_group = seen == '.' ? ',' : '.';
    char by_size = 0;
    if (v.big_plain > 0)
        by_size = as_decimal; // 1234 beside 1.234: thousands are not grouped here
    else if (v.small_plain > 0)
        by_size = as_group; // 987 beside 1.234: a fraction would always have its digits
    if (by_file != 0) return by_size == as_group && by_file == as_decimal ? '\0' : by_file;
    if (by_size == 0 && is_count_name(name)) by_size = as_group;
    const char by_dialect = x.delimiter == ";" ? ',' : x.delimiter == "," || x.delimiter == ", " ? '.' : '\0';
    if (by_size != 0 && (by_dialect == 0 || by_dialect == by_size)) return by_size;
    if (by_size == 0) return by_dialect;
    return v.small_plain > 2 && is_count_name(name) ? by_size : '\0';
}

struct Fit {
    FieldType type = FieldType::text;
    int64_t bad = 0;
    uint32_t bad_atoms = 0;
    char decimal = '.';
    bool day_first = true;
    bool ask_decimal = false, ask_order = false;
};

/// What the column would be as numbers, and how many cells would not fit.
Fit as_number(const Context& x, const ColumnVotes& v, std::string_view name) {
    Fit fit;
    fit.decimal = decide_decimal(x, v, name);
    if (fit.decimal == 0) {
        fit.ask_decimal = true;
        fit.decimal = '.';
    }
    const bool point = fit.decimal == '.';
    fit.bad_atoms = atom_text | atom_boolean | atom_not_finite | atom_long_id | atom_date | atom_bad_date | atom_far_date |
                    separators_bit(point ? Separators::comma_decimal : Separators::point_decimal) |
                    separators_bit(point ? Separators::point_groups : Separators::comma_groups);
    fit.bad = v.text + v.boolean + v.not_finite + v.long_ids + v.all_dates() + (point ? comma_evidence(v) : point_evidence(v));
    const bool quantities = v.percent > 0 || at(v, Separators::point_decimal) + at(v, Separators::comma_decimal) > 0;
    if (!quantities) fit.bad_atoms |= atom_zero_id, fit.bad += v.zero_ids;
    if (v.percent > 0) {
        if (v.percent >= v.bare)
            fit.type = FieldType::percent, fit.bad += v.bare, fit.bad_atoms |= atom_bare;
        else
            fit.type = FieldType::decimal, fit.bad += v.percent, fit.bad_atoms |= atom_percent;
    }
    if (fit.type != FieldType::percent) {
        const int64_t fractions = (point ? at(v, Separators::point_decimal) + at(v, Separators::point_unclear)
                                         : at(v, Separators::comma_decimal) + at(v, Separators::comma_unclear)) +
                                  v.exponents + v.inexact;
        fit.type = fractions > 0 ? FieldType::decimal : FieldType::integer;
    }
    return fit;
}

Fit as_date(const Context& x, const ColumnVotes& v) {
    Fit fit;
    fit.bad_atoms =
        atom_text | atom_boolean | atom_not_finite | atom_zero_id | atom_long_id | atom_bad_date | atom_far_date | number_atoms();
    fit.bad = v.filled() - v.dates;
    if (x.options.date_order)
        fit.day_first = *x.options.date_order != "mdy";
    else if (v.dmy_only != v.mdy_only)
        fit.day_first = v.dmy_only > v.mdy_only;
    else if (v.forms[static_cast<size_t>(DateForm::day_month)] > 0 && v.date_separator != '.')
        fit.ask_order = v.order_matters > 0 && v.dmy_only == 0;
    fit.bad_atoms |= fit.day_first ? atom_mdy_only : atom_dmy_only;
    fit.bad += fit.day_first ? v.mdy_only : v.dmy_only;
    fit.type = v.zoned > 0 ? FieldType::timestamptz : v.timed > 0 ? FieldType::timestamp : FieldType::date;
    if (v.zoned > 0 && v.zoned < v.dates) {
        if (v.zoned * 2 >= v.dates)
            fit.bad += v.dates - v.zoned, fit.bad_atoms |= atom_unzoned;
        else
            fit.type = FieldType::timestamp, fit.bad += v.zoned, fit.bad_atoms |= atom_zoned;
    }
    return fit;
}

/// Distinct values that do not fit, most frequent first.
std::vector<std::pair<int64_t, std::string>> misfits(const Dictionary& d, uint32_t bad_atoms, bool words_only) {
    std::vector<std::pair<int64_t, std::string>> out;
    for (uint32_t i = 0; i < d.size(); ++i) {
        if (d.entry(i).count <= 0) continue;
        const Cell c = d.cell(i);
        if ((atoms_of(c) & bad_atoms) == 0 || (words_only && c.kind != CellKind::text && c.kind != CellKind::boolean)) continue;
        out.emplace_back(d.entry(i).count, std::string(d.text(i)));
    }
    std::ranges::sort(out,
                      [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    return out;
}

bool looks_like_code(std::string_view s) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return std::ranges::count_if(s, digit) >= 2 && std::ranges::any_of(s, letter) && s.find(' ') == std::string_view::npos;
}

/// Are the cells that do not fit errors of typing (then their rows are set aside), rather than values of another kind?
bool tolerable(const Context& x, size_t column, const Fit& fit) {
    const ColumnVotes& v = x.votes[column];
    if (fit.bad == 0) return true;
    const int64_t n = v.filled();
    const double meant_as_dates = static_cast<double>(v.bad_dates + v.far_dates);
    const bool date = fit.type == FieldType::date || fit.type == FieldType::timestamp || fit.type == FieldType::timestamptz;
    // A column called "Date" whose cells are mostly dates is one: what is no date there is an error or a subtotal of its row.
    if (date && n >= 3 && is_date_name(x.frame.names[column]) && fit.bad == n - v.dates && fit.bad * 3 <= n) return true;
    double limit = std::max(tolerated_share * static_cast<double>(n), n >= tolerated_one_from ? 1.0 : 0.0);
    if (date && meant_as_dates > 0 && static_cast<double>(fit.bad) <= meant_as_dates)
        limit = std::max(limit, n >= 3 ? std::max(1.0, tolerated_dates * static_cast<double>(n)) : 0.0);
    // An infinite or overflowing number is meant as a number.
    if (!date && v.not_finite > 0 && fit.bad == v.not_finite)
        limit = std::max(limit, n >= 3 ? std::max(1.0, static_cast<double>(n) / 3) : 0.0);
    if (static_cast<double>(fit.bad) > limit) return false;
    // One number of twenty digits among counts is an error of typing; among ids of fifteen it is an id.
    if (v.long_ids > 0 && !date && *std::ranges::max_element(v.whole) > 12) return false;
    if (v.zero_ids > 0 && (fit.bad_atoms & atom_zero_id) && !date) return false;
    if (x.dictionaries[column].abandoned()) return true;
    const auto words = misfits(x.dictionaries[column], fit.bad_atoms, true);
    if (!words.empty() && words.front().first >= 3) return false; // it comes again and again: a value, not an error
    if (!date && fit.type == FieldType::integer)
        for (const auto& [count, word] : words)
            if (looks_like_code(word)) return false; // A1001 among 1000, 1001: codes
    return true;
}

void set_scale(ColumnPlan& plan, const ColumnVotes& v) {
    if (plan.type == FieldType::integer) {
        plan.scale = 0;
        return;
    }
    int whole = 1, fraction = 0;
    for (size_t i = 0; i < separators_count; ++i) {
        if (v.numbers[i] == 0 || (plan.bad_atoms & (atom_first_separator << i))) continue;
        const auto s = static_cast<Separators>(i);
        const bool unclear = s == Separators::point_unclear || s == Separators::comma_unclear;
        const bool decimal = unclear && (s == Separators::point_unclear) == (plan.decimal == '.');
        whole = std::max(whole, decimal ? v.whole[i] - 3 : static_cast<int>(v.whole[i]));
        if (!unclear || decimal) fraction = std::max(fraction, static_cast<int>(v.fraction[i]));
    }
    if (plan.type == FieldType::percent) fraction += 2;
    // An integer part of a percentage shrinks by the two digits that the fraction gains.
    plan.scale = v.exponents + v.inexact > 0 || whole + fraction > 18 ? -1 : fraction;
}

void warn_text(Context& x, size_t column, const Fit& fit, const char* kind) {
    const ColumnVotes& v = x.votes[column];
    const int64_t good = v.filled() - fit.bad;
    // Numbers or dates that contradict each other in how they are written are worth a word too.
    const bool contradicting = std::max(v.all_numbers(), v.all_dates()) * 10 >= v.filled() * 8;
    if (good * 10 < v.filled() * 8 && !contradicting) return;
    const auto words = misfits(x.dictionaries[column], fit.bad_atoms, false);
    std::string example = words.empty() ? std::string{} : ", such as " + in_quotes(words.front().second.substr(0, 40));
    x.out.warnings.push_back("Column " + in_quotes(x.frame.names[column]) + " is read as text: " + std::to_string(good) + " of " +
                             std::to_string(v.filled()) + " values are " + kind + ", the others are not" + example + ".");
}

/// "1.234" and nothing else: what was taken is said, because the other reading is a thousand times as much or as little.
void warn_guessed_groups(Context& x, const ColumnPlan& plan, const ColumnVotes& v) {
    const int64_t unclear = at(v, Separators::point_unclear) + at(v, Separators::comma_unclear);
    if (unclear == 0 || x.options.decimal || x.options.thousands || point_evidence(v) + comma_evidence(v) > 0) return;
    if (x.point + x.comma > 0 || v.small_plain > 0 || v.big_plain > 0 || is_count_name(plan.name)) return;
    const bool groups = plan.type == FieldType::integer;
    x.out.warnings.push_back("Column " + in_quotes(plan.name) +
                             " has numbers with three digits behind every separator; they are read as " +
                             (groups ? "thousands." : "decimals.") + " Set the decimal separator if that is wrong.");
}

void fill_members(ColumnPlan& plan, const Dictionary& d, const ColumnVotes& v) {
    if (d.abandoned()) return;
    // A column that was expected to hold numbers has only the odd ones in its dictionary.
    int64_t known = 0;
    for (uint32_t i = 0; i < d.size(); ++i) known += d.entry(i).count;
    if (known != v.cells) return;
    for (uint32_t i = 0; i < d.size(); ++i)
        if (d.entry(i).count > 0 && d.cell(i).kind != CellKind::missing) plan.members.emplace_back(trim(d.text(i)));
    std::ranges::sort(plan.members);
    plan.members.erase(std::unique(plan.members.begin(), plan.members.end()), plan.members.end());
    plan.enumerated = true;
}

void decide_column(Context& x, size_t i, std::vector<Fit>& fits) {
    const ColumnVotes& v = x.votes[i];
    ColumnPlan plan;
    plan.field = i;
    plan.name = x.frame.names[i];
    Fit fit;
    fit.type = FieldType::text;
    const int64_t n = v.filled();
    const bool compact = v.compact > 0 && v.compact == v.all_numbers() && v.compact == n && at(v, Separators::plain) == n &&
                         (is_date_name(plan.name) ? n >= 1 : n >= 3);
    if (n == 0) {
        plan.type = v.soft_missing > 0 ? FieldType::text : FieldType::null;
        if (v.soft_missing > 0) fill_members(plan, x.dictionaries[i], v);
    } else if (compact) {
        plan.type = FieldType::date;
        plan.compact_dates = true;
        plan.bad_atoms = fit.bad_atoms = atom_text | atom_not_compact;
        plan.reason = "days as yyyyMMdd";
    } else {
        const int64_t numbers = v.all_numbers(), dates = v.all_dates();
        const char* kind = "";
        if (dates > numbers && dates > v.boolean)
            fit = as_date(x, v), kind = "dates";
        else if (numbers + v.not_finite > v.boolean)
            fit = as_number(x, v, plan.name), kind = "numbers";
        else if (v.boolean > 0) {
            fit.type = FieldType::boolean;
            fit.bad = n - v.boolean;
            fit.bad_atoms = ~(atom_missing | atom_soft_missing | atom_boolean);
            kind = "true or false";
        }
        if (fit.type != FieldType::text && tolerable(x, i, fit)) {
            plan.type = fit.type;
            plan.decimal = fit.decimal;
            plan.day_first = fit.day_first;
            plan.bad_atoms = fit.bad_atoms;
            plan.zero_ids_are_numbers = (fit.bad_atoms & atom_zero_id) == 0;
            if (plan.type == FieldType::integer || plan.type == FieldType::decimal || plan.type == FieldType::percent) {
                set_scale(plan, v);
                warn_guessed_groups(x, plan, v);
            }
        } else {
            if (fit.type != FieldType::text) warn_text(x, i, fit, kind);
            fit = Fit{};
            plan.type = FieldType::text;
            fill_members(plan, x.dictionaries[i], v);
        }
    }
    if (plan.type == FieldType::date && !compact) {
        if (v.forms[static_cast<size_t>(DateForm::month)] > 0)
            plan.reason = "months, as their first day";
        else if (v.forms[static_cast<size_t>(DateForm::week)] > 0)
            plan.reason = "weeks, as their Monday";
        else if (v.forms[static_cast<size_t>(DateForm::quarter)] > 0)
            plan.reason = "quarters, as their first day";
    }
    fits[i] = fit;
    x.out.columns.push_back(std::move(plan));
}

/// Order of the dates in the titles above the table ("3/1/2025 - 3/31/2025"); 0 where they do not tell.
char order_in_titles(const std::vector<std::string>& titles) {
    bool dmy = false, mdy = false;
    for (const std::string& t : titles) {
        size_t i = 0;
        while (i < t.size()) {
            const size_t start = t.find_first_of("0123456789", i);
            if (start == std::string::npos) break;
            size_t end = t.find_first_not_of("0123456789/", start);
            if (end == std::string::npos) end = t.size();
            Cell c;
            if (read_date(std::string_view(t).substr(start, end - start), c) && c.form == DateForm::day_month)
                dmy = dmy || c.dmy_only, mdy = mdy || c.mdy_only;
            i = end;
        }
    }
    return dmy == mdy ? '\0' : dmy ? 'd' : 'm';
}

/// A column whose dates fit both orders follows a column of the same file that can tell; else the user is asked.
void settle_orders(Context& x, const std::vector<Fit>& fits) {
    for (size_t i = 0; i < fits.size(); ++i) {
        if (!fits[i].ask_order) continue;
        bool found = false;
        for (size_t k = 0; k < fits.size() && !found; ++k) {
            const ColumnVotes& w = x.votes[k];
            if (k == i || fits[k].ask_order || w.dmy_only == w.mdy_only || w.date_separator != x.votes[i].date_separator)
                continue;
            ColumnPlan& plan = x.out.columns[i];
            plan.day_first = fits[k].day_first;
            plan.bad_atoms =
                (plan.bad_atoms & ~(atom_dmy_only | atom_mdy_only)) | (plan.day_first ? atom_mdy_only : atom_dmy_only);
            plan.reason = "day and month as in " + x.frame.names[k];
            found = true;
        }
        if (const char order = found ? '\0' : order_in_titles(x.frame.title_cells); order != 0) {
            ColumnPlan& plan = x.out.columns[i];
            plan.day_first = order == 'd';
            plan.bad_atoms =
                (plan.bad_atoms & ~(atom_dmy_only | atom_mdy_only)) | (plan.day_first ? atom_mdy_only : atom_dmy_only);
            plan.reason = "day and month as in the title";
            found = true;
        }
        if (found) continue;
        x.out.questions.push_back({"date_order",
                                   x.frame.names[i],
                                   "Every date in " + in_quotes(x.frame.names[i]) + " fits both day/month and month/day.",
                                   {"dmy", "mdy"}});
    }
}

std::string date_format_of(const ColumnPlan& plan, const ColumnVotes& v) {
    if (plan.compact_dates) return "yyyyMMdd";
    const auto most = static_cast<size_t>(std::ranges::max_element(v.forms) - v.forms.begin());
    const std::string s(1, v.date_separator == 0 ? ' ' : v.date_separator);
    const std::string year = v.short_years > 0 ? "yy" : "yyyy";
    const std::string d = v.unpadded > 0 ? "d" : "dd", m = v.unpadded > 0 ? "M" : "MM";
    switch (static_cast<DateForm>(most)) {
    case DateForm::ymd: return "yyyy" + s + m + s + d;
    case DateForm::day_month: return plan.day_first ? d + s + m + s + year : m + s + d + s + year;
    case DateForm::named: return d + " MMM " + year;
    case DateForm::month: return v.date_separator == '-' ? "yyyy-MM" : "MMM yyyy";
    case DateForm::week: return "yyyy-'W'ww";
    case DateForm::quarter: return "yyyy-'Q'q";
    }
    return {};
}

std::string thousands_of(const ColumnVotes& v, const ColumnPlan& plan) {
    if (v.groups & group_nnbsp) return "\u202F";
    if (v.groups & group_nbsp) return "\u00A0";
    if (v.groups & group_space) return " ";
    if (v.groups & group_quote) return "\u2019";
    if (v.groups & group_apostrophe) return "'";
    if (plan.decimal == '.' && (v.groups & group_comma)) return ",";
    if (plan.decimal == ',' && (v.groups & group_point)) return ".";
    return {};
}

void set_units(Context& x) {
    std::string title;
    for (const std::string& cell : x.frame.title_cells)
        if (title.empty()) title = currency_in(cell);
    std::string constant; // of a column that holds one currency code and nothing else
    for (ColumnPlan& c : x.out.columns) {
        if (c.type != FieldType::text || !c.enumerated || c.members.size() != 1) continue;
        const uint8_t index = currency_index(c.members[0]);
        if (index != 0 && c.members[0].size() == 3) constant = std::string(currency_code(index));
    }
    std::string named; // by the name of a column, where all that name one agree
    bool agree = true;
    for (const ColumnPlan& c : x.out.columns)
        if (const std::string code = currency_in(c.name); !code.empty())
            agree = agree && (named.empty() || named == code), named = code;
    for (ColumnPlan& c : x.out.columns) {
        if (c.type == FieldType::percent) c.unit = "percent";
        if (c.type != FieldType::integer && c.type != FieldType::decimal) continue;
        const ColumnVotes& v = x.votes[c.field];
        std::vector<std::string> signs;
        int64_t with_sign = 0;
        for (size_t k = 1; k < currencies_count; ++k)
            if (v.currencies[k] > 0) {
                with_sign += v.currencies[k];
                const std::string code(currency_code(static_cast<uint8_t>(k)));
                if (std::ranges::find(signs, code) == signs.end()) signs.push_back(code);
            }
        const std::string by_name = currency_in(c.name);
        if (signs.size() > 1) {
            std::string list;
            for (const std::string& s : signs) list += (list.empty() ? "" : ", ") + (s.empty() ? "kr" : s);
            x.out.warnings.push_back("Column " + in_quotes(c.name) + " mixes currencies (" + list +
                                     "): its amounts must not be summed.");
            c.reason = "mixed currencies: " + list;
        } else if (signs.size() == 1 && !signs[0].empty())
            c.unit = signs[0], c.reason = "sign in the values";
        else if (!by_name.empty())
            c.unit = by_name, c.reason = "currency in the name";
        else if (is_money_name(c.name) || with_sign > 0) {
            if (!constant.empty())
                c.unit = constant, c.reason = "currency column";
            else if (!title.empty())
                c.unit = title, c.reason = "currency in the title";
            else if (agree && !named.empty())
                c.unit = named, c.reason = "currency in the name of another column";
        }
    }
}

} // namespace

Decisions decide(const Frame& frame, const std::vector<ColumnVotes>& votes, const std::vector<Dictionary>& dictionaries,
                 const std::string& delimiter, const ReadOptions& options) {
    Context x{frame, votes, dictionaries, options, delimiter, 0, 0, {}};
    for (const ColumnVotes& v : votes)
        if (v.all_numbers() * 2 > v.filled()) x.point += point_evidence(v), x.comma += comma_evidence(v);
    std::vector<Fit> fits(votes.size());
    for (size_t i = 0; i < votes.size(); ++i) decide_column(x, i, fits);
    settle_orders(x, fits);
    for (size_t i = 0; i < fits.size(); ++i)
        if (fits[i].ask_decimal)
            x.out.questions.push_back(
                {"decimal",
                 frame.names[i],
                 "The separator in the numbers of " + in_quotes(frame.names[i]) + " may be a decimal sign or group thousands.",
                 {".", ","}});
    std::erase_if(x.out.columns, [&](const ColumnPlan& c) {
        return c.type == FieldType::null && !frame.named[c.field] && frame.header_rows > 0;
    });
    set_units(x);
    for (const ColumnPlan& c : x.out.columns) {
        const auto total = std::ranges::find_if(c.members, [](const std::string& m) {
            bool exact = false;
            return is_total_word(m, &exact) && exact;
        });
        if (total != c.members.end())
            x.out.warnings.push_back("Rows with " + in_quotes(*total) + " in " + in_quotes(c.name) +
                                     " look like totals; they were kept, so sums may count twice.");
    }
    int64_t best = -1;
    for (const ColumnPlan& c : x.out.columns) {
        const ColumnVotes& v = votes[c.field];
        const bool number = c.type == FieldType::integer || c.type == FieldType::decimal || c.type == FieldType::percent;
        if (number && x.out.thousands.empty()) x.out.thousands = thousands_of(v, c);
        if (number && c.type != FieldType::integer && v.filled() > best) best = v.filled(), x.out.decimal = c.decimal;
        const bool date = c.type == FieldType::date || c.type == FieldType::timestamp || c.type == FieldType::timestamptz;
        if (date && x.out.date_format.empty()) x.out.date_format = date_format_of(c, v);
    }
    return std::move(x.out);
}

} // namespace plumbline::ingest
