// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>

#include <QString>

namespace plumbline::ui {

/// What a stage id of the core ("scan", "store", …) is called on the window; empty for an id that has no name.
QString stageName(std::string_view stage);

} // namespace plumbline::ui
