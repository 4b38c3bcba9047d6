// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_block.h"

#include <cstring>

#include "core/ingest/csv_convert.h"
#include "core/ingest/text_search.h"

namespace plumbline::ingest {

namespace {

/// The usual number without classify(); the same votes. False where classify() must look.
inline bool vote_simple_number(const char* data, size_t size, ColumnVotes& v) {
    int64_t mantissa;
    uint8_t whole, fraction;
    char separator;
    if (!read_simple_number(data, size, mantissa, whole, fraction, separator)) return false;
    size_t s = 0;
    uint8_t digits = whole;
    bool compact_possible = false;
    double point, comma;
    if (separator == 0) {
        if (whole == 8) return false; // may be a day
        point = comma = static_cast<double>(mantissa);
        const int64_t m = mantissa < 0 ? -mantissa : mantissa;
        if (m >= 1000)
            ++v.big_plain;
        else if (m > 0)
            ++v.small_plain;
        if (m >= 1900 && m <= 2100) ++v.years;
    } else {
        const bool negative = data[0] == '-';
        const bool unclear = fraction == 3 && whole <= 3 && data[negative ? 1 : 0] != '0';
        const double scaled = static_cast<double>(mantissa) / static_cast<double>(powers_of_ten[fraction]);
        point = comma = scaled;
        if (unclear) {
            s = static_cast<size_t>(separator == '.' ? Separators::point_unclear : Separators::comma_unclear);
            digits = static_cast<uint8_t>(whole + 3);
            (separator == '.' ? comma : point) = static_cast<double>(mantissa);
            v.groups |= separator == '.' ? group_point : group_comma;
        } else
            s = static_cast<size_t>(separator == '.' ? Separators::point_decimal : Separators::comma_decimal);
        if (digits > v.whole[s]) v.whole[s] = digits;
        if (fraction > v.fraction[s]) v.fraction[s] = fraction;
    }
    if (digits > v.whole[s]) v.whole[s] = digits;
    ++v.numbers[s];
    ++v.cells;
    v.atoms |= (atom_first_separator << s) | (compact_possible ? 0u : atom_not_compact);
    if (mantissa != 0) ++v.bare, v.atoms |= atom_bare;
    v.sum_point += point;
    v.sum_comma += comma;
    return true;
}

} // namespace

BlockScanner::BlockScanner(const RecordParser& parser, const RowRules& rules, const std::vector<bool>& numeric)
    : m_parser(parser), m_rules(rules), m_columns(rules.columns) {
    for (size_t i = 0; i < m_columns.size(); ++i) m_columns[i].numeric = i < numeric.size() && numeric[i];
}

void BlockScanner::take_row(const Record& record, int64_t weight, bool undo, BlockResult& out) {
    const size_t present = record.fields.size();
    for (size_t i = 0; i < m_columns.size(); ++i) {
        Column& column = m_columns[i];
        ColumnVotes& votes = out.votes[i];
        std::string_view text = "";
        if (i < present) {
            const Field& f = record.fields[i];
            if (f.size == column.last_size && column.last != Dictionary::none && !f.escaped &&
                std::memcmp(f.data, column.last_data, f.size) == 0) {
                Dictionary::Entry& e = column.values.entry(column.last);
                e.count += weight;
                votes.atoms |= e.atoms;
                continue;
            }
            if (column.numeric) {
                if (undo) {
                    ColumnVotes ignored;
                    if (vote_simple_number(f.data, f.size, ignored)) continue;
                } else if (vote_simple_number(f.data, f.size, votes))
                    continue;
            }
            text = trim(m_parser.text(f, m_scratch));
            const uint32_t index = column.values.find_or_add(text);
            if (index != Dictionary::none) {
                Dictionary::Entry& e = column.values.entry(index);
                e.count += weight;
                votes.atoms |= e.atoms;
                if (!f.escaped) column.last = index, column.last_data = f.data, column.last_size = f.size;
                continue;
            }
        } else {
            const uint32_t index = column.values.find_or_add(text);
            if (index != Dictionary::none) {
                Dictionary::Entry& e = column.values.entry(index);
                e.count += weight;
                votes.atoms |= e.atoms;
                continue;
            }
        }
        if (!undo) votes.add(classify(text));
    }
}

bool BlockScanner::scan_range(const char* p, const char* stop, const char* end, bool last, bool undo, BlockResult& out) {
    const int64_t weight = undo ? -1 : 1;
    const bool ascii = !m_rules.check_utf8 || is_ascii(p, static_cast<size_t>(end - p));
    const bool valid = ascii || valid_utf8_prefix({p, static_cast<size_t>(end - p)}) == static_cast<size_t>(end - p);
    if (valid && !ascii) ++out.good_utf8;
    std::string reason;
    for (Column& c : m_columns) c.last = Dictionary::none;
    const char* const begin = p;
    bool blank = false;
    while (p < stop) {
        const ParseResult r = m_parser.parse(p, end, last, m_record);
        const bool too_long = r == ParseResult::record && static_cast<uint64_t>(m_record.end - m_record.begin) > max_record_bytes;
        if (r != ParseResult::record || too_long) { // too long: the caller asks for more until it gives up
            out.block.end = out.block.begin + static_cast<uint64_t>(p - begin);
            return r == ParseResult::end;
        }
        const RowFate fate = judge_record(m_record, m_rules, valid, &reason);
        if (p == begin) out.begins_full = fate != RowFate::skip;
        if (blank && fate != RowFate::skip && out.behind_gaps.size() < max_gaps)
            out.behind_gaps.push_back({static_cast<uint64_t>(p - begin), out.block.lines + 1});
        blank = fate == RowFate::skip;
        switch (fate) {
        case RowFate::data:
            take_row(m_record, weight, undo, out);
            ++out.block.rows;
            if (m_record.irregular) ++out.irregular;
            if (!valid && !is_ascii(m_record.begin, static_cast<size_t>(m_record.end - m_record.begin))) ++out.good_utf8;
            break;
        case RowFate::reject:
            ++out.rejected;
            if (!valid && valid_utf8_prefix({m_record.begin, static_cast<size_t>(m_record.end - m_record.begin)}) !=
                              static_cast<size_t>(m_record.end - m_record.begin))
                ++out.bad_utf8;
            if (out.rejects.size() < max_rejects) out.rejects.push_back(reject_of(m_record, out.block.lines + 1, reason));
            break;
        case RowFate::skip: break;
        }
        out.block.lines += m_record.lines;
        p = m_record.next;
    }
    out.block.end = out.block.begin + static_cast<uint64_t>(p - begin);
    out.ends_blank = blank;
    return true;
}

bool BlockScanner::scan(const BlockBuffer& buffer, uint64_t origin, uint64_t start, uint64_t to, bool last, bool undo,
                        BlockResult& out, bool until_end) {
    (void)until_end;
    BlockResult result;
    result.votes.resize(m_columns.size());
    result.block.begin = start;
    const char* const data = buffer.data();
    const bool done = scan_range(data + (start - origin), data + (to - origin), data + buffer.size(), last, undo, result);
    if (undo) return done || until_end;
    for (const ColumnVotes& v : result.votes) result.block.atoms.push_back(v.atoms);
    out = std::move(result);
    return done;
}

void BlockScanner::scan_text(std::string_view text, bool last, BlockResult& out) {
    out.votes.resize(m_columns.size());
    scan_range(text.data(), text.data() + text.size(), text.data() + text.size(), last, false, out);
}

void BlockScanner::finish(std::vector<ColumnVotes>& votes, std::vector<Dictionary>& dictionaries) {
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const Dictionary& d = m_columns[i].values;
        for (uint32_t k = 0; k < d.size(); ++k)
            if (d.entry(k).count > 0) votes[i].add(d.cell(k), d.entry(k).count);
        dictionaries[i].merge(d);
        m_columns[i].values.clear();
    }
}

