// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/ingest/csv_source.h"
#include "core/ingest/facts_builder.h"
#include "core/ingest/reading.h"
#include "core/table/table.h"

namespace plumbline::ingest {

/// A file of any kind, read far enough to know its columns. Workbooks and JSON are turned into plain CSV inside `work` first, so
/// that types, totals, dates and rejects are decided by one piece of code.
class OpenedFile {
public:
    virtual ~OpenedFile() = default;
    /// Columns carry fields; roles are added by the caller.
    virtual FileReading& reading() = 0;
    /// Typed values of the first rows; all of them where `most` is not given.
    virtual Table rows(std::optional<size_t> most) = 0;
    /// The first rows, the same ones for a preview and an import: what roles are inferred from.
    virtual Table sample(size_t most) = 0;
    /// Sets aside every row without a value in this column of dates: no period would hold it, and so no number.
    virtual void require(const std::string& field) = 0;
    /// Loads every row under the field names of reading().
    virtual void load(FactsBuilder& builder, const std::string& table) = 0;
    /// After load(): words that stood where numbers should.
    virtual std::vector<MarkedCell> marked() const { return {}; }
    /// Sheets of a workbook, paths of arrays in JSON.
    const std::vector<std::string>& parts() const { return m_parts; }
    /// Tables inside the one opened that are datasets of their own (JSON).
    const std::vector<std::string>& children() const { return m_children; }

protected:
    friend std::unique_ptr<OpenedFile> open_file(const std::filesystem::path&, const ReadOptions&, bool,
                                                 const std::filesystem::path&, Progress&, std::stop_token);
    std::vector<std::string> m_parts, m_children;
};

/// whole: look at every byte (an import); else a sample of a large file will do (a preview).
std::unique_ptr<OpenedFile> open_file(const std::filesystem::path& file, const ReadOptions& options, bool whole,
                                      const std::filesystem::path& work, Progress& progress, std::stop_token stop);

} // namespace plumbline::ingest
