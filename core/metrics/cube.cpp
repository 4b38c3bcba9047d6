// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/cube.h"

#include <algorithm>

namespace plumbline::metrics {

const Cube::Dimension* Cube::dimension(const std::string& field) const {
    const auto at = std::ranges::find(m_dimensions, field, &Dimension::field);
    return at == m_dimensions.end() ? nullptr : &*at;
}

const Cube::Values* Cube::values(const Measure& measure) const {
    const auto at = std::ranges::find(m_values, measure, &Values::measure);
    return at == m_values.end() ? nullptr : &*at;
}

std::pair<size_t, size_t> Cube::rows_of(const DateRange& days) const {
    const auto count = static_cast<int64_t>(m_first_row.size()) - 1;
    const auto at = [&](int64_t day) { return m_first_row[static_cast<size_t>(std::clamp<int64_t>(day, 0, count))]; };
    const size_t first = at(int64_t{days.from.days} - m_first_day.days), last = at(int64_t{days.to.days} - m_first_day.days + 1);
    return {first, std::max(first, last)};
}

bool Cube::answers(const Plan& plan) const {
    if (!plan.on_rollup || !plan.date || plan.dataset->fingerprint != m_fingerprint) return false;
    double combinations = 1;
    for (const DatasetColumn* c : plan.by) {
        const Dimension* d = dimension(c->field);
        if (!d) return false;
        combinations *= static_cast<double>(d->cardinality());
    }
    if (combinations > 1e18) return false; // a group must fit into 64 bits
    return std::ranges::all_of(plan.filters, [&](const PlanFilter& f) { return dimension(f.column->field) != nullptr; }) &&
           std::ranges::all_of(plan.measures, [&](const Measure& m) { return values(m) != nullptr; });
}

size_t Cube::bytes() const {
    const auto size = [](const auto& v) { return v.capacity() * sizeof(v[0]); };
    size_t total = size(m_first_row);
    for (const Dimension& d : m_dimensions) total += std::visit(size, d.codes);
    for (const Values& v : m_values) total += std::visit(size, v.values) + size(v.present);
    return total;
}

} // namespace plumbline::metrics
