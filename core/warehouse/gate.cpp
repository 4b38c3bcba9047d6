// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/warehouse/gate.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "core/base/error.h"

namespace plumbline::warehouse {

namespace {

using nlohmann::json;

constexpr size_t most_passed = 2'000; // statements kept as read; a few kilobytes each

[[noreturn]] void refuse(const std::string& why) { throw Error(ErrorCode::policy_refused, {{"detail", why}}); }

/// Functions that read nothing but their arguments. Operators are functions, too, in DuckDB's tree.
const std::set<std::string, std::less<>>& functions() {
    static const std::set<std::string, std::less<>> list{"+",
                                                         "-",
                                                         "*",
                                                         "/",
                                                         "//",
                                                         "%",
                                                         "||",
                                                         "~~",
                                                         "!~~",
                                                         "abs",
                                                         "avg",
                                                         "any_value",
                                                         "arg_max",
                                                         "arg_min",
                                                         "cast",
                                                         "ceil",
                                                         "coalesce",
                                                         "concat",
                                                         "corr",
                                                         "count",
                                                         "count_if",
                                                         "count_star",
                                                         "date_diff",
                                                         "date_part",
                                                         "date_trunc",
                                                         "day",
                                                         "dayofweek",
                                                         "enum_code",
                                                         "epoch",
                                                         "exp",
                                                         "floor",
                                                         "first",
                                                         "greatest",
                                                         "hash",
                                                         "ifnull",
                                                         "isfinite",
                                                         "isnan",
                                                         "isodow",
                                                         "isoyear",
                                                         "last",
                                                         "least",
                                                         "length",
                                                         "ln",
                                                         "lower",
                                                         "max",
                                                         "max_by",
                                                         "mean",
                                                         "median",
                                                         "min",
                                                         "min_by",
                                                         "mod",
                                                         "month",
                                                         "nullif",
                                                         "pow",
                                                         "power",
                                                         "quantile_cont",
                                                         "rank",
                                                         "round",
                                                         "row_number",
                                                         "sign",
                                                         "sqrt",
                                                         "starts_with",
                                                         "stddev",
                                                         "stddev_pop",
                                                         "stddev_samp",
                                                         "substr",
                                                         "substring",
                                                         "sum",
                                                         "sum_no_overflow",
                                                         "trim",
                                                         "trunc",
                                                         "typeof",
                                                         "upper",
                                                         "var_pop",
                                                         "var_samp",
                                                         "variance",
                                                         "week",
                                                         "year",
                                                         "approx_count_distinct",
                                                         "to_days",
                                                         "to_months",
                                                         "to_years",
                                                         "to_weeks",
                                                         "struct_pack",
                                                         "list_value",
                                                         "bit_count",
                                                         "regr_slope",
                                                         "approx_quantile",
                                                         "bit_xor",
                                                         "mad",
                                                         "mode",
                                                         "quantile",
                                                         "quantile_disc",
                                                         "skewness",
                                                         "kurtosis",
                                                         "fsum",
                                                         "make_date",
                                                         "quarter",
                                                         "strftime",
                                                         "bool_and",
                                                         "bool_or",
                                                         "lag",
                                                         "lead",
                                                         "row",
                                                         "xor"};
    return list;
}

class Reader {
public:
    explicit Reader(const std::set<std::string>& tables) : m_tables(tables) {}

    void statements(const json& tree) {
        if (tree.value("error", true)) refuse("only a single SELECT is run");
        const json& list = tree.at("statements");
        if (!list.is_array() || list.size() != 1) refuse("only one statement is run");
        names(list);
        walk(list, 0);
    }

private:
    const std::set<std::string>& m_tables;
    std::set<std::string> m_named; ///< by WITH

    void names(const json& j) {
        if (j.is_object()) {
            if (const auto at = j.find("cte_map"); at != j.end() && at->is_object() && at->contains("map"))
                for (const json& entry : at->at("map"))
                    if (entry.contains("key") && entry.at("key").is_string()) m_named.insert(entry.at("key").get<std::string>());
            for (const auto& [key, value] : j.items()) names(value);
        } else if (j.is_array()) {
            for (const json& x : j) names(x);
        }
    }

