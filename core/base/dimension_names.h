// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace plumbline {

/// What people call a usual dimension: "Sub-channel", "Sous-canal" for the kind "sub_channel". `otherwise` for a kind that is
/// none of them. The only place where these names stand.
std::string dimension_name(std::string_view kind, Language language, std::string_view otherwise);
/// The same inside of a sentence: "sub-channel", "sous-canal".
std::string dimension_word(std::string_view kind, Language language, std::string_view otherwise);

} // namespace plumbline
