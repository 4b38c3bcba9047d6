// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/reader_job.h"

#include <algorithm>
#include <set>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/ingest/choices.h"
#include "core/ingest/facts_builder.h"
#include "core/ingest/opened_file.h"
#include "core/ingest/order_rows.h"
#include "core/ingest/parquet.h"
#include "core/ingest/profile.h"
#include "core/ingest/reading_json.h"
#include "core/ingest/recipe.h"
#include "core/ingest/roles.h"

namespace plumbline::ingest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// A folder for what a preview converts; gone at the end.
struct WorkFolder {
    fs::path path = fs::temp_directory_path() / ("plumbline-" + random_hex(8));
    WorkFolder() { fs::create_directories(path); }
    ~WorkFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

/// Throws where something only the user can decide is open.
void refuse_questions(const FileReading& reading, const std::string& file) {
    if (reading.questions.empty()) return;
    const Question& q = reading.questions.front();
    if (q.id == "date_order") throw Error(ErrorCode::file_date_order, {{"file", file}, {"column", q.column}, {"value", q.text}});
    throw Error(ErrorCode::file_not_sure, {{"file", file}, {"detail", q.text}, {"option", "--" + q.id}});
}

Recipe recipe_for(const json& job) {
    const std::string path = job.value("recipe", "");
    return path.empty() ? Recipe{} : read_recipe(path);
}

/// What the command line or the window says wins over the recipe.
ReadOptions merged(const ReadOptions& said, const ReadOptions& recipe) {
    ReadOptions out = recipe;
    auto take = [](auto& to, const auto& from) {
        if (from) to = from;
    };
    take(out.encoding, said.encoding);
    take(out.delimiter, said.delimiter);
    take(out.quote, said.quote);
    take(out.escape, said.escape);
    take(out.decimal, said.decimal);
    take(out.thousands, said.thousands);
    take(out.date_order, said.date_order);
    take(out.skip_head, said.skip_head);
    take(out.skip_tail, said.skip_tail);
    take(out.header_rows, said.header_rows);
    take(out.sheet, said.sheet);
    return out;
}

std::vector<ColumnChoice> choices_of(const json& job) {
    std::vector<ColumnChoice> out;
    for (const json& c : job.value("choices", json::array())) out.push_back(choice_from_json(c));
    return out;
}

/// Fields that identify a row: the ones named, else date, campaign and dimensions.
std::vector<std::string> key_fields(const json& job, const DatasetInfo& incoming, const DatasetInfo& known,
                                    const std::string& file) {
    std::vector<std::string> out;
    const auto wanted = job.value("key", std::vector<std::string>{});
    for (const std::string& name : wanted) {
        const auto at =
            std::ranges::find_if(incoming.columns, [&](const DatasetColumn& c) { return c.name == name || c.field == name; });
        if (at == incoming.columns.end())
            throw Error(ErrorCode::key_missing, {{"file", file}, {"column", name}, {"dataset", known.name}});
        out.push_back(at->field);
    }
    if (wanted.empty())
        for (const DatasetColumn& c : known.columns)
            if (c.role == "date" || is_dimension_role(c.role)) {
                if (!incoming.by_field(c.field))
                    throw Error(ErrorCode::key_missing, {{"file", file}, {"column", c.name}, {"dataset", known.name}});
                out.push_back(c.field);
            }
    if (out.empty())
        throw Error(ErrorCode::key_missing, {{"file", file}, {"column", "a date or a dimension"}, {"dataset", known.name}});
    return out;
}

/// The dataset's own columns first, as they were decided; what is new comes behind.
std::vector<DatasetColumn> joined(const std::vector<DatasetColumn>& known, const std::vector<DatasetColumn>& incoming) {
    std::vector<DatasetColumn> out = known;
    for (const DatasetColumn& c : incoming)
        if (std::ranges::find(out, c.field, &DatasetColumn::field) == out.end()) {
            out.push_back(c);
            const bool taken = std::ranges::any_of(known, [&](const DatasetColumn& k) { return k.role == c.role; });
            if (taken && c.role != "dimension" && c.role != "attribute" && c.role != "ignore" && c.role != "rate" &&
                c.role != "id")
                out.back().role = is_measure_role(c.role) ? "measure" : c.role == "date" ? "attribute" : "dimension";
        }
    return out;
}

std::string role_field(const std::vector<DatasetColumn>& columns, std::string_view role) {
    const auto at = std::ranges::find(columns, role, &DatasetColumn::role);
    return at == columns.end() ? "" : at->field;
}

/// The same for a preview and an import.
void find_roles(OpenedFile& opened) {
    FileReading& reading = opened.reading();
    const Table sample = opened.sample(profile_rows(reading.columns.size()));
    infer_roles(reading.columns, profiles_of(sample, reading.rows <= static_cast<int64_t>(sample.rows())));
}

/// Field of the day that the rows will be counted by; empty where they have none. `into`: the dataset that they join.
std::string date_to_be(const std::vector<DatasetColumn>& columns, const DatasetInfo& into, const std::string& file) {
    const DatasetColumn* known = into.by_role("date");
    if (!known) return role_field(columns, "date");
    if (std::ranges::find(columns, known->field, &DatasetColumn::field) == columns.end())
        throw Error(ErrorCode::date_missing, {{"file", file}, {"column", known->name}, {"dataset", into.name}});
    return known->field;
}

void require_date(OpenedFile& opened, const std::string& field) {
    FileReading& reading = opened.reading();
    const int64_t before = reading.rows;
    opened.require(field);
    const int64_t lost = before - reading.rows;
    // A few are leftovers; this many may mean that another column is the day.
    if (lost * 10 < before) return;
    const auto at = std::ranges::find(reading.columns, field, &DatasetColumn::field);
    reading.warnings.push_back(std::to_string(lost) + " of " + std::to_string(before) + " rows have no date in " + at->name +
                               " and are set aside; if they belong in the numbers, give the role of the date to another column.");
}

/// What was decided about the rows of a dataset.
std::vector<warehouse::Rule> rules_of(const json& job) {
    std::vector<warehouse::Rule> out;
    for (const json& j : job.value("remedies", json::array())) try {
            warehouse::Rule r;
            r.action = j.at("action").get<std::string>();
            r.column = j.at("column").get<std::string>();
            r.dimension = j.value("dimension", "");
            r.segment = j.value("segment", "");
            r.factor = j.value("factor", 1.0);
            r.negative = j.value("negative", false);
            r.fresh = j.value("fresh", false);
            r.from = j.value("from", "");
            r.to = j.value("to", "");
            const auto day = [](const json& text) { return parse_iso_date(text.get<std::string>()).value_or(Date{}); };
            if (const json days = j.value("days", json()); days.is_array() && days.size() == 2)
                r.days = DateRange{day(days[0]), day(days[1])};
            for (const json& v : j.value("values", json::array()))
                r.values.push_back({day(v.at(0)), v.at(1).get<double>(), v.at(2).get<double>(), v.at(3).get<double>()});
            out.push_back(std::move(r));
        } catch (const json::exception&) {
            continue; // of another program: not obeyed
        }
    return out;
}

/// Words that stood where numbers should, in columns that are summed, with the day and the campaign of their rows.
json marked_json(const OpenedFile& opened, const std::vector<DatasetColumn>& columns) {
    json out = json::array();
    const std::string date = role_field(columns, "date"), series = role_field(columns, "campaign");
    for (const MarkedCell& m : opened.marked()) {
        const auto column = std::ranges::find(columns, m.field, &DatasetColumn::field);
        if (column == columns.end() || !is_measure_role(column->role)) continue;
        json cell{{"line", m.line}, {"column", m.field}, {"text", m.text.substr(0, 40)}};
        for (const auto& [field, text] : m.row) {
            if (field == date) cell["day"] = text;
            if (field == series) cell["series"] = text;
        }
        if (cell.contains("day")) out.push_back(std::move(cell));
    }
    return out;
}

} // namespace

