// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulse/target_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <iterator>

#include "core/base/format.h"
#include "core/ingest/csv_read.h"
#include "core/metrics/catalogue.h"
#include "core/metrics/nearest.h"

namespace plumbline::pulse {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> whole(std::string_view text) {
    int out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

/// Without blanks of all kinds and apostrophes.
std::string squeezed(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest = text.substr(i);
        if (text[i] == ' ' || text[i] == '\t' || text[i] == '\'') continue;
        if (rest.starts_with("\u00A0")) {
            i += 1;
        } else if (rest.starts_with("\u202F") || rest.starts_with("\u2019")) {
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// A day as ISO, or dd.mm.yyyy and dd/mm/yyyy where the day cannot be a month or the file is French.
std::optional<Date> parse_day(std::string_view text, bool day_first) {
    if (const auto iso = parse_iso_date(text)) return iso;
    std::array<int, 3> parts{};
    size_t from = 0;
    for (size_t i = 0; i < 3; ++i) {
        const size_t end = i < 2 ? text.find_first_of("./", from) : text.size();
        if (end == std::string_view::npos) return std::nullopt;
        const auto n = whole(text.substr(from, end - from));
        if (!n) return std::nullopt;
        parts[i] = *n;
        from = end + 1;
    }
    if (parts[2] < 100) return std::nullopt; // a year of two digits could be anything
    const bool dots = text.find('.') != std::string_view::npos;
    int day = parts[0], month = parts[1];
    if (!dots && !day_first && parts[0] <= 12) {
        if (parts[1] <= 12 && parts[0] != parts[1]) return std::nullopt; // 03/04 is two days
        std::swap(day, month);
    }
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const CivilDate civil{parts[2], static_cast<unsigned>(month), static_cast<unsigned>(day)};
    const Date out = from_civil(civil);
    return to_civil(out).day == civil.day ? std::optional(out) : std::nullopt; // 31 June is no day
}

enum class Head { metric, from, to, period, value };
std::optional<Head> head_of(const std::string& title) {
    const std::string name = metrics::fold(title);
    static const std::pair<std::string_view, Head> names[] = {
        {"metric", Head::metric},    {"kpi", Head::metric},     {"indicateur", Head::metric},
        {"metrique", Head::metric},  {"figure", Head::metric},  {"from", Head::from},
        {"start", Head::from},       {"du", Head::from},        {"debut", Head::from},
        {"de", Head::from},          {"first day", Head::from}, {"to", Head::to},
        {"end", Head::to},           {"au", Head::to},          {"fin", Head::to},
        {"last day", Head::to},      {"a", Head::to},           {"period", Head::period},
        {"periode", Head::period},   {"month", Head::period},   {"mois", Head::period},
        {"week", Head::period},      {"semaine", Head::period}, {"quarter", Head::period},
        {"trimestre", Head::period}, {"value", Head::value},    {"valeur", Head::value},
        {"target", Head::value},     {"objectif", Head::value}, {"cible", Head::value}};
    for (const auto& [known, head] : names)
        if (name == known) return head;
    return std::nullopt;
}

/// The decimal sign that the numbers of a column give away: one that stands with another, twice, or not before three digits.
std::optional<char> decimal_of(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) {
        const std::string text = squeezed(cell);
        const size_t point = text.find_last_of(".,");
        if (point == std::string::npos) continue;
        const char sign = text[point], other = sign == '.' ? ',' : '.';
        const auto n = std::count(text.begin(), text.end(), sign);
        size_t behind = 0;
        while (point + 1 + behind < text.size() && digit(text[point + 1 + behind])) ++behind;
        if (n > 1) return other;
        if (text.find(other) != std::string::npos || behind != 3 || text.starts_with("0")) return sign;
    }
    return std::nullopt;
}

} // namespace

std::optional<double> parse_amount(std::string_view raw, std::optional<char> decimal) {
    std::string text = squeezed(raw);
    // A currency before or behind it, as a code or a sign.
    for (const std::string_view sign : {"CHF", "EUR", "USD", "GBP", "Fr.", "€", "$", "£"}) {
        if (text.starts_with(sign)) text.erase(0, sign.size());
        if (text.ends_with(sign)) text.resize(text.size() - sign.size());
    }
    double factor = 1;
    for (const auto& [unit, times] : {std::pair{"%", 0.01}, std::pair{"Md", 1e9}, std::pair{"M", 1e6}, std::pair{"k", 1e3}})
        if (text.ends_with(unit)) {
            text.resize(text.size() - std::string_view(unit).size());
            factor = times;
            break;
        }
    bool negative = false;
    if (text.starts_with("-") || text.starts_with("+")) {
        negative = text.front() == '-';
        text.erase(0, 1);
    } else if (text.starts_with("\u2212")) {
        negative = true;
        text.erase(0, 3);
    }
    if (text.empty() || !std::ranges::all_of(text, [](char c) { return digit(c) || c == '.' || c == ','; })) return std::nullopt;
    const size_t sign = text.find_last_of(".,");
    if (sign != std::string::npos) {
        if (!decimal) decimal = decimal_of({text});
        if (!decimal) {
            // One sign before three digits may be either; of a number with a unit it is a fraction.
            if (factor == 1) return std::nullopt;
            decimal = text[sign];
        }
        const size_t at = text.find(*decimal);
        if (at != std::string::npos && text.find_first_of(".,", at + 1) != std::string::npos) return std::nullopt;
        // Groups have three digits.
        size_t digits = 0;
        for (size_t i = std::min(at, text.size()); i-- > 0;) {
            if (digit(text[i])) {
                ++digits;
            } else {
                if (digits != 3) return std::nullopt;
                digits = 0;
            }
        }
        std::erase_if(text, [&](char c) { return !digit(c) && c != *decimal; });
        std::ranges::replace(text, ',', '.');
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return (negative ? -value : value) * factor;
}

std::optional<DateRange> parse_period_name(std::string_view text) {
    const auto year = text.size() >= 4 ? whole(text.substr(0, 4)) : std::nullopt;
    if (!year || *year < 1900 || *year > 2200) return std::nullopt;
    if (text.size() == 4) return DateRange{from_civil({*year, 1, 1}), from_civil({*year, 12, 31})};
    if (text[4] != '-') return std::nullopt;
    const std::string_view rest = text.substr(5);
    if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q' || rest[0] == 'T' || rest[0] == 't') && rest[1] >= '1' &&
        rest[1] <= '4') {
        const unsigned first = static_cast<unsigned>(rest[1] - '1') * 3 + 1;
        const Date from = from_civil({*year, first, 1});
        return DateRange{from, (first == 10 ? from_civil({*year + 1, 1, 1}) : from_civil({*year, first + 3, 1})) - 1};
    }
    if (rest.size() == 3 && (rest[0] == 'W' || rest[0] == 'w' || rest[0] == 'S' || rest[0] == 's')) {
        const auto week = whole(rest.substr(1));
        if (!week || *week < 1 || *week > 53) return std::nullopt;
        const Date monday = from_iso_week({*year, *week});
        return iso_week(monday).year == *year ? std::optional(DateRange{monday, monday + 6}) : std::nullopt;
    }
    if (rest.size() == 2) {
        const auto month = whole(rest);
        if (!month || *month < 1 || *month > 12) return std::nullopt;
        const Date from = from_civil({*year, static_cast<unsigned>(*month), 1});
        return DateRange{
            from, (*month == 12 ? from_civil({*year + 1, 1, 1}) : from_civil({*year, static_cast<unsigned>(*month) + 1, 1})) - 1};
    }
    return std::nullopt;
}

namespace {

/// Cells of a sheet, wherever they come from.
struct Sheet {
    std::string name; ///< of the file; empty: none
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
    size_t first_line = 2; ///< where the rows begin
};

std::vector<metrics::Target> targets_of(const Sheet& table, const DatasetInfo& dataset, Language language) {
    const auto refuse = [&](size_t line, const std::string& why, const std::string& why_fr) {
        const std::string en = (table.name.empty() ? "Line " : table.name + ", line ") + std::to_string(line) + ": " + why + ".";
        const std::string fr =
            (table.name.empty() ? "Ligne " : table.name + ", ligne ") + std::to_string(line) + " : " + why_fr + ".";
        throw Error(ErrorCode::usage, {{"detail", en}, {"detail_fr", fr}});
    };
    std::optional<size_t> metric, from, to, period, value;
    std::vector<std::pair<size_t, std::string>> dimensions;
    for (size_t c = 0; c < table.header.size(); ++c) {
        const std::string& title = table.header[c];
        if (dataset.dimension(title))
            dimensions.emplace_back(c, title);
        else if (const auto head = head_of(title))
            (*head == Head::metric   ? metric
             : *head == Head::from   ? from
             : *head == Head::to     ? to
             : *head == Head::period ? period
                                     : value) = c;
        else
            refuse(1, "there is no dimension " + title, "il n'y a pas de dimension " + title);
    }
    if (!metric || !value || (!period && (!from || !to)))
        refuse(1, "the columns metric, value, and from and to (or period) are needed",
               "il faut les colonnes indicateur, valeur, et du et au (ou période)");
    std::vector<std::string> amounts;
    for (const auto& row : table.rows)
        if (row.size() == table.header.size()) amounts.push_back(row[*value]);
    const char decimal = decimal_of(amounts).value_or(language == Language::fr ? ',' : '.');
    std::vector<metrics::Target> out;
    for (size_t r = 0; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        const size_t line = r + table.first_line;
        if (row.size() == 1 && row[0].empty()) continue;
        if (row.size() != table.header.size())
            refuse(line, "it has another number of cells than the header", "elle n'a pas autant de cellules que l'en-tête");
        metrics::Target t;
        t.dataset_id = dataset.id;
        if (period && !row[*period].empty()) {
            const auto days = parse_period_name(row[*period]);
            if (!days)
                refuse(line, "'" + row[*period] + "' is no period such as 2026, 2026-Q4, 2026-11 or 2026-W46",
                       "« " + row[*period] + " » n'est pas une période comme 2026, 2026-Q4, 2026-11 ou 2026-W46");
            t.days = *days;
        } else {
            const bool day_first = language == Language::fr || decimal == ',';
            const auto a = from ? parse_day(row[*from], day_first) : std::nullopt,
                       b = to ? parse_day(row[*to], day_first) : std::nullopt;
            if (!a || !b || *b < *a)
                refuse(line, "from and to are days such as 2026-11-01, the first before the last",
                       "du et au sont des jours comme 2026-11-01, le premier avant le dernier");
            t.days = {*a, *b};
        }
        const auto amount = parse_amount(row[*value], decimal);
        if (!amount) refuse(line, "'" + row[*value] + "' is not a number", "« " + row[*value] + " » n'est pas un nombre");
        t.value = *amount;
        try {
            t.metric = metrics::find_metric(row[*metric]).id;
        } catch (const Error& e) {
            refuse(line, e.text().what_happened, e.text(Language::fr).what_happened);
        }
        for (const auto& [c, dimension] : dimensions)
            if (!row[c].empty()) t.where.push_back({dimension, {row[c]}, false});
        out.push_back(std::move(t));
    }
    return out;
}

} // namespace

std::vector<metrics::Target> read_targets(const std::filesystem::path& file, const DatasetInfo& dataset, Language language) {
    ingest::ReadOptions options;
    options.header_rows = 1;
    auto table = ingest::read_raw_cells(file, options);
    return targets_of({file.filename().string(), std::move(table.header), std::move(table.rows),
                       2 + static_cast<size_t>(table.dialect.skipped_head)},
                      dataset, language);
}

std::vector<metrics::Target> paste_targets(const std::string& text, const DatasetInfo& dataset, Language language) {
    const std::string_view head = std::string_view(text).substr(0, text.find('\n'));
    const char apart = head.find('\t') != head.npos ? '\t' : head.find(';') != head.npos ? ';' : ',';
    Sheet sheet;
    std::vector<std::vector<std::string>> lines;
    for (size_t from = 0; from < text.size();) {
        const size_t end = std::min(text.find('\n', from), text.size());
        std::vector<std::string> cells{""};
        for (const char c : std::string_view(text).substr(from, end - from)) {
            if (c == apart)
                cells.emplace_back();
            else if (c != '\r')
                cells.back() += c;
        }
        for (std::string& cell : cells) {
            while (cell.starts_with(' ')) cell.erase(0, 1);
            while (cell.ends_with(' ')) cell.pop_back();
            if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
        }
        lines.push_back(std::move(cells));
        from = end + 1;
    }
    if (lines.size() < 2)
        throw Error(ErrorCode::usage,
                    {{"detail", "Copy a head (metric, period, value) and at least one line of the sheet first."},
                     {"detail_fr", "Copiez d'abord un en-tête (indicateur, période, valeur) et au moins une "
                                   "ligne de la feuille."}});
    sheet.header = std::move(lines.front());
    sheet.rows.assign(std::make_move_iterator(lines.begin() + 1), std::make_move_iterator(lines.end()));
    return targets_of(sheet, dataset, language);
}

} // namespace plumbline::pulse
