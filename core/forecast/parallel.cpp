// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

#include "core/base/limits.h"

namespace plumbline::forecast {

void in_parallel(size_t jobs, int threads, const std::function<void(size_t)>& job) {
    const size_t most = threads > 0 ? static_cast<size_t>(threads) : static_cast<size_t>(worker_threads());
    std::atomic<size_t> next = 0;
    std::vector<std::exception_ptr> errors(jobs);
    const auto work = [&] {
        for (size_t i = next++; i < jobs; i = next++) {
            try {
                job(i);
            } catch (...) {
                errors[i] = std::current_exception(); // thrown again below, on the caller's thread
            }
        }
    };
    std::vector<std::jthread> others;
    for (size_t k = 1; k < std::min(most, jobs); ++k) others.emplace_back(work);
    work();
    others.clear();
    for (const std::exception_ptr& e : errors)
        if (e) std::rethrow_exception(e);
}

} // namespace plumbline::forecast
