// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/import.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/ingest/combine.h"
#include "core/ingest/reader_process.h"
#include "core/ingest/reading_json.h"
#include "core/ingest/recipe.h"
#include "core/ingest/staging.h"
#include "core/store/files.h"
#include "core/store/group.h"

namespace plumbline::ingest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

json parts_of(const store::Workspace& workspace, const DatasetInfo& dataset) {
    json parts = json::array();
    for (const store::SnapshotInfo& s : workspace.snapshots(dataset.id))
        parts.push_back({{"file", (workspace.folder() / "snapshots" / s.file).string()}, {"mode", s.mode}, {"key", s.key}});
    return parts;
}

/// Facts are made only of snapshots that are what was written.
void check_snapshots(const store::Workspace& workspace, const DatasetInfo& dataset) {
    for (const store::SnapshotInfo& s : workspace.snapshots(dataset.id)) {
        const fs::path file = workspace.folder() / "snapshots" / s.file;
        const bool there = fs::exists(file);
        if (there && sha256_file(file) == s.sha256) continue;
        throw Error(ErrorCode::snapshot_damaged,
                    {{"file", s.source + " of " + s.created},
                     {"detail", there ? "its checksum differs from the one stored when it was written" : "it is missing"}});
    }
}

std::string default_dataset_name(const fs::path& file) {
    const fs::path clean = file.has_filename() ? file : file.parent_path();
    return fs::is_directory(clean) ? clean.filename().string() : clean.stem().string();
}

std::vector<store::RejectedRow> stored_rejects(const FileReading& reading) {
    std::vector<store::RejectedRow> out;
    for (const Reject& r : reading.rejects) out.push_back({r.line, r.reason, r.text});
    return out;
}

json choices_json(const std::vector<ColumnChoice>& choices) {
    json out = json::array();
    for (const ColumnChoice& c : choices) out.push_back(to_json(c));
    return out;
}

ImportResult import_table(store::Workspace& workspace, const ImportRequest& request, const std::string& dataset_name,
                          Progress& progress, std::stop_token stop) {
    const auto begin = std::chrono::steady_clock::now();
    const std::optional<DatasetInfo> known = find_dataset(workspace, dataset_name);
    const Staging staging(workspace);
    json job{{"job", "import"},
             {"file", fs::absolute(request.file).string()},
             {"options", to_json(request.options)},
             {"choices", choices_json(request.choices)},
             {"recipe", request.recipe.string()},
             {"mode", known ? request.mode : "replace"},
             {"key", request.key},
             {"dataset_name", dataset_name},
             {"staging", staging.folder.string()}};
    if (known) {
        job["dataset"] = to_json(*known);
        job["remedies"] = remedies_of(workspace, known->id);
    }
    // The other datasets' facts are carried over; alone, the file is simply written anew.
    const bool others = workspace.datasets().size() > (known ? 1u : 0u);
    const bool needs_old = known && request.mode != "replace";
    if (others || needs_old) job["facts"] = workspace.trusted_facts().string();
    const json result = run_reader(job, request.file.filename().string(), progress, stop);

    ImportResult out;
    out.reading = reading_from_json(result.at("reading"));
    store::NewSnapshot snapshot;
    snapshot.dataset = dataset_from_json(result.at("dataset"));
    const json& written = result.at("snapshot");
    snapshot.snapshot.sha256 = written.at("sha256").get<std::string>();
    snapshot.snapshot.rows = written.at("rows").get<int64_t>();
    snapshot.snapshot.rejected_rows = out.reading.rejected_rows;
    snapshot.snapshot.source = request.file.filename().string();
    snapshot.snapshot.created = store::now_utc();
    snapshot.snapshot.mode = known ? request.mode : "replace";
    snapshot.snapshot.key = written.value("key", std::vector<std::string>{});
    json how{{"dialect", to_json(out.reading.dialect)}, {"warnings", out.reading.warnings}};
    if (const auto marked = result.find("marked"); marked != result.end() && !marked->empty()) how["marked"] = *marked;
    // What an auditor asks of each import: the days that it brought, and what its columns held.
    if (const auto days = result.find("days"); days != result.end() && days->is_array()) how["days"] = *days;
    how["types"] = json::object();
    for (const DatasetColumn& c : out.reading.columns) how["types"][c.field] = field_type_id(c.type);
    snapshot.snapshot.reading = how.dump();
    snapshot.rejects = stored_rejects(out.reading);
    snapshot.staged_snapshot = staging.folder / "snapshot.parquet";
    snapshot.staged_facts = staging.folder / "facts.duckdb";
    throw_if_stopped(stop); // the last moment: from here on the import is in
    std::optional<store::Group> with_children;
    if (const auto at = result.find("children"); at != result.end() && !at->empty()) with_children.emplace(workspace);
    out.dataset = dataset_name;
    out.snapshot = workspace.commit(std::move(snapshot));
    workspace.log_event("import", json{{"dataset", dataset_name},
                                       {"source", out.snapshot.source},
                                       {"rows", out.snapshot.rows},
                                       {"rejected", out.snapshot.rejected_rows}}
                                      .dump());
    for (const json& child : result.value("children", json::array())) {
        ImportRequest nested = request;
        nested.options.sheet = child.get<std::string>();
        out.children.push_back(import_table(workspace, nested, dataset_name + "." + child.get<std::string>(), progress, stop));
    }
    if (with_children) with_children->commit();
    out.seconds = seconds_since(begin);
    return out;
}

