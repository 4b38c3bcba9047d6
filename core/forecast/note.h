// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace plumbline::forecast {

/// Something that a person should know about a forecast, as an id with facts; text() has the sentences.
struct Note {
    std::string id; ///< "chosen_best", "fell_back", "gap", "duplicates" …
    ErrorFacts facts;
    std::string text(Language language) const;
};

/// Name of a method for a person: "seasonal naive", "exponential smoothing (ETS)".
std::string model_name(std::string_view id, Language language);

} // namespace plumbline::forecast
