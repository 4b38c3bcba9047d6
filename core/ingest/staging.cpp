// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/staging.h"

#include "core/base/error.h"

namespace plumbline::ingest {

using nlohmann::json;

Staging::~Staging() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    std::filesystem::remove(folder.parent_path(), ignored); // only if empty
}

json remedies_of(const store::Workspace& workspace, int64_t dataset_id) {
    json out = json::array();
    for (const store::Record& r : workspace.records("remedy", dataset_id)) {
        const json body = json::parse(r.body, nullptr, false);
        if (body.is_object() && body.contains("rule")) out.push_back(body["rule"]);
    }
    return out;
}

std::optional<DatasetInfo> find_dataset(const store::Workspace& workspace, const std::string& name) {
    try {
        return workspace.dataset(name);
    } catch (const Error& e) {
        if (e.code() == ErrorCode::dataset_not_found) return std::nullopt;
        throw;
    }
}

} // namespace plumbline::ingest
