// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/ingest/json.h"
#include "core/ingest/json_tree.h"

namespace plumbline::ingest {

/// The tables that the records of a JSON file make. First every record is `add`ed to learn the columns, then `start_writing`,
/// then every record is added again and written.
class JsonTables {
public:
    JsonTables(std::string file_name, const JsonLimits& limits) : m_file(std::move(file_name)), m_limits(limits) {}

    /// Index of the table of an array; made at first sight.
    size_t table(const std::string& path, int parent = -1);
    /// One record: an object, or a scalar or array where the elements are no objects.
    void add(size_t table, const JsonNode& record);
    void start_writing(const std::filesystem::path& folder);
    void finish_writing();

    size_t size() const { return m_tables.size(); }
    int64_t rows(size_t table) const { return m_tables[table].rows; }
    bool has_columns(size_t table) const { return !m_tables[table].names.empty(); }
    JsonTable describe(size_t table) const;
    const std::vector<std::string>& warnings() const { return m_warnings; }

private:
    struct One {
        std::string path;
        int parent = -1;
        int64_t rows = 0, rows_seen = 0;
        std::vector<std::string> keys, names; ///< key: members joined by U+001F; name: by a dot, unique
        std::unordered_map<std::string, size_t> index;
        int id_column = -1; ///< of this table, repeated in its children
        std::string id;     ///< of the row at hand, as a cell
        std::vector<std::string> row;
        std::vector<char> filled;
        std::filesystem::path file;
        std::string buffer;
        size_t first_own = 0; ///< columns before this one come from the parent
    };
    using Pending = std::vector<std::pair<std::string, const JsonNode*>>;

    size_t column(One& one, const std::string& key);
    void cell(size_t table, const std::string& key, std::string text);
    void flatten(size_t table, const std::string& key, const JsonNode& node, Pending& nested);
    void write_row(One& one);
    void flush(One& one);
    void warn(const std::string& text);

    std::string m_file;
    JsonLimits m_limits;
    std::vector<One> m_tables;
    std::unordered_map<std::string, size_t> m_by_path;
    bool m_writing = false;
    std::vector<std::string> m_warnings;
};

} // namespace plumbline::ingest
