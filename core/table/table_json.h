// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <nlohmann/json.hpp>

#include "core/table/table.h"

namespace plumbline {

/// One cell as JSON: dates as ISO strings, null where missing or not finite.
nlohmann::json to_json(const Value& v);
/// {"columns":[{"name","unit"}], "rows":[[…]]}, as on the command line.
nlohmann::json to_json(const Table& table);

} // namespace plumbline
