// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/sqlite.h"
#include "core/store/workspace.h"

namespace plumbline::store {

/// Several changes of a workspace as one: they hold once commit() was called, and else none of them does, also where the process
/// is killed in between. Inside another group it adds nothing. The workspace must be open for writing and outlive it.
class Group {
public:
    explicit Group(Workspace& workspace);
    ~Group();
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
    /// Throws what a commit throws; then nothing has changed.
    void commit();

private:
    void leave();
    Workspace& m_workspace;
    std::unique_ptr<Transaction> m_transaction; ///< null: an outer group decides
};

} // namespace plumbline::store
