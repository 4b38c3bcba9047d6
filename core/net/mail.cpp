// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/mail.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <ctime>
#include <curl/curl.h>
#include <memory>
#include <sys/socket.h>

#include "core/base/base64.h"
#include "core/base/digest.h"
#include "core/net/http.h"

namespace plumbline::net {

namespace {

constexpr size_t line_length = 76;
constexpr size_t word_bytes = 42; ///< of an encoded word: 75 characters with its marks

[[noreturn]] void fail(const std::string& server, const std::string& detail) {
    throw Error(ErrorCode::mail_failed, {{"server", server.empty() ? "-" : server}, {"detail", detail}});
}

bool plain(const std::string& text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
}

std::string checked(const std::string& text) {
    if (text.find_first_of("\r\n") != std::string::npos || text.find('\0') != std::string::npos)
        fail({}, "a head line holds the beginning of another");
    return text;
}

/// RFC 2047, words of whole characters.
std::string encoded(const std::string& raw) {
    const std::string text = checked(raw);
    if (plain(text)) return text;
    std::string out;
    for (size_t from = 0; from < text.size();) {
        size_t end = std::min(from + word_bytes, text.size());
        while (end < text.size() && end > from && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        out += (out.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + base64(text.substr(from, end - from)) + "?=");
        from = end;
    }
    return out;
}

std::string in_lines(const std::string& text) {
    std::string out;
    for (size_t i = 0; i < text.size(); i += line_length) out += text.substr(i, line_length) + "\r\n";
    return out;
}

/// "Name <a@b>" with its name encoded.
std::string mailbox(const std::string& text) {
    const std::string address = address_of(checked(text));
    if (address.empty()) fail({}, "'" + text + "' is no address");
    const size_t bracket = text.find('<');
    if (bracket == std::string::npos) return address;
    std::string name = text.substr(0, bracket);
    std::erase(name, '"');
    while (!name.empty() && name.back() == ' ') name.pop_back();
    if (name.empty()) return address;
    return (plain(name) ? "\"" + name + "\"" : encoded(name)) + " <" + address + ">";
}

std::string now_text() {
    const std::time_t t = std::time(nullptr);
    std::tm tm{};
    gmtime_r(&t, &tm);
    static const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char out[64];
    std::snprintf(out, sizeof out, "%s, %02d %s %04d %02d:%02d:%02d +0000", days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
                  tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
    return out;
}

bool local(const std::string& url) {
    const std::string host = host_of(url);
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

struct Upload {
    std::string bytes;
    size_t sent = 0;
};

/// Keeps the socket, so that a stop can end it: libcurl would say goodbye first and wait for the answer.
int keep_socket(void* user, curl_socket_t socket, curlsocktype) {
    *static_cast<curl_socket_t*>(user) = socket;
    return CURL_SOCKOPT_OK;
}

size_t give(char* buffer, size_t size, size_t n, void* user) {
    Upload& u = *static_cast<Upload*>(user);
    const size_t some = std::min(size * n, u.bytes.size() - u.sent);
    std::memcpy(buffer, u.bytes.data() + u.sent, some);
    u.sent += some;
    return some;
}

} // namespace

std::string address_of(const std::string& text) {
    std::string address = text;
    if (const size_t open = text.find('<'); open != std::string::npos) {
        const size_t close = text.find('>', open);
        if (close == std::string::npos) return {};
        address = text.substr(open + 1, close - open - 1);
    }
    while (!address.empty() && address.front() == ' ') address.erase(0, 1);
    while (!address.empty() && address.back() == ' ') address.pop_back();
    const size_t at = address.find('@');
    const bool ok = at != std::string::npos && at > 0 && at + 1 < address.size() &&
                    address.find('@', at + 1) == std::string::npos && plain(address) &&
                    address.find_first_of(" <>,;:\"\\") == std::string::npos;
    return ok ? address : std::string();
}

std::string to_mime(const Mail& mail) {
    if (mail.to.empty()) fail({}, "there is nobody to write to");
    std::string to;
    for (const std::string& t : mail.to) to += (to.empty() ? "" : ",\r\n ") + mailbox(t);
    const std::string date = mail.date.empty() ? now_text() : checked(mail.date);
    const std::string id = mail.message_id.empty() ? sha256(date + mail.subject + mail.text + to).substr(0, 32) + "@plumbline"
                                                   : checked(mail.message_id);
    std::string out = "From: " + mailbox(mail.from) + "\r\nTo: " + to + "\r\nSubject: " + encoded(mail.subject) +
                      "\r\nDate: " + date + "\r\nMessage-ID: <" + id + ">\r\nMIME-Version: 1.0\r\n";
    // What a program sends on its own is not answered by one.
    out += "Auto-Submitted: auto-generated\r\n";
    const std::string text =
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + in_lines(base64(mail.text));
    if (mail.attachments.empty()) return out + text;
    const std::string boundary = "part-" + sha256(id).substr(0, 24);
    out += "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n" + text;
    for (const MailAttachment& a : mail.attachments) {
        std::string name = checked(a.name);
        std::erase(name, '"');
        out += "--" + boundary + "\r\nContent-Type: " + checked(a.mime) + "\r\nContent-Transfer-Encoding: base64\r\n" +
               "Content-Disposition: attachment; filename=\"" + encoded(name) + "\"\r\n\r\n" + in_lines(base64(a.bytes));
    }
    return out + "--" + boundary + "--\r\n";
}

void send_mail(const MailServer& server, const Mail& mail, std::stop_token stop) {
    const std::string host = host_of(server.url);
    const bool smtp = server.url.starts_with("smtp://"), smtps = server.url.starts_with("smtps://");
    if (host.empty() || (!smtp && !smtps) || server.url.find_first_of("\r\n\t \\@") != std::string::npos)
        fail(host, "its address is written as smtp://mail.example.com:587 or smtps://mail.example.com");
    std::string mime;
    try {
        mime = to_mime(mail);
    } catch (const Error& e) {
        fail(host, e.facts().at("detail"));
    }
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    start_curl();
    const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
    CURL* c = handle.get();
    curl_slist* list = nullptr;
    for (const std::string& t : mail.to) list = curl_slist_append(list, ("<" + address_of(t) + ">").c_str());
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> to(list, curl_slist_free_all);
    Upload upload{std::move(mime)};
    char trouble[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(c, CURLOPT_URL, server.url.c_str());
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, trouble);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(c, CURLOPT_USE_SSL, static_cast<long>(smtps || !local(server.url) ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, 10'000L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(server.total_ms));
    curl_easy_setopt(c, CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, static_cast<long>(server.total_ms / 1000)));
    if (!server.user.empty()) {
        curl_easy_setopt(c, CURLOPT_USERNAME, server.user.c_str());
        curl_easy_setopt(c, CURLOPT_PASSWORD, server.password.c_str());
    }
    const std::string from = "<" + address_of(mail.from) + ">";
    curl_easy_setopt(c, CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(c, CURLOPT_READDATA, &upload);
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_setopt(c, CURLOPT_SOCKOPTFUNCTION, keep_socket);
    curl_easy_setopt(c, CURLOPT_SOCKOPTDATA, &socket);
    const std::unique_ptr<CURLM, CURLMcode (*)(CURLM*)> multi(curl_multi_init(), curl_multi_cleanup);
    curl_multi_add_handle(multi.get(), c);
    int running = 1;
    CURLcode code = CURLE_OK;
    while (running > 0) {
        if (curl_multi_perform(multi.get(), &running) != CURLM_OK) break;
        if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, 50, nullptr);
        if (stop.stop_requested()) {
            code = CURLE_ABORTED_BY_CALLBACK;
            if (socket != CURL_SOCKET_BAD) ::shutdown(socket, SHUT_RDWR);
            break;
        }
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left))
        if (message->msg == CURLMSG_DONE && code == CURLE_OK) code = message->data.result;
    long status = 0;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_multi_remove_handle(multi.get(), c);
    if (stop.stop_requested()) throw Error(ErrorCode::cancelled);
    if (code == CURLE_OK) return;
    std::string detail = *trouble ? trouble : curl_easy_strerror(code);
    if (status >= 400) detail += " (" + std::to_string(status) + ")";
    fail(host, redacted(detail, {server.password}));
}

} // namespace plumbline::net
