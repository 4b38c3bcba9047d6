// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/assistant/model.h"
#include "core/assistant/parser.h"
#include "core/assistant/text.h"

namespace plumbline {
extern const std::string_view resource_prompt_validate;
extern const std::string_view resource_prompt_classify;
extern const std::string_view resource_prompt_select;
} // namespace plumbline

/// The stages before the planner, by a model. Each gets the least that it needs, and may only narrow what the offline engine
/// allows: a validator can refuse and never permit, a classifier can choose among readings, a selector can leave columns out.
namespace plumbline::assistant {

using nlohmann::json;

namespace {

constexpr double sure = 0.7; // of a classifier, to be heard

std::string dumped(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

json object_of(json properties, json required) {
    return {{"type", "object"},
            {"additionalProperties", false},
            {"required", std::move(required)},
            {"properties", std::move(properties)}};
}

json reply_of(const std::string& text) { return json::parse(first_object(text), nullptr, false); }

std::string quoted(const std::string& question) { return "QUESTION " + dumped(harmless(question, 500)); }

} // namespace

const Prompt& validate_prompt() {
    static const Prompt p{"validate.v1", std::string(resource_prompt_validate)};
    return p;
}

const Prompt& classify_prompt() {
    static const Prompt p{"classify.v1", std::string(resource_prompt_classify)};
    return p;
}

const Prompt& select_prompt() {
    static const Prompt p{"select.v1", std::string(resource_prompt_select)};
    return p;
}

std::vector<Message> validator_messages(const std::string& question) {
    return {{"system", validate_prompt().text}, {"user", quoted(question)}};
}

std::vector<Message> classifier_messages(const std::string& question) {
    return {{"system", classify_prompt().text}, {"user", quoted(question)}};
}

std::vector<Message> selector_messages(const Assistant& a, const std::string& question, const Policy& policy) {
    json columns = json::array();
    for (const DatasetColumn& c : a.vocabulary().dataset().columns)
        if (c.role != "id" && c.role != "ignore" && c.role != "date" && !is_private(c, policy))
            columns.push_back({{"field", c.field}, {"name", harmless(c.name)}, {"role", c.role}});
    return {{"system", select_prompt().text}, {"user", "COLUMNS " + dumped(columns) + "\n" + quoted(question)}};
}

bool Refiner::validate(const Endpoint& endpoint, Reply& reply, std::string& reasoning, std::stop_token stop) {
    CompletionAsk ask;
    ask.messages = validator_messages(reply.question);
    ask.schema = dumped(object_of({{"verdict", {{"type", "string"}, {"enum", {"answer", "refuse"}}}}}, {"verdict"}));
    ask.schema_name = "verdict";
    const json j =
        reply_of(text_of(endpoint, "validate", ask, validate_prompt().version, reply.question, reply, reasoning, stop));
    if (!j.is_object() || !j.contains("verdict") || j["verdict"] != "refuse") return true; // the offline verdict stands
    reply.refused = true;
    reply.clarify = false;
    reply.plan.route = Route::unsafe;
    reply.reason = reply.text = reply.language == Language::fr
                                    ? "Le modèle qui contrôle les questions refuse celle-ci ; rien n'a été calculé pour elle."
                                    : "The model that checks questions refuses this one; nothing was computed for it.";
    reply.parts.clear();
    reply.chart.reset();
    reply.document.reset();
    reply.recommendations.clear();
    reply.facts.clear();
    reply.sql.clear();
    return false;
}

bool Refiner::classify(const Endpoint& endpoint, Reply& reply, const AskOptions& options, std::string& reasoning,
                       std::stop_token stop) {
    CompletionAsk ask;
    ask.messages = classifier_messages(reply.question);
    ask.schema =
        dumped(object_of({{"route", {{"type", "string"}}}, {"confidence", {{"type", "number"}}}}, {"route", "confidence"}));
    ask.schema_name = "route";
    const json j =
        reply_of(text_of(endpoint, "classify", ask, classify_prompt().version, reply.question, reply, reasoning, stop));
    if (!j.is_object() || !j.contains("route") || !j["route"].is_string() || !j.contains("confidence") ||
        !j["confidence"].is_number() || j["confidence"].get<double>() < sure)
        return false;
    const auto route = parse_route(j["route"].get<std::string>());
    if (!route || *route == reply.plan.route || *route == Route::unsafe || *route == Route::out_of_scope || reply.refused)
        return false;
    const std::string reading = parts::with_reading(reply.question, *route, reply.language);
    if (reading.empty()) return false;
    AskOptions same = options;
    same.language = reply.language;
    Reply next = m_assistant.ask(reading, same, stop);
    if (next.refused || next.clarify) return false;
    next.question = reply.question;
    next.tokens = reply.tokens;
    next.cost = reply.cost;
    reply = std::move(next);
    return true;
}

std::set<std::string> Refiner::select(const Endpoint& endpoint, Reply& reply, std::string& reasoning, std::stop_token stop) {
    CompletionAsk ask;
    ask.messages = selector_messages(m_assistant, reply.question, m_policy);
    ask.schema = dumped(object_of({{"columns", {{"type", "array"}, {"items", {{"type", "string"}}}}}}, {"columns"}));
    ask.schema_name = "columns";
    const json j = reply_of(text_of(endpoint, "select", ask, select_prompt().version, reply.question, reply, reasoning, stop));
    std::set<std::string> out;
    if (j.is_object() && j.contains("columns") && j["columns"].is_array())
        for (const json& c : j["columns"])
            if (c.is_string() && m_assistant.vocabulary().dataset().by_field(c.get<std::string>()))
                out.insert(c.get<std::string>());
    for (const SemanticQuery& q : reply.plan.queries) { // what the offline engine needed is needed
        for (const std::string& k : q.by) out.insert(k);
        for (const ValueFilter& f : q.filters) out.insert(f.dimension);
    }
    return out;
}

} // namespace plumbline::assistant
