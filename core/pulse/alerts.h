// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/format.h"
#include "core/metrics/annotations.h"
#include "core/metrics/metrics.h"
#include "core/store/workspace.h"

/// Rules that are looked at after each import, on a timer and by `alerts check`.
namespace plumbline::pulse {

enum class RuleKind {
    above,          ///< the value is above `level`
    below,          ///< the value is below `level`
    rise,           ///< the change on the same period before is above `level` (a share)
    fall,           ///< the change is below minus `level`
    unusual,        ///< outside of the expected band of its weekday (grain day)
    target_at_risk, ///< the pace of a target is below `level` (a share, usually 0.95)
    no_data,        ///< there is no value for the last `level` days
    trust_below,    ///< the audit's score is below `level`
    text_worse      ///< the mean score of the reviews' texts has fallen by more than `level` (a share) on the runs before
};
const char* rule_kind_id(RuleKind kind);
/// Throws Error{usage} with the kinds that exist.
RuleKind parse_rule_kind(std::string_view id);

struct Rule {
    std::string id{}; ///< empty: not stored yet
    int64_t dataset_id = 0;
    std::string metric = "revenue";
    std::vector<metrics::Filter> where{};
    RuleKind kind = RuleKind::unusual;
    double level = 0;
    std::optional<double> clear{};    ///< value at which an alert ends; missing: 5 % back inside of the level (hysteresis)
    Grain grain = Grain::day;         ///< of the value: the last day, or the last whole week or month
    std::string severity = "warning"; ///< "note", "warning", "blocker"
    std::string snoozed_until{};      ///< ISO date; until then it is looked at but not told
    /// Throws Error{usage, metric_unknown}.
    void validate() const;
};

/// A fall of the texts' score above this share raises an alert without a rule of one's own.
inline constexpr double usual_text_fall = 0.05;
/// Id of the rule that check_alerts() looks at by itself once texts were scored; remove_rule() switches it off.
inline constexpr std::string_view text_rule_id = "text_score";

/// Those that a person has made, by age.
std::vector<Rule> rules(const store::Workspace& workspace, int64_t dataset_id);
/// Stores or replaces. Throws as validate().
Rule put_rule(store::Workspace& workspace, Rule rule);
bool remove_rule(store::Workspace& workspace, const std::string& id);

/// What is known of a rule from the last look.
struct RuleState {
    bool active = false;
    std::string since{}; ///< when it became active
};
std::optional<RuleState> state_of(const store::Workspace& workspace, const std::string& rule_id);

enum class AlertState { ok, alert, no_data, snoozed };
const char* alert_state_id(AlertState state);

struct AlertResult {
    Rule rule;
    AlertState state = AlertState::ok;
    bool begins = false, ends = false; ///< against the last look
    std::string since{};
    std::optional<double> value, limit;
    DateRange days{};
    std::string text{}; ///< one sentence
};

/// What the rules need besides the rows.
struct AlertInput {
    std::vector<metrics::Target> targets{};
    std::optional<double> trust{};                           ///< the audit's score; missing: not audited
    std::optional<double> text_score{}, text_score_before{}; ///< of the last run of reviews and the mean of those before it
    std::string now{};                                       ///< ISO timestamp
    Language language = Language::en;
};

/// Looks at one rule. "No data" is never a breach of a threshold: a rule that is active stays so, one that is not stays quiet.
AlertResult look(const metrics::Context& context, const Rule& rule, const std::optional<RuleState>& before,
                 const AlertInput& input, std::stop_token stop = {});
/// Looks at all rules of the dataset, keeps their state and writes begin and end into the log. A rule that cannot be looked at
/// (its metric or value is gone) says so in its text and is not a breach.
std::vector<AlertResult> check_alerts(const metrics::Context& context, store::Workspace& workspace, const AlertInput& input,
                                      std::stop_token stop = {});

struct AlertLogEntry {
    std::string when, rule_id, event, text; ///< event: "begins", "ends"
};
/// Latest first.
std::vector<AlertLogEntry> alert_log(const store::Workspace& workspace, size_t most = 200);

} // namespace plumbline::pulse
