// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/recipe.h"

#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "core/base/error.h"
#include "core/base/letters.h"

namespace plumbline::ingest {

namespace {

/// A recipe is some dozens of lines; more is some other file.
constexpr size_t most_bytes = 1 << 20;

class Reader {
public:
    explicit Reader(std::string name) : m_name(std::move(name)) {}

    Recipe read(const std::string& text) {
        if (text.size() > most_bytes) fail(0, "it is larger than 1 MiB");
        YAML::Node root;
        try {
            root = YAML::Load(text);
        } catch (const YAML::Exception& e) {
            fail(e.mark.line + 1, e.msg);
        }
        if (!root.IsMap()) fail(1, "it does not hold keys and values");
        Recipe r;
        const std::map<std::string, std::function<void(const YAML::Node&)>> known{
            {"pattern", [&](const YAML::Node& n) { r.pattern = word(n, "pattern"); }},
            {"shape", [&](const YAML::Node& n) { r.shape = words(n, "shape"); }},
            {"options", [&](const YAML::Node& n) { r.options = options(n); }},
            {"dataset", [&](const YAML::Node& n) { r.dataset = word(n, "dataset"); }},
            {"mode",
             [&](const YAML::Node& n) {
                 r.mode = one_of(n, "mode", {"replace", "append", "upsert"});
             }},
            {"key", [&](const YAML::Node& n) { r.key = words(n, "key"); }},
            {"roles", [&](const YAML::Node& n) { r.roles = roles(n); }},
            {"kinds", [&](const YAML::Node& n) { r.kinds = pairs(n, "kinds"); }},
            {"units", [&](const YAML::Node& n) { r.units = units(n); }},
            {"renames", [&](const YAML::Node& n) { r.renames = renames(n); }},
            {"query", [&](const YAML::Node& n) { r.query = word(n, "query"); }},
            {"parameters", [&](const YAML::Node& n) { r.parameters = parameters(n); }}};
        each(root, "a recipe", [&](const std::string& key, const YAML::Node& at, const YAML::Node& value) {
            const auto entry = known.find(key);
            if (entry == known.end()) fail(line(at), "unknown key \"" + key + "\"; known are " + names(known));
            entry->second(value);
        });
        if (r.mode == "upsert" && r.key.empty()) fail(line(root["mode"]), "mode \"upsert\" needs a \"key\"");
        check_query(r, root);
        return r;
    }

private:
    [[noreturn]] void fail(int at, const std::string& what) const {
        ErrorFacts facts{{"file", m_name}, {"detail", at > 0 ? "line " + std::to_string(at) + ": " + what : what}};
        if (at > 0) facts["line"] = std::to_string(at);
        throw Error(ErrorCode::recipe_invalid, facts);
    }

    static int line(const YAML::Node& node) { return node.Mark().line + 1; }

    template <class Map>
    static std::string names(const Map& map) {
        std::string out;
        for (const auto& [name, unused] : map) out += (out.empty() ? "" : ", ") + name;
        return out;
    }

    void each(const YAML::Node& map, const std::string& what,
              const std::function<void(const std::string&, const YAML::Node&, const YAML::Node&)>& use) const {
        if (!map.IsMap()) fail(line(map), what + " must be a list of \"name: value\"");
        std::set<std::string> seen;
        for (const auto& entry : map) {
            const std::string key = word(entry.first, "a name");
            if (!seen.insert(key).second) fail(line(entry.first), "\"" + key + "\" stands twice in " + what);
            use(key, entry.first, entry.second);
        }
    }

    std::string word(const YAML::Node& node, const std::string& what) const {
        if (!node.IsScalar()) fail(line(node), what + " must be a text");
        return node.Scalar();
    }

    std::vector<std::string> words(const YAML::Node& node, const std::string& what) const {
        if (!node.IsSequence()) fail(line(node), what + " must be a list: [a, b]");
        std::vector<std::string> out;
        for (const YAML::Node& item : node) out.push_back(word(item, "an entry of " + what));
        return out;
    }

    std::string one_of(const YAML::Node& node, const std::string& what, const std::vector<std::string>& choices) const {
        std::string value = word(node, what);
        if (std::ranges::find(choices, value) != choices.end()) return value;
        std::string all;
        for (const std::string& c : choices) all += (all.empty() ? "" : ", ") + c;
        fail(line(node), what + " \"" + value + "\" is none of " + all);
    }

    int64_t whole_number(const YAML::Node& node, const std::string& what) const {
        const std::string text = word(node, what);
        int64_t value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (problem != std::errc() || end != text.data() + text.size() || value < 0)
            fail(line(node), what + " must be a whole number from 0 on");
        return value;
    }

