// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/report_review.h"

#include <algorithm>
#include <chrono>

#include "app/cli/ask.h"
#include "core/metrics/annotations.h"
#include "core/metrics/cube.h"
#include "core/report/pulse_document.h"
#include "core/report/wbr_audit.h"
#include "core/report/wbr_batch.h"
#include "core/store/files.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

constexpr size_t most_signals = 4;

/// Series of the dataset with signals from outside: the one named, else the one called "market", where there is one.
std::vector<report::MarketSignal> signals_of(Session& session, const store::Workspace& workspace, Engine& engine,
                                             const std::string& name, const DatasetInfo& own) {
    std::vector<report::MarketSignal> out;
    for (const DatasetInfo& d : workspace.datasets()) {
        if (d.id == own.id || !d.dates || (name.empty() ? d.name != "market" : d.name != name)) continue;
        for (const DatasetColumn& c : d.columns) {
            if (c.role != "measure" || out.size() == most_signals) continue;
            metrics::Query q;
            q.metrics = {c.field};
            q.grain = Grain::day;
            const Table t = metrics::run({&d, &engine, nullptr}, q, session.stop()).table;
            report::MarketSignal s{c.name, {}, {}};
            for (size_t r = 0; r < t.rows(); ++r)
                if (const auto v = t.column(1).number(r)) {
                    s.days.push_back(t.column(0).date(r));
                    s.values.push_back(*v);
                }
            out.push_back(std::move(s));
        }
    }
    if (out.empty() && !name.empty()) throw Error(ErrorCode::dataset_not_found, {{"dataset", name}, {"name", name}});
    return out;
}

std::string head_line(const store::Workspace& workspace, const DatasetInfo& dataset) {
    return workspace.datasets().size() > 1 ? workspace.name() + " · " + dataset.name : workspace.name();
}

/// When the newest snapshot came in: the same data give the same bytes.
std::string time_of_data(const store::Workspace& workspace, const DatasetInfo& dataset) {
    std::string out;
    for (const store::SnapshotInfo& s : workspace.snapshots(dataset.id)) out = std::max(out, s.created);
    return out.empty() ? store::now_utc() : out;
}

} // namespace

void run_review(Session& session, const ReviewOptions& o, const WriteDocument& write) {
    const auto begin = std::chrono::steady_clock::now();
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    const metrics::Context context{&dataset, &engine, nullptr};
    report::BatchRequest batch;
    batch.review.metric = o.metric;
    batch.review.language = session.lang();
    if (!o.week.empty()) batch.review.week = report::parse_week(o.week);
    batch.review.week = iso_week(report::review_week(dataset, batch.review.week).from);
    batch.review.annotations = metrics::annotations(*workspace, dataset.id);
    batch.review.targets = metrics::targets(*workspace, dataset.id);
    batch.review.market = signals_of(session, *workspace, engine, o.market, dataset);
    if (o.all) {
        std::vector<std::string> by = o.by;
        if (by.empty())
            for (const char* kind : {"category", "channel", "region"})
                if (dataset.dimension(kind)) {
                    by = {kind};
                    break;
                }
        if (by.empty()) throw Error(ErrorCode::usage, {{"detail", "Name the dimensions of the reviews with --by."}});
        batch.scopes = report::review_scopes(context, batch.review, by, session.stop());
    } else {
        const auto where = parse_filters(o.where);
        // A scope that does not exist is refused before a file is touched.
        metrics::Query q;
        q.metrics = {o.metric};
        q.filters = where;
        metrics::run(context, q, session.stop());
        batch.scopes = {report::review_scope(where)};
    }
    batch.out = o.out;
    batch.formats = o.formats;
    batch.workspace = head_line(*workspace, dataset);
    batch.created = o.created.empty() ? time_of_data(*workspace, dataset) : o.created;
    batch.now = store::now_utc();
    batch.threads = o.threads;
    batch.review.trust =
        report::review_trust(*workspace, context, session.lang(), o.out / ".plumbline", session.progress(), session.stop());

    const auto items = report::run_reviews(
        context, batch, write, [&] { return metrics::Cube::load(dataset, engine, session.stop()); }, session.progress(),
        session.stop());
    json reports = json::array();
    std::string text;
    size_t cached = 0;
    for (const report::BatchItem& i : items) {
        cached += i.cached;
        reports.push_back({{"for", i.scope},
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
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    session.answer({{"reports", reports},
                    {"week", report::week_id(*batch.review.week)},
                    {"dataset", dataset.name},
                    {"computed", items.size() - cached},
                    {"cached", cached},
                    {"seconds", seconds}},
                   text);
}

void run_pulse(Session& session, const ReviewOptions& o, const WriteDocument& write) {
    const auto workspace = session.open(store::Access::read);
    const DatasetInfo dataset = workspace->dataset(o.dataset);
    EmbeddedEngine engine(workspace->trusted_facts());
    const metrics::Context context{&dataset, &engine, nullptr};
    const auto begin = std::chrono::steady_clock::now();
    report::PulseRequest request;
    request.language = session.lang();
    request.targets = metrics::targets(*workspace, dataset.id);
    if (!o.day.empty()) request.day = parse_day(o.day);
    const auto where = parse_filters(o.where);
    if (!where.empty())
        for (pulse::Watch& w : request.watches = pulse::usual_watches(dataset)) w.where = where;
    pulse::AlertInput input;
    input.targets = request.targets;
    input.now = store::now_utc();
    input.language = session.lang();
    for (const pulse::Rule& rule : pulse::rules(*workspace, dataset.id)) {
        try {
            request.alerts.push_back(pulse::look(context, rule, pulse::state_of(*workspace, rule.id), input, session.stop()));
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
        }
    }
    const report::PulseView view = report::build_pulse(context, request, session.stop());
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    const report::Document document = report::pulse_document(
        view, head_line(*workspace, dataset), o.created.empty() ? time_of_data(*workspace, dataset) : o.created, session.lang());
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
                          {"day", to_iso(c.day)},
                          {"value", number(c.value)},
                          {"expected", number(c.expected)},
                          {"low", number(c.low)},
                          {"high", number(c.high)},
                          {"change", number(c.change)},
                          {"verdict", pulse::verdict_id(c.verdict)},
                          {"text", view.sentences[i]}});
    }
    session.answer({{"reports", {{{"for", "all"}, {"files", files}, {"cached", false}, {"status", "done"}}}},
                    {"checks", checks},
                    {"title", view.title},
                    {"ms", ms}},
                   text);
}

} // namespace plumbline::cli
