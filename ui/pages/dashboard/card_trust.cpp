// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/card_trust.h"

#include <cmath>
#include <set>

#include "core/metrics/catalogue.h"
#include "ui/charts/theme.h"
#include "ui/pages/dashboard/dashboard_page.h"

namespace plumbline::ui {

namespace {

/// Fields of the measures that a metric is computed from.
std::set<std::string> fieldsOf(const DatasetInfo& dataset, const std::string& metric) {
    std::set<std::string> fields;
    if (dataset.by_field(metric)) fields.insert(metric);
    for (const metrics::Metric& m : metrics::catalogue()) {
        if (m.id != metric) continue;
        for (const auto* side : {&m.numerator, &m.denominator})
            for (std::string role : *side) {
                if (role.starts_with('-')) role.erase(0, 1);
                if (const size_t colon = role.find(':'); colon != std::string::npos) role.erase(0, colon + 1);
                if (const DatasetColumn* column = dataset.by_role(role)) fields.insert(column->field);
            }
    }
    return fields;
}

bool overlaps(const std::optional<DateRange>& found, const std::vector<DateRange>& days) {
    if (!found || days.empty()) return true;
    return std::any_of(days.begin(), days.end(), [&](const DateRange& d) { return found->from <= d.to && d.from <= found->to; });
}

} // namespace

CardTrust cardTrust(const audit::AuditReport* report, const DatasetInfo& dataset, const std::string& metric,
                    const std::vector<DateRange>& days, Language language) {
    CardTrust trust;
    if (!report) return trust;
    trust.open = 0;
    const std::set<std::string> fields = fieldsOf(dataset, metric);
    for (const auto severity : {audit::Severity::blocker, audit::Severity::warning})
        for (const audit::Finding* f : audit::open_findings(*report)) {
            const bool rows = f->column == "*" || f->column == "date";
            if (f->severity != severity || (!rows && !fields.contains(f->column)) || !overlaps(f->days, days)) continue;
            if (trust.open++ == 0) trust.firstKey = qs(f->key);
            trust.titles << qs(audit::title(*f, dataset, language));
        }
    for (const audit::Trust& t : report->measures)
        if (fields.contains(t.column)) trust.score = std::min(trust.score.value_or(t.score), t.score);
    return trust;
}

QString trustSentence(const CardTrust& trust) {
    if (trust.open < 0) return DashboardPage::tr("Trust: these data have not been audited yet.");
    const QString score = trust.score ? QString::number(std::lround(*trust.score)) : QString();
    if (trust.open == 0)
        return score.isEmpty() ? DashboardPage::tr("Trust: no open finding on these days.")
                               : DashboardPage::tr("Trust %1 of 100: no open finding on these days.").arg(score);
    return score.isEmpty() ? DashboardPage::tr("Trust: %n open finding(s).", nullptr, trust.open)
                           : DashboardPage::tr("Trust %1 of 100: %n open finding(s).", nullptr, trust.open).arg(score);
}

} // namespace plumbline::ui
