// SPDX-License-Identifier: GPL-3.0-or-later
// Import of a large CSV against DuckDB's own CREATE TABLE AS SELECT … FROM read_csv, each in a process of its own.
// bench_import [rows] [folder]; folder keeps the CSV between runs.
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "core/base/error.h"
#include "core/ingest/import.h"
#include "core/sample/sample.h"
#include "core/store/duck.h"

using namespace plumbline;
namespace fs = std::filesystem;

namespace {

double seconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct Measured {
    double seconds = 0;
    double megabytes = 0; ///< largest resident size of the process or of a process it started
};

/// Runs work in a child, so that its memory can be told.
Measured in_child(const std::function<void()>& work) {
    int ends[2];
    if (::pipe(ends) != 0) std::exit(1);
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) {
        Measured m;
        try {
            m.seconds = seconds(work);
        } catch (const Error& e) {
            std::fprintf(stderr, "%s\n", e.what());
            ::_exit(1);
        }
        rusage self{}, children{};
        ::getrusage(RUSAGE_SELF, &self);
        ::getrusage(RUSAGE_CHILDREN, &children);
        m.megabytes = static_cast<double>(std::max(self.ru_maxrss, children.ru_maxrss)) / 1024;
        if (::write(ends[1], &m, sizeof m) != sizeof m) ::_exit(1);
        ::_exit(0);
    }
    ::close(ends[1]);
    Measured m;
    const bool told = ::read(ends[0], &m, sizeof m) == sizeof m;
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    if (!told) std::exit(1);
    return m;
}

} // namespace

int main(int argc, char** argv) {
    const int64_t rows = argc > 1 ? std::stoll(argv[1]) : 10'000'000;
    const fs::path folder = argc > 2 ? argv[2] : fs::temp_directory_path() / "plumbline_bench";
    fs::create_directories(folder);
    const fs::path csv = folder / ("campaigns_" + std::to_string(rows) + ".csv");
    NoProgress quiet;
    if (!fs::exists(csv)) {
        const double s = seconds([&] { sample::generate_sample({rows, 2026}, csv, folder / "truth.json", quiet); });
        std::printf("generate   %8.2f s  %.0f rows/s\n", s, static_cast<double>(rows) / s);
    }
    const double size = static_cast<double>(fs::file_size(csv)) / 1e6;
    std::printf("file       %8.0f MB, %lld rows\n", size, static_cast<long long>(rows));
    ingest::set_reader_path(fs::read_symlink("/proc/self/exe").parent_path() / "plumbline-reader");

    const fs::path peer = folder / "peer.duckdb", workspace = folder / "workspace";
    std::error_code ignored;
    fs::remove(peer, ignored);
    fs::remove_all(workspace, ignored);
    const Measured duckdb = in_child([&] {
        duck::OpenOptions options;
        options.read_only = false;
        options.locked_down = false;
        options.memory_limit = "8GB";
        duck::Database db(peer, options);
        db.connect().execute("CREATE TABLE t AS SELECT * FROM read_csv('" + csv.string() + "'); CHECKPOINT");
    });
    std::printf("DuckDB     %8.2f s  %6.0f MB resident\n", duckdb.seconds, duckdb.megabytes);
    const Measured ours = in_child([&] {
        auto w = store::Workspace::create(workspace, "bench");
        ingest::ImportRequest request;
        request.file = csv;
        request.dataset = "campaigns";
        const auto result = ingest::import_file(*w, request, quiet);
        if (result.snapshot.rows != rows) throw Error(ErrorCode::internal, {{"detail", "rows were lost"}});
    });
    std::printf("Plumbline  %8.2f s  %6.0f MB resident, ratio %.2f (at most 1.2, aim 0.8), memory at most 1024 MB\n",
                ours.seconds, ours.megabytes, ours.seconds / duckdb.seconds);
    const Measured preview = in_child([&] { ingest::preview_file(csv, {}, 50, quiet); });
    std::printf("preview    %8.3f s  (at most 0.3)\n", preview.seconds);
    double cancelled = 0;
    in_child([&] {
        auto w = store::Workspace::open(workspace, store::Access::write);
        std::stop_source stop;
        std::chrono::steady_clock::time_point asked;
        std::jthread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(1500));
            asked = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        ingest::ImportRequest request;
        request.file = csv;
        request.dataset = "other";
        try {
            ingest::import_file(*w, request, quiet, stop.get_token());
        } catch (const Error&) {
            cancelled = std::chrono::duration<double>(std::chrono::steady_clock::now() - asked).count();
            std::printf("cancel     %8.3f s  (at most 0.2)\n", cancelled);
            std::fflush(stdout);
        }
    });
}
