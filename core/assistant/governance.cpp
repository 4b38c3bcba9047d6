// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/governance.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/assistant/text.h"
#include "core/base/digest.h"
#include "core/metrics/nearest.h"
#include "core/net/http.h"

namespace plumbline::assistant {

using nlohmann::json;

namespace {

constexpr const char* policy_key = "assistant.policy";
constexpr const char* ledger_kind = "assistant_ledger";
constexpr const char* cache_kind = "assistant_cache";
constexpr const char* answer_kind = "assistant_answer";
constexpr const char* verified_kind = "assistant_verified";

std::string dumped(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

Policy policy_from(const json& j) {
    Policy p;
    p.network = j.value("network", false);
    if (j.contains("hosts") && j["hosts"].is_array())
        for (const json& h : j["hosts"])
            if (h.is_string()) p.hosts.insert(h.get<std::string>());
    if (j.contains("private_columns") && j["private_columns"].is_array())
        for (const json& c : j["private_columns"])
            if (c.is_string()) p.private_columns.insert(c.get<std::string>());
    p.month_budget = std::max(0.0, j.value("month_budget", 0.0));
    p.day_budget = std::max(0.0, j.value("day_budget", 0.0));
    p.month_tokens = std::max<int64_t>(0, j.value("month_tokens", int64_t{0}));
    p.request_tokens = std::clamp(j.value("request_tokens", 3'500), 200, 100'000);
    p.requests_a_minute = std::clamp(j.value("requests_a_minute", 20), 1, 1'000);
    return p;
}

json policy_json(const Policy& p) {
    return {{"network", p.network},
            {"hosts", p.hosts},
            {"private_columns", p.private_columns},
            {"month_budget", p.month_budget},
            {"day_budget", p.day_budget},
            {"month_tokens", p.month_tokens},
            {"request_tokens", p.request_tokens},
            {"requests_a_minute", p.requests_a_minute}};
}

std::string now_iso() {
    const std::time_t t = std::time(nullptr);
    std::tm tm{};
    gmtime_r(&t, &tm);
    char buffer[32];
    std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return buffer;
}

template <typename T>
T least(T a, T b) { // 0 is no limit
    return a == 0 ? b : b == 0 ? a : std::min(a, b);
}

} // namespace

Policy read_policy(const std::filesystem::path& file) {
    Policy p;
    p.from = file.filename().string();
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    const json j = json::parse(text.str(), nullptr, false);
    if (!in || !j.is_object()) return p;
    try {
        const std::string from = p.from;
        p = policy_from(j);
        p.from = from;
    } catch (const json::exception&) {
        p = Policy{}; // a value of the wrong type: the network stays off
        p.from = file.filename().string();
    }
    return p;
}

Policy strictest(const Policy& a, const Policy& b) {
    Policy p = a;
    p.network = a.network && b.network;
    if (p.from.empty() || (a.network && !b.network)) p.from = b.from;
    if (a.hosts.empty())
        p.hosts = b.hosts;
    else if (!b.hosts.empty()) {
        std::erase_if(p.hosts, [&](const std::string& h) { return !b.hosts.contains(h); });
        if (p.hosts.empty()) p.network = false;
    }
    p.private_columns.insert(b.private_columns.begin(), b.private_columns.end());
    p.month_budget = least(a.month_budget, b.month_budget);
    p.day_budget = least(a.day_budget, b.day_budget);
    p.month_tokens = least(a.month_tokens, b.month_tokens);
    p.request_tokens = std::min(a.request_tokens, b.request_tokens);
    p.requests_a_minute = std::min(a.requests_a_minute, b.requests_a_minute);
    return p;
}

Policy policy_of(const store::Workspace& workspace) {
    const auto text = workspace.setting(policy_key);
    if (!text) return {};
    const json j = json::parse(*text, nullptr, false);
    try {
        return j.is_object() ? policy_from(j) : Policy{};
    } catch (const json::exception&) {
        return {};
    }
}

void set_policy(store::Workspace& workspace, const Policy& policy) {
    workspace.set_setting(policy_key, dumped(policy_json(policy)));
}

Policy effective_policy(const store::Workspace& workspace) {
    Policy p = policy_of(workspace);
    if (const char* file = std::getenv("PLUMBLINE_POLICY")) p = strictest(p, read_policy(file));
    const std::filesystem::path machine = "/etc/plumbline/assistant-policy.json";
    std::error_code none;
    if (std::filesystem::exists(machine, none)) p = strictest(p, read_policy(machine));
    return p;
}

bool looks_personal(const DatasetColumn& column) {
    const std::string name = " " + metrics::fold(column.name) + " ";
    if (column.role == "campaign" || column.role == "campaign_id") return false;
    for (const char* word :
         {"email",       "e mail",        "mail",      "phone",       "telephone", "mobile number", "address",  "adresse",
          " ip ",        "first name",    "last name", "firstname",   "lastname",  "surname",       "prenom",   " nom ",
          "full name",   "customer name", "birth",     "naissance",   "iban",      "ssn",           "passport", "user id",
          "customer id", "client id",     "comment",   "commentaire", "note ",     "message",       "postcode", "zip"})
        if (name.find(word) != std::string::npos) return true;
    return false;
}

double cost_of(const Endpoint& e, int tokens_in, int tokens_out) {
    return (tokens_in * e.price_in + tokens_out * e.price_out) / 1e6;
}

void put_ledger(store::Workspace& workspace, LedgerRow row) {
    if (row.time.empty()) row.time = now_iso();
    store::Record r;
    r.kind = ledger_kind;
    r.body = dumped({{"time", row.time},
                     {"user", row.user},
                     {"endpoint", row.endpoint},
                     {"model", row.model},
                     {"purpose", row.purpose},
                     {"tokens_in", row.tokens_in},
                     {"tokens_out", row.tokens_out},
                     {"cost", row.cost},
                     {"ms", row.ms},
                     {"estimated", row.estimated},
                     {"cached", row.cached},
                     {"ended", row.ended}});
    workspace.put_record(std::move(r));
}

std::vector<LedgerRow> ledger(const store::Workspace& workspace) {
    std::vector<LedgerRow> out;
    for (const store::Record& r : workspace.records(ledger_kind)) {
        const json j = json::parse(r.body, nullptr, false);
        if (!j.is_object()) continue;
        out.push_back({j.value("time", ""), j.value("user", ""), j.value("endpoint", ""), j.value("model", ""),
                       j.value("purpose", ""), j.value("tokens_in", 0), j.value("tokens_out", 0), j.value("cost", 0.0),
                       j.value("ms", 0.0), j.value("estimated", false), j.value("cached", false), j.value("ended", "")});
    }
    return out;
}

std::vector<LedgerSum> ledger_sums(const store::Workspace& workspace) {
    std::map<std::pair<std::string, std::string>, LedgerSum> by;
    for (const LedgerRow& r : ledger(workspace)) {
        LedgerSum& s = by[{r.time.substr(0, 7), r.user}];
        s.month = r.time.substr(0, 7);
        s.user = r.user;
        ++s.requests;
        s.tokens_in += r.tokens_in;
        s.tokens_out += r.tokens_out;
        s.cost += r.cost;
    }
    std::vector<LedgerSum> out;
    for (auto& [key, s] : by) out.push_back(std::move(s));
    return out;
}

void check_before_sending(const store::Workspace& workspace, const Policy& policy, const Endpoint& endpoint, int prompt_tokens,
                          const std::string& today) {
    if (!policy.network)
        throw Error(ErrorCode::policy_refused,
                    {{"detail",
                      policy.from.empty() ? "the assistant uses no network" : policy.from + ": the assistant uses no network"}});
    const std::string host = net::host_of(endpoint.url);
    if (!net::allowed_url(endpoint.url))
        throw Error(ErrorCode::policy_refused, {{"detail", "only https, or http on this machine"}});
    if (!policy.hosts.empty() && !policy.hosts.contains(host))
        throw Error(ErrorCode::policy_refused, {{"detail", host + " is not on the list of hosts"}});
    if (prompt_tokens > policy.request_tokens)
        throw Error(ErrorCode::budget_spent, {{"detail", "a request of " + std::to_string(prompt_tokens) + " tokens, " +
                                                             std::to_string(policy.request_tokens) + " are allowed"}});
    double day = 0, month = 0;
    int64_t tokens = 0;
    int minute = 0;
    const std::string now = now_iso();
    for (const LedgerRow& r : ledger(workspace)) {
        if (r.time.substr(0, 7) == today.substr(0, 7)) month += r.cost, tokens += r.tokens_in + r.tokens_out;
        if (r.time.substr(0, 10) == today) day += r.cost;
        if (r.time.substr(0, 16) == now.substr(0, 16) && !r.cached) ++minute;
    }
    const double next = cost_of(endpoint, prompt_tokens, endpoint.most_tokens); // the most that it can come to
    auto spent = [](const std::string& what) { throw Error(ErrorCode::budget_spent, {{"detail", what}}); };
    if (policy.month_budget > 0 && month + next > policy.month_budget) spent("the month's amount");
    if (policy.day_budget > 0 && day + next > policy.day_budget) spent("the day's amount");
    if (policy.month_tokens > 0 && tokens + prompt_tokens + endpoint.most_tokens > policy.month_tokens)
        spent("the month's tokens");
    if (minute >= policy.requests_a_minute) spent(std::to_string(minute) + " requests in this minute");
}

std::string normalised_question(const std::string& question) {
    std::string out;
    for (const Token& t : tokenise(question, Language::en))
        if (!t.punctuation || t.word == "%" || t.word == "<" || t.word == ">")
            out += (out.empty() ? "" : " ") + (t.number && t.sign && *t.number < 0 ? "-" : std::string()) + stem(t.word);
    return out;
}

std::string cache_key(const std::string& template_version, const Endpoint& e, const std::string& fingerprint,
                      const std::string& payload, const std::string& question) {
    return sha256(dumped({template_version, e.url, e.model, e.most_tokens, e.reasoning_effort, fingerprint, payload,
                          normalised_question(question)}));
}

std::optional<std::string> cached(const store::Workspace& workspace, const std::string& key) {
    const auto r = workspace.record(cache_kind, key);
    if (!r) return std::nullopt;
    const json j = json::parse(r->body, nullptr, false);
    if (!j.is_object() || !j.contains("text") || !j["text"].is_string()) return std::nullopt;
    return j["text"].get<std::string>();
}

void put_cache(store::Workspace& workspace, const std::string& key, const std::string& text) {
    store::Record r;
    r.kind = cache_kind;
    r.id = key;
    r.body = dumped({{"text", text}});
    workspace.put_record(std::move(r));
}

std::string put_answer(store::Workspace& workspace, int64_t dataset_id, const Reply& reply, const std::string& conversation,
                       const std::string& template_version, const std::string& model) {
    json stages = json::array();
    for (const Stage& s : reply.stages) stages.push_back({{"name", s.name}, {"by", s.by}, {"ms", s.ms}});
    store::Record r;
    r.kind = answer_kind;
    r.dataset_id = dataset_id;
    r.body = dumped({{"conversation", conversation},
                     {"question", reply.question},
                     {"plan", to_json(reply.plan)},
                     {"text", reply.text},
                     {"refused", reply.refused},
                     {"clarify", reply.clarify},
                     {"reason", reply.reason},
                     {"sql", reply.sql},
                     {"stages", stages},
                     {"template", template_version},
                     {"model", model},
                     {"tokens", reply.tokens},
                     {"cost", reply.cost},
                     {"latency_ms", reply.latency_ms}});
    return workspace.put_record(std::move(r)).id;
}

void put_feedback(store::Workspace& workspace, const std::string& answer_id, bool useful, int stars, const std::string& comment) {
    auto r = workspace.record(answer_kind, answer_id);
    if (!r) throw Error(ErrorCode::record_not_found, {{"id", answer_id}});
    if (stars < 1 || stars > 5) throw Error(ErrorCode::usage, {{"detail", "Stars are 1 to 5."}});
    json j = json::parse(r->body);
    j["feedback"] = {{"useful", useful}, {"stars", stars}, {"comment", harmless(comment, 2'000)}, {"time", now_iso()}};
    r->body = dumped(j);
    workspace.put_record(*r);
}

std::optional<Plan> last_plan(const store::Workspace& workspace, const std::string& conversation) {
    const auto records = workspace.records(answer_kind);
    for (auto at = records.rbegin(); at != records.rend(); ++at) {
        const json j = json::parse(at->body, nullptr, false);
        if (!j.is_object() || j.value("conversation", "") != conversation || !j.contains("plan")) continue;
        try {
            return plan_from_json(j["plan"]);
        } catch (const Error&) {
            return std::nullopt; // written by another version
        }
    }
    return std::nullopt;
}

std::vector<store::Record> history(const store::Workspace& workspace, const std::string& search) {
    std::vector<store::Record> out;
    const std::string wanted = metrics::fold(search);
    for (store::Record& r : workspace.records(answer_kind))
        if (wanted.empty() || metrics::fold(r.body).find(wanted) != std::string::npos) out.push_back(std::move(r));
    return out;
}

int erase_history(store::Workspace& workspace, const std::string& conversation) {
    int n = 0;
    for (const store::Record& r : workspace.records(answer_kind)) {
        const json j = json::parse(r.body, nullptr, false);
        if (!conversation.empty() && (!j.is_object() || j.value("conversation", "") != conversation)) continue;
        n += workspace.remove_record(answer_kind, r.id) ? 1 : 0;
    }
    return n;
}

void erase_answer(store::Workspace& workspace, const std::string& answer_id) {
    if (!workspace.remove_record(answer_kind, answer_id))
        throw Error(ErrorCode::record_not_found, {{"kind", answer_kind}, {"id", answer_id}});
}

void put_verified(store::Workspace& workspace, int64_t dataset_id, const std::string& question, const Plan& plan,
                  const std::string& by) {
    store::Record r;
    r.kind = verified_kind;
    r.id = sha256(std::to_string(dataset_id) + " " + normalised_question(question)).substr(0, 32);
    r.dataset_id = dataset_id;
    r.body = dumped({{"name", harmless(question)},
                     {"question", question},
                     {"plan", to_json(plan)},
                     {"verified_at", now_iso()},
                     {"verified_by", by},
                     {"use_as_onboarding_question", false}});
    workspace.put_record(std::move(r));
}

std::optional<Plan> verified(const store::Workspace& workspace, int64_t dataset_id, const std::string& question) {
    const auto r =
        workspace.record(verified_kind, sha256(std::to_string(dataset_id) + " " + normalised_question(question)).substr(0, 32));
    if (!r) return std::nullopt;
    const json j = json::parse(r->body, nullptr, false);
    if (!j.is_object() || !j.contains("plan")) return std::nullopt;
    try {
        return plan_from_json(j["plan"]);
    } catch (const Error&) {
        return std::nullopt;
    }
}

} // namespace plumbline::assistant
