// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/response/load.h"

namespace plumbline::response {

/// A market with known truth from NAME.csv and NAME.truth.json.
struct MarketFile {
    MediaData data;
    nlohmann::json truth;
};

inline MarketFile read_market(const std::filesystem::path& folder, const std::string& name) {
    std::ifstream in(folder / (name + ".csv"));
    std::string line, cell;
    Table table;
    std::vector<std::string> head;
    std::getline(in, line);
    for (std::istringstream s(line); std::getline(s, cell, ',');) head.push_back(cell);
    for (const std::string& h : head)
        table.add(h, h == "date" ? ColumnType::date : h == "geo" ? ColumnType::text : ColumnType::real);
    while (std::getline(in, line)) {
        std::istringstream s(line);
        for (size_t i = 0; i < head.size() && std::getline(s, cell, ','); ++i) {
            if (head[i] == "date")
                table.column(i).append(*parse_iso_date(cell));
            else if (head[i] == "geo")
                table.column(i).append(std::string_view(cell));
            else
                table.column(i).append(std::stod(cell));
        }
    }
    MarketFile file;
    file.truth = nlohmann::json::parse(std::ifstream(folder / (name + ".truth.json")));
    SeriesColumns columns;
    columns.target = "revenue";
    for (const auto& c : file.truth["channels"]) columns.spend.push_back(c["name"].get<std::string>() + "_spend");
    columns.controls = {"price_index", "promo"};
    file.data = media_from_table(table, columns);
    return file;
}

} // namespace plumbline::response
