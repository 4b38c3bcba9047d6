// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/files.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/digest.h"
#include "core/base/error.h"

namespace plumbline::store {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT) throw Error(ErrorCode::disk_full, {{"path", path.string()}});
    throw Error(ErrorCode::write_failed, {{"path", path.string()}, {"detail", std::strerror(error)}});
}

void flush(const std::filesystem::path& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) fail(path, errno);
    const int result = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (result != 0 && error != EINVAL) fail(path, error); // EINVAL: a file system without fsync for folders
}

std::filesystem::path data_home() {
    if (const char* xdg = std::getenv("XDG_DATA_HOME"); xdg && *xdg) return xdg;
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : "/nonexistent") / ".local/share";
}

} // namespace

void flush_file(const std::filesystem::path& file) { flush(file, O_RDONLY); }
void flush_folder(const std::filesystem::path& folder) { flush(folder, O_RDONLY | O_DIRECTORY); }

void move_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) fail(to, errno);
    flush_folder(to.parent_path());
}

namespace {

std::string stored_key(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string key;
    in >> key;
    if (key.size() != 64) key.clear();
    return key;
}

} // namespace

std::string machine_key() {
    const std::filesystem::path file = data_home() / "plumbline" / "machine.key";
    if (std::string key = stored_key(file); !key.empty()) return key;
    std::error_code ignored;
    std::filesystem::create_directories(file.parent_path(), ignored);
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) return stored_key(file); // another process was first, or there is no place for it
    std::string key = random_hex(32);
    if (::write(descriptor, key.data(), key.size()) != static_cast<ssize_t>(key.size())) {
        std::filesystem::remove(file, ignored);
        key.clear();
    }
    ::close(descriptor);
    return key;
}

std::string seal_of(const std::filesystem::path& file, std::string_view context) {
    struct stat s {};
    if (::stat(file.c_str(), &s) != 0) return {};
    const std::string key = machine_key();
    if (key.empty()) return {};
    const std::string identity = std::to_string(s.st_ino) + "|" + std::to_string(s.st_size) + "|" +
                                 std::to_string(s.st_mtim.tv_sec) + "|" + std::to_string(s.st_mtim.tv_nsec) + "|" +
                                 std::string(context);
    return hmac_sha256(key, identity);
}

uintmax_t free_space(const std::filesystem::path& folder) {
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return error ? UINTMAX_MAX : space.available;
}

std::string now_utc() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char buffer[32];
    std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return buffer;
}

FolderLock::FolderLock(const std::filesystem::path& folder, bool exclusive) {
    const std::filesystem::path file = folder / "lock";
    m_descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_descriptor < 0) {
        if (exclusive) throw Error(ErrorCode::workspace_read_only, {{"path", folder.string()}});
        return; // a reader of a folder that nobody can write to needs no lock
    }
    if (::flock(m_descriptor, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
        char pid[32]{};
        const ssize_t n = ::pread(m_descriptor, pid, sizeof pid - 1, 0);
        ::close(m_descriptor);
        throw Error(ErrorCode::workspace_in_use, {{"path", folder.string()}, {"pid", n > 0 ? pid : "unknown"}});
    }
    const std::string pid = std::to_string(::getpid());
    if (::ftruncate(m_descriptor, 0) == 0) [[maybe_unused]]
        const ssize_t n = ::pwrite(m_descriptor, pid.data(), pid.size(), 0); // only a hint for the message
}

FolderLock::~FolderLock() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

} // namespace plumbline::store
