// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/panel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "core/base/progress.h"
#include "core/store/duck.h"
#include "core/warehouse/rollup.h"

namespace plumbline::metrics {

namespace {

/// Rows of a slice of days: what one answer and the hash table behind it may take.
constexpr int64_t slice_rows = 1'500'000;

Table ask(const Context& context, const std::string& sql, const std::stop_token& stop, const std::vector<Value>& values = {}) {
    throw_if_stopped(stop);
    if (!context.engine) throw Error(ErrorCode::query_failed, {{"detail", "there is no engine to ask"}});
    return context.engine->query(sql, values, stop);
}

std::string facts(const Context& context) { return duck::quote_name(context.dataset->facts_table); }

/// Slices of days with about `slice_rows` rows each, were the rows spread evenly.
std::vector<DateRange> slices(const DatasetInfo& dataset) {
    if (!dataset.dates) return {};
    const int days = dataset.dates->days();
    const int parts = static_cast<int>(std::clamp<int64_t>(dataset.rows / slice_rows + 1, 1, std::max(1, days)));
    std::vector<DateRange> out;
    for (int i = 0; i < parts; ++i) {
        const int a = static_cast<int>(int64_t{days} * i / parts), b = static_cast<int>(int64_t{days} * (i + 1) / parts);
        if (b > a) out.push_back({dataset.dates->from + a, dataset.dates->from + (b - 1)});
    }
    return out;
}

std::string between(const DatasetInfo& dataset, const DateRange& days) {
    const DatasetColumn* date = dataset.by_role("date");
    const std::string name = duck::quote_name(date->field);
    // Timestamps are compared as they are stored, so that row groups can be skipped.
    return name + " >= DATE " + duck::quote_text(to_iso(days.from)) + " AND " + name + " < DATE " +
           duck::quote_text(to_iso(days.to + 1));
}

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
        const Table t = ask(context,
                            "SELECT CAST(" + name + " AS VARCHAR) v, min(" + code + ") FROM " + facts(context) +
                                " GROUP BY 1 ORDER BY 1 NULLS FIRST",
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

/// Hash of what names a row, or of what it says; the identifiers of an export number its rows and are left out.
std::string row_hash(const DatasetInfo& dataset, bool key) {
    std::string out;
    for (const DatasetColumn& c : dataset.columns) {
        if (c.role == "id" || c.role == "ignore") continue;
        const bool names = c.role == "date" || is_dimension_role(c.role) || (c.role == "attribute" && c.type == FieldType::text);
        if (names == key) out += (out.empty() ? "" : ", ") + duck::quote_name(c.field);
    }
    return out.empty() ? "0" : "hash(" + out + ")";
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
        const Table t = ask(context, "SELECT count(DISTINCT " + duck::quote_name(c->field) + ") FROM " + facts(context), stop);
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
        counts += ", count(" + name + "), count(*) FILTER (WHERE " + name + " < 0)";
    }
    const Table all = ask(context, counts + " FROM " + facts(context), stop);
    out.all_rows = all.column(0).integer(0);
    for (size_t i = 0; i < out.measures.size(); ++i) {
        out.measures[i].missing = out.all_rows - all.column(1 + 2 * i).integer(0);
        out.measures[i].negative = all.column(2 + 2 * i).integer(0);
    }
    const Codes codes(context, dimension, stop);
    out.values = codes.values;
    if (const DatasetColumn* channel = dataset.dimension("channel");
        channel && !dimension.empty() && channel->field != dimension) {
        out.parents.resize(out.values.size());
        const Table t =
            ask(context,
                "SELECT k, max_by(c, n) FROM (SELECT " + codes.sql() + " k, CAST(" + duck::quote_name(channel->field) +
                    " AS VARCHAR) c, count(*) n FROM " + facts(context) + " GROUP BY ALL) GROUP BY 1",
                stop);
        for (size_t r = 0; r < t.rows(); ++r)
            if (!t.column(1).is_null(r)) out.parents[static_cast<size_t>(codes.at(t.column(0), r))] = t.column(1).text(r);
    }
    std::string select = "SELECT " + codes.sql() + " plumbline_k, " + warehouse::day_sql(*date) + " d, count(*)";
    for (const Panel::Measure& m : out.measures) {
        const std::string name = duck::quote_name(m.field);
        select += ", CAST(sum(" + name + ") AS DOUBLE)";
        if (m.missing > 0) select += ", count(*) - count(" + name + ")";
        if (m.negative > 0) select += ", count(*) FILTER (WHERE " + name + " < 0)";
    }
    struct Cell {
        int32_t value, day;
        uint32_t at;
    };
    std::vector<Cell> order;
    Panel raw = out; // in the order of arrival
    for (const DateRange& days : slices(dataset)) {
        const Table t =
            ask(context, select + " FROM " + facts(context) + " WHERE " + between(dataset, days) + " GROUP BY 1, 2", stop);
        for (size_t r = 0; r < t.rows(); ++r) {
            if (t.column(1).is_null(r)) continue;
            order.push_back({codes.at(t.column(0), r), t.column(1).date(r).days, static_cast<uint32_t>(raw.rows.size())});
            raw.rows.push_back(static_cast<int32_t>(t.column(2).integer(r)));
            size_t c = 3;
            for (Panel::Measure& m : raw.measures) {
                m.sums.push_back(t.column(c++).number(r).value_or(std::numeric_limits<double>::quiet_NaN()));
                if (m.missing > 0) m.missing_rows.push_back(static_cast<int32_t>(t.column(c++).integer(r)));
                if (m.negative > 0) m.negative_rows.push_back(static_cast<int32_t>(t.column(c++).integer(r)));
            }
        }
    }
    std::ranges::sort(order, [](const Cell& a, const Cell& b) { return a.value != b.value ? a.value < b.value : a.day < b.day; });
    out.value.reserve(order.size());
    out.day.reserve(order.size());
    for (const Cell& c : order) {
        out.value.push_back(c.value);
        out.day.push_back(c.day);
        out.rows.push_back(raw.rows[c.at]);
    }
    for (size_t i = 0; i < out.measures.size(); ++i) {
        Panel::Measure& from = raw.measures[i];
        Panel::Measure& to = out.measures[i];
        to.sums.reserve(order.size());
        for (const Cell& c : order) to.sums.push_back(from.sums[c.at]);
        if (!from.missing_rows.empty())
            for (const Cell& c : order) to.missing_rows.push_back(from.missing_rows[c.at]);
        if (!from.negative_rows.empty())
            for (const Cell& c : order) to.negative_rows.push_back(from.negative_rows[c.at]);
        from = {};
    }
    return out;
}

Repeats read_repeats(const Context& context, const std::string& dimension, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    const DatasetColumn* date = dataset.by_role("date");
    Repeats out;
    if (!date || !dataset.dates) return out;
    const std::string value = dimension.empty() ? "NULL" : "any_value(" + duck::quote_name(dimension) + ")";
    int64_t keys = 0, surplus = 0, looked_at = 0;
    const std::string key = row_hash(dataset, true);
    for (const DateRange& days : slices(dataset)) {
        // How many keys there are is cheap to ask; where each row has its own, nothing repeats and nothing more is asked. Data
        // whose rows have no key of their own are asked once only.
        const std::string where = between(dataset, days);
        bool repeats = keys * 10 < looked_at * 9;
        if (!repeats) {
            const Table count = ask(context,
                                    "SELECT count(*), CAST(coalesce(sum(n), 0) AS BIGINT) FROM (SELECT count(*) n FROM " +
                                        facts(context) + " WHERE " + where + " GROUP BY " + key + ")",
                                    stop);
            repeats = count.column(0).integer(0) != count.column(1).integer(0);
            if (!repeats) {
                keys += count.column(0).integer(0);
                looked_at += count.column(1).integer(0);
                continue;
            }
        }
        // One pass: rows by key, and whether those of one key say the same. Text is made of the few groups that repeat only.
        const Table t =
            ask(context,
                "WITH g AS MATERIALIZED (SELECT " + value + " v, min(" + duck::quote_name(date->field) +
                    ") d, count(*) n, min(plumbline_h) a, max(plumbline_h) b FROM (SELECT *, " + key + " plumbline_k, " +
                    row_hash(dataset, false) + " plumbline_h FROM " + facts(context) + " WHERE " + where +
                    ") GROUP BY plumbline_k) SELECT CAST(v AS VARCHAR), CAST(d AS DATE), CAST(sum(n - 1) FILTER (WHERE a = b) AS "
                    "BIGINT), CAST(sum(n - 1) FILTER (WHERE a <> b) AS BIGINT) FROM g WHERE n > 1 GROUP BY 1, 2 UNION ALL "
                    "SELECT NULL, NULL, count(*), CAST(sum(n) AS BIGINT) FROM g",
                stop);
        for (size_t r = 0; r < t.rows(); ++r) {
            const auto rows = [&](size_t c) { return t.column(c).is_null(r) ? 0 : t.column(c).integer(r); };
            if (t.column(1).is_null(r)) {
                keys += rows(2);
                looked_at += rows(3);
                continue;
            }
            const std::string name = t.column(0).is_null(r) ? "" : t.column(0).text(r);
            if (rows(2) > 0) out.exact.push_back({name, t.column(1).date(r), rows(2)});
            if (rows(3) > 0) out.keyed.push_back({name, t.column(1).date(r), rows(3)});
            surplus += rows(2);
        }
    }
    out.unique_key = static_cast<double>(keys) >= 0.9 * static_cast<double>(dataset.rows - surplus);
    if (!out.unique_key) out.keyed.clear();
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
        counts += ", count(*) FILTER (WHERE " + duck::quote_name(c->field) + " IS NULL)";
    }
    if (out.empty()) return out;
    const Table all = ask(context, "SELECT count(*)" + counts + " FROM " + facts(context), stop);
    for (size_t i = 0; i < out.size(); ++i) out[i].rows = all.column(i + 1).integer(0);
    std::erase_if(out, [&](const MissingNames& m) { return m.rows == 0; });
    const DatasetColumn* date = context.dataset->by_role("date");
    if (!date || !context.dataset->dates || out.empty()) return out;
    counts.clear();
    for (const MissingNames& m : out) counts += ", count(*) FILTER (WHERE " + duck::quote_name(m.field) + " IS NULL)";
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
