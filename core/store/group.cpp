// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/group.h"

#include "core/base/error.h"
#include "core/store/workspace_impl.h"

namespace plumbline::store {

Group::Group(Workspace& workspace) : m_workspace(workspace) {
    workspace.m_impl->require_write();
    if (workspace.m_impl->grouped) return;
    m_transaction = std::make_unique<Transaction>(*workspace.m_impl->db);
    workspace.m_impl->grouped = true;
}

void Group::leave() {
    m_transaction.reset(); // rolls back what was not committed
    Workspace::Impl& impl = *m_workspace.m_impl;
    impl.grouped = false;
    impl.facts_kept.clear();
    impl.remove_orphans();
}

Group::~Group() {
    if (!m_transaction) return;
    Workspace::Impl& impl = *m_workspace.m_impl;
    const std::filesystem::path kept = impl.facts_kept;
    leave();
    if (kept.empty()) return;
    try {
        impl.put_facts(kept);
        std::error_code ignored;
        std::filesystem::remove_all(kept.parent_path(), ignored);
        std::filesystem::remove(impl.staging(), ignored); // only if empty
    } catch (const Error&) {
        // The cache is rebuilt from the snapshots at the next open.
    }
}

void Group::commit() {
    if (!m_transaction) return;
    m_transaction->commit();
    const std::filesystem::path kept = m_workspace.m_impl->facts_kept;
    leave();
    std::error_code ignored;
    if (!kept.empty()) std::filesystem::remove_all(kept.parent_path(), ignored);
    std::filesystem::remove(m_workspace.m_impl->staging(), ignored); // only if empty
}

} // namespace plumbline::store
