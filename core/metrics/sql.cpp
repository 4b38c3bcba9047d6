// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/sql.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "core/base/calendar.h"
#include "core/store/duck.h"
#include "core/warehouse/rollup.h"

namespace plumbline::metrics {

namespace {

bool kept(const DatasetInfo& dataset, const DatasetColumn& column) {
    return !dataset.rollup_table.empty() && std::ranges::find(dataset.rollup_fields, column.field) != dataset.rollup_fields.end();
}

std::string as_text(const DatasetColumn& column) { return "CAST(" + duck::quote_name(column.field) + " AS VARCHAR)"; }

/// For comparing with text: ENUM and VARCHAR as they are (four times faster than casting each row).
std::string comparable(const DatasetColumn& column) {
    return column.type == FieldType::text ? duck::quote_name(column.field) : as_text(column);
}

/// "(x IN ($1, $2) OR x IS NULL)"; the values go to the end of `parameters`.
std::string condition(const PlanFilter& filter, std::vector<Value>& parameters) {
    const std::string name = duck::quote_name(filter.column->field), x = comparable(*filter.column);
    const std::string is_missing = "(" + name + " IS NULL OR " + x + " = '')",
                      is_present = "(" + name + " IS NOT NULL AND " + x + " <> '')";
    std::string in;
    if (!filter.values.empty()) {
        in = x + (filter.exclude ? " NOT IN (" : " IN (");
        for (size_t i = 0; i < filter.values.size(); ++i) {
            parameters.emplace_back(filter.values[i]);
            in += (i ? ", $" : "$") + std::to_string(parameters.size());
        }
        in += ")";
        if (filter.values.size() == 1)
            in = x + (filter.exclude ? " <> $" : " = $") + std::to_string(parameters.size()); // half the time of a list of one
    }
    if (in.empty()) return filter.exclude ? is_present : is_missing;
    if (filter.exclude) return filter.missing ? "(" + in + " AND " + is_present + ")" : "(" + in + " OR " + name + " IS NULL)";
    return filter.missing ? "(" + in + " OR " + is_missing + ")" : in;
}

std::string period_sql(const std::string& day, Grain grain) {
    if (grain == Grain::day) return day;
    // date_trunc() begins weeks on Monday and years in January: days are moved to there and back.
    const Calendar c = calendar();
    int days = 0, months = 0;
    if (grain == Grain::week) days = (8 - c.first_weekday) % 7;
    if (grain == Grain::quarter) months = -static_cast<int>((c.fiscal_month - 1) % 3);
    if (grain == Grain::year) months = -static_cast<int>(c.fiscal_month - 1);
    const auto moved = [](const std::string& what, int n, const char* unit) {
        return n == 0 ? what : "(" + what + (n < 0 ? " - INTERVAL " : " + INTERVAL ") + std::to_string(std::abs(n)) + unit + ")";
    };
    const std::string from = moved(moved(day, days, " DAY"), months, " MONTH");
    const std::string start = "date_trunc('" + std::string(grain_id(grain)) + "', " + from + ")";
    return moved(moved(start, -days, " DAY"), -months, " MONTH");
}

std::string one_scan(const Plan& plan, int number, const std::optional<DateRange>& days,
                     const std::vector<std::string>& conditions) {
    const DatasetInfo& dataset = *plan.dataset;
    const std::string day = !plan.date       ? ""
                            : plan.on_rollup ? duck::quote_name(plan.date->field)
                                             : warehouse::day_sql(*plan.date);
    std::string select = "SELECT " + std::to_string(number) + " AS scan", keys;
    const auto key = [&](const std::string& expression) { keys += (keys.empty() ? "" : ", ") + expression; };
    if (plan.grain) {
        const std::string period = period_sql(day, *plan.grain);
        select += ", CAST(" + period + " AS DATE) AS period";
        key(period);
    }
    for (size_t d = 0; d < plan.by.size(); ++d) {
        select += ", " + as_text(*plan.by[d]) + " AS d" + std::to_string(d);
        key(duck::quote_name(plan.by[d]->field));
    }
    for (size_t m = 0; m < plan.measures.size(); ++m)
        select += ", sum(" + duck::quote_name(plan.measures[m].field) + ") AS m" + std::to_string(m);
    std::vector<std::string> where = conditions;
    if (days) where.insert(where.begin(), day + " BETWEEN DATE '" + to_iso(days->from) + "' AND DATE '" + to_iso(days->to) + "'");
    std::string sql = select + "\nFROM " + duck::quote_name(plan.on_rollup ? dataset.rollup_table : dataset.facts_table);
    for (size_t i = 0; i < where.size(); ++i) sql += (i ? "\n  AND " : "\nWHERE ") + where[i];
    if (!keys.empty()) sql += "\nGROUP BY " + keys;
    return sql;
}

/// Gives each combination of values a number.
class GroupReader {
public:
    explicit GroupReader(Groups& groups) : m_groups(groups) {
        m_words.resize(groups.dimensions);
        m_numbers.resize(groups.dimensions);
        for (auto& words : m_words) words = std::make_shared<std::vector<std::string>>();
        groups.dictionaries.assign(m_words.begin(), m_words.end());
    }

