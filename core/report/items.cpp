// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/items.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/report/document_pack.h"
#include "core/store/files.h"

namespace plumbline::report {

namespace {

using nlohmann::json;

constexpr std::string_view item_record = "report_item";

} // namespace

std::vector<ReportItem> report_items(const store::Workspace& workspace, int64_t dataset_id) {
    std::vector<ReportItem> out;
    for (const store::Record& r : workspace.records(item_record)) {
        if (dataset_id != 0 && r.dataset_id != 0 && r.dataset_id != dataset_id) continue;
        const json j = json::parse(r.body, nullptr, false);
        if (!j.is_object()) continue;
        try {
            ReportItem item;
            item.id = r.id;
            item.dataset_id = r.dataset_id;
            item.title = j.at("title");
            item.sentence = j.value("sentence", "");
            if (j.contains("chart")) item.chart = unpacked_chart(j["chart"]);
            if (j.contains("table")) item.table = unpacked_table(j["table"]);
            for (const json& f : j.value("scope", json::array()))
                item.scope.push_back({f.at(0), f.at(1).get<std::vector<std::string>>(), f.at(2)});
            item.source = j.value("source", "");
            item.made = j.value("made", "");
            item.week = j.value("week", "");
            out.push_back(std::move(item));
        } catch (const json::exception&) {
            continue; // written by somebody else
        }
    }
    return out;
}

ReportItem put_report_item(store::Workspace& workspace, ReportItem item) {
    if (item.title.empty()) throw Error(ErrorCode::usage, {{"detail", "What is added to a review needs a title."}});
    if (item.sentence.empty() && !item.chart && !item.table)
        throw Error(ErrorCode::usage, {{"detail", "What is added to a review needs a sentence, a chart or a table."}});
    if (item.made.empty()) item.made = store::now_utc();
    json scope = json::array();
    for (const metrics::Filter& f : item.scope) scope.push_back({f.dimension, f.values, f.exclude});
    json j{{"title", item.title},   {"sentence", item.sentence}, {"scope", scope},
           {"source", item.source}, {"made", item.made},         {"week", item.week}};
    if (item.chart) j["chart"] = packed_chart(*item.chart);
    if (item.table) j["table"] = packed_table(*item.table);
    item.id = workspace
                  .put_record({.kind = std::string(item_record),
                               .id = item.id,
                               .dataset_id = item.dataset_id,
                               .body = j.dump(-1, ' ', false, json::error_handler_t::replace)})
                  .id;
    return item;
}

bool remove_report_item(store::Workspace& workspace, const std::string& id) { return workspace.remove_record(item_record, id); }

std::vector<ReportItem> items_for_week(std::vector<ReportItem> items, const std::string& week) {
    std::erase_if(items, [&](const ReportItem& i) { return !i.week.empty() && i.week != week; });
    return items;
}

void settle_report_items(store::Workspace& workspace, const std::vector<ReportItem>& shown, const std::string& week) {
    for (ReportItem item : shown) {
        if (!item.week.empty()) continue;
        item.week = week;
        put_report_item(workspace, std::move(item));
    }
}

bool concerns(const DatasetInfo& dataset, const ReportItem& item, const std::vector<metrics::Filter>& scope) {
    for (const metrics::Filter& a : item.scope)
        for (const metrics::Filter& b : scope) {
            const DatasetColumn *x = dataset.dimension(a.dimension), *y = dataset.dimension(b.dimension);
            if (!x || x != y || a.exclude || b.exclude) continue;
            const bool shared = std::ranges::any_of(
                a.values, [&](const std::string& v) { return std::ranges::find(b.values, v) != b.values.end(); });
            if (!shared) return false;
        }
    return true;
}

} // namespace plumbline::report
