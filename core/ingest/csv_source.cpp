// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_source.h"

#include <algorithm>
#include <cctype>
#include <cstring>

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/ingest/text_search.h"

namespace plumbline::ingest {

void RowCursor::start(const ScanBlock& block) {
    const auto size = static_cast<size_t>(block.end - block.begin);
    if (m_buffer.load(*m_plan->text, block.begin, size) != size)
        throw Error(ErrorCode::file_changed_while_read, {{"file", m_plan->text->file().name()}});
    m_at = m_buffer.data();
    m_end = m_at + size;
    m_valid = !m_plan->rules.check_utf8 || is_ascii(m_at, size) || valid_utf8_prefix({m_at, size}) == size;
    m_next_line = block.line;
}

const Record* RowCursor::next() {
    while (m_at < m_end) {
        if (m_parser.parse(m_at, m_end, true, m_record) != ParseResult::record) break;
        m_at = m_record.next;
        m_line = m_next_line;
        m_next_line += m_record.lines;
        if (judge_record(m_record, m_plan->rules, m_valid, nullptr) == RowFate::data) return &m_record;
    }
    return nullptr;
}

duck::PhysicalType physical_type(const ColumnPlan& plan) {
    using duck::PhysicalType;
    switch (plan.type) {
    case FieldType::text: return plan.enumerated && !plan.members.empty() ? PhysicalType::enumeration : PhysicalType::varchar;
    case FieldType::integer: return PhysicalType::int64;
    case FieldType::decimal:
    case FieldType::percent: return plan.scale < 0 ? PhysicalType::real : PhysicalType::decimal;
    case FieldType::date: return PhysicalType::date;
    case FieldType::timestamp:
    case FieldType::timestamptz: return PhysicalType::timestamp;
    case FieldType::boolean: return PhysicalType::boolean;
    case FieldType::null: return PhysicalType::varchar;
    }
    return PhysicalType::varchar;
}

/// Text to enumeration code: open addressing over the sorted members.
struct CsvSource::MemberIndex {
    explicit MemberIndex(const std::vector<std::string>& all) : members(all) {
        size_t size = 16;
        while (size < all.size() * 3) size *= 2;
        slots.assign(size, UINT32_MAX);
        for (uint32_t i = 0; i < all.size(); ++i) {
            size_t at = std::hash<std::string_view>{}(all[i]) & (size - 1);
            while (slots[at] != UINT32_MAX) at = (at + 1) & (size - 1);
            slots[at] = i;
        }
    }
    uint32_t find(std::string_view text) const {
        size_t at = std::hash<std::string_view>{}(text) & (slots.size() - 1);
        while (slots[at] != UINT32_MAX) {
            if (members[slots[at]] == text) return slots[at];
            at = (at + 1) & (slots.size() - 1);
        }
        return UINT32_MAX;
    }
    const std::vector<std::string>& members;
    std::vector<uint32_t> slots;
};

class CsvSource::Reader : public duck::RowReader {
public:
    Reader(CsvSource& source, const std::vector<size_t>& wanted)
        : m_source(source), m_cursor(source.m_plan), m_states(source.m_plan->columns.size()) {
        const CsvPlan& plan = *source.m_plan;
        for (size_t i = 0; i < plan.columns.size(); ++i) {
            State& s = m_states[i];
            s.type = physical_type(plan.columns[i]);
            s.width = plan.columns[i].members.size() <= 256 ? 1 : plan.columns[i].members.size() <= 65536 ? 2 : 4;
            for (size_t k = 0; k < wanted.size(); ++k)
                if (wanted[k] == i) s.target = k;
        }
    }

