// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/ingest/roles_name.h"

namespace plumbline::ingest {

/// One reading of a header.
struct RoleGuess {
    std::string_view role;   ///< a column role
    std::string_view kind;   ///< dimensions: which; measures: "money" or "count"; attributes: why it cannot be summed
    int score = 0;           ///< 0 to 100
    std::string qualifier;   ///< words that the phrase does not explain: "facebook" in "facebook spend"
    bool exact = false;      ///< the phrase is the whole name
    bool conversion = false; ///< named as a conversion or result rather than as a lead or an order
    bool unreal = false;     ///< planned, lost, of another period: not what happened
};

/// Readings of a header, best first.
std::vector<RoleGuess> guess_roles(const HeaderName& name);
/// Whether the name is that of a ratio (CTR, cost per click, share, average).
bool is_rate_name(const HeaderName& name);
/// Whether a word names a marketing channel ("facebook", "tv", "email").
bool is_channel_word(std::string_view word);
/// Words that say how and not what: "total", "all", "website".
bool is_neutral_word(std::string_view word);
/// "device", "country", "gender", "age", "status", "channel" where most of these (lower-case) values are of that kind; else
/// empty.
std::string_view kind_of_values(const std::vector<std::string>& values);

} // namespace plumbline::ingest
