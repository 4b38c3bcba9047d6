// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/warehouse/rollup.h"

#include <algorithm>
#include <map>

#include "core/store/duck.h"

namespace plumbline::warehouse {

namespace {

/// Beyond this many values a dimension makes the roll-up about as long as the facts.
constexpr int64_t most_values = 10'000;
/// A roll-up of this size answers within a few milliseconds whatever it was made of.
constexpr int64_t always_fine_rows = 500'000;
/// HyperLogLog is a few percent off; a plan that nearly fits is refused.
constexpr double count_error = 1.05;

/// How often a dimension is asked for, most first; others follow in the order of the file.
int usefulness(const DatasetColumn& column) {
    static const std::vector<std::string> order{"channel", "sub_channel", "campaign", "region", "country", "device", "category"};
    const std::string& kind = column.role == "campaign" ? column.role : column.kind;
    return static_cast<int>(std::ranges::find(order, kind) - order.begin());
}

/// One value that stands for the group of a row; nulls count as a value.
std::string group_hash(const DatasetInfo& dataset, const DatasetColumn& date, const std::vector<std::string>& fields) {
    std::string out = "hash(" + day_sql(date);
    for (const std::string& f : fields)
        if (dataset.by_field(f)) out += ", " + duck::quote_name(f);
    return out + ")";
}

std::vector<int64_t> counts(const DatasetInfo& dataset, const Ask& ask, const std::vector<std::string>& expressions) {
    std::string sql = "SELECT ";
    for (size_t i = 0; i < expressions.size(); ++i) sql += (i ? ", " : "") + ("approx_count_distinct(" + expressions[i] + ")");
    const Table table = ask(sql + " FROM " + duck::quote_name(dataset.facts_table));
    std::vector<int64_t> out;
    for (size_t i = 0; i < expressions.size(); ++i) out.push_back(table.column(i).is_null(0) ? 0 : table.column(i).integer(0));
    return out;
}

} // namespace

std::string day_sql(const DatasetColumn& date) {
    const std::string name = duck::quote_name(date.field);
    return date.type == FieldType::date ? name : "CAST(" + name + " AS DATE)";
}

RollupPlan plan_rollup(const DatasetInfo& dataset, const Ask& ask) {
    const DatasetColumn* date = dataset.by_role("date");
    if (!date) return {};
    std::vector<const DatasetColumn*> candidates = dataset.dimensions();
    std::vector<std::string> expressions{day_sql(*date)};
    for (const DatasetColumn* c : candidates) expressions.push_back(duck::quote_name(c->field));
    const std::vector<int64_t> distinct = counts(dataset, ask, expressions);
    std::map<const DatasetColumn*, int64_t> values;
    for (size_t i = 0; i < candidates.size(); ++i) values[candidates[i]] = distinct[i + 1];
    std::erase_if(candidates, [&](const DatasetColumn* c) { return values[c] > most_values; });
    std::ranges::stable_sort(candidates, {}, [](const DatasetColumn* c) { return usefulness(*c); });

    const int64_t most_rows = std::max(always_fine_rows, dataset.rows / 10);
    const auto fits = [&](double rows) { return rows * count_error <= static_cast<double>(most_rows); };
    RollupPlan plan{{}, std::max<int64_t>(distinct[0], 1)};
    if (dataset.rows <= always_fine_rows) { // never more groups than rows
        for (const DatasetColumn* c : candidates) plan.fields.push_back(c->field);
        plan.estimated_rows = dataset.rows;
        candidates.clear();
    }
    while (!candidates.empty()) {
        // Every prefix of what is left, in one scan; the first that is too large loses its last dimension, and the rest is asked
        // again.
        std::vector<std::string> prefix = plan.fields, hashes;
        for (const DatasetColumn* c : candidates) {
            prefix.push_back(c->field);
            hashes.push_back(group_hash(dataset, *date, prefix));
        }
        const std::vector<int64_t> groups = counts(dataset, ask, hashes);
        size_t taken = 0;
        while (taken < groups.size() && fits(static_cast<double>(groups[taken]))) {
            plan.estimated_rows = groups[taken];
            plan.fields.push_back(candidates[taken++]->field);
        }
        candidates.erase(candidates.begin(),
                         candidates.begin() + static_cast<std::ptrdiff_t>(std::min(taken + 1, candidates.size())));
    }
    std::ranges::sort(plan.fields, {}, [&](const std::string& f) { return dataset.by_field(f); });
    return plan;
}

std::string rollup_sql(const DatasetInfo& dataset, const std::vector<std::string>& fields, const std::string& table) {
    const DatasetColumn* date = dataset.by_role("date");
    std::string select = day_sql(*date) + " AS " + duck::quote_name(date->field), keys = "1";
    int position = 1;
    for (const std::string& f : fields) {
        select += ", " + duck::quote_name(f);
        keys += ", " + std::to_string(++position);
    }
    for (const DatasetColumn& c : dataset.columns) {
        if (!is_measure_role(c.role)) continue;
        const std::string name = duck::quote_name(c.field), sum = "sum(" + name + ")";
        if (c.type == FieldType::integer)
            select += ", CAST(" + sum + " AS BIGINT)";
        else if (c.type == FieldType::decimal && c.scale >= 0)
            select += ", CAST(" + sum + " AS DECIMAL(18, " + std::to_string(c.scale) + "))";
        else
            select += ", " + sum;
        select += " AS " + name;
    }
    return "CREATE TABLE " + duck::quote_name(table) + " AS SELECT " + select + ", count(*) AS row_count FROM " +
           duck::quote_name(dataset.facts_table) + " GROUP BY " + keys + " ORDER BY 1";
}

} // namespace plumbline::warehouse
