// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

#include "ui/session/settings.h"

namespace plumbline::ui {

/// Password of the mail server: a file beside the settings that only this user can read, never part of a workspace. The variable
/// PLUMBLINE_SMTP_PASSWORD goes before it.
QString mailPassword(const Settings& settings);
/// Empty removes it. Throws Error{write_failed}.
void keepMailPassword(const Settings& settings, const QString& password);

} // namespace plumbline::ui
