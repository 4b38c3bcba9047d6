// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"

namespace plumbline {

/// A day of a calendar, computed by rule.
struct Holiday {
    Date day;
    std::string name; ///< stable over the years and in English: "Easter Monday"
    std::string name_fr;
    bool commercial = false; ///< Black Friday and the like: no day off
};

/// "CH", "FR", "DE", "AT", "IT", "ES", "UK", "IE", "US", "CA", "BR", "IN".
const std::vector<std::string>& holiday_countries();
/// Public holidays kept in most of the country, of the years `from` to `to`, by day. Throws Error{usage} for an unknown country.
std::vector<Holiday> public_holidays(std::string_view country, int from, int to);
/// Black Friday, Cyber Monday, Christmas run-up, Valentine's, Mother's Day and the sales periods by law or custom of the country.
std::vector<Holiday> commercial_days(std::string_view country, int from, int to);
/// Western Easter Sunday (Meeus, 1991: anonymous Gregorian algorithm).
Date easter(int year);

} // namespace plumbline
