// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "core/assistant/tools.h"
#include "core/report/document.h"
#include "core/report/wbr_request.h"

/// A report of a period or scope: the figures asked for, and a document of them by core/report. A week asked for as a review is
/// the weekly business review, as the batch would write it.
namespace plumbline::assistant::tool {

namespace {

std::string with_stop(std::string sentence) {
    if (!sentence.empty() && !sentence.ends_with(".")) sentence += ".";
    return sentence;
}

/// The review of one scope and week; its headline is what is told.
void review(const ToolContext& c, const SemanticQuery& q, ToolResult& out) {
    c.workspace([&](const store::Workspace& workspace) {
        const Date monday = q.periods.front().range.from;
        const plumbline::report::MadeReport made =
            plumbline::report::make_report(workspace, c.data, filters_of(q), iso_week(monday), c.language, c.progress, c.stop);
        out.document = std::make_shared<const plumbline::report::Document>(made.document);
        out.notes.push_back(with_stop(made.review.scope_label + ", " + made.review.week_label));
        if (!made.review.headline.empty()) out.notes.push_back(with_stop(made.review.headline));
        for (const std::string& sentence : made.review.summary) out.notes.push_back(with_stop(sentence));
    });
}

void dashboard(const ToolContext& c, const SemanticQuery& q, ToolResult& out) {
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
    if (!d.title.empty()) out.notes.push_back(with_stop(d.title));
}

} // namespace

ToolResult report(const ToolContext& c) {
    ToolResult out = query(c);
    const SemanticQuery& q = c.plan.queries.front();
    try {
        if (text_slot(c.plan, "kind") == "wbr" && c.workspace && q.periods.size() == 1)
            review(c, q, out);
        else
            dashboard(c, q, out);
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        // the figures stand; why there is no document is said
        out.notes.push_back((c.language == Language::fr ? "Pas de document : " : "No document: ") + reason_of(e, c.language));
    }
    return out;
}

} // namespace plumbline::assistant::tool
