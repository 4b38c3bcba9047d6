// SPDX-License-Identifier: GPL-3.0-or-later
#include "naive.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>
#include <set>

namespace plumbline::testing {

namespace {

using metrics::Comparison;
using metrics::Query;
using Number = std::optional<double>;

/// Sums by role, unscaled, each with its digits.
struct Part {
    int64_t unscaled = 0;
    double real = 0;
    int digits = 0;
    bool is_real = false;
    bool present = false;
    Number value() const {
        if (!present) return std::nullopt;
        return is_real ? real : static_cast<double>(unscaled) / std::pow(10.0, digits);
    }
};
using Parts = std::map<std::string, Part>;

Number ratio(Number a, Number b, double factor = 1) { return a && b && *b != 0 ? Number(*a * factor / *b) : std::nullopt; }

Number minus(const Part& a, const Part& b) {
    if (!a.present || !b.present) return std::nullopt;
    if (a.is_real || b.is_real) return *a.value() - *b.value();
    const int digits = std::max(a.digits, b.digits);
    const auto scaled = [&](const Part& p) {
        return p.unscaled * static_cast<int64_t>(std::llround(std::pow(10.0, digits - p.digits)));
    };
    return static_cast<double>(scaled(a) - scaled(b)) / std::pow(10.0, digits);
}

/// Metric from its parts and the parts of everything in the same period.
using Formula = std::function<Number(Parts&, Parts&)>;

const std::map<std::string, Formula>& formulas() {
    static const std::map<std::string, Formula> all{
        {"impressions", [](Parts& p, Parts&) { return p["impressions"].value(); }},
        {"clicks", [](Parts& p, Parts&) { return p["clicks"].value(); }},
        {"orders", [](Parts& p, Parts&) { return p["orders"].value(); }},
        {"cost", [](Parts& p, Parts&) { return p["cost"].value(); }},
        {"revenue", [](Parts& p, Parts&) { return p["revenue"].value(); }},
        {"profit", [](Parts& p, Parts&) { return minus(p["revenue"], p["cost"]); }},
        {"ctr", [](Parts& p, Parts&) { return ratio(p["clicks"].value(), p["impressions"].value()); }},
        {"cvr", [](Parts& p, Parts&) { return ratio(p["orders"].value(), p["clicks"].value()); }},
        {"cpm", [](Parts& p, Parts&) { return ratio(p["cost"].value(), p["impressions"].value(), 1000); }},
        {"cpa", [](Parts& p, Parts&) { return ratio(p["cost"].value(), p["orders"].value()); }},
        {"roas", [](Parts& p, Parts&) { return ratio(p["revenue"].value(), p["cost"].value()); }},
        {"roi", [](Parts& p, Parts&) { return ratio(minus(p["revenue"], p["cost"]), p["cost"].value()); }},
        {"spend_share", [](Parts& p, Parts& all_parts) { return ratio(p["cost"].value(), all_parts["cost"].value()); }},
        {"revenue_share", [](Parts& p, Parts& all_parts) { return ratio(p["revenue"].value(), all_parts["revenue"].value()); }},
    };
    return all;
}

bool is_percent(const std::string& metric) {
    static const std::set<std::string> percent{"ctr", "cvr", "roi", "spend_share", "revenue_share"};
    return percent.contains(metric);
}

/// "2026-W53", "2026-11", "2026-Q4" … of a day, by the C library.
std::string label(Date d, Grain grain) {
    const CivilDate c = to_civil(d);
    std::tm t{};
    t.tm_year = c.year - 1900;
    t.tm_mon = static_cast<int>(c.month) - 1;
    t.tm_mday = static_cast<int>(c.day);
    t.tm_hour = 12;
    timegm(&t);
    char text[32];
    switch (grain) {
    case Grain::day: std::strftime(text, sizeof text, "%Y-%m-%d", &t); break;
    case Grain::week: std::strftime(text, sizeof text, "%G-W%V", &t); break;
    case Grain::month: std::strftime(text, sizeof text, "%Y-%m", &t); break;
    case Grain::quarter: return std::to_string(c.year) + "-Q" + std::to_string((c.month + 2) / 3);
    case Grain::year: std::strftime(text, sizeof text, "%Y", &t); break;
    }
    return text;
}

/// The days that share the label of a day.
DateRange days_of(Date d, Grain grain) {
    const std::string own = label(d, grain);
    DateRange r{d, d};
    while (label(r.from - 1, grain) == own) r.from = r.from - 1;
    while (label(r.to + 1, grain) == own) r.to = r.to + 1;
    return r;
}

DateRange compared_days(const DateRange& days, Grain grain, Comparison comparison) {
    if (comparison == Comparison::previous) return days_of(days.from - 1, grain);
    if (grain == Grain::week) {
        const std::string own = label(days.from, grain);
        const std::string wanted = std::to_string(std::stoi(own.substr(0, 4)) - 1) + own.substr(4);
        for (int back = 380; back > 350; --back)
            if (label(days.from - back, grain) == wanted) return days_of(days.from - back, grain);
    }
    if (grain == Grain::day || grain == Grain::week) return days_of(days.from - 364, grain);
    return days_of(add_years(days.from, -1), grain);
}

bool within(const DateRange& inner, const DateRange& outer) { return outer.contains(inner.from) && outer.contains(inner.to); }

class Naive {
public:
    Naive(const World& world, const Query& query) : m_world(world), m_query(query) {
        for (const std::string& name : query.by) m_by.push_back(index(name));
        m_period = query.period.value_or(*world.info.dates);
    }

