// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/import.h"

#include <algorithm>
#include <set>

#include "app/cli/command.h"
#include "app/cli/read_options.h"
#include "core/ingest/combine.h"
#include "core/ingest/reading_json.h"
#include "core/store/group.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

json result_json(const ingest::ImportResult& r) {
    json j = ingest::to_json(r.reading);
    j["dataset"] = r.dataset;
    j["snapshot"] = r.snapshot.sha256.substr(0, 16);
    j["rows"] = r.snapshot.rows;
    j["seconds"] = r.seconds;
    json children = json::array();
    for (const auto& c : r.children) children.push_back(result_json(c));
    if (!children.empty()) j["children"] = children;
    return j;
}

std::string result_text(const ingest::ImportResult& r) {
    std::string text = r.dataset + ": " + std::to_string(r.snapshot.rows) + " rows";
    if (r.reading.rejected_rows > 0) text += ", " + std::to_string(r.reading.rejected_rows) + " set aside";
    text += "\n";
    for (const DatasetColumn& c : r.reading.columns)
        text += "  " + c.name + ": " + c.role + (c.kind.empty() ? "" : " (" + c.kind + ")") +
                (c.unit.empty() ? "" : ", " + c.unit) + (c.reason.empty() ? "" : " - " + c.reason) + "\n";
    for (const ingest::Reject& x : r.reading.rejects)
        if (&x - r.reading.rejects.data() < 5) text += "  line " + std::to_string(x.line) + ": " + x.reason + "\n";
    for (const std::string& w : r.reading.warnings) text += "  note: " + w + "\n";
    for (const auto& c : r.children) text += result_text(c);
    return text;
}

struct Options {
    std::vector<std::filesystem::path> files;
    ingest::ImportRequest request;
    ReadFlags flags;
    std::vector<std::string> roles, units;
    std::string currency;
};

void read_files(Session& session, Options& o, store::Workspace& workspace) {
    o.request.options = o.flags.options();
    for (const std::string& pair : o.roles) o.request.choices.push_back(parse_choice(pair));
    // All of them are looked at before the first is read in: a wrong name must not leave half of the work done.
    if (o.files.size() > 1)
        for (const auto& file : o.files) ingest::preview_file(file, o.request.options, 1, session.progress(), session.stop());
    for (const std::string& pair : o.units) o.request.choices.push_back(parse_unit(pair));
    std::vector<ingest::ImportRequest> requests;
    for (size_t i = 0; i < o.files.size(); ++i) {
        ingest::ImportRequest& request = requests.emplace_back(o.request);
        request.file = o.files[i];
        // Several files into one named dataset: the first decides what happens to what was there, the others are added.
        if (i > 0 && !request.dataset.empty() && request.mode == "replace") request.mode = "append";
    }
    store::Group all(workspace);
    if (!o.currency.empty()) workspace.set_setting("currency", o.currency);
    const std::vector<ingest::ImportResult> results =
        ingest::import_files(workspace, requests, session.progress(), session.stop());
    all.commit();
    json answer = result_json(results.front());
    if (results.size() > 1) {
        answer["imports"] = json::array();
        for (const auto& r : results) answer["imports"].push_back(result_json(r));
    }
    std::string text;
    for (const auto& r : results) text += result_text(r);
    // Before anything is built on the numbers. What is in stays in, whatever becomes of the audit.
    std::set<std::string> audited;
    answer["audit"] = json::array();
    std::vector<std::string> changed;
    for (const auto& r : results) changed.push_back(r.dataset);
    for (const ingest::Combination& c : ingest::combinations(workspace))
        if (std::ranges::any_of(c.parts,
                                [&](const auto& part) { return std::ranges::find(changed, part.dataset) != changed.end(); }))
            changed.push_back(c.name);
    for (const std::string& name : changed)
        if (audited.insert(name).second) try {
                const json found = audit_imported(session, workspace, name);
                if (found["findings"] > 0)
                    text += name + ": " + found["findings"].dump() + " findings of the audit, see `audit`\n";
                for (const json& worst : found["worst"]) text += "  " + worst.get<std::string>() + "\n";
                answer["audit"].push_back(found);
            } catch (const Error& e) {
                if (session.stop().stop_requested()) throw;
                text += "note: the audit failed: " + e.text(session.lang()).what_happened + "\n";
            }
    session.answer(answer, text);
}

void run(Session& session, Options& o) {
    auto workspace = session.open_or_create();
    try {
        read_files(session, o, *workspace);
    } catch (...) {
        session.undo_create(std::move(workspace));
        throw;
    }
}

} // namespace

void add_import(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("import", "Read files into the workspace");
    auto o = std::make_shared<Options>();
    command->add_option("files", o->files, "CSV, XLSX, JSON or Parquet files, or a folder of Parquet files")->required();
    command->add_option("--dataset", o->request.dataset, "Name of the dataset; default: the file's name");
    command->add_option("--mode", o->request.mode, "replace, append, or upsert by key")
        ->check(CLI::IsMember({"replace", "append", "upsert"}));
    command->add_option("--key", o->request.key, "Columns that identify a row, for upsert")->delimiter(',');
    command->add_option("--recipe", o->request.recipe, "YAML file with what was decided for files of this shape");
    command->add_option("--role", o->roles, "COLUMN=ROLE; may be repeated");
    command->add_option("--unit", o->units, "COLUMN=UNIT: count, percent, ratio, or a currency; may be repeated");
    command
        ->add_option("--currency", o->currency,
                     "Currency of amounts that do not name theirs, for the whole workspace: CHF, EUR …")
        ->check([](const std::string& text) {
            const bool code = text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
            return code ? std::string() : "A currency is written as its three letters, CHF or EUR, not " + text;
        });
    o->flags.add(*command);
    command->callback([o, &session] { run(session, *o); });
}

} // namespace plumbline::cli
