// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/ingest/json_tables.h"
#include "core/ingest/kind.h"

namespace plumbline::ingest {

namespace fs = std::filesystem;

namespace {

/// Longer arrays of scalars at the level of the document are rows of their own, not held in memory as a list.
constexpr int64_t longest_list = 200000;

/// Names under which services put the rows of an answer: an empty array there means no rows.
const std::set<std::string, std::less<>> row_names{"data",     "rows",    "items", "results", "records", "value",    "values",
                                                   "elements", "entries", "list",  "reports", "orders",  "campaigns"};

/// What an array at the level of the document holds.
struct ArrayShape {
    int64_t objects = 0, arrays = 0, scalars = 0;
    bool is_table() const { return objects + arrays > 0 || scalars > longest_list; }
};

class JsonReader {
public:
    JsonReader(const fs::path& file, const JsonLimits& limits, Progress& progress, std::stop_token stop)
        : m_path(file), m_limits(limits), m_progress(progress), m_stop(std::move(stop)),
          m_tables(file.filename().string(), limits) {
        std::error_code ignored;
        m_size = std::max<uint64_t>(1, fs::file_size(file, ignored));
    }

    JsonResult read(const std::string& object_path, const fs::path& folder) {
        m_result.lines = detect_kind(m_path) == FileKind::ndjson;
        pass();
        if (m_series) as_series();
        fix_order();
        check_rows();
        m_tables.start_writing(folder);
        m_writing = true;
        pass();
        m_tables.finish_writing();
        choose(object_path);
        for (const std::string& w : m_tables.warnings()) m_result.warnings.push_back(w);
        if (m_non_finite) m_result.warnings.push_back("NaN and Infinity were read as missing values.");
        return std::move(m_result);
    }

private:
    void pass() {
        JsonStream stream(m_path, m_limits);
        m_root = JsonNode();
        m_root.kind = JsonNode::Kind::object;
        if (m_result.lines) return read_lines(stream);
        if (m_sequence) return read_sequence(stream);
        const int first = stream.peek_solid();
        if (first < 0) throw Error(ErrorCode::file_empty, {{"file", name()}});
        if (first == '[') {
            m_main = static_cast<int>(m_tables.table(""));
            stream.take();
            elements(stream, [&](const JsonNode& node) { m_tables.add(static_cast<size_t>(m_main), node); });
        } else if (first == '{') {
            members(stream, {}, 1, m_root);
        } else {
            stream.fail("it is neither an object nor an array", stream.line());
        }
        const int more = stream.peek_solid();
        if (more < 0) return finish_root();
        // Objects one behind the other, without an array round them.
        if (first == '{' && (more == '{' || more == ',') && !m_writing) {
            m_tables = JsonTables(name(), m_limits);
            m_arrays.clear();
            m_sequence = true;
            return pass();
        }
        stream.fail("there is more after the end of the document", stream.line());
    }

    void read_sequence(JsonStream& stream) {
        m_main = static_cast<int>(m_tables.table(""));
        std::string text;
        while (stream.peek_solid() >= 0) {
            if (stream.peek() == ',') stream.take();
            if (stream.peek_solid() < 0) break;
            m_tables.add(static_cast<size_t>(m_main), parsed(stream, text));
        }
    }

    void read_lines(JsonStream& stream) {
        m_main = static_cast<int>(m_tables.table(""));
        std::string text;
        JsonNode node;
        JsonProblem problem;
        for (int64_t line = stream.line(); stream.cut_line(text); line = stream.line()) {
            tick(stream);
            if (text.find_first_not_of(" \t") == text.npos) continue;
            const bool good = parse_json(text, m_limits.depth, node, problem);
            m_non_finite |= good && problem.non_finite;
            if (good && node.kind == JsonNode::Kind::object)
                m_tables.add(static_cast<size_t>(m_main), node);
            else if (!m_writing)
                reject(line, good ? "not an object" : "not valid JSON: " + problem.detail, text);
        }
        if (m_tables.rows(static_cast<size_t>(m_main)) == 0 && m_result.rejected_rows > 0) {
            const Reject& first = m_result.rejects.front();
            stream.fail(first.reason, first.line);
        }
    }

