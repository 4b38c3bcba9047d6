// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <string_view>

#include "core/report/document.h"

namespace plumbline::report {

/// A document as text from which it is made again, for a review that is delivered once more.
std::string pack(const Document& document);
/// Throws Error{report_failed} for a text that pack() did not write.
Document unpack(std::string_view text);

/// A chart and a table as JSON and back. The ways back throw nlohmann::json::exception where something is missing.
nlohmann::json packed_chart(const ChartSpec& spec);
nlohmann::json packed_table(const TableSpec& spec);
ChartSpec unpacked_chart(const nlohmann::json& j);
TableSpec unpacked_table(const nlohmann::json& j);

} // namespace plumbline::report
