// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/load.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "core/base/holidays.h"

namespace plumbline::response {

using nlohmann::json;

namespace {

[[noreturn]] void invalid(const std::string& detail, const std::string& detail_fr) {
    throw Error(ErrorCode::response_invalid, {{"detail", detail}, {"detail_fr", detail_fr}});
}

const Column& column_of(const Table& table, const std::string& name) {
    for (size_t i = 0; i < table.columns(); ++i)
        if (table.column(i).name() == name) return table.column(i);
    std::string known;
    for (size_t i = 0; i < table.columns(); ++i) known += (i > 0 ? ", " : "") + table.column(i).name();
    invalid("there is no column \"" + name + "\"; the columns are " + known,
            "il n'y a pas de colonne « " + name + " » ; les colonnes sont " + known);
}

std::optional<Date> day_of(const Column& column, size_t row) {
    if (column.is_null(row)) return std::nullopt;
    if (column.type() == ColumnType::date) return column.date(row);
    if (column.type() == ColumnType::text) return parse_iso_date(column.text(row).substr(0, 10));
    return std::nullopt;
}

/// Numbers with more digits than a double keeps come as text.
std::optional<double> number_in(std::string_view text) {
    double v = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(v) ? std::optional(v) : std::nullopt;
}

std::optional<double> number_of(const Column& column, size_t row) {
    if (column.is_null(row)) return std::nullopt;
    if (column.type() == ColumnType::text) return number_in(column.text(row));
    if (column.type() == ColumnType::integer || column.type() == ColumnType::real) return column.number(row);
    if (column.type() == ColumnType::boolean) return column.boolean(row) ? 1.0 : 0.0;
    return std::nullopt;
}

/// Where a currency stands for a country, or for countries that share their shopping days.
std::string country_of(const std::string& currency) {
    static const std::map<std::string, std::string> countries{{"CHF", "CH"}, {"EUR", "DE"}, {"GBP", "UK"}, {"USD", "US"},
                                                              {"CAD", "CA"}, {"BRL", "BR"}, {"INR", "IN"}};
    const auto at = countries.find(currency);
    return at == countries.end() ? std::string() : at->second;
}

/// Days that sell alike are one control: fewer numbers to find.
std::string shopping_name(const std::string& name) {
    if (name.find("'s Day") != std::string::npos) return "Gift days";
    if (name == "Christmas Eve" || name == "New Year's Eve") return "Christmas run-up";
    return name;
}

bool is_number(const Column& c) {
    if (c.type() != ColumnType::text)
        return c.type() == ColumnType::integer || c.type() == ColumnType::real || c.type() == ColumnType::boolean;
    bool any = false;
    for (size_t r = 0; r < c.size(); ++r) {
        if (c.is_null(r)) continue;
        if (!number_in(c.text(r))) return false;
        any = true;
    }
    return any;
}

} // namespace

MediaData media_from_table(const Table& table, const SeriesColumns& columns) {
    MediaData data;
    data.target = columns.target;
    data.channels = data.columns = columns.spend;
    if (columns.spend.empty()) invalid("no spend column is named", "aucune colonne de dépenses n'est nommée");
    if (columns.target.empty()) invalid("no target column is named", "aucune colonne cible n'est nommée");
    const Column* date = nullptr;
    if (!columns.date.empty())
        date = &column_of(table, columns.date);
    else
        for (size_t i = 0; i < table.columns() && !date; ++i)
            if (table.column(i).type() == ColumnType::date) date = &table.column(i);
    if (!date) invalid("there is no column of dates", "il n'y a pas de colonne de dates");
    const Column& target = column_of(table, columns.target);
    std::vector<const Column*> spend, controls;
    for (const std::string& name : columns.spend) spend.push_back(&column_of(table, name));
    for (const std::string& name : columns.controls) controls.push_back(&column_of(table, name));
    for (const Column* c : spend)
        if (!is_number(*c))
            invalid("the column \"" + c->name() + "\" holds no numbers",
                    "la colonne « " + c->name() + " » ne contient pas de nombres");
    for (const Column* c : controls)
        if (!is_number(*c))
            invalid("the column \"" + c->name() + "\" holds no numbers",
                    "la colonne « " + c->name() + " » ne contient pas de nombres");
    if (!is_number(target))
        invalid("the column \"" + target.name() + "\" holds no numbers",
                "la colonne « " + target.name() + " » ne contient pas de nombres");
    data.controls = columns.controls;

    std::map<int32_t, size_t> days;
    bool repeat = false;
    for (size_t r = 0; r < table.rows(); ++r) {
        const auto day = day_of(*date, r);
        if (!day)
            invalid("row " + std::to_string(r + 1) + " has no date", "la ligne " + std::to_string(r + 1) + " n'a pas de date");
        repeat = !days.emplace(day->days, 0).second || repeat;
    }
    const Column* geo = columns.geo.empty() ? nullptr : &column_of(table, columns.geo);
    if (!geo && repeat) {
        std::vector<const Column*> texts;
        for (size_t i = 0; i < table.columns(); ++i)
            if (table.column(i).type() == ColumnType::text && &table.column(i) != date && !is_number(table.column(i)))
                texts.push_back(&table.column(i));
        if (texts.size() != 1)
            invalid("dates repeat and no column says which region a row belongs to",
                    "des dates se répètent et aucune colonne ne dit la région des lignes");
        geo = texts.front();
    }
    std::map<std::string, size_t> geos;
    for (size_t r = 0; r < table.rows(); ++r) {
        const std::string name = geo && !geo->is_null(r) ? to_text(geo->value(r)) : std::string();
        if (geos.emplace(name, geos.size()).second) data.geos.push_back(name);
    }
    size_t at = 0;
    for (auto& [day, index] : days) {
        index = at++;
        data.dates.push_back(Date{day});
    }
    const size_t n = days.size(), g_count = data.geos.size();
    data.y.assign(g_count, std::vector<double>(n, NAN));
    data.spend.assign(spend.size(), std::vector<std::vector<double>>(g_count, std::vector<double>(n, 0.0)));
    data.control.assign(controls.size(), std::vector<std::vector<double>>(g_count, std::vector<double>(n, NAN)));
    std::vector<std::vector<char>> seen(g_count, std::vector<char>(n, 0));
    for (size_t r = 0; r < table.rows(); ++r) {
        const std::string name = geo && !geo->is_null(r) ? to_text(geo->value(r)) : std::string();
        const size_t g = geos.at(name), t = days.at(day_of(*date, r)->days);
        if (seen[g][t])
            invalid("there are two rows for " + to_iso(data.dates[t]) + (name.empty() ? "" : " in " + name),
                    "il y a deux lignes pour le " + to_iso(data.dates[t]) + (name.empty() ? "" : ", " + name));
        seen[g][t] = 1;
        data.y[g][t] = number_of(target, r).value_or(NAN);
        for (size_t c = 0; c < spend.size(); ++c) data.spend[c][g][t] = number_of(*spend[c], r).value_or(0);
        for (size_t k = 0; k < controls.size(); ++k) data.control[k][g][t] = number_of(*controls[k], r).value_or(NAN);
    }
    return data;
}

void add_controls(MediaData& data, const Table& table) {
    const Column* date = nullptr;
    for (size_t i = 0; i < table.columns() && !date; ++i)
        if (table.column(i).type() == ColumnType::date) date = &table.column(i);
    if (!date)
        invalid("the table of controls has no column of dates",
                "le tableau des variables de contrôle n'a pas de colonne de dates");
    const size_t n = data.periods();
    const Date end = data.dates.back() + static_cast<int>(data.step_days());
    for (size_t i = 0; i < table.columns(); ++i) {
        const Column& column = table.column(i);
        if (!is_number(column)) continue;
        std::vector<double> sum(n, 0.0), count(n, 0.0);
        for (size_t r = 0; r < table.rows(); ++r) {
            const auto day = day_of(*date, r);
            const auto value = number_of(column, r);
            if (!day || !value || *day < data.dates.front() || *day >= end) continue;
            const auto t =
                static_cast<size_t>(std::upper_bound(data.dates.begin(), data.dates.end(), *day) - data.dates.begin()) - 1;
            sum[t] += *value, count[t] += 1;
        }
        for (size_t t = 0; t < n; ++t) {
            if (count[t] == 0)
                invalid("the control " + column.name() + " has no value in the period of " + to_iso(data.dates[t]),
                        "la variable " + column.name() + " n'a pas de valeur pour la période du " + to_iso(data.dates[t]));
            sum[t] /= count[t];
        }
        data.controls.push_back(column.name());
        data.control.emplace_back(data.geos.size(), sum);
    }
}

DateRange longest_stretch(const std::vector<Date>& weeks) {
    constexpr int silence = 366; // days
    size_t from = 0, best = 0, most = 0;
    for (size_t i = 0; i < weeks.size(); ++i) {
        if (i > 0 && weeks[i] - weeks[i - 1] > silence) from = i;
        if (i + 1 - from > most) {
            most = i + 1 - from;
            best = from;
        }
    }
    return {weeks[best], weeks[best + most - 1] + 6};
}

MediaData media_from_workspace(const metrics::Context& context, const MediaQuestion& question, std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    if (!dataset.dates) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
    const metrics::Metric& metric = metrics::find_metric(question.target);
    if (!metric.denominator.empty())
        invalid("the target " + metric.id + " is a ratio; advertising adds to sums such as revenue, orders or leads",
                "la cible " + metric.id +
                    " est un rapport ; la publicité agit sur des sommes (chiffre d'affaires, commandes, contacts)");
    // Whole weeks only: a week that is cut short looks like a collapse.
    DateRange range = question.period.value_or(*dataset.dates);
    constexpr int long_history = 5 * 366; // days; what is longer may be a slip of the pen
    if (!question.period && range.days() > long_history) {
        metrics::Query each;
        each.metrics = {metric.id};
        each.grain = Grain::week;
        each.period = range;
        each.filters = question.filters;
        const Table table = metrics::run(context, each, stop).table;
        std::vector<Date> weeks;
        for (size_t r = 0; r < table.rows(); ++r)
            if (table.at(metric.id).number(r).value_or(0) != 0) weeks.push_back(table.column(0).date(r));
        std::ranges::sort(weeks);
        if (!weeks.empty()) {
            const DateRange meant = longest_stretch(weeks);
            range = {std::max(range.from, meant.from), std::min(range.to, meant.to)};
        }
    }
    Date first = period_start(range.from, Grain::week);
    if (first < range.from) first = first + 7;
    Date last = period_start(range.to, Grain::week);
    if (period_end(range.to, Grain::week) > range.to) last = last - 7;
    MediaData data;
    data.target = metric.id;
    data.currency = dataset.currency;
    for (Date d = first; d <= last; d = d + 7) data.dates.push_back(d);
    if (data.dates.size() < 2)
        throw Error(ErrorCode::response_too_short,
                    {{"weeks", std::to_string(data.dates.size())}, {"channels", "0"}, {"needed", "20"}});
    const DateRange whole{first, last + 6};
    const size_t n = data.dates.size();
    const auto week = [&](Date d) { return static_cast<size_t>((d - first) / 7); };
    metrics::Query query;
    query.grain = Grain::week;
    query.period = whole;
    query.filters = question.filters;
    std::map<std::string, size_t> geos;
    if (question.geo.empty()) {
        data.geos = {""};
        geos[""] = 0;
    } else {
        metrics::Query by = query;
        by.metrics = {"cost"};
        by.by = {question.geo};
        by.grain.reset();
        const Table table = metrics::run(context, by, stop).table;
        for (size_t r = 0; r < table.rows(); ++r)
            if (!table.column(0).is_null(r) && geos.emplace(table.column(0).text(r), geos.size()).second)
                data.geos.push_back(table.column(0).text(r));
    }
    const size_t g_count = data.geos.size();
    data.y.assign(g_count, std::vector<double>(n, 0.0));
    const bool regional = !question.geo.empty();

    query.metrics = {metric.id};
    if (regional) query.by = {question.geo};
    const Table target = metrics::run(context, query, stop).table;
    const Column& value = target.at(metric.id);
    for (size_t r = 0; r < target.rows(); ++r) {
        const auto g = regional ? geos.find(target.column(1).is_null(r) ? "" : target.column(1).text(r)) : geos.begin();
        if (g == geos.end()) continue;
        if (const size_t t = week(target.column(0).date(r)); t < n) data.y[g->second][t] += value.number(r).value_or(0);
    }

    query.metrics = {"cost"};
    query.by = {question.spend_by};
    if (regional) query.by.push_back(question.geo);
    const Table spend = metrics::run(context, query, stop).table;
    const Column& cost = spend.at("cost");
    std::map<std::string, size_t> channels;
    for (size_t r = 0; r < spend.rows(); ++r) {
        const double paid = cost.number(r).value_or(0);
        if (paid == 0 || spend.column(1).is_null(r)) continue;
        const auto g = regional ? geos.find(spend.column(2).is_null(r) ? "" : spend.column(2).text(r)) : geos.begin();
        const size_t t = week(spend.column(0).date(r));
        if (g == geos.end() || t >= n) continue;
        const auto [at, fresh] = channels.emplace(spend.column(1).text(r), data.channels.size());
        if (fresh) {
            data.channels.push_back(at->first);
            data.spend.emplace_back(g_count, std::vector<double>(n, 0.0));
        }
        data.spend[at->second][g->second][t] += paid;
    }
    data.columns = data.channels;
    for (auto& c : data.spend)
        for (auto& g : c)
            for (double& v : g) v = std::max(v, 0.0); // refunds larger than a week's spend (the auditor reports them)

    const auto add_control = [&](const std::string& name, const std::vector<double>& values) {
        if (std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); })) return;
        data.controls.push_back(name);
        data.control.emplace_back(g_count, values);
    };
    const std::string country = question.holidays == "auto"   ? country_of(dataset.currency)
                                : question.holidays == "none" ? ""
                                                              : question.holidays;
    if (!country.empty()) {
        const int from = to_civil(first).year, to = to_civil(last).year;
        std::map<std::string, std::vector<double>> days;
        for (const Holiday& h : public_holidays(country, from, to))
            if (whole.contains(h.day)) days.try_emplace("holidays", n, 0.0).first->second[week(h.day)] += 1;
        for (const Holiday& h : commercial_days(country, from, to))
            if (whole.contains(h.day)) days.try_emplace(shopping_name(h.name), n, 0.0).first->second[week(h.day)] += 1;
        for (const auto& [name, values] : days) add_control(name, values);
    }
    std::map<std::string, std::vector<double>> events;
    for (const metrics::Annotation& a : question.annotations) {
        if (a.kind == "tracking" || !a.where.empty()) continue;
        auto& days = events.try_emplace(a.repeats ? a.text : a.kind, n, 0.0).first->second;
        for (Date d = std::max(a.days.from, first); d <= std::min(a.days.to, whole.to); d = d + 1) days[week(d)] += 1.0 / 7;
    }
    for (const auto& [name, values] : events) add_control(name, values);
    return data;
}

