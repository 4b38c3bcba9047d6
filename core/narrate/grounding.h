// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace plumbline::narrate {

/// The numbers in a text as they are written, with the unit that belongs to them: "9.30M", "6,4%", "46"; numbers spelt out from
/// two to twelve as digits. "One" is left alone: it is also an article. A sign is not part of a number ("fell 1.4%" tells of
/// −1.4%).
std::vector<std::string> numbers_in(std::string_view text, Language language);

/// Whether each number of the text stands in one of the facts, written the same way. Facts are formatted texts: "CHF 9.30M",
/// "W46", "13".
bool grounded(std::string_view text, const std::vector<std::string>& facts, Language language = Language::en);

} // namespace plumbline::narrate
