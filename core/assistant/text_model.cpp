// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/text_model.h"

#include <chrono>

namespace plumbline::assistant {

namespace {

std::string today() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return to_iso(Date{static_cast<int32_t>(std::chrono::duration_cast<std::chrono::days>(now).count())});
}

} // namespace

TextModel::TextModel(Use use, Policy policy, Endpoint endpoint, std::string user)
    : m_use(std::move(use)), m_policy(std::move(policy)), m_endpoint(std::move(endpoint)), m_user(std::move(user)) {}

TextAnswer TextModel::ask(const TextAsk& ask, std::stop_token stop) {
    std::string payload;
    for (const Message& m : ask.messages) payload += m.role + "\n" + m.content + "\n";
    const int prompt_tokens = estimated_tokens(payload);
    const std::string key = cache_key(ask.version, m_endpoint, ask.fingerprint, payload, {});
    LedgerRow row{"", m_user, m_endpoint.name, m_endpoint.model, ask.purpose, 0, 0, 0, 0, false, false, "done"};
    std::optional<std::string> known;
    m_use([&](store::Workspace& workspace) {
        known = cached(workspace, key);
        if (known && m_policy.network) {
            row.cached = true;
            put_ledger(workspace, row);
            return;
        }
        try {
            check_before_sending(workspace, m_policy, m_endpoint, prompt_tokens, today());
        } catch (const Error&) {
            row.ended = "blocked";
            put_ledger(workspace, row);
            throw;
        }
    });
    if (known) return {*known, 0, 0, 0, true};
    CompletionAsk completion;
    completion.messages = ask.messages;
    completion.schema = ask.schema;
    completion.schema_name = ask.schema_name;
    try {
        const Completion c = complete(m_endpoint, completion, m_breaker, stop);
        row.tokens_in = c.tokens_in;
        row.tokens_out = c.tokens_out;
        row.cost = cost_of(m_endpoint, c.tokens_in, c.tokens_out);
        row.ms = c.ms;
        row.estimated = c.estimated;
        m_use([&](store::Workspace& workspace) {
            put_ledger(workspace, row);
            put_cache(workspace, key, c.text);
        });
        return {c.text, c.tokens_in, c.tokens_out, row.cost, false};
    } catch (const Error& e) {
        // What was sent may have been counted although nothing came back.
        row.ended = e.code() == ErrorCode::cancelled ? "cancelled" : "failed";
        row.tokens_in = prompt_tokens;
        row.estimated = true;
        row.cost = cost_of(m_endpoint, prompt_tokens, 0);
        m_use([&](store::Workspace& workspace) { put_ledger(workspace, row); });
        throw;
    }
}

} // namespace plumbline::assistant
