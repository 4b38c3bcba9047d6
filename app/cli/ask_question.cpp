// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>

#include "app/cli/command.h"
#include "core/assistant/assistant.h"
#include "core/assistant/model.h"
#include "core/metrics/cube.h"
#include "core/report/document.h"
#include "core/table/table_json.h"
#include "core/warehouse/embedded.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

struct Options {
    std::string question, dataset, batch, out, conversation, now, endpoint, model, policy;
    bool preview = false;
};

/// The endpoint of the command line; its key comes from the environment and is never stored.
assistant::Models models_of(const Options& o) {
    assistant::Models models;
    assistant::Endpoint e;
    e.name = "endpoint";
    e.url = o.endpoint;
    e.model = o.model;
    if (const char* key = std::getenv("PLUMBLINE_LLM_KEY")) e.key = key;
    if (const char* user = std::getenv("USER")) models.user = user;
    if (e.url.find("localhost") != std::string::npos || e.url.find("127.0.0.1") != std::string::npos)
        e.max_tokens_field = "max_tokens";
    models.endpoints = {e};
    models.planner = models.narrator = e.name;
    return models;
}

assistant::Policy policy_for(const Options& o, const store::Workspace& workspace) {
    assistant::Policy mine = assistant::policy_of(workspace);
    mine.network = true; // asked for on the command line; a policy file can still forbid it
    if (!o.policy.empty()) return assistant::strictest(mine, assistant::read_policy(o.policy));
    if (const char* file = std::getenv("PLUMBLINE_POLICY")) return assistant::strictest(mine, assistant::read_policy(file));
    return mine;
}

json chart_json(const assistant::Reply& r) {
    if (!r.plan.chart.empty()) return r.plan.chart;
    return nullptr;
}

json reply_json(const assistant::Reply& r) {
    json j{{"intent", assistant::intent_id(r.plan.intent())},
           {"route", assistant::route_id(r.plan.route)},
           {"refused", r.refused},
           {"clarify", r.clarify},
           {"reason", r.reason},
           {"text", r.text},
           {"rows", json::array()},
           {"columns", json::array()}};
    const bool answers = !r.refused && !r.clarify;
    if (answers && !r.parts.empty()) {
        const json table = plumbline::to_json(r.parts.front());
        j["rows"] = table["rows"];
        j["columns"] = table["columns"];
    }
    j["parts"] = json::array();
    if (answers && r.parts.size() > 1)
        for (const Table& t : r.parts) j["parts"].push_back(plumbline::to_json(t)["rows"]);
    if (answers && r.document)
        j["document"] = {{"kind", r.document->kind}, {"scope", r.document->scope}, {"blocks", r.document->blocks.size()}};
    j["plan"] = assistant::to_json(r.plan);
    j["confidence"] = r.plan.confidence;
    j["slots"] = j["plan"].contains("slots") ? j["plan"]["slots"] : json::object();
    j["chart"] = chart_json(r);
    j["facts"] = r.facts;
    j["recommendations"] = r.recommendations;
    j["warnings"] = r.cautions;
    j["options"] = r.options;
    j["suggestions"] = r.suggestions;
    j["sql"] = answers ? r.sql : "";
    j["stages"] = json::array();
    for (const assistant::Stage& s : r.stages) j["stages"].push_back({{"name", s.name}, {"by", s.by}, {"ms", s.ms}});
    j["latency_ms"] = r.latency_ms;
    j["tokens"] = r.tokens;
    j["cost"] = r.cost;
    return j;
}

/// A dataset that questions are asked of, with what is read once.
struct Desk {
    DatasetInfo dataset;
    EmbeddedEngine engine;
    std::shared_ptr<const metrics::Cube> cube;
    metrics::Context context;
    std::unique_ptr<assistant::Assistant> assistant;