json preview_job(const json& job, Progress& progress) {
    const fs::path file = job.at("file").get<std::string>();
    const WorkFolder work;
    const std::optional<size_t> rows = job.contains("rows") ? std::optional(job["rows"].get<size_t>()) : std::nullopt;
    const auto opened = open_file(file, options_from_json(job.at("options")), !rows, work.path, progress, {});
    FileReading& reading = opened->reading();
    find_roles(*opened);
    if (const std::string date = role_field(reading.columns, "date"); !date.empty()) require_date(*opened, date);
    const Table table = opened->rows(rows);
    std::error_code ignored;
    const auto bytes = fs::file_size(file, ignored);
    return {
        {"reading", to_json(reading)}, {"table", typed_json(table)}, {"sheets", opened->parts()}, {"bytes", ignored ? 0 : bytes}};
}

json import_job(const json& job, Progress& progress) {
    const fs::path file = job.at("file").get<std::string>(), staging = job.at("staging").get<std::string>();
    const std::string name = file.filename().string();
    const Recipe recipe = recipe_for(job);
    const auto opened =
        open_file(file, merged(options_from_json(job.at("options")), recipe.options), true, staging, progress, {});
    FileReading& reading = opened->reading();
    refuse_questions(reading, name);
    if (reading.rows == 0) throw Error(ErrorCode::file_no_rows, {{"file", name}});
    find_roles(*opened);
    DatasetInfo dataset = job.contains("dataset") ? dataset_from_json(job["dataset"]) : DatasetInfo{};
    dataset.name = job.at("dataset_name").get<std::string>();
    const bool merges = job.at("mode") != "replace";
    std::vector<ColumnChoice> choices = recipe.choices();
    for (ColumnChoice& c : choices_of(job)) choices.push_back(std::move(c));
    // Roles as they will be; which column is the day decides which rows are set aside.
    const auto decide = [&](std::vector<DatasetColumn>& columns) {
        keep_choices(columns, dataset.columns);
        apply_choices(columns, choices);
        return date_to_be(columns, merges ? dataset : DatasetInfo{}, name);
    };
    if (recipe.query.empty()) {
        std::vector<DatasetColumn> columns = reading.columns;
        for (DatasetColumn& c : columns)
            if (c.type == FieldType::null) c.type = FieldType::text;
        if (const std::string date = decide(columns); !date.empty()) require_date(*opened, date);
        if (reading.rows == 0) throw Error(ErrorCode::file_no_rows, {{"file", name}});
    }

    const fs::path facts = staging / "facts.duckdb";
    if (const std::string old = job.value("facts", ""); !old.empty()) fs::copy_file(old, facts);
    FactsBuilder builder(facts, {staging});
    const std::string incoming_table = new_table_name("facts");
    progress.step(-1, "load");
    opened->load(builder, incoming_table);
    if (!recipe.query.empty()) {
        builder.apply_query(incoming_table, recipe.query, recipe.parameters);
        reading.columns = builder.describe(incoming_table, reading.columns);
        infer_roles(reading.columns, profiles_of(builder.connection(), incoming_table));
    }
    DatasetInfo incoming;
    incoming.columns = builder.describe(incoming_table, reading.columns);
    const std::string date = decide(incoming.columns);
    if (!recipe.query.empty() && !date.empty()) {
        const std::string result = duck::quote_name(incoming_table);
        set_aside_without(builder.connection(), result, date, reading);
        builder.connection().execute("DELETE FROM " + result + " WHERE " + duck::quote_name(date) + " IS NULL");
    }
    reading.columns = incoming.columns;
    if (count_orders(builder, incoming_table, incoming)) keep_choices(incoming.columns, dataset.columns);
    progress.step(-1, "store");
    builder.write_snapshot(incoming_table, staging / "snapshot.parquet");
    const std::string currency = currency_of(incoming.columns);

    progress.step(-1, "roll_up");
    const int64_t rows =
        std::get<int64_t>(builder.connection().scalar("SELECT count(*) FROM " + duck::quote_name(incoming_table)));
    json days;
    for (const DatasetColumn& c : incoming.columns) {
        if (c.role != "date") continue;
        const std::string day = "CAST(" + duck::quote_name(c.field) + " AS DATE)";
        const Table range =
            builder.connection().query("SELECT min(" + day + "), max(" + day + ") FROM " + duck::quote_name(incoming_table));
        if (!range.column(0).is_null(0)) days = {to_iso(range.column(0).date(0)), to_iso(range.column(1).date(0))};
        break;
    }
    std::string table = incoming_table;
    SnapshotPart part{staging / "snapshot.parquet", job.at("mode").get<std::string>(), {}};
    if (merges) {
        if (!currency.empty() && !dataset.currency.empty() && currency != dataset.currency)
            throw Error(ErrorCode::currency_mixed,
                        {{"file", name}, {"value", currency}, {"dataset", dataset.name}, {"other", dataset.currency}});
        if (part.mode == "upsert") part.key = key_fields(job, incoming, dataset, name);
        table = new_table_name("facts");
        builder.restore_raw(dataset.facts_table);
        builder.merge(dataset.facts_table, incoming_table, part, table);
        dataset.columns = builder.describe(table, joined(dataset.columns, incoming.columns));
        dataset.facts_table.clear();
    } else {
        dataset.columns = incoming.columns;
    }
    if (!merges || dataset.currency.empty()) dataset.currency = currency;
    builder.restore_raw(dataset.facts_table); // of the import that this one takes the place of
    builder.remedy(dataset, table, rules_of(job));
    builder.finish(dataset, table);
    builder.close();
    json result{{"dataset", to_json(dataset)},
                {"reading", to_json(reading)},
                {"children", opened->children()},
                {"marked", marked_json(*opened, incoming.columns)},
                {"days", days},
                {"snapshot", {{"rows", rows}, {"sha256", sha256_file(staging / "snapshot.parquet")}, {"key", part.key}}}};
    return result;
}