    size_t read(std::span<duck::ColumnWriter* const> columns) override {
        throw_if_stopped(m_source.m_stop);
        const CsvPlan& plan = *m_source.m_plan;
        for (State& s : m_states) s.data = s.target != npos ? columns[s.target]->data() : nullptr;
        size_t rows = 0;
        while (rows < capacity) {
            if (!m_open && !open_block()) break;
            const Record* record = m_cursor.next();
            if (!record) {
                m_open = false;
                continue;
            }
            bool good = true;
            for (size_t i = 0; i < m_states.size() && good; ++i) {
                State& s = m_states[i];
                // A column that is not asked for still decides whether its row is set aside.
                if (s.target == npos && (m_atoms[i] & plan.columns[i].bad_atoms) == 0) continue;
                good = put(plan.columns[i], *record, i, s, s.target == npos ? nullptr : columns[s.target], rows);
            }
            // A row that is set aside leaves no missing values behind.
            if (good)
                for (const Null& n : m_nulls) n.writer->set_null(n.row);
            if (good && !m_words.empty()) mark(*record);
            m_words.clear();
            m_nulls.clear();
            if (good) ++rows;
        }
        m_source.m_rows += static_cast<int64_t>(rows);
        return rows;
    }

private:
    static constexpr size_t npos = SIZE_MAX;
    struct State {
        duck::PhysicalType type = duck::PhysicalType::varchar;
        size_t target = npos;
        size_t width = 1;
        void* data = nullptr;
        // The cell before it, which is often the same.
        const char* last_data = nullptr;
        uint32_t last_size = 0;
        bool last_known = false;
        Converted last_outcome = Converted::null;
        int64_t last_value = 0;
    };

    bool open_block() {
        const CsvPlan& plan = *m_source.m_plan;
        const size_t i = m_source.m_next_block++;
        if (i >= plan.blocks.size()) return false;
        throw_if_stopped(m_source.m_stop);
        m_cursor.start(plan.blocks[i]);
        m_atoms.clear();
        for (const ColumnPlan& c : plan.columns) m_atoms.push_back(plan.blocks[i].atoms[c.field]);
        for (State& s : m_states) s.last_known = false;
        return m_open = true;
    }

    bool put(const ColumnPlan& plan, const Record& record, size_t index, State& s, duck::ColumnWriter* writer, size_t row) {
        TypedValue value;
        Converted outcome;
        const Field* f = plan.field < record.fields.size() ? &record.fields[plan.field] : nullptr;
        const bool remembers = s.type == duck::PhysicalType::enumeration || s.type == duck::PhysicalType::date ||
                               s.type == duck::PhysicalType::timestamp;
        if (remembers && f && s.last_known && f->size == s.last_size && std::memcmp(f->data, s.last_data, f->size) == 0) {
            outcome = s.last_outcome;
            value.whole = s.last_value;
        } else {
            const std::string_view text = f ? m_cursor.cell(record, plan.field, m_scratch) : std::string_view("");
            outcome = convert(plan, text, value);
            if (s.type == duck::PhysicalType::enumeration && outcome == Converted::value) {
                const uint32_t code = m_source.m_members[index]->find(value.text);
                if (code == UINT32_MAX)
                    throw Error(ErrorCode::file_changed_while_read, {{"file", m_source.m_plan->text->file().name()}});
                value.whole = code;
            }
            if (remembers && f && !f->escaped) {
                s.last_known = true;
                s.last_data = f->data, s.last_size = f->size;
                s.last_outcome = outcome, s.last_value = value.whole;
            }
        }
        if (outcome == Converted::bad) return false;
        if (!writer) return true;
        if (outcome == Converted::null) {
            m_nulls.push_back({writer, row});
            if (f && f->size > 0 && plan.type != FieldType::text && !m_source.m_marked_full) m_words.push_back(index);
            return true;
        }
        switch (s.type) {
        case duck::PhysicalType::boolean: static_cast<uint8_t*>(s.data)[row] = value.whole != 0; break;
        case duck::PhysicalType::int32:
        case duck::PhysicalType::date: static_cast<int32_t*>(s.data)[row] = static_cast<int32_t>(value.whole); break;
        case duck::PhysicalType::int64:
        case duck::PhysicalType::timestamp:
        case duck::PhysicalType::decimal: static_cast<int64_t*>(s.data)[row] = value.whole; break;
        case duck::PhysicalType::real: static_cast<double*>(s.data)[row] = value.real; break;
        case duck::PhysicalType::enumeration:
            if (s.width == 1)
                static_cast<uint8_t*>(s.data)[row] = static_cast<uint8_t>(value.whole);
            else if (s.width == 2)
                static_cast<uint16_t*>(s.data)[row] = static_cast<uint16_t>(value.whole);
            else
                static_cast<uint32_t*>(s.data)[row] = static_cast<uint32_t>(value.whole);
            break;
        case duck::PhysicalType::varchar: writer->set_text(row, value.text); break;
        }
        return true;
    }

