// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/doubts.h"

#include <cmath>
#include <limits>

namespace plumbline::report {

std::vector<segment::Doubt> doubts(const audit::AuditReport& report, const DatasetInfo& dataset) {
    std::vector<segment::Doubt> out;
    for (const audit::Finding* f : audit::open_findings(report, {}, true)) {
        const DatasetColumn* measure = dataset.by_field(f->column);
        if (!measure || f->dimension.empty() || (measure->role != "cost" && measure->role != "revenue")) continue;
        const bool known = f->value && f->expected;
        out.push_back({f->segment, measure->role,
                       known ? std::abs(*f->value - *f->expected) : std::numeric_limits<double>::infinity(), f->dimension,
                       f->days});
    }
    return out;
}

std::vector<segment::Doubt> doubts(const store::Workspace& workspace, const DatasetInfo& dataset) {
    const auto report = audit::last_report(workspace, dataset);
    return report ? doubts(*report, dataset) : std::vector<segment::Doubt>{};
}

} // namespace plumbline::report