fs::path recipes_of(const store::Workspace& workspace) { return workspace.folder() / "recipes"; }

/// The recipe that an earlier import of a file of this shape left behind; empty where there is none.
fs::path remembered_recipe(const store::Workspace& workspace, const ImportRequest& request, Progress& progress,
                           std::stop_token stop) {
    std::error_code none;
    if (!fs::exists(recipes_of(workspace), none) || fs::is_empty(recipes_of(workspace), none)) return {};
    const PreviewResult preview = preview_file(request.file, request.options, 0, progress, stop);
    std::vector<std::string> header;
    for (const DatasetColumn& c : preview.reading.columns) header.push_back(c.name);
    for (const auto& entry : fs::directory_iterator(recipes_of(workspace), none)) {
        if (entry.path().extension() != ".yaml") continue;
        const Recipe recipe = read_recipe(entry.path());
        if (matches(recipe, request.file.filename().string(), header)) return entry.path();
    }
    return {};
}

bool says_anything(const ReadOptions& o) {
    return o.encoding || o.delimiter || o.quote || o.escape || o.decimal || o.thousands || o.date_order || o.skip_head ||
           o.skip_tail || o.header_rows || o.sheet;
}

/// Keeps what the user decided for the next file of this shape.
void remember_recipe(const store::Workspace& workspace, const ImportRequest& request, const ImportResult& result) {
    if (request.choices.empty() && !says_anything(request.options)) return;
    Recipe recipe;
    for (const DatasetColumn& c : result.reading.columns) recipe.shape.push_back(c.name);
    recipe.options = request.options;
    recipe.dataset = result.dataset;
    for (const ColumnChoice& c : request.choices) {
        if (c.rename) return; // the shape would no longer be the file's
        if (c.role) recipe.roles.emplace_back(c.column, *c.role);
        if (c.kind && !c.kind->empty()) recipe.kinds.emplace_back(c.column, *c.kind);
        if (c.unit && !c.unit->empty()) recipe.units.emplace_back(c.column, *c.unit);
    }
    fs::create_directories(recipes_of(workspace));
    write_recipe(recipe, recipes_of(workspace) / (sha256(result.dataset).substr(0, 16) + ".yaml"));
}

} // namespace

PreviewResult preview_file(const fs::path& file, const ReadOptions& options, std::optional<size_t> rows, Progress& progress,
                           std::stop_token stop) {
    const auto begin = std::chrono::steady_clock::now();
    json job{{"job", "preview"}, {"file", fs::absolute(file).string()}, {"options", to_json(options)}};
    if (rows) job["rows"] = *rows;
    const json result = run_reader(job, file.filename().string(), progress, stop);
    PreviewResult out;
    out.reading = reading_from_json(result.at("reading"));
    out.rows = table_from_typed_json(result.at("table"));
    out.sheets = result.value("sheets", std::vector<std::string>{});
    out.bytes = result.value("bytes", int64_t{0});
    out.seconds = seconds_since(begin);
    return out;
}

