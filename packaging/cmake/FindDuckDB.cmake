# SPDX-License-Identifier: GPL-3.0-or-later
# DuckDB's C library: a system one where it is found, else the pinned one that packaging/fetch_duckdb.sh put into the cache.
if(DEFINED ENV{PLUMBLINE_DUCKDB_DIR})
    set(_duckdb_cache $ENV{PLUMBLINE_DUCKDB_DIR})
elseif(DEFINED ENV{XDG_CACHE_HOME})
    set(_duckdb_cache $ENV{XDG_CACHE_HOME}/plumbline/duckdb-1.4.4)
else()
    set(_duckdb_cache $ENV{HOME}/.cache/plumbline/duckdb-1.4.4)
endif()
find_path(DuckDB_INCLUDE_DIR duckdb.h HINTS ${_duckdb_cache}/include)
find_library(DuckDB_LIBRARY duckdb HINTS ${_duckdb_cache}/lib)
if(DuckDB_INCLUDE_DIR)
    file(STRINGS ${DuckDB_INCLUDE_DIR}/duckdb.h _duckdb_stable REGEX "DUCKDB_API_1_4|duckdb_table_function_set_init")
    set(DuckDB_VERSION 1.4)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR VERSION_VAR DuckDB_VERSION
    REASON_FAILURE_MESSAGE "Run packaging/install_deps.sh, which fetches the pinned DuckDB and checks its SHA-256.")
if(DuckDB_FOUND AND NOT TARGET DuckDB::DuckDB)
    add_library(DuckDB::DuckDB SHARED IMPORTED)
    set_target_properties(DuckDB::DuckDB PROPERTIES IMPORTED_LOCATION ${DuckDB_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${DuckDB_INCLUDE_DIR})
endif()
