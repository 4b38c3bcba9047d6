// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/predict/elasticity.h"

namespace plumbline::predict {

/// A plan: everything, or what the filters select, changed by a share; and single entities by shares of their own.
struct SimulateSpec {
    std::string target = "revenue";
    std::optional<double> change;                        ///< 0.2: +20 %
    std::optional<double> budget;                        ///< instead: the new budget of the selection
    std::vector<metrics::Filter> filters;                ///< what the change concerns
    std::vector<std::pair<std::string, double>> changes; ///< by entity of the budget dimension, on top of `change`
    std::optional<DateRange> period;                     ///< none: all days of the dataset
    ElasticitySpec elasticity;
    double interval = 0.9;
};

struct SimulateRow {
    std::string entity;
    double budget = 0, outcome = 0; ///< of the period, the whole entity
    double new_budget = 0;
    double new_outcome = 0, lower = 0, upper = 0;
    double elasticity = 0, elasticity_lower = 0, elasticity_upper = 0;
    double data_share = 0;       ///< how much of the answer the data speak for, against the prior
    double most_spend_share = 0; ///< new spend of a period over the largest that was seen
    bool beyond = false;         ///< beyond the spend that was seen: the response saturates from there
};

struct Simulation {
    std::string dimension, target;
    double budget = 0, outcome = 0; ///< of the selection
    double new_budget = 0;
    double new_outcome = 0, lower = 0, upper = 0;
    double change = 0, change_lower = 0, change_upper = 0; ///< of the outcome
    std::optional<double> incremental_return; ///< change of the outcome over change of the budget; missing without a change
    std::vector<SimulateRow> rows;
    DateRange period{};
    std::vector<std::string> warnings; ///< ids: "beyond_seen", "below_seen", "prior_only"
    double ms = 0;
};

/// A response that was fitted once and answers any number of plans, each in well under a millisecond.
class Simulator {
public:
    /// Throws as fit_elasticity and read_panel.
    Simulator(const metrics::Context& context, const SimulateSpec& spec, std::stop_token stop = {});
    /// Uses the changes, filters' share and budget of `spec`; target and period are those of the construction. Throws
    /// Error{simulate_invalid} for a plan that is below 0, not finite, beyond 5 times what was seen, or names an unknown entity.
    Simulation run(const SimulateSpec& spec) const;
    const ElasticityFit& elasticity() const { return m_fit; }

private:
    struct Part {
        double budget = 0, outcome = 0; ///< of the period
        double selected_budget = 0, selected_outcome = 0;
        double typical = 0; ///< spend of a period of the grain, mean over the period asked for
        double least = 0;   ///< smallest spend of a period of the grain that was seen, of those with spend
    };
    Panel m_panel;
    ElasticityFit m_fit;
    std::vector<Part> m_parts;
    DateRange m_period{};
};

/// One plan, from the data to the answer.
Simulation simulate(const metrics::Context& context, const SimulateSpec& spec, std::stop_token stop = {});

/// "+20%", "-10 %", "0.2" (a share), "120000" (a budget). Throws Error{usage}.
void parse_budget(const std::string& text, SimulateSpec& spec);

} // namespace plumbline::predict
