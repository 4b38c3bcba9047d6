// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <vector>

#include "core/predict/panel.h"

namespace plumbline::predict {

/// One row an entity and period: what was known before the period, and the spend planned for it.
struct Design {
    std::vector<std::string> names;           ///< features
    std::vector<std::vector<double>> columns; ///< [feature][row]
    std::vector<double> outcome;              ///< NaN in rows of the period to come
    std::vector<size_t> entity, period;       ///< of each row, sorted by period
    std::vector<double> plan; ///< of each row: what the plan multiplies the recent spend by; 1 in rows of the past
    size_t rows() const { return outcome.size(); }
};

/// Rows from the fifth period of an entity on where it was active, and one a live entity for the period after the last, with the
/// mean spend of its last four periods as plan, times each of `plans`.
Design make_design(const Panel& panel, const std::vector<double>& plans = {1.0});

} // namespace plumbline::predict
