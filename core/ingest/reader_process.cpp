// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/reader_process.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/ingest/import.h"
#include "core/ingest/reading_json.h"

extern char** environ;

namespace plumbline::ingest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

fs::path g_reader_path; // set once at start by programs that do not stand beside the reader

fs::path reader_path() {
    if (!g_reader_path.empty()) return g_reader_path;
    std::error_code error;
    return fs::read_symlink("/proc/self/exe", error).parent_path() / "plumbline-reader";
}

struct Pipe {
    int read = -1, write = -1;
    Pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            throw Error(ErrorCode::internal, {{"detail", std::string("no pipe: ") + std::strerror(errno)}});
        read = ends[0];
        write = ends[1];
    }
    ~Pipe() {
        close_read();
        close_write();
    }
    void close_read() {
        if (read >= 0) ::close(read);
        read = -1;
    }
    void close_write() {
        if (write >= 0) ::close(write);
        write = -1;
    }
};

/// Kills and reaps on every way out.
class Child {
public:
    Child(const fs::path& program, Pipe& in, Pipe& out) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in.read, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, out.write, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        std::string name = program.string(), parent = std::to_string(::getpid());
        char* arguments[] = {name.data(), parent.data(), nullptr};
        const int result = ::posix_spawn(&m_pid, name.c_str(), &actions, nullptr, arguments, environ);
        posix_spawn_file_actions_destroy(&actions);
        if (result != 0)
            throw Error(ErrorCode::internal, {{"detail", "the reader " + name + " cannot be started: " + std::strerror(result)}});
    }
    ~Child() {
        kill();
        wait();
    }
    void kill() {
        if (m_pid > 0 && !m_reaped) ::kill(m_pid, SIGKILL);
    }
    int wait() {
        if (!m_reaped && m_pid > 0) {
            while (::waitpid(m_pid, &m_status, 0) < 0 && errno == EINTR) {
            }
            m_reaped = true;
        }
        return m_status;
    }
    /// Resident anonymous memory, bytes; 0 where it cannot be told.
    uint64_t memory() const {
        std::ifstream in("/proc/" + std::to_string(m_pid) + "/statm");
        uint64_t total = 0, resident = 0, shared = 0;
        in >> total >> resident >> shared;
        return in ? (resident - shared) * static_cast<uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
    }

private:
    pid_t m_pid = -1;
    bool m_reaped = false;
    int m_status = 0;
};

void write_all(int descriptor, const std::string& text) {
    size_t at = 0;
    while (at < text.size()) {
        const ssize_t n = ::write(descriptor, text.data() + at, text.size() - at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return; // the reader is gone; its exit tells why
        at += static_cast<size_t>(n);
    }
}

std::string limit_text() { return std::to_string(reader_memory_limit >> 20) + " MB"; }

} // namespace

void set_reader_path(const fs::path& program) { g_reader_path = program; }

json run_reader(const json& job, const std::string& file, Progress& progress, std::stop_token stop) {
    throw_if_stopped(stop);
    Pipe in, out;
    struct sigaction ignore {
    }, before{};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, &before); // a reader that dies early must not take the program with it
    Child child(reader_path(), in, out);
    in.close_read();
    out.close_write();
    write_all(in.write, job.dump(-1, ' ', false, json::error_handler_t::replace) + "\n");
    in.close_write();

    std::string buffer;
    json result, error;
    bool too_large = false;
    auto take_line = [&](std::string_view line) {
        json message = json::parse(line, nullptr, false);
        if (message.is_discarded()) return;
        if (message.contains("progress")) progress.step(message["progress"].get<double>(), message.value("stage", ""));
        if (message.contains("result")) result = std::move(message["result"]);
        if (message.contains("error")) error = std::move(message["error"]);
    };
    std::vector<char> block(1 << 16);
    for (;;) {
        if (stop.stop_requested()) {
            child.kill();
            throw Error(ErrorCode::cancelled);
        }
        pollfd waiting{out.read, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, 50);
        if (child.memory() > reader_memory_limit) {
            too_large = true;
            child.kill();
        }
        if (ready <= 0) continue;
        const ssize_t n = ::read(out.read, block.data(), block.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        const size_t old = buffer.size();
        buffer.append(block.data(), static_cast<size_t>(n));
        size_t from = 0;
        for (size_t at = buffer.find('\n', old); at != std::string::npos; at = buffer.find('\n', from)) {
            take_line(std::string_view(buffer).substr(from, at - from));
            from = at + 1;
        }
        buffer.erase(0, from);
    }
    const int status = child.wait();
    if (!error.is_null()) throw error_from_json(error);
    if (too_large) throw Error(ErrorCode::reader_memory, {{"file", file}, {"limit", limit_text()}});
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !result.is_null()) return result;
    const std::string how =
        WIFSIGNALED(status) ? "signal " + std::to_string(WTERMSIG(status)) : "exit code " + std::to_string(WEXITSTATUS(status));
    throw Error(ErrorCode::reader_crashed, {{"file", file}, {"detail", how}});
}

} // namespace plumbline::ingest