    ReadOptions options(const YAML::Node& node) const {
        ReadOptions o;
        const std::map<std::string, std::function<void(const YAML::Node&)>> known{
            {"encoding", [&](const YAML::Node& n) { o.encoding = word(n, "encoding"); }},
            {"delimiter", [&](const YAML::Node& n) { o.delimiter = word(n, "delimiter"); }},
            {"quote", [&](const YAML::Node& n) { o.quote = word(n, "quote"); }},
            {"escape", [&](const YAML::Node& n) { o.escape = word(n, "escape"); }},
            {"decimal",
             [&](const YAML::Node& n) {
                 o.decimal = one_of(n, "decimal", {".", ","});
             }},
            {"thousands", [&](const YAML::Node& n) { o.thousands = word(n, "thousands"); }},
            {"date_order",
             [&](const YAML::Node& n) {
                 o.date_order = one_of(n, "date_order", {"dmy", "mdy", "ymd"});
             }},
            {"skip_head", [&](const YAML::Node& n) { o.skip_head = whole_number(n, "skip_head"); }},
            {"skip_tail", [&](const YAML::Node& n) { o.skip_tail = whole_number(n, "skip_tail"); }},
            {"header_rows",
             [&](const YAML::Node& n) {
                 o.header_rows = static_cast<int>(std::min<int64_t>(100, whole_number(n, "header_rows")));
             }},
            {"sheet", [&](const YAML::Node& n) { o.sheet = word(n, "sheet"); }}};
        each(node, "options", [&](const std::string& key, const YAML::Node& at, const YAML::Node& value) {
            const auto entry = known.find(key);
            if (entry == known.end()) fail(line(at), "unknown option \"" + key + "\"; known are " + names(known));
            entry->second(value);
        });
        return o;
    }

    std::vector<std::pair<std::string, std::string>> pairs(const YAML::Node& node, const std::string& what) const {
        std::vector<std::pair<std::string, std::string>> out;
        each(node, what, [&](const std::string& column, const YAML::Node&, const YAML::Node& value) {
            out.emplace_back(column, word(value, "the entry of \"" + column + "\" in " + what));
        });
        return out;
    }

    std::vector<std::pair<std::string, std::string>> roles(const YAML::Node& node) const {
        each(node, "roles",
             [&](const std::string&, const YAML::Node&, const YAML::Node& value) { one_of(value, "role", column_roles()); });
        return pairs(node, "roles");
    }

    std::vector<std::pair<std::string, std::string>> units(const YAML::Node& node) const {
        each(node, "units", [&](const std::string&, const YAML::Node&, const YAML::Node& value) {
            const std::string unit = word(value, "a unit");
            const bool code = unit.size() == 3 && unit.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == unit.npos;
            if (!code && unit != "count" && unit != "percent" && unit != "ratio" && !unit.empty())
                fail(line(value), "unit \"" + unit + "\" is none of count, percent, ratio, or a currency code such as EUR");
        });
        return pairs(node, "units");
    }

    std::vector<std::pair<std::string, std::string>> renames(const YAML::Node& node) const {
        std::set<std::string> seen;
        each(node, "renames", [&](const std::string&, const YAML::Node&, const YAML::Node& value) {
            const std::string name = word(value, "a new name");
            if (name.empty()) fail(line(value), "a new name is empty");
            if (!seen.insert(name).second) fail(line(value), "two columns would be named \"" + name + "\"");
        });
        return pairs(node, "renames");
    }

    std::vector<std::pair<std::string, Value>> parameters(const YAML::Node& node) const {
        std::vector<std::pair<std::string, Value>> out;
        each(node, "parameters", [&](const std::string& name, const YAML::Node& at, const YAML::Node& value) {
            if (name.empty() ||
                name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != name.npos ||
                (name[0] >= '0' && name[0] <= '9'))
                fail(line(at), "\"" + name + "\" is no name for a parameter: letters, digits and _ only");
            out.emplace_back(name, parameter(value, name));
        });
        return out;
    }

    /// Text in quotes is text; else what it looks like.
    Value parameter(const YAML::Node& node, const std::string& name) const {
        if (node.IsNull()) return std::monostate();
        const std::string text = word(node, "parameter \"" + name + "\"");
        if (node.Tag() == "!") return text;
        if (text == "true" || text == "false") return text == "true";
        const char* end = text.data() + text.size();
        int64_t whole = 0;
        if (const auto [at, problem] = std::from_chars(text.data(), end, whole); problem == std::errc() && at == end)
            return whole;
        double number = 0;
        if (const auto [at, problem] = std::from_chars(text.data(), end, number);
            problem == std::errc() && at == end && number - number == 0)
            return number;
        if (const auto date = parse_iso_date(text)) return *date;
        return text;
    }

