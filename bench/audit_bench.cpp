// SPDX-License-Identifier: GPL-3.0-or-later
// The auditor over rows that DuckDB makes up, in a file as a workspace keeps them: two years, 2,000 campaigns, as many rows as
// asked for; and the variance inflation of 200 columns of 100,000 rows.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "core/audit/audit.h"
#include "core/base/random.h"
#include "core/features/features.h"
#include "core/warehouse/embedded.h"

using namespace plumbline;

namespace {

/// Seconds that this process has computed for, on all threads, with what the system did for it.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// The peak begins anew (Linux).
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

double peak_mib() {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("VmHWM:")) return std::atof(line.c_str() + 6) / 1024;
    return 0;
}

void fill(const std::filesystem::path& file, int64_t rows) {
    duck::OpenOptions writing;
    writing.read_only = false;
    duck::Database database(file, writing);
    duck::Connection c = database.connect();
    c.execute("CREATE TYPE names AS ENUM (SELECT 'campaign ' || i FROM range(2000) t(i))");
    c.execute("CREATE TYPE channels AS ENUM ('Search', 'Social', 'Video', 'Email', 'Display')");
    c.execute("CREATE TYPE regions AS ENUM (SELECT 'region ' || i FROM range(20) t(i))");
    // Every fourth campaign has a day on which its leads are counted twenty times, and one has a week twice.
    c.execute(
        "CREATE TABLE facts AS SELECT DATE '2024-01-01' + d AS date, CAST('campaign ' || k AS names) AS campaign, "
        "CAST(['Search', "
        "'Social', 'Video', 'Email', 'Display'][k % 5 + 1] AS channels) AS channel, CAST('region ' || ((i // 2000) % 20) AS "
        "regions) AS region, CAST(4000 + random() * 1000 AS BIGINT) AS impressions, CAST(100 + random() * 30 AS BIGINT) AS "
        "clicks, CAST((5 + random() * 6) * CASE WHEN k % 4 = 0 AND d = 30 + k % 600 THEN 20 ELSE 1 END AS BIGINT) AS leads, "
        "CAST(40 + random() * 9 AS DECIMAL(18, 2)) AS cost, CAST(300 + random() * 200 AS DECIMAL(18, 2)) AS revenue FROM "
        "(SELECT i, i % 2000 k, CAST(i * 730 // " +
        std::to_string(rows) + " AS INTEGER) d FROM range(" + std::to_string(rows) + ") t(i))");
    c.execute("INSERT INTO facts SELECT * FROM facts WHERE campaign = 'campaign 7' AND date BETWEEN DATE '2024-06-03' AND DATE "
              "'2024-06-09'");
    c.execute("CHECKPOINT");
}

void bench_audit(int64_t rows) {
    const auto file = std::filesystem::temp_directory_path() / "plumbline_audit_bench.duckdb";
    std::filesystem::remove(file);
    fill(file, rows);
    DatasetInfo info;
    info.name = "bench";
    info.facts_table = "facts";
    info.rows = rows;
    info.dates = DateRange{*parse_iso_date("2024-01-01"), *parse_iso_date("2025-12-30")};
    const auto add = [&](const char* field, FieldType type, const char* role, const char* kind, int scale) {
        DatasetColumn column;
        column.name = column.field = field;
        column.type = type;
        column.role = role;
        column.kind = kind;
        column.scale = scale;
        info.columns.push_back(column);
    };
    add("date", FieldType::date, "date", "", 0);
    add("campaign", FieldType::text, "campaign", "", 0);
    add("channel", FieldType::text, "dimension", "channel", 0);
    add("region", FieldType::text, "dimension", "region", 0);
    add("impressions", FieldType::integer, "impressions", "", 0);
    add("clicks", FieldType::integer, "clicks", "", 0);
    add("leads", FieldType::integer, "leads", "", 0);
    add("cost", FieldType::decimal, "cost", "", 2);
    add("revenue", FieldType::decimal, "revenue", "", 2);
    EmbeddedEngine engine(file);
    NoProgress quiet;
    std::printf("rows %lld, loading took %.0f MiB\n", static_cast<long long>(rows), peak_mib());
    forget_peak();
    // What DuckDB takes by itself for one pass over all columns, and for the sums by day and campaign that an audit begins with.
    const auto timed = [&](const char* what, const std::string& sql) {
        const auto begin = std::chrono::steady_clock::now();
        engine.query(sql);
        const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
        std::printf("DuckDB, %s: %.0f ms\n", what, ms);
    };
    const std::string sums = "sum(impressions), sum(clicks), sum(leads), sum(cost), sum(revenue) FROM facts";
    timed("one pass", "SELECT count(DISTINCT region), min(date), " + sums);
    timed("sums by day and campaign", "SELECT count(*) FROM (SELECT date, campaign, " + sums + " GROUP BY 1, 2)");
    for (int i = 0; i < 2; ++i) {
        const double before = processor_seconds();
        const auto report = audit::audit({&info, &engine, nullptr}, {}, quiet);
        std::printf("audit %.0f ms, %.2f s of processor, %zu findings, peak %.0f MiB:", report.ms, processor_seconds() - before,
                    report.findings.size(), peak_mib());
        double all = 0;
        for (const auto& t : report.times) all += t.processor_ms;
        for (const auto& t : report.times)
            std::printf("\n  %-12s %6.0f ms, processor %6.0f ms %5.1f%%", t.check.c_str(), t.ms, t.processor_ms,
                        100 * t.processor_ms / all);
        std::printf("\n");
    }
    std::filesystem::remove(file);
}

void bench_inflation() {
    constexpr size_t columns = 200, rows = 100'000;
    Random random(1);
    std::vector<std::vector<double>> all(columns, std::vector<double>(rows));
    for (auto& column : all)
        for (double& v : column) v = random.normal();
    for (size_t i = 0; i < rows; ++i) all[7][i] = all[3][i] + 0.2 * all[7][i];
    for (int k = 0; k < 3; ++k) {
        const auto begin = std::chrono::steady_clock::now();
        const double before = processor_seconds();
        const auto inflation = features::variance_inflation(all);
        std::printf("variance inflation of %zu x %zu: %.0f ms, %.2f s of processor (column 3: %.1f)\n", columns, rows,
                    std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count(),
                    processor_seconds() - before, inflation[3]);
    }
}

} // namespace

int main(int argc, char** argv) {
    bench_audit(argc > 1 ? std::atoll(argv[1]) : 10'000'000);
    bench_inflation();
    return 0;
}
