// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <zip.h>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/store/state.h"
#include "core/store/workspace_impl.h"

namespace plumbline::store {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& file, const std::string& detail) {
    if (detail.find("No space left") != std::string::npos) throw Error(ErrorCode::disk_full, {{"path", file.string()}});
    throw Error(ErrorCode::write_failed, {{"path", file.string()}, {"detail", detail}});
}

void add(zip_t* archive, const fs::path& file, const std::string& name, const fs::path& target) {
    zip_source_t* source = zip_source_file(archive, file.c_str(), 0, -1);
    const zip_int64_t index = source ? zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) fail(target, zip_strerror(archive));
    zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

/// Only the names that a backup has: nothing in an archive may point outside of its folder.
bool is_ours(const std::string& name) {
    if (name == "state.sqlite") return true;
    constexpr std::string_view prefix = "snapshots/", suffix = ".parquet";
    if (!name.starts_with(prefix) || !name.ends_with(suffix)) return false;
    const std::string id = name.substr(prefix.size(), name.size() - prefix.size() - suffix.size());
    return id.size() == 16 && id.find_first_not_of("0123456789abcdef") == std::string::npos;
}

} // namespace

void Workspace::backup(const fs::path& where) const {
    const fs::path file = fs::absolute(where);
    if (fs::exists(file)) throw Error(ErrorCode::backup_exists, {{"path", file.string()}});
    const fs::path part = file.string() + ".part", state = file.string() + ".state";
    std::error_code ignored;
    fs::remove(part, ignored);
    fs::remove(state, ignored);
    m_impl->db->backup_to(state);
    int code = 0;
    zip_t* archive = zip_open(part.c_str(), ZIP_CREATE | ZIP_EXCL, &code);
    try {
        if (!archive) fail(file, "the archive cannot be created");
        add(archive, state, "state.sqlite", file);
        for (const DatasetInfo& d : datasets())
            for (const SnapshotInfo& s : state::snapshots(*m_impl->db, d.id))
                add(archive, m_impl->snapshots() / s.file, "snapshots/" + s.file, file);
        if (zip_close(archive) != 0) fail(file, zip_strerror(archive));
        archive = nullptr;
        flush_file(part);
        move_file(part, file);
    } catch (...) {
        if (archive) zip_discard(archive);
        fs::remove(part, ignored);
        fs::remove(state, ignored);
        throw;
    }
    fs::remove(state, ignored);
}

void Workspace::restore(const fs::path& file, const fs::path& where) {
    fs::path folder = fs::absolute(where).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    std::error_code unknown;
    const bool taken = fs::exists(folder, unknown) && (!fs::is_directory(folder, unknown) || !fs::is_empty(folder, unknown));
    if (taken) throw Error(ErrorCode::restore_exists, {{"path", folder.string()}});
    int code = 0;
    zip_t* archive = zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code);
    if (!archive) throw Error(ErrorCode::file_corrupt, {{"file", file.string()}, {"detail", "it is not a backup of Plumbline"}});
    const fs::path fresh = folder.string() + ".restoring";
    std::error_code ignored;
    fs::remove_all(fresh, ignored);
    try {
        fs::create_directories(fresh / "snapshots");
        for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
            const std::string name = zip_get_name(archive, static_cast<zip_uint64_t>(i), 0);
            if (!is_ours(name))
                throw Error(ErrorCode::file_corrupt, {{"file", file.string()}, {"detail", "it holds a foreign entry, " + name}});
            zip_file_t* in = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
            if (!in) throw Error(ErrorCode::file_corrupt, {{"file", file.string()}, {"detail", name + " cannot be read"}});
            std::ofstream out(fresh / name, std::ios::binary);
            std::vector<char> block(1 << 20);
            zip_int64_t n = 0;
            while ((n = zip_fread(in, block.data(), block.size())) > 0) out.write(block.data(), n);
            zip_fclose(in);
            out.close();
            if (n < 0) throw Error(ErrorCode::file_corrupt, {{"file", file.string()}, {"detail", name + " cannot be read"}});
            if (!out) throw Error(ErrorCode::disk_full, {{"path", folder.string()}});
            flush_file(fresh / name);
        }
        const VerifyReport report = open(fresh, Access::read)->verify();
        for (const auto& item : report.items)
            if (!item.ok)
                throw Error(ErrorCode::file_corrupt, {{"file", file.string()}, {"detail", item.what + ": " + item.detail}});
        fs::remove(fresh / "lock", ignored);
        fs::remove(folder, ignored); // an empty folder may stand there
        move_file(fresh, folder);
    } catch (...) {
        zip_discard(archive);
        fs::remove_all(fresh, ignored);
        throw;
    }
    zip_discard(archive);
}

} // namespace plumbline::store
