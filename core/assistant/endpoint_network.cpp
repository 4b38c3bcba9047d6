// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/endpoint.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/assistant/text.h"
#include "core/base/random.h"
#include "core/net/http.h"
#include "core/net/sse.h"

/// The only file of the assistant that opens a connection; endpoint_none.cpp stands in for it where a build forbids that.
namespace plumbline::assistant {

using nlohmann::json;

namespace {

int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string path_of(const Endpoint& e, const std::string& what) {
    std::string base = e.url, query;
    if (const size_t mark = base.find('?'); mark != std::string::npos) {
        query = base.substr(mark);
        base.resize(mark);
    }
    while (base.ends_with("/")) base.pop_back();
    return base + what + query;
}

std::vector<std::pair<std::string, std::string>> headers_of(const Endpoint& e) {
    std::vector<std::pair<std::string, std::string>> out{{"Content-Type", "application/json"},
                                                         {"Accept", "text/event-stream, application/json"}};
    if (e.key.empty()) return out;
    if (e.kind == "azure")
        out.emplace_back("api-key", e.key);
    else
        out.emplace_back("Authorization", "Bearer " + e.key);
    return out;
}

json body_of(const Endpoint& e, const CompletionAsk& ask, const std::string& format) {
    json messages = json::array();
    for (const Message& m : ask.messages) messages.push_back({{"role", m.role}, {"content", m.content}});
    json body{{"messages", messages}, {"stream", true}, {"stream_options", {{"include_usage", true}}}};
    if (!e.model.empty()) body["model"] = e.model;
    body[e.max_tokens_field.empty() ? "max_tokens" : e.max_tokens_field] = e.most_tokens;
    if (e.model.find("reasoner") == std::string::npos && e.reasoning_effort.empty()) body["temperature"] = 0;
    if (!e.reasoning_effort.empty()) body["reasoning_effort"] = e.reasoning_effort;
    if (format == "json_schema")
        body["response_format"] = {
            {"type", "json_schema"},
            {"json_schema", {{"name", ask.schema_name}, {"strict", false}, {"schema", json::parse(ask.schema)}}}};
    else if (format == "json_object")
        body["response_format"] = {{"type", "json_object"}};
    return body;
}

/// Builds a completion from the events of a stream, or from one whole reply.
class ReplyReader {
public:
    ReplyReader(const CompletionAsk& ask, int64_t began) : m_ask(ask), m_began(began) {}

    void event(const std::string& data) {
        if (data == "[DONE]") {
            m_done = true;
            return;
        }
        const json j = json::parse(data, nullptr, false);
        if (!j.is_object()) return; // an event that is no JSON tells nothing
        take(j);
    }

    void take(const json& j) {
        if (j.contains("error") && !j["error"].is_null()) {
            m_error = j["error"].is_object()   ? j["error"].value("message", std::string("an error"))
                      : j["error"].is_string() ? j["error"].get<std::string>()
                                               : "an error";
            return;
        }
        if (const auto u = j.find("usage"); u != j.end() && u->is_object()) {
            m_out.tokens_in = number(*u, "prompt_tokens");
            m_out.tokens_out = number(*u, "completion_tokens");
            m_usage = true;
        }
        const auto choices = j.find("choices");
        if (choices == j.end() || !choices->is_array() || choices->empty() || !(*choices)[0].is_object()) return;
        const json& c = (*choices)[0];
        if (const auto f = c.find("finish_reason"); f != c.end() && f->is_string()) m_out.finish = *f;
        for (const char* part : {"delta", "message"}) {
            const auto d = c.find(part);
            if (d == c.end() || !d->is_object()) continue;
            for (const char* field : {"reasoning_content", "reasoning", "thinking"})
                if (const auto r = d->find(field); r != d->end() && r->is_string()) {
                    m_out.reasoning += r->get<std::string>();
                    seen();
                    break;
                }
            if (const auto r = d->find("refusal"); r != d->end() && r->is_string()) m_out.refusal += r->get<std::string>();
            if (const auto t = d->find("content"); t != d->end() && t->is_string() && !t->get_ref<const std::string&>().empty()) {
                seen();
                show(m_think.feed(t->get_ref<const std::string&>()));
            }
        }
    }

    Completion finish() {
        show(m_think.finish());
        m_out.reasoning += m_think.reasoning();
        m_out.ms = static_cast<double>(now_ms() - m_began);
        if (!m_usage) {
            m_out.estimated = true;
            for (const Message& m : m_ask.messages) m_out.tokens_in += estimated_tokens(m.content);
            m_out.tokens_out = estimated_tokens(m_out.text) + estimated_tokens(m_out.reasoning);
        }
        return m_out;
    }

