// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace plumbline::test {

/// A message as it was handed in.
struct ReceivedMail {
    std::string from;
    std::vector<std::string> to;
    std::string data; ///< head and body, without the dots of the protocol
};

/// A small SMTP server (RFC 5321) on this machine: greets, takes messages, can ask for a password and can refuse.
class MailServer {
public:
    struct Behaviour {
        std::string user{}, password{};               ///< asked for where there are any (AUTH PLAIN and LOGIN)
        std::map<std::string, std::string> replies{}; ///< instead of its own, by command: {"RCPT", "550 nobody here"}
        bool silent = false;                          ///< takes the connection and says nothing
        bool cut_after_data = false;                  ///< closes in the middle of the message
    };
    MailServer() : MailServer(Behaviour{}) {}
    explicit MailServer(Behaviour behaviour);
    ~MailServer();
    std::string url() const; ///< "smtp://127.0.0.1:40001"
    std::vector<ReceivedMail> mails() const;

private:
    Behaviour m_behaviour;
    int m_socket = -1, m_port = 0;
    std::atomic<bool> m_stop{false};
    mutable std::mutex m_mutex;
    std::vector<ReceivedMail> m_mails;
    std::thread m_thread;
    void serve();
    void talk(int client);
};

} // namespace plumbline::test
