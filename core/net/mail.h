// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace plumbline::net {

/// Where mail is handed in. The password comes from the environment or a file of its own, never from a workspace.
struct MailServer {
    std::string url; ///< "smtp://mail.example.com:587" (STARTTLS is asked for) or "smtps://mail.example.com"
    std::string user, password;
    int total_ms = 30'000;
};

struct MailAttachment {
    std::string name, mime, bytes;
};

struct Mail {
    std::string from;            ///< "Plumbline <reports@example.com>" or an address alone
    std::vector<std::string> to; ///< the same
    std::string subject, text;   ///< UTF-8
    std::vector<MailAttachment> attachments{};
    std::string date{};       ///< RFC 5322; empty: now
    std::string message_id{}; ///< without brackets; empty: one is made
};

/// The address in "Name <a@b>"; empty where there is none.
std::string address_of(const std::string& text);
/// The message as it is sent (RFC 5322, 2045 to 2047): head lines encoded, text in base64, lines of at most 76 characters. Throws
/// Error{mail_failed} where an address is none or a head line would begin another.
std::string to_mime(const Mail& mail);
/// Hands a message in over libcurl. TLS is required, but on this machine itself. A server that takes some of the addresses only
/// has not taken the message. Answers a stop within 200 ms. Throws Error{mail_failed, cancelled}; the text of an error never
/// holds the password.
void send_mail(const MailServer& server, const Mail& mail, std::stop_token stop = {});

} // namespace plumbline::net
