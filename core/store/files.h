// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

/// Small, careful file operations of the workspace.
namespace plumbline::store {

/// Waits until the file's bytes are on the disk. Throws Error{write_failed, disk_full}.
void flush_file(const std::filesystem::path& file);
/// The same for a folder's entries.
void flush_folder(const std::filesystem::path& folder);
/// rename() within one disk, then flush_folder of the target's folder. Throws Error{write_failed, disk_full}.
void move_file(const std::filesystem::path& from, const std::filesystem::path& to);
/// Secret of this machine and user, made on first use (0600); empty where it cannot be kept.
std::string machine_key();
/// What ties a file to this machine: HMAC of its identity (inode, size, time of last change) and a context. Empty where there is
/// no file.
std::string seal_of(const std::filesystem::path& file, std::string_view context);
/// Bytes free for this user where `folder` is.
uintmax_t free_space(const std::filesystem::path& folder);
/// Now, UTC, "2026-11-20T08:15:00Z".
std::string now_utc();

/// A lock on a folder that the system releases when the process ends, however it ends.
class FolderLock {
public:
    /// Throws Error{workspace_in_use, workspace_read_only}.
    FolderLock(const std::filesystem::path& folder, bool exclusive);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_descriptor = -1;
};

} // namespace plumbline::store