    bool ended() const { return m_done || !m_out.finish.empty(); }
    bool anything() const { return m_seen; }
    bool too_much() const { return m_out.text.size() + m_out.reasoning.size() > most_text; }
    const std::string& error() const { return m_error; }
    const Completion& completion() const { return m_out; }

private:
    static constexpr size_t most_text = 200'000; // far above most_tokens: a model that does not end
    const CompletionAsk& m_ask;
    int64_t m_began;
    Completion m_out;
    ThinkFilter m_think;
    std::string m_error;
    bool m_done = false, m_usage = false, m_seen = false;

    static int number(const json& j, const char* name) {
        const auto at = j.find(name);
        return at != j.end() && at->is_number() ? std::clamp(at->get<int>(), 0, 10'000'000) : 0;
    }
    void seen() {
        if (!m_seen) m_out.first_token_ms = static_cast<double>(now_ms() - m_began);
        m_seen = true;
    }
    void show(const std::string& text) {
        m_out.text += text;
        if (!text.empty() && m_ask.on_text) m_ask.on_text(text);
    }
};

struct Fault {
    std::string code, message;
};

Fault fault_of(const net::Response& r) {
    const json j = json::parse(r.body, nullptr, false);
    if (j.is_object() && j.contains("error")) {
        const json& e = j["error"];
        if (e.is_string()) return {"", harmless(e.get<std::string>(), 200)};
        if (e.is_object()) {
            const std::string code = e.contains("code") && e["code"].is_string()   ? e["code"].get<std::string>()
                                     : e.contains("type") && e["type"].is_string() ? e["type"].get<std::string>()
                                                                                   : "";
            return {code,
                    harmless(e.contains("message") && e["message"].is_string() ? e["message"].get<std::string>() : "", 200)};
        }
    }
    return {"", ""};
}

/// Milliseconds that the endpoint asks to wait: seconds, or nothing that is understood.
std::optional<int> retry_after(const net::Response& r) {
    for (const char* name : {"retry-after-ms", "retry-after", "x-ratelimit-reset-requests", "x-ratelimit-reset-tokens"}) {
        const auto at = r.headers.find(name);
        if (at == r.headers.end()) continue;
        char* end = nullptr;
        const double v = std::strtod(at->second.c_str(), &end);
        if (end == at->second.c_str() || v < 0) continue;
        const bool ms = std::string_view(name) == "retry-after-ms" || std::string_view(end).starts_with("ms");
        return static_cast<int>(std::min(v * (ms ? 1 : std::string_view(end).starts_with("m") ? 60'000 : 1'000), 1e8));
    }
    return std::nullopt;
}

bool wait(int ms, const std::stop_token& stop) {
    for (int waited = 0; waited < ms; waited += 20) {
        if (stop.stop_requested()) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(std::min(20, ms - waited)));
    }
    return true;
}

[[noreturn]] void fail(ErrorCode code, const Endpoint& e, const std::string& detail) {
    throw Error(code, {{"endpoint", e.name}, {"detail", net::redacted(detail, {e.key})}});
}

} // namespace

