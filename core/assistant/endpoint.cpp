// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assistant/endpoint.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

namespace plumbline::assistant {

namespace {

int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

std::string ThinkFilter::feed(std::string_view piece) {
    m_pending += piece;
    std::string out;
    for (;;) {
        const std::string tag = m_inside ? "</think>" : "<think>";
        const size_t at = m_pending.find(tag);
        const size_t closing = m_inside ? std::string::npos : m_pending.find("</think>");
        if (closing != std::string::npos && (at == std::string::npos || closing < at)) { // the opening tag was pre-filled
            m_reasoning += out + m_pending.substr(0, closing);
            out.clear();
            m_pending.erase(0, closing + 8);
            continue;
        }
        if (at != std::string::npos) {
            (m_inside ? m_reasoning : out) += m_pending.substr(0, at);
            m_pending.erase(0, at + tag.size());
            m_inside = !m_inside;
            continue;
        }
        // Keep back what may be the beginning of a tag.
        const size_t mark = m_pending.rfind('<');
        const size_t keep = mark != std::string::npos && m_pending.size() - mark < 8 &&
                                    (std::string("</think>").starts_with(m_pending.substr(mark)) ||
                                     std::string("<think>").starts_with(m_pending.substr(mark)))
                                ? mark
                                : m_pending.size();
        (m_inside ? m_reasoning : out) += m_pending.substr(0, keep);
        m_pending.erase(0, keep);
        return out;
    }
}

std::string ThinkFilter::finish() {
    const std::string rest = std::move(m_pending);
    m_pending.clear();
    if (m_inside) {
        m_reasoning += rest;
        return "";
    }
    return rest;
}

bool Breaker::open(const std::string& endpoint) const {
    const std::scoped_lock lock(m_mutex);
    const auto at = m_states.find(endpoint);
    return at != m_states.end() && at->second.until_ms > now_ms();
}

void Breaker::failed(const std::string& endpoint) {
    const std::scoped_lock lock(m_mutex);
    State& s = m_states[endpoint];
    if (++s.failures >= most_failures) {
        s.until_ms = now_ms() + rest_ms;
        s.failures = 0;
    }
}

void Breaker::worked(const std::string& endpoint) {
    const std::scoped_lock lock(m_mutex);
    m_states.erase(endpoint);
}

int estimated_tokens(std::string_view text) { return static_cast<int>(text.size() / 4 + (text.empty() ? 0 : 1)); }

std::string first_object(std::string_view text) {
    for (size_t from = text.find('{'); from != std::string_view::npos; from = text.find('{', from + 1)) {
        int depth = 0;
        bool quoted = false;
        for (size_t i = from; i < text.size(); ++i) {
            const char c = text[i];
            if (quoted) {
                if (c == '\\')
                    ++i;
                else if (c == '"')
                    quoted = false;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{') {
                ++depth;
            } else if (c == '}' && --depth == 0) {
                const std::string object(text.substr(from, i - from + 1));
                if (nlohmann::json::accept(object)) return object;
                break;
            }
        }
    }
    return "";
}

} // namespace plumbline::assistant