    void check_query(const Recipe& r, const YAML::Node& root) const {
        if (r.query.empty()) {
            if (!r.parameters.empty()) fail(line(root["parameters"]), "there are parameters but no query");
            return;
        }
        const int at = line(root["query"]);
        std::set<std::string> used;
        std::string first;
        bool ended = false;
        for (size_t i = 0; i < r.query.size(); ++i) {
            const char c = r.query[i];
            if (c == '\'' || c == '"') {
                i = r.query.find(c, i + 1);
                if (i == std::string::npos) fail(at, "the query has a quote that is not closed");
                continue;
            }
            if (r.query.compare(i, 2, "--") == 0) {
                i = std::min(r.query.find('\n', i), r.query.size());
                continue;
            }
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
            if (ended) fail(at, "the query is more than one statement");
            if (c == ';') {
                ended = true;
                continue;
            }
            if (c == '$') {
                size_t end = i + 1;
                while (end < r.query.size() && (std::isalnum(static_cast<unsigned char>(r.query[end])) || r.query[end] == '_'))
                    ++end;
                used.insert(r.query.substr(i + 1, end - i - 1));
                i = end - 1;
            } else if (first.size() < 6 && std::isalpha(static_cast<unsigned char>(c))) {
                first.push_back(ascii_upper(c));
            }
        }
        if (!first.starts_with("SELECT") && !first.starts_with("WITH") && !first.starts_with("FROM"))
            fail(at, "the query is not a SELECT");
        for (const std::string& name : used)
            if (std::ranges::find(r.parameters, name, &std::pair<std::string, Value>::first) == r.parameters.end())
                fail(at, "the query asks for $" + name + ", which has no value under parameters");
        for (const auto& [name, value] : r.parameters)
            if (!used.contains(name)) fail(line(root["parameters"][name]), "parameter \"" + name + "\" is not in the query");
    }

