// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <stop_token>

#include "core/base/progress.h"
#include "core/metrics/metrics.h"
#include "core/store/workspace.h"

namespace plumbline::ui {

/// A dataset that can be asked: immutable, shared by pages and jobs. An import makes a new one; who still asks the old one gets
/// the old numbers.
struct Facts {
    DatasetInfo dataset;
    std::shared_ptr<Engine> engine;
    std::shared_ptr<const metrics::Cube> cube;
    metrics::Context context() const { return {&dataset, engine.get(), cube.get()}; }
};
using FactsPtr = std::shared_ptr<const Facts>;

/// Opens the facts of a workspace for one dataset and holds its roll-up in memory. Blocks: belongs in a job.
FactsPtr loadFacts(const store::Workspace& workspace, const DatasetInfo& dataset, Progress& progress, std::stop_token stop);

} // namespace plumbline::ui
