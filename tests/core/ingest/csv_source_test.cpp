// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <mutex>
#include <set>
#include <thread>
#include <unistd.h>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/ingest/csv_read.h"
#include "tests/support/nasty_exports.h"

namespace plumbline::ingest {
namespace {

struct TemporaryFile {
    std::filesystem::path path;
    explicit TemporaryFile(const std::string& bytes) {
        static std::atomic<int> n{0};
        path = std::filesystem::temp_directory_path() /
               ("plumbline_source_" + std::to_string(::getpid()) + "_" + std::to_string(n++) + ".csv");
        std::ofstream(path, std::ios::binary) << bytes;
    }
    ~TemporaryFile() { std::filesystem::remove(path); }
};

/// Keeps what a reader writes: one column of int64 values (decimal, integer), dates, codes or text.
struct Sink : duck::ColumnWriter {
    std::vector<int64_t> values = std::vector<int64_t>(duck::RowReader::capacity);
    std::vector<std::string> texts = std::vector<std::string>(duck::RowReader::capacity);
    std::set<size_t> nulls;
    void* data() override { return values.data(); }
    void set_null(size_t row) override { nulls.insert(row); }
    void set_text(size_t row, std::string_view text) override { texts[row] = text; }
};

/// What a large and irregular file holds, counted while it is written.
struct Large {
    std::string bytes = "id,note,cost,day,channel\n";
    int64_t rows = 0, lines = 1, id_sum = 0, cents = 0, null_costs = 0;
    std::vector<int64_t> rejected;
};

Large large_file(int rows, uint64_t seed) {
    Large f;
    Random random(seed);
    const char* channels[] = {"search", "social", "display", "e-mail"};
    for (int i = 0; i < rows; ++i) {
        const int64_t line = f.lines + 1;
        std::string note = "plain";
        int64_t extra = 0;
        switch (random.below(12)) {
        case 0: note = "\"two\nlines\"", extra = 1; break;
        case 1: note = "\"looks, like\n1,a row,2.50,2025-01-01,search\nof the table\"", extra = 2; break;
        case 2: note = "\"with \"\"quotes\"\", and commas\""; break;
        case 3: note = "5\" screen"; break;
        case 4:
            note = "\"" + std::string(random.below(3000), 'x') + "\r\n\"";
            extra = 1;
            break;
        default: break;
        }
        const int64_t cents = static_cast<int64_t>(random.below(1000000));
        char cost[32];
        std::snprintf(cost, sizeof cost, "%lld.%02d", static_cast<long long>(cents / 100), static_cast<int>(cents % 100));
        const bool missing = random.below(50) == 0, bad = i % 20000 == 777, wide = i % 30000 == 999;
        f.bytes += std::to_string(i) + "," + note + "," +
                   (bad       ? "oops" + std::to_string(i)
                    : missing ? "--"
                              : cost) +
                   ",2025-0" + std::to_string(1 + i % 9) + "-15," + channels[i % 4] + (wide ? ",more" : "") + "\n";
        f.lines += 1 + extra;
        if (bad || wide) {
            f.rejected.push_back(line);
            continue;
        }
        ++f.rows;
        f.id_sum += i;
        if (missing)
            ++f.null_costs;
        else
            f.cents += cents;
    }
    return f;
}

struct Totals {
    int64_t rows = 0, id_sum = 0, cents = 0, null_costs = 0;
};

Totals drain(CsvSource& source, int threads) {
    Totals total;
    std::mutex mutex;
    const std::vector<size_t> wanted{0, 2};
    std::vector<std::thread> workers;
    for (int t = 0; t < threads; ++t)
        workers.emplace_back([&] {
            Sink id, cost;
            const std::vector<duck::ColumnWriter*> columns{&id, &cost};
            const auto reader = source.open(wanted);
            Totals mine;
            while (const size_t n = reader->read(columns)) {
                mine.rows += static_cast<int64_t>(n);
                for (size_t i = 0; i < n; ++i) {
                    mine.id_sum += id.values[i];
                    if (cost.nulls.contains(i))
                        ++mine.null_costs;
                    else
                        mine.cents += cost.values[i];
                }
                cost.nulls.clear();
            }
            const std::lock_guard lock(mutex);
            total.rows += mine.rows, total.id_sum += mine.id_sum, total.cents += mine.cents, total.null_costs += mine.null_costs;
        });
    for (std::thread& w : workers) w.join();
    return total;
}

TEST(CsvSource, GivesEveryRowOfALargeIrregularFileOnceOnAnyNumberOfThreads) {
    const Large truth = large_file(90000, 7);
    ASSERT_GT(truth.bytes.size(), 3 * scan_block_bytes);
    const TemporaryFile file(truth.bytes);
    NoProgress progress;
    const auto csv = CsvFile::open(file.path, {}, true, {}, progress);
    EXPECT_EQ(csv->reading().rows, truth.rows);
    std::vector<int64_t> lines;
    for (const Reject& r : csv->reading().rejects) lines.push_back(r.line);
    EXPECT_EQ(lines, truth.rejected);
    for (const int threads : {1, 2, 5}) {
        const auto source = csv->source();
        const Totals got = drain(*source, threads);
        EXPECT_EQ(got.rows, truth.rows);
        EXPECT_EQ(got.id_sum, truth.id_sum);
        EXPECT_EQ(got.cents, truth.cents);
        EXPECT_EQ(got.null_costs, truth.null_costs);
        EXPECT_EQ(source->rows_given(), truth.rows);
    }
}

TEST(CsvSource, ScanIsTheSameEachTime) {
    const Large truth = large_file(60000, 11);
    const TemporaryFile file(truth.bytes);
    NoProgress progress;
    const auto first = CsvFile::open(file.path, {}, true, {}, progress);
    for (int i = 0; i < 4; ++i) {
        const auto again = CsvFile::open(file.path, {}, true, {}, progress);
        EXPECT_EQ(again->reading().rows, first->reading().rows);
        EXPECT_EQ(again->reading().warnings, first->reading().warnings);
        ASSERT_EQ(again->plan().blocks.size(), first->plan().blocks.size());
        for (size_t b = 0; b < again->plan().blocks.size(); ++b)
            EXPECT_EQ(again->plan().blocks[b].begin, first->plan().blocks[b].begin);
        EXPECT_EQ(again->plan().columns[4].members, (std::vector<std::string>{"display", "e-mail", "search", "social"}));
    }
}

TEST(CsvSource, ReadsUtf16LikeUtf8) {
    const Large truth = large_file(40000, 3);
    const TemporaryFile file(test::utf16(truth.bytes, false, true));
    NoProgress progress;
    const auto csv = CsvFile::open(file.path, {}, true, {}, progress);
    EXPECT_EQ(csv->reading().dialect.encoding, "utf-16le+bom");
    const auto source = csv->source();
    const Totals got = drain(*source, 2);
    EXPECT_EQ(got.rows, truth.rows);
    EXPECT_EQ(got.cents, truth.cents);
}

TEST(CsvSource, GivesTheSameValuesAsThePreview) {
    const std::string bytes =
        "day;city;share;cost\n01.02.2025;Köln;5,25 %;1.234,50 €\n02.02.2025;Bonn;7 %;2,00 €\n03.02.2025;--;100 %;-3,25 €\n";
    const TemporaryFile file(bytes);
    NoProgress progress;
    const auto csv = CsvFile::open(file.path, {}, true, {}, progress);
    const auto source = csv->source();
    const auto columns = source->columns();
    ASSERT_EQ(columns.size(), 4u);
    EXPECT_EQ(columns[0].type, duck::PhysicalType::date);
    EXPECT_EQ(columns[1].type, duck::PhysicalType::enumeration);
    EXPECT_EQ(columns[1].members, (std::vector<std::string>{"Bonn", "Köln"}));
    EXPECT_EQ(columns[2].scale, 4);
    EXPECT_EQ(columns[3].scale, 2);
    Sink day, city, share, cost;
    const std::vector<duck::ColumnWriter*> sinks{&day, &city, &share, &cost};
    const auto reader = source->open({0, 1, 2, 3});
    ASSERT_EQ(reader->read(sinks), 3u);
    const auto* days = reinterpret_cast<const int32_t*>(day.values.data());
    EXPECT_EQ(to_iso(Date{days[0]}), "2025-02-01");
    EXPECT_EQ(to_iso(Date{days[2]}), "2025-02-03");
    const auto* codes = reinterpret_cast<const uint8_t*>(city.values.data());
    EXPECT_EQ(codes[0], 1);
    EXPECT_EQ(codes[1], 0);
    EXPECT_EQ(city.nulls, std::set<size_t>{2});
    EXPECT_EQ(share.values[0], 525);
    EXPECT_EQ(share.values[2], 10000);
    EXPECT_EQ(cost.values[0], 123450);
    EXPECT_EQ(cost.values[2], -325);
    const Table table = csv->rows(std::nullopt);
    EXPECT_EQ(table.at("cost").number(0), 1234.5);
    EXPECT_EQ(table.at("share").number(0), 0.0525);
    EXPECT_TRUE(table.at("city").is_null(2));
}

TEST(CsvFile, LongDecimalsKeepTheirDigitsInThePreview) {
    const TemporaryFile file("k,v\na,1234567890123.4567\nb,1.5\n");
    NoProgress progress;
    const auto csv = CsvFile::open(file.path, {}, true, {}, progress);
    const Table table = csv->rows(std::nullopt);
    EXPECT_EQ(to_text(table.at("v").value(0)), "1234567890123.4567");
    EXPECT_EQ(to_text(table.at("v").value(1)), "1.5000");
}

TEST(CsvFile, StopsWhenAsked) {
    const TemporaryFile file(large_file(60000, 5).bytes);
    NoProgress progress;
    std::stop_source stop;
    stop.request_stop();
    try {
        CsvFile::open(file.path, {}, true, {}, progress, stop.get_token());
        FAIL() << "went on";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::cancelled);
    }
}

/// Changes the file while it is scanned.
class Meddler : public Progress {
public:
    explicit Meddler(std::filesystem::path path) : m_path(std::move(path)) {}
    void step(double, std::string_view) override {
        if (!m_done.exchange(true)) std::ofstream(m_path, std::ios::app) << "1,x,2.00,2025-01-01,search\n";
    }

private:
    std::filesystem::path m_path;
    std::atomic<bool> m_done{false};
};

TEST(CsvFile, SaysThatTheFileChanged) {
    const TemporaryFile file(large_file(40000, 5).bytes);
    Meddler meddler(file.path);
    try {
        CsvFile::open(file.path, {}, true, {}, meddler);
        FAIL() << "did not notice";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::file_changed_while_read);
    }
}

