// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_tables.h"

#include <algorithm>
#include <fstream>

#include "core/base/error.h"

namespace plumbline::ingest {

namespace {

constexpr char joint = '\x1F';
constexpr size_t buffer_bytes = 256 * 1024;

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out.push_back('"');
        out.push_back(c == '\0' ? ' ' : c);
    }
    out.push_back('"');
    return out;
}

std::string cell_of(const JsonNode& node) {
    if (node.kind == JsonNode::Kind::null) return {};
    return node.kind == JsonNode::Kind::text ? in_quotes(node.text) : node.text;
}

std::string dotted(std::string key) {
    std::ranges::replace(key, joint, '.');
    return key;
}

/// How much a column looks like the row's own identifier: 0 not at all.
int id_likeness(std::string_view name) {
    const size_t dot = name.rfind('.');
    const std::string_view leaf = dot == name.npos ? name : name.substr(dot + 1);
    std::string low(leaf);
    for (char& c : low)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    const int top = dot == name.npos ? 1 : 0;
    if (low == "id" || low == "_id" || low == "uuid") return 4 + top;
    if (low.ends_with("_id") || leaf.ends_with("Id") || leaf.ends_with("ID") || low.ends_with("number")) return 1 + top;
    return 0;
}

} // namespace

size_t JsonTables::table(const std::string& path, int parent) {
    if (const auto at = m_by_path.find(path); at != m_by_path.end()) return at->second;
    m_by_path.emplace(path, m_tables.size());
    One& one = m_tables.emplace_back();
    one.path = path;
    one.parent = parent;
    return m_tables.size() - 1;
}

void JsonTables::warn(const std::string& text) {
    if (m_writing || m_warnings.size() >= 20 || std::ranges::find(m_warnings, text) != m_warnings.end()) return;
    m_warnings.push_back(text);
}

size_t JsonTables::column(One& one, const std::string& key) {
    if (const auto at = one.index.find(key); at != one.index.end()) return at->second;
    if (m_writing) throw Error(ErrorCode::file_changed_while_read, {{"file", m_file}});
    if (one.names.size() >= m_limits.columns)
        throw Error(ErrorCode::file_too_many_columns, {{"file", m_file},
                                                       {"columns", "more than " + std::to_string(m_limits.columns)},
                                                       {"limit", std::to_string(m_limits.columns)}});
    const size_t at = one.names.size();
    one.index.emplace(key, at);
    one.keys.push_back(key);
    one.names.push_back(dotted(key));
    one.filled.push_back(0);
    return at;
}

void JsonTables::cell(size_t table, const std::string& key, std::string text) {
    One& one = m_tables[table];
    const size_t at = column(one, key);
    if (one.filled[at]) warn("\"" + one.names[at] + "\" stands more than once in one record; the last value counts.");
    one.filled[at] = 1;
    if (m_writing) one.row[one.first_own + at] = std::move(text);
}

void JsonTables::flatten(size_t table, const std::string& key, const JsonNode& node, Pending& nested) {
    if (node.is_scalar()) return cell(table, key, cell_of(node));
    if (node.kind == JsonNode::Kind::object) {
        for (const auto& [name, item] : node.items) flatten(table, key.empty() ? name : key + joint + name, item, nested);
        return;
    }
    if (node.items.empty()) return;
    const auto is_object = [](const auto& item) { return item.second.kind == JsonNode::Kind::object; };
    if (std::ranges::any_of(node.items, is_object)) {
        std::string path = m_tables[table].path;
        if (!path.empty()) path += '.';
        path += dotted(key);
        if (m_by_path.contains(path) || m_tables.size() < m_limits.tables) {
            if (m_writing && !m_by_path.contains(path)) throw Error(ErrorCode::file_changed_while_read, {{"file", m_file}});
            nested.emplace_back(path, &node);
            return;
        }
        warn("More than " + std::to_string(m_limits.tables) + " nested arrays: the rest stay as text.");
    }
    std::string text;
    for (const auto& [unused, item] : node.items) {
        if (!text.empty()) text += "; ";
        text += item.is_scalar() ? item.text : write_json(item);
    }
    cell(table, key, in_quotes(text));
}