    uint32_t group(const Table& table, size_t first_column, size_t row) {
        std::string key;
        std::vector<uint32_t> codes;
        for (size_t d = 0; d < m_groups.dimensions; ++d) {
            const Column& column = table.column(first_column + d);
            codes.push_back(column.is_null(row) ? Groups::missing : code(d, column.text(row)));
            key.append(reinterpret_cast<const char*>(&codes.back()), sizeof(uint32_t));
        }
        const auto [at, fresh] = m_known.emplace(std::move(key), static_cast<uint32_t>(m_groups.count));
        if (fresh) {
            ++m_groups.count;
            m_groups.codes.insert(m_groups.codes.end(), codes.begin(), codes.end());
        }
        return at->second;
    }

private:
    uint32_t code(size_t dimension, const std::string& text) {
        const auto [at, fresh] = m_numbers[dimension].emplace(text, static_cast<uint32_t>(m_words[dimension]->size()));
        if (fresh) m_words[dimension]->push_back(text);
        return at->second;
    }

    Groups& m_groups;
    std::vector<std::shared_ptr<std::vector<std::string>>> m_words;
    std::vector<std::unordered_map<std::string, uint32_t>> m_numbers;
    std::unordered_map<std::string, uint32_t> m_known;
};

void read_sum(Sum& sum, const Measure& measure, const Column& column, size_t row) {
    if (column.is_null(row)) return;
    sum.present = true;
    const double number = *column.number(row);
    switch (measure.kind) {
    case SumKind::integer: sum.exact = column.type() == ColumnType::integer ? column.integer(row) : std::llround(number); break;
    case SumKind::decimal: {
        // The Table holds the double nearest to the decimal; its unscaled value is exact below 2^53 (90 trillion with two
        // digits).
        const double unscaled = std::round(number * power_of_ten(measure.scale));
        if (std::abs(unscaled) >= 9.2e18) throw Error(ErrorCode::query_failed, {{"detail", "a sum is too large"}});
        sum.exact = static_cast<int64_t>(unscaled);
        break;
    }
    case SumKind::real: sum.real = number; break;
    }
}

/// Throws where a filter names a value that no row has.
void check_values(const Plan& plan, Engine& engine, CheckedFilters& checked, const std::stop_token& stop) {
    for (const PlanFilter& filter : plan.filters) {
        if (filter.values.empty() || std::ranges::find(checked, filter) != checked.end()) continue;
        const DatasetInfo& dataset = *plan.dataset;
        std::vector<Value> parameters;
        const std::string found_in = condition({filter.column, {}, filter.values, false, false}, parameters);
        const Table table =
            engine.query("SELECT DISTINCT " + as_text(*filter.column) + " FROM " +
                             duck::quote_name(kept(dataset, *filter.column) ? dataset.rollup_table : dataset.facts_table) +
                             " WHERE " + found_in,
                         parameters, stop);
        std::set<std::string> found;
        for (size_t r = 0; r < table.rows(); ++r) found.insert(table.column(0).text(r));
        for (const std::string& value : filter.values)
            if (!found.contains(value)) unknown_value(filter, value, distinct_values(dataset, *filter.column, engine, stop));
        checked.push_back(filter);
    }
}

} // namespace

Statement sums_statement(const Plan& plan) {
    Statement statement;
    std::vector<std::string> conditions;
    for (const PlanFilter& f : plan.filters) conditions.push_back(condition(f, statement.parameters));
    statement.sql = one_scan(plan, 0, plan.scan_asked, conditions);
    if (plan.scan_compared) statement.sql += "\nUNION ALL\n" + one_scan(plan, 1, plan.scan_compared, conditions);
    return statement;
}

Scanned scan_sql(const Plan& plan, Engine& engine, CheckedFilters& checked, std::stop_token stop) {
    check_values(plan, engine, checked, stop);
    Scanned out;
    out.groups.dimensions = plan.by.size();
    out.asked.measures = out.compared.measures = plan.measures.size();
    GroupReader groups(out.groups);
    if (plan.date && !plan.scan_asked) return out; // nothing of the period is in the data
    const Statement statement = sums_statement(plan);
    const Table table = engine.query(statement.sql, statement.parameters, stop);
    const size_t first_dimension = plan.grain ? 2 : 1, first_measure = first_dimension + plan.by.size();
    for (size_t r = 0; r < table.rows(); ++r) {
        Sums& sums = table.column(0).integer(r) == 0 ? out.asked : out.compared;
        if (plan.grain && table.column(1).is_null(r)) continue;
        Sum* row = sums.append(plan.grain ? table.column(1).date(r) : Date{}, groups.group(table, first_dimension, r));
        for (size_t m = 0; m < plan.measures.size(); ++m) read_sum(row[m], plan.measures[m], table.column(first_measure + m), r);
    }
    return out;
}

std::vector<std::string> distinct_values(const DatasetInfo& dataset, const DatasetColumn& column, Engine& engine,
                                         std::stop_token stop) {
    constexpr size_t enough_to_suggest_from = 20'000;
    const Table table =
        engine.query("SELECT " + as_text(column) + " FROM " +
                         duck::quote_name(kept(dataset, column) ? dataset.rollup_table : dataset.facts_table) + " WHERE " +
                         duck::quote_name(column.field) + " IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT " +
                         std::to_string(enough_to_suggest_from),
                     {}, stop);
    std::vector<std::string> out;
    for (size_t r = 0; r < table.rows(); ++r) out.push_back(table.column(0).text(r));
    return out;
}

} // namespace plumbline::metrics
