// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/mail.h"

#include <chrono>
#include <gtest/gtest.h>

#include "core/base/base64.h"
#include "tests/support/mail_server.h"

namespace plumbline::net {
namespace {

using test::MailServer;

Mail hello() {
    Mail m;
    m.from = "Plumbline <reports@example.com>";
    m.to = {"Zoé <zoe@example.com>", "max@example.com"};
    m.subject = "Chiffre d'affaires : 2 alertes, à lire";
    m.text = "Le chiffre d'affaires est de 9,30\u00A0M\u00A0CHF.\n.\nFin";
    return m;
}

std::string detail(const auto& run) {
    try {
        run();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::mail_failed);
        return e.text().what_happened;
    }
    return "nothing failed";
}

/// Text of the body: base64 behind the empty line.
std::string body(const std::string& data) {
    std::string lines = data.substr(data.find("\r\n\r\n") + 4);
    std::erase_if(lines, [](char c) { return c == '\r' || c == '\n'; });
    return from_base64(lines);
}

TEST(Mail, ArrivesWholeWithItsAccents) {
    const MailServer server;
    send_mail({server.url(), "", ""}, hello());
    const auto mails = server.mails();
    ASSERT_EQ(mails.size(), 1u);
    EXPECT_EQ(mails[0].from.substr(0, mails[0].from.find(' ')), "<reports@example.com>");
    EXPECT_EQ(mails[0].to, (std::vector<std::string>{"<zoe@example.com>", "<max@example.com>"}));
    EXPECT_EQ(body(mails[0].data), hello().text);
    EXPECT_NE(mails[0].data.find("Subject: =?UTF-8?B?"), std::string::npos);
    EXPECT_NE(mails[0].data.find("From: \"Plumbline\" <reports@example.com>\r\n"), std::string::npos);
}

TEST(Mail, CarriesItsAttachments) {
    const MailServer server;
    Mail m = hello();
    m.attachments = {{"facts.csv", "text/csv", "id,value\nrevenue,3\n"}};
    send_mail({server.url(), "", ""}, m);
    const std::string data = server.mails().at(0).data;
    EXPECT_NE(data.find("multipart/mixed"), std::string::npos);
    EXPECT_NE(data.find(base64("id,value\nrevenue,3\n")), std::string::npos);
}

TEST(Mail, KeepsLinesShort) {
    Mail m = hello();
    m.text = std::string(5'000, 'x');
    m.subject = std::string(300, 'y') + "é";
    const std::string mime = to_mime(m);
    for (size_t from = 0; from < mime.size();) {
        const size_t end = std::min(mime.find("\r\n", from), mime.size());
        EXPECT_LE(end - from, 100u) << mime.substr(from, 60);
        from = end + 2;
    }
}

TEST(Mail, LogsInWhereItIsAsked) {
    const MailServer server({.user = "plumb", .password = "s3cret-word"});
    send_mail({server.url(), "plumb", "s3cret-word"}, hello());
    EXPECT_EQ(server.mails().size(), 1u);
    const std::string why = detail([&] { send_mail({server.url(), "plumb", "wrong-word"}, hello()); });
    EXPECT_NE(why.find("127.0.0.1"), std::string::npos) << why;
    EXPECT_EQ(why.find("wrong-word"), std::string::npos) << why;
    EXPECT_EQ(server.mails().size(), 1u);
}

TEST(Mail, SaysWhatTheServerRefuses) {
    for (const auto& [command, reply] : std::map<std::string, std::string>{{"MAIL", "550 not from you"},
                                                                           {"RCPT", "550 nobody here"},
                                                                           {"DATA", "554 no more today"},
                                                                           {"END", "552 too large"},
                                                                           {"CONNECT", "421 closed"}}) {
        const MailServer server({.replies = {{command, reply}}});
        const std::string why = detail([&] { send_mail({server.url(), "", ""}, hello()); });
        EXPECT_NE(why.find("could not be sent"), std::string::npos) << command << ": " << why;
        EXPECT_TRUE(server.mails().empty()) << command;
    }
}

TEST(Mail, NoticesAServerThatBreaksOffOrIsNotThere) {
    const MailServer cut({.cut_after_data = true});
    EXPECT_NE(detail([&] { send_mail({cut.url(), "", ""}, hello()); }), "nothing failed");
    EXPECT_NE(detail([] { send_mail({"smtp://127.0.0.1:1", "", ""}, hello()); }), "nothing failed");
    EXPECT_NE(detail([] { send_mail({"http://127.0.0.1", "", ""}, hello()); }), "nothing failed");
    EXPECT_NE(detail([] { send_mail({"", "", ""}, hello()); }), "nothing failed");
}

TEST(Mail, GivesUpAndStopsInTime) {
    const MailServer server({.silent = true});
    std::stop_source stop;
    std::jthread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(150));
        stop.request_stop();
    });
    const auto begin = std::chrono::steady_clock::now();
    try {
        send_mail({server.url(), "", ""}, hello(), stop.get_token());
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::cancelled);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(2'000));
}

TEST(Mail, LetsNoHeadLineBeginAnother) {
    Mail m = hello();
    m.subject = "Hello\r\nBcc: everybody@example.com";
    EXPECT_NE(detail([&] { to_mime(m); }).find("head line"), std::string::npos);
    m = hello();
    m.to = {"max@example.com\r\nRCPT TO:<x@y.z>"};
    EXPECT_NE(detail([&] { to_mime(m); }), "nothing failed");
    m.to = {"no address"};
    EXPECT_NE(detail([&] { to_mime(m); }).find("no address"), std::string::npos);
    m.to = {};
    EXPECT_NE(detail([&] { to_mime(m); }), "nothing failed");
}

} // namespace
} // namespace plumbline::net
