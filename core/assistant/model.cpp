// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/assistant/reading.h"
#include "core/assistant/safety.h"
#include "core/assistant/text.h"
#include "core/assistant/wording.h"

namespace plumbline {
extern const std::string_view resource_prompt_plan;
extern const std::string_view resource_prompt_narrate;
} // namespace plumbline

namespace plumbline::assistant {

using nlohmann::json;

namespace {

constexpr size_t most_rows = 50;   // of a result that leaves this machine, all of them aggregates
constexpr size_t most_values = 12; // of a column in the payload

std::string dumped(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string today() {
    return to_iso({static_cast<int32_t>(
        std::chrono::duration_cast<std::chrono::days>(std::chrono::system_clock::now().time_since_epoch()).count())});
}

/// No markup, links, HTML or control characters: the pane shows plain text.
std::string plain(const std::string& prose) {
    std::string out = harmless(prose, 4'000);
    std::erase_if(out, [](char c) { return c == '<' || c == '>' || c == '`' || c == '*' || c == '#' || c == '[' || c == ']'; });
    return out;
}

} // namespace

bool is_private(const DatasetColumn& c, const Policy& p) {
    return looks_personal(c) || p.private_columns.contains(c.field) || p.private_columns.contains(c.name);
}

const Prompt& plan_prompt() {
    static const Prompt p{"plan.v1", std::string(resource_prompt_plan)};
    return p;
}

const Prompt& narrate_prompt() {
    static const Prompt p{"narrate.v1", std::string(resource_prompt_narrate)};
    return p;
}

namespace {

constexpr const char* models_key = "assistant.models";

} // namespace

Models models_of(const store::Workspace& workspace) {
    Models out;
    const json j = json::parse(workspace.setting(models_key).value_or("{}"), nullptr, false);
    if (!j.is_object()) return out;
    try {
        for (const json& e : j.value("endpoints", json::array())) {
            Endpoint x;
            x.name = e.value("name", "");
            x.url = e.value("url", "");
            x.model = e.value("model", "");
            x.kind = e.value("kind", x.kind);
            x.max_tokens_field = e.value("max_tokens_field", x.max_tokens_field);
            x.reasoning_effort = e.value("reasoning_effort", "");
            x.most_tokens = std::clamp(e.value("most_tokens", x.most_tokens), 16, 32'000);
            x.price_in = std::max(0.0, e.value("price_in", 0.0));
            x.price_out = std::max(0.0, e.value("price_out", 0.0));
            if (!x.name.empty()) out.endpoints.push_back(std::move(x));
        }
        for (const auto& [name, stage] : {std::pair{"validator", &Models::validator},
                                          {"classifier", &Models::classifier},
                                          {"selector", &Models::selector},
                                          {"planner", &Models::planner},
                                          {"narrator", &Models::narrator}})
            out.*stage = j.value(name, "");
    } catch (const json::exception&) {
        return {}; // settings of another shape: no endpoint is used
    }
    return out;
}

void set_models(store::Workspace& workspace, const Models& models) {
    json list = json::array();
    for (const Endpoint& e : models.endpoints)
        list.push_back({{"name", e.name},
                        {"url", e.url},
                        {"model", e.model},
                        {"kind", e.kind},
                        {"max_tokens_field", e.max_tokens_field},
                        {"reasoning_effort", e.reasoning_effort},
                        {"most_tokens", e.most_tokens},
                        {"price_in", e.price_in},
                        {"price_out", e.price_out}});
    workspace.set_setting(models_key, dumped({{"endpoints", list},
                                              {"validator", models.validator},
                                              {"classifier", models.classifier},
                                              {"selector", models.selector},
                                              {"planner", models.planner},
                                              {"narrator", models.narrator}}));
}

bool Models::any() const { return find(validator) || find(classifier) || find(selector) || find(planner) || find(narrator); }

const Endpoint* Models::find(const std::string& name) const {
    const auto at = std::ranges::find(endpoints, name, &Endpoint::name);
    return name.empty() || at == endpoints.end() ? nullptr : &*at;
}

std::string planner_payload(const Assistant& a, const std::string& question, Date now, const Policy& policy,
                            const std::set<std::string>& selected) {
    const Vocabulary& v = a.vocabulary();
    const DatasetInfo& d = v.dataset();
    json j{{"now", to_iso(now)}};
    if (d.dates) j["dates"] = {to_iso(d.dates->from), to_iso(d.dates->to)};
    for (const metrics::Metric& m : metrics::catalogue())
        if (metrics::available(m, d))
            j["metrics"].push_back({{"id", m.id},
                                    {"name", m.names.at("en")},
                                    {"unit", m.unit},
                                    {"formula", m.formula_texts.contains("en") ? m.formula_texts.at("en") : ""}});
    const Reading r = read(question, detect_language(question, Language::en), v, now);
    for (const DatasetColumn& c : d.columns) {
        if (c.role == "id" || c.role == "ignore" || c.role == "date" || is_private(c, policy)) continue;
        if (!selected.empty() && !selected.contains(c.field)) continue;
        json column{{"field", c.field}, {"name", harmless(c.name)}, {"role", c.role}};
        if (!c.kind.empty()) column["kind"] = c.kind;
        if (is_dimension_role(c.role)) {
            std::vector<std::string> values; // those that the question may mean, then the most frequent
            for (const Span& s : r.spans)
                for (const ValueHit& h : s.values)
                    if (h.field == c.field)
                        for (const std::string& x : h.values)
                            if (values.size() < 2 * most_values && std::ranges::find(values, x) == values.end())
                                values.push_back(x);
            for (const std::string& x : v.values_of(c.field))
                if (values.size() < most_values && std::ranges::find(values, x) == values.end()) values.push_back(x);
            for (std::string& x : values) x = harmless(x);
            column["values"] = values;
        }
        j["columns"].push_back(std::move(column));
    }
    return dumped(j);
}

std::vector<Message> planner_messages(const Assistant& a, const std::string& question, Language language, Date now,
                                      const Policy& policy, const std::set<std::string>& selected) {
    (void)language;
    return {{"system", plan_prompt().text + "\nSCHEMA " + dumped(plan_schema())},
            {"user",
             "DATA " + planner_payload(a, question, now, policy, selected) + "\nQUESTION " + dumped(harmless(question, 500))}};
}

std::string narrator_payload(const Assistant& a, const Reply& reply, const Policy& policy) {
    json parts = json::array();
    for (const Table& t : reply.parts) {
        std::vector<size_t> shown;
        for (size_t c = 0; c < t.columns(); ++c) {
            const DatasetColumn* column = a.vocabulary().dataset().by_field(t.column(c).name());
            if (!column || !is_private(*column, policy)) shown.push_back(c);
        }
        json part{{"columns", json::array()}, {"rows", json::array()}};
        for (const size_t c : shown) part["columns"].push_back({{"name", t.column(c).name()}, {"unit", t.column(c).unit()}});
        for (size_t r = 0; r < std::min(most_rows, t.rows()); ++r) {
            json row = json::array();
            for (const size_t c : shown) {
                const auto number = t.column(c).type() == ColumnType::text || t.column(c).type() == ColumnType::date ||
                                            t.column(c).type() == ColumnType::boolean
                                        ? std::nullopt
                                        : t.column(c).number(r);
                if (number)
                    row.push_back(std::round(*number * 1e4) / 1e4);
                else
                    row.push_back(harmless(to_text(t.column(c).value(r))));
            }
            part["rows"].push_back(std::move(row));
        }
        parts.push_back(std::move(part));
    }
    return dumped(parts);
}

std::vector<Message> narrator_messages(const Assistant& a, const Reply& reply, const Policy& policy) {
    return {{"system", narrate_prompt().text},
            {"user", std::string("LANGUAGE ") + (reply.language == Language::fr ? "French" : "English") + "\nRESULT " +
                         narrator_payload(a, reply, policy) + "\nQUESTION " + dumped(harmless(reply.question, 500))}};
}

std::string ungrounded_number(const std::string& prose, const Reply& reply) {
    std::vector<double> known{};
    for (const Table& t : reply.parts)
        for (size_t c = 0; c < t.columns(); ++c)
            for (size_t r = 0; r < t.rows(); ++r) {
                if (t.column(c).is_null(r)) continue;
                if (t.column(c).type() == ColumnType::real || t.column(c).type() == ColumnType::integer)
                    known.push_back(*t.column(c).number(r));
                else
                    for (const Token& token : tokenise(to_text(t.column(c).value(r)), reply.language)) {
                        if (token.number) known.push_back(*token.number);
                        if (token.date) {
                            const CivilDate d = to_civil(*token.date);
                            known.insert(known.end(),
                                         {static_cast<double>(d.year), static_cast<double>(d.day), static_cast<double>(d.month)});
                        }
                    }
            }
    for (const Table& t : reply.parts) known.push_back(static_cast<double>(t.rows()));
    std::vector<std::string> said = reply.facts;
    said.push_back(reply.question);
    for (const std::string& fact : said)
        for (const Token& token : tokenise(fact, reply.language)) {
            if (token.number) known.push_back(token.percent ? *token.number / 100 : *token.number);
            if (token.date) {
                const CivilDate d = to_civil(*token.date);
                known.insert(known.end(),
                             {static_cast<double>(d.year), static_cast<double>(d.day), static_cast<double>(d.month)});
            }
        }
    for (const Token& token : tokenise(prose, reply.language)) {
        if (!token.number) continue;
        const double said_value = token.percent ? *token.number / 100 : *token.number;
        // As many digits as are written: half a unit of the last one.
        const size_t point = token.raw.find_last_of(".,");
        size_t decimals = 0;
        if (point != std::string::npos && std::abs(said_value) < 1e15) {
            size_t digits = 0;
            for (size_t i = point + 1; i < token.raw.size() && std::isdigit(static_cast<unsigned char>(token.raw[i])); ++i)
                ++digits;
            if (digits != 3 || token.scaled || token.raw.find('0') == 0) decimals = digits;
        }
        double unit = std::pow(10.0, -static_cast<double>(decimals)) * (token.percent ? 0.01 : 1);
        if (token.scaled && *token.number != 0) {
            double scale = 1;
            const double v = std::abs(*token.number);
            scale = v >= 1e9 ? 1e9 : v >= 1e6 ? 1e6 : 1e3;
            unit *= scale;
        }
        const bool found = std::ranges::any_of(
            known, [&](double k) { return std::abs(std::abs(k) - std::abs(said_value)) <= unit * 0.5000001 + 1e-9; });
        if (!found) return token.raw;
    }
    return "";
}

Refiner::Refiner(const Assistant& assistant, store::Workspace& workspace, Policy policy, Models models)
    : Refiner(
          assistant, [&workspace](const std::function<void(store::Workspace&)>& work) { work(workspace); }, std::move(policy),
          std::move(models)) {}

Refiner::Refiner(const Assistant& assistant, WorkspaceEdit books, Policy policy, Models models)
    : m_assistant(assistant), m_books(std::move(books)), m_policy(std::move(policy)), m_models(std::move(models)) {}

/// One reply: from the cache, else from the endpoint, with a row in the ledger either way.
std::string Refiner::text_of(const Endpoint& endpoint, const std::string& purpose, CompletionAsk ask, const std::string& version,
                             const std::string& question, Reply& reply, std::string& reasoning, std::stop_token stop) {
    std::string payload;
    for (const Message& m : ask.messages) payload += m.role + "\n" + m.content + "\n";
    const int prompt_tokens = estimated_tokens(payload);
    const std::string key = cache_key(version, endpoint, m_assistant.vocabulary().dataset().fingerprint, payload, question);
    LedgerRow row{"", m_models.user, endpoint.name, endpoint.model, purpose, 0, 0, 0, 0, false, false, "done"};
    std::optional<std::string> known;
    m_books([&](store::Workspace& w) {
        if (m_from_cache) known = cached(w, key);
        row.cached = known.has_value();
        if (known) {
            if (!m_policy.network) throw Error(ErrorCode::policy_refused, {{"detail", "the assistant uses no network"}});
            put_ledger(w, row);
            return;
        }
        try {
            check_before_sending(w, m_policy, endpoint, prompt_tokens, today());
        } catch (const Error&) {
            row.ended = "blocked";
            put_ledger(w, row);
            throw;
        }
    });
    if (known) return *known;
    Endpoint in_time = endpoint;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(m_deadline - std::chrono::steady_clock::now());
    in_time.total_ms = std::clamp(static_cast<int>(left.count()), 1, std::max(1, endpoint.total_ms));
    ask.on_body = [&](const std::string& body) { m_bodies.push_back(body); };
    try {
        const Completion c = complete(in_time, ask, m_breaker, stop);
        row.tokens_in = c.tokens_in;
        row.tokens_out = c.tokens_out;
        row.cost = cost_of(endpoint, c.tokens_in, c.tokens_out);
        row.ms = c.ms;
        row.estimated = c.estimated;
        m_books([&](store::Workspace& w) {
            put_ledger(w, row);
            put_cache(w, key, c.text);
        });
        reply.tokens += c.tokens_in + c.tokens_out;
        reply.cost += row.cost;
        reasoning += c.reasoning;
        return c.text;
    } catch (const Error& e) {
        row.ended = e.code() == ErrorCode::cancelled ? "cancelled" : "failed";
        row.tokens_in = prompt_tokens;
        row.estimated = true;
        row.cost = cost_of(endpoint, prompt_tokens, 0);
        m_books([&](store::Workspace& w) { put_ledger(w, row); });
        throw;
    }
}

/// A plan by the model: the schema, the validator and the vocabulary decide whether it is taken.
bool Refiner::plan(const Endpoint& endpoint, Reply& reply, const AskOptions& options, std::string& reasoning,
                   std::stop_token stop) {
    CompletionAsk ask;
    ask.messages =
        planner_messages(m_assistant, reply.question, reply.language, m_assistant.clock(options), m_policy, m_selected);
    ask.schema = dumped(plan_schema());
    std::string fault;
    for (int round = 0; round < 2; ++round) { // one repair
        if (round == 1) {
            ask.messages.push_back(
                {"user", "Your reply was not accepted: " + harmless(fault, 200) + ". Reply with one corrected JSON object."});
        }
        const std::string text = text_of(endpoint, "plan", ask, plan_prompt().version, reply.question, reply, reasoning, stop);
        const std::string object = first_object(text);
        if (object.empty()) {
            fault = "there is no JSON object in it";
            continue;
        }
        try {
            const Plan plan = plan_from_json(json::parse(object));
            if (plan.route == Route::unsafe || plan.route == Route::out_of_scope) return false; // the offline verdict stands
            const Vocabulary& v = m_assistant.vocabulary();
            for (const SemanticQuery& q : plan.queries) {
                for (const std::string& m : q.metrics)
                    if (!v.available(m)) fault = "there is no metric " + m;
                for (const std::string& k : q.by)
                    if (!k.starts_with("time:") && !v.dataset().by_field(k)) fault = "there is no column " + k;
                for (const ValueFilter& f : q.filters) {
                    const DatasetColumn* c = v.dataset().by_field(f.dimension);
                    if (!c) {
                        fault = "there is no column " + f.dimension;
                        continue;
                    }
                    for (const std::string& x : f.values)
                        if (const auto& all = v.values_of(f.dimension); !all.empty() && std::ranges::find(all, x) == all.end())
                            fault = "there is no value " + x;
                    if (is_private(*c, m_policy)) fault = f.dimension + " is private";
                }
            }
            if (!fault.empty() && round == 0) continue;
            if (!fault.empty()) return false;
            Reply next = m_assistant.run(plan, reply.question, options, stop);
            if (next.refused || next.clarify) return false;
            next.tokens = reply.tokens;
            next.cost = reply.cost;
            next.stages.insert(next.stages.begin(), reply.stages.begin(), reply.stages.end());
            reply = std::move(next);
            return true;
        } catch (const Error& e) {
            if (e.code() == ErrorCode::cancelled) throw;
            fault = e.facts().contains("detail") ? e.facts().at("detail") : std::string(error_id(e.code()));
        } catch (const json::exception&) {
            fault = "a value has the wrong type";
        }
    }
    return false;
}

/// Prose by the model: every number of it has to stand in the result, else one repair, then the template stands.
bool Refiner::tell(const Endpoint& endpoint, Reply& reply, const std::function<void(std::string_view)>& on_text,
                   std::string& reasoning, std::stop_token stop) {
    (void)on_text; // prose is shown when it has been checked: a wrong number must not be seen even for a moment
    CompletionAsk ask;
    ask.messages = narrator_messages(m_assistant, reply, m_policy);
    for (int round = 0; round < 2; ++round) {
        const std::string prose =
            plain(text_of(endpoint, "narrate", ask, narrate_prompt().version, reply.question, reply, reasoning, stop));
        if (prose.size() < 10) return false;
        const std::string wrong = ungrounded_number(prose, reply);
        const bool link = prose.find("http") != std::string::npos || prose.find("www.") != std::string::npos;
        if (wrong.empty() && !link) {
            reply.text = prose;
            return true;
        }
        ask.messages.push_back({"assistant", prose});
        ask.messages.push_back({"user", link ? "Write it without links."
                                             : "The number " + harmless(wrong, 30) +
                                                   " does not stand in RESULT. Write it again with numbers of RESULT only."});
    }
    return false;
}

Refiner::Refined Refiner::refine(const Reply& offline, const AskOptions& options,
                                 const std::function<void(std::string_view)>& on_text, std::stop_token stop) {
    Refined out{offline, false, "", ""};
    const bool fr = offline.language == Language::fr;
    // What was refused as unsafe never leaves this machine.
    if (offline.plan.route == Route::unsafe || unsafe_reason(offline.question)) return out;
    const auto began = std::chrono::steady_clock::now();
    m_deadline = began + std::chrono::milliseconds(refine_ms);
    auto ms = [&] { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count(); };
    m_selected.clear();
    try {
        if (const Endpoint* validator = m_models.find(m_models.validator)) {
            const bool goes_on = validate(*validator, out.reply, out.reasoning, stop);
            out.reply.stages.push_back({"validate", validator->name, ms()});
            if (!goes_on) {
                out.changed = true;
                return out;
            }
        }
        if (const Endpoint* classifier = m_models.find(m_models.classifier)) {
            out.changed = classify(*classifier, out.reply, options, out.reasoning, stop) || out.changed;
            out.reply.stages.push_back({"classify", classifier->name, ms()});
        }
        if (const Endpoint* selector = m_models.find(m_models.selector); selector && m_models.find(m_models.planner)) {
            m_selected = select(*selector, out.reply, out.reasoning, stop);
            out.reply.stages.push_back({"select", selector->name, ms()});
        }
        if (const Endpoint* planner = m_models.find(m_models.planner)) {
            const bool taken = plan(*planner, out.reply, options, out.reasoning, stop);
            out.changed = out.changed || taken;
            out.reply.stages.push_back({"plan", planner->name, ms()});
            if (!taken)
                out.note = fr ? "Le plan du modèle n'a pas été retenu : la réponse calculée sur ce poste reste valable."
                              : "The model's plan was not taken: the answer computed on this machine stands.";
        }
        if (const Endpoint* narrator = m_models.find(m_models.narrator);
            narrator && !out.reply.refused && !out.reply.clarify && !out.reply.parts.empty()) {
            const bool taken = tell(*narrator, out.reply, on_text, out.reasoning, stop);
            out.changed = out.changed || taken;
            out.reply.stages.push_back({"narrate", narrator->name, ms()});
            if (!taken)
                out.note = fr ? "Le texte du modèle contenait un chiffre absent du résultat : la phrase calculée reste."
                              : "The model's text held a number that the result does not: the computed sentence stands.";
        }
    } catch (const Error& e) {
        if (e.code() == ErrorCode::cancelled) throw;
        const ErrorText t = e.text(offline.language);
        out.note = t.what_happened + " " + t.what_it_means;
    }
    return out;
}

} // namespace plumbline::assistant
