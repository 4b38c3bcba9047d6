// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "core/store/workspace.h"

/// What every change of a workspace's facts needs: inside this room only.
namespace plumbline::ingest {

/// A staging folder that is gone at the end, whatever happened.
struct Staging {
    std::filesystem::path folder;
    explicit Staging(store::Workspace& workspace) : folder(workspace.make_staging()) {}
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;
    ~Staging();
};

/// The decisions about a dataset's rows, as the reader takes them.
nlohmann::json remedies_of(const store::Workspace& workspace, int64_t dataset_id);
std::optional<DatasetInfo> find_dataset(const store::Workspace& workspace, const std::string& name);

} // namespace plumbline::ingest