    NaiveAnswer answer() {
        if (m_query.other) choose_top();
        NaiveAnswer out;
        if (!m_query.grain) {
            const DateRange before = metrics::comparison_period(m_period, m_query.compare);
            const DateRange data = *m_world.info.dates;
            const bool comparable = m_query.compare != Comparison::none && within(m_period, data) && within(before, data);
            lines(out, "", m_period, comparable ? std::optional(before) : std::nullopt, false, m_by.empty());
            return out;
        }
        for (Date d = m_period.from; d <= m_period.to;) {
            const DateRange whole = days_of(d, *m_query.grain);
            const DateRange shown{std::max(whole.from, m_period.from), std::min(whole.to, m_period.to)};
            const bool partial = shown != whole || !within(whole, *m_world.info.dates);
            std::optional<DateRange> before;
            if (m_query.compare != Comparison::none && !partial) {
                before = compared_days(whole, *m_query.grain, m_query.compare);
                if (!within(*before, *m_world.info.dates)) before.reset();
            }
            lines(out, to_iso(whole.from), shown, before, partial, m_by.empty());
            d = whole.to + 1;
        }
        return out;
    }

private:
    size_t index(const std::string& name) const {
        for (size_t i = 0; i < m_world.dimensions.size(); ++i)
            if (m_world.dimensions[i].field == name) return i;
        throw std::runtime_error(name);
    }

    bool passes(const Row& row) const {
        for (const metrics::Filter& f : m_query.filters) {
            const std::string value = row.dimensions[index(f.dimension)].value_or("");
            if ((std::ranges::find(f.values, value) != f.values.end()) == f.exclude) return false;
        }
        return true;
    }

    void choose_top() {
        Query ranking{.metrics = {m_query.metrics.front()}, .by = m_query.by, .period = m_period, .filters = m_query.filters};
        std::vector<std::pair<Number, std::string>> ranked;
        for (const auto& [key, values] : Naive(m_world, ranking).answer()) ranked.emplace_back(values.begin()->second, key);
        std::ranges::sort(ranked, [](const auto& a, const auto& b) {
            if (a.first.has_value() != b.first.has_value()) return a.first.has_value();
            if (a.first != b.first) return *a.first > *b.first;
            return a.second < b.second;
        });
        m_top.emplace();
        for (size_t i = 0; i < ranked.size() && i < static_cast<size_t>(*m_query.limit); ++i) m_top->insert(ranked[i].second);
    }

    std::string key_of(const std::string& period, const Row& row) const {
        std::string dimensions;
        for (const size_t i : m_by) dimensions += "|" + (row.dimensions[i] ? "=" + *row.dimensions[i] : std::string("~"));
        if (m_top && !m_top->contains(dimensions)) dimensions = "|=other";
        return period + dimensions;
    }

    std::map<std::string, Parts> sums(const std::string& period, const DateRange& days, Parts& all) const {
        std::map<std::string, Parts> out;
        for (const Row& row : m_world.rows) {
            if (!days.contains(row.day) || !passes(row)) continue;
            Parts& parts = out[key_of(period, row)];
            for (size_t m = 0; m < m_world.measures.size(); ++m) {
                const MeasureSpec& spec = m_world.measures[m];
                if (!row.measures[m]) continue;
                for (Part* p : {&parts[spec.role], &all[spec.role]}) {
                    p->present = true;
                    p->is_real = spec.scale < 0;
                    p->digits = spec.type == FieldType::integer ? 0 : spec.scale;
                    p->unscaled += *row.measures[m];
                    p->real += static_cast<double>(*row.measures[m]) / 100;
                }
            }
        }
        return out;
    }

    void lines(NaiveAnswer& out, const std::string& period, const DateRange& days, const std::optional<DateRange>& before,
               bool partial, bool always) const {
        Parts all, all_before;
        std::map<std::string, Parts> now = sums(period, days, all), then;
        if (before) then = sums(period, *before, all_before);
        if (always) now[period];
        for (auto& [key, parts] : now) {
            auto& values = out[key];
            for (const std::string& metric : m_query.metrics) {
                const Number value = formulas().at(metric)(parts, all);
                values[metric] = value;
                if (m_query.compare == Comparison::none) continue;
                Number previous, change;
                if (const auto at = then.find(key); at != then.end()) previous = formulas().at(metric)(at->second, all_before);
                if (value && previous && is_percent(metric))
                    change = *value - *previous;
                else if (value && previous && *previous != 0)
                    change = (*value - *previous) / std::abs(*previous);
                values[metric + "_previous"] = previous;
                values[metric + "_change"] = change;
            }
            if (m_query.grain) values["partial"] = partial ? 1 : 0;
        }
    }

    const World& m_world;
    const Query& m_query;
    std::vector<size_t> m_by;
    DateRange m_period;
    std::optional<std::set<std::string>> m_top;
};

} // namespace

NaiveAnswer naive_answer(const World& world, const Query& query) { return Naive(world, query).answer(); }

NaiveAnswer keyed(const Table& table, const Query& query) {
    NaiveAnswer out;
    const size_t first_dimension = query.grain ? 1 : 0, first_value = first_dimension + query.by.size();
    for (size_t r = 0; r < table.rows(); ++r) {
        std::string key = query.grain ? to_text(table.column(0).value(r)) : "";
        for (size_t d = first_dimension; d < first_value; ++d)
            key += "|" + (table.column(d).is_null(r) ? "~" : "=" + table.column(d).text(r));
        auto& values = out[key];
        for (size_t c = first_value; c < table.columns(); ++c) {
            const Column& column = table.column(c);
            values[column.name()] =
                column.type() == ColumnType::boolean ? std::optional<double>(column.boolean(r) ? 1 : 0) : column.number(r);
        }
    }
    return out;
}

const std::vector<std::string>& naive_metrics() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& [name, formula] : formulas()) out.push_back(name);
        return out;
    }();
    return names;
}

} // namespace plumbline::testing
