// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace plumbline {

/// What stands for each {name} of a text.
using WordFacts = std::map<std::string, std::string>;

/// The text with every {name} filled in, in one pass: a value with braces of its own (a campaign may be called "{segment}") stays
/// as it is. Throws Error{internal} for a name without a fact.
std::string fill(std::string_view text, const WordFacts& facts);

/// One text in English and French.
struct Words {
    const char* en;
    const char* fr;
};
std::string say(const Words& words, Language language, const WordFacts& facts = {});

} // namespace plumbline
