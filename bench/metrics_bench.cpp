// SPDX-License-Identifier: GPL-3.0-or-later
// A dashboard over the roll-up of ten million rows: 420,000 rows by day and five dimensions, ten measures. Prints p50 and p95 of
// the eight tiles and of single questions, from memory and by SQL, and of DuckDB asked directly for the same tiles in the same
// run.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

#include "core/base/random.h"
#include "core/metrics/cube.h"
#include "core/metrics/metrics.h"
#include "core/warehouse/embedded.h"

using namespace plumbline;
using namespace plumbline::metrics;

namespace {

constexpr int days = 730;
constexpr int groups_a_day = 576; // 420,480 rows

double ms_since(std::chrono::steady_clock::time_point t) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - t).count();
}

/// Processor time of this thread: what remains of a figure when other programs take turns.
double thread_ms() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

struct Times {
    double p50, p95, worst, cpu_p95;
};

Times measure(int runs, const std::function<void(int)>& work) {
    std::vector<double> times, cpu;
    for (int i = 0; i < runs; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const double cpu_begin = thread_ms();
        work(i);
        cpu.push_back(thread_ms() - cpu_begin);
        times.push_back(ms_since(begin));
    }
    std::ranges::sort(times);
    std::ranges::sort(cpu);
    const size_t at_95 = times.size() * 95 / 100;
    return {times[times.size() / 2], times[at_95], times.back(), cpu[at_95]};
}

void print(const char* name, const Times& t) {
    std::printf("%-58s p50 %7.2f   p95 %7.2f   max %7.2f ms   (cpu p95 %7.2f)\n", name, t.p50, t.p95, t.worst, t.cpu_p95);
}

/// Channel 8, sub-channel 24, campaign 400, region 12, device 3, drawn so that each day has its own 576 groups.
DatasetInfo make_rollup(duck::Connection& c) {
    const auto members = [](const char* prefix, int n) {
        std::string out;
        for (int i = 0; i < n; ++i) out += (i ? ", '" : "'") + std::string(prefix) + std::to_string(i) + "'";
        return "ENUM (" + out + ")";
    };
    c.execute("CREATE TYPE channel_t AS " + members("Channel ", 8) + "; CREATE TYPE sub_t AS " + members("Sub ", 24) +
              "; CREATE TYPE campaign_t AS " + members("Campaign ", 400) + "; CREATE TYPE region_t AS " + members("Region ", 12) +
              "; CREATE TYPE device_t AS " + members("Device ", 3));
    c.execute(
        "CREATE TABLE rollup AS SELECT DATE '2024-11-18' + (r // 576)::INT AS day, ('Channel ' || k % 8)::channel_t AS channel, "
        "('Sub ' || k % 24)::sub_t AS sub_channel, ('Campaign ' || k)::campaign_t AS campaign, ('Region ' || r % 12)::region_t "
        "AS region, "
        "('Device ' || r // 12 % 3)::device_t AS device, (h % 90000)::BIGINT AS impressions, (h % 900)::BIGINT AS clicks, (h % "
        "800)::BIGINT AS visits, "
        "(h % 70)::BIGINT AS leads, (h % 40)::BIGINT AS orders, (h % 20)::BIGINT AS new_customers, (h % 90000 / "
        "100)::DECIMAL(18,2) AS cost, "
        "(h % 400000 / 100)::DECIMAL(18,2) AS revenue, (h % 300)::BIGINT AS add_to_cart, (h % 90000 / 100)::DECIMAL(18,2) AS "
        "refunds, "
        "24::BIGINT AS row_count FROM (SELECT r, (hash(r) % 1000000007)::BIGINT AS h, (hash(r // 36) % 400)::BIGINT AS k FROM "
        "range(" +
        std::to_string(days * groups_a_day) + ") t(r)) ORDER BY day");
    DatasetInfo d;
    d.name = "bench";
    d.facts_table = d.rollup_table = "rollup";
    d.fingerprint = "bench";
    d.rows = 10'000'000;
    d.dates = DateRange{*parse_iso_date("2024-11-18"), *parse_iso_date("2024-11-18") + (days - 1)};
    const auto column = [&](const char* field, FieldType type, const char* role, const char* kind = "") {
        DatasetColumn x;
        x.name = x.field = field;
        x.type = type;
        x.role = role;
        x.kind = kind;
        x.scale = type == FieldType::decimal ? 2 : 0;
        d.columns.push_back(x);
    };
    column("day", FieldType::date, "date");
    for (const char* f : {"channel", "sub_channel", "region", "device"}) column(f, FieldType::text, "dimension", f);
    column("campaign", FieldType::text, "campaign");
    for (const char* f : {"impressions", "clicks", "visits", "leads", "orders", "new_customers"})
        column(f, FieldType::integer, f);
    for (const char* f : {"cost", "revenue"}) column(f, FieldType::decimal, f);
    column("add_to_cart", FieldType::integer, "measure");
    column("refunds", FieldType::decimal, "measure");
    d.rollup_fields = {"channel", "sub_channel", "campaign", "region", "device"};
    return d;
}

