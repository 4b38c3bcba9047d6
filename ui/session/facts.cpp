// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/facts.h"

#include "core/metrics/cube.h"
#include "core/warehouse/embedded.h"

namespace plumbline::ui {

FactsPtr loadFacts(const store::Workspace& workspace, const DatasetInfo& dataset, Progress& progress, std::stop_token stop) {
    progress.step(-1, "load");
    throw_if_stopped(stop);
    auto facts = std::make_shared<Facts>();
    facts->dataset = dataset;
    facts->engine = std::make_shared<EmbeddedEngine>(workspace.trusted_facts());
    facts->cube = metrics::Cube::load(facts->dataset, *facts->engine, std::move(stop));
    return facts;
}

} // namespace plumbline::ui
