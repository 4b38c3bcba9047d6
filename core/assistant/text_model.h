// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>

#include "core/assistant/governance.h"

namespace plumbline::assistant {

/// A text that is asked of a model: not a question of the chat, but a part of a report.
struct TextAsk {
    std::string purpose;     ///< of the ledger: "review"
    std::string version;     ///< of the prompt: "review.v1"
    std::string fingerprint; ///< of the data: another snapshot is asked anew
    std::vector<Message> messages;
    std::string schema, schema_name;
};
struct TextAnswer {
    std::string text;
    int tokens_in = 0, tokens_out = 0;
    double cost = 0;
    bool cached = false;
};

/// One endpoint under the rules of a workspace: policy and budget before anything is sent, a row in the ledger for every request,
/// answers that were paid for kept, retries with back-off. May be asked from several threads.
class TextModel {
public:
    /// `use` lends the workspace, one caller at a time; it is opened for writing.
    using Use = std::function<void(const std::function<void(store::Workspace&)>&)>;
    TextModel(Use use, Policy policy, Endpoint endpoint, std::string user);
    /// Throws Error{policy_refused, budget_spent, network_failed, endpoint_refused, cancelled}.
    TextAnswer ask(const TextAsk& ask, std::stop_token stop = {});
    const Endpoint& endpoint() const { return m_endpoint; }

private:
    Use m_use;
    Policy m_policy;
    Endpoint m_endpoint;
    std::string m_user;
    Breaker m_breaker;
};

} // namespace plumbline::assistant
