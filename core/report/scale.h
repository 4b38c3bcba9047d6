// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/narrate/narrator.h"

namespace plumbline::report {

/// How the figures of one column or axis are written: divided by `divisor`, with the same number of decimals.
struct Scale {
    double divisor = 1;
    int decimals = 0;
    std::string text(std::optional<double> value, std::string_view unit, const NumberStyle& style) const;
};

/// Thousands from 20,000 up, millions from 20 million up, for counts and amounts; `fine`: one decimal more.
Scale scale_for(const std::vector<std::optional<double>>& values, std::string_view unit, bool fine);
/// "CHF k", "thousands", "%", or empty where there is nothing to say.
std::string scale_words(const Scale& scale, std::string_view unit, const narrate::Narrator& narrator, const NumberStyle& style);
/// Decimals of a column of percentages: one, or as many (at most four) as its smallest value needs to be told from nothing.
int percent_decimals(const std::vector<std::optional<double>>& fractions);
/// Non-empty parts joined by ", ".
std::string join(const std::vector<std::string>& parts);

} // namespace plumbline::report