namespace {

/// Without what follows from it: datasets that are made of this one.
ImportResult import_one(store::Workspace& workspace, const ImportRequest& request, Progress& progress, std::stop_token stop) {
    if (request.mode != "replace" && request.mode != "append" && request.mode != "upsert")
        throw Error(ErrorCode::usage, {{"detail", "The import mode is replace, append or upsert, not " + request.mode + "."}});
    std::error_code none;
    if (!fs::exists(fs::symlink_status(request.file, none)))
        throw Error(ErrorCode::file_not_found, {{"file", request.file.string()}});
    ImportRequest wanted = request;
    const bool remembered = request.recipe.empty();
    if (remembered) wanted.recipe = remembered_recipe(workspace, request, progress, stop);
    if (!wanted.recipe.empty()) {
        const Recipe recipe = read_recipe(wanted.recipe);
        if (wanted.dataset.empty()) wanted.dataset = recipe.dataset;
        if (wanted.key.empty()) wanted.key = recipe.key;
        if (!recipe.mode.empty() && request.mode == "replace") wanted.mode = recipe.mode;
    }
    if (wanted.dataset.empty()) wanted.dataset = default_dataset_name(wanted.file);
    const bool blank = wanted.dataset.find_first_not_of(" .") == std::string::npos;
    if (blank || wanted.dataset.front() == '-' ||
        std::ranges::any_of(wanted.dataset, [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
        throw Error(ErrorCode::usage,
                    {{"detail", "A dataset needs a name of letters or digits that does not begin with a dash."}});
    ensure_facts(workspace, progress, stop);
    ImportResult result = import_table(workspace, wanted, wanted.dataset, progress, stop);
    if (remembered) remember_recipe(workspace, request, result);
    return result;
}

} // namespace

ImportResult import_file(store::Workspace& workspace, const ImportRequest& request, Progress& progress, std::stop_token stop) {
    return import_files(workspace, {request}, progress, stop).front();
}

std::vector<ImportResult> import_files(store::Workspace& workspace, const std::vector<ImportRequest>& requests,
                                       Progress& progress, std::stop_token stop) {
    // What was decided is kept for the next file of a shape only where all files are in.
    std::map<fs::path, std::string> recipes;
    std::error_code none;
    const auto recipe_files = [&] {
        std::vector<fs::path> out;
        for (const auto& entry : fs::directory_iterator(recipes_of(workspace), none)) out.push_back(entry.path());
        return out;
    };
    for (const fs::path& file : recipe_files()) {
        std::ifstream in(file, std::ios::binary);
        recipes[file] = {std::istreambuf_iterator<char>(in), {}};
    }
    std::vector<ImportResult> out;
    try {
        store::Group all(workspace);
        for (const ImportRequest& request : requests) out.push_back(import_one(workspace, request, progress, stop));
        refresh_combinations(workspace, progress, stop);
        all.commit();
    } catch (...) {
        for (const fs::path& file : recipe_files())
            if (!recipes.contains(file)) fs::remove(file, none);
        for (const auto& [file, text] : recipes) std::ofstream(file, std::ios::binary) << text;
        throw;
    }
    return out;
}

DatasetInfo change_columns(store::Workspace& workspace, const std::string& name, const std::vector<ColumnChoice>& choices,
                           Progress& progress, std::stop_token stop) {
    ensure_facts(workspace, progress, stop);
    const DatasetInfo dataset = workspace.dataset(name);
    const Staging staging(workspace);
    const json job{{"job", "columns"},
                   {"dataset", to_json(dataset)},
                   {"choices", choices_json(choices)},
                   {"remedies", remedies_of(workspace, dataset.id)},
                   {"facts", workspace.trusted_facts().string()},
                   {"staging", staging.folder.string()}};
    const json result = run_reader(job, dataset.name, progress, stop);
    const DatasetInfo changed = dataset_from_json(result.at("dataset"));
    throw_if_stopped(stop);
    store::Group both(workspace);
    workspace.commit_columns(changed, staging.folder / "facts.duckdb");
    refresh_combinations(workspace, progress, stop);
    both.commit();
    return workspace.dataset(name);
}

void ensure_facts(store::Workspace& workspace, Progress& progress, std::stop_token stop) {
    const std::vector<DatasetInfo> datasets = workspace.datasets();
    if (datasets.empty() || !workspace.trusted_facts().empty()) return;
    json job{{"job", "rebuild"}, {"datasets", json::array()}};
    for (const DatasetInfo& d : datasets) {
        check_snapshots(workspace, d);
        job["datasets"].push_back(
            {{"dataset", to_json(d)}, {"parts", parts_of(workspace, d)}, {"remedies", remedies_of(workspace, d.id)}});
    }
    const Staging staging(workspace);
    job["staging"] = staging.folder.string();
    job["snapshots"] = (fs::absolute(workspace.folder()) / "snapshots").string();
    const json result = run_reader(job, workspace.name(), progress, stop);
    std::vector<DatasetInfo> rebuilt;
    for (const json& d : result.at("datasets")) rebuilt.push_back(dataset_from_json(d));
    throw_if_stopped(stop);
    workspace.install_facts(staging.folder / "facts.duckdb", rebuilt);
}

std::unique_ptr<store::Workspace> open_workspace(const fs::path& folder, store::Access access, Progress& progress,
                                                 std::stop_token stop) {
    auto workspace = store::Workspace::open(folder, access);
    if (workspace->datasets().empty() || !workspace->trusted_facts().empty()) return workspace;
    if (access == store::Access::read) {
        // Only a writer can put the cache back; then the reader goes on.
        workspace.reset();
        workspace = store::Workspace::open(folder, store::Access::write);
    }
    ensure_facts(*workspace, progress, stop);
    if (access == store::Access::write) return workspace;
    workspace.reset();
    return store::Workspace::open(folder, access);
}

namespace {

/// A CSV field; what a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV injection").
std::string safe_field(const std::string& text) {
    std::string out = "\"";
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) out += '\'';
    for (char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

} // namespace

void export_rejects(const std::vector<store::RejectedRow>& rejects, const fs::path& file) {
    const fs::path part = file.string() + ".part";
    {
        std::ofstream out(part, std::ios::binary);
        out << "line,reason,text\n";
        for (const store::RejectedRow& r : rejects)
            out << r.line << ',' << safe_field(r.reason) << ',' << safe_field(r.text) << '\n';
        out.close();
        if (!out) throw Error(ErrorCode::write_failed, {{"path", file.string()}, {"detail", "the rows could not be written"}});
    }
    store::move_file(part, file);
}

} // namespace plumbline::ingest
