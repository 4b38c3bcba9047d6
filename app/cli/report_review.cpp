// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_review.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <mutex>

#include "app/cli/ask.h"
#include "app/cli/trust.h"
#include "core/assistant/text_model.h"
#include "core/metrics/annotations.h"
#include "core/metrics/cube.h"
#include "core/net/http.h"
#include "core/report/narrative_log.h"
#include "core/report/pulse_document.h"
#include "core/report/wbr_batch.h"
#include "core/report/wbr_request.h"
#include "core/store/files.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

/// The endpoint of the command line under the rules of the workspace; its key comes from the environment and is never stored.
struct Writer {
    std::mutex mutex; // a workspace is used by one at a time
    std::unique_ptr<assistant::TextModel> model;

    Writer(const ReviewOptions& o, store::Workspace& workspace) {
        assistant::Endpoint e;
        e.name = net::host_of(o.endpoint).empty() ? "endpoint" : net::host_of(o.endpoint);
        e.url = o.endpoint;
        e.model = o.model;
        if (const char* key = std::getenv("PLUMBLINE_LLM_KEY")) e.key = key;
        if (e.url.find("localhost") != std::string::npos || e.url.find("127.0.0.1") != std::string::npos)
            e.max_tokens_field = "max_tokens";
        assistant::Policy policy = assistant::policy_of(workspace);
        policy.network = true; // asked for on the command line; a policy file can still forbid it
        if (!o.policy.empty())
            policy = assistant::strictest(policy, assistant::read_policy(o.policy));
        else if (const char* file = std::getenv("PLUMBLINE_POLICY"))
            policy = assistant::strictest(policy, assistant::read_policy(file));
        const char* user = std::getenv("USER");
        model = std::make_unique<assistant::TextModel>(
            [this, &workspace](const std::function<void(store::Workspace&)>& use) {
                const std::scoped_lock lock(mutex);
                use(workspace);
            },
            policy, e, user ? user : "local");
    }

    report::NarrativeModel narrator(const std::string& fingerprint) {
        return [this, fingerprint](const report::NarrativeAsk& ask, std::stop_token stop) {
            assistant::TextAsk text{"review", ask.version, fingerprint, {}, ask.schema, "review"};
            for (const auto& [role, content] : ask.messages) text.messages.push_back({role, content});
            const assistant::TextAnswer a = model->ask(text, std::move(stop));
            return report::NarrativeReply{
                a.text, model->endpoint().name, model->endpoint().model, a.tokens_in, a.tokens_out, a.cost, a.cached};
        };
    }
};

/// Scores of what was written now, for the workspace.
std::vector<report::TextRecord> scored(const std::vector<report::BatchItem>& items,
                                       const std::vector<report::ReviewScope>& scopes, const std::string& now,
                                       const std::string& week, Language language) {
    std::vector<report::TextRecord> out;
    for (size_t i = 0; i < items.size(); ++i)
        if (items[i].text)
            out.push_back({now, items[i].scope, scopes[i].slug, week, language == Language::fr ? "fr" : "en",
                           items[i].narrative.version,
                           items[i].narrative.model.empty() ? items[i].narrative.endpoint : items[i].narrative.model,
                           items[i].narrative.reason, *items[i].text});
    return out;
}

/// What a run leaves in the workspace: scores, and which review took what was put aside. A workspace that somebody else has open
/// is left as it is: the reviews are written all the same.
void keep(std::unique_ptr<store::Workspace>& workspace, const std::vector<report::TextRecord>& scores,
          const std::vector<report::ReportItem>& items, const std::string& week) {
    const auto put = [&](store::Workspace& w) {
        report::put_text_records(w, scores);
        report::settle_report_items(w, items, week);
    };
    if (scores.empty() && items.empty()) return;
    if (workspace->access() == store::Access::write) return put(*workspace);
    const std::filesystem::path folder = workspace->folder();
    workspace.reset(); // one's own reading would keep oneself out
    try {
        workspace = store::Workspace::open(folder, store::Access::write);
        put(*workspace);
    } catch (const Error& e) {
        if (e.code() != ErrorCode::workspace_in_use && e.code() != ErrorCode::workspace_read_only) throw;
    }
}

} // namespace

