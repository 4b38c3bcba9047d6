// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>

namespace plumbline::store {

/// Setting: name of the dataset that Workspace::dataset() means where none is named and there are several.
inline constexpr std::string_view default_dataset = "default_dataset";

} // namespace plumbline::store