json combine_job(const json& job, Progress& progress) {
    const fs::path staging = job.at("staging").get<std::string>(), facts = staging / "facts.duckdb";
    DatasetInfo dataset = job.contains("dataset") ? dataset_from_json(job["dataset"]) : DatasetInfo{};
    std::vector<DatasetColumn> columns;
    for (const json& c : job.at("columns")) columns.push_back(column_from_json(c));
    keep_choices(columns, dataset.columns);
    fs::copy_file(job.at("facts").get<std::string>(), facts);
    FactsBuilder builder(facts, {staging});
    progress.step(-1, "load");
    const std::string table = new_table_name("facts");
    builder.load_select(job.at("select").get<std::string>(), table);
    dataset.name = job.at("dataset_name").get<std::string>();
    dataset.columns = builder.describe(table, columns);
    dataset.currency = currency_of(dataset.columns);
    progress.step(-1, "store");
    builder.write_snapshot(table, staging / "snapshot.parquet");
    progress.step(-1, "roll_up");
    builder.restore_raw(dataset.facts_table);
    builder.remedy(dataset, table, rules_of(job));
    builder.finish(dataset, table);
    const int64_t rows = dataset.rows;
    builder.close();
    return {{"dataset", to_json(dataset)}, {"snapshot", {{"rows", rows}, {"sha256", sha256_file(staging / "snapshot.parquet")}}}};
}

