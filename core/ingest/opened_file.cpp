// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/opened_file.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/ingest/csv_read.h"
#include "core/ingest/json.h"
#include "core/ingest/kind.h"
#include "core/ingest/parquet.h"
#include "core/ingest/xlsx.h"

namespace plumbline::ingest {

namespace fs = std::filesystem;

namespace {

class OpenedCsv final : public OpenedFile {
public:
    OpenedCsv(std::unique_ptr<CsvFile> csv, std::stop_token stop) : m_csv(std::move(csv)), m_stop(stop) {}
    FileReading& reading() override { return m_csv->reading(); }
    Table rows(std::optional<size_t> most) override { return m_csv->rows(most, m_stop); }
    Table sample(size_t most) override { return m_csv->sample(most, m_stop); }
    void require(const std::string& field) override { m_csv->require(field, m_stop); }
    void load(FactsBuilder& builder, const std::string& table) override {
        const auto source = m_csv->source(m_stop);
        builder.load(*source, table);
        m_marked = source->marked();
        m_csv->check_unchanged();
    }
    std::vector<MarkedCell> marked() const override { return m_marked; }

private:
    std::vector<MarkedCell> m_marked;
    std::unique_ptr<CsvFile> m_csv;
    std::stop_token m_stop;
};

class OpenedParquet final : public OpenedFile {
public:
    OpenedParquet(const fs::path& file, const fs::path& work) : m_parquet(file, "384MB", work) {}
    FileReading& reading() override { return m_parquet.reading(); }
    Table rows(std::optional<size_t> most) override {
        return m_parquet.rows(most.value_or(static_cast<size_t>(m_parquet.reading().rows)));
    }
    Table sample(size_t most) override { return m_parquet.rows(most); }
    void require(const std::string& field) override { m_parquet.require(field); }
    void load(FactsBuilder& builder, const std::string& table) override {
        // The facts are locked down and may not touch the file; a copy in canonical types stands in staging.
        const fs::path copy = builder.folder() / "source.parquet";
        m_parquet.write_copy(copy);
        builder.load_select("SELECT * FROM read_parquet(" + duck::quote_text(copy.string()) + ")", table);
        std::error_code ignored;
        fs::remove(copy, ignored);
    }

private:
    ParquetFile m_parquet;
};

/// How the CSV that a workbook or JSON was turned into is written: nothing is left to guess but types, header and totals.
ReadOptions written_by_us(ReadOptions options) {
    options.encoding = "utf-8";
    options.delimiter = ",";
    options.quote = "\"";
    options.escape = "\"";
    options.decimal = options.decimal.value_or(".");
    return options;
}

} // namespace

std::unique_ptr<OpenedFile> open_file(const fs::path& file, const ReadOptions& options, bool whole, const fs::path& work,
                                      Progress& progress, std::stop_token stop) {
    const FileKind kind = detect_kind(file);
    if (options.sheet && kind != FileKind::xlsx && kind != FileKind::json && kind != FileKind::ndjson)
        throw Error(ErrorCode::usage,
                    {{"detail", file.filename().string() + " has no sheets; --sheet is for workbooks and JSON."}});
    if (kind == FileKind::parquet || kind == FileKind::parquet_folder) return std::make_unique<OpenedParquet>(file, work);
    if (kind == FileKind::csv)
        return std::make_unique<OpenedCsv>(CsvFile::open(file, options, whole, work, progress, stop), stop);

    std::vector<std::string> parts, children, warnings;
    std::vector<Reject> rejects;
    int64_t rejected = 0;
    fs::path csv = work / "table.csv";
    ReadOptions plain = written_by_us(options);
    std::vector<std::string> currencies;
    progress.step(-1, "convert");
    if (kind == FileKind::xlsx) {
        const XlsxResult result = xlsx_to_csv(file, options.sheet.value_or(""), csv, {}, progress, stop);
        for (const XlsxSheet& s : result.sheets)
            if (!s.hidden) parts.push_back(s.name);
        warnings = result.warnings;
        currencies = result.currencies;
    } else {
        const JsonResult result = json_to_csv(file, options.sheet.value_or(""), work, {}, progress, stop);
        csv = result.tables.front().file;
        for (const JsonTable& t : result.tables) {
            parts.push_back(t.path);
            // Only direct children: theirs are found when they are read.
            if (t.child && t.parent == result.tables.front().path) children.push_back(t.path);
        }
        warnings = result.warnings;
        rejects = result.rejects;
        rejected = result.rejected_rows;
        plain.header_rows = 1;
        plain.skip_head = 0;
        plain.skip_tail = 0;
    }
    auto table = CsvFile::open(csv, plain, true, work, progress, stop);
    FileReading& reading = table->reading();
    reading.warnings.insert(reading.warnings.begin(), warnings.begin(), warnings.end());
    reading.rejects.insert(reading.rejects.begin(), rejects.begin(), rejects.end());
    reading.rejected_rows += rejected;
    reading.dialect.encoding = std::string(file_kind_id(kind));
    for (size_t c = 0; c < currencies.size() && c < reading.columns.size(); ++c)
        if (reading.columns[c].unit.empty()) reading.columns[c].unit = currencies[c];
    auto opened = std::make_unique<OpenedCsv>(std::move(table), stop);
    opened->m_parts = std::move(parts);
    opened->m_children = std::move(children);
    return opened;
}

} // namespace plumbline::ingest
