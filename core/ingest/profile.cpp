// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/profile.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

namespace plumbline::ingest {

namespace {

constexpr size_t most_samples = 8, most_listed_values = 200;
constexpr size_t most_compared_columns = 40; // pairs of columns grow with the square

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return text;
}

bool is_number(const Column& c) { return c.type() == ColumnType::integer || c.type() == ColumnType::real; }

ColumnProfile profile_of(const Column& c, bool complete) {
    ColumnProfile p;
    p.rows = static_cast<int64_t>(c.size());
    std::unordered_set<std::string> distinct;
    double whole = 0, characters = 0, before = -INFINITY;
    int64_t filled = 0;
    p.increasing = is_number(c);
    for (size_t r = 0; r < c.size(); ++r) {
        if (c.is_null(r)) {
            ++p.nulls;
            continue;
        }
        ++filled;
        std::string text = to_text(c.value(r));
        if (p.samples.size() < most_samples && !distinct.contains(text)) p.samples.push_back(text);
        if (const auto v = c.number(r)) {
            p.min = p.min ? std::min(*p.min, *v) : *v;
            p.max = p.max ? std::max(*p.max, *v) : *v;
            p.sum = p.sum.value_or(0) + *v;
            whole += *v == std::floor(*v) ? 1 : 0;
            p.increasing = p.increasing && *v > before;
            before = *v;
        }
        characters += static_cast<double>(text.size());
        distinct.insert(std::move(text));
    }
    if (filled > 0) {
        p.integer_share = whole / static_cast<double>(filled);
        p.mean_length = characters / static_cast<double>(filled);
    }
    p.increasing = p.increasing && filled > 1;
    p.distinct = static_cast<int64_t>(distinct.size());
    p.unique = complete && p.distinct == filled && filled > 1;
    if (c.type() == ColumnType::text && distinct.size() <= most_listed_values) {
        std::set<std::string> values;
        for (const std::string& v : distinct) values.insert(lower(v));
        p.values.assign(values.begin(), values.end());
    }
    return p;
}

/// Codes of equal values, so that pairs can be counted.
std::vector<uint32_t> codes_of(const Column& c) {
    std::unordered_map<std::string, uint32_t> codes;
    std::vector<uint32_t> out(c.size());
    for (size_t r = 0; r < c.size(); ++r)
        out[r] = codes.emplace(c.is_null(r) ? std::string("\x01") : to_text(c.value(r)), static_cast<uint32_t>(codes.size()))
                     .first->second;
    return out;
}

} // namespace

std::vector<ColumnProfile> profiles_of(const Table& rows, bool complete) {
    std::vector<ColumnProfile> out;
    std::vector<size_t> numbers, texts;
    for (size_t c = 0; c < rows.columns(); ++c) {
        out.push_back(profile_of(rows.column(c), complete));
        if (is_number(rows.column(c)) && numbers.size() < most_compared_columns) numbers.push_back(c);
        if (rows.column(c).type() == ColumnType::text && texts.size() < most_compared_columns / 2) texts.push_back(c);
    }
    for (const size_t a : numbers)
        for (const size_t b : numbers) {
            if (a == b) continue;
            double above = 0, both = 0;
            for (size_t r = 0; r < rows.rows(); ++r) {
                const auto x = rows.column(a).number(r), y = rows.column(b).number(r);
                if (!x || !y) continue;
                both += 1;
                above += *x >= *y ? 1 : 0;
            }
            if (both > 0) out[a].above[b] = above / both;
        }
    std::vector<std::vector<uint32_t>> codes;
    for (const size_t t : texts) codes.push_back(codes_of(rows.column(t)));
    for (size_t i = 0; i < texts.size(); ++i)
        for (size_t j = i + 1; j < texts.size(); ++j) {
            std::unordered_set<uint64_t> pairs;
            for (size_t r = 0; r < rows.rows(); ++r) pairs.insert(uint64_t{codes[i][r]} << 32 | codes[j][r]);
            out[texts[i]].pairs[texts[j]] = out[texts[j]].pairs[texts[i]] = static_cast<int64_t>(pairs.size());
        }
    return out;
}

std::vector<ColumnProfile> profiles_of(duck::Connection& connection, const std::string& table) {
    const Table none = connection.query("SELECT * FROM " + duck::quote_name(table) + " LIMIT 0");
    const size_t most = profile_rows(none.columns());
    const Table rows = connection.query("SELECT * FROM " + duck::quote_name(table) + " LIMIT " + std::to_string(most));
    return profiles_of(rows, rows.rows() < most);
}

} // namespace plumbline::ingest