/// KPI cards, their sparklines, time series, three breakdowns, campaign table, funnel.
std::vector<Query> dashboard(const DateRange& period, Comparison compare, const std::vector<Filter>& filters) {
    const std::vector<std::string> cards{"revenue", "cost", "roas",          "orders", "cpa",
                                         "ctr",     "cvr",  "new_customers", "leads",  "impressions"};
    std::vector<Query> q(8);
    q[0] = {.metrics = cards, .compare = compare};
    q[1] = {.metrics = cards, .grain = Grain::week};
    q[2] = {.metrics = {"revenue"}, .grain = Grain::week, .compare = compare};
    q[3] = {.metrics = {"revenue", "cost", "roas", "revenue_share"}, .by = {"channel"}, .compare = compare};
    q[4] = {.metrics = {"revenue", "roas"}, .by = {"region"}, .compare = compare};
    q[5] = {.metrics = {"revenue"}, .by = {"channel"}, .grain = Grain::week, .limit = 5, .other = true};
    q[6] = {.metrics = {"cost", "revenue", "roas", "orders", "cpa"},
            .by = {"campaign"},
            .compare = compare,
            .order = Order{"cost", true},
            .limit = 20};
    q[7] = {.metrics = {"impressions", "clicks", "visits", "leads", "orders"}, .by = {"device"}};
    for (Query& x : q) {
        x.period = period;
        x.filters = filters;
    }
    return q;
}

} // namespace

int main() {
    auto database = std::make_shared<duck::Database>("", [] {
        duck::OpenOptions o;
        o.read_only = false;
        o.memory_limit = "2GB";
        return o;
    }());
    duck::Connection direct = database->connect();
    const DatasetInfo info = make_rollup(direct);
    EmbeddedEngine engine(database);
    std::shared_ptr<const Cube> cube;
    print("load the cube, 420,480 rows", measure(7, [&](int) { cube = Cube::load(info, engine); }));
    if (!cube) return EXIT_FAILURE;
    std::printf("cube: %zu rows, %.1f MB\n", cube->rows(), static_cast<double>(cube->bytes()) / 1e6);
    const Context memory{&info, &engine, cube.get()}, sql{&info, &engine, nullptr};

    const DateRange year{info.dates->to - 363, info.dates->to}, quarter{info.dates->to - 90, info.dates->to};
    Random random(1);
    const auto cross_filter = [&](int) {
        std::vector<Filter> f{{"region", {"Region " + std::to_string(random.below(12))}, false}};
        if (random.below(2))
            f.push_back(
                {"channel", {"Channel " + std::to_string(random.below(8)), "Channel " + std::to_string(random.below(8))}, false});
        if (random.below(3) == 0) f.push_back({"device", {"Device " + std::to_string(random.below(3))}, true});
        return f;
    };
    const auto tiles = [&](const Context& context, const DateRange& period, Comparison compare) {
        return [&, period, compare](int i) { run_many(context, dashboard(period, compare, cross_filter(i))); };
    };
    const auto open_tiles = [&](const Context& context, const DateRange& period, Comparison compare) {
        return [&context, period, compare](int) { run_many(context, dashboard(period, compare, {})); };
    };
    print("8 tiles, all 104 weeks, no filter, memory", measure(100, open_tiles(memory, *info.dates, Comparison::none)));
    print("8 tiles, 52 weeks against last year, no filter, memory", measure(100, open_tiles(memory, year, Comparison::year)));
    print("8 tiles, 13 weeks against last year, no filter, memory", measure(100, open_tiles(memory, quarter, Comparison::year)));
    print("8 tiles, all 104 weeks, cross-filter, memory", measure(300, tiles(memory, *info.dates, Comparison::none)));
    print("8 tiles, 52 weeks against last year, cross-filter, memory", measure(300, tiles(memory, year, Comparison::year)));
    print("8 tiles, 13 weeks against last year, cross-filter, memory", measure(300, tiles(memory, quarter, Comparison::year)));
    print("first KPI card by SQL (roll-up)", measure(50, [&](int) { run(sql, dashboard(quarter, Comparison::year, {})[0]); }));
    const std::vector<Query> one = dashboard(year, Comparison::year, {});
    for (size_t i = 0; i < one.size(); ++i)
        print(("  tile " + std::to_string(i + 1) + ", 52 weeks against last year, memory").c_str(),
              measure(100, [&](int) { run(memory, one[i]); }));
    print("8 tiles, 52 weeks against last year, cross-filter, SQL", measure(30, tiles(sql, year, Comparison::year)));
    const std::vector<std::string> plain{
        "SELECT sum(revenue), sum(cost), sum(orders), sum(clicks), sum(impressions) FROM rollup",
        "SELECT date_trunc('week', day), sum(revenue), sum(cost), sum(orders) FROM rollup GROUP BY 1",
        "SELECT date_trunc('week', day), sum(revenue) FROM rollup GROUP BY 1",
        "SELECT channel, sum(revenue), sum(cost) FROM rollup GROUP BY 1",
        "SELECT region, sum(revenue), sum(cost) FROM rollup GROUP BY 1",
        "SELECT date_trunc('week', day), channel, sum(revenue) FROM rollup GROUP BY 1, 2",
        "SELECT campaign, sum(cost), sum(revenue), sum(orders) FROM rollup GROUP BY 1 ORDER BY 2 DESC LIMIT 20",
        "SELECT device, sum(impressions), sum(clicks), sum(visits), sum(leads), sum(orders) FROM rollup GROUP BY 1"};
    const Times duck_direct = measure(30, [&](int) {
        for (const std::string& s : plain) direct.query(s);
    });
    print("DuckDB directly: 8 plain queries over the same roll-up", duck_direct);
    const Times ours = measure(100, open_tiles(memory, *info.dates, Comparison::none));
    std::printf("ratio of memory to DuckDB directly, all weeks: %.2f\n", ours.p50 / duck_direct.p50);
    return EXIT_SUCCESS;
}
