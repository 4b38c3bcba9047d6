// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace plumbline::report {

/// Texts of this room that no sentence of narrate/ has. Throws Error{internal} for a key that is not in the table.
std::string words(std::string_view key, Language language);
/// The same with {name} replaced by its fact.
std::string words(std::string_view key, Language language, const std::map<std::string, std::string>& facts);

} // namespace plumbline::report
