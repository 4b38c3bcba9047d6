// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/store/sqlite.h"

namespace plumbline::store {

/// Something that a person made or the program decided and that a workspace keeps as one JSON document: an annotation, a target,
/// a saved view, a remedy, a model, a conversation. The room that owns a kind writes and reads its body; the store does not look
/// in.
struct Record {
    std::string kind{};     ///< "annotation", "target", "remedy", "view", "model" …
    std::string id{};       ///< unique in its kind; empty when stored for the first time: one is given
    int64_t dataset_id = 0; ///< 0: of the whole workspace
    std::string body{};     ///< JSON
    std::string created{};  ///< ISO timestamp, UTC; given by the store
    std::string updated{};
    bool decides = false; ///< it changes numbers (remedies, targets): part of the checksum of the state
};

/// The table behind Workspace::records().
namespace state {
std::vector<Record> records(const Sqlite& db, std::string_view kind, std::optional<int64_t> dataset_id);
std::optional<Record> record(const Sqlite& db, std::string_view kind, std::string_view id);
Record put_record(Sqlite& db, Record record);
bool remove_record(Sqlite& db, std::string_view kind, std::string_view id);
/// Text of the records that change numbers, for the checksum; empty where there is none.
std::string deciding_records(const Sqlite& db);
} // namespace state

} // namespace plumbline::store