    Desk(const store::Workspace& workspace, const std::string& name)
        : dataset(workspace.dataset(name)), engine(workspace.trusted_facts()),
          cube(metrics::Cube::load(dataset, engine)), context{&dataset, &engine, cube.get()} {
        assistant = std::make_unique<assistant::Assistant>(context);
    }
};

void batch(Session& session, const Options& o) {
    const auto workspace = session.open(store::Access::read);
    std::ifstream in(o.batch);
    if (!in) throw Error(ErrorCode::file_not_found, {{"file", o.batch}});
    std::ofstream out(o.out);
    if (!out) throw Error(ErrorCode::write_failed, {{"file", o.out}, {"detail", "it cannot be opened"}});
    std::map<std::string, std::unique_ptr<Desk>> desks;
    auto desk = [&](const std::string& name) -> Desk& {
        std::string known = name;
        const auto datasets = workspace->datasets();
        const bool there = std::ranges::any_of(datasets, [&](const DatasetInfo& d) { return d.name == name; });
        if (!there && datasets.size() == 1) known = datasets.front().name; // a workspace of one dataset: that one is meant
        auto& d = desks[known];
        if (!d) d = std::make_unique<Desk>(*workspace, known);
        return *d;
    };
    std::map<std::string, assistant::Plan> plans;
    std::string line;
    size_t n = 0, number = 0;
    while (std::getline(in, line)) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const json q = json::parse(line, nullptr, false);
        if (!q.is_object() || !q.contains("question") || !q["question"].is_string())
            throw Error(ErrorCode::question_invalid, {{"detail", "line " + std::to_string(number) + " has no question"}});
        assistant::AskOptions options;
        const std::string lang = q.value("lang", session.language);
        options.language = lang == "fr" ? Language::fr : Language::en;
        if (q.contains("now") && q["now"].is_string()) options.now = parse_iso_date(q["now"].get<std::string>());
        std::optional<assistant::Plan> before;
        if (q.contains("after") && q["after"].is_string())
            if (const auto at = plans.find(q["after"].get<std::string>()); at != plans.end()) before = at->second;
        options.before = before ? &*before : nullptr;
        options.workspace = [&](const std::function<void(const store::Workspace&)>& work) { work(*workspace); };
        const assistant::Assistant& a = *desk(q.value("dataset", o.dataset)).assistant;
        const assistant::Reply reply = a.ask(q["question"].get<std::string>(), options, session.stop());
        json j = reply_json(reply);
        const std::string id =
            q.contains("id") ? (q["id"].is_string() ? q["id"].get<std::string>() : q["id"].dump()) : std::to_string(number);
        j["id"] = id;
        plans[id] = reply.plan;
        out << j.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
        ++n;
    }
    session.answer({{"questions", n}, {"out", o.out}}, std::to_string(n) + " questions answered into " + o.out);
}

