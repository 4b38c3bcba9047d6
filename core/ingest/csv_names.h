// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string_view>

namespace plumbline::ingest {

/// Does the header name a count (clicks, impressions, orders, in the languages of exports)?
bool is_count_name(std::string_view name);
/// … an amount of money (cost, revenue, budget, CPC)?
bool is_money_name(std::string_view name);
/// … a day or a period?
bool is_date_name(std::string_view name);

} // namespace plumbline::ingest
