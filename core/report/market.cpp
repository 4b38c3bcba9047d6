// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/market.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/ingest/csv_read.h"
#include "core/net/http.h"
#include "core/store/files.h"
#include "core/warehouse/engine.h"

namespace plumbline::report {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view recipe_record = "market_recipe", series_record = "market_series";
constexpr size_t most_signals = 4;

std::string dumped(const json& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

/// The file that an address gave, as long as it is read.
struct Download {
    fs::path folder, file;
    explicit Download(store::Workspace& workspace, const std::string& bytes) {
        folder = workspace.make_staging();
        file = folder / "market.csv";
        std::ofstream stream(file, std::ios::binary);
        stream << bytes;
        stream.close();
        if (!stream) throw Error(ErrorCode::write_failed, {{"path", file.string()}, {"detail", "the disk may be full"}});
    }
    ~Download() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
};

size_t column_of(const Table& t, const std::string& title, const std::vector<DatasetColumn>& columns, const MarketRecipe& recipe,
                 auto&& fits, const char* what) {
    for (size_t c = 0; c < columns.size() && c < t.columns(); ++c)
        if (title.empty() ? fits(t.column(c).type()) : columns[c].name == title) {
            if (fits(t.column(c).type())) return c;
            throw Error(ErrorCode::usage, {{"detail", recipe.name + ": the column " + title + " holds no " + what + "."}});
        }
    throw Error(ErrorCode::usage, {{"detail", recipe.name + ": there is no column " +
                                                  (title.empty() ? std::string("with ") + what : title) + "."}});
}

} // namespace

std::vector<MarketRecipe> market_recipes(const store::Workspace& workspace) {
    std::vector<MarketRecipe> out;
    for (const store::Record& r : workspace.records(recipe_record)) {
        const json j = json::parse(r.body, nullptr, false);
        if (!j.is_object()) continue;
        try {
            out.push_back({r.id, j.at("name"), j.at("url"), j.at("date_column"), j.at("value_column")});
        } catch (const json::exception&) {
            continue; // written by somebody else
        }
    }
    return out;
}

MarketRecipe put_market_recipe(store::Workspace& workspace, MarketRecipe recipe) {
    if (recipe.name.empty())
        throw Error(ErrorCode::usage, {{"detail", "A signal needs a name."}, {"detail_fr", "Un signal a besoin d'un nom."}});
    if (!net::allowed_url(recipe.url))
        throw Error(ErrorCode::usage, {{"detail", "A signal is read from an https address, or from http on this machine."},
                                       {"detail_fr", "Un signal se lit à une adresse https, ou en http sur ce poste."}});
    recipe.id = workspace
                    .put_record({.kind = std::string(recipe_record),
                                 .id = recipe.id,
                                 .dataset_id = 0,
                                 .body = dumped({{"name", recipe.name},
                                                 {"url", recipe.url},
                                                 {"date_column", recipe.date_column},
                                                 {"value_column", recipe.value_column}})})
                    .id;
    return recipe;
}

bool remove_market_recipe(store::Workspace& workspace, const std::string& id) {
    workspace.remove_record(series_record, id);
    return workspace.remove_record(recipe_record, id);
}

MarketSignal fetch_market(store::Workspace& workspace, const MarketRecipe& recipe, std::stop_token stop) {
    net::Request request;
    request.url = recipe.url;
    request.method = "GET";
    request.headers = {{"Accept", "text/csv, text/plain"}};
    std::string bytes;
    const net::Response r = net::send(
        request,
        [&](std::string_view piece) {
            bytes.append(piece);
            return true;
        },
        stop);
    if (r.ended == net::Ended::cancelled) throw Error(ErrorCode::cancelled);
    if (r.ended != net::Ended::complete || r.status != 200)
        throw Error(ErrorCode::network_failed, {{"endpoint", net::host_of(recipe.url)},
                                                {"detail", r.status > 0 ? "status " + std::to_string(r.status) : r.detail}});
    const Download download(workspace, bytes);
    NoProgress quiet;
    const auto file = ingest::CsvFile::open(download.file, {}, true, download.folder, quiet, stop);
    const Table t = file->rows(std::nullopt, stop);
    const auto& columns = file->reading().columns;
    const size_t day = column_of(
        t, recipe.date_column, columns, recipe, [](ColumnType c) { return c == ColumnType::date; }, "days");
    const size_t value = column_of(
        t, recipe.value_column, columns, recipe, [](ColumnType c) { return c == ColumnType::real || c == ColumnType::integer; },
        "numbers");
    std::map<Date, double> values; // a day that stands twice counts once, the last one
    for (size_t row = 0; row < t.rows(); ++row)
        if (const auto v = t.column(value).number(row); v && !t.column(day).is_null(row)) values[t.column(day).date(row)] = *v;
    if (values.empty())
        throw Error(ErrorCode::usage, {{"detail", recipe.name + ": the file has no row with a day and a value."}});
    MarketSignal out{recipe.name, {}, {}};
    json days = json::array(), numbers = json::array();
    for (const auto& [d, v] : values) {
        out.days.push_back(d);
        out.values.push_back(v);
        days.push_back(d.days);
        numbers.push_back(v);
    }
    workspace.put_record(
        {.kind = std::string(series_record),
         .id = recipe.id,
         .dataset_id = 0,
         .body = dumped({{"name", recipe.name}, {"days", days}, {"values", numbers}, {"read", store::now_utc()}})});
    return out;
}

std::vector<MarketSignal> market_signals(const store::Workspace& workspace, Engine& engine, const DatasetInfo& own,
                                         const std::string& dataset, std::stop_token stop) {
    std::vector<MarketSignal> out;
    if (dataset.empty())
        for (const store::Record& r : workspace.records(series_record)) {
            const json j = json::parse(r.body, nullptr, false);
            if (!j.is_object() || out.size() == most_signals) continue;
            try {
                MarketSignal s{j.at("name"), {}, j.at("values").get<std::vector<double>>()};
                for (const json& d : j.at("days")) s.days.push_back(Date{d.get<int32_t>()});
                if (s.days.size() == s.values.size()) out.push_back(std::move(s));
            } catch (const json::exception&) {
                continue;
            }
        }
    bool found = false;
    for (const DatasetInfo& d : workspace.datasets()) {
        if (d.id == own.id || !d.dates || (dataset.empty() ? d.name != "market" : d.name != dataset)) continue;
        found = true;
        for (const DatasetColumn& c : d.columns) {
            if (c.role != "measure" || out.size() == most_signals) continue;
            metrics::Query q;
            q.metrics = {c.field};
            q.grain = Grain::day;
            const Table t = metrics::run({&d, &engine, nullptr}, q, stop).table;
            MarketSignal s{c.name, {}, {}};
            for (size_t row = 0; row < t.rows(); ++row)
                if (const auto v = t.column(1).number(row)) {
                    s.days.push_back(t.column(0).date(row));
                    s.values.push_back(*v);
                }
            out.push_back(std::move(s));
        }
    }
    if (!found && !dataset.empty()) throw Error(ErrorCode::dataset_not_found, {{"dataset", dataset}, {"name", dataset}});
    return out;
}

} // namespace plumbline::report
