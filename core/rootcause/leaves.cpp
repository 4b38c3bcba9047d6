// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/leaves.h"

#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "core/base/error.h"

namespace plumbline::rootcause {

namespace {

double sum(const std::vector<double>& values) {
    double total = 0, lost = 0; // Neumaier's sum: contributions must add up to the change
    for (const double v : values) {
        const double t = total + v;
        lost += std::abs(total) >= std::abs(v) ? (total - t) + v : (v - t) + total;
        total = t;
    }
    return total + lost;
}

double ratio(double a, double b) { return b == 0 ? std::numeric_limits<double>::quiet_NaN() : a / b; }

} // namespace

double Leaves::total_actual() const { return is_ratio() ? ratio(sum(actual), sum(actual_b)) : sum(actual); }
double Leaves::total_expected() const { return is_ratio() ? ratio(sum(expected), sum(expected_b)) : sum(expected); }

bool holds(const Segment& segment, const Leaves& leaves, size_t leaf) {
    for (const Cell& c : segment)
        if (leaves.codes[static_cast<size_t>(c.dimension)][leaf] != c.value) return false;
    return true;
}

LeavesBuilder::LeavesBuilder(std::vector<std::string> dimensions, bool ratio_of_two) {
    m_leaves.dimensions = std::move(dimensions);
    m_leaves.values.resize(m_leaves.dimensions.size());
    m_leaves.codes.resize(m_leaves.dimensions.size());
    m_value_slots.assign(m_leaves.dimensions.size(), std::vector<int32_t>(64, -1));
    m_slots.assign(1024, -1);
    m_ratio = ratio_of_two;
}

int32_t LeavesBuilder::code_of(size_t dimension, const std::string& value) {
    auto& slots = m_value_slots[dimension];
    auto& values = m_leaves.values[dimension];
    const auto place = [&](const std::string& v) {
        size_t at = std::hash<std::string>{}(v) & (slots.size() - 1);
        while (slots[at] >= 0 && values[static_cast<size_t>(slots[at])] != v) at = (at + 1) & (slots.size() - 1);
        return at;
    };
    size_t at = place(value);
    if (slots[at] >= 0) return slots[at];
    const auto code = static_cast<int32_t>(values.size());
    slots[at] = code;
    values.push_back(value);
    if (values.size() * 2 > slots.size()) {
        slots.assign(slots.size() * 2, -1);
        for (size_t i = 0; i < values.size(); ++i) slots[place(values[i])] = static_cast<int32_t>(i);
    }
    return code;
}

size_t LeavesBuilder::find_or_add(const std::vector<int32_t>& codes) {
    const auto hash = [](auto&& code_at, size_t n) {
        uint64_t h = 0x9e3779b97f4a7c15ULL;
        for (size_t d = 0; d < n; ++d) h = (h ^ static_cast<uint64_t>(code_at(d) + 1)) * 0xff51afd7ed558ccdULL, h ^= h >> 32;
        return h;
    };
    const size_t n = codes.size();
    size_t at = hash([&](size_t d) { return codes[d]; }, n) & (m_slots.size() - 1);
    while (m_slots[at] >= 0) {
        const auto leaf = static_cast<size_t>(m_slots[at]);
        bool same = true;
        for (size_t d = 0; d < n && same; ++d) same = m_leaves.codes[d][leaf] == codes[d];
        if (same) return leaf;
        at = (at + 1) & (m_slots.size() - 1);
    }
    const size_t leaf = m_leaves.size();
    m_slots[at] = static_cast<int32_t>(leaf);
    for (size_t d = 0; d < n; ++d) m_leaves.codes[d].push_back(codes[d]);
    m_leaves.actual.push_back(0);
    m_leaves.expected.push_back(0);
    if (m_ratio) {
        m_leaves.actual_b.push_back(0);
        m_leaves.expected_b.push_back(0);
    }
    if (m_leaves.size() * 2 > m_slots.size()) {
        m_slots.assign(m_slots.size() * 2, -1);
        for (size_t i = 0; i < m_leaves.size(); ++i) {
            size_t to = hash([&](size_t d) { return m_leaves.codes[d][i]; }, n) & (m_slots.size() - 1);
            while (m_slots[to] >= 0) to = (to + 1) & (m_slots.size() - 1);
            m_slots[to] = static_cast<int32_t>(i);
        }
    }
    return leaf;
}

void LeavesBuilder::add(const std::vector<std::string>& values, double actual, double expected, double actual_b,
                        double expected_b) {
    if (values.size() != m_leaves.dimensions.size())
        throw Error(ErrorCode::explain_invalid, {{"detail", "a row has another number of dimensions than the first one"},
                                                 {"detail_fr", "une ligne a un autre nombre de dimensions que la première"}});
    if (!std::isfinite(actual) || !std::isfinite(expected) || !std::isfinite(actual_b) || !std::isfinite(expected_b))
        throw Error(ErrorCode::explain_invalid,
                    {{"detail", "a number is not finite"}, {"detail_fr", "un nombre n'est pas fini"}});
    std::vector<int32_t> codes(values.size());
    for (size_t d = 0; d < values.size(); ++d) codes[d] = code_of(d, values[d]);
    const size_t leaf = find_or_add(codes);
    m_leaves.actual[leaf] += actual;
    m_leaves.expected[leaf] += expected;
    if (!m_ratio) return;
    m_leaves.actual_b[leaf] += actual_b;
    m_leaves.expected_b[leaf] += expected_b;
}

Leaves LeavesBuilder::project(const Leaves& leaves, const std::vector<int>& keep) {
    std::vector<std::string> names;
    for (const int d : keep) names.push_back(leaves.dimensions[static_cast<size_t>(d)]);
    LeavesBuilder builder(std::move(names), leaves.is_ratio());
    for (size_t k = 0; k < keep.size(); ++k) builder.m_leaves.values[k] = leaves.values[static_cast<size_t>(keep[k])];
    std::vector<int32_t> codes(keep.size());
    for (size_t i = 0; i < leaves.size(); ++i) {
        for (size_t k = 0; k < keep.size(); ++k) codes[k] = leaves.codes[static_cast<size_t>(keep[k])][i];
        const size_t leaf = builder.find_or_add(codes);
        builder.m_leaves.actual[leaf] += leaves.actual[i];
        builder.m_leaves.expected[leaf] += leaves.expected[i];
        if (!leaves.is_ratio()) continue;
        builder.m_leaves.actual_b[leaf] += leaves.actual_b[i];
        builder.m_leaves.expected_b[leaf] += leaves.expected_b[i];
    }
    return std::move(builder.m_leaves);
}

Leaves LeavesBuilder::build() && { return std::move(m_leaves); }

} // namespace plumbline::rootcause
