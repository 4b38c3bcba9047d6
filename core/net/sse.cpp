// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/sse.h"

namespace plumbline::net {

void EventReader::feed(std::string_view bytes) {
    for (const char c : bytes) {
        if (c == '\n' && m_after_cr) {
            m_after_cr = false;
            continue;
        }
        m_after_cr = c == '\r';
        if (c == '\n' || c == '\r')
            end_line();
        else
            m_line += c;
    }
}

void EventReader::end_line() {
    std::string line;
    line.swap(m_line);
    if (line.empty()) {
        if (m_has_data) m_event(m_data);
        m_data.clear();
        m_has_data = false;
        return;
    }
    if (line.front() == ':') return;
    if (line.starts_with("data:")) {
        std::string_view value = std::string_view(line).substr(5);
        if (value.starts_with(' ')) value.remove_prefix(1);
        if (m_has_data) m_data += '\n';
        m_data.append(value);
        m_has_data = true;
    } else if (!line.starts_with("event:") && !line.starts_with("id:") && !line.starts_with("retry:") &&
               m_other.size() < 1'000'000) {
        m_other += line + "\n";
    }
}

void EventReader::finish() {
    if (!m_line.empty()) end_line();
    if (m_has_data) m_event(m_data);
    m_data.clear();
    m_has_data = false;
}

} // namespace plumbline::net
