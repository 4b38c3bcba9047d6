// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace plumbline::test {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> environment_of(const ProcessOptions& options) {
    std::vector<std::string> all;
    for (char** e = environ; *e; ++e) {
        const std::string entry = *e;
        if (!options.environment.contains(entry.substr(0, entry.find('=')))) all.push_back(entry);
    }
    for (const auto& [name, value] : options.environment)
        if (!value.empty()) all.push_back(name + "=" + value);
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> out;
    for (std::string& s : strings) out.push_back(s.data());
    out.push_back(nullptr);
    return out;
}

/// Reads what is there; false at the end of the stream.
bool drain(int descriptor, std::string& into) {
    std::array<char, 65536> block;
    const ssize_t n = ::read(descriptor, block.data(), block.size());
    if (n > 0) into.append(block.data(), static_cast<size_t>(n));
    return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

} // namespace

Process::Process(const std::vector<std::string>& command, const ProcessOptions& options)
    : m_options(options), m_start(Clock::now()) {
    int out[2], err[2];
    if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, err[1], 2);
    if (!options.directory.empty()) posix_spawn_file_actions_addchdir_np(&actions, options.directory.c_str());
    auto arguments = command;
    auto environment = environment_of(options);
    const int status = ::posix_spawnp(&m_pid, command.front().c_str(), &actions, nullptr, pointers(arguments).data(),
                                      pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(out[1]);
    ::close(err[1]);
    m_out = out[0];
    m_err = err[0];
    if (status != 0) {
        m_reaped = true;
        ::close(m_out);
        ::close(m_err);
        throw std::runtime_error(command.front() + " cannot be started: " + std::strerror(status));
    }
}

Process::~Process() {
    if (!m_reaped) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    if (m_out >= 0) ::close(m_out);
    if (m_err >= 0) ::close(m_err);
}

bool Process::running() {
    if (m_reaped) return false;
    m_reaped = ::waitpid(m_pid, &m_status, WNOHANG) == m_pid;
    return !m_reaped;
}

void Process::send(int signal) const {
    if (!m_reaped) ::kill(m_pid, signal);
}

ProcessResult Process::wait() {
    ProcessResult result;
    bool out_open = true, err_open = true, killed = false;
    while (out_open || err_open) {
        const auto now = Clock::now();
        auto left = m_start + m_options.timeout - now;
        if (m_options.kill_after && !killed) left = std::min<Clock::duration>(left, m_start + *m_options.kill_after - now);
        if (left <= Clock::duration::zero()) {
            result.timed_out = !(m_options.kill_after && now - m_start >= *m_options.kill_after);
            if (!killed) send(SIGKILL);
            killed = true;
            // A grandchild may still hold the pipes; give it a moment, then let go.
            if (now - m_start > m_options.timeout + std::chrono::seconds(5)) break;
            if (!running()) left = std::chrono::milliseconds(200);
        }
        const timespec wait{0, killed ? 50'000'000 : std::min<long>(std::chrono::nanoseconds(left).count(), 100'000'000)};
        std::array<pollfd, 2> polls{pollfd{out_open ? m_out : -1, POLLIN, 0}, pollfd{err_open ? m_err : -1, POLLIN, 0}};
        const int ready = ::ppoll(polls.data(), polls.size(), &wait, nullptr);
        if (ready > 0 && polls[0].revents != 0) out_open = drain(m_out, result.out);
        if (ready > 0 && polls[1].revents != 0) err_open = drain(m_err, result.err);
        if (ready == 0 && killed && !running()) break;
    }
    if (!m_reaped) {
        ::waitpid(m_pid, &m_status, 0);
        m_reaped = true;
    }
    result.seconds = Clock::now() - m_start;
    if (WIFEXITED(m_status)) result.exit_code = WEXITSTATUS(m_status);
    if (WIFSIGNALED(m_status)) result.signal = WTERMSIG(m_status);
    return result;
}

ProcessResult run_process(const std::vector<std::string>& command, const ProcessOptions& options) {
    return Process(command, options).wait();
}

} // namespace plumbline::test
