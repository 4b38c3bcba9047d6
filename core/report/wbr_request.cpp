// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/wbr_request.h"

#include <algorithm>

#include "core/audit/audit.h"
#include "core/pulse/watches.h"
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

PulseRequest pulse_request(const store::Workspace& workspace, const metrics::Context& context, Language language,
                           const std::vector<metrics::Filter>& filters, const std::string& now, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    PulseRequest out;
    out.language = language;
    out.targets = metrics::targets(workspace, dataset.id);
    out.annotations = metrics::annotations(workspace, dataset.id);
    out.watches = pulse::watches(workspace, dataset);
    for (pulse::Watch& w : out.watches) w.where.insert(w.where.end(), filters.begin(), filters.end());
    pulse::AlertInput input;
    if (const auto last = audit::last_report(workspace, dataset)) {
        input.trust = last->score;
        NoProgress quiet; // the report is there, so nothing is computed
        out.trust = review_trust(workspace, context, language, {}, quiet, stop);
    }
    input.targets = out.targets;
    input.language = language;
    input.now = now;
    for (const pulse::Rule& rule : pulse::rules(workspace, dataset.id)) {
        try {
            out.alerts.push_back(pulse::look(context, rule, pulse::state_of(workspace, rule.id), input, stop));
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            // A rule on a metric or value that is gone: said in its place.
            pulse::AlertResult gone;
            gone.rule = rule;
            gone.state = pulse::AlertState::no_data;
            gone.text = e.text(language).what_happened;
            out.alerts.push_back(std::move(gone));
        }
    }
    return out;
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