TEST(CsvFile, RefusesWhatIsNoFile) {
    NoProgress progress;
    const auto code = [&](const std::filesystem::path& path) {
        try {
            CsvFile::open(path, {}, true, {}, progress);
        } catch (const Error& e) {
            return std::string(error_id(e.code()));
        }
        return std::string("none");
    };
    EXPECT_EQ(code("/no/such/file.csv"), "file_not_found");
    EXPECT_EQ(code(std::filesystem::temp_directory_path()), "file_is_directory");
    EXPECT_EQ(code("/dev/null"), "file_unreadable");
}

TEST(CsvFile, OptionsFixWhatWouldBeGuessed) {
    const TemporaryFile file("Date,v\n03/04/2025,\"1,234\"\n05/06/2025,\"2,345\"\n");
    NoProgress progress;
    ReadOptions options;
    options.date_order = "mdy";
    options.decimal = ",";
    const auto csv = CsvFile::open(file.path, options, true, {}, progress);
    EXPECT_TRUE(csv->reading().questions.empty());
    const Table table = csv->rows(std::nullopt);
    EXPECT_EQ(to_iso(table.at("Date").date(0)), "2025-03-04");
    EXPECT_EQ(table.at("v").number(0), 1.234);
}

} // namespace
} // namespace plumbline::ingest
