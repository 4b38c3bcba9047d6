// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/versions.h"

#include <duckdb.h>
#include <sqlite3.h>

namespace plumbline::store {

std::string duckdb_version() {
    const std::string text = duckdb_library_version();
    return text.starts_with('v') ? text.substr(1) : text;
}

std::string sqlite_version() { return sqlite3_libversion(); }

} // namespace plumbline::store
