// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace plumbline {

namespace {
std::atomic<int> threads_wanted{0}, memory_wanted{0};
}

void limit_threads(int threads) { threads_wanted = std::max(0, threads); }

int thread_limit() { return threads_wanted; }

int worker_threads() {
    const int machine = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const int wanted = threads_wanted;
    return wanted > 0 ? std::min(wanted, machine) : machine;
}

void limit_memory(int mebibytes) { memory_wanted = std::max(0, mebibytes); }
int memory_limit() { return memory_wanted; }

} // namespace plumbline