std::optional<size_t> guess_start(const RecordParser& parser, std::string_view text, bool last) {
    constexpr int tries = 200, needed = 5;
    const char* const end = text.data() + text.size();
    const bool quotes = parser.format().quote != 0 && std::memchr(text.data(), parser.format().quote, text.size()) != nullptr;
    const char* p = text.data();
    Record record;
    for (int i = 0; i < tries; ++i) {
        p = parser.find_newline(p, end);
        if (p >= end) return std::nullopt;
        p = parser.skip_newline(p, end);
        if (!quotes) return static_cast<size_t>(p - text.data());
        const char* q = p;
        int good = 0;
        while (good < needed && parser.parse(q, end, last, record) == ParseResult::record && !record.irregular &&
               record.fields.size() == parser.expected())
            ++good, q = record.next;
        if (good == needed || (last && q == end && good > 0)) return static_cast<size_t>(p - text.data());
    }
    return std::nullopt;
}

std::optional<uint64_t> guess_start(const RecordParser& parser, const BlockBuffer& buffer, uint64_t origin, bool last) {
    const auto at = guess_start(parser, std::string_view(buffer.data(), buffer.size()), last);
    return at ? std::optional<uint64_t>(origin + *at) : std::nullopt;
}

} // namespace plumbline::ingest
