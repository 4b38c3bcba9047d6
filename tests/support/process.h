// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace plumbline::test {

struct ProcessOptions {
    std::map<std::string, std::string> environment;      ///< added to this process's own; an empty value removes
    std::filesystem::path directory;                     ///< working folder; empty: the present one
    std::chrono::milliseconds timeout{120'000};          ///< killed after this
    std::optional<std::chrono::microseconds> kill_after; ///< kill -9 at this moment
};

struct ProcessResult {
    int exit_code = -1; ///< -1 where a signal ended it
    int signal = 0;
    bool timed_out = false;
    std::string out, err;
    std::chrono::duration<double> seconds{};
};

/// Runs a program to its end. Standard input is empty. Throws std::runtime_error where it cannot be started.
ProcessResult run_process(const std::vector<std::string>& command, const ProcessOptions& options = {});

/// A program that runs on. Ended with SIGKILL by the destructor if still there.
class Process {
public:
    Process(const std::vector<std::string>& command, const ProcessOptions& options = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    pid_t pid() const { return m_pid; }
    bool running();
    void send(int signal) const;
    /// Reads what it writes until it ends.
    ProcessResult wait();

private:
    pid_t m_pid = -1;
    int m_out = -1, m_err = -1;
    bool m_reaped = false;
    int m_status = 0;
    ProcessOptions m_options;
    std::chrono::steady_clock::time_point m_start;
};

} // namespace plumbline::test
