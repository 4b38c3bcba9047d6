// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/assistant/assistant.h"
#include "core/assistant/endpoint.h"
#include "core/store/workspace.h"

namespace plumbline::assistant {

/// What the assistant may do on the network. The strictest of a policy file and the workspace's own setting holds.
struct Policy {
    bool network = false;                  ///< off until a person switches it on
    std::set<std::string> hosts;           ///< only these, where there are any
    std::set<std::string> private_columns; ///< fields that never leave this machine
    double month_budget = 0;               ///< currency of the price list; 0: no limit
    double day_budget = 0;
    int64_t month_tokens = 0;
    int request_tokens = 3'500; ///< a prompt above it is not sent
    int requests_a_minute = 20;
    std::string from; ///< the file that said so, for messages
};

/// Reads {"network":true,"hosts":[…],"private_columns":[…],"month_budget":…}; a file that cannot be read switches the network
/// off.
Policy read_policy(const std::filesystem::path& file);
Policy strictest(const Policy& a, const Policy& b);
Policy policy_of(const store::Workspace& workspace);
void set_policy(store::Workspace& workspace, const Policy& policy);
/// The workspace's own, made stricter by the policy files of the machine: PLUMBLINE_POLICY, /etc/plumbline/assistant-policy.json.
Policy effective_policy(const store::Workspace& workspace);
/// Columns that look personal by their name (name, e-mail, phone, address, IP …): never part of a payload.
bool looks_personal(const DatasetColumn& column);

struct LedgerRow {
    std::string time, user, endpoint, model, purpose;
    int tokens_in = 0, tokens_out = 0;
    double cost = 0, ms = 0;
    bool estimated = false, cached = false;
    std::string ended; ///< "done", "failed", "blocked"
};

struct LedgerSum {
    std::string month, user;
    int requests = 0;
    int64_t tokens_in = 0, tokens_out = 0;
    double cost = 0;
};

/// Tokens and cost, in the workspace. A row is written for every request, also for a failed one.
void put_ledger(store::Workspace& workspace, LedgerRow row);
std::vector<LedgerRow> ledger(const store::Workspace& workspace);
std::vector<LedgerSum> ledger_sums(const store::Workspace& workspace);
/// Throws Error{policy_refused, budget_spent} before anything is sent.
void check_before_sending(const store::Workspace& workspace, const Policy& policy, const Endpoint& endpoint, int prompt_tokens,
                          const std::string& today);
double cost_of(const Endpoint& endpoint, int tokens_in, int tokens_out);

/// A reply that was paid for already.
std::string cache_key(const std::string& template_version, const Endpoint& endpoint, const std::string& fingerprint,
                      const std::string& payload, const std::string& question);
std::optional<std::string> cached(const store::Workspace& workspace, const std::string& key);
void put_cache(store::Workspace& workspace, const std::string& key, const std::string& text);

/// The trail: question, plan, SQL, template, model, tokens, cost, times, verdicts; gives the id of the answer.
std::string put_answer(store::Workspace& workspace, int64_t dataset_id, const Reply& reply, const std::string& conversation,
                       const std::string& template_version = {}, const std::string& model = {});
/// 1 to 5, useful or not, a comment; stored with the answer. Throws Error{record_not_found, usage}.
void put_feedback(store::Workspace& workspace, const std::string& answer_id, bool useful, int stars, const std::string& comment);
/// The plan of the last answered question of a conversation.
std::optional<Plan> last_plan(const store::Workspace& workspace, const std::string& conversation);
std::vector<store::Record> history(const store::Workspace& workspace, const std::string& search = {});
/// Erases conversations: one, or all where the id is empty. The ledger stays.
int erase_history(store::Workspace& workspace, const std::string& conversation = {});

/// One answer of the history. Throws Error{record_not_found}.
void erase_answer(store::Workspace& workspace, const std::string& answer_id);

/// A person confirmed that a question means a plan.
void put_verified(store::Workspace& workspace, int64_t dataset_id, const std::string& question, const Plan& plan,
                  const std::string& by);
std::optional<Plan> verified(const store::Workspace& workspace, int64_t dataset_id, const std::string& question);
/// Words in order, without accents, case, signs and endings: what makes two questions the same.
std::string normalised_question(const std::string& question);

} // namespace plumbline::assistant
