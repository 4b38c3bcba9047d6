// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace plumbline::net {

/// Server-sent events (WHATWG HTML, 9.2.6) from bytes that are cut anywhere, also within a character: lines "data: …" up to an
/// empty line are one event; lines that begin with ':' are comments; LF, CR and CRLF end a line.
class EventReader {
public:
    explicit EventReader(std::function<void(const std::string& data)> event) : m_event(std::move(event)) {}
    void feed(std::string_view bytes);
    /// The end of the stream: an event without its empty line is given, too.
    void finish();
    /// What came before the first event and is none: a whole JSON reply, an HTML page.
    const std::string& other() const { return m_other; }

private:
    std::function<void(const std::string&)> m_event;
    std::string m_line, m_data, m_other;
    bool m_has_data = false, m_after_cr = false;
    void end_line();
};

} // namespace plumbline::net
