// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <duckdb.h>

#include "core/store/duck.h"

namespace plumbline::duck {

struct Connection::Impl {
    duckdb_connection handle = nullptr;
    std::shared_ptr<void> database; // keeps the instance alive
};

/// Registers `source` as the table function name(); see duck_source.cpp.
void register_source(duckdb_connection connection, const std::string& name, RowSource& source);

} // namespace plumbline::duck
