// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <mutex>
#include <set>
#include <string>

#include "core/warehouse/engine.h"

namespace plumbline::warehouse {

/// What a statement may come to.
struct GateLimits {
    std::chrono::milliseconds time{5'000}; ///< then it is interrupted
    size_t rows = 2'000'000;               ///< more are an error: a cut result would be a wrong number
};

/// An engine that passes on only what reads: one statement, a SELECT by DuckDB's own parser, over the tables it was given and
/// with functions of a list. Everything else throws Error{policy_refused} before it is run: a second statement, PRAGMA, EXPLAIN,
/// COPY, ATTACH, SET, table functions, other tables, other functions. Thread-safe; a statement that passed once is not parsed
/// again.
class GatedEngine : public Engine {
public:
    GatedEngine(Engine& engine, std::set<std::string> tables, GateLimits limits = {});
    Table query(const std::string& sql, const std::vector<Value>& parameters = {}, std::stop_token stop = {}) override;

private:
    Engine& m_engine;
    std::set<std::string> m_tables;
    GateLimits m_limits;
    std::mutex m_mutex;
    std::set<std::string> m_passed;
    void check(const std::string& sql);
};

} // namespace plumbline::warehouse
