// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/command.h"
#include "core/ingest/import.h"

namespace plumbline::cli {

/// The options that say how a file is written, shared by import and preview. Empty: detected.
struct ReadFlags {
    std::string encoding, delimiter, quote, decimal, thousands, date_order, sheet;
    int64_t skip_head = -1, skip_tail = -1;
    int header_rows = -1;
    static constexpr int64_t most_lines = 1'000'000'000;

    void add(CLI::App& command) {
        command.add_option("--encoding", encoding, "utf-8, utf-16le, windows-1252 …");
        command.add_option("--delimiter", delimiter, "What separates the fields; \\t for a tab");
        command.add_option("--quote", quote, "What encloses fields");
        command.add_option("--decimal", decimal, "Decimal separator")->check(CLI::IsMember({".", ","}));
        command.add_option("--thousands", thousands, "Separator of thousands");
        command.add_option("--date-order", date_order, "Order of day, month and year")
            ->check(CLI::IsMember({"dmy", "mdy", "ymd"}));
        command.add_option("--sheet", sheet, "Sheet of a workbook, or path of an array in JSON");
        command.add_option("--skip-head", skip_head, "Lines above the header")->check(CLI::Range(int64_t{0}, most_lines));
        command.add_option("--skip-tail", skip_tail, "Rows below the data")->check(CLI::Range(int64_t{0}, most_lines));
        command.add_option("--header-rows", header_rows, "Lines of the header; 0: there is none")->check(CLI::Range(0, 4));
    }

    /// Throws Error{usage} where a sign cannot be what it is said to be.
    ingest::ReadOptions options() const {
        check_signs();
        auto text = [](const std::string& v) {
            return v.empty() ? std::optional<std::string>() : std::optional(v == "\\t" ? std::string("\t") : v);
        };
        ingest::ReadOptions o;
        o.encoding = text(encoding);
        o.delimiter = text(delimiter);
        o.quote = text(quote);
        o.decimal = text(decimal);
        o.thousands = text(thousands);
        o.date_order = text(date_order);
        o.sheet = text(sheet);
        if (skip_head >= 0) o.skip_head = skip_head;
        if (skip_tail >= 0) o.skip_tail = skip_tail;
        if (header_rows >= 0) o.header_rows = header_rows;
        return o;
    }

private:
    void check_signs() const {
        const auto refuse = [](const std::string& option, const std::string& wanted, const std::string& text) {
            throw Error(ErrorCode::usage, {{"detail", option + " is " + wanted + ", not " + text + "."}});
        };
        constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\"'\r\n";
        const bool word = delimiter == "tab" || delimiter == "TAB" || delimiter == "\\t" || delimiter == "space";
        if (!word && (delimiter.size() > 2 || delimiter.find_first_of(letters) != std::string::npos))
            refuse("--delimiter", "one sign, such as , ; | or \\t", delimiter);
        if (quote.size() > 1 || (!quote.empty() && quote.find_first_of(letters.substr(0, 62)) != std::string::npos))
            refuse("--quote", "one sign, such as \" or '", quote);
        if (!thousands.empty() && thousands != "," && thousands != "." && thousands != " " && thousands != "'" &&
            thousands != "\u2019" && thousands != "\u00A0" && thousands != "\u202F")
            refuse("--thousands", "a point, a comma, a blank or an apostrophe", thousands);
        if (!thousands.empty() && thousands == decimal)
            throw Error(ErrorCode::usage, {{"detail", "--decimal and --thousands cannot be the same sign."}});
    }
};

/// "COLUMN=ROLE" or "COLUMN=ROLE:KIND". Throws Error{usage}.
inline ingest::ColumnChoice parse_choice(const std::string& pair) {
    const size_t equals = pair.rfind('=');
    if (equals == std::string::npos || equals == 0)
        throw Error(ErrorCode::usage, {{"detail", "A role is written COLUMN=ROLE, not " + pair + "."}});
    ingest::ColumnChoice choice;
    choice.column = pair.substr(0, equals);
    std::string role = pair.substr(equals + 1);
    if (const size_t colon = role.find(':'); colon != std::string::npos) {
        choice.kind = role.substr(colon + 1);
        role.resize(colon);
    }
    choice.role = role;
    return choice;
}

/// "COLUMN=UNIT": count, percent, ratio, or the three letters of a currency. Throws Error{usage}.
inline ingest::ColumnChoice parse_unit(const std::string& pair) {
    const size_t equals = pair.rfind('=');
    const std::string unit = equals == std::string::npos ? "" : pair.substr(equals + 1);
    const bool currency = unit.size() == 3 && unit.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
    if (equals == 0 || (!currency && unit != "count" && unit != "percent" && unit != "ratio"))
        throw Error(ErrorCode::usage, {{"detail", "A unit is written COLUMN=CHF, or count, percent, ratio, not " + pair + "."}});
    ingest::ColumnChoice choice;
    choice.column = pair.substr(0, equals);
    choice.unit = unit;
    return choice;
}

} // namespace plumbline::cli