    void reject(int64_t line, std::string reason, const std::string& text) {
        ++m_result.rejected_rows;
        if (m_result.rejects.size() >= m_limits.rejects) return;
        std::string start = text.substr(0, 400);
        while (!start.empty() && start.size() < text.size() && (text[start.size()] & 0xC0) == 0x80) start.pop_back();
        m_result.rejects.push_back({line, std::move(reason), std::move(start)});
    }

    JsonNode parsed(JsonStream& stream, std::string& text) {
        tick(stream);
        stream.peek_solid();
        const int64_t line = stream.line();
        stream.cut_value(text);
        JsonNode node;
        JsonProblem problem;
        if (!parse_json(text, m_limits.depth, node, problem)) {
            const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(problem.at, text.size()));
            stream.fail(problem.detail, line + std::count(text.begin(), end, '\n'));
        }
        m_non_finite |= problem.non_finite;
        return node;
    }

    /// Elements of an array whose bracket was taken.
    void elements(JsonStream& stream, const std::function<void(const JsonNode&)>& each) {
        std::string text;
        if (stream.peek_solid() == ']') {
            stream.take();
            return;
        }
        for (;;) {
            each(parsed(stream, text));
            if (stream.peek_solid() == ']') break;
            stream.expect(',');
        }
        stream.take();
    }

    /// Members of an object at the level of the document: arrays are streamed, the rest is kept in `into`.
    void members(JsonStream& stream, const std::string& path, size_t depth, JsonNode& into) {
        if (depth > m_limits.depth)
            stream.fail("values are nested deeper than " + std::to_string(m_limits.depth) + " levels", stream.line());
        stream.expect('{');
        std::string text;
        if (stream.peek_solid() == '}') {
            stream.take();
            return;
        }
        for (;;) {
            if (stream.peek_solid() != '"') stream.fail("a name in quotes is missing", stream.line());
            const std::string key = parsed(stream, text).text;
            stream.expect(':');
            const std::string here = path.empty() ? key : path + "." + key;
            const int next = stream.peek_solid();
            if (into.items.size() > m_limits.columns)
                throw Error(ErrorCode::file_too_many_columns, {{"file", name()},
                                                               {"columns", "more than " + std::to_string(m_limits.columns)},
                                                               {"limit", std::to_string(m_limits.columns)}});
            if (next == '{') {
                JsonNode inner;
                inner.kind = JsonNode::Kind::object;
                members(stream, here, depth + 1, inner);
                into.items.emplace_back(key, std::move(inner));
            } else if (next == '[') {
                stream.take();
                array(stream, key, here, into);
            } else {
                into.items.emplace_back(key, parsed(stream, text));
            }
            if (stream.peek_solid() == '}') break;
            stream.expect(',');
        }
        stream.take();
    }

    void array(JsonStream& stream, const std::string& key, const std::string& path, JsonNode& into) {
        JsonNode list;
        list.kind = JsonNode::Kind::array;
        if (m_writing) {
            const bool table = m_arrays.at(path).is_table();
            const size_t at = table ? m_tables.table(path) : 0;
            elements(stream, [&](const JsonNode& node) {
                if (table)
                    m_tables.add(at, node);
                else
                    list.items.emplace_back(std::string(), node);
            });
            if (!table) into.items.emplace_back(key, std::move(list));
            return;
        }
        ArrayShape& shape = m_arrays[path];
        elements(stream, [&](const JsonNode& node) {
            ++(node.kind == JsonNode::Kind::object  ? shape.objects
               : node.kind == JsonNode::Kind::array ? shape.arrays
                                                    : shape.scalars);
            const bool table = shape.is_table();
            if (table) {
                const size_t at = m_tables.table(path);
                for (const auto& [unused, earlier] : list.items) m_tables.add(at, earlier);
                list.items.clear();
                m_tables.add(at, node);
            } else {
                list.items.emplace_back(std::string(), node);
            }
        });
        if (!shape.is_table()) into.items.emplace_back(key, std::move(list));
    }

    /// The document's own fields: a table of one row.
    void finish_root() {
        if (m_root.items.empty()) return;
        if (!m_writing) m_series = is_series();
        if (m_series) {
            if (m_writing) as_series();
            return;
        }
        m_tables.add(m_tables.table(""), m_root);
    }

    /// {"day":[…],"cost":[…]}: equally long lists of scalars and nothing else are columns.
    bool is_series() const {
        if (m_root.items.size() < 2) return false;
        const size_t length = m_root.items.front().second.items.size();
        return length >= 2 && std::ranges::all_of(m_root.items, [&](const auto& item) {
                   return item.second.kind == JsonNode::Kind::array && item.second.items.size() == length;
               });
    }

