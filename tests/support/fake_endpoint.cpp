// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_endpoint.h"

#include <arpa/inet.h>
#include <chrono>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace plumbline::test {

using nlohmann::json;

FakeEndpoint::FakeEndpoint(std::vector<Script> scripts) : m_scripts(std::move(scripts)) {
    m_socket = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (m_socket < 0 || bind(m_socket, reinterpret_cast<sockaddr*>(&address), length) != 0 || listen(m_socket, 8) != 0)
        throw std::runtime_error("no socket for the fake endpoint");
    getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

FakeEndpoint::~FakeEndpoint() {
    m_stop = true;
    m_thread.join();
    close(m_socket);
}

std::string FakeEndpoint::url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/v1"; }

std::vector<std::string> FakeEndpoint::bodies() const {
    const std::scoped_lock lock(m_mutex);
    return m_bodies;
}

std::vector<std::string> FakeEndpoint::heads() const {
    const std::scoped_lock lock(m_mutex);
    return m_heads;
}

void FakeEndpoint::serve() {
    while (!m_stop) {
        pollfd p{m_socket, POLLIN, 0};
        if (poll(&p, 1, 20) <= 0) continue;
        const int client = accept(m_socket, nullptr, nullptr);
        if (client < 0) continue;
        answer(client);
        close(client);
    }
}

void FakeEndpoint::answer(int client) {
    std::string request;
    size_t head = std::string::npos, length = 0;
    char buffer[8192];
    while (!m_stop) {
        if (head == std::string::npos) {
            head = request.find("\r\n\r\n");
            if (head != std::string::npos)
                if (const size_t at = request.find("Content-Length: "); at != std::string::npos && at < head)
                    length = std::strtoul(request.c_str() + at + 16, nullptr, 10);
        }
        if (head != std::string::npos && request.size() >= head + 4 + length) break;
        pollfd p{client, POLLIN, 0};
        if (poll(&p, 1, 20) <= 0) continue;
        const ssize_t n = recv(client, buffer, sizeof buffer, 0);
        if (n <= 0) return;
        request.append(buffer, static_cast<size_t>(n));
    }
    if (head == std::string::npos) return;
    size_t index = 0;
    {
        const std::scoped_lock lock(m_mutex);
        m_heads.push_back(request.substr(0, head));
        m_bodies.push_back(request.substr(head + 4));
        index = m_requests++;
    }
    const Script& s = m_scripts[std::min(index, m_scripts.size() - 1)];
    auto put = [&](const std::string& bytes) {
        size_t sent = 0;
        while (sent < bytes.size()) {
            const ssize_t n = send(client, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (n <= 0) return false;
            sent += static_cast<size_t>(n);
        }
        return true;
    };
    auto gone = [&] {
        pollfd p{client, POLLIN, 0};
        return poll(&p, 1, 0) > 0 && recv(client, buffer, sizeof buffer, MSG_PEEK) <= 0;
    };
    if (s.drop) return;
    while (s.hang && !m_stop && !gone()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (s.hang) return;
    std::string start =
        "HTTP/1.1 " + std::to_string(s.status) + " X\r\nContent-Type: " + s.content_type + "\r\nConnection: close\r\n";
    for (const std::string& h : s.headers) start += h + "\r\n";
    if (!put(start + "\r\n")) return;
    for (const std::string& piece : s.pieces) {
        for (int waited = 0; waited < s.pause_ms && !m_stop && !gone(); waited += 5)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        if (m_stop || !put(piece)) return;
    }
    while (s.endless && !m_stop && put(s.pieces.back())) {
    }
}

std::string FakeEndpoint::delta(const std::string& content) {
    return "data: " +
           json{{"choices", {{{"index", 0}, {"delta", {{"content", content}}}}}}}.dump(-1, ' ', false,
                                                                                       json::error_handler_t::ignore) +
           "\n\n";
}

Script FakeEndpoint::stream(const std::string& text, size_t size, bool usage, const std::string& reasoning) {
    std::string all = ": keep-alive\r\n\r\n";
    if (!reasoning.empty())
        all += "data: " + json{{"choices", {{{"delta", {{"reasoning_content", reasoning}, {"content", nullptr}}}}}}}.dump() +
               "\r\n\r\n";
    for (size_t i = 0; i < text.size();) { // whole characters an event
        size_t n = std::min<size_t>(24, text.size() - i);
        while (i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xC0) == 0x80) ++n;
        all += "data: " +
               json{{"choices", {{{"index", 0}, {"delta", {{"content", text.substr(i, n)}}}, {"finish_reason", nullptr}}}},
                    {"usage", nullptr},
                    {"obfuscation", "x"}}
                   .dump() +
               "\n\n";
        i += n;
    }
    all += "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    if (usage)
        all += "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":30,\"total_tokens\":150}}\n\n";
    all += "data: [DONE]\n\n";
    Script s;
    for (size_t i = 0; i < all.size(); i += size) s.pieces.push_back(all.substr(i, size));
    return s;
}

Script FakeEndpoint::error(int status, const std::string& body, std::vector<std::string> headers) {
    Script s;
    s.status = status;
    s.content_type = body.starts_with("<") ? "text/html" : "application/json";
    s.pieces = {body};
    s.headers = std::move(headers);
    return s;
}

} // namespace plumbline::test