void JsonTables::add(size_t table, const JsonNode& record) {
    Pending nested;
    {
        One& one = m_tables[table];
        std::ranges::fill(one.filled, char(0));
        if (m_writing) std::fill(one.row.begin() + static_cast<std::ptrdiff_t>(one.first_own), one.row.end(), std::string());
        ++(m_writing ? one.rows_seen : one.rows);
    }
    if (record.kind == JsonNode::Kind::object) {
        flatten(table, {}, record, nested);
    } else if (record.kind == JsonNode::Kind::array) {
        for (size_t i = 0; i < record.items.size(); ++i) {
            const JsonNode& item = record.items[i].second;
            cell(table, "column_" + std::to_string(i + 1), item.is_scalar() ? cell_of(item) : in_quotes(write_json(item)));
        }
    } else {
        cell(table, "value", cell_of(record));
    }
    if (m_writing) {
        One& one = m_tables[table];
        if (one.id_column >= 0) one.id = one.row[one.first_own + static_cast<size_t>(one.id_column)];
        write_row(one);
    }
    for (const auto& [path, array] : nested) {
        const size_t child = this->table(path, static_cast<int>(table));
        for (const auto& [unused, item] : array->items) {
            if (m_writing) {
                One& own = m_tables[child];
                const One& parent = m_tables[table];
                own.row[0] = std::to_string(parent.rows_seen);
                if (own.first_own > 1) own.row[1] = parent.id;
            }
            add(child, item);
        }
    }
}

void JsonTables::start_writing(const std::filesystem::path& folder) {
    for (One& one : m_tables) {
        int best = 0;
        for (size_t i = 0; i < one.names.size(); ++i)
            if (const int likeness = id_likeness(one.names[i]); likeness > best) {
                best = likeness;
                one.id_column = static_cast<int>(i);
            }
    }
    for (size_t t = 0; t < m_tables.size(); ++t) {
        One& one = m_tables[t];
        if (one.parent >= 0) {
            const One& parent = m_tables[static_cast<size_t>(one.parent)];
            one.first_own = parent.id_column >= 0 ? 2 : 1;
            if (parent.id_column >= 0)
                one.names.insert(one.names.begin(), "_parent." + parent.names[static_cast<size_t>(parent.id_column)]);
            one.names.insert(one.names.begin(), "_parent");
        }
        std::unordered_map<std::string, int> taken;
        for (std::string& name : one.names) {
            if (name.empty()) name = "value";
            std::string unique = name;
            for (int n = 2; taken.contains(unique); ++n) unique = name + "_" + std::to_string(n);
            name = unique;
            taken.emplace(name, 1);
        }
        one.row.resize(one.names.size());
        std::string stem;
        for (const char c : one.path.substr(0, 80)) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            stem.push_back(plain ? c : '_');
        }
        one.file = folder / ((stem.empty() ? "main" : stem) + "-" + std::to_string(t) + ".csv");
        std::ofstream(one.file, std::ios::binary | std::ios::trunc);
        for (size_t i = 0; i < one.names.size(); ++i) one.buffer += (i ? "," : "") + in_quotes(one.names[i]);
        one.buffer += '\n';
        flush(one);
    }
    m_writing = true;
}

void JsonTables::write_row(One& one) {
    for (size_t i = 0; i < one.row.size(); ++i) {
        if (i) one.buffer.push_back(',');
        one.buffer += one.row[i];
    }
    // A line of one empty cell would be a blank line, which readers skip.
    if (one.row.size() == 1 && one.row[0].empty()) one.buffer += "\"\"";
    one.buffer.push_back('\n');
    if (one.buffer.size() >= buffer_bytes) flush(one);
}

void JsonTables::flush(One& one) {
    // Opened anew each time: a hundred tables do not hold a hundred files open.
    std::ofstream out(one.file, std::ios::binary | std::ios::app);
    out.write(one.buffer.data(), static_cast<std::streamsize>(one.buffer.size()));
    out.close();
    if (!out)
        throw Error(ErrorCode::write_failed,
                    {{"path", one.file.string()}, {"detail", "the temporary folder is full or read-only"}});
    one.buffer.clear();
}

void JsonTables::finish_writing() {
    for (One& one : m_tables) {
        flush(one);
        if (one.rows != one.rows_seen) throw Error(ErrorCode::file_changed_while_read, {{"file", m_file}});
    }
}

JsonTable JsonTables::describe(size_t table) const {
    const One& one = m_tables[table];
    JsonTable out;
    out.path = one.path;
    out.file = one.file;
    out.rows = one.rows;
    out.columns = one.names;
    out.child = one.parent >= 0;
    if (out.child) out.parent = m_tables[static_cast<size_t>(one.parent)].path;
    return out;
}

} // namespace plumbline::ingest
