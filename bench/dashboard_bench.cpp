// SPDX-License-Identifier: GPL-3.0-or-later
// The whole dashboard, texts and tables included, on the workspace that bench_import made; beside it DuckDB asked directly for
// its eight tiles on the table that its own read_csv typed. bench_dashboard [folder]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/ingest/import.h"
#include "core/metrics/cube.h"
#include "core/report/dashboard.h"
#include "core/warehouse/embedded.h"

using namespace plumbline;
namespace fs = std::filesystem;

namespace {

double milliseconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return 1000 * std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double percentile(std::vector<double> values, double p) {
    std::ranges::sort(values);
    return values[static_cast<size_t>(p * static_cast<double>(values.size() - 1))];
}

void print(const char* what, const std::vector<double>& times, const char* target) {
    std::printf("%-58s p50 %8.2f  p95 %8.2f ms  %s\n", what, percentile(times, 0.5), percentile(times, 0.95), target);
}

} // namespace

int main(int argc, char** argv) {
    const fs::path folder = argc > 1 ? argv[1] : fs::temp_directory_path() / "plumbline_bench";
    NoProgress quiet;
    const auto workspace = ingest::open_workspace(folder / "workspace", store::Access::read, quiet);
    const DatasetInfo dataset = workspace->dataset("campaigns");
    EmbeddedEngine engine(workspace->trusted_facts());
    std::shared_ptr<const metrics::Cube> cube;
    const double load = milliseconds([&] { cube = metrics::Cube::load(dataset, engine); });
    const Table groups = engine.query("SELECT count(*) FROM \"" + dataset.rollup_table + "\"");
    std::printf("%lld rows, roll-up of %lld, cube %s loaded in %.0f ms\n", static_cast<long long>(dataset.rows),
                static_cast<long long>(groups.column(0).integer(0)), cube ? "" : "not", load);
    const metrics::Context context{&dataset, &engine, cube.get()};

    report::DashboardRequest request;
    std::vector<double> plain, filtered;
    report::build_dashboard(context, request); // warm
    for (int i = 0; i < 30; ++i) plain.push_back(milliseconds([&] { report::build_dashboard(context, request); }));
    print("dashboard, 13 weeks against last year", plain, "(at most 100)");

    struct Value {
        std::string dimension, value;
    };
    std::vector<Value> values;
    for (const DatasetColumn* d : dataset.dimensions()) {
        if (std::ranges::find(dataset.rollup_fields, d->field) == dataset.rollup_fields.end()) continue;
        const Table table = metrics::dimension_values(context, d->field, 50);
        for (size_t r = 0; r < table.rows(); ++r)
            if (!table.column(0).is_null(r)) values.push_back({d->field, table.column(0).text(r)});
    }
    Random random(7);
    for (int i = 0; i < 300; ++i) {
        const Value& v = values[random.below(values.size())];
        request.filters = {{v.dimension, {v.value}}};
        filtered.push_back(milliseconds([&] { report::build_dashboard(context, request); }));
    }
    print("cross-filter: dashboard with one random value", filtered, "(at most 16)");
    request.filters.clear();
    request.period = dataset.dates;
    std::vector<double> all;
    for (int i = 0; i < 20; ++i) all.push_back(milliseconds([&] { report::build_dashboard(context, request); }));
    print("dashboard, all days", all, "(at most 100)");

    if (!fs::exists(folder / "peer.duckdb")) return 0;
    duck::OpenOptions options;
    options.locked_down = false;
    options.memory_limit = "8GB";
    duck::Database peer(folder / "peer.duckdb", options);
    duck::Connection c = peer.connect();
    const std::string when = " WHERE date BETWEEN '2026-08-17' AND '2026-11-15' ";
    const std::vector<std::string> tiles{
        "SELECT sum(revenue), sum(cost), sum(orders), sum(leads), sum(revenue)/sum(cost), sum(cost)/sum(orders) FROM t" + when,
        "SELECT sum(revenue), sum(cost), sum(orders), sum(leads) FROM t WHERE date BETWEEN '2025-08-18' AND '2025-11-16'",
        "SELECT date_trunc('week', date) w, sum(revenue), sum(cost), sum(orders), sum(leads) FROM t" + when + "GROUP BY w",
        "SELECT date_trunc('week', date) w, sum(revenue), sum(cost) FROM t WHERE date BETWEEN '2025-08-18' AND '2025-11-16' "
        "GROUP BY w",
        "SELECT channel, sum(revenue), sum(cost) FROM t" + when + "GROUP BY channel",
        "SELECT channel, sum(revenue), sum(cost) FROM t WHERE date BETWEEN '2025-08-18' AND '2025-11-16' GROUP BY channel",
        "SELECT campaign, channel, sum(revenue), sum(cost) FROM t" + when + "GROUP BY campaign, channel ORDER BY 3 DESC",
        "SELECT sum(impressions), sum(clicks), sum(leads), sum(orders), sum(new_customers) FROM t" + when};
    std::vector<double> direct;
    for (int i = 0; i < 6; ++i) {
        const double t = milliseconds([&] {
            for (const std::string& sql : tiles) c.query(sql);
        });
        if (i > 0) direct.push_back(t);
    }
    print("DuckDB directly, eight tiles, as read_csv types them", direct, "");
    std::printf("ratio of the dashboard to DuckDB directly: %.3f\n", percentile(plain, 0.5) / percentile(direct, 0.5));
}