    std::string m_name;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Shell pattern, case-insensitive; iterative, so that no pattern takes exponential time.
bool fits(std::string_view pattern, std::string_view text) {
    size_t p = 0, t = 0, star = pattern.npos, star_text = 0;
    const auto one = [&](size_t& at) {
        if (pattern[at] == '?') {
            ++at;
            return true;
        }
        const size_t close = pattern[at] == '[' ? pattern.find(']', at + 2) : pattern.npos;
        if (close == pattern.npos) return lower(pattern[at++]) == lower(text[t]);
        size_t i = at + 1;
        const bool negated = pattern[i] == '!' || pattern[i] == '^';
        bool found = false;
        for (i += negated; i < close; ++i) {
            const bool range = i + 2 < close && pattern[i + 1] == '-';
            const char from = lower(pattern[i]), to = lower(pattern[range ? i + 2 : i]);
            found |= from <= lower(text[t]) && lower(text[t]) <= to;
            if (range) i += 2;
        }
        at = close + 1;
        return found != negated;
    };
    while (t < text.size()) {
        size_t next = p;
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            star_text = t;
        } else if (p < pattern.size() && one(next)) {
            p = next;
            ++t;
        } else if (star != pattern.npos) {
            p = star + 1;
            t = ++star_text;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::string trimmed(std::string_view text) {
    const size_t from = text.find_first_not_of(" \t\r\n");
    return from == text.npos ? std::string() : std::string(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
}

} // namespace

std::vector<ColumnChoice> Recipe::choices() const {
    std::vector<ColumnChoice> out;
    const auto at = [&](const std::string& column) -> ColumnChoice& {
        const auto found = std::ranges::find(out, column, &ColumnChoice::column);
        return found != out.end() ? *found : out.emplace_back(ColumnChoice{column, {}, {}, {}, {}});
    };
    for (const auto& [column, role] : roles) at(column).role = role;
    for (const auto& [column, kind] : kinds) at(column).kind = kind;
    for (const auto& [column, unit] : units) at(column).unit = unit;
    for (const auto& [column, name] : renames) at(column).rename = name;
    return out;
}

Recipe parse_recipe(const std::string& yaml, const std::string& name) { return Reader(name).read(yaml); }

Recipe read_recipe(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) // a pipe would be waited for
        throw Error(ErrorCode::recipe_invalid, {{"file", file.string()}, {"detail", "it is not there, or not a file"}});
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorCode::recipe_invalid, {{"file", file.string()}, {"detail", "it cannot be read"}});
    std::string text(most_bytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(in.gcount()));
    return parse_recipe(text, file.filename().string());
}

std::string to_yaml(const Recipe& r) {
    YAML::Emitter out;
    const auto put = [&](const char* key, const std::string& value) {
        if (!value.empty()) out << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << value;
    };
    const auto put_list = [&](const char* key, const std::vector<std::string>& values) {
        if (values.empty()) return;
        out << YAML::Key << key << YAML::Value << YAML::Flow << YAML::BeginSeq;
        for (const std::string& v : values) out << YAML::DoubleQuoted << v;
        out << YAML::EndSeq;
    };
    const auto put_pairs = [&](const char* key, const auto& values) {
        if (values.empty()) return;
        out << YAML::Key << key << YAML::Value << YAML::BeginMap;
        for (const auto& [k, v] : values) out << YAML::Key << YAML::DoubleQuoted << k << YAML::Value << YAML::DoubleQuoted << v;
        out << YAML::EndMap;
    };
    out << YAML::BeginMap;
    put("pattern", r.pattern);
    put_list("shape", r.shape);
    const ReadOptions& o = r.options;
    std::vector<std::pair<std::string, std::string>> options;
    const auto option = [&](const char* key, const auto& value) {
        if (!value) return;
        if constexpr (std::is_same_v<std::decay_t<decltype(*value)>, std::string>)
            options.emplace_back(key, *value);
        else
            options.emplace_back(key, std::to_string(*value));
    };
    option("encoding", o.encoding);
    option("delimiter", o.delimiter);
    option("quote", o.quote);
    option("escape", o.escape);
    option("decimal", o.decimal);
    option("thousands", o.thousands);
    option("date_order", o.date_order);
    option("skip_head", o.skip_head);
    option("skip_tail", o.skip_tail);
    option("header_rows", o.header_rows);
    option("sheet", o.sheet);
    put_pairs("options", options);
    put("dataset", r.dataset);
    put("mode", r.mode);
    put_list("key", r.key);
    put_pairs("roles", r.roles);
    put_pairs("kinds", r.kinds);
    put_pairs("units", r.units);
    put_pairs("renames", r.renames);
    put("query", r.query);
    if (!r.parameters.empty()) {
        out << YAML::Key << "parameters" << YAML::Value << YAML::BeginMap;
        for (const auto& [name, value] : r.parameters) {
            out << YAML::Key << name << YAML::Value;
            if (std::holds_alternative<std::monostate>(value))
                out << YAML::Null;
            else if (const auto* text = std::get_if<std::string>(&value))
                out << YAML::DoubleQuoted << *text;
            else if (const auto* number = std::get_if<double>(&value)) {
                char digits[40];
                const auto end = std::to_chars(digits, digits + sizeof digits, *number).ptr;
                std::string shown(digits, end);
                if (shown.find_first_of(".en") == shown.npos) shown += ".0";
                out << shown;
            } else if (const auto* whole = std::get_if<int64_t>(&value))
                out << *whole;
            else if (const auto* date = std::get_if<Date>(&value))
                out << to_iso(*date);
            else
                out << (std::get<bool>(value) ? "true" : "false");
        }
        out << YAML::EndMap;
    }
    out << YAML::EndMap;
    return std::string(out.c_str()) + "\n";
}

void write_recipe(const Recipe& recipe, const std::filesystem::path& file) {
    const std::filesystem::path draft = file.string() + ".draft-" + std::to_string(::getpid());
    std::error_code problem;
    {
        std::ofstream out(draft, std::ios::binary | std::ios::trunc);
        out << to_yaml(recipe);
        out.close();
        if (!out) problem = std::make_error_code(std::errc::io_error);
    }
    if (!problem) std::filesystem::rename(draft, file, problem);
    if (problem) {
        std::error_code ignored;
        std::filesystem::remove(draft, ignored);
        throw Error(ErrorCode::write_failed, {{"path", file.string()}, {"detail", problem.message()}});
    }
}

bool matches(const Recipe& recipe, std::string_view file_name, const std::vector<std::string>& header) {
    if (recipe.pattern.empty() && recipe.shape.empty()) return false;
    if (!recipe.pattern.empty() && !fits(recipe.pattern, file_name)) return false;
    if (recipe.shape.empty()) return true;
    std::multiset<std::string> wanted, there;
    for (const std::string& name : recipe.shape) wanted.insert(trimmed(name));
    for (const std::string& name : header) there.insert(trimmed(name));
    return wanted == there;
}

} // namespace plumbline::ingest
