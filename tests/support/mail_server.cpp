// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mail_server.h"

#include <arpa/inet.h>
#include <optional>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

#include "core/base/base64.h"

namespace plumbline::test {

MailServer::MailServer(Behaviour behaviour) : m_behaviour(std::move(behaviour)) {
    m_socket = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (m_socket < 0 || bind(m_socket, reinterpret_cast<sockaddr*>(&address), length) != 0 || listen(m_socket, 8) != 0)
        throw std::runtime_error("no socket for the mail server");
    getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

MailServer::~MailServer() {
    m_stop = true;
    m_thread.join();
    close(m_socket);
}

std::string MailServer::url() const { return "smtp://127.0.0.1:" + std::to_string(m_port); }

std::vector<ReceivedMail> MailServer::mails() const {
    const std::scoped_lock lock(m_mutex);
    return m_mails;
}

void MailServer::serve() {
    while (!m_stop) {
        pollfd p{m_socket, POLLIN, 0};
        if (poll(&p, 1, 20) <= 0) continue;
        const int client = accept(m_socket, nullptr, nullptr);
        if (client < 0) continue;
        talk(client);
        close(client);
    }
}

void MailServer::talk(int client) {
    std::string pending;
    auto line = [&]() -> std::optional<std::string> {
        for (;;) {
            if (const size_t end = pending.find("\r\n"); end != std::string::npos) {
                std::string out = pending.substr(0, end);
                pending.erase(0, end + 2);
                return out;
            }
            if (m_stop) return std::nullopt;
            pollfd p{client, POLLIN, 0};
            if (poll(&p, 1, 20) <= 0) continue;
            char buffer[4096];
            const ssize_t n = recv(client, buffer, sizeof buffer, 0);
            if (n <= 0) return std::nullopt;
            pending.append(buffer, static_cast<size_t>(n));
        }
    };
    auto say = [&](const std::string& text) {
        const std::string bytes = text + "\r\n";
        return send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
    };
    auto reply = [&](const std::string& command, const std::string& own) {
        const auto at = m_behaviour.replies.find(command);
        const std::string& text = at == m_behaviour.replies.end() ? own : at->second;
        say(text);
        return text.starts_with("2") || text.starts_with("3");
    };
    if (m_behaviour.silent) {
        while (line()) {
        }
        return;
    }
    if (!reply("CONNECT", "220 loopback ready")) return;
    const bool locked = !m_behaviour.user.empty();
    bool known = !locked;
    ReceivedMail mail;
    while (const auto command = line()) {
        const std::string word = command->substr(0, command->find(' '));
        if (word == "EHLO" || word == "HELO") {
            if (locked) {
                say("250-loopback");
                reply(word, "250 AUTH PLAIN LOGIN");
            } else {
                reply(word, "250 loopback");
            }
        } else if (word == "AUTH") {
            std::string user, password;
            if (command->starts_with("AUTH PLAIN")) {
                std::string text = command->size() > 11 ? command->substr(11) : "";
                if (text.empty()) {
                    say("334 ");
                    text = line().value_or("");
                }
                const std::string plain = from_base64(text);
                const size_t a = plain.find('\0'), b = plain.find('\0', a + 1);
                if (a != std::string::npos && b != std::string::npos) {
                    user = plain.substr(a + 1, b - a - 1);
                    password = plain.substr(b + 1);
                }
            } else {
                say("334 VXNlcm5hbWU6");
                user = from_base64(line().value_or(""));
                say("334 UGFzc3dvcmQ6");
                password = from_base64(line().value_or(""));
            }
            known = user == m_behaviour.user && password == m_behaviour.password;
            say(known ? "235 welcome" : "535 wrong name or password");
        } else if (word == "MAIL") {
            mail = {};
            mail.from = command->substr(10);
            known ? reply("MAIL", "250 ok") : say("530 who are you");
        } else if (word == "RCPT") {
            if (reply("RCPT", "250 ok")) mail.to.push_back(command->substr(8));
        } else if (word == "DATA") {
            if (!reply("DATA", "354 go on")) continue;
            if (m_behaviour.cut_after_data) {
                line();
                return;
            }
            while (auto text = line()) {
                if (*text == ".") break;
                mail.data += (text->starts_with(".") ? text->substr(1) : *text) + "\r\n";
            }
            if (reply("END", "250 taken")) {
                const std::scoped_lock lock(m_mutex);
                m_mails.push_back(mail);
            }
        } else if (word == "QUIT") {
            say("221 bye");
            return;
        } else {
            say("250 ok");
        }
    }
}

} // namespace plumbline::test
