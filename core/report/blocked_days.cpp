// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/blocked_days.h"

#include <functional>

namespace plumbline::report {

namespace {

using TitleOf = std::function<std::string(const audit::Finding&)>;

std::vector<forecast::Blocked> blocked(const audit::AuditReport& report, const DatasetInfo& dataset, const std::string& metric,
                                       const std::vector<metrics::Filter>& filters, const TitleOf& title) {
    std::vector<forecast::Blocked> out;
    for (const audit::Finding* f : audit::findings_against(report, dataset, {metric}, {}, filters)) {
        if (f->severity != audit::Severity::blocker || !f->days) continue;
        std::string why = title(*f);
        if (why.ends_with('.')) why.pop_back();
        out.push_back({*f->days, std::move(why)});
    }
    return out;
}

} // namespace

std::vector<forecast::Blocked> blocked_days(const audit::AuditReport& report, const DatasetInfo& dataset,
                                            const std::string& metric, const std::vector<metrics::Filter>& filters,
                                            Language language) {
    return blocked(report, dataset, metric, filters, [&](const audit::Finding& f) { return audit::title(f, dataset, language); });
}

std::vector<forecast::Blocked> blocked_days(const store::Workspace& workspace, const DatasetInfo& dataset,
                                            const std::string& metric, const std::vector<metrics::Filter>& filters,
                                            Language language) {
    const auto report = audit::last_report(workspace, dataset);
    return report ? blocked_days(*report, dataset, metric, filters, language) : std::vector<forecast::Blocked>{};
}

std::vector<forecast::Blocked> blocked_days(const std::vector<TrustNote>& open, const DatasetInfo& dataset,
                                            const std::string& metric, const std::vector<metrics::Filter>& filters) {
    audit::AuditReport report;
    for (const TrustNote& note : open) {
        audit::Finding f;
        f.key = note.title;
        f.severity =
            note.severity == audit::severity_id(audit::Severity::blocker) ? audit::Severity::blocker : audit::Severity::warning;
        f.column = note.column;
        f.dimension = note.dimension;
        f.segment = note.segment;
        f.days = note.days;
        report.findings.push_back(std::move(f));
    }
    return blocked(report, dataset, metric, filters, [](const audit::Finding& f) { return f.key; });
}

} // namespace plumbline::report