    void walk(const json& j, int depth) {
        if (depth > 200) refuse("the statement is too deep");
        if (j.is_array()) {
            for (const json& x : j) walk(x, depth + 1);
            return;
        }
        if (!j.is_object()) return;
        const auto text = [&](const char* name) {
            const auto at = j.find(name);
            return at != j.end() && at->is_string() ? at->get<std::string>() : std::string();
        };
        const std::string type = text("type");
        static const std::set<std::string, std::less<>> refused{
            "TABLE_FUNCTION", "SHOW_REF", "COLUMN_DATA", "PIVOT", "DELIM_GET", "RECURSIVE_CTE_NODE", "POSITIONAL_REFERENCE"};
        if (refused.contains(type)) refuse("a " + type + " is not read");
        if (type == "BASE_TABLE") {
            const std::string table = text("table_name"), schema = text("schema_name");
            const bool named = schema.empty() && m_named.contains(table);
            if (!named && (!m_tables.contains(table) || (!schema.empty() && schema != "main") || !text("catalog_name").empty()))
                refuse("there is no table " + table + " for questions");
        }
        if (const std::string function = text("function_name"); !function.empty()) {
            if (!functions().contains(function)) refuse("the function " + function + " is not on the list");
            if (const std::string schema = text("schema"); !schema.empty() && schema != "main")
                refuse("functions of a schema are not run");
        }
        for (const auto& [key, value] : j.items()) walk(value, depth + 1);
    }
};

/// Passes a stop on, and makes one when the time is over.
class Timer {
public:
    Timer(std::stop_token outer, std::chrono::milliseconds limit)
        : m_passed_on(outer, [this] { m_stop.request_stop(); }), m_thread([this, limit](std::stop_token ended) {
              std::unique_lock lock(m_mutex);
              if (!m_wake.wait_for(lock, ended, limit, [] { return false; }) && !ended.stop_requested()) {
                  m_expired = true;
                  m_stop.request_stop();
              }
          }) {}
    std::stop_token token() const { return m_stop.get_token(); }
    bool expired() const { return m_expired; }

private:
    std::stop_source m_stop;
    std::atomic<bool> m_expired{false};
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::stop_callback<std::function<void()>> m_passed_on;
    std::jthread m_thread; ///< last: it ends before what it uses
};

} // namespace

GatedEngine::GatedEngine(Engine& engine, std::set<std::string> tables, GateLimits limits)
    : m_engine(engine), m_tables(std::move(tables)), m_limits(limits) {}

void GatedEngine::check(const std::string& sql) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_passed.contains(sql)) return;
    }
    json tree;
    try {
        const Table t = m_engine.query("SELECT json_serialize_sql(CAST($1 AS VARCHAR))", {sql});
        if (t.rows() == 1) tree = json::parse(to_text(t.column(0).value(0)), nullptr, false);
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        refuse("the statement cannot be read");
    }
    if (!tree.is_object()) refuse("the statement cannot be read");
    Reader(m_tables).statements(tree);
    const std::lock_guard lock(m_mutex);
    if (m_passed.size() >= most_passed) m_passed.clear();
    m_passed.insert(sql);
}

Table GatedEngine::query(const std::string& sql, const std::vector<Value>& parameters, std::stop_token stop) {
    check(sql);
    Timer timer(stop, m_limits.time);
    try {
        Table t = m_engine.query(sql, parameters, timer.token());
        if (t.rows() > m_limits.rows) refuse("the result has more than " + std::to_string(m_limits.rows) + " rows");
        return t;
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled && timer.expired() && !stop.stop_requested())
            refuse("the statement took longer than " + std::to_string(m_limits.time.count() / 1000) + " s");
        throw;
    }
}

} // namespace plumbline::warehouse
