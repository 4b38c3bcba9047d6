// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "core/base/progress.h"
#include "core/metrics/cube.h"
#include "core/store/duck.h"

namespace plumbline::metrics {

/// Reads the roll-up in slices of days, so that the copy on the way stays small, and puts each row where its day belongs.
class CubeLoader {
public:
    CubeLoader(const DatasetInfo& dataset, Engine& engine, std::stop_token stop)
        : m_dataset(dataset), m_engine(engine), m_stop(std::move(stop)),
          m_from(" FROM " + duck::quote_name(dataset.rollup_table)), m_date(dataset.by_role("date")) {}

    std::shared_ptr<const Cube> load() {
        if (m_dataset.rollup_table.empty() || !m_date || !read_days()) return nullptr;
        m_cube->m_fingerprint = m_dataset.fingerprint;
        for (const std::string& field : m_dataset.rollup_fields)
            if (const DatasetColumn* c = m_dataset.by_field(field)) add_dimension(*c);
        for (const DatasetColumn& c : m_dataset.columns)
            if (is_measure_role(c.role)) add_measure(c);
        m_next.assign(m_cube->m_first_row.begin(), m_cube->m_first_row.end() - 1);
        for (const DateRange& slice : slices())
            if (!read_slice(slice)) return nullptr;
        for (size_t d = 0; d < m_dimensions.size(); ++d) store(m_cube->m_dimensions[d], m_dimensions[d].codes);
        for (size_t m = 0; m < m_measures.size(); ++m)
            if (!store(m_cube->m_values[m], m_measures[m])) return nullptr;
        return m_cube;
    }

private:
    struct DimensionReader {
        bool is_enum = false; ///< read by number, without a text a row
        std::vector<uint32_t> code_of_member;
        std::unordered_map<std::string, uint32_t> code_of_word;
        std::vector<uint32_t> codes;
    };
    struct MeasureReader {
        std::vector<int64_t> exact;
        std::vector<double> real;
        std::vector<uint8_t> present;
        bool any_missing = false;
    };

    Table ask(const std::string& sql) { return m_engine.query(sql, {}, m_stop); }

