// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/simulate.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace plumbline::predict {

namespace {

constexpr double farthest = 5;          ///< times the largest spend seen; beyond, nothing that was seen speaks
constexpr double far_below = 0.5;       ///< of the least spend of a period that was seen
constexpr double prior_speaks_to = 0.3; ///< data share below which an answer is mostly belief

[[noreturn]] void refuse(const std::string& en, const std::string& fr) {
    throw Error(ErrorCode::simulate_invalid, {{"detail", en}, {"detail_fr", fr}});
}

/// Outcome at `spend` relative to that at `typical`: a power curve up to the largest spend seen; from there on a hyperbola with
/// the same value and slope, which gains at most `elasticity` more however much is spent.
double relative_outcome(double spend, double typical, double most, double elasticity) {
    if (typical <= 0) return 1;
    const double within = std::min(spend, std::max(most, typical));
    double out = within <= 0 ? 0 : std::pow(within / typical, elasticity);
    if (spend > within) out *= 1 + elasticity * (spend - within) / spend;
    return out;
}

std::string times_text(double times, Language language) {
    constexpr double most = 1000;
    if (times < most) return std::to_string(std::lround(times));
    return language == Language::fr ? "plus de 1000" : "more than 1000";
}

double text_number(const std::string& text, const std::string& whole) {
    double v = 0;
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(begin, text.data() + text.size(), v);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(v))
        throw Error(ErrorCode::usage, {{"detail", "A budget is written +20%, -10% or as an amount, not " + whole + "."},
                                       {"detail_fr", "Un budget s'écrit +20%, -10% ou comme un montant, pas " + whole + "."}});
    return v;
}

} // namespace

void parse_budget(const std::string& text, SimulateSpec& spec) {
    std::string t;
    for (const char c : text)
        if (c != ' ') t += c;
    if (t.ends_with('%')) {
        spec.change = text_number(t.substr(0, t.size() - 1), text) / 100;
    } else if (t.starts_with('+') || t.starts_with('-')) {
        throw Error(ErrorCode::usage,
                    {{"detail", text + " is neither a change such as +20% nor an amount above zero."},
                     {"detail_fr", text + " n'est ni un changement tel que +20% ni un montant supérieur à zéro."}});
    } else {
        spec.budget = text_number(t, text);
    }
}

Simulator::Simulator(const metrics::Context& context, const SimulateSpec& spec, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    m_panel = read_panel(context, {.target = spec.target, .by = budget_dimension(dataset)}, stop);
    m_fit = fit_elasticity(m_panel, spec.elasticity, stop);
    m_period = spec.period.value_or(*dataset.dates);
    m_parts.resize(m_panel.entities.size());
    const double periods = static_cast<double>(m_period.days()) / (m_panel.grain == Grain::day ? 1 : 7);
    for (size_t e = 0; e < m_parts.size(); ++e)
        for (const double v : m_panel.spend[e])
            if (v > 0) m_parts[e].least = m_parts[e].least > 0 ? std::min(m_parts[e].least, v) : v;
    for (const bool selected : {false, true}) {
        metrics::Query query;
        query.metrics = {"cost"};
        if (m_panel.target != "cost") query.metrics.push_back(m_panel.target);
        query.period = m_period;
        if (!m_panel.dimension.empty()) query.by = {m_panel.dimension};
        if (selected) query.filters = spec.filters;
        const Table t = metrics::run(context, query, stop).table;
        for (size_t r = 0; r < t.rows(); ++r) {
            const std::string name = m_panel.dimension.empty() || t.column(0).is_null(r) ? "" : to_text(t.column(0).value(r));
            const auto at = std::ranges::find(m_panel.entities, name);
            if (at == m_panel.entities.end()) continue;
            Part& part = m_parts[static_cast<size_t>(at - m_panel.entities.begin())];
            const double cost = t.at("cost").number(r).value_or(0), outcome = t.at(m_panel.target).number(r).value_or(0);
            (selected ? part.selected_budget : part.budget) = cost;
            (selected ? part.selected_outcome : part.outcome) = outcome;
            if (!selected) part.typical = cost / std::max(1.0, periods);
        }
    }
}

