// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace plumbline::narrate {

/// A number as it stands in a text, read back.
struct WrittenNumber {
    std::string text;     ///< "9.30M", "6.4%"
    double value = 0;     ///< 9300000; percent: 0.064; points: 0.004 for "0.4 points"
    double step = 1;      ///< value of one unit of the last digit written
    bool percent = false; ///< "%" stands behind it
    bool points = false;  ///< "points" stands behind it
    int sign = 0;         ///< as written: +1, -1, 0 without a sign
    size_t at = 0;        ///< byte in the text
};
/// Numbers of a text in the way of writing of a language; two to twelve also in words.
std::vector<WrittenNumber> written_numbers(std::string_view text, Language language);

/// A number that was computed and that a text may name.
struct KnownNumber {
    double value = 0;
    enum class Kind { plain, percent, points } kind = Kind::plain;
    bool change = false; ///< a signed difference: what is said of it has to go the same way
};

/// What a text says that was not computed.
struct ClaimFault {
    enum class Kind { number, direction } kind = Kind::number;
    std::string text; ///< as written
};

/// Holds a text against what was computed, number by number. A number stands where one of the known is it after rounding to the
/// digits written (at least two significant ones, of the same kind; a sign, where written, has to agree), or where it stands the
/// same way in one of `texts` (dates, names, labels). A change has to be told by a word of its own direction: the nearest one in
/// its clause. Empty: nothing is wrong.
std::vector<ClaimFault> check_claims(std::string_view text, const std::vector<KnownNumber>& known,
                                     const std::vector<std::string>& texts, Language language);

} // namespace plumbline::narrate
