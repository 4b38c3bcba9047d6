// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>

namespace plumbline::store {

/// Versions of the libraries that run now, "1.4.4" and "3.40.1".
std::string duckdb_version();
std::string sqlite_version();

} // namespace plumbline::store
