// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/audit/audit.h"

namespace plumbline::audit {

std::vector<std::string> measure_fields(const DatasetInfo& dataset, const std::vector<std::string>& metrics) {
    std::vector<std::string> out;
    const auto add = [&](const DatasetColumn& c) {
        if (is_measure_role(c.role) && std::ranges::find(out, c.field) == out.end()) out.push_back(c.field);
    };
    for (const std::string& name : metrics) {
        const auto at = std::ranges::find(metrics::catalogue(), name, &metrics::Metric::id);
        for (const DatasetColumn& c : dataset.columns) {
            if (c.field == name || c.name == name) add(c);
            if (at == metrics::catalogue().end()) continue;
            for (const auto* side : {&at->numerator, &at->denominator})
                for (std::string_view part : *side) {
                    if (part.starts_with("total:")) part.remove_prefix(6);
                    if (part.starts_with('-')) part.remove_prefix(1);
                    if (part == c.role) add(c);
                }
        }
    }
    return out;
}

std::vector<const Finding*> findings_against(const AuditReport& report, const DatasetInfo& dataset,
                                             const std::vector<std::string>& metrics, const std::optional<DateRange>& days,
                                             const std::vector<metrics::Filter>& filters) {
    std::vector<const Finding*> out;
    const std::vector<std::string> fields = measure_fields(dataset, metrics);
    if (fields.empty()) return out;
    for (const Finding& f : report.findings) {
        if (!f.decided.empty() || f.severity == Severity::note) continue;
        const bool rows = f.column == "*" || f.column == "date";
        // A spelling splits a name in two; the sums stay what they are.
        if (!rows && std::ranges::find(fields, f.column) == fields.end()) continue;
        if (days && f.days && (f.days->to < days->from || days->to < f.days->from)) continue;
        const bool hidden = std::ranges::any_of(filters, [&](const metrics::Filter& filter) {
            const DatasetColumn* by = dataset.dimension(filter.dimension);
            if (!by || by->field != f.dimension || filter.values.empty()) return false;
            const bool named = std::ranges::find(filter.values, f.segment) != filter.values.end();
            return named == filter.exclude;
        });
        if (!hidden) out.push_back(&f);
    }
    std::ranges::stable_sort(out, [](const Finding* a, const Finding* b) { return a->severity < b->severity; });
    return out;
}

} // namespace plumbline::audit
