// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_tree.h"

#include <nlohmann/json.hpp>

namespace plumbline::ingest {

namespace {

using Json = nlohmann::json;

class Builder : public nlohmann::json_sax<Json> {
public:
    Builder(JsonNode& root, size_t depth, JsonProblem& problem) : m_root(root), m_depth(depth), m_problem(problem) {}

    bool null() override { return scalar(JsonNode::Kind::null, {}); }
    bool boolean(bool value) override { return scalar(JsonNode::Kind::boolean, value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return scalar(JsonNode::Kind::number, std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(JsonNode::Kind::number, std::to_string(value)); }
    bool number_float(number_float_t, const string_t& digits) override { return scalar(JsonNode::Kind::number, digits); }
    bool string(string_t& value) override { return scalar(JsonNode::Kind::text, std::move(value)); }
    bool binary(binary_t&) override { return false; }
    bool start_object(size_t) override { return open(JsonNode::Kind::object); }
    bool start_array(size_t) override { return open(JsonNode::Kind::array); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        m_key = std::move(name);
        return true;
    }
    bool parse_error(size_t at, const std::string&, const nlohmann::detail::exception& error) override {
        std::string text = error.what();
        if (const size_t from = text.find(": "); from != text.npos) text.erase(0, from + 2);
        for (char& c : text)
            if (static_cast<unsigned char>(c) < 32) c = ' ';
        m_problem.detail = text;
        m_problem.at = at;
        return false;
    }

private:
    JsonNode& place() {
        if (m_open.empty()) return m_root;
        auto& items = m_open.back()->items;
        items.emplace_back(m_open.back()->kind == JsonNode::Kind::object ? std::move(m_key) : std::string(), JsonNode());
        return items.back().second;
    }
    bool scalar(JsonNode::Kind kind, std::string text) {
        JsonNode& node = place();
        node.kind = kind;
        node.text = std::move(text);
        return true;
    }
    bool open(JsonNode::Kind kind) {
        if (m_open.size() >= m_depth) {
            m_problem.detail = "values are nested deeper than " + std::to_string(m_depth) + " levels";
            return false;
        }
        JsonNode& node = place();
        node.kind = kind;
        m_open.push_back(&node);
        return true;
    }
    bool close() {
        m_open.pop_back();
        return true;
    }

    JsonNode& m_root;
    size_t m_depth;
    JsonProblem& m_problem;
    // A parent gets its next item only after the last one was closed, so that these stay valid.
    std::vector<JsonNode*> m_open;
    std::string m_key;
};

/// Python writes NaN and Infinity, which JSON does not have: null in their place. False where there are none.
bool without_non_finite(std::string_view text, std::string& out) {
    bool found = false, in_string = false;
    out.clear();
    for (size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (in_string) {
            const size_t step = c == '\\' && i + 1 < text.size() ? 2 : 1;
            out.append(text, i, step);
            in_string = c != '"';
            i += step;
            continue;
        }
        size_t length = 0;
        for (const std::string_view word : {"-Infinity", "Infinity", "NaN"})
            if (text.substr(i).starts_with(word)) {
                length = word.size();
                break;
            }
        if (length) {
            out += "null";
            found = true;
            i += length;
            continue;
        }
        in_string = c == '"';
        out.push_back(c);
        ++i;
    }
    return found;
}

bool parse_once(std::string_view text, size_t depth, JsonNode& out, JsonProblem& problem) {
    out = JsonNode();
    problem = JsonProblem();
    Builder builder(out, depth, problem);
    return Json::sax_parse(text, &builder);
}

void write(const JsonNode& node, std::string& out) {
    switch (node.kind) {
    case JsonNode::Kind::null: out += "null"; return;
    case JsonNode::Kind::boolean:
    case JsonNode::Kind::number: out += node.text; return;
    case JsonNode::Kind::text: out += Json(node.text).dump(); return;
    case JsonNode::Kind::object:
    case JsonNode::Kind::array: break;
    }
    const bool object = node.kind == JsonNode::Kind::object;
    out.push_back(object ? '{' : '[');
    for (size_t i = 0; i < node.items.size(); ++i) {
        if (i) out.push_back(',');
        if (object) out += Json(node.items[i].first).dump() + ":";
        write(node.items[i].second, out);
    }
    out.push_back(object ? '}' : ']');
}

} // namespace

bool parse_json(std::string_view text, size_t depth, JsonNode& out, JsonProblem& problem) {
    if (parse_once(text, depth, out, problem)) return true;
    std::string patched;
    if ((text.find("NaN") != text.npos || text.find("Infinity") != text.npos) && without_non_finite(text, patched)) {
        JsonProblem second;
        if (parse_once(patched, depth, out, second)) {
            problem = second;
            problem.non_finite = true;
            return true;
        }
    }
    return false;
}

std::string write_json(const JsonNode& node) {
    std::string out;
    write(node, out);
    return out;
}

} // namespace plumbline::ingest
