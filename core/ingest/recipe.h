// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/ingest/import.h"
#include "core/ingest/reading.h"
#include "core/table/table.h"

namespace plumbline::ingest {

/// What the user decided about a kind of file, kept as YAML and applied to the next file of that kind.
struct Recipe {
    std::string pattern;            ///< of the file name: * ? [a-z], case-insensitive; empty: any
    std::vector<std::string> shape; ///< header names in any order; empty: any
    ReadOptions options;
    std::string dataset;          ///< empty: the file's stem
    std::string mode;             ///< "replace", "append", "upsert"; empty: as asked
    std::vector<std::string> key; ///< upsert: columns
    std::vector<std::pair<std::string, std::string>> roles, kinds, units, renames; ///< by column name, in the order written
    std::string query; ///< one SELECT over the table `input`, with parameters $name; empty: none
    std::vector<std::pair<std::string, Value>> parameters;

    /// Roles, kinds, units and renames as choices, one a column.
    std::vector<ColumnChoice> choices() const;
};

/// Throws Error{recipe_invalid} naming the line of an unknown or repeated key, a wrong type, an unknown role, unit or mode, a
/// parameter that the query lacks or that lacks a value.
Recipe read_recipe(const std::filesystem::path& file);
/// The same from text; `name` stands for the file in errors.
Recipe parse_recipe(const std::string& yaml, const std::string& name);
std::string to_yaml(const Recipe& recipe);
/// Written whole or not at all. Throws Error{write_failed}.
void write_recipe(const Recipe& recipe, const std::filesystem::path& file);

/// Whether a file is of the recipe's kind: its name fits the pattern, and its header holds exactly the names of the shape. False
/// for a recipe with neither.
bool matches(const Recipe& recipe, std::string_view file_name, const std::vector<std::string>& header);

} // namespace plumbline::ingest
