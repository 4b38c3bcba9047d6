// SPDX-License-Identifier: GPL-3.0-or-later
// The auditor over rows that DuckDB makes up: two years, 2,000 campaigns, as many rows as asked for; and the variance inflation
// of 200 columns of 100,000 rows.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "core/audit/audit.h"
#include "core/base/random.h"
#include "core/features/features.h"
#include "core/warehouse/embedded.h"

using namespace plumbline;

namespace {

double peak_mib() {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("VmHWM:")) return std::atof(line.c_str() + 6) / 1024;
    return 0;
}

void bench_audit(int64_t rows) {
    const auto database = std::make_shared<duck::Database>("", duck::OpenOptions{.read_only = false, .memory_limit = "900MB"});
    duck::Connection c = database->connect();
    c.execute("CREATE TYPE names AS ENUM (SELECT 'campaign ' || i FROM range(2000) t(i))");
    c.execute("CREATE TYPE channels AS ENUM ('Search', 'Social', 'Video', 'Email', 'Display')");
    c.execute("CREATE TYPE regions AS ENUM (SELECT 'region ' || i FROM range(20) t(i))");
    c.execute(
        "CREATE TABLE facts AS SELECT DATE '2024-01-01' + CAST(i * 730 // " + std::to_string(rows) +
        " AS INTEGER) AS date, CAST('campaign ' || (i % 2000) AS names) AS campaign, CAST(['Search', 'Social', 'Video', 'Email', "
        "'Display'][i % 5 + 1] AS channels) AS channel, CAST('region ' || ((i // 2000) % 20) AS regions) AS region, "
        "CAST(4000 + random() * 1000 AS BIGINT) AS impressions, CAST(100 + random() * 30 AS BIGINT) AS clicks, "
        "CAST(5 + random() * 6 AS BIGINT) AS leads, CAST(40 + random() * 9 AS DECIMAL(18, 2)) AS cost, "
        "CAST(300 + random() * 200 AS DECIMAL(18, 2)) AS revenue FROM range(" +
        std::to_string(rows) + ") t(i)");
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
    EmbeddedEngine engine(database);
    NoProgress quiet;
    std::printf("rows %lld, after loading: %.0f MiB\n", static_cast<long long>(rows), peak_mib());
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
        const auto report = audit::audit({&info, &engine, nullptr}, {}, quiet);
        std::printf("audit %.0f ms, %zu findings, peak %.0f MiB:", report.ms, report.findings.size(), peak_mib());
        for (const auto& t : report.times) std::printf(" %s %.0f", t.check.c_str(), t.ms);
        std::printf("\n");
    }
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
        const auto inflation = features::variance_inflation(all);
        std::printf("variance inflation of %zu x %zu: %.0f ms (column 3: %.1f)\n", columns, rows,
                    std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count(), inflation[3]);
    }
}

} // namespace

int main(int argc, char** argv) {
    bench_audit(argc > 1 ? std::atoll(argv[1]) : 10'000'000);
    bench_inflation();
    return 0;
}
