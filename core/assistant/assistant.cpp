// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/assistant.h"

#include <algorithm>
#include <chrono>

#include "core/assistant/evaluate.h"
#include "core/assistant/parser.h"
#include "core/assistant/tools.h"
#include "core/assistant/wording.h"
#include "core/audit/audit.h"
#include "core/base/format.h"
#include "core/warehouse/gate.h"
#include "core/warehouse/remedied.h"

namespace plumbline::assistant {

namespace {

class Clock {
public:
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        const double ms = std::chrono::duration<double, std::milli>(now - m_last).count();
        m_last = now;
        return ms;
    }

private:
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

Date today() {
    return {static_cast<int32_t>(
        std::chrono::duration_cast<std::chrono::days>(std::chrono::system_clock::now().time_since_epoch()).count())};
}

/// Whether single figures were asked for and none of them can be computed.
bool without_figures(const std::vector<Table>& parts) {
    return !parts.empty() && std::ranges::all_of(parts, [](const Table& t) {
        if (t.rows() > 1) return false;
        bool number = t.rows() == 0;
        for (size_t c = 0; c < t.columns(); ++c) {
            const ColumnType type = t.column(c).type();
            if (type != ColumnType::real && type != ColumnType::integer) continue;
            number = true;
            if (t.rows() > 0 && !t.column(c).is_null(0)) return false;
        }
        return number;
    });
}

/// What the last audit blocks of the numbers that an answer shows.
std::vector<std::string> cautions_of(const Reply& reply, const DatasetInfo& dataset, const WorkspaceUse& workspace) {
    if (!workspace || reply.plan.route == Route::audit || reply.document) return {};
    std::optional<audit::AuditReport> report;
    workspace([&](const store::Workspace& w) { report = audit::last_report(w, dataset); });
    if (!report) return {};
    std::vector<const audit::Finding*> blockers;
    for (const SemanticQuery& q : reply.plan.queries) {
        std::vector<DateRange> ranges;
        for (const NamedPeriod& p : q.periods) ranges.push_back(p.range);
        if (q.baseline) ranges.push_back(q.baseline->range);
        const auto look = [&](const std::optional<DateRange>& days) {
            for (const audit::Finding* f : audit::findings_against(*report, dataset, q.metrics, days, tool::filters_of(q)))
                if (f->severity == audit::Severity::blocker && std::ranges::find(blockers, f) == blockers.end())
                    blockers.push_back(f);
        };
        if (ranges.empty() || reply.plan.route != Route::kpi_qa) look({}); // the other tools learn from all of the history
        for (const DateRange& r : ranges) look(r);
    }
    std::vector<std::string> out;
    const bool fr = reply.language == Language::fr;
    for (const audit::Finding* f : blockers)
        out.push_back((fr ? "Pas encore fiable : " : "Not to be relied on yet: ") + audit::title(*f, dataset, reply.language) +
                      (f->days ? ", " + format_range(*f->days, reply.language) : "") + ".");
    return out;
}

} // namespace

Assistant::Assistant(const metrics::Context& context) : m_context(context), m_rooms(context) {
    if (context.engine && context.dataset) {
        const DatasetInfo& d = *context.dataset;
        const std::set<std::string> tables{d.facts_table, d.rollup_table, warehouse::raw_table(d.facts_table)};
        m_gate = std::make_shared<warehouse::GatedEngine>(*context.engine, tables);
        m_context.engine = m_gate.get();
    }
    m_vocabulary = Vocabulary::build(m_context);
}

Date Assistant::clock(const AskOptions& options) const {
    if (options.now) return *options.now;
    const auto& dates = m_vocabulary->dataset().dates;
    const Date now = today();
    return dates && dates->to + 1 < now ? dates->to + 1 : now;
}

Reply Assistant::ask(const std::string& question, const AskOptions& options, std::stop_token stop) const {
    Clock clock_of_all;
    Reply reply;
    const Language language = detect_language(question, options.language);
    std::vector<std::pair<const char*, double>> times;
    const ParseContext context{m_vocabulary.get(), language, clock(options), options.before, &times};
    const Plan plan = parse(question, context);
    AskOptions with = options;
    with.language = language;
    reply = run(plan, question, with, stop);
    std::vector<Stage> stages; // validator, classifier, selector, planner, then what run() added
    for (const char* name : {"validate", "classify", "select", "plan"}) {
        const auto at = std::ranges::find_if(times, [&](const auto& t) { return std::string_view(t.first) == name; });
        stages.push_back({name, "offline", at == times.end() ? 0 : at->second});
    }
    for (Stage& s : reply.stages)
        if (s.name == "validate")
            stages.front().ms += s.ms;
        else
            stages.push_back(std::move(s));
    reply.stages = std::move(stages);
    reply.latency_ms = clock_of_all.lap();
    return reply;
}

Reply Assistant::run(const Plan& plan, const std::string& question, const AskOptions& options, std::stop_token stop) const {
    Clock laps;
    Reply reply;
    reply.question = question;
    reply.language = options.language;
    reply.plan = plan;
    const DatasetInfo& dataset = m_vocabulary->dataset();
    // Validator: what cannot be done, and what the data do not have.
    for (const Problem& p : plan.problems) {
        if (p.kind == "ambiguous") {
            reply.clarify = true;
            reply.text = problem_words(p, dataset, reply.language);
            continue;
        }
        reply.refused = true;
        if (reply.reason.empty() || p.kind != "topic") reply.reason = problem_words(p, dataset, reply.language);
    }
    if (plan.route == Route::unsafe || plan.route == Route::out_of_scope) reply.refused = true;
    if (reply.refused) {
        reply.clarify = false;
        if (reply.reason.empty()) reply.reason = problem_words({"topic", "", "", {}}, dataset, reply.language);
        reply.text = reply.reason;
        reply.stages.push_back({"validate", "offline", laps.lap()});
        reply.suggestions = suggestions(reply.language);
        return reply;
    }
    reply.stages.push_back({"validate", "offline", laps.lap()});
    if (reply.clarify) {
        reply.options = readings(reply, dataset);
        return reply;
    }
    try {
        const Tool* tool = plan.tools.empty() ? nullptr : find_tool(plan.tools.front().tool);
        if (!tool) tool = find_tool("query_metrics");
        const std::string fault = plan.tools.empty() ? "" : argument_fault(*tool, plan.tools.front().arguments);
        if (!fault.empty()) throw Error(ErrorCode::question_invalid, {{"detail", tool->name + ": " + fault}});
        NoProgress silent;
        const ToolContext c{tool->slow ? m_rooms : m_context,
                            *m_vocabulary,
                            reply.plan,
                            reply.language,
                            clock(options),
                            stop,
                            options.workspace,
                            options.progress ? *options.progress : silent};
        ToolResult result = tool->run(c);
        reply.sql = result.sql;
        reply.stages.push_back({"execute", "offline", laps.lap()});
        if (!result.unavailable.empty()) {
            reply.refused = true;
            reply.reason = reply.text = result.unavailable;
            return reply;
        }
        if (plan.route == Route::kpi_qa && without_figures(result.parts)) // "–" would be all that there is to say
            for (const SemanticQuery& q : reply.plan.queries)
                if (const auto sums = missing_sums(m_context, *m_vocabulary, q, stop); !sums.empty() && q.having.empty()) {
                    reply.refused = true;
                    reply.reason = reply.text = nothing_words(sums, q, dataset, reply.language);
                    return reply;
                }
        reply.parts = result.parts;
        reply.document = result.document;
        narrate(reply, result, dataset);
        reply.chart = result.chart ? result.chart : draw(reply, dataset);
        reply.cautions = cautions_of(reply, dataset, options.workspace);
        reply.suggestions = follow_ups(reply, *m_vocabulary);
        reply.stages.push_back({"narrate", "offline", laps.lap()});
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        const ErrorText t = e.text(reply.language);
        reply.refused = true;
        reply.reason = t.what_happened;
        reply.text = t.what_happened + " " + t.what_to_do;
    }
    return reply;
}

std::vector<std::string> Assistant::suggestions(Language l) const {
    const bool fr = l == Language::fr;
    std::vector<std::string> out;
    const Vocabulary& v = *m_vocabulary;
    const bool campaign = !v.dimension_of_kind("campaign").empty();
    if (campaign && v.available("roi"))
        out.push_back(fr ? "Quelles campagnes perdent de l'argent ?" : "Which campaigns lose money?");
    if (campaign && v.available("cpa"))
        out.push_back(fr ? "Top 5 des campagnes par coût par commande" : "Top 5 campaigns by cost per order, cheapest first");
    if (v.available("revenue") && !v.dimension_of_kind("channel").empty())
        out.push_back(fr ? "Chiffre d'affaires par canal" : "Revenue by channel");
    if (v.dataset().dates && v.available("cost")) out.push_back(fr ? "Trace les dépenses par semaine" : "Plot spend by week");
    if (v.dataset().dates && v.available("revenue"))
        out.push_back(fr ? "Pourquoi le chiffre d'affaires a-t-il changé la semaine dernière ?"
                         : "Why did revenue change last week?");
    if (out.empty())
        for (const DatasetColumn& c : v.dataset().columns)
            if (c.role == "measure" && out.size() < 3) out.push_back((fr ? "Moyenne de " : "Average ") + c.name);
    out.push_back(fr ? "Y a-t-il des problèmes dans les données ?" : "Are there problems in the data?");
    return out;
}

} // namespace plumbline::assistant
