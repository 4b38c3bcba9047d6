// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "core/metrics/catalogue.h"
#include "core/report/parts.h"
#include "core/report/scale.h"

namespace plumbline::report {

namespace {

constexpr int most_cohorts = 13;      ///< a quarter of weeks, a year of months
constexpr int most_ages = 13;         ///< columns that fit a page
constexpr int weeks_up_to_days = 183; ///< a longer period is told by month

Grain grain_of(const Setting& s) { return s.period.days() <= weeks_up_to_days ? Grain::week : Grain::month; }

/// Start of the period that a value such as "2026-W05", "2026-02" or "2026-02-09" names.
std::optional<Date> start_of(const std::string& value, Grain grain) {
    int year = 0, number = 0, end = 0;
    if (std::sscanf(value.c_str(), "%4d-W%2d%n", &year, &number, &end) == 2 && end == static_cast<int>(value.size()) &&
        number >= 1 && number <= 53)
        return period_start(from_iso_week({year, number}), grain);
    end = 0;
    if (std::sscanf(value.c_str(), "%4d-%2d%n", &year, &number, &end) == 2 && end == static_cast<int>(value.size()) &&
        number >= 1 && number <= 12)
        return period_start(from_civil({year, static_cast<unsigned>(number), 1}), grain);
    if (const auto day = parse_iso_date(value)) return period_start(*day, grain);
    return std::nullopt;
}

/// A dimension that says when a customer came.
std::string cohort_dimension(const Setting& s) {
    for (const DatasetColumn* c : s.dataset.dimensions())
        for (const char* part : {"cohort", "first_order", "first_purchase", "first_week", "first_month", "acquisition",
                                 "premiere_commande", "premier_achat", "cohorte"})
            if (c->field.find(part) != std::string::npos) return c->field;
    return {};
}

std::string campaign_of(const Setting& s) {
    for (const char* role : {"campaign", "campaign_id"})
        if (const DatasetColumn* c = s.dataset.by_role(role)) return c->field;
    return {};
}

/// The sums that a ratio is made of; empty for a sum, and for shares of a total, which a cohort has none of.
std::vector<std::string> parts_of(const metrics::Metric& m) {
    std::vector<std::string> out;
    if (m.denominator.empty()) return out;
    for (const auto* side : {&m.numerator, &m.denominator})
        for (const std::string& term : *side) {
            const std::string role(metrics::term_role(term));
            if (std::ranges::find(out, role) == out.end()) out.push_back(role);
        }
    return out;
}

bool is_share(const metrics::Metric& m) {
    return std::ranges::any_of(m.denominator, [](const std::string& term) { return metrics::is_total(term); });
}

std::optional<double> side_at(const Table& rows, size_t r, const std::vector<std::string>& terms) {
    std::optional<double> sum;
    for (const std::string& term : terms)
        if (const auto v = number_at(rows, metrics::term_role(term), r)) sum = sum.value_or(0) + metrics::term_sign(term) * *v;
    return sum;
}

int periods_between(Date from, Date to, Grain grain) {
    if (grain == Grain::week) return (to - from) / 7;
    const CivilDate a = to_civil(from), b = to_civil(to);
    return (b.year - a.year) * 12 + static_cast<int>(b.month) - static_cast<int>(a.month);
}

} // namespace

std::optional<metrics::Query> cohorts_query(const Setting& s) {
    if (!s.dated || !s.main || is_share(*s.main)) return std::nullopt;
    const std::string own = cohort_dimension(s), dimension = own.empty() ? campaign_of(s) : own;
    if (dimension.empty()) return std::nullopt;
    std::vector<std::string> ids{s.main->id};
    for (const std::string& part : parts_of(*s.main))
        if (part != s.main->id) ids.push_back(part);
    metrics::Query q = s.query(ids, {dimension});
    q.compare = metrics::Comparison::none;
    q.grain = grain_of(s);
    // The whole data: when something began is not a question of the period that is looked at.
    q.period = s.dataset.dates;
    return q;
}

TableSpec make_cohorts(const Setting& s, const Table& rows) {
    TableSpec out;
    out.id = "cohorts";
    out.title = s.word("cohorts.none");
    if (!s.main || rows.rows() == 0) return out;
    const metrics::Metric& metric = *s.main;
    const Grain grain = grain_of(s);
    const bool own = !cohort_dimension(s).empty();
    const bool sum = metric.denominator.empty();
    const Date first_data = period_start(s.dataset.dates->from, grain), last_data = period_start(s.dataset.dates->to, grain);

    // When each member began, then what each cohort brought at each age.
    std::map<std::string, Date> began;
    for (size_t r = 0; r < rows.rows(); ++r) {
        if (rows.column(1).is_null(r) || !(sum ? number_at(rows, metric.id, r) : side_at(rows, r, metric.denominator))) continue;
        const std::string& name = rows.column(1).text(r);
        const Date at = rows.column(0).date(r);
        if (own) {
            if (const auto start = start_of(name, grain)) began.emplace(name, *start);
        } else if (const auto known = began.emplace(name, at); !known.second)
            known.first->second = std::min(known.first->second, at);
    }
    /// Ratios are ratios of sums over the members of a cohort.
    struct Cell {
        double above = 0, below = 0;
        bool known = false;
    };
    std::map<Date, std::map<int, Cell>> cohorts;
    std::map<Date, int> members;
    for (const auto& [name, date] : began) ++members[date];
    for (size_t r = 0; r < rows.rows(); ++r) {
        const auto above = sum ? number_at(rows, metric.id, r) : side_at(rows, r, metric.numerator);
        const auto below = sum ? std::optional(1.0) : side_at(rows, r, metric.denominator);
        if (rows.column(1).is_null(r) || (!above && !below) || (sum && !above)) continue;
        const auto at = began.find(rows.column(1).text(r));
        if (at == began.end()) continue;
        const int age = periods_between(at->second, rows.column(0).date(r), grain);
        // What ran on the first day may have begun long before.
        if (age < 0 || (!own && at->second == first_data)) continue;
        Cell& cell = cohorts[at->second][age];
        cell.above += above.value_or(0) * (sum ? 1 : metric.factor);
        cell.below += below.value_or(0);
        cell.known = true;
    }
    while (cohorts.size() > most_cohorts) cohorts.erase(cohorts.begin());
    if (cohorts.empty()) return out;

    int ages = 0;
    double most = 0;
    std::vector<std::optional<double>> shown;
    auto value_of = [&](const Cell& c) -> std::optional<double> {
        if (!c.known || (!sum && c.below == 0)) return std::nullopt;
        return sum ? c.above : c.above / c.below;
    };
    for (const auto& [start, cells] : cohorts)
        for (const auto& [age, cell] : cells) {
            if (age >= most_ages) continue;
            ages = std::max(ages, age + 1);
            shown.push_back(value_of(cell));
            most = std::max(most, value_of(cell).value_or(0));
        }
    const Scale scale = scale_for(shown, metric.unit, false);
    const Language language = s.narrator.language();
    const std::string unit = scale_words(scale, metric.unit, s.narrator, s.style);
    out.subtitle = words("cohorts.subtitle", language,
                         {{"label", s.short_label(metric)},
                          {"noun", s.narrator.phrase("noun." + std::string(grain_id(grain)), {{"n", 1}})},
                          {"scale", (unit.empty() ? "" : ", " + unit) + (own ? "" : s.word("cohorts.censored"))}});
    out.columns = {{"began", s.word("cohorts.began"), CellKind::text, {}}};
    if (!own) out.columns.push_back({"members", s.word("cohorts.members"), CellKind::number, {}});
    for (int a = 0; a < ages; ++a)
        out.columns.push_back({"age" + std::to_string(a),
                               a == 0 ? std::string("0") : words("cohorts.age", language, {{"n", std::to_string(a)}}),
                               CellKind::heat, metric.id});
    std::optional<double> best;
    std::string best_period;
    for (const auto& [start, cells] : cohorts) {
        std::vector<TableCell> row(1);
        const std::string period = format_period_short(start, grain, language) + " " +
                                   std::to_string(grain == Grain::week ? iso_week(start).year : to_civil(start).year);
        row[0].text = period;
        row[0].value = start.days;
        if (!own) {
            TableCell n;
            n.value = members[start];
            n.text = format_number(*n.value, 0, s.style);
            row.push_back(std::move(n));
        }
        double above = 0, below = 0;
        int known = 0;
        for (int a = 0; a < ages; ++a) {
            TableCell cell;
            const auto at = cells.find(a);
            // Later than the data reach: empty, not missing.
            const bool ahead = add_periods(start, grain, a) > last_data;
            if (at != cells.end() && value_of(at->second)) {
                cell.value = value_of(at->second);
                cell.text = scale.text(cell.value, metric.unit, s.style);
                cell.bar = most > 0 ? std::clamp(*cell.value / most, 0.0, 1.0) : 0;
                above += at->second.above;
                below += at->second.below;
                ++known;
            } else {
                cell.bar = -1;
                cell.text = ahead ? std::string() : std::string(missing_value);
                cell.tone = Tone::muted;
            }
            row.push_back(std::move(cell));
        }
        const double rank = sum ? above : below > 0 ? above / below : 0;
        if (known > 0 && (!best || (metric.good < 0 && !sum ? rank < *best : rank > *best))) {
            best = rank;
            best_period = period;
        }
        out.rows.push_back(std::move(row));
    }
    if (own)
        out.title = words("cohorts.title.dimension", language,
                          {{"label", s.label(metric)}, {"dimension", s.dimension_label(cohort_dimension(s))}});
    else if (out.rows.size() > 1 && best)
        out.title = words(sum ? "cohorts.finding" : "cohorts.finding.ratio", language,
                          {{"period", best_period}, {"value", format_card(best, metric.unit, s.style)}});
    else
        out.title = words("cohorts.title.campaign", language, {{"label", s.label(metric)}});
    return out;
}

} // namespace plumbline::report
