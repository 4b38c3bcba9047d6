// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "core/assistant/governance.h"

namespace plumbline::assistant {

/// A prompt of resources/prompts.
struct Prompt {
    std::string version; ///< "plan.v1"
    std::string text;
};
const Prompt& validate_prompt();
const Prompt& classify_prompt();
const Prompt& select_prompt();
const Prompt& plan_prompt();
const Prompt& narrate_prompt();

/// Which endpoint does which stage; an empty name: the offline engine.
struct Models {
    std::vector<Endpoint> endpoints;
    std::string validator, classifier, selector, planner, narrator;
    bool any() const; ///< whether one of the stages has an endpoint that exists
    std::string user = "local";
    const Endpoint* find(const std::string& name) const;
};

/// The payload of the planner: metrics, columns, values that the question may mean, periods; no row, no personal column.
/// `selected`: only these columns of dimensions and measures; empty: all.
std::string planner_payload(const Assistant& assistant, const std::string& question, Date now, const Policy& policy,
                            const std::set<std::string>& selected = {});
/// The payload of the narrator: at most 50 aggregated rows, without private columns.
std::string narrator_payload(const Assistant& assistant, const Reply& reply, const Policy& policy);
/// Exactly what would be sent for a question, for the preview.
std::vector<Message> planner_messages(const Assistant& assistant, const std::string& question, Language language, Date now,
                                      const Policy& policy, const std::set<std::string>& selected = {});
/// What the stages before the planner get: the question alone, the routes, the names of columns. No value, no row.
std::vector<Message> validator_messages(const std::string& question);
std::vector<Message> classifier_messages(const std::string& question);
std::vector<Message> selector_messages(const Assistant& assistant, const std::string& question, const Policy& policy);
/// Whether a column stays on this machine: it looks personal, or the policy says so.
bool is_private(const DatasetColumn& column, const Policy& policy);
std::vector<Message> narrator_messages(const Assistant& assistant, const Reply& reply, const Policy& policy);

/// Whether every number of a prose stands in the executed result within rounding; the first that does not, else empty.
std::string ungrounded_number(const std::string& prose, const Reply& reply);

/// Runs something on the workspace, to write in its books; nothing is held while a model is waited for.
using WorkspaceEdit = std::function<void(const std::function<void(store::Workspace&)>&)>;
/// Which endpoints a workspace has, without their keys; and what does which stage.
Models models_of(const store::Workspace& workspace);
void set_models(store::Workspace& workspace, const Models& models);
/// How long an answer may be refined, all stages together; the offline answer stands behind that.
inline constexpr int refine_ms = 20'000;

/// Refines an offline answer by language models, in place. The offline answer stands wherever a model fails, answers something
/// that the schema, the data or the policy do not allow, or takes too long; `note` then says so.
class Refiner {
public:
    Refiner(const Assistant& assistant, store::Workspace& workspace, Policy policy, Models models);
    Refiner(const Assistant& assistant, WorkspaceEdit books, Policy policy, Models models);
    struct Refined {
        Reply reply;
        bool changed = false;
        std::string note;      ///< why the offline answer stands, in the language of the reply
        std::string reasoning; ///< for a folded note; not stored
    };
    Refined refine(const Reply& offline, const AskOptions& options, const std::function<void(std::string_view)>& on_text = {},
                   std::stop_token stop = {});
    /// Bodies that were sent, as they were, without keys.
    const std::vector<std::string>& bodies() const { return m_bodies; }
    Breaker& breaker() { return m_breaker; }
    /// Every reply is asked for, also one that was paid for before: to measure an endpoint.
    void ask_always() { m_from_cache = false; }

private:
    const Assistant& m_assistant;
    WorkspaceEdit m_books;
    bool m_from_cache = true;
    std::chrono::steady_clock::time_point m_deadline{};
    Policy m_policy;
    Models m_models;
    Breaker m_breaker;
    std::vector<std::string> m_bodies;
    std::string text_of(const Endpoint& endpoint, const std::string& purpose, CompletionAsk ask, const std::string& version,
                        const std::string& question, Reply& reply, std::string& reasoning, std::stop_token stop);
    /// Validator, classifier, selector: whether the rest goes on, the route that was agreed on, the columns that are needed.
    bool validate(const Endpoint& endpoint, Reply& reply, std::string& reasoning, std::stop_token stop);
    bool classify(const Endpoint& endpoint, Reply& reply, const AskOptions& options, std::string& reasoning,
                  std::stop_token stop);
    std::set<std::string> select(const Endpoint& endpoint, Reply& reply, std::string& reasoning, std::stop_token stop);
    std::set<std::string> m_selected;
    bool plan(const Endpoint& endpoint, Reply& reply, const AskOptions& options, std::string& reasoning, std::stop_token stop);
    bool tell(const Endpoint& endpoint, Reply& reply, const std::function<void(std::string_view)>& on_text,
              std::string& reasoning, std::stop_token stop);
};

} // namespace plumbline::assistant
