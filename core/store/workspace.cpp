// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/workspace.h"
#include "core/store/default_dataset.h"

#include <algorithm>
#include <set>
#include <unistd.h>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/store/state.h"
#include "core/store/workspace_impl.h"

namespace plumbline::store {

namespace fs = std::filesystem;

namespace {

bool same_name(std::string_view a, std::string_view b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

/// Only what this program names so is its to remove: sixteen hexadecimal digits and ".parquet".
bool is_snapshot_name(const std::string& name) {
    return name.size() == 24 && name.ends_with(".parquet") && name.find_first_not_of("0123456789abcdef") == 16;
}

std::string names_of(const std::vector<DatasetInfo>& all) {
    std::string out;
    for (const DatasetInfo& d : all) out += (out.empty() ? "" : ", ") + d.name;
    return out.empty() ? "none yet" : out;
}

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error == std::errc::no_space_on_device) throw Error(ErrorCode::disk_full, {{"path", folder.string()}});
    if (error) throw Error(ErrorCode::workspace_read_only, {{"path", folder.string()}});
}

void check_format(const Sqlite& db, const fs::path& folder) {
    Statement id(db, "PRAGMA application_id");
    id.step();
    Statement version(db, "PRAGMA user_version");
    version.step();
    if (id.integer(0) != state::application_id)
        throw Error(ErrorCode::workspace_damaged, {{"path", folder.string()}, {"detail", "state.sqlite is not Plumbline's"}});
    if (version.integer(0) > Workspace::known_format)
        throw Error(ErrorCode::workspace_newer, {{"path", folder.string()},
                                                 {"found", std::to_string(version.integer(0))},
                                                 {"known", std::to_string(Workspace::known_format)}});
}

void check_integrity(const Sqlite& db, const fs::path& folder) {
    std::string detail = db.check();
    if (detail == "ok") {
        const auto stored = state::meta(db, "digest");
        if (stored && *stored == state::digest(db)) return;
        detail = "state.sqlite does not match its own checksum";
    }
    throw Error(ErrorCode::workspace_damaged, {{"path", folder.string()}, {"detail", detail}});
}

} // namespace

bool VerifyReport::ok() const { return std::ranges::all_of(items, &Item::ok); }

Workspace::Workspace(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Workspace::~Workspace() = default;

bool Workspace::exists(const fs::path& folder) {
    std::error_code none;
    return fs::exists(folder / "state.sqlite", none);
}

std::unique_ptr<Workspace> Workspace::create(const fs::path& where, const std::string& name) {
    const fs::path folder = fs::absolute(where).lexically_normal();
    make_folder(folder);
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    impl->access = Access::write;
    impl->lock = std::make_unique<FolderLock>(folder, true);
    if (!exists(folder)) {
        const fs::path fresh = folder / "state.sqlite.new";
        std::error_code ignored;
        fs::remove(fresh, ignored);
        {
            Sqlite db(fresh, Sqlite::Open::create);
            state::migrate(db);
            Transaction transaction(db);
            state::set_meta(db, "id", random_hex(16));
            state::set_meta(db, "name", name);
            state::set_meta(db, "created", now_utc());
            state::set_meta(db, "digest", state::digest(db));
            transaction.commit();
        }
        move_file(fresh, impl->state_file());
    }
    impl->lock.reset();
    impl.reset();
    return open(folder, Access::write);
}

std::unique_ptr<Workspace> Workspace::open(const fs::path& where, Access access) {
    const fs::path folder = fs::absolute(where).lexically_normal();
    std::error_code none;
    if (fs::exists(folder, none) && !fs::is_directory(folder, none))
        throw Error(ErrorCode::workspace_damaged,
                    {{"path", folder.string()}, {"detail", "it is a file, and a workspace is a folder"}});
    if (!exists(folder)) throw Error(ErrorCode::workspace_not_found, {{"path", folder.string()}});
    auto impl = std::make_unique<Impl>();
    impl->folder = folder;
    impl->access = access;
    if (access == Access::write && ::access(folder.c_str(), W_OK) != 0)
        throw Error(ErrorCode::workspace_read_only, {{"path", folder.string()}});
    impl->lock = std::make_unique<FolderLock>(folder, access == Access::write);
    // A hot journal of a killed writer is played back only by a connection that may write.
    const bool hot = fs::exists(folder / "state.sqlite-journal") && ::access(folder.c_str(), W_OK) == 0;
    impl->db =
        std::make_unique<Sqlite>(impl->state_file(), access == Access::write || hot ? Sqlite::Open::write : Sqlite::Open::read);
    check_format(*impl->db, folder);
    if (access == Access::write) state::migrate(*impl->db);
    check_integrity(*impl->db, folder);
    if (access == Access::write) {
        make_folder(impl->snapshots());
        impl->recover();
    }
    return std::unique_ptr<Workspace>(new Workspace(std::move(impl)));
}

const fs::path& Workspace::folder() const { return m_impl->folder; }
Access Workspace::access() const { return m_impl->access; }
std::string Workspace::name() const { return state::meta(*m_impl->db, "name").value_or(""); }
std::vector<DatasetInfo> Workspace::datasets() const {
    std::vector<DatasetInfo> all = state::datasets(*m_impl->db);
    // Where no column names a currency, amounts are in the workspace's own.
    if (const auto currency = setting("currency"))
        for (DatasetInfo& d : all)
            if (d.currency.empty()) d.currency = *currency;
    return all;
}

DatasetInfo Workspace::dataset(std::string_view name) const {
    std::vector<DatasetInfo> all = datasets();
    if (name.empty()) {
        if (all.size() == 1) return all.front();
        const std::string meant = setting(default_dataset).value_or("");
        for (DatasetInfo& d : all)
            if (!meant.empty() && same_name(d.name, meant)) return std::move(d);
        throw Error(all.empty() ? ErrorCode::dataset_not_found : ErrorCode::dataset_needed,
                    {{"dataset", "yet"}, {"count", std::to_string(all.size())}, {"options", names_of(all)}});
    }
    for (DatasetInfo& d : all)
        if (same_name(d.name, name)) return std::move(d);
    throw Error(ErrorCode::dataset_not_found, {{"dataset", std::string(name)}, {"options", names_of(all)}});
}

std::vector<SnapshotInfo> Workspace::snapshots(int64_t dataset_id) const {
    auto all = state::snapshots(*m_impl->db, dataset_id);
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(state::first_current(all)));
    return all;
}

