// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/net/mail.h"
#include "core/pulse/alerts.h"
#include "core/store/workspace.h"

namespace plumbline::pulse {

/// How people are told of alerts. The password of the mail server is none of these: it never lies in a workspace.
struct Notify {
    std::string server;          ///< "smtp://mail.example.com:587"; empty: no mail
    std::string user, from;      ///< user empty: the server asks for none
    std::vector<std::string> to; ///< addresses
    std::string command;         ///< gets the answer of `alerts check` as JSON on its standard input; empty: none
    int every_minutes = 60;      ///< of the timer in the window; 0: off
    bool tray = true;            ///< a message of the system where an alert begins
};
Notify notify_of(const store::Workspace& workspace);
/// Throws Error{setting_invalid}.
void set_notify(store::Workspace& workspace, const Notify& notify);
/// Throws as set_notify().
void check_notify(const Notify& notify);

/// "2 alerts: Revenue is unusually low": what begins, one line each.
net::Mail alert_mail(const Notify& notify, const std::vector<AlertResult>& results, const std::string& workspace,
                     Language language);
/// Those that are told now: they begin with this look and are not snoozed.
std::vector<AlertResult> begun(const std::vector<AlertResult>& results);

} // namespace plumbline::pulse