    /// Remembers the words that stand where numbers should.
    void mark(const Record& record) {
        const CsvPlan& plan = *m_source.m_plan;
        for (const size_t index : m_words) {
            MarkedCell cell;
            cell.text = trim(m_cursor.cell(record, plan.columns[index].field, m_scratch));
            if (std::ranges::none_of(cell.text, [](unsigned char c) { return std::isalnum(c) != 0 || c == '#'; })) continue;
            cell.line = m_cursor.line();
            cell.field = m_source.m_names[index];
            for (size_t i = 0; i < plan.columns.size(); ++i) {
                const ColumnPlan& c = plan.columns[i];
                if (c.type != FieldType::text && c.type != FieldType::date) continue;
                TypedValue value;
                if (convert(c, m_cursor.cell(record, c.field, m_scratch), value) != Converted::value) continue;
                cell.row.emplace_back(m_source.m_names[i], c.type == FieldType::date
                                                               ? to_iso(Date{static_cast<int32_t>(value.whole)})
                                                               : std::string(value.text));
            }
            const std::lock_guard lock(m_source.m_marked_mutex);
            if (m_source.m_marked.size() < most_marked_cells)
                m_source.m_marked.push_back(std::move(cell));
            else
                m_source.m_marked_full = true;
        }
    }

    struct Null {
        duck::ColumnWriter* writer;
        size_t row;
    };
    CsvSource& m_source;
    RowCursor m_cursor;
    std::vector<State> m_states;
    std::vector<uint32_t> m_atoms; ///< of the open block, by column
    std::vector<Null> m_nulls;
    std::vector<size_t> m_words; ///< columns of the row that is read where a word became missing
    std::string m_scratch;
    bool m_open = false;
};

CsvSource::CsvSource(std::shared_ptr<const CsvPlan> plan, std::vector<std::string> names, std::stop_token stop)
    : m_plan(std::move(plan)), m_names(std::move(names)), m_stop(std::move(stop)) {
    for (const ColumnPlan& c : m_plan->columns)
        m_members.push_back(physical_type(c) == duck::PhysicalType::enumeration ? std::make_shared<const MemberIndex>(c.members)
                                                                                : nullptr);
}

CsvSource::~CsvSource() = default;

std::vector<MarkedCell> CsvSource::marked() const {
    const std::lock_guard lock(m_marked_mutex);
    std::vector<MarkedCell> out = m_marked;
    std::ranges::stable_sort(out, {}, &MarkedCell::line); // threads fill it in any order
    return out;
}

std::vector<duck::PhysicalColumn> CsvSource::columns() const {
    std::vector<duck::PhysicalColumn> out;
    for (size_t i = 0; i < m_plan->columns.size(); ++i) {
        const ColumnPlan& c = m_plan->columns[i];
        duck::PhysicalColumn p{m_names[i], physical_type(c), 0, {}};
        if (p.type == duck::PhysicalType::decimal) p.scale = c.scale;
        if (p.type == duck::PhysicalType::enumeration) p.members = c.members;
        out.push_back(std::move(p));
    }
    return out;
}

std::unique_ptr<duck::RowReader> CsvSource::open(const std::vector<size_t>& wanted) {
    return std::make_unique<Reader>(*this, wanted);
}

} // namespace plumbline::ingest
