// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/text.h"
#include "core/assistant/wording.h"
#include "core/metrics/pins.h"
#include "core/report/items.h"
#include "ui/chat/chat_presenter.h"

/// What a person keeps of an answer: a pin on the dashboard, an item of the next review.
namespace plumbline::ui {

namespace {

/// The first sentence carries the finding.
std::string finding(const assistant::Reply& reply) {
    return assistant::harmless(reply.text.substr(0, assistant::first_sentence_end(reply.text)), 160);
}

/// The plan's query, where the metrics room can be asked it as it is.
std::optional<metrics::Query> query_of(const assistant::Reply& reply) {
    if (reply.plan.queries.size() != 1 || reply.parts.empty()) return std::nullopt;
    const assistant::SemanticQuery& q = reply.plan.queries.front();
    const bool more = !q.inner.empty() || !q.having.empty() || q.share || q.baseline || !q.rows_where.empty() ||
                      !q.weekdays.empty() || q.periods.size() > 1 || q.count_groups || q.across_metrics || !q.groups.empty() ||
                      q.cumulative || q.both_ends;
    if (more) return std::nullopt;
    metrics::Query out;
    for (const std::string& m : q.metrics) {
        if (m.find(':') != std::string::npos) return std::nullopt;
        out.metrics.push_back(m);
    }
    for (const std::string& k : q.by) {
        if (!k.starts_with("time:"))
            out.by.push_back(k);
        else if (const auto grain = parse_grain(k.substr(5)))
            out.grain = grain;
        else
            return std::nullopt;
    }
    for (const assistant::ValueFilter& f : q.filters) out.filters.push_back({f.dimension, f.values, f.exclude});
    if (!q.periods.empty()) out.period = q.periods.front().range;
    return out;
}

} // namespace

void ChatPresenter::pin(size_t index) {
    if (index >= m_entries.size() || !m_ready.assistant || !m_entries[index].reply.chart) return;
    metrics::Pin pin;
    pin.dataset_id = m_ready.assistant->vocabulary().dataset().id;
    pin.title = finding(m_entries[index].reply);
    pin.source = "assistant";
    pin.chart = *m_entries[index].reply.chart;
    pin.query = query_of(m_entries[index].reply);
    keep(tr("Pinned to the dashboard."), [pin](store::Workspace& w) { metrics::put_pin(w, pin); });
}

void ChatPresenter::addToReport(size_t index) {
    if (index >= m_entries.size() || !m_ready.assistant) return;
    const assistant::Reply& reply = m_entries[index].reply;
    const DatasetInfo& dataset = m_ready.assistant->vocabulary().dataset();
    report::ReportItem item;
    item.dataset_id = dataset.id;
    item.title = assistant::harmless(reply.question, 160);
    item.sentence = reply.text;
    item.chart = reply.chart;
    if (!reply.parts.empty() && reply.parts.front().rows() > 1)
        item.table = assistant::answer_table(reply.parts.front(), dataset, reply.language);
    if (!reply.plan.queries.empty())
        for (const assistant::ValueFilter& f : reply.plan.queries.front().filters)
            item.scope.push_back({f.dimension, f.values, f.exclude});
    item.source = "assistant";
    keep(tr("Added to the next review."), [item](store::Workspace& w) { report::put_report_item(w, item); });
}

} // namespace plumbline::ui
