// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace plumbline::cli {

/// What of a scenario is to be of another size.
struct SimulatedSize {
    std::optional<int> weeks{}, channels{}, regions{};
};
/// Writes NAME.csv (a row a week: date, [geo], revenue, spend columns, controls) and NAME.truth.json into a folder.
nlohmann::json write_simulated(const std::string& scenario, uint64_t seed, const std::filesystem::path& folder,
                               const SimulatedSize& size = {});

} // namespace plumbline::cli
