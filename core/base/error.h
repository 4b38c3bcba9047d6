// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <exception>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace plumbline {

/// Everything that can go wrong in a way a person should hear about. Append only: the ids are stored in audit trails.
enum class ErrorCode {
    internal,
    cancelled,
    usage,
    // files that come in
    file_not_found,
    file_is_directory,
    file_unreadable,
    file_empty,
    file_no_rows,
    file_binary,
    file_changed_while_read,
    file_too_many_columns,
    file_line_too_long,
    file_encoding,
    file_no_table,
    file_not_sure,
    file_date_order,
    file_corrupt,
    file_too_large_inside,
    file_unsupported,
    reader_memory,
    reader_crashed,
    recipe_invalid,
    sheet_unknown,
    role_invalid,
    // the workspace
    workspace_not_found,
    workspace_in_use,
    workspace_read_only,
    workspace_newer,
    workspace_damaged,
    snapshot_damaged,
    disk_full,
    write_failed,
    dataset_not_found,
    dataset_needed,
    key_missing,
    date_missing,
    backup_exists,
    // questions
    metric_unknown,
    metric_unavailable,
    dimension_unknown,
    value_unknown,
    period_invalid,
    filter_invalid,
    currency_mixed,
    query_failed,
    no_date,
    // output
    report_failed,
    // analysis, advice, assistant
    part_unknown,
    restore_exists,
    too_little_data,
    series_invalid,
    forecast_invalid,
    regressor_missing,
    segment_invalid,
    predict_invalid,
    simulate_invalid,
    features_invalid,
    remedy_invalid,
    allocate_infeasible,
    allocate_invalid,
    fit_missing,
    explain_invalid,
    record_not_found,
    question_invalid,
    network_failed,
    endpoint_refused,
    policy_refused,
    budget_spent,
    view_invalid,
    // response
    response_invalid,
    response_too_short,
    response_target,
    // reviews, mail, settings
    template_invalid,
    mail_failed,
    command_failed,
    setting_invalid,
    scenario_invalid,
    count_ // number of codes, keep last
};

enum class Language { en, fr };

/// Facts named in an error's sentences: file, line, column, path, value, …
using ErrorFacts = std::map<std::string, std::string>;

/// The sentences of one code, with {fact} placeholders.
struct ErrorText {
    std::string what_happened;
    std::string what_it_means;
    std::string what_to_do;
};

/// A failure that a person is told about: what happened, what it means, what to do, with the facts that belong to it.
class Error : public std::exception {
public:
    explicit Error(ErrorCode code, ErrorFacts facts = {});
    ErrorCode code() const { return m_code; }
    const ErrorFacts& facts() const { return m_facts; }
    /// The sentences in a language, placeholders filled.
    ErrorText text(Language language = Language::en) const;
    /// "what happened. what it means." in English; for logs.
    const char* what() const noexcept override { return m_message.c_str(); }

private:
    ErrorCode m_code;
    ErrorFacts m_facts;
    std::string m_message;
};

/// Stable id of a code, as in `{"error":{"code":…}}`.
std::string_view error_id(ErrorCode code);
/// The code of an id; ErrorCode::internal for an unknown one.
ErrorCode error_code(std::string_view id);
/// Exit code of the command line: 1 failed, 2 wrong usage, 3 bad input data, 4 refused by policy.
int exit_code(ErrorCode code);
/// Sentences of a code before the facts are filled in.
ErrorText error_template(ErrorCode code, Language language);

} // namespace plumbline
