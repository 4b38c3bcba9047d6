// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/files.h"
#include "core/store/sqlite.h"
#include "core/store/workspace.h"

namespace plumbline::store {

struct Workspace::Impl {
    std::filesystem::path folder;
    Access access = Access::read;
    std::unique_ptr<FolderLock> lock;
    std::unique_ptr<Sqlite> db;
    bool grouped = false;             ///< a Group is open: nothing that it may need again is removed
    std::filesystem::path facts_kept; ///< the facts as they were before it, in staging

    std::filesystem::path state_file() const { return folder / "state.sqlite"; }
    std::filesystem::path snapshots() const { return folder / "snapshots"; }
    std::filesystem::path staging() const { return folder / "staging"; }
    /// Text that a seal is bound to: the workspace and the snapshots and tables that the facts were made of.
    std::string facts_context() const;
    void require_write() const;
    /// Writes the digest of the state into it; the last act before a commit.
    void seal_state();
    /// After a crash: takes finished facts out of staging/, then removes what is left over.
    void recover();
    /// Puts a finished cache in the place of the old one.
    void put_facts(const std::filesystem::path& staged);
    /// Snapshots that no dataset names any more.
    void remove_orphans();
};

} // namespace plumbline::store