json rebuild_job(const json& job, Progress& progress) {
    const fs::path staging = job.at("staging").get<std::string>();
    FactsBuilder builder(staging / "facts.duckdb", {staging, job.at("snapshots").get<std::string>()});
    json rebuilt = json::array();
    for (const json& entry : job.at("datasets")) {
        progress.step(-1, "rebuild");
        DatasetInfo dataset = dataset_from_json(entry.at("dataset"));
        std::vector<SnapshotPart> parts;
        for (const json& p : entry.at("parts"))
            parts.push_back(
                {p.at("file").get<std::string>(), p.at("mode").get<std::string>(), p.at("key").get<std::vector<std::string>>()});
        const std::string table = new_table_name("facts");
        dataset.facts_table.clear();
        dataset.rollup_table.clear();
        builder.fold(parts, table);
        dataset.columns = builder.describe(table, dataset.columns);
        builder.remedy(dataset, table, rules_of(entry));
        builder.finish(dataset, table);
        rebuilt.push_back(to_json(dataset));
    }
    builder.close();
    return {{"datasets", rebuilt}};
}

json columns_job(const json& job, Progress& progress) {
    const fs::path staging = job.at("staging").get<std::string>(), facts = staging / "facts.duckdb";
    DatasetInfo dataset = dataset_from_json(job.at("dataset"));
    apply_choices(dataset.columns, choices_of(job));
    dataset.currency = currency_of(dataset.columns);
    progress.step(-1, "roll_up");
    fs::copy_file(job.at("facts").get<std::string>(), facts);
    FactsBuilder builder(facts, {staging});
    // Under a new name: what was read from the old rows is then known to be old.
    builder.restore_raw(dataset.facts_table);
    const std::string table = new_table_name("facts");
    builder.connection().execute("ALTER TABLE " + duck::quote_name(dataset.facts_table) + " RENAME TO " +
                                 duck::quote_name(table));
    builder.remedy(dataset, table, rules_of(job));
    builder.finish(dataset, table);
    builder.close();
    return {{"dataset", to_json(dataset)}};
}

} // namespace plumbline::ingest