std::vector<RejectedRow> Workspace::rejects(int64_t snapshot_id) const {
    std::vector<RejectedRow> out;
    Statement s(*m_impl->db, "SELECT line, reason, text FROM reject WHERE snapshot_id = ? ORDER BY position");
    s.bind(snapshot_id);
    while (s.step()) out.push_back({s.integer(0), s.text(1), s.text(2)});
    return out;
}

SnapshotInfo Workspace::commit(NewSnapshot import) {
    m_impl->require_write();
    import.snapshot.file = random_hex(8) + ".parquet";
    const fs::path final_file = m_impl->snapshots() / import.snapshot.file;
    // The snapshot is in place before the commit names it; named by nobody it is an orphan that the next open removes.
    move_file(import.staged_snapshot, final_file);
    Transaction transaction(*m_impl->db);
    import.snapshot.dataset_id = state::save_dataset(*m_impl->db, import.dataset);
    import.snapshot.id = state::save_snapshot(*m_impl->db, import.snapshot, import.rejects);
    if (import.snapshot.mode == "replace") {
        // What the last replace superseded stays for one generation, so that a wrong import can be undone by hand.
        const auto all = state::snapshots(*m_impl->db, import.snapshot.dataset_id);
        const std::vector<SnapshotInfo> before(all.begin(), all.end() - 1);
        for (size_t i = 0; i < state::first_current(before); ++i)
            Statement(*m_impl->db, "DELETE FROM snapshot WHERE id = ?").bind(all[i].id).step();
    }
    state::set_meta(*m_impl->db, "facts_seal", seal_of(import.staged_facts, m_impl->facts_context()));
    m_impl->seal_state();
    transaction.commit();
    m_impl->put_facts(import.staged_facts);
    m_impl->remove_orphans();
    return import.snapshot;
}

void Workspace::commit_columns(const DatasetInfo& dataset, const fs::path& staged_facts) {
    install_facts(staged_facts, {dataset});
}

void Workspace::install_facts(const fs::path& staged_facts, const std::vector<DatasetInfo>& datasets) {
    m_impl->require_write();
    Transaction transaction(*m_impl->db);
    for (const DatasetInfo& d : datasets) state::save_dataset(*m_impl->db, d);
    state::set_meta(*m_impl->db, "facts_seal", seal_of(staged_facts, m_impl->facts_context()));
    m_impl->seal_state();
    transaction.commit();
    m_impl->put_facts(staged_facts);
}

void Workspace::remove_dataset(int64_t dataset_id) {
    m_impl->require_write();
    const bool trusted = !trusted_facts().empty();
    Transaction transaction(*m_impl->db);
    Statement(*m_impl->db, "DELETE FROM dataset WHERE id = ?").bind(dataset_id).step();
    Statement(*m_impl->db, "DELETE FROM record WHERE dataset_id = ?").bind(dataset_id).step();
    if (trusted) state::set_meta(*m_impl->db, "facts_seal", seal_of(facts_path(), m_impl->facts_context()));
    m_impl->seal_state();
    transaction.commit();
    m_impl->remove_orphans();
}

