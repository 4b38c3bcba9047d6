// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/panel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "core/metrics/panel_sql.h"
#include "core/warehouse/rollup.h"

namespace plumbline::metrics {

namespace {

/// Codes of a dimension's values: an ENUM's own, else places in a list.
class Codes {
public:
    Codes(const Context& context, const std::string& field, const std::stop_token& stop) {
        if (field.empty()) {
            m_sql = "0";
            values = {""};
            return;
        }
        const std::string name = duck::quote_name(field);
        const Table type = ask(context, "SELECT typeof(" + name + ") FROM " + facts(context) + " LIMIT 1", stop);
        m_enum = type.rows() > 0 && !type.column(0).is_null(0) && type.column(0).text(0).starts_with("ENUM");
        const std::string code = m_enum ? "enum_code(" + name + ")" : "0";
        // By the column as it is stored: text is made of the groups.
        const Table t = ask(context,
                            "SELECT CAST(" + name + " AS VARCHAR) v, " + code + " FROM (SELECT " + name + " FROM " +
                                facts(context) + " GROUP BY 1) ORDER BY 1 NULLS FIRST",
                            stop);
        for (size_t r = 0; r < t.rows(); ++r) {
            const bool missing = t.column(0).is_null(r);
            const auto at = static_cast<int32_t>(values.size());
            values.push_back(missing ? "" : t.column(0).text(r));
            if (missing)
                m_missing = at;
            else if (m_enum)
                m_by_code[static_cast<int64_t>(t.column(1).number(r).value_or(-1))] = at;
            else
                m_by_text[values.back()] = at;
        }
        m_sql = m_enum ? "CAST(enum_code(" + name + ") AS BIGINT)" : "CAST(" + name + " AS VARCHAR)";
    }
    const std::string& sql() const { return m_sql; }
    int32_t at(const Column& column, size_t row) const {
        if (m_by_code.empty() && m_by_text.empty()) return 0;
        if (column.is_null(row)) return m_missing;
        if (m_enum) return m_by_code.at(column.integer(row));
        return m_by_text.at(column.text(row));
    }
    std::vector<std::string> values;

private:
    std::string m_sql;
    bool m_enum = false;
    int32_t m_missing = 0;
    std::unordered_map<int64_t, int32_t> m_by_code;
    std::unordered_map<std::string, int32_t> m_by_text;
};

/// Places of the cells by value and then day: two passes of counting, the day first.
std::vector<uint32_t> by_value_and_day(const std::vector<int32_t>& value, const std::vector<int32_t>& day, size_t values,
                                       const DateRange& days) {
    const auto pass = [](const std::vector<uint32_t>& order, size_t keys, const auto& key) {
        std::vector<uint32_t> begin(keys + 1, 0), out(order.size());
        for (const uint32_t i : order) ++begin[key(i) + 1];
        for (size_t k = 1; k <= keys; ++k) begin[k] += begin[k - 1];
        for (const uint32_t i : order) out[begin[key(i)]++] = i;
        return out;
    };
    std::vector<uint32_t> order(value.size());
    std::iota(order.begin(), order.end(), 0U);
    order =
        pass(order, static_cast<size_t>(days.days()), [&](uint32_t i) { return static_cast<size_t>(day[i] - days.from.days); });
    return pass(order, values, [&](uint32_t i) { return static_cast<size_t>(value[i]); });
}

} // namespace

std::string panel_dimension(const Context& context, int64_t most, std::stop_token stop) {
    std::vector<const DatasetColumn*> wanted;
    for (const std::string_view role : {"campaign", "campaign_id"})
        if (const DatasetColumn* c = context.dataset->by_role(role)) wanted.push_back(c);
    for (const std::string_view kind : {"sub_channel", "channel", "product", "category", "region", "country"})
        for (const DatasetColumn* c : context.dataset->dimensions())
            if (c->kind == kind && std::ranges::find(wanted, c) == wanted.end()) wanted.push_back(c);
    for (const DatasetColumn* c : context.dataset->dimensions())
        if (std::ranges::find(wanted, c) == wanted.end()) wanted.push_back(c);
    for (const DatasetColumn* c : wanted) {
        const Table t =
            ask(context,
                "SELECT count(*) FROM (SELECT 1 FROM " + facts(context) + " WHERE " + duck::quote_name(c->field) +
                    " IS NOT NULL GROUP BY " + duck::quote_name(c->field) + " LIMIT " + std::to_string(most + 1) + ")",
                stop);
        const int64_t values = t.column(0).integer(0);
        if (values > 0 && values <= most) return c->field;
    }
    return {};
}

Panel read_panel(const Context& context, const std::string& dimension, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    const DatasetColumn* date = dataset.by_role("date");
    if (!date || !dataset.dates) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
    Panel out;
    out.dimension = dimension;
    std::string counts = "SELECT count(*)";
    for (const DatasetColumn& c : dataset.columns) {
        if (!is_measure_role(c.role)) continue;
        Panel::Measure& m = out.measures.emplace_back();
        m.field = c.field;
        m.role = c.role;
        m.whole = c.type == FieldType::integer;
        m.scale = c.type == FieldType::integer ? 0 : c.scale;
        const std::string name = duck::quote_name(c.field);
        counts += ", count(" + name + "), min(" + name + ") < 0";
    }
    const Table all = ask(context, counts + " FROM " + facts(context), stop);
    out.all_rows = all.column(0).integer(0);
    for (size_t i = 0; i < out.measures.size(); ++i) {
        out.measures[i].missing = out.all_rows - all.column(1 + 2 * i).integer(0);
        const Column& below = all.column(2 + 2 * i);
        out.measures[i].negative = !below.is_null(0) && below.boolean(0);
    }
    const Codes codes(context, dimension, stop);
    out.values = codes.values;
    if (const DatasetColumn* channel = dataset.dimension("channel");
        channel && !dimension.empty() && channel->field != dimension) {
        out.parents.resize(out.values.size());
        const Table t =
            ask(context,
                "SELECT k, CAST(max_by(c, n) AS VARCHAR) FROM (SELECT " + codes.sql() + " k, " +
                    duck::quote_name(channel->field) + " c, count(*) n FROM " + facts(context) + " GROUP BY ALL) GROUP BY 1",
                stop);
        for (size_t r = 0; r < t.rows(); ++r)
            if (!t.column(1).is_null(r)) out.parents[static_cast<size_t>(codes.at(t.column(0), r))] = t.column(1).text(r);
    }
    std::string select = "SELECT " + codes.sql() + " plumbline_k, " + warehouse::day_sql(*date) + " d, count(*)";
    for (const Panel::Measure& m : out.measures) {
        const std::string name = duck::quote_name(m.field);
        select += ", CAST(sum(" + name + ") AS DOUBLE)";
        if (m.missing > 0) select += ", count(*) - count(" + name + ")";
        if (m.negative) select += ", count(*) FILTER (WHERE " + name + " < 0)";
    }
    std::vector<int32_t> value, day, rows; // in the order of arrival
    std::vector<Panel::Measure> arrived(out.measures.size());
    for (const DateRange& days : slices(dataset)) {
        const Table t =
            ask(context, select + " FROM " + facts(context) + " WHERE " + between(dataset, days) + " GROUP BY 1, 2", stop);
        for (size_t r = 0; r < t.rows(); ++r) {
            value.push_back(codes.at(t.column(0), r));
            day.push_back(t.column(1).date(r).days);
            rows.push_back(static_cast<int32_t>(t.column(2).integer(r)));
        }
        size_t c = 3;
        for (size_t i = 0; i < arrived.size(); ++i) {
            const Column& sums = t.column(c++);
            for (size_t r = 0; r < t.rows(); ++r)
                arrived[i].sums.push_back(sums.number(r).value_or(std::numeric_limits<double>::quiet_NaN()));
            const auto counts_of = [&](std::vector<int32_t>& into) {
                const Column& counted = t.column(c++);
                for (size_t r = 0; r < t.rows(); ++r) into.push_back(static_cast<int32_t>(counted.integer(r)));
            };
            if (out.measures[i].missing > 0) counts_of(arrived[i].missing_rows);
            if (out.measures[i].negative) counts_of(arrived[i].negative_rows);
        }
    }
    const std::vector<uint32_t> order = by_value_and_day(value, day, out.values.size(), *dataset.dates);
    const auto sorted = [&](const auto& from, auto& to) {
        to.reserve(order.size());
        for (const uint32_t at : order) to.push_back(from[at]);
    };
    sorted(value, out.value);
    sorted(day, out.day);
    sorted(rows, out.rows);
    for (size_t i = 0; i < out.measures.size(); ++i) {
        Panel::Measure& from = arrived[i];
        Panel::Measure& to = out.measures[i];
        sorted(from.sums, to.sums);
        if (!from.missing_rows.empty()) sorted(from.missing_rows, to.missing_rows);
        if (!from.negative_rows.empty()) sorted(from.negative_rows, to.negative_rows);
        from = {};
    }
    return out;
}

std::vector<Spelling> spellings(const Context& context, const std::string& field, size_t most, std::stop_token stop) {
    const DatasetColumn* date = context.dataset->by_role("date");
    const bool dated = date && context.dataset->dates;
    const std::string day = dated ? duck::quote_name(date->field) : "";
    // By the column as it is stored: a code, where it has few values; text is made of the groups.
    const Table t =
        ask(context,
            "SELECT CAST(v AS VARCHAR) t, n" + std::string(dated ? ", CAST(a AS DATE), CAST(b AS DATE)" : "") + " FROM (SELECT " +
                duck::quote_name(field) + " v, count(*) n" + (dated ? ", min(" + day + ") a, max(" + day + ") b" : "") +
                " FROM " + facts(context) + " GROUP BY 1) WHERE v IS NOT NULL ORDER BY n DESC, t LIMIT " + std::to_string(most),
            stop);
    std::vector<Spelling> out;
    for (size_t r = 0; r < t.rows(); ++r) {
        Spelling s{t.column(0).text(r), t.column(1).integer(r), {}};
        if (dated && !t.column(2).is_null(r)) s.days = DateRange{t.column(2).date(r), t.column(3).date(r)};
        out.push_back(std::move(s));
    }
    return out;
}

std::vector<std::pair<std::string, Spelling>> spelling_places(const Context& context, const std::string& field,
                                                              const std::vector<std::string>& values,
                                                              const std::string& dimension, std::stop_token stop) {
    const DatasetColumn* date = context.dataset->by_role("date");
    const bool dated = date && context.dataset->dates;
    const std::string days = dated ? ", min(" + warehouse::day_sql(*date) + "), max(" + warehouse::day_sql(*date) + ")" : "";
    const std::string by = dimension.empty() ? "NULL" : "CAST(" + duck::quote_name(dimension) + " AS VARCHAR)";
    std::string list;
    std::vector<Value> parameters;
    for (const std::string& v : values) {
        parameters.emplace_back(v);
        list += (list.empty() ? "$" : ", $") + std::to_string(parameters.size());
    }
    const std::string text = "CAST(" + duck::quote_name(field) + " AS VARCHAR)";
    const Table t = ask(context,
                        "SELECT " + text + ", " + by + ", count(*)" + days + " FROM " + facts(context) + " WHERE " + text +
                            " IN (" + list + ") GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 2000",
                        stop, parameters);
    std::vector<std::pair<std::string, Spelling>> out;
    for (size_t r = 0; r < t.rows(); ++r) {
        Spelling s{t.column(1).is_null(r) ? "" : t.column(1).text(r), t.column(2).integer(r), {}};
        if (dated && !t.column(3).is_null(r)) s.days = DateRange{t.column(3).date(r), t.column(4).date(r)};
        out.emplace_back(t.column(0).text(r), std::move(s));
    }
    return out;
}

std::vector<MissingNames> missing_names(const Context& context, std::stop_token stop) {
    std::vector<MissingNames> out;
    std::string counts;
    for (const DatasetColumn* c : context.dataset->dimensions()) {
        out.push_back({c->field, 0, {}});
        counts += ", count(*) - count(" + duck::quote_name(c->field) + ")";
    }
    if (out.empty()) return out;
    const Table all = ask(context, "SELECT count(*)" + counts + " FROM " + facts(context), stop);
    for (size_t i = 0; i < out.size(); ++i) out[i].rows = all.column(i + 1).integer(0);
    std::erase_if(out, [&](const MissingNames& m) { return m.rows == 0; });
    const DatasetColumn* date = context.dataset->by_role("date");
    if (!date || !context.dataset->dates || out.empty()) return out;
    counts.clear();
    for (const MissingNames& m : out) counts += ", count(*) - count(" + duck::quote_name(m.field) + ")";
    const Table days = ask(context,
                           "SELECT " + warehouse::day_sql(*date) + " d, count(*)" + counts + " FROM " + facts(context) +
                               " GROUP BY 1 ORDER BY 1",
                           stop);
    for (size_t r = 0; r < days.rows(); ++r)
        for (size_t i = 0; i < out.size() && !days.column(0).is_null(r); ++i)
            if (const int64_t n = days.column(i + 2).integer(r); n > 0)
                out[i].days.push_back({days.column(0).date(r), n, days.column(1).integer(r)});
    return out;
}

std::vector<RateRange> rate_ranges(const Context& context, std::stop_token stop) {
    std::vector<RateRange> out;
    const DatasetColumn* date = context.dataset->by_role("date");
    const bool dated = date && context.dataset->dates;
    std::string select;
    for (const DatasetColumn& c : context.dataset->columns) {
        if (c.role != "rate" || c.type == FieldType::text) continue;
        out.push_back({c.field, 0, 0, 0, 0, 0, {}, {}});
        const std::string x = "CAST(" + duck::quote_name(c.field) + " AS DOUBLE)";
        select += std::string(select.empty() ? "" : ", ") + "count(" + x + "), approx_quantile(" + x + ", 0.5), max(" + x + ")";
        for (const char* limit : {"1.0000001", "100.00001"}) {
            const std::string where = " FILTER (WHERE " + x + " > " + limit + ")";
            const std::string day = dated ? warehouse::day_sql(*date) : "CAST(NULL AS DATE)";
            select += ", count(*)" + where + ", min(" + day + ")" + where + ", max(" + day + ")" + where;
        }
    }
    if (out.empty()) return out;
    const Table t = ask(context, "SELECT " + select + " FROM " + facts(context), stop);
    size_t c = 0;
    for (RateRange& r : out) {
        r.rows = t.column(c++).integer(0);
        r.median = t.column(c++).number(0).value_or(0);
        r.most = t.column(c++).number(0).value_or(0);
        for (const bool one : {true, false}) {
            (one ? r.above_one : r.above_hundred) = t.column(c++).integer(0);
            if (!t.column(c).is_null(0) && !t.column(c + 1).is_null(0))
                (one ? r.days_one : r.days_hundred) = DateRange{t.column(c).date(0), t.column(c + 1).date(0)};
            c += 2;
        }
    }
    return out;
}

} // namespace plumbline::metrics
