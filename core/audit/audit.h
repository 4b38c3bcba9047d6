// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/chart/chart_spec.h"
#include "core/metrics/annotations.h"
#include "core/metrics/metrics.h"

/// The data auditor: can these numbers be trusted? The checks and their definitions are in docs/methods/audit.md.
namespace plumbline::audit {

enum class Severity { blocker, warning, note };
std::string_view severity_id(Severity severity);

/// What can be done about a finding. None of them changes a snapshot; see remedy.h.
enum class Action { exclude, cap, interpolate, merge, rescale, event, leave };
std::string_view action_id(Action action);
/// Throws Error{remedy_invalid}.
Action parse_action(std::string_view id);

/// What a day of a finding shows and what was to be expected.
struct DayValue {
    Date day;
    std::optional<double> seen, expected, low, high; ///< low to high: where 99 of 100 ordinary days lie
};

/// A bar of the evidence where time does not tell it: the spellings of a name, campaigns by their rate.
struct Bar {
    std::string label;
    double value = 0;
    bool flagged = false;
};

/// One thing that is wrong with the data, or may be.
struct Finding {
    std::string key;   ///< the same fault has the same key in the next audit
    std::string check; ///< id: "lead_surge_20x", "temporal_gap" …
    Severity severity = Severity::warning;
    std::string column;    ///< field of the measure or dimension concerned; "date" for gaps, "*" for whole rows
    std::string dimension; ///< field that `segment` is a value of; empty: the whole dataset
    std::string segment;
    std::optional<DateRange> days;
    int64_t rows = 0;                                 ///< rows concerned (of a gap: rows that are missing)
    std::optional<double> value, expected, low, high; ///< over all days: sums, or a rate; missing where it has no number
    double cost = 0;                   ///< what it may cost: share of the dataset's money or counts that is in doubt, 0 to 1
    std::string detail;                ///< spellings, tokens, the other column: as found, language-free
    std::vector<std::string> variants; ///< label_variant: spellings, the one to keep first
    double factor = 1;                 ///< unit_change and surges: seen / expected
    std::vector<DayValue> series;      ///< the days around it, for the evidence and for capping
    std::vector<Bar> bars;             ///< instead of days
    std::vector<Action> remedies;      ///< the best first
    std::string decided;               ///< id of the remedy that was decided; empty: open
};

/// How far a measure can be relied on: 100, less what is found.
struct Trust {
    std::string column; ///< field
    double score = 100;
    std::optional<Severity> worst;
    std::vector<std::string> keys; ///< of the findings that lower it
};

/// A cell of an import that held a word such as "#REF!" instead of a number.
struct Token {
    std::string column, text, series;
    Date day;
    int64_t line = 0;
};

/// A snapshot of the dataset: where an export ends and the next begins, levels, units and types may break.
struct Import {
    std::string source;                         ///< name of the file
    std::string sha256;                         ///< of its rows
    std::optional<DateRange> days;              ///< that it brought; missing where it is not known
    std::map<std::string, std::string> types{}; ///< field, type
};

/// What the auditor is given besides the rows.
struct AuditSpec {
    std::vector<metrics::Annotation> annotations{};
    std::vector<std::string> countries{};                       ///< of holiday_countries(); empty: US, UK, DE and FR
    std::optional<Date> today{};                                ///< later days are in the future; missing: not looked at
    std::vector<Token> tokens{};                                ///< cells that hold a word where a number should be
    std::vector<Import> imports{};                              ///< since the last that replaced all, in their order
    std::vector<std::pair<std::string, std::string>> decided{}; ///< key of a finding, id of its remedy
    bool combined = false; ///< made of other datasets: what one of them does not know is no gap, and its repeats are its own
    void validate() const;
};

struct CheckTime {
    std::string check; ///< or "read"
    double ms = 0;
    double processor_ms = 0; ///< of all threads of the process
};

struct AuditReport {
    std::vector<Finding> findings; ///< what is likely wrong, the costliest first
    std::vector<Finding> advice;   ///< true and worth knowing, but no fault: channels that cannot be told apart
    std::vector<Date> events;      ///< days on which most series moved together, or that a calendar names
    double score = 100;            ///< of the dataset
    std::vector<Trust> measures;
    std::vector<std::string> checks; ///< ids of the checks that could be run on this dataset
    std::string dimension;           ///< field of the series looked at
    int64_t rows = 0, series = 0, days = 0;
    std::vector<CheckTime> times;
    double ms = 0;
};

/// All checks over one dataset. Never throws for data that are odd: a dataset with no date, no number or three rows has what can
/// be checked on it checked. Throws Error{query_failed, cancelled}.
AuditReport audit(const metrics::Context& context, const AuditSpec& spec, Progress& progress, std::stop_token stop = {});
/// What the workspace knows is put into the spec: annotations, decisions, words in the place of numbers, the day of the import.
AuditSpec spec_for(const store::Workspace& workspace, const DatasetInfo& dataset);
/// The dataset as it came in, before any remedy: what an audit looks at.
DatasetInfo raw_dataset(const metrics::Context& context);

/// Findings that are not decided and touch a measure or segment: what a forecast or a report built on it has to say.
std::vector<const Finding*> open_findings(const AuditReport& report, std::string_view column = {}, bool blockers_only = false);

/// Fields of the measures that metrics are made of; a name may be an id of the catalogue or the field of a measure.
std::vector<std::string> measure_fields(const DatasetInfo& dataset, const std::vector<std::string>& metrics);
/// Open blockers and warnings that touch numbers of these metrics on these days (missing: all) under these filters: what stands
/// against showing them, the gravest first.
std::vector<const Finding*> findings_against(const AuditReport& report, const DatasetInfo& dataset,
                                             const std::vector<std::string>& metrics, const std::optional<DateRange>& days = {},
                                             const std::vector<metrics::Filter>& filters = {});

/// Sets the score of the dataset and of each measure from the findings that are open.
void score_trust(const DatasetInfo& dataset, AuditReport& report);

/// Stores the last report of a dataset as a record of kind "audit", so that every page can say what is open without a new audit.
void put_report(store::Workspace& workspace, const DatasetInfo& dataset, const AuditReport& report);
/// The last one stored; nullopt where there is none or the data have changed since.
std::optional<AuditReport> last_report(const store::Workspace& workspace, const DatasetInfo& dataset);

/// "Leads of google_north_06 jumped to 20 times their usual level".
std::string title(const Finding& finding, const DatasetInfo& dataset, Language language);
/// What was seen, what was expected, and why it is taken for a fault, one or two sentences.
std::string evidence(const Finding& finding, const DatasetInfo& dataset, Language language);
std::string expected_text(const Finding& finding, const DatasetInfo& dataset, Language language);
std::string check_name(std::string_view check, Language language);
/// A column as a person calls it: as its file does; where that is an identifier ("new_customers") as the catalogue or plain words
/// do.
std::string column_label(const std::string& field, const DatasetInfo& dataset, Language language);
std::string action_text(Action action, const Finding& finding, Language language);
/// The measure with its expected band around the finding's days; no series: nullopt.
std::optional<ChartSpec> evidence_chart(const Finding& finding, const DatasetInfo& dataset, Language language);

} // namespace plumbline::audit
