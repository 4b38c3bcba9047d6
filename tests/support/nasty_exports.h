// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace plumbline::test {

/// A file as some tool exports it, with what a careful person reads in it. Written by rules of its own, not by the reader under
/// test.
struct NastyExport {
    std::string name;
    std::string bytes;
    std::vector<std::string> names;
    std::vector<std::string> types; ///< ids; "decimal|integer" accepts both
    size_t rows = 0;
    std::vector<std::string> first, last; ///< locale-free texts of a row, "" for missing
    std::vector<int64_t> rejected_lines{};
    std::string question{};           ///< id that must be asked
    std::string error{};              ///< code that must be thrown
    std::string warning{};            ///< words that a warning must hold
    std::vector<std::string> units{}; ///< where it matters
};

inline void PrintTo(const NastyExport& e, std::ostream* out) { *out << e.name; }

std::vector<NastyExport> nasty_exports();

/// Text as UTF-16 (little or big endian, with byte-order mark where asked), Windows-1252 …, for building files.
std::string utf16(const std::string& utf8, bool big_endian, bool bom);
std::string encoded(const std::string& utf8, const char* iconv_name);

} // namespace plumbline::test
