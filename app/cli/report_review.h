// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include "app/cli/command.h"
#include "core/report/document.h"

namespace plumbline::cli {

/// What `report --kind wbr` and `--kind pulse` are asked for.
struct ReviewOptions {
    std::string dataset, week, metric, created, market, day;
    std::vector<std::string> where, by, formats;
    bool all = false;
    int threads = 0;
    std::filesystem::path out;
    std::string endpoint, model, policy, paper;
};
using WriteDocument = std::function<void(const report::Document&, const std::string& format, const std::filesystem::path&)>;

void run_review(Session& session, const ReviewOptions& options, const WriteDocument& write);
void run_pulse(Session& session, const ReviewOptions& options, const WriteDocument& write);

} // namespace plumbline::cli
