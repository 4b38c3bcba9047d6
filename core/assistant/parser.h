// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>

#include "core/assistant/plan.h"
#include "core/assistant/reading.h"

namespace plumbline::assistant {

/// What a parser needs besides the question.
struct ParseContext {
    const Vocabulary* vocabulary = nullptr;
    Language language = Language::en;
    Date now;
    const Plan* before = nullptr;                                 ///< the plan that this question may follow
    std::vector<std::pair<const char*, double>>* times = nullptr; ///< milliseconds of each stage are added
};

/// The offline parser: a question as a plan. Problems (missing metric, unsafe …) are in the plan; it never throws on a question.
Plan parse(const std::string& question, const ParseContext& context);

/// Parts of parse(), shared between its files.
namespace parts {
Route choose_route(const Reading& r);
/// Whether a split of money is asked for, and not how something is split.
bool asks_allocation(const Reading& r);
/// The route of rules and classifier together: the rules', unless the classifier is sure of another one that is possible. Where
/// both are about as likely, a problem "ambiguous" with the two readings is added.
Route agreed_route(const Reading& r, Route rules, Plan& plan);
/// A question with the words of a reading behind it; empty where a route has none.
std::string with_reading(const std::string& question, Route route, Language language);
/// The reading that a person chose behind a question; it is taken off.
std::optional<Route> chosen_reading(std::string& question);
/// Fills the query of a question for numbers; problems go into the plan.
SemanticQuery build_query(Reading& r, Plan& plan);
std::optional<std::pair<NamedPeriod, NamedPeriod>> two_periods(const NamedPeriod& p);
void build_simulation(Reading& r, Plan& plan, SemanticQuery& q);
void build_forecast(Reading& r, Plan& plan, SemanticQuery& q, Date now);
void build_allocation(Reading& r, Plan& plan, SemanticQuery& q);
void build_audit(Reading& r, Plan& plan, SemanticQuery& q);
void build_segmentation(Reading& r, Plan& plan, SemanticQuery& q);
void build_report(Reading& r, Plan& plan, SemanticQuery& q);
void build_chart(Reading& r, Plan& plan, SemanticQuery& q);
void build_diagnostic(Reading& r, Plan& plan, SemanticQuery& q);
/// Changes the last plan by what a follow-up says; false where the question stands alone.
bool edit_plan(Reading& r, const Plan& before, Plan& plan);
/// Values that are named, joined by what is written between them: filters of included and excluded values.
/// `sides`: what was named one by one, with the words that named it.
std::vector<ValueFilter> read_filters(Reading& r, std::vector<NamedGroup>* sides = nullptr);
/// "1.5x", "three times the budget": the factor.
std::optional<double> factor_of(const Reading& r);
std::vector<std::string> read_metrics(const Reading& r, Plan& plan);
/// "social" for one filter value, "all" for none; JSON text.
std::string scope_slot(const std::vector<ValueFilter>& filters);
std::string slot_name(const std::string& metric); ///< "cost" is "spend"
std::string json_text(const std::string& text);
std::string default_metric(const Vocabulary& v, Plan& plan);
bool higher_is_better(const std::string& metric);
bool is_percent(const std::string& metric);
bool whole_sum(const std::string& metric); ///< a sum and no ratio
} // namespace parts

} // namespace plumbline::assistant