Completion complete(const Endpoint& e, const CompletionAsk& ask, Breaker& breaker, std::stop_token stop) {
    if (!net::allowed_url(e.url)) fail(ErrorCode::endpoint_refused, e, "its address has to be https, or http on this machine");
    if (breaker.open(e.name)) fail(ErrorCode::network_failed, e, "it failed 3 times in a row and rests for a minute");
    const int64_t began = now_ms();
    Random random(static_cast<uint64_t>(began));
    std::vector<std::string> ladder =
        ask.schema.empty() ? std::vector<std::string>{"plain"} : std::vector<std::string>{"json_schema", "json_object", "plain"};
    size_t step = 0;
    int attempts = 0;
    std::string last;
    for (;;) {
        const int left = e.total_ms - static_cast<int>(now_ms() - began);
        if (left <= 0) break;
        net::Request request;
        request.url = path_of(e, "/chat/completions");
        request.headers = headers_of(e);
        request.body = body_of(e, ask, ladder[step]).dump(-1, ' ', false, json::error_handler_t::replace);
        request.total_ms = request.first_byte_ms = left;
        if (ask.on_body) ask.on_body(net::redacted(request.body, {e.key}));
        ReplyReader reader(ask, began);
        net::EventReader events([&](const std::string& data) { reader.event(data); });
        const net::Response r = net::send(
            request,
            [&](std::string_view bytes) {
                events.feed(bytes);
                return reader.error().empty() && !reader.too_much();
            },
            stop);
        ++attempts;
        if (r.ended == net::Ended::cancelled) throw Error(ErrorCode::cancelled);
        events.finish();
        bool not_streamed = false;
        if (r.status == 200 && !reader.anything() && reader.error().empty() &&
            !events.other().empty()) { // a whole reply although a stream was asked for
            const json reply = json::parse(events.other(), nullptr, false);
            if (reply.is_object()) {
                reader.take(reply);
                not_streamed = true;
            }
        }
        if (r.status == 200 && reader.error().empty() && reader.anything()) {
            Completion out = reader.finish();
            out.attempts = attempts;
            out.format = ladder[step];
            if (!out.refusal.empty() && out.text.empty()) fail(ErrorCode::endpoint_refused, e, "the model declined");
            const bool whole = r.ended == net::Ended::complete && !reader.too_much() && (reader.ended() || not_streamed);
            if (!whole) {
                breaker.failed(e.name);
                fail(ErrorCode::network_failed, e, "its answer broke off");
            }
            breaker.worked(e.name);
            return out;
        }
        const Fault fault = fault_of(r);
        const bool quota = fault.code == "insufficient_quota";
        if (r.status == 400 && step + 1 < ladder.size() && fault.code != "context_length_exceeded" &&
            fault.code != "content_filter") {
            ++step;
            continue;
        }
        last = !reader.error().empty()  ? harmless(reader.error(), 200)
               : !fault.message.empty() ? fault.message
               : r.status > 0           ? "status " + std::to_string(r.status) + (r.status == 200 ? ", but no answer in it" : "")
                                        : r.detail;
        const bool again = !quota && !reader.anything() &&
                           (r.status == 408 || r.status == 409 || r.status == 429 || r.status >= 500 ||
                            r.ended == net::Ended::connect_failed || (r.ended == net::Ended::cut_off && r.status != 200));
        if (!again || attempts > 3) {
            if (!quota && (r.status == 0 || r.status >= 500 || r.status == 200)) breaker.failed(e.name);
            const bool refused = quota || (r.status >= 400 && r.status < 500);
            fail(refused ? ErrorCode::endpoint_refused : ErrorCode::network_failed, e,
                 quota                              ? "its quota is used up"
                 : r.ended == net::Ended::timed_out ? "no answer within " + std::to_string(e.total_ms / 1000) + " s"
                                                    : last);
        }
        const double most = std::min(30'000.0, 500.0 * std::pow(2.0, attempts - 1));
        int pause = static_cast<int>(random.uniform() * most);
        if (const auto asked = retry_after(r)) pause = std::max(pause, *asked);
        if (pause >= e.total_ms - static_cast<int>(now_ms() - began)) break; // waiting longer than a person does
        if (!wait(pause, stop)) throw Error(ErrorCode::cancelled);
    }
    breaker.failed(e.name);
    fail(ErrorCode::network_failed, e, last.empty() ? "no answer within " + std::to_string(e.total_ms / 1000) + " s" : last);
}

std::vector<std::string> test_connection(const Endpoint& e, std::stop_token stop) {
    if (!net::allowed_url(e.url)) fail(ErrorCode::endpoint_refused, e, "its address has to be https, or http on this machine");
    net::Request request;
    request.url = path_of(e, "/models");
    request.method = "GET";
    request.headers = headers_of(e);
    request.total_ms = request.first_byte_ms = 10'000;
    const net::Response r = net::send(request, {}, stop);
    if (r.ended == net::Ended::cancelled) throw Error(ErrorCode::cancelled);
    if (r.status != 200) {
        const Fault fault = fault_of(r);
        fail(r.status >= 400 && r.status < 500 ? ErrorCode::endpoint_refused : ErrorCode::network_failed, e,
             !fault.message.empty() ? fault.message
             : r.status > 0         ? "status " + std::to_string(r.status)
                                    : r.detail);
    }
    std::vector<std::string> out;
    const json j = json::parse(r.body, nullptr, false);
    if (j.is_object() && j.contains("data") && j["data"].is_array())
        for (const json& m : j["data"])
            if (m.is_object() && m.contains("id") && m["id"].is_string()) out.push_back(harmless(m["id"].get<std::string>()));
    return out;
}

} // namespace plumbline::assistant