Simulation Simulator::run(const SimulateSpec& spec) const {
    const auto began = std::chrono::steady_clock::now();
    Simulation out;
    out.dimension = m_panel.dimension;
    out.target = m_panel.target;
    out.period = m_period;
    for (const Part& p : m_parts) {
        out.budget += p.selected_budget;
        out.outcome += p.selected_outcome;
    }
    if (out.budget <= 0)
        refuse("nothing was spent in this selection and period", "rien n'a été dépensé dans cette sélection et cette période");
    double change = spec.change.value_or(0);
    if (spec.budget) change = *spec.budget / out.budget - 1;
    if (!std::isfinite(change)) refuse("the budget is not a finite number", "le budget n'est pas un nombre fini");
    if (change < -1) refuse("a budget cannot fall by more than 100 %", "un budget ne peut pas baisser de plus de 100 %");
    for (const auto& [entity, share] : spec.changes) {
        if (std::ranges::find(m_panel.entities, entity) == m_panel.entities.end()) {
            std::string known;
            for (const auto& e : m_panel.entities) known += (known.empty() ? "" : ", ") + e;
            refuse("there is no " + entity + " here; there are " + known, entity + " n'est pas ici ; il y a " + known);
        }
        if (!std::isfinite(share) || share < -1)
            refuse("the change of " + entity + " is not between -100 % and a finite number",
                   "le changement de " + entity + " n'est pas entre -100 % et un nombre fini");
    }

    const size_t n = m_parts.size();
    std::vector<double> totals(m_fit.draws.size(), 0);
    std::vector<double> values(m_fit.draws.size());
    auto quantile = [](std::vector<double>& v, double p) {
        std::ranges::sort(v);
        return v[static_cast<size_t>(std::lround(p * static_cast<double>(v.size() - 1)))];
    };
    const double tail = (1 - spec.interval) / 2;
    double spend_change = 0, mean_change = 0;
    bool beyond = false, below = false, prior_only = false;
    for (size_t e = 0; e < n; ++e) {
        const Part& p = m_parts[e];
        SimulateRow row;
        row.entity = m_panel.entities[e];
        row.budget = p.budget;
        row.outcome = p.outcome;
        row.new_budget = p.budget + p.selected_budget * change;
        for (const auto& [entity, share] : spec.changes)
            if (entity == row.entity) row.new_budget += p.budget * share;
        if (row.new_budget < -1e-9 * std::max(1.0, p.budget))
            refuse("the budget of " + row.entity + " would be negative", "le budget de " + row.entity + " serait négatif");
        row.new_budget = std::max(0.0, row.new_budget);
        row.elasticity = m_fit.mean[e];
        row.elasticity_lower = m_fit.lower[e];
        row.elasticity_upper = m_fit.upper[e];
        row.data_share = m_fit.data_share[e];
        row.new_outcome = row.lower = row.upper = row.outcome;
        const bool moved = p.budget > 0 && std::abs(row.new_budget - p.budget) > 1e-9 * p.budget;
        if (moved) {
            const double spend = p.typical * row.new_budget / p.budget;
            const double most = std::max(m_fit.most_spend[e], p.typical);
            row.most_spend_share = spend / most;
            row.beyond = spend > most * (1 + 1e-9);
            if (spend > farthest * most)
                refuse("the plan spends " + times_text(spend / most, Language::en) + " times the most that " +
                           (row.entity.empty() ? std::string("was ever spent") : row.entity + " ever spent") +
                           ", and nothing seen tells what happens there",
                       "le plan dépense " + times_text(spend / most, Language::fr) + " fois le maximum jamais dépensé" +
                           (row.entity.empty() ? std::string() : " pour " + row.entity) +
                           ", et rien de ce qui a été observé ne dit ce qui s'y passe");
            for (size_t i = 0; i < values.size(); ++i) {
                values[i] = p.outcome * (relative_outcome(spend, p.typical, most, m_fit.draws[i][e]) - 1);
                totals[i] += values[i];
            }
            double mean = 0;
            for (const double v : values) mean += v / static_cast<double>(values.size());
            row.new_outcome = p.outcome + mean;
            row.lower = p.outcome + quantile(values, tail);
            row.upper = p.outcome + quantile(values, 1 - tail);
            beyond |= row.beyond;
            below |= row.new_budget < p.budget && spend < far_below * p.least;
            prior_only |= row.data_share < prior_speaks_to;
            spend_change += row.new_budget - p.budget;
            mean_change += mean;
        }
        out.rows.push_back(row);
    }
    out.new_budget = out.budget + spend_change;
    out.change = mean_change;
    out.change_lower = out.change_upper = 0;
    if (!totals.empty()) {
        out.change_lower = quantile(totals, tail);
        out.change_upper = quantile(totals, 1 - tail);
    }
    out.new_outcome = out.outcome + out.change;
    out.lower = out.outcome + out.change_lower;
    out.upper = out.outcome + out.change_upper;
    if (std::abs(spend_change) > 1e-9 * out.budget) out.incremental_return = out.change / spend_change;
    if (beyond) out.warnings.push_back("beyond_seen");
    if (below) out.warnings.push_back("below_seen");
    if (prior_only) out.warnings.push_back("prior_only");
    out.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    return out;
}

Simulation simulate(const metrics::Context& context, const SimulateSpec& spec, std::stop_token stop) {
    const auto began = std::chrono::steady_clock::now();
    Simulation out = Simulator(context, spec, stop).run(spec);
    out.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    return out;
}

} // namespace plumbline::predict
