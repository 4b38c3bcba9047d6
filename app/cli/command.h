// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/store/workspace.h"
#include "core/table/table.h"

namespace plumbline::cli {

/// What every command shares: global options, progress, output.
class Session {
public:
    std::filesystem::path folder;
    bool json = false;
    std::string language = "en";
    std::stop_source stop_source;
    bool created = false, created_folder = false; ///< by open_or_create()
    int exit = 0; ///< of a command that has answered and has bad news: a report that is not whole, an alert

    Language lang() const { return language == "fr" ? Language::fr : Language::en; }
    std::unique_ptr<store::Workspace> open(store::Access access);
    /// Opens for writing; makes the workspace where there is none.
    std::unique_ptr<store::Workspace> open_or_create();
    /// After a failure: takes away a workspace that open_or_create() made and nothing was put into.
    void undo_create(std::unique_ptr<store::Workspace> workspace);
    Progress& progress();
    std::stop_token stop() const { return stop_source.get_token(); }
    /// Writes `object` with --json, else `text`.
    void answer(const nlohmann::json& object, const std::string& text);
};

/// A subcommand: adds its options to `app` and says what to run.
using AddCommand = void (*)(CLI::App& app, Session& session);
void add_sample(CLI::App& app, Session& session);
void add_import(CLI::App& app, Session& session);
void add_preview(CLI::App& app, Session& session);
void add_datasets(CLI::App& app, Session& session);
void add_roles(CLI::App& app, Session& session);
void add_query(CLI::App& app, Session& session);
void add_forecast(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_allocate(CLI::App& app, Session& session);
void add_report(CLI::App& app, Session& session);
void add_alerts(CLI::App& app, Session& session);
void add_response(CLI::App& app, Session& session);
void add_backup(CLI::App& app, Session& session);
void add_restore(CLI::App& app, Session& session);
void add_verify(CLI::App& app, Session& session);
void add_segment(CLI::App& app, Session& session);
void add_audit(CLI::App& app, Session& session);
void add_features(CLI::App& app, Session& session);
void add_ask(CLI::App& app, Session& session);
void add_ledger(CLI::App& app, Session& session);
void add_simulate(CLI::App& app, Session& session);
void add_predict(CLI::App& app, Session& session);
void add_models(CLI::App& app, Session& session);

/// Audits what an import brought and keeps the report: dataset, findings, score, worst.
nlohmann::json audit_imported(Session& session, store::Workspace& workspace, const std::string& dataset);

/// Columns aligned for a terminal.
std::string as_text(const Table& table);
/// Throws Error{period_invalid}.
Date parse_day(const std::string& text);

} // namespace plumbline::cli
