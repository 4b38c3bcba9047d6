// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/chart/chart_spec.h"
#include "core/chart/table_spec.h"
#include "core/metrics/query.h"
#include "core/store/workspace.h"

namespace plumbline::report {

/// Something that a person put aside for the next review: an answer of the assistant, a chart of a page. It stands in the
/// appendix "Added by you".
struct ReportItem {
    std::string id{}; ///< empty: not stored yet
    int64_t dataset_id = 0;
    std::string title{};
    std::string sentence{};
    std::optional<ChartSpec> chart{};
    std::optional<TableSpec> table{};
    std::vector<metrics::Filter> scope{}; ///< what it is about; empty: everything
    std::string source{};                 ///< "assistant", "forecast": where it comes from
    std::string made{};                   ///< ISO timestamp; given by put_report_item where empty
    std::string week{};                   ///< "2026-W46": the review that it went into; empty: it waits for the next one
};

/// Those of a dataset (0: all), the oldest first. Entries that cannot be read are left out.
std::vector<ReportItem> report_items(const store::Workspace& workspace, int64_t dataset_id);
/// Stores or replaces. Throws Error{usage} without a title, or with neither sentence, chart nor table.
ReportItem put_report_item(store::Workspace& workspace, ReportItem item);
bool remove_report_item(store::Workspace& workspace, const std::string& id);
/// Those that stand in the review of a week: what waits, and what was put into just that week.
std::vector<ReportItem> items_for_week(std::vector<ReportItem> items, const std::string& week);
/// Binds what waited to the week whose review was written, so that it does not come again in the next.
void settle_report_items(store::Workspace& workspace, const std::vector<ReportItem>& shown, const std::string& week);
/// Whether an item concerns a scope: no dimension that both name has different values.
bool concerns(const DatasetInfo& dataset, const ReportItem& item, const std::vector<metrics::Filter>& scope);

} // namespace plumbline::report