void run(Session& session, const Options& o) {
    if (!o.batch.empty()) {
        if (o.out.empty()) throw Error(ErrorCode::usage, {{"detail", "--batch needs --out FILE."}});
        return batch(session, o);
    }
    if (o.question.empty()) throw Error(ErrorCode::question_invalid, {{"detail", "it is empty"}});
    const bool keeps = !o.conversation.empty() || !o.endpoint.empty();
    const auto workspace = session.open(keeps ? store::Access::write : store::Access::read);
    Desk desk(*workspace, o.dataset);
    assistant::AskOptions options;
    options.language = session.lang();
    if (!o.now.empty()) options.now = parse_day(o.now);
    options.workspace = [&](const std::function<void(const store::Workspace&)>& work) { work(*workspace); };
    options.progress = &session.progress();
    std::optional<assistant::Plan> before;
    if (!o.conversation.empty()) before = assistant::last_plan(*workspace, o.conversation);
    options.before = before ? &*before : nullptr;
    if (o.preview) { // exactly what would be sent
        json sent = json::array();
        for (const assistant::Message& m : assistant::planner_messages(*desk.assistant, o.question, session.lang(),
                                                                       desk.assistant->clock(options), policy_for(o, *workspace)))
            sent.push_back({{"role", m.role}, {"content", m.content}});
        return session.answer({{"messages", sent}}, sent.dump(2));
    }
    const auto known = assistant::verified(*workspace, desk.dataset.id, o.question);
    assistant::Reply reply = known ? desk.assistant->run(*known, o.question, options, session.stop())
                                   : desk.assistant->ask(o.question, options, session.stop());
    std::string note;
    if (!o.endpoint.empty()) {
        assistant::Refiner refiner(*desk.assistant, *workspace, policy_for(o, *workspace), models_of(o));
        auto refined = refiner.refine(reply, options, {}, session.stop());
        reply = std::move(refined.reply);
        note = refined.note;
    }
    std::string id = "1";
    if (keeps)
        id = assistant::put_answer(*workspace, desk.dataset.id, reply, o.conversation,
                                   o.endpoint.empty() ? "" : assistant::plan_prompt().version, o.model);
    json j = reply_json(reply);
    j["id"] = id;
    j["note"] = note;
    std::string text = reply.text + "\n";
    for (const std::string& caution : reply.cautions) text += caution + "\n";
    for (const Table& t : reply.parts) text += "\n" + as_text(t);
    for (const std::string& r : reply.recommendations) text += "\n- " + r;
    for (const std::string& option : reply.options) text += "\n? " + option;
    if (!note.empty()) text += "\n" + note;
    session.answer(j, text);
}

void show_ledger(Session& session) {
    const auto workspace = session.open(store::Access::read);
    json rows = json::array(), months = json::array();
    std::string text;
    for (const assistant::LedgerRow& r : assistant::ledger(*workspace))
        rows.push_back({{"time", r.time},
                        {"user", r.user},
                        {"endpoint", r.endpoint},
                        {"model", r.model},
                        {"purpose", r.purpose},
                        {"tokens_in", r.tokens_in},
                        {"tokens_out", r.tokens_out},
                        {"cost", r.cost},
                        {"ms", r.ms},
                        {"estimated", r.estimated},
                        {"cached", r.cached},
                        {"ended", r.ended}});
    for (const assistant::LedgerSum& s : assistant::ledger_sums(*workspace)) {
        months.push_back({{"month", s.month},
                          {"user", s.user},
                          {"requests", s.requests},
                          {"tokens_in", s.tokens_in},
                          {"tokens_out", s.tokens_out},
                          {"cost", s.cost}});
        text += s.month + "  " + s.user + "  " + std::to_string(s.requests) + " requests  " +
                std::to_string(s.tokens_in + s.tokens_out) + " tokens\n";
    }
    session.answer({{"requests", rows}, {"months", months}}, text.empty() ? "No request was sent." : text);
}

} // namespace

void add_ask(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("ask", "Ask in plain language, English or French");
    auto o = std::make_shared<Options>();
    command->add_option("question", o->question, "The question");
    command->add_option("--dataset", o->dataset, "Name of the dataset; not needed where there is one");
    command->add_option("--batch", o->batch, "File of questions, a JSON object a line: id, question, lang, dataset, now, after");
    command->add_option("--out", o->out, "With --batch: file for the answers, a JSON object a line");
    command->add_option("--conversation", o->conversation, "Conversation that the question belongs to");
    command->add_option("--endpoint", o->endpoint,
                        "Base address of an OpenAI-compatible language model; its key is PLUMBLINE_LLM_KEY");
    command->add_option("--model", o->model, "With --endpoint: name of the model");
    command->add_option("--policy", o->policy, "File that says what the assistant may send");
    command->add_flag("--preview", o->preview, "Shows exactly what would be sent, sends nothing");
    command->add_option("--now", o->now, "The day to take for today");
    command->callback([o, &session] { run(session, *o); });
}

void add_ledger(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("ledger", "Tokens and cost of language models, by request and month");
    command->callback([&session] { show_ledger(session); });
}

} // namespace plumbline::cli
