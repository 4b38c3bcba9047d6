// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <iostream>
#include <mutex>
#include <new>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "core/base/error.h"
#include "core/ingest/reader_job.h"
#include "core/ingest/reader_process.h"
#include "core/ingest/reading_json.h"

namespace plumbline::ingest {

using nlohmann::json;

namespace {

void write_line(const json& message) {
    static std::mutex mutex;
    const std::string text = message.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
    const std::lock_guard guard(mutex);
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

/// Passes progress on, at most 20 times a second.
class LineProgress : public Progress {
public:
    void step(double fraction, std::string_view stage) override {
        const auto now = std::chrono::steady_clock::now();
        {
            const std::lock_guard guard(m_mutex);
            if (stage == m_stage && now - m_last < std::chrono::milliseconds(50)) return;
            m_stage = stage;
            m_last = now;
        }
        write_line({{"progress", fraction}, {"stage", stage}});
    }

private:
    std::mutex m_mutex;
    std::string m_stage;
    std::chrono::steady_clock::time_point m_last;
};

void limit_this_process() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // RLIMIT_DATA counts private writable memory whether touched or not, so it stands above what the parent watches (resident
    // memory).
    const rlimit data{2 * reader_memory_limit, 2 * reader_memory_limit};
    ::setrlimit(RLIMIT_DATA, &data);
    const rlimit core{0, 0};
    ::setrlimit(RLIMIT_CORE, &core);
}

} // namespace

int reader_main() {
    limit_this_process();
    std::string text;
    std::getline(std::cin, text);
    const json job = json::parse(text, nullptr, false);
    if (job.is_discarded()) return 2;
    const std::string file = std::filesystem::path(job.value("file", "")).filename().string();
    LineProgress progress;
    try {
        const std::string kind = job.value("job", "");
        json result;
        if (kind == "preview")
            result = preview_job(job, progress);
        else if (kind == "import")
            result = import_job(job, progress);
        else if (kind == "combine")
            result = combine_job(job, progress);
        else if (kind == "rebuild")
            result = rebuild_job(job, progress);
        else if (kind == "columns")
            result = columns_job(job, progress);
        else
            return 2;
        write_line({{"result", std::move(result)}});
        return 0;
    } catch (const Error& e) {
        const bool memory =
            e.code() == ErrorCode::query_failed && std::string(e.what()).find("Out of Memory") != std::string::npos;
        ErrorFacts facts = e.facts();
        if (facts.contains("file") && (facts["file"] == "the file" || facts["file"] == "The file")) facts["file"] = file;
        write_line({{"error", to_json(memory ? Error(ErrorCode::reader_memory, {{"file", file}, {"limit", "480 MB"}})
                                             : Error(e.code(), facts))}});
    } catch (const std::bad_alloc&) {
        write_line({{"error", to_json(Error(ErrorCode::reader_memory,
                                            {{"file", file}, {"limit", std::to_string(reader_memory_limit >> 20) + " MB"}}))}});
    } catch (const std::exception& e) {
        write_line({{"error", to_json(Error(ErrorCode::internal, {{"detail", e.what()}}))}});
    }
    std::fflush(stdout);
    std::_Exit(1); // destructors of a half-done job may wait for memory that is not there
}

} // namespace plumbline::ingest
