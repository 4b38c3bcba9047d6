// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumbline::ingest {

/// One parsed value that keeps what a table must show as written: the digits of numbers and the order of keys.
struct JsonNode {
    enum class Kind { null, boolean, number, text, object, array };
    Kind kind = Kind::null;
    std::string text;                                    ///< scalars: as written; text unescaped
    std::vector<std::pair<std::string, JsonNode>> items; ///< members, or elements with empty keys

    bool is_scalar() const { return kind != Kind::object && kind != Kind::array; }
};

struct JsonProblem {
    std::string detail;      ///< empty: none
    size_t at = 0;           ///< byte in the text
    bool non_finite = false; ///< NaN or Infinity stood there and was read as null
};

/// Parses one value. False with `problem` filled where it is not JSON or is nested deeper than `depth`.
bool parse_json(std::string_view text, size_t depth, JsonNode& out, JsonProblem& problem);
/// The value as compact JSON.
std::string write_json(const JsonNode& node);

} // namespace plumbline::ingest