namespace {

std::string fit_id(int64_t dataset_id, const std::string& target) {
    return "dataset-" + std::to_string(dataset_id) + "-" + target;
}

} // namespace

void keep_fit(store::Workspace& workspace, int64_t dataset_id, const ResponseFit& fit) {
    store::Record record;
    record.kind = "response_fit";
    record.id = fit_id(dataset_id, fit.target);
    record.dataset_id = dataset_id;
    record.body = to_json(fit).dump();
    workspace.put_record(std::move(record));
}

std::optional<ResponseFit> kept_fit(const store::Workspace& workspace, int64_t dataset_id, const std::string& target) {
    std::optional<ResponseFit> newest;
    std::string when;
    for (const store::Record& record : workspace.records("response_fit", dataset_id)) {
        try {
            const ResponseFit fit = fit_from_json(json::parse(record.body));
            if ((target.empty() || fit.target == target) && record.updated >= when) {
                newest = fit;
                when = record.updated;
            }
        } catch (const Error&) { // of another version: fitted again when asked for
        } catch (const json::exception&) {
        }
    }
    return newest;
}

std::vector<LiftTest> kept_lifts(const store::Workspace& workspace, int64_t dataset_id) {
    const auto record = workspace.record("lift_tests", "dataset-" + std::to_string(dataset_id));
    return record ? lifts_from_json(json::parse(record->body)) : std::vector<LiftTest>{};
}

void keep_lifts(store::Workspace& workspace, int64_t dataset_id, const std::vector<LiftTest>& tests) {
    json list = json::array();
    for (const LiftTest& t : tests) list.push_back(to_json(t));
    store::Record record;
    record.kind = "lift_tests";
    record.id = "dataset-" + std::to_string(dataset_id);
    record.dataset_id = dataset_id;
    record.body = list.dump();
    record.decides = true;
    workspace.put_record(std::move(record));
}

} // namespace plumbline::response