void run_review(Session& session, const ReviewOptions& o, const WriteDocument& write) {
    const auto begin = std::chrono::steady_clock::now();
    // A model writes into the ledger; without one another program may have the workspace open for writing.
    auto workspace = session.open(o.endpoint.empty() ? store::Access::read : store::Access::write);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    const metrics::Context context{&dataset, &engine, nullptr};
    report::BatchRequest batch;
    batch.review.metric = o.metric;
    batch.review.language = session.lang();
    if (!o.week.empty()) batch.review.week = report::parse_week(o.week);
    // What does not exist is refused before a file is touched.
    batch.review.week = iso_week(report::review_week(dataset, batch.review.week).from);
    if (o.all) {
        std::vector<std::string> by = o.by;
        if (by.empty())
            for (const char* kind : {"category", "channel", "region"})
                if (dataset.dimension(kind)) {
                    by = {kind};
                    break;
                }
        if (by.empty())
            throw Error(ErrorCode::usage, {{"detail", "Name the dimensions of the reviews with --by."},
                                           {"detail_fr", "Nommez les dimensions des revues avec --by."}});
        batch.scopes = report::review_scopes(context, batch.review, by, session.stop());
    } else {
        const auto where = parse_filters(o.where);
        metrics::Query q;
        q.metrics = {o.metric};
        q.filters = where;
        metrics::run(context, q, session.stop());
        batch.scopes = {report::review_scope(where)};
    }
    batch.review = report::review_request(*workspace, context, std::move(batch.review), o.market, o.out / ".plumbline",
                                          session.progress(), session.stop());
    std::optional<Writer> writer;
    if (!o.endpoint.empty()) {
        writer.emplace(o, *workspace);
        batch.review.model = writer->narrator(dataset.fingerprint);
        batch.model = o.endpoint + " " + o.model;
    }
    batch.out = o.out;
    batch.formats = o.formats;
    batch.brand = report::brand_of(*workspace);
    if (!o.paper.empty()) batch.brand.paper = o.paper;
    batch.workspace = report::head_line(*workspace, dataset);
    batch.created = o.created.empty() ? report::time_of_data(*workspace, dataset) : o.created;
    batch.now = store::now_utc();
    batch.threads = o.threads;
    const auto items = report::run_reviews(
        context, batch, write, [&] { return metrics::Cube::load(dataset, engine, session.stop()); }, session.progress(),
        session.stop());
    json reports = json::array();
    std::string text;
    size_t cached = 0;
    int64_t tokens = 0;
    double cost = 0;
    const std::string week = report::week_id(*batch.review.week);
    // The week and what it is held against.
    const DateRange days = report::review_week(dataset, batch.review.week);
    json doubts = json::object();
    const std::string against = add_trust(doubts, *workspace, dataset, {o.metric, "revenue", "cost", "leads", "orders", "clicks"},
                                          DateRange{days.from - 7, days.to}, session.lang());
    keep(workspace, scored(items, batch.scopes, batch.now, week, session.lang()), batch.review.items, week);
    for (const report::BatchItem& i : items) {
        cached += i.cached;
        tokens += i.narrative.tokens_in + i.narrative.tokens_out;
        cost += i.narrative.cost;
        reports.push_back({{"for", i.scope},
                           {"text_by", i.narrative.by_model ? i.narrative.version : "templates"},
                           {"text_reason", i.narrative.reason},
                           {"files", i.files},
                           {"cached", i.cached},
                           {"status", report::review_status_id(i.status)},
                           {"reason", i.reason},
                           {"failed_sections", i.failed_sections},
                           {"headline", i.headline},
                           {"score", i.score ? json(*i.score) : json(nullptr)},
                           {"ms", i.ms}});
        if (!i.last_good_week.empty()) reports.back()["last_good"] = i.last_good_week;
        if (i.status != report::ReviewStatus::done) session.exit = 1;
        text += i.scope + ": " + (i.cached ? "unchanged" : report::review_status_id(i.status)) +
                (i.reason.empty() ? "" : ". " + i.reason) + "\n";
        for (const std::string& f : i.files) text += "  " + f + "\n";
    }
    json mistakes = json::array();
    if (batch.review.templates)
        for (const Error& e : batch.review.templates->mistakes) {
            const ErrorText t = e.text(session.lang());
            mistakes.push_back(
                {{"code", error_id(e.code())}, {"message", t.what_happened + " " + t.what_it_means}, {"facts", e.facts()}});
            text += t.what_happened + " " + t.what_it_means + "\n";
        }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    json answer{{"reports", reports},
                {"week", week},
                {"template_mistakes", mistakes},
                {"tokens", tokens},
                {"cost", cost},
                {"dataset", dataset.name},
                {"computed", items.size() - cached},
                {"cached", cached},
                {"seconds", seconds}};
    answer.update(doubts);
    session.answer(answer, text + against);
}

