// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace plumbline {

/// Letters A to Z alone, whatever the country of the computer: std::tolower('I') is no i in Turkey.
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
constexpr char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

} // namespace plumbline
