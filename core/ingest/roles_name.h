// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::ingest {

/// A header taken apart: "Amount spent (EUR)" -> words amount, spent; notes eur; currency EUR.
struct HeaderName {
    std::vector<std::string> words; ///< lower case, ASCII, camelCase split, without articles
    std::vector<std::string> notes; ///< the same for what stands in brackets
    std::string currency;           ///< ISO 4217
    bool percent = false;           ///< a percent sign that does not follow a digit
    bool per = false;               ///< one thing over another: "cost per click", "Kosten/Conv."
};

HeaderName read_header(std::string_view header);
/// Latin letters without their marks, everything else beyond ASCII as a space.
std::string ascii(std::string_view utf8);
std::string join_words(const std::vector<std::string>& words, size_t from, size_t to, std::string_view between = " ");

} // namespace plumbline::ingest
