// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/ingest/roles.h"

namespace plumbline::ingest {

/// Columns and profiles of rows given as text, so that roles can be tested without a file or a database.
struct RolesSample {
    std::vector<DatasetColumn> columns;
    std::vector<ColumnProfile> profiles;

    RolesSample(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
        for (size_t c = 0; c < header.size(); ++c) {
            DatasetColumn column;
            column.name = header[c];
            ColumnProfile p;
            p.rows = static_cast<int64_t>(rows.size());
            bool whole = true, number = true, date = true, percent = true;
            double last = -1e300, length = 0;
            p.increasing = true;
            std::set<std::string> distinct;
            for (const auto& row : rows) {
                const std::string& v = row[c];
                if (v.empty()) {
                    ++p.nulls;
                    continue;
                }
                distinct.insert(v);
                length += static_cast<double>(v.size());
                date &= v.size() >= 10 && v[4] == '-' && v[7] == '-';
                percent &= v.ends_with('%');
                const std::string bare = v.ends_with('%') ? v.substr(0, v.size() - 1) : v;
                number &= bare.find_first_not_of("0123456789.-") == bare.npos && bare.find('-', 1) == bare.npos;
                if (!number) continue;
                const double x = std::stod(bare);
                whole &= bare.find('.') == bare.npos;
                p.min = std::min(p.min.value_or(x), x);
                p.max = std::max(p.max.value_or(x), x);
                p.increasing &= x > last;
                last = x;
            }
            const bool any = !distinct.empty();
            column.type = !any      ? FieldType::null
                          : date    ? FieldType::date
                          : !number ? FieldType::text
                          : percent ? FieldType::percent
                          : whole   ? FieldType::integer
                                    : FieldType::decimal;
            if (column.type == FieldType::decimal) column.scale = 2;
            if (!number) {
                p.min.reset();
                p.max.reset();
                p.increasing = false;
            }
            p.integer_share = number && whole ? 1 : 0;
            p.distinct = static_cast<int64_t>(distinct.size());
            p.unique = p.distinct == p.rows - p.nulls;
            p.mean_length = any ? length / static_cast<double>(p.rows - p.nulls) : 0;
            for (const std::string& v : distinct) {
                if (p.samples.size() < 8) p.samples.push_back(v);
                std::string low = v;
                for (char& ch : low)
                    if (ch >= 'A' && ch <= 'Z') ch = static_cast<char>(ch + 32);
                if (column.type == FieldType::text && distinct.size() <= 200) p.values.push_back(low);
            }
            columns.push_back(column);
            profiles.push_back(p);
        }
        for (size_t a = 0; a < header.size(); ++a)
            for (size_t b = 0; b < header.size(); ++b) {
                if (a == b) continue;
                std::set<std::string> pairs;
                double above = 0, both = 0;
                for (const auto& row : rows) {
                    pairs.insert(row[a] + '\n' + row[b]);
                    if (!profiles[a].min || !profiles[b].min || row[a].empty() || row[b].empty()) continue;
                    both += 1;
                    above += std::stod(row[a]) >= std::stod(row[b]);
                }
                profiles[a].pairs[b] = static_cast<int64_t>(pairs.size());
                if (both > 0) profiles[a].above[b] = above / both;
            }
        infer_roles(columns, profiles);
    }

    const DatasetColumn& at(const std::string& name) const {
        for (const DatasetColumn& c : columns)
            if (c.name == name) return c;
        throw std::out_of_range(name);
    }
    std::string role(const std::string& name) const { return at(name).role + (at(name).kind.empty() ? "" : ":" + at(name).kind); }
};

} // namespace plumbline::ingest
