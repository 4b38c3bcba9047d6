// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <string>
#include <vector>

#include "core/table/table.h"

namespace plumbline {

/// Where facts are asked for. Embedded DuckDB is the default; remote engines stand behind the same interface. Thread-safe.
class Engine {
public:
    virtual ~Engine() = default;
    /// Runs one SELECT in DuckDB's dialect with positional parameters ($1 …). Throws Error{query_failed, cancelled}.
    virtual Table query(const std::string& sql, const std::vector<Value>& parameters = {}, std::stop_token stop = {}) = 0;
};

} // namespace plumbline