fs::path Workspace::facts_path() const { return m_impl->folder / "facts.duckdb"; }

fs::path Workspace::trusted_facts() const {
    const auto seal = state::meta(*m_impl->db, "facts_seal");
    // A write-ahead log beside it was not written by us: the cache is only ever replaced as a whole.
    if (!seal || seal->empty() || fs::exists(m_impl->folder / "facts.duckdb.wal")) return {};
    return seal_of(facts_path(), m_impl->facts_context()) == *seal ? facts_path() : fs::path();
}

fs::path Workspace::make_staging() {
    m_impl->require_write();
    const fs::path folder = m_impl->staging() / random_hex(8);
    make_folder(folder);
    return folder;
}

std::optional<std::string> Workspace::setting(std::string_view key) const {
    Statement s(*m_impl->db, "SELECT value FROM setting WHERE key = ?");
    s.bind(key);
    if (!s.step()) return std::nullopt;
    return s.text(0);
}

void Workspace::set_setting(std::string_view key, std::string_view value) {
    m_impl->require_write();
    Transaction transaction(*m_impl->db);
    Statement(*m_impl->db, "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
        .bind(key)
        .bind(value)
        .step();
    m_impl->seal_state();
    transaction.commit();
}

void Workspace::log_event(std::string_view kind, std::string_view detail) {
    m_impl->require_write();
    Statement(*m_impl->db, "INSERT INTO event(at, kind, detail) VALUES(?, ?, ?)").bind(now_utc()).bind(kind).bind(detail).step();
}

std::string Workspace::Impl::facts_context() const {
    std::string text = state::meta(*db, "id").value_or("");
    for (const DatasetInfo& d : state::datasets(*db)) text += "|" + d.facts_table + "|" + d.rollup_table;
    return text;
}

void Workspace::Impl::require_write() const {
    if (access != Access::write) throw Error(ErrorCode::workspace_read_only, {{"path", folder.string()}});
}

void Workspace::Impl::put_facts(const fs::path& staged) {
    // A log beside the old cache belongs to nobody now; left there it would be played into the new one.
    std::error_code ignored;
    fs::remove_all(folder / "facts.duckdb.wal", ignored);
    if (fs::is_directory(folder / "facts.duckdb", ignored)) fs::remove_all(folder / "facts.duckdb", ignored);
    if (grouped && facts_kept.empty() && fs::exists(folder / "facts.duckdb", ignored)) {
        // Where recover() finds it, should the process end before the group does.
        const fs::path place = staging() / random_hex(8);
        make_folder(place);
        move_file(folder / "facts.duckdb", place / "facts.duckdb");
        facts_kept = place / "facts.duckdb";
    }
    move_file(staged, folder / "facts.duckdb");
}

void Workspace::Impl::seal_state() { state::set_meta(*db, "digest", state::digest(*db)); }

void Workspace::Impl::recover() {
    const auto seal = state::meta(*db, "facts_seal");
    std::error_code ignored;
    if (fs::exists(staging())) {
        // Killed between the commit and the rename: the finished facts still lie in staging.
        for (const auto& entry : fs::recursive_directory_iterator(staging(), ignored))
            if (seal && entry.path().filename() == "facts.duckdb" && seal_of(entry.path(), facts_context()) == *seal)
                put_facts(entry.path());
        fs::remove_all(staging(), ignored);
    }
    fs::remove(folder / "state.sqlite.new", ignored);
    remove_orphans();
}

void Workspace::Impl::remove_orphans() {
    if (grouped) return;
    std::set<std::string> named;
    Statement s(*db, "SELECT file FROM snapshot");
    while (s.step()) named.insert(s.text(0));
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(snapshots(), ignored))
        if (const std::string name = entry.path().filename().string(); is_snapshot_name(name) && !named.contains(name))
            fs::remove(entry.path(), ignored);
}

VerifyReport Workspace::verify() const {
    VerifyReport report;
    const std::string check = m_impl->db->check();
    report.items.push_back({"state.sqlite", check == "ok", check == "ok" ? "" : check});
    for (const DatasetInfo& d : datasets())
        for (const SnapshotInfo& i : state::snapshots(*m_impl->db, d.id)) {
            const fs::path file = m_impl->snapshots() / i.file;
            VerifyReport::Item item{"snapshots/" + i.file, true, ""};
            if (!fs::exists(file))
                item = {item.what, false, "it is missing"};
            else if (sha256_file(file) != i.sha256)
                item = {item.what, false, "its checksum differs from the one stored when it was written"};
            report.items.push_back(item);
        }
    const bool any = !datasets().empty();
    if (any)
        report.items.push_back(
            {"facts.duckdb", true, trusted_facts().empty() ? "it will be rebuilt from the snapshots at the next open" : ""});
    return report;
}

} // namespace plumbline::store
