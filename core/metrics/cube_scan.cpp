// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/metrics/cube.h"
#include "core/metrics/periods.h"

namespace plumbline::metrics {

namespace {

/// Up to here the accumulators are an array with a place for every possible group (32 MB a measure at most); beyond, groups are
/// renumbered.
constexpr uint64_t most_dense_groups = uint64_t{1} << 20;

/// Rows one by one: all of a range, or those that a selection names.
struct AllRows {
    size_t first;
    size_t operator()(size_t i) const { return first + i; }
};
struct SelectedRows {
    const uint32_t* rows;
    size_t operator()(size_t i) const { return rows[i]; }
};

template <class T, class Rows>
auto plain_sum(const T* values, Rows row, size_t n) {
    std::conditional_t<std::is_floating_point_v<T>, double, int64_t> total = 0;
    for (size_t i = 0; i < n; ++i) total += values[row(i)];
    return total;
}

template <class T, class Acc, class Rows>
void grouped_sum(const T* values, Rows row, const uint32_t* codes, size_t n, Acc* totals) {
    for (size_t i = 0; i < n; ++i) totals[codes[i]] += values[row(i)];
}

/// Runs `work` with the way to walk the rows.
template <class Work>
void with_rows(const std::vector<uint32_t>* selected, size_t begin, Work work) {
    if (selected)
        work(SelectedRows{selected->data() + begin});
    else
        work(AllRows{begin});
}

} // namespace

void CubeScan::check_values(const Plan& plan) const {
    for (const PlanFilter& filter : plan.filters) {
        const auto& words = *m_cube.dimension(filter.column->field)->words;
        for (const std::string& value : filter.values)
            if (!std::ranges::binary_search(words, value)) unknown_value(filter, value, words);
    }
}

const CubeScan::Selection* CubeScan::select(const Plan& plan, const DateRange& days) {
    if (plan.filters.empty()) return nullptr;
    for (const auto& s : m_selections)
        if (s->days == days && s->filters == plan.filters) return s.get();
    auto out = std::make_unique<Selection>(Selection{plan.filters, days, {}});
    const auto [first, last] = m_cube.rows_of(days);
    // One byte a row: whether the filters so far let it pass. The last filter writes the row numbers.
    std::vector<uint8_t> passes(last - first, 1);
    for (const PlanFilter& filter : plan.filters) {
        const Cube::Dimension& dimension = *m_cube.dimension(filter.column->field);
        const auto& words = *dimension.words;
        std::vector<uint8_t> allowed(dimension.cardinality(), filter.exclude ? 1 : 0);
        const uint8_t listed = filter.exclude ? 0 : 1;
        for (const std::string& value : filter.values)
            allowed[static_cast<size_t>(std::ranges::lower_bound(words, value) - words.begin())] = listed;
        if (filter.missing) {
            allowed.back() = listed;
            if (!words.empty() && words.front().empty()) allowed.front() = listed;
        }
        std::visit(
            [&, first = first](const auto& codes) {
                for (size_t i = 0; i < passes.size(); ++i) passes[i] &= allowed[codes[first + i]];
            },
            dimension.codes);
    }
    out->rows.resize(passes.size());
    size_t n = 0;
    for (size_t i = 0; i < passes.size(); ++i) {
        out->rows[n] = static_cast<uint32_t>(first + i);
        n += passes[i];
    }
    out->rows.resize(n);
    return m_selections.emplace_back(std::move(out)).get();
}

size_t CubeScan::encode(const Plan& plan, const Selection* selection, size_t first, size_t n) {
    m_dense_to_wide.clear();
    uint64_t combinations = 1;
    for (const DatasetColumn* c : plan.by) combinations *= m_cube.dimension(c->field)->cardinality();
    // The group of a row is a number with one digit a dimension, the first dimension first.
    const auto fill = [&](auto& out) {
        out.assign(n, 0);
        for (const DatasetColumn* c : plan.by) {
            const Cube::Dimension& dimension = *m_cube.dimension(c->field);
            using Code = typename std::decay_t<decltype(out)>::value_type;
            const auto base = static_cast<Code>(dimension.cardinality());
            std::visit(
                [&](const auto& codes) {
                    with_rows(selection ? &selection->rows : nullptr, first, [&](auto row) {
                        for (size_t i = 0; i < n; ++i) out[i] = out[i] * base + codes[row(i)];
                    });
                },
                dimension.codes);
        }
    };
    if (combinations <= most_dense_groups) {
        fill(m_codes);
        return static_cast<size_t>(combinations);
    }
    fill(m_wide_codes);
    m_codes.resize(n);
    std::unordered_map<uint64_t, uint32_t> dense;
    for (size_t i = 0; i < n; ++i) {
        const auto [at, fresh] = dense.emplace(m_wide_codes[i], static_cast<uint32_t>(dense.size()));
        if (fresh) m_dense_to_wide.push_back(m_wide_codes[i]);
        m_codes[i] = at->second;
    }
    return dense.size();
}

uint32_t CubeScan::find_or_add(const Plan& plan, uint32_t code, Groups& groups) {
    uint64_t rest = m_dense_to_wide.empty() ? code : m_dense_to_wide[code];
    const auto [at, fresh] = m_known.emplace(rest, static_cast<uint32_t>(groups.count));
    if (!fresh) return at->second;
    const size_t place = groups.codes.size();
    groups.codes.resize(place + plan.by.size());
    for (size_t d = plan.by.size(); d-- > 0;) {
        const Cube::Dimension& dimension = *m_cube.dimension(plan.by[d]->field);
        const auto digit = static_cast<uint32_t>(rest % dimension.cardinality());
        rest /= dimension.cardinality();
        groups.codes[place + d] = digit == dimension.words->size() ? Groups::missing : digit;
    }
    return static_cast<uint32_t>(groups.count++);
}

Scanned CubeScan::scan(const Plan& plan) {
    check_values(plan);
    m_known.clear();
    Scanned out;
    out.groups.dimensions = plan.by.size();
    for (const DatasetColumn* c : plan.by) out.groups.dictionaries.push_back(m_cube.dimension(c->field)->words);
    out.asked.measures = out.compared.measures = plan.measures.size();
    if (plan.scan_asked) scan_days(plan, *plan.scan_asked, out.groups, out.asked);
    if (plan.scan_compared) scan_days(plan, *plan.scan_compared, out.groups, out.compared);
    return out;
}

void CubeScan::scan_days(const Plan& plan, const DateRange& days, Groups& groups, Sums& sums) {
    const Selection* selection = select(plan, days);
    auto [first, last] = m_cube.rows_of(days);
    if (selection) {
        first = 0;
        last = selection->rows.size();
    }
    const bool grouped = !plan.by.empty();
    const size_t group_count = grouped ? encode(plan, selection, first, last - first) : 1;
    std::vector<const Cube::Values*> values;
    for (const Measure& m : plan.measures) values.push_back(m_cube.values(m));

    std::vector<uint32_t> touched, group_of(group_count, UINT32_MAX);
    std::vector<uint8_t> seen(group_count, 0);
    std::vector<std::vector<int64_t>> exact(values.size());
    std::vector<std::vector<double>> real(values.size());
    std::vector<std::vector<uint32_t>> counts(values.size()); // rows with a value, where some have none
    for (size_t m = 0; m < values.size(); ++m) {
        if (values[m]->measure.kind == SumKind::real)
            real[m].assign(group_count, 0);
        else
            exact[m].assign(group_count, 0);
        if (!values[m]->present.empty()) counts[m].assign(group_count, 0);
    }

    const auto find_group = [&](uint32_t code) {
        if (group_of[code] == UINT32_MAX) group_of[code] = find_or_add(plan, code, groups);
        return group_of[code];
    };
    const auto one_period = [&](Date start, size_t begin, size_t end) {
        const size_t n = end - begin;
        if (n == 0) return;
        const uint32_t* codes = grouped ? m_codes.data() + (begin - first) : nullptr;
        touched.clear();
        if (!grouped)
            touched.push_back(0);
        else
            for (size_t i = 0; i < n; ++i)
                if (!seen[codes[i]]) {
                    seen[codes[i]] = 1;
                    touched.push_back(codes[i]);
                }
        with_rows(selection ? &selection->rows : nullptr, begin, [&](auto row) {
            for (size_t m = 0; m < values.size(); ++m) {
                std::visit(
                    [&]<class T>(const std::vector<T>& column) {
                        auto* totals = [&] {
                            if constexpr (std::is_floating_point_v<T>)
                                return real[m].data();
                            else
                                return exact[m].data();
                        }();
                        if (grouped)
                            grouped_sum(column.data(), row, codes, n, totals);
                        else
                            totals[0] += plain_sum(column.data(), row, n);
                    },
                    values[m]->values);
                if (values[m]->present.empty()) continue;
                if (grouped)
                    grouped_sum(values[m]->present.data(), row, codes, n, counts[m].data());
                else
                    counts[m][0] += static_cast<uint32_t>(plain_sum(values[m]->present.data(), row, n));
            }
        });
        for (const uint32_t code : touched) {
            seen[code] = 0;
            Sum* out = sums.append(start, find_group(code));
            for (size_t m = 0; m < values.size(); ++m) {
                out[m].present = counts[m].empty() || counts[m][code] > 0;
                if (!exact[m].empty()) out[m].exact = std::exchange(exact[m][code], 0);
                if (!real[m].empty()) out[m].real = std::exchange(real[m][code], 0);
                if (!counts[m].empty()) counts[m][code] = 0;
            }
        }
    };

    if (!plan.grain) {
        one_period(Date{}, first, last);
        return;
    }
    // Rows are in the order of days, so a period is a stretch of them.
    size_t begin = first;
    for (const Date start : period_starts(days, *plan.grain)) {
        size_t end = m_cube.rows_of({start, std::min(period_end(start, *plan.grain), days.to)}).second;
        if (selection)
            end = static_cast<size_t>(std::ranges::lower_bound(selection->rows, static_cast<uint32_t>(end)) -
                                      selection->rows.begin());
        one_period(start, begin, end);
        begin = end;
    }
}

} // namespace plumbline::metrics
