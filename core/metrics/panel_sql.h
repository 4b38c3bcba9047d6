// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <algorithm>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/metrics/panel.h"
#include "core/store/duck.h"

/// What the files behind panel.h share: how they ask, and in which slices.
namespace plumbline::metrics {

/// Rows of a slice of days: what one answer and the hash table behind it may take.
inline constexpr int64_t slice_rows = 1'500'000;

inline Table ask(const Context& context, const std::string& sql, const std::stop_token& stop,
                 const std::vector<Value>& values = {}) {
    throw_if_stopped(stop);
    if (!context.engine) throw Error(ErrorCode::query_failed, {{"detail", "there is no engine to ask"}});
    return context.engine->query(sql, values, stop);
}

inline std::string facts(const Context& context) { return duck::quote_name(context.dataset->facts_table); }

/// Slices of days with about `slice_rows` rows each, were the rows spread evenly.
inline std::vector<DateRange> slices(const DatasetInfo& dataset) {
    if (!dataset.dates) return {};
    const int days = dataset.dates->days();
    const int parts = static_cast<int>(std::clamp<int64_t>(dataset.rows / slice_rows + 1, 1, std::max(1, days)));
    std::vector<DateRange> out;
    for (int i = 0; i < parts; ++i) {
        const int a = static_cast<int>(int64_t{days} * i / parts), b = static_cast<int>(int64_t{days} * (i + 1) / parts);
        if (b > a) out.push_back({dataset.dates->from + a, dataset.dates->from + (b - 1)});
    }
    return out;
}

inline std::string between(const DatasetInfo& dataset, const DateRange& days) {
    const DatasetColumn* date = dataset.by_role("date");
    const std::string name = duck::quote_name(date->field);
    // Timestamps are compared as they are stored, so that row groups can be skipped.
    return name + " >= DATE " + duck::quote_text(to_iso(days.from)) + " AND " + name + " < DATE " +
           duck::quote_text(to_iso(days.to + 1));
}

} // namespace plumbline::metrics