    void as_series() {
        const size_t at = m_tables.table("");
        for (size_t i = 0; i < m_root.items.front().second.items.size(); ++i) {
            JsonNode row;
            row.kind = JsonNode::Kind::object;
            for (const auto& [key, list] : m_root.items) row.items.emplace_back(key, list.items[i].second);
            m_tables.add(at, row);
        }
    }

    void check_rows() const {
        bool any = false;
        for (size_t t = 0; t < m_tables.size(); ++t) any |= m_tables.rows(t) > 0 && m_tables.has_columns(t);
        bool empty_rows = false, other_rows = false;
        for (const auto& [path, shape] : m_arrays) {
            const size_t dot = path.rfind('.');
            empty_rows |= shape.objects + shape.arrays + shape.scalars == 0 &&
                          row_names.contains(dot == path.npos ? path : path.substr(dot + 1));
            other_rows |= shape.is_table();
        }
        if (!any || (empty_rows && !other_rows)) throw Error(ErrorCode::file_no_rows, {{"file", name()}});
    }

    /// The main table first: that of the document, else its largest array; children behind their parents; the document's own
    /// fields last.
    void fix_order() {
        m_order.clear();
        std::vector<size_t> tops;
        std::vector<std::vector<size_t>> children(m_tables.size());
        std::vector<std::string> paths;
        for (size_t t = 0; t < m_tables.size(); ++t) paths.push_back(m_tables.describe(t).path);
        for (size_t t = 0; t < m_tables.size(); ++t) {
            const JsonTable table = m_tables.describe(t);
            if (!table.child)
                tops.push_back(t);
            else
                children[static_cast<size_t>(std::ranges::find(paths, table.parent) - paths.begin())].push_back(t);
        }
        const bool document = !m_arrays.empty() && !m_series;
        std::ranges::stable_sort(tops, [&](size_t a, size_t b) {
            const bool a_own = document && paths[a].empty(), b_own = document && paths[b].empty();
            return a_own != b_own ? b_own : m_tables.rows(a) > m_tables.rows(b);
        });
        const std::function<void(size_t)> put = [&](size_t t) {
            if (m_tables.has_columns(t)) m_order.push_back(t);
            for (const size_t c : children[t]) put(c);
        };
        for (const size_t t : tops) put(t);
    }

    void choose(const std::string& wanted) {
        std::string known;
        for (const size_t t : m_order) {
            JsonTable table = m_tables.describe(t);
            known += (known.empty() ? "" : ", ") + (table.path.empty() ? "(the document)" : table.path);
            if (wanted.empty() || table.path == wanted || table.path.starts_with(wanted + "."))
                m_result.tables.push_back(std::move(table));
        }
        if (m_result.tables.empty())
            throw Error(ErrorCode::sheet_unknown, {{"file", name()}, {"value", wanted}, {"options", known}});
    }

    void tick(const JsonStream& stream) {
        if (++m_ticks % 256 != 0) return;
        throw_if_stopped(m_stop);
        const double part = std::min(1.0, static_cast<double>(stream.bytes_read()) / static_cast<double>(m_size));
        m_progress.step(0.5 * part + (m_writing ? 0.5 : 0), "unpack");
    }

    std::string name() const { return m_path.filename().string(); }

    fs::path m_path;
    JsonLimits m_limits;
    Progress& m_progress;
    std::stop_token m_stop;
    JsonTables m_tables;
    JsonResult m_result;
    JsonNode m_root;                            ///< the document's own fields
    std::map<std::string, ArrayShape> m_arrays; ///< at the level of the document, by path
    std::vector<size_t> m_order;
    int m_main = -1;
    uint64_t m_size = 1;
    uint64_t m_ticks = 0;
    bool m_writing = false, m_sequence = false, m_series = false, m_non_finite = false;
};

} // namespace

JsonResult json_to_csv(const fs::path& file, const std::string& object_path, const fs::path& out_dir, const JsonLimits& limits,
                       Progress& progress, std::stop_token stop) {
    throw_if_stopped(stop);
    return JsonReader(file, limits, progress, std::move(stop)).read(object_path, out_dir);
}

} // namespace plumbline::ingest
