// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/text_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.h"

namespace plumbline::ingest {

namespace {

int64_t mtime_ns(const struct stat& s) { return static_cast<int64_t>(s.st_mtim.tv_sec) * 1000000000 + s.st_mtim.tv_nsec; }

[[noreturn]] void unreadable(const std::string& name) {
    throw Error(ErrorCode::file_unreadable, {{"file", name}, {"detail", std::strerror(errno)}});
}

} // namespace

InputFile::InputFile(const std::filesystem::path& path) : m_path(path), m_name(path.filename().string()) {
    m_fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); // O_NONBLOCK: a named pipe must not hang the program
    if (m_fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR) throw Error(ErrorCode::file_not_found, {{"file", m_name}});
        unreadable(m_name);
    }
    struct stat s {};
    const int failed = ::fstat(m_fd, &s);
    if (failed != 0 || !S_ISREG(s.st_mode)) {
        const bool folder = failed == 0 && S_ISDIR(s.st_mode);
        ::close(m_fd);
        if (folder) throw Error(ErrorCode::file_is_directory, {{"file", m_name}});
        throw Error(ErrorCode::file_unreadable, {{"file", m_name}, {"detail", "it is not an ordinary file"}});
    }
    m_size = static_cast<uint64_t>(s.st_size);
    m_mtime_ns = mtime_ns(s);
}

InputFile::~InputFile() {
    if (m_fd >= 0) ::close(m_fd);
}

size_t InputFile::read_at(uint64_t offset, char* to, size_t n) const {
    if (offset >= m_size) return 0;
    n = static_cast<size_t>(std::min<uint64_t>(n, m_size - offset));
    size_t done = 0;
    while (done < n) {
        const ssize_t got = ::pread(m_fd, to + done, n - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) unreadable(m_name);
        if (got == 0) throw Error(ErrorCode::file_changed_while_read, {{"file", m_name}}); // it shrank
        done += static_cast<size_t>(got);
    }
    return done;
}

void InputFile::check_unchanged() const {
    struct stat s {};
    if (::fstat(m_fd, &s) != 0) unreadable(m_name);
    if (static_cast<uint64_t>(s.st_size) != m_size || mtime_ns(s) != m_mtime_ns)
        throw Error(ErrorCode::file_changed_while_read, {{"file", m_name}});
    // An export that is replaced by renaming leaves this descriptor on the old file, whole as it was: nothing to complain about.
}

} // namespace plumbline::ingest
