// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/ingest/import.h"
#include "core/sample/sample.h"

namespace plumbline::sample {

inline constexpr const char* sample_dataset = "campaigns";

struct SampleImport {
    ingest::ImportResult import;
    std::filesystem::path truth; ///< truth.json inside the workspace
};

/// Generates the sample company into a workspace: its dataset, its currency, and truth.json in the folder. Replaces an earlier
/// sample, never somebody's own data. csv: where to keep the generated file (market.csv and invoices.csv beside it); empty:
/// nowhere. Throws Error{usage} where the workspace holds other data, and what generating and importing throw; then the workspace
/// is as it was.
SampleImport sample_into(store::Workspace& workspace, const SampleSpec& spec, const std::filesystem::path& csv,
                         Progress& progress, std::stop_token stop = {});

} // namespace plumbline::sample
