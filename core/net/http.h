// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// HTTP over libcurl: the only room that opens a socket. Redirects are off, certificates are checked, plain http only to this
/// machine, the proxy of the environment is used.
namespace plumbline::net {

struct Request {
    std::string url;
    std::string method = "POST";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    int connect_ms = 5'000;
    int first_byte_ms = 20'000; ///< until the first byte of the answer
    int total_ms = 20'000;
    size_t most_bytes = 4'000'000; ///< an answer that does not end is cut here
};

enum class Ended { complete, refused_url, connect_failed, timed_out, cut_off, too_long, cancelled };

struct Response {
    Ended ended = Ended::complete;
    int status = 0;
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;                           ///< what was not given to the receiver
    std::string detail;                         ///< curl's words, without secrets
    bool received = false;                      ///< anything of a body came
};

/// Takes bytes as they come, cut anywhere; false stops the transfer.
using Receiver = std::function<bool(std::string_view bytes)>;

/// Whether a url may be called at all: https, or http to a loopback address; no user in it.
bool allowed_url(std::string_view url);
/// Host of a url, for the policy and for messages.
std::string host_of(std::string_view url);
/// Sends and waits. Never throws for what the network does; the response says how it ended. Answers a stop within 200 ms.
/// `receiver` gets the body of an answer with status 200; the body of others is kept (at most 64 kB).
Response send(const Request& request, const Receiver& receiver = {}, std::stop_token stop = {});
/// Starts libcurl, once a process; called by everything in this room that uses it.
void start_curl();
/// Replaces secrets by "***", for logs and messages.
std::string redacted(std::string text, const std::vector<std::string>& secrets);

} // namespace plumbline::net
