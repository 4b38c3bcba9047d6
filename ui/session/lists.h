// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>

namespace plumbline::ui {

/// "Search, Email and Affiliate".
QString listed(QStringList names);

} // namespace plumbline::ui
