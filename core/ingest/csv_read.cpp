// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_read.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

#include "core/base/error.h"
#include "core/ingest/csv_decide.h"
#include "core/ingest/csv_dialect.h"
#include "core/ingest/csv_sniff.h"
#include "core/ingest/csv_structure.h"
#include "core/ingest/roles.h"

namespace plumbline::ingest {

namespace {

constexpr uint32_t missing_atoms = atom_missing | atom_soft_missing;

bool is_missing(std::string_view cell) { return missing_kind(cell) != CellKind::text; }

/// The scan told which columns are numbers; totals that only sums can tell are held against them now. True where the frame
/// changed.
bool settle_totals(Frame& frame, const std::vector<ColumnPlan>& columns, const std::vector<ColumnVotes>& votes, bool sums_known) {
    const auto is_sum = [&](const EdgeRow& row) {
        if (!sums_known) return true;
        size_t equal = 0;
        for (const ColumnPlan& c : columns) {
            if (c.type != FieldType::integer && c.type != FieldType::decimal) continue;
            if (c.field >= row.cells.size()) continue;
            const Cell cell = classify(row.cells[c.field]);
            if (cell.kind != CellKind::number || !fits_decimal(cell, c.decimal)) continue;
            const double sum = c.decimal == '.' ? votes[c.field].sum_point : votes[c.field].sum_comma;
            const double value = number_value(cell, c.decimal);
            if (value != 0 &&
                std::fabs(value - sum) <= 1e-6 * std::fabs(sum) + 0.0051 * std::sqrt(static_cast<double>(votes[c.field].cells)))
                ++equal;
        }
        return equal > 0;
    };
    bool changed = false;
    for (size_t i = 0; i < frame.totals_on_top.size(); ++i) {
        LeftOut& t = frame.totals_on_top[i];
        if (!t.needs_sums || is_sum(t.row)) continue;
        frame.warnings.push_back("Line " + std::to_string(t.row.line) +
                                 " looks like a total, but its numbers are not the sums of the other rows; it was kept.");
        frame.data_begin = t.row.begin;
        frame.data_line = t.row.line;
        frame.totals_on_top.resize(i);
        changed = true;
    }
    for (size_t i = frame.rows_below.size(); i-- > 0;) {
        LeftOut& t = frame.rows_below[i];
        if (!t.needs_sums || is_sum(t.row)) continue;
        frame.warnings.push_back("The last row looks like a total (" + t.row.cells.front() +
                                 "), but its numbers are not the sums of the other rows; it was kept.");
        frame.data_end = t.row.next;
        frame.skipped_tail -= static_cast<int64_t>(i + 1);
        frame.rows_below.erase(frame.rows_below.begin(), frame.rows_below.begin() + static_cast<long>(i) + 1);
        changed = true;
        break;
    }
    return changed;
}

/// Rows whose cells do not fit the type of their column, from the blocks that can hold such cells. `only`: of the rows that are
/// good otherwise, those that lack a value in this column.
void set_aside_misfits(const std::shared_ptr<const CsvPlan>& plan, const ColumnPlan* only, FileReading& reading,
                       std::vector<Reject>& rejects, const std::stop_token& stop) {
    RowCursor cursor(plan);
    std::string scratch;
    TypedValue ignored;
    for (const ScanBlock& block : plan->blocks) {
        std::vector<const ColumnPlan*> suspects;
        for (const ColumnPlan& c : plan->columns)
            if (&c != only && block.atoms[c.field] & c.bad_atoms) suspects.push_back(&c);
        if (only ? (block.atoms[only->field] & missing_atoms) == 0 : suspects.empty()) continue;
        throw_if_stopped(stop);
        cursor.start(block);
        while (const Record* record = cursor.next()) {
            const auto spoils = [&](const ColumnPlan* c) {
                return convert(*c, cursor.cell(*record, c->field, scratch), ignored) == Converted::bad;
            };
            const auto first = std::ranges::find_if(suspects, spoils);
            const ColumnPlan* bad = first == suspects.end() ? nullptr : *first;
            if (only) {
                if (bad || !is_missing(trim(cursor.cell(*record, only->field, scratch)))) continue;
                bad = only;
            }
            if (!bad) continue;
            ++reading.rejected_rows;
            --reading.rows;
            if (rejects.size() < max_rejects)
                rejects.push_back(reject_of(*record, cursor.line(), bad_reason(*bad, cursor.cell(*record, bad->field, scratch))));
        }
    }
}

void describe_left_out(const Frame& frame, FileReading& reading) {
    const auto text = [](const EdgeRow& row) {
        std::string out;
        for (const std::string& c : row.cells)
            if (!trim(c).empty()) out += (out.empty() ? "" : " · ") + std::string(trim(c));
        return out.size() > 80 ? repaired_utf8(std::string_view(out).substr(0, 80)) + "…" : out;
    };
    for (const LeftOut& t : frame.totals_on_top)
        reading.warnings.push_back("Line " + std::to_string(t.row.line) + " holds totals (" + text(t.row) +
                                   ") and was left out.");
    for (const LeftOut& t : frame.rows_below)
        reading.warnings.push_back((t.row.line > 0 ? "Line " + std::to_string(t.row.line) : std::string("A row at the end")) +
                                   (t.reason == LeftOutReason::note ? " is a remark (" : " holds totals (") + text(t.row) +
                                   ") and was left out.");
}

void fill_reading(const Sniffed& sniffed, const Decisions& decided, const CsvPlan& plan, FileReading& reading) {
    Dialect& d = reading.dialect;
    d = sniffed.dialect;
    d.decimal = decided.decimal == 0 ? "" : std::string(1, decided.decimal);
    d.thousands = decided.thousands;
    d.date_format = decided.date_format;
    d.skipped_head = sniffed.frame.skipped_head;
    d.skipped_tail = sniffed.frame.skipped_tail;
    d.header_rows = sniffed.frame.header_rows;
    std::set<std::string> taken;
    for (const ColumnPlan& c : plan.columns) {
        DatasetColumn column;
        column.name = c.name;
        column.field = field_name(c.name, taken);
        taken.insert(column.field);
        column.type = c.type;
        column.scale = c.scale;
        column.unit = c.unit;
        column.reason = c.reason;
        reading.columns.push_back(std::move(column));
    }
    for (const std::string& w : sniffed.frame.warnings) reading.warnings.push_back(w);
    for (const std::string& w : decided.warnings) reading.warnings.push_back(w);
    describe_left_out(sniffed.frame, reading);
    reading.questions = decided.questions;
    for (const Question& q : reading.questions) reading.warnings.push_back(q.text);
}

} // namespace

std::unique_ptr<CsvFile> CsvFile::open(const std::filesystem::path& path, const ReadOptions& options, bool whole,
                                       const std::filesystem::path& work, Progress& progress, std::stop_token stop) {
    auto out = std::make_unique<CsvFile>();
    Sniffed sniffed = sniff(path, options);
    const bool all = whole || sniffed.file->size() <= whole_sample_bytes;
    auto plan = std::make_shared<CsvPlan>();
    plan->format = sniffed.format;
    plan->rules = {sniffed.frame.columns, sniffed.frame.pads_short_rows, sniffed.frame.header_line, is_utf8(sniffed.encoding.id)};
    Frame& frame = sniffed.frame;
    ScanResult scan;
    Decisions decided;
    if (all) {
        plan->text = TextBytes::open(sniffed.file, sniffed.encoding, work, progress, stop);
        if (sniffed.tail_estimated) fix_frame_end(sniffed, *plan->text, options);
        for (int round = 0; round < 3; ++round) {
            scan = scan_text(*plan->text, plan->format, frame, plan->rules, sniffed.numeric, progress, stop);
            // The samples were ASCII, but the letters further down are no UTF-8: it is the usual single-byte encoding.
            if (scan.bad_utf8 > 5 * scan.good_utf8 && !options.encoding && !sniffed.encoding.any_high_bytes) {
                ReadOptions again = options;
                again.encoding = "windows-1252";
                return open(path, again, whole, work, progress, stop);
            }
            if (round == 0 && !sniffed.sample.tail.empty() &&
                cut_second_table(sniffed, *plan->text, scan.behind_gaps, scan.lines, options))
                continue;
            decided = decide(frame, scan.votes, scan.dictionaries, sniffed.dialect.delimiter, options);
            if (!settle_totals(frame, decided.columns, scan.votes, true)) break;
        }
        plan->blocks = std::move(scan.blocks);
    } else {
        scan = scan_sample(sniffed.sample, plan->format, frame, plan->rules, sniffed.numeric);
        decided = decide(frame, scan.votes, scan.dictionaries, sniffed.dialect.delimiter, options);
        settle_totals(frame, decided.columns, scan.votes, false);
        // The preview reads the beginning only.
        plan->text =
            is_utf8(sniffed.encoding.id) ? TextBytes::open(sniffed.file, sniffed.encoding, work, progress, stop) : nullptr;
        if (!plan->text) plan->text = TextBytes::of_text(sniffed.file, sniffed.sample.head);
    }
    ScanBlock& head = out->m_head;
    head.begin = frame.data_begin;
    head.end = std::max<uint64_t>(head.begin, std::min<uint64_t>(frame.data_end, sniffed.sample.head.size()));
    if (head.end < frame.data_end)
        while (head.end > head.begin &&
               sniffed.sample.head[static_cast<size_t>(head.end - 1)] != (plan->format.lf_ends ? '\n' : '\r'))
            --head.end;
    head.line = frame.data_line;
    head.atoms.assign(frame.columns, ~0u);
    if (!all) plan->blocks.push_back(head);
    plan->columns = std::move(decided.columns);
    FileReading& reading = out->m_reading;
    fill_reading(sniffed, decided, *plan, reading);
    reading.whole = all;
    reading.rejected_rows = scan.rejected;
    reading.rows = scan.rows;
    out->m_plan = plan;
    if (all) {
        std::vector<Reject> misfits;
        set_aside_misfits(plan, nullptr, reading, misfits, stop);
        std::ranges::merge(scan.rejects, misfits, std::back_inserter(reading.rejects), {}, &Reject::line, &Reject::line);
        if (reading.rejects.size() > max_rejects) reading.rejects.resize(max_rejects);
    } else {
        reading.rejects = std::move(scan.rejects);
        // Scaled up from the pieces that were looked at.
        double looked = static_cast<double>(sniffed.sample.head.size());
        for (const std::string& m : sniffed.sample.middle) looked += static_cast<double>(m.size());
        reading.rows =
            static_cast<int64_t>(static_cast<double>(scan.rows) * static_cast<double>(sniffed.sample.text_size) / looked);
    }
    if (scan.irregular > 0)
        reading.warnings.push_back(std::to_string(scan.irregular) +
                                   " rows have quotes where none belong; they were read as part of the text.");
    sniffed.file->check_unchanged();
    return out;
}

void CsvFile::require(const std::string& field, std::stop_token stop) {
    const auto at = std::ranges::find(m_reading.columns, field, &DatasetColumn::field);
    if (at == m_reading.columns.end()) return;
    ColumnPlan& column = m_plan->columns[static_cast<size_t>(at - m_reading.columns.begin())];
    if (column.required) return;
    column.required = true;
    column.bad_atoms |= missing_atoms;
    if (!m_reading.whole) return;
    std::vector<Reject> found;
    set_aside_misfits(m_plan, &column, m_reading, found, stop);
    m_reading.rejects.insert(m_reading.rejects.end(), found.begin(), found.end());
    std::ranges::stable_sort(m_reading.rejects, {}, &Reject::line);
    if (m_reading.rejects.size() > max_rejects) m_reading.rejects.resize(max_rejects);
}

std::unique_ptr<CsvSource> CsvFile::source(std::stop_token stop) const {
    std::vector<std::string> names;
    for (const DatasetColumn& c : m_reading.columns) names.push_back(c.field);
    return std::make_unique<CsvSource>(m_plan, names, std::move(stop));
}

void CsvFile::check_unchanged() const { m_plan->text->file().check_unchanged(); }

} // namespace plumbline::ingest
