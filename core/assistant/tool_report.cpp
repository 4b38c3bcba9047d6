// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "core/assistant/tools.h"
#include "core/report/document.h"

/// A report of a period or scope: the figures asked for, and a document of them by core/report.
namespace plumbline::assistant::tool {

ToolResult report(const ToolContext& c) {
    ToolResult out = query(c);
    const SemanticQuery& q = c.plan.queries.front();
    try {
        plumbline::report::DashboardRequest ask;
        ask.language = c.language;
        ask.filters = filters_of(q);
        ask.period = period_of(q);
        if (!ask.period && c.data.dataset->dates) ask.period = c.data.dataset->dates;
        ask.compare = metrics::Comparison::previous;
        if (!q.by.empty() && !q.by.front().starts_with("time:")) ask.breakdown = q.by.front();
        const plumbline::report::Dashboard d = plumbline::report::build_dashboard(c.data, ask, c.stop);
        out.document = std::make_shared<const plumbline::report::Document>(
            plumbline::report::dashboard_document(d, c.data.dataset->name, to_iso(c.now), c.language));
        if (!d.title.empty()) out.notes.push_back(d.title + (d.title.ends_with(".") ? "" : "."));
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        // the figures stand; why there is no document is said
        out.notes.push_back((c.language == Language::fr ? "Pas de document : " : "No document: ") + reason_of(e, c.language));
    }
    return out;
}

} // namespace plumbline::assistant::tool