void run_pulse(Session& session, const ReviewOptions& o, const WriteDocument& write) {
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    const metrics::Context context{&dataset, &engine, nullptr};
    const auto begin = std::chrono::steady_clock::now();
    report::PulseRequest request =
        report::pulse_request(*workspace, context, session.lang(), parse_filters(o.where), store::now_utc(), session.stop());
    if (!o.day.empty()) request.day = parse_day(o.day);
    const report::PulseView view = report::build_pulse(context, request, session.stop());
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    report::Document document =
        report::pulse_document(view, report::head_line(*workspace, dataset),
                               o.created.empty() ? report::time_of_data(*workspace, dataset) : o.created, session.lang());
    document.brand = report::brand_of(*workspace);
    if (!o.paper.empty()) document.brand.paper = o.paper;
    std::error_code error;
    std::filesystem::create_directories(o.out, error);
    if (error) throw Error(ErrorCode::write_failed, {{"path", o.out.string()}, {"detail", error.message()}});
    json files = json::array(), checks = json::array();
    std::string text = view.title + "\n";
    for (const std::string& s : view.sentences) text += s + "\n";
    for (const std::string& format : o.formats) {
        const auto file = o.out / ("pulse." + format);
        write(document, format, file);
        files.push_back(file.string());
        text += file.string() + "\n";
    }
    auto number = [](std::optional<double> v) { return v ? json(*v) : json(nullptr); };
    for (size_t i = 0; i < view.checks.size(); ++i) {
        const pulse::Check& c = view.checks[i];
        checks.push_back({{"metric", c.metric.id},
                          {"for", report::review_scope(c.watch.where).label},
                          {"day", to_iso(c.day)},
                          {"value", number(c.value)},
                          {"expected", number(c.expected)},
                          {"low", number(c.low)},
                          {"high", number(c.high)},
                          {"change", number(c.change)},
                          {"verdict", pulse::verdict_id(c.verdict)},
                          {"text", view.sentences[i]}});
    }
    json answer{{"reports", {{{"for", "all"}, {"files", files}, {"cached", false}, {"status", "done"}}}},
                {"checks", checks},
                {"title", view.title},
                {"ms", ms}};
    std::vector<std::string> watched;
    for (const pulse::Check& c : view.checks) watched.push_back(c.metric.id);
    const Date last = view.checks.empty() ? (dataset.dates ? dataset.dates->to : Date{}) : view.checks.front().day;
    // Six weeks are what a morning is held against.
    text += add_trust(answer, *workspace, dataset, watched, DateRange{last - 41, last}, session.lang());
    session.answer(answer, text);
}

} // namespace plumbline::cli
