// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/studies.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/digest.h"

namespace plumbline::forecast {

namespace {

constexpr const char* record_kind = "forecast_study";

std::string id_of(const StudyOf& of) {
    std::string text = of.metric + "|" + std::string(grain_id(of.grain)) + "|" + std::to_string(of.horizon) + "|" +
                       std::to_string(of.seed) + "|" + of.holidays + "|" + std::to_string(of.dataset_id);
    std::vector<std::string> filters;
    for (const metrics::Filter& f : of.where) {
        std::vector<std::string> values = f.values;
        std::sort(values.begin(), values.end());
        filters.push_back(f.dimension + (f.exclude ? "!=" : "="));
        for (const std::string& v : values) filters.back() += v + ",";
    }
    std::sort(filters.begin(), filters.end());
    for (const std::string& f : filters) text += "|" + f;
    return sha256(text + "|" + (of.last ? to_iso(*of.last) : "")).substr(0, 32);
}

} // namespace

std::string kept_study(const store::Workspace& workspace, const StudyOf& of) {
    const auto kept = workspace.record(record_kind, id_of(of));
    return kept ? kept->body : std::string();
}

int trials_of(const std::string& study) {
    const auto j = nlohmann::json::parse(study, nullptr, false);
    return j.is_object() && j.contains("trials") ? static_cast<int>(j["trials"].size()) : 0;
}

void put_study(store::Workspace& workspace, const StudyOf& of, const std::string& study) {
    workspace.put_record({record_kind, id_of(of), of.dataset_id, study, {}, {}, false});
}

} // namespace plumbline::forecast