    /// How many rows each day has; false where the roll-up is empty or too long.
    bool read_days() {
        const std::string day = duck::quote_name(m_date->field);
        const Table extent = ask("SELECT min(" + day + "), max(" + day + "), count(" + day + ")" + m_from);
        if (extent.column(0).is_null(0)) return false;
        const int64_t rows = extent.column(2).integer(0);
        const DateRange days{extent.column(0).date(0), extent.column(1).date(0)};
        constexpr int longest_span = 4'000'000; // year 0 to 9999
        if (rows > Cube::most_rows || days.to.days - days.from.days > longest_span) return false;
        m_cube->m_rows = static_cast<size_t>(rows);
        m_cube->m_first_day = days.from;
        auto& first = m_cube->m_first_row;
        first.assign(static_cast<size_t>(days.days()) + 1, 0);
        const Table counts = ask("SELECT " + day + ", count(*)" + m_from + " WHERE " + day + " IS NOT NULL GROUP BY 1");
        for (size_t r = 0; r < counts.rows(); ++r)
            first[static_cast<size_t>(counts.column(0).date(r) - days.from) + 1] =
                static_cast<uint32_t>(counts.column(1).integer(r));
        for (size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
        return true;
    }

    void add_dimension(const DatasetColumn& column) {
        const std::string name = duck::quote_name(column.field), text = "CAST(" + name + " AS VARCHAR)";
        DimensionReader reader;
        const Table type = ask("SELECT starts_with(typeof(" + name + "), 'ENUM')" + m_from + " LIMIT 1");
        reader.is_enum = type.rows() == 1 && type.column(0).boolean(0);
        // Distinct by number, then named: a third of the time of distinct texts.
        const Table members = ask("SELECT " + text + (reader.is_enum ? ", enum_code(" + name + ")" : ", 0") +
                                  " FROM (SELECT DISTINCT " + name + m_from + " WHERE " + name + " IS NOT NULL)");
        std::vector<std::string> words;
        for (size_t r = 0; r < members.rows(); ++r) words.push_back(members.column(0).text(r));
        std::ranges::sort(words);
        for (size_t i = 0; i < words.size(); ++i) reader.code_of_word[words[i]] = static_cast<uint32_t>(i);
        for (size_t r = 0; reader.is_enum && r < members.rows(); ++r) {
            const auto member = static_cast<size_t>(members.column(1).integer(r));
            if (reader.code_of_member.size() <= member) reader.code_of_member.resize(member + 1);
            reader.code_of_member[member] = reader.code_of_word[members.column(0).text(r)];
        }
        reader.codes.resize(m_cube->m_rows);
        m_select += ", " + (reader.is_enum ? "enum_code(" + name + ")" : text);
        m_dimensions.push_back(std::move(reader));
        m_cube->m_dimensions.push_back({column.field, std::make_shared<const std::vector<std::string>>(std::move(words)), {}});
    }

    void add_measure(const DatasetColumn& column) {
        Cube::Values values;
        values.measure.field = column.field;
        MeasureReader reader;
        if (column.type == FieldType::integer || (column.type == FieldType::decimal && column.scale >= 0)) {
            values.measure.kind = column.type == FieldType::integer ? SumKind::integer : SumKind::decimal;
            values.measure.scale = column.type == FieldType::integer ? 0 : column.scale;
            reader.exact.resize(m_cube->m_rows);
        } else {
            values.measure.kind = SumKind::real;
            reader.real.resize(m_cube->m_rows);
        }
        reader.present.assign(m_cube->m_rows, 1);
        m_select += ", " + duck::quote_name(column.field);
        m_measures.push_back(std::move(reader));
        m_cube->m_values.push_back(std::move(values));
    }

    /// Ranges of days with about as many rows each.
    std::vector<DateRange> slices() const {
        constexpr uint32_t rows_a_slice = 65'536;
        const auto& first = m_cube->m_first_row;
        std::vector<DateRange> out;
        size_t begin = 0;
        for (size_t day = 1; day < first.size(); ++day)
            if (first[day] - first[begin] >= rows_a_slice || day + 1 == first.size()) {
                out.push_back({m_cube->m_first_day + static_cast<int>(begin), m_cube->m_first_day + static_cast<int>(day) - 1});
                begin = day;
            }
        return out;
    }

    /// False where a value cannot be held exactly.
    bool read_slice(const DateRange& days) {
        throw_if_stopped(m_stop);
        const std::string day = duck::quote_name(m_date->field);
        const Table table = ask("SELECT " + day + m_select + m_from + " WHERE " + day + " BETWEEN DATE '" + to_iso(days.from) +
                                "' AND DATE '" + to_iso(days.to) + "'");
        std::vector<uint32_t> place(table.rows());
        for (size_t r = 0; r < place.size(); ++r) {
            const auto d = static_cast<size_t>(table.column(0).date(r) - m_cube->m_first_day);
            if (m_next[d] == m_cube->m_first_row[d + 1])
                throw Error(ErrorCode::query_failed, {{"detail", "the roll-up changed while it was read"}});
            place[r] = m_next[d]++;
        }
        size_t at = 1;
        for (size_t d = 0; d < m_dimensions.size(); ++d, ++at)
            read_codes(m_dimensions[d], *m_cube->m_dimensions[d].words, table.column(at), place);
        for (size_t m = 0; m < m_measures.size(); ++m, ++at)
            if (!read_values(m_measures[m], m_cube->m_values[m].measure, table.column(at), place)) return false;
        return true;
    }

    static void read_codes(DimensionReader& reader, const std::vector<std::string>& words, const Column& column,
                           const std::vector<uint32_t>& place) {
        for (size_t r = 0; r < place.size(); ++r)
            reader.codes[place[r]] = column.is_null(r) ? static_cast<uint32_t>(words.size())
                                     : reader.is_enum  ? reader.code_of_member[static_cast<size_t>(column.integer(r))]
                                                       : reader.code_of_word.at(column.text(r));
    }

    static bool read_values(MeasureReader& reader, const Measure& measure, const Column& column,
                            const std::vector<uint32_t>& place) {
        constexpr double exact_double = 9007199254740992.0; // 2^53
        const double unit = power_of_ten(measure.scale);
        for (size_t r = 0; r < place.size(); ++r) {
            if (column.is_null(r)) {
                reader.present[place[r]] = 0;
                reader.any_missing = true;
            } else if (measure.kind == SumKind::real) {
                reader.real[place[r]] = *column.number(r);
            } else if (column.type() == ColumnType::integer && measure.scale == 0) {
                reader.exact[place[r]] = column.integer(r);
            } else {
                const double unscaled = std::round(*column.number(r) * unit);
                if (std::abs(unscaled) >= exact_double) return false;
                reader.exact[place[r]] = static_cast<int64_t>(unscaled);
            }
        }
        return true;
    }

    static void store(Cube::Dimension& dimension, const std::vector<uint32_t>& codes) {
        if (dimension.cardinality() <= 256)
            dimension.codes = std::vector<uint8_t>(codes.begin(), codes.end());
        else if (dimension.cardinality() <= 65'536)
            dimension.codes = std::vector<uint16_t>(codes.begin(), codes.end());
        else
            dimension.codes = codes;
    }

    /// False where the sum of all could leave 64 bits.
    static bool store(Cube::Values& values, MeasureReader& reader) {
        if (reader.any_missing) values.present = std::move(reader.present);
        if (values.measure.kind == SumKind::real) {
            values.values = std::move(reader.real);
            return true;
        }
        double all = 0;
        for (const int64_t v : reader.exact) all += std::abs(static_cast<double>(v));
        if (all > 9e18) return false;
        const auto narrow = [](int64_t v) {
            return v >= std::numeric_limits<int32_t>::min() && v <= std::numeric_limits<int32_t>::max();
        };
        if (std::ranges::all_of(reader.exact, narrow))
            values.values = std::vector<int32_t>(reader.exact.begin(), reader.exact.end());
        else
            values.values = std::move(reader.exact);
        reader = {};
        return true;
    }

    const DatasetInfo& m_dataset;
    Engine& m_engine;
    std::stop_token m_stop;
    std::string m_from, m_select;
    const DatasetColumn* m_date;
    std::shared_ptr<Cube> m_cube = std::make_shared<Cube>();
    std::vector<DimensionReader> m_dimensions;
    std::vector<MeasureReader> m_measures;
    std::vector<uint32_t> m_next; ///< by day: row that the next one goes to
};

std::shared_ptr<const Cube> Cube::load(const DatasetInfo& dataset, Engine& engine, std::stop_token stop) {
    return CubeLoader(dataset, engine, std::move(stop)).load();
}

} // namespace plumbline::metrics
