// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace plumbline::assistant {

/// A named language model behind an OpenAI-compatible interface.
struct Endpoint {
    std::string name;
    std::string url;             ///< base: "https://api.openai.com/v1", "http://localhost:11434/v1"
    std::string model;           ///< Azure: the deployment is in the url
    std::string key;             ///< never stored with the workspace
    std::string kind = "openai"; ///< "openai", "azure" (api-key header), "ollama", "deepseek", "llamacpp", "vllm"
    std::string max_tokens_field = "max_completion_tokens"; ///< "max_tokens" for servers that know the old name only
    std::string reasoning_effort;                           ///< empty: not sent
    int most_tokens = 1'200;                                ///< of a reply
    int total_ms = 20'000;
    double price_in = 0, price_out = 0; ///< per million tokens
};

/// What a chat reply came to.
struct Completion {
    std::string text;      ///< without reasoning
    std::string reasoning; ///< shown folded, never stored
    std::string finish;    ///< "stop", "length" …
    std::string refusal;
    int tokens_in = 0, tokens_out = 0;
    bool estimated = false; ///< the endpoint gave no usage
    double first_token_ms = 0, ms = 0;
    std::string format; ///< what was accepted: "json_schema", "json_object", "plain"
    int attempts = 0;
};

/// Text with <think> blocks taken out, wherever the tags are cut. An opening tag may be missing, a closing one too.
class ThinkFilter {
public:
    /// Adds a piece; gives what of the visible text is certain by now.
    std::string feed(std::string_view piece);
    /// The rest at the end.
    std::string finish();
    const std::string& reasoning() const { return m_reasoning; }

private:
    std::string m_pending, m_reasoning;
    bool m_inside = false;
};

/// After 3 failures in a row an endpoint rests for 60 s. Thread-safe.
class Breaker {
public:
    bool open(const std::string& endpoint) const;
    void failed(const std::string& endpoint);
    void worked(const std::string& endpoint);
    static constexpr int most_failures = 3;
    static constexpr int rest_ms = 60'000;

private:
    struct State {
        int failures = 0;
        int64_t until_ms = 0;
    };
    mutable std::mutex m_mutex;
    std::map<std::string, State> m_states;
};

struct Message {
    std::string role, content;
};

struct CompletionAsk {
    std::vector<Message> messages;
    std::string schema; ///< JSON schema of the reply; empty: prose
    std::string schema_name = "plan";
    std::function<void(std::string_view)> on_text{};        ///< visible text as it comes
    std::function<void(const std::string& body)> on_body{}; ///< every body that is sent, for the log
};

/// Asks and reads the stream. Structured output by the ladder json_schema, json_object, plain. Retries (408, 409, 429, 5xx,
/// connection) with full jitter, at most 3 and only before the first token, within total_ms; never insufficient_quota. Throws
/// Error{network_failed, endpoint_refused, cancelled}; the text of an error never holds the key.
Completion complete(const Endpoint& endpoint, const CompletionAsk& ask, Breaker& breaker, std::stop_token stop = {});
/// GET {base}/models: the names that it offers. Throws as complete().
std::vector<std::string> test_connection(const Endpoint& endpoint, std::stop_token stop = {});
/// About: 4 bytes a token for Latin text.
int estimated_tokens(std::string_view text);
/// The first balanced JSON object of a text; empty where there is none.
std::string first_object(std::string_view text);

} // namespace plumbline::assistant
