// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulse/watches.h"

#include <nlohmann/json.hpp>

#include "core/metrics/catalogue.h"

namespace plumbline::pulse {

namespace {

using nlohmann::json;
constexpr std::string_view watch_record = "pulse_watches"; ///< one a dataset, its id as the id
constexpr size_t most_watches = 60;

} // namespace

std::vector<Watch> watches(const store::Workspace& workspace, const DatasetInfo& dataset) {
    const auto record = workspace.record(watch_record, std::to_string(dataset.id));
    const json j = record ? json::parse(record->body, nullptr, false) : json();
    std::vector<Watch> out;
    if (j.is_array())
        for (const json& w : j) {
            if (!w.is_object() || !w.contains("metric") || !w["metric"].is_string() || out.size() == most_watches) continue;
            Watch watch{w["metric"].get<std::string>(), {}};
            try {
                for (const json& f : w.value("where", json::array()))
                    watch.where.push_back({f.at(0), f.at(1).get<std::vector<std::string>>(), f.at(2)});
            } catch (const json::exception&) {
                continue; // written by somebody else
            }
            out.push_back(std::move(watch));
        }
    return out.empty() ? usual_watches(dataset) : out;
}

void set_watches(store::Workspace& workspace, const DatasetInfo& dataset, const std::vector<Watch>& chosen) {
    const std::string id = std::to_string(dataset.id);
    if (chosen.empty()) {
        workspace.remove_record(watch_record, id);
        return;
    }
    json list = json::array();
    for (const Watch& w : chosen) {
        if (!metrics::measure_metric(dataset, w.metric) && !metrics::available(metrics::find_metric(w.metric), dataset))
            throw Error(ErrorCode::metric_unavailable, {{"metric", w.metric}, {"dataset", dataset.name}});
        json where = json::array();
        for (const metrics::Filter& f : w.where) where.push_back({f.dimension, f.values, f.exclude});
        list.push_back({{"metric", w.metric}, {"where", where}});
    }
    workspace.put_record({.kind = std::string(watch_record),
                          .id = id,
                          .dataset_id = dataset.id,
                          .body = list.dump(-1, ' ', false, json::error_handler_t::replace)});
}

} // namespace plumbline::pulse
