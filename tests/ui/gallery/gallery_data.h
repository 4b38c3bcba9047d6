// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include <nlohmann/json.hpp>

#include "core/report/document.h"

namespace plumbline::gallery {

std::vector<report::KpiCard> cards();
ChartSpec revenue();
ChartSpec forecast();
ChartSpec gaps();
ChartSpec channels();
ChartSpec bars();
ChartSpec columns();
TableSpec breakdown();
TableSpec campaigns();
TableSpec funnel();
TableSpec long_table(int rows);
report::Document document();

} // namespace plumbline::gallery
