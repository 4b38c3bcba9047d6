// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulse/notify.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace plumbline::pulse {

namespace {

using nlohmann::json;
constexpr const char* notify_key = "alerts.notify";
constexpr int longest_wait = 7 * 24 * 60; // minutes

[[noreturn]] void refuse(const char* setting, const std::string& value, const char* detail) {
    throw Error(ErrorCode::setting_invalid, {{"setting", setting}, {"value", value}, {"detail", detail}});
}

} // namespace

Notify notify_of(const store::Workspace& workspace) {
    Notify out;
    const auto text = workspace.setting(notify_key);
    const json j = text ? json::parse(*text, nullptr, false) : json();
    if (!j.is_object()) return out;
    try {
        out.server = j.value("server", "");
        out.user = j.value("user", "");
        out.from = j.value("from", "");
        out.to = j.value("to", std::vector<std::string>{});
        out.command = j.value("command", "");
        out.every_minutes = std::clamp(j.value("every_minutes", 60), 0, longest_wait);
        out.tray = j.value("tray", true);
    } catch (const json::exception&) {
        return {}; // written by somebody else
    }
    return out;
}

void check_notify(const Notify& n) {
    if (!n.server.empty()) {
        if (!n.server.starts_with("smtp://") && !n.server.starts_with("smtps://"))
            refuse("mail server", n.server, "it is written as smtp://mail.example.com:587 or smtps://mail.example.com");
        if (n.server.find('@') != std::string::npos) refuse("mail server", n.server, "the user is a setting of its own");
        if (net::address_of(n.from).empty()) refuse("sender", n.from, "it is no address");
        if (n.to.empty()) refuse("recipients", "-", "there is nobody to write to");
    }
    for (const std::string& t : n.to)
        if (net::address_of(t).empty()) refuse("recipients", t, "it is no address");
    if (n.every_minutes < 0 || n.every_minutes > longest_wait)
        refuse("timer", std::to_string(n.every_minutes), "it is 0 to 10,080 minutes");
}

void set_notify(store::Workspace& workspace, const Notify& n) {
    check_notify(n);
    workspace.set_setting(notify_key, json{{"server", n.server},
                                           {"user", n.user},
                                           {"from", n.from},
                                           {"to", n.to},
                                           {"command", n.command},
                                           {"every_minutes", n.every_minutes},
                                           {"tray", n.tray}}
                                          .dump(-1, ' ', false, json::error_handler_t::replace));
}

std::vector<AlertResult> begun(const std::vector<AlertResult>& results) {
    std::vector<AlertResult> out;
    std::ranges::copy_if(results, std::back_inserter(out),
                         [](const AlertResult& r) { return r.begins && r.state == AlertState::alert; });
    return out;
}

net::Mail alert_mail(const Notify& notify, const std::vector<AlertResult>& results, const std::string& workspace,
                     Language language) {
    const bool fr = language == Language::fr;
    const auto fresh = begun(results);
    net::Mail mail;
    mail.from = notify.from;
    mail.to = notify.to;
    const std::string n = std::to_string(fresh.size());
    mail.subject = workspace + ": " +
                   (fr ? n + (fresh.size() < 2 ? " alerte" : " alertes") : n + (fresh.size() == 1 ? " alert" : " alerts"));
    if (fr) mail.subject.replace(workspace.size(), 2, " : ");
    if (fresh.size() == 1) mail.subject += (fr ? " : " : ": ") + fresh.front().text;
    // A head line ends where a line does.
    std::ranges::replace_if(
        mail.subject, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    for (const AlertResult& r : fresh) mail.text += "- " + r.text + "\r\n";
    std::string still;
    for (const AlertResult& r : results)
        if (r.state == AlertState::alert && !r.begins) still += "- " + r.text + "\r\n";
    if (!still.empty()) mail.text += (fr ? "\r\nToujours en cours :\r\n" : "\r\nStill active:\r\n") + still;
    mail.text += fr ? "\r\nPlumbline ne réécrit que lorsqu'une alerte commence.\r\n"
                    : "\r\nPlumbline writes again only when an alert begins.\r\n";
    return mail;
}

} // namespace plumbline::pulse
