// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace plumbline::test {

/// What the endpoint does with one request.
struct Script {
    int status = 200;
    std::vector<std::string> headers{}; ///< "Retry-After: 0"
    std::string content_type = "text/event-stream";
    std::vector<std::string> pieces{}; ///< written one after the other, each in a packet of its own
    int pause_ms = 0;                  ///< before each piece
    bool hang = false;                 ///< says nothing until the connection is given up
    bool endless = false;              ///< repeats the last piece for ever
    bool drop = false;                 ///< closes without an answer
};

/// A server that speaks the OpenAI protocol from a script, on this machine. Every body is recorded. The last script is used again
/// for further requests.
class FakeEndpoint {
public:
    explicit FakeEndpoint(std::vector<Script> scripts);
    ~FakeEndpoint();
    std::string url() const;
    std::vector<std::string> bodies() const; ///< of the requests so far
    std::vector<std::string> heads() const;  ///< request line and headers
    size_t requests() const { return m_requests; }

    /// A stream that says `text` in pieces of `size` bytes (cut anywhere, also within a character) and ends as it should.
    static Script stream(const std::string& text, size_t size = 7, bool usage = true, const std::string& reasoning = {});
    /// One event with a delta.
    static std::string delta(const std::string& content);
    static Script error(int status, const std::string& body, std::vector<std::string> headers = {});

private:
    std::vector<Script> m_scripts;
    int m_socket = -1, m_port = 0;
    std::atomic<bool> m_stop{false};
    std::atomic<size_t> m_requests{0};
    mutable std::mutex m_mutex;
    std::vector<std::string> m_bodies, m_heads;
    std::thread m_thread;
    void serve();
    void answer(int client);
};

} // namespace plumbline::test
