// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

namespace plumbline::ingest {

/// What a number format makes of a number.
struct XlsxFormat {
    enum class Kind { number, percent, date, datetime, time, elapsed } kind = Kind::number;
    std::string currency; ///< ISO 4217
};

/// By built-in id (ECMA-376 part 1, 18.8.30, with the East Asian dates).
XlsxFormat builtin_format(int id);
/// By code, such as `dd/mm/yyyy;@` or `#,##0.00 [$€-407]`: its first section, quoted text and brackets left out.
XlsxFormat custom_format(std::string_view code);
/// A stored number as it goes into the CSV; `from_1904`: the workbook's date system.
std::string write_xlsx_number(double value, const XlsxFormat& format, bool from_1904);
/// The fewest digits that read back as the same double, without exponent between 1e-9 and 1e21; `shift`: times 10^shift, exactly.
std::string shortest_decimal(double value, int shift = 0);

} // namespace plumbline::ingest
