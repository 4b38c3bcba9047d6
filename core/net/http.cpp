// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/http.h"

#include <algorithm>
#include <chrono>
#include <curl/curl.h>
#include <memory>
#include <mutex>

#include "core/base/letters.h"

namespace plumbline::net {

namespace {

constexpr size_t most_error_body = 64'000;

struct Transfer {
    const Request& request;
    const Receiver& receiver;
    std::stop_token stop;
    CURL* handle = nullptr;
    Response response{};
    size_t bytes = 0;
    bool refused = false, too_long = false, late = false;
    std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
};

size_t on_body(char* data, size_t size, size_t n, void* user) {
    Transfer& t = *static_cast<Transfer*>(user);
    const size_t bytes = size * n;
    t.response.received = true;
    t.bytes += bytes;
    if (t.stop.stop_requested()) return 0;
    if (t.bytes > t.request.most_bytes) {
        t.too_long = true;
        return 0;
    }
    long status = 0;
    curl_easy_getinfo(t.handle, CURLINFO_RESPONSE_CODE, &status);
    const std::string_view view(data, bytes);
    if (status == 200 && t.receiver) {
        if (!t.receiver(view)) {
            t.refused = true;
            return 0;
        }
    } else if (t.response.body.size() < most_error_body || status == 200) {
        t.response.body.append(view);
    }
    return bytes;
}

size_t on_header(char* data, size_t size, size_t n, void* user) {
    Transfer& t = *static_cast<Transfer*>(user);
    std::string_view line(data, size * n);
    if (const size_t colon = line.find(':'); colon != std::string_view::npos && t.response.headers.size() < 100) {
        std::string name(line.substr(0, colon));
        std::ranges::transform(name, name.begin(), ascii_lower);
        std::string_view value = line.substr(colon + 1);
        while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
        while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' ')) value.remove_suffix(1);
        t.response.headers[name] = std::string(value);
    }
    return size * n;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    Transfer& t = *static_cast<Transfer*>(user);
    if (t.stop.stop_requested()) return 1;
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - t.began).count();
    if (!t.response.received && ms > t.request.first_byte_ms) {
        t.late = true;
        return 1;
    }
    return 0;
}

} // namespace

void start_curl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::string host_of(std::string_view url) {
    const size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return "";
    std::string_view rest = url.substr(scheme + 3);
    rest = rest.substr(0, std::min(rest.find_first_of("/?#"), rest.size()));
    if (rest.starts_with("[")) return std::string(rest.substr(0, rest.find(']') + 1));
    return std::string(rest.substr(0, std::min(rest.find(':'), rest.size())));
}

bool allowed_url(std::string_view url) {
    if (url.find_first_of("\r\n\t \\@") != std::string_view::npos) return false;
    const std::string host = host_of(url);
    if (host.empty()) return false;
    if (url.starts_with("https://")) return true;
    return url.starts_with("http://") && (host == "localhost" || host == "127.0.0.1" || host == "[::1]");
}

std::string redacted(std::string text, const std::vector<std::string>& secrets) {
    for (const std::string& secret : secrets) {
        if (secret.size() < 4) continue;
        for (size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3))
            text.replace(at, secret.size(), "***");
    }
    return text;
}

Response send(const Request& request, const Receiver& receiver, std::stop_token stop) {
    Transfer t{request, receiver, stop};
    if (!allowed_url(request.url)) {
        t.response.ended = Ended::refused_url;
        t.response.detail = "only https, or http to this machine";
        return t.response;
    }
    if (stop.stop_requested()) {
        t.response.ended = Ended::cancelled;
        return t.response;
    }
    start_curl();
    const std::unique_ptr<CURL, void (*)(CURL*)> handle(curl_easy_init(), curl_easy_cleanup);
    t.handle = handle.get();
    curl_slist* list = nullptr;
    for (const auto& [name, value] : request.headers) {
        if ((name + value).find_first_of("\r\n") != std::string::npos) continue; // no header may smuggle another
        list = curl_slist_append(list, (name + ": " + value).c_str());
    }
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);
    CURL* c = handle.get();
    curl_easy_setopt(c, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_ms));
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(request.total_ms));
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &t);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, &t);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, &t);
    if (request.method == "POST") {
        curl_easy_setopt(c, CURLOPT_POST, 1L);
        curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(c, CURLOPT_POSTFIELDS, request.body.data());
    }
    // In steps, so that a stop is seen within 100 ms also while nothing arrives.
    const std::unique_ptr<CURLM, CURLMcode (*)(CURLM*)> multi(curl_multi_init(), curl_multi_cleanup);
    curl_multi_add_handle(multi.get(), c);
    int running = 1;
    CURLcode code = CURLE_OK;
    while (running > 0) {
        if (curl_multi_perform(multi.get(), &running) != CURLM_OK) break;
        if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, 50, nullptr);
        if (on_progress(&t, 0, 0, 0, 0) != 0) {
            code = CURLE_ABORTED_BY_CALLBACK;
            break;
        }
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left))
        if (message->msg == CURLMSG_DONE && code == CURLE_OK) code = message->data.result;
    long status = 0;
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_multi_remove_handle(multi.get(), c);
    t.response.status = static_cast<int>(status);
    Response& r = t.response;
    if (code == CURLE_OK)
        r.ended = Ended::complete;
    else if (stop.stop_requested())
        r.ended = Ended::cancelled;
    else if (t.too_long)
        r.ended = Ended::too_long;
    else if (t.refused)
        r.ended = Ended::complete; // the receiver has all that it wants
    else if (t.late || code == CURLE_OPERATION_TIMEDOUT)
        r.ended = Ended::timed_out;
    else if (code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING || r.received)
        r.ended = Ended::cut_off;
    else
        r.ended = Ended::connect_failed;
    if (code != CURLE_OK && !t.refused) r.detail = curl_easy_strerror(code);
    return r;
}

} // namespace plumbline::net
