// SPDX-License-Identifier: GPL-3.0-or-later
// csv_preview_tool FILE [--raw] [--whole] [--rows N] [--time]: what a preview of a CSV file says, as one JSON object.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <thread>

#include "core/base/error.h"
#include "core/ingest/csv_read.h"
#include "core/ingest/reading_json.h"

using namespace plumbline;
using namespace plumbline::ingest;
using nlohmann::json;

namespace {

json cell(const Value& v) {
    if (const auto* s = std::get_if<std::string>(&v)) return *s;
    if (const auto* i = std::get_if<int64_t>(&v)) return *i;
    if (const auto* d = std::get_if<double>(&v)) return *d;
    if (const auto* d = std::get_if<Date>(&v)) return to_iso(*d);
    if (const auto* b = std::get_if<bool>(&v)) return *b;
    return nullptr;
}

class NullWriter : public duck::ColumnWriter {
public:
    void* data() override { return m_data; }
    void set_null(size_t) override {}
    void set_text(size_t, std::string_view) override {}

private:
    alignas(16) char m_data[2048 * 8];
};

/// Processor time of all threads: what the work costs, whatever else the machine does.
double cpu_ms() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

/// Reads all rows as DuckDB would, on n threads.
size_t drain(CsvSource& source, int n) {
    std::atomic<size_t> rows{0};
    std::vector<size_t> wanted(source.columns().size());
    for (size_t i = 0; i < wanted.size(); ++i) wanted[i] = i;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < n; ++t)
            threads.emplace_back([&] {
                std::vector<NullWriter> writers(wanted.size());
                std::vector<duck::ColumnWriter*> pointers;
                for (NullWriter& w : writers) pointers.push_back(&w);
                const auto reader = source.open(wanted);
                while (const size_t got = reader->read(pointers)) rows += got;
            });
    }
    return rows;
}

} // namespace

int main(int argc, char** argv) {
    bool raw = false, whole = false, timed = false;
    std::optional<size_t> rows;
    std::string file;
    ReadOptions options;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        if (a == "--raw")
            raw = true;
        else if (a == "--whole")
            whole = true;
        else if (a == "--time")
            timed = true;
        else if (a == "--rows")
            rows = std::stoul(argv[++i]);
        else if (a == "--date-order")
            options.date_order = argv[++i];
        else
            file = a;
    }
    json out;
    try {
        NoProgress progress;
        if (raw) {
            const RawTable t = read_raw_cells(file, options);
            out = {{"ok", true}, {"dialect", to_json(t.dialect)}, {"header", t.header}, {"rows", t.rows}};
        } else {
            const auto start = std::chrono::steady_clock::now();
            const auto ms = [&] {
                return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
            };
            const auto csv = CsvFile::open(file, options, whole, {}, progress);
            const double opened = ms();
            const double opened_cpu = cpu_ms();
            const FileReading& r = csv->reading();
            out = {{"ok", true},
                   {"dialect", to_json(r.dialect)},
                   {"rows_total", r.rows},
                   {"rejected_rows", r.rejected_rows},
                   {"warnings", r.warnings}};
            out["columns"] = json::array();
            for (const DatasetColumn& c : r.columns)
                out["columns"].push_back({{"name", c.name},
                                          {"field", c.field},
                                          {"type", field_type_id(c.type)},
                                          {"scale", c.scale},
                                          {"unit", c.unit},
                                          {"reason", c.reason}});
            out["questions"] = json::array();
            for (const Question& q : r.questions)
                out["questions"].push_back({{"id", q.id}, {"column", q.column}, {"text", q.text}, {"choices", q.choices}});
            out["rejected_lines"] = json::array();
            out["rejects"] = json::array();
            for (const Reject& j : r.rejects) {
                out["rejected_lines"].push_back(j.line);
                out["rejects"].push_back({{"line", j.line}, {"reason", j.reason}, {"text", j.text}});
            }
            if (timed) {
                const double before = ms();
                const auto source = csv->source();
                const size_t given = drain(*source, 2);
                rusage usage{};
                getrusage(RUSAGE_SELF, &usage);
                out = {{"open_ms", opened},
                       {"drain_ms", ms() - before},
                       {"open_cpu_ms", opened_cpu},
                       {"drain_cpu_ms", cpu_ms() - opened_cpu},
                       {"rows", given},
                       {"reading_rows", r.rows},
                       {"rejected", r.rejected_rows},
                       {"max_rss_mb", usage.ru_maxrss / 1024}};
            } else {
                const Table t = csv->rows(rows);
                json table = json::array();
                for (size_t i = 0; i < t.rows(); ++i) {
                    json row = json::array();
                    for (size_t c = 0; c < t.columns(); ++c) row.push_back(cell(t.column(c).value(i)));
                    table.push_back(std::move(row));
                }
                out["rows"] = std::move(table);
                out["ms"] = ms();
            }
        }
    } catch (const Error& e) {
        out = {{"ok", false}, {"code", error_id(e.code())}, {"message", e.what()}};
    }
    std::cout << out.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
    return out.value("ok", true) ? 0 : 1;
}
