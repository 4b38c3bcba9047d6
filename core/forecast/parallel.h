// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

namespace plumbline::forecast {

/// Runs jobs 0 … jobs - 1 on some threads (0: as many as the machine has); the first error is thrown when all have ended.
void in_parallel(size_t jobs, int threads, const std::function<void(size_t)>& job);

} // namespace plumbline::forecast
