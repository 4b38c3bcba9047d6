// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/wbr_request.h"

#include <algorithm>

#include "core/report/market.h"
#include "core/report/wbr_audit.h"
#include "core/store/files.h"
#include "core/warehouse/embedded.h"

namespace plumbline::report {

ReviewRequest review_request(const store::Workspace& workspace, const metrics::Context& context, ReviewRequest ask,
                             const std::string& market, const std::filesystem::path& memory, Progress& progress,
                             std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    const DateRange week = review_week(dataset, ask.week);
    ask.week = iso_week(week.from);
    ask.annotations = metrics::annotations(workspace, dataset.id);
    ask.targets = metrics::targets(workspace, dataset.id);
    ask.market = market_signals(workspace, *context.engine, dataset, market, stop);
    ask.templates = narrate::read_templates(workspace.folder() / "templates", ask.language);
    ask.items = items_for_week(report_items(workspace, dataset.id), week_id(*ask.week));
    ask.trust = review_trust(workspace, context, ask.language, memory, progress, stop);
    return ask;
}

MadeReport make_report(const store::Workspace& workspace, const metrics::Context& context,
                       const std::vector<metrics::Filter>& scope, std::optional<IsoWeek> week, Language language,
                       Progress& progress, std::stop_token stop) {
    ReviewRequest ask;
    ask.scope = scope;
    ask.week = week;
    ask.language = language;
    const ReviewRequest request = review_request(workspace, context, std::move(ask), {}, {}, progress, stop);
    MadeReport out;
    out.review = build_review(context, request, progress, stop);
    out.document =
        review_document(out.review, head_line(workspace, *context.dataset), time_of_data(workspace, *context.dataset), language);
    out.document.brand = brand_of(workspace);
    return out;
}

std::string head_line(const store::Workspace& workspace, const DatasetInfo& dataset) {
    return workspace.datasets().size() > 1 ? workspace.name() + " · " + dataset.name : workspace.name();
}

std::string time_of_data(const store::Workspace& workspace, const DatasetInfo& dataset) {
    std::string out;
    for (const store::SnapshotInfo& s : workspace.snapshots(dataset.id)) out = std::max(out, s.created);
    return out.empty() ? store::now_utc() : out;
}

} // namespace plumbline::report
