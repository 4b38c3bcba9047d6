// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that repeat. Of each row only a hash is read; text and counts are asked of the few that are there again.
#include "core/base/repeated.h"
#include "core/metrics/panel_sql.h"

namespace plumbline::metrics {

namespace {

/// More hashes than this are not named one by one in a question.
constexpr size_t most_named = 4'000;
/// Where so many of ten keys are alone they are keys.
constexpr int64_t alone_of_ten = 9;

enum class HashOf { key, rest, all };

/// Hash of what names a row, of what it says, or of both; the identifiers of an export number its rows and are left out.
std::string row_hash(const DatasetInfo& dataset, HashOf what) {
    std::string out;
    for (const DatasetColumn& c : dataset.columns) {
        if (c.role == "id" || c.role == "ignore") continue;
        const bool names = c.role == "date" || is_dimension_role(c.role) || (c.role == "attribute" && c.type == FieldType::text);
        if (what == HashOf::all || names == (what == HashOf::key)) out += (out.empty() ? "" : ", ") + duck::quote_name(c.field);
    }
    return out.empty() ? "0" : "hash(" + out + ")";
}

} // namespace

Repeats read_repeats(const Context& context, const std::string& dimension, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    const DatasetColumn* date = dataset.by_role("date");
    Repeats out;
    if (!date || !dataset.dates) return out;
    const std::string value = dimension.empty() ? "NULL" : "any_value(" + duck::quote_name(dimension) + ")";
    int64_t keys = 0, surplus = 0, looked_at = 0;
    bool keyed = true; // until the rows turn out to have no key of their own: then only rows that are all the same are looked for
    const std::vector<DateRange> parts = slices(dataset);
    for (size_t part = 0; part < parts.size(); ++part) {
        const DateRange& days = parts[part];
        const std::string by = row_hash(dataset, keyed ? HashOf::key : HashOf::all);
        std::string where = " FROM " + facts(context) + " WHERE " + between(dataset, days);
        const Table hashes = ask(context, "SELECT " + by + where, stop);
        const auto again =
            repeated_hashes(hashes.rows(), [&](size_t r) { return static_cast<uint64_t>(hashes.column(0).integer(r)); });
        const auto rows = static_cast<int64_t>(hashes.rows());
        looked_at += rows;
        keys += rows;
        if (again.empty()) continue;
        if (again.size() <= most_named) {
            where += " AND " + by + " IN (";
            for (size_t i = 0; i < again.size(); ++i) where += (i ? ", " : "") + std::to_string(again[i]);
            where += ")";
        }
        // Of each that is there again: how often, and whether its rows say the same. Text is made of the groups.
        const Table t = ask(context,
                            "WITH g AS MATERIALIZED (SELECT " + value + " v, min(" + duck::quote_name(date->field) +
                                ") d, count(*) n, min(plumbline_h) a, max(plumbline_h) b FROM (SELECT *, " + by +
                                " plumbline_k, " + (keyed ? row_hash(dataset, HashOf::rest) : "0") + " plumbline_h" + where +
                                ") GROUP BY plumbline_k HAVING count(*) > 1) SELECT CAST(v AS VARCHAR), CAST(d AS DATE), "
                                "CAST(sum(n - 1) FILTER (WHERE a = b) AS BIGINT), CAST(sum(n - 1) FILTER (WHERE a <> b) AS "
                                "BIGINT) FROM g GROUP BY 1, 2",
                            stop);
        for (size_t r = 0; r < t.rows(); ++r) {
            const auto count = [&](size_t c) { return t.column(c).is_null(r) ? 0 : t.column(c).integer(r); };
            const std::string name = t.column(0).is_null(r) ? "" : t.column(0).text(r);
            if (count(2) > 0) out.exact.push_back({name, t.column(1).date(r), count(2)});
            if (count(3) > 0) out.keyed.push_back({name, t.column(1).date(r), count(3)});
            surplus += count(2);
            keys -= count(2) + count(3);
        }
        if (!keyed || keys * 10 >= alone_of_ten * (looked_at - surplus)) continue;
        // From the beginning, as rows without a key.
        keyed = false;
        out = {};
        keys = surplus = looked_at = 0;
        part = static_cast<size_t>(-1);
    }
    out.unique_key = keyed;
    return out;
}

} // namespace plumbline::metrics
