// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What this process may take of the machine, as a person set it. Read where threads are started and where the analytical store
/// is opened; what runs already keeps what it has.
namespace plumbline {

/// 0: as many as the machine has.
void limit_threads(int threads);
int thread_limit();
/// How many threads one piece of work may use: at least 1.
int worker_threads();
/// For the analytical store, in MiB; 0: what each use asks for by itself.
void limit_memory(int mebibytes);
int memory_limit();

} // namespace plumbline
