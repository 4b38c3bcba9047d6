// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/read_options.h"
#include "core/ingest/import.h"
#include "core/ingest/reading_json.h"

namespace plumbline::cli {

using nlohmann::json;

namespace {

json dataset_json(const DatasetInfo& d) {
    json columns = json::array();
    for (const DatasetColumn& c : d.columns) columns.push_back(ingest::to_json(c));
    json j{{"name", d.name},           {"rows", d.rows},         {"columns", columns},
           {"snapshots", d.snapshots}, {"currency", d.currency}, {"fingerprint", d.fingerprint},
           {"first_date", nullptr},    {"last_date", nullptr}};
    if (d.dates) {
        j["first_date"] = to_iso(d.dates->from);
        j["last_date"] = to_iso(d.dates->to);
    }
    return j;
}

std::string columns_text(const DatasetInfo& d) {
    Table table;
    for (const char* name : {"column", "type", "role", "kind", "unit", "because"}) table.add(name, ColumnType::text);
    for (const DatasetColumn& c : d.columns) {
        const std::string_view cells[] = {c.name, field_type_id(c.type), c.role, c.kind, c.unit, c.reason};
        for (size_t i = 0; i < std::size(cells); ++i) table.column(i).append(cells[i]);
    }
    return as_text(table);
}

} // namespace

void add_datasets(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("datasets", "List what the workspace holds");
    command->callback([&session] {
        const auto workspace = session.open(store::Access::read);
        json list = json::array();
        Table table;
        for (const char* name : {"dataset", "first day", "last day"}) table.add(name, ColumnType::text);
        table.add("rows", ColumnType::integer);
        table.add("imports", ColumnType::integer);
        for (const DatasetInfo& d : workspace->datasets()) {
            list.push_back(dataset_json(d));
            table.column(0).append(std::string_view(d.name));
            table.column(1).append(std::string_view(d.dates ? to_iso(d.dates->from) : ""));
            table.column(2).append(std::string_view(d.dates ? to_iso(d.dates->to) : ""));
            table.column(3).append(d.rows);
            table.column(4).append(int64_t{d.snapshots});
        }
        session.answer({{"datasets", list}}, list.empty() ? "The workspace is empty. Import a file into it." : as_text(table));
    });
}

void add_roles(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("roles", "Show or change the roles of a dataset's columns");
    struct Options {
        std::string dataset;
        std::vector<std::string> set, units;
    };
    auto o = std::make_shared<Options>();
    command->add_option("dataset", o->dataset, "Name of the dataset");
    command->add_option("--set", o->set, "COLUMN=ROLE, or COLUMN=dimension:KIND; may be repeated");
    command->add_option("--unit", o->units, "COLUMN=UNIT: count, percent, ratio, or a currency such as CHF; may be repeated");
    command->callback([o, &session] {
        const auto workspace = session.open(o->set.empty() && o->units.empty() ? store::Access::read : store::Access::write);
        std::vector<ingest::ColumnChoice> choices;
        for (const std::string& pair : o->set) choices.push_back(parse_choice(pair));
        for (const std::string& pair : o->units) choices.push_back(parse_unit(pair));
        const std::string name = workspace->dataset(o->dataset).name;
        const DatasetInfo d = choices.empty()
                                  ? workspace->dataset(name)
                                  : ingest::change_columns(*workspace, name, choices, session.progress(), session.stop());
        json j = dataset_json(d);
        session.answer({{"dataset", d.name}, {"columns", j["columns"]}}, columns_text(d));
    });
}

} // namespace plumbline::cli
