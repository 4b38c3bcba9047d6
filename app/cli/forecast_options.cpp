// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/forecast_options.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "core/base/date.h"
#include "core/base/holidays.h"
#include "core/ingest/csv_read.h"

namespace plumbline::cli {

namespace {

[[noreturn]] void wrong(const std::string& detail, const std::string& detail_fr) {
    throw Error(ErrorCode::usage, {{"detail", detail}, {"detail_fr", detail_fr}});
}

template <typename Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

/// "name=rest"; both are there.
std::pair<std::string, std::string> assignment(const std::string& text, const char* option) {
    const size_t at = text.find('=');
    if (at == std::string::npos || at == 0 || at + 1 == text.size())
        wrong(std::string(option) + " takes NAME=VALUE, not \"" + text + "\".",
              std::string(option) + " prend NOM=VALEUR, pas « " + text + " ».");
    return {text.substr(0, at), text.substr(at + 1)};
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> out{""};
    for (const char c : text)
        if (c == separator)
            out.emplace_back();
        else
            out.back() += c;
    return out;
}

/// monthly=30.5:5 or winter=7:3:is_winter
forecast::SeasonalitySpec seasonality_of(const std::string& text, double prior_scale) {
    const auto [name, rest] = assignment(text, "--add-seasonality");
    const std::vector<std::string> cells = split(rest, ':');
    const auto period = number<double>(cells[0]);
    const auto order = cells.size() > 1 ? number<int>(cells[1]) : std::nullopt;
    if (cells.size() < 2 || cells.size() > 3 || !period || !order)
        wrong("--add-seasonality takes NAME=DAYS:ORDER or NAME=DAYS:ORDER:COLUMN, not \"" + text + "\".",
              "--add-seasonality prend NOM=JOURS:ORDRE ou NOM=JOURS:ORDRE:COLONNE, pas « " + text + " ».");
    return {name, *period, *order, prior_scale, std::nullopt, cells.size() == 3 ? cells[2] : std::string()};
}

void set_switch(const std::string& text, const char* option, forecast::Switch& which, std::optional<int>& order) {
    if (text == "auto") return;
    if (const auto n = number<int>(text); n && *n > 0) {
        which = forecast::Switch::on;
        order = *n;
    } else if (text == "on" || text == "off" || (n && *n == 0)) {
        which = text == "on" ? forecast::Switch::on : forecast::Switch::off;
    } else {
        wrong(std::string(option) + " is auto, on, off or the number of waves, not \"" + text + "\".",
              std::string(option) + " vaut auto, on, off ou le nombre d'ondes, pas « " + text + " ».");
    }
}

} // namespace

void add_forecast_options(CLI::App& command, ForecastOptions& o) {
    command.add_option("--metric", o.metric, "Metric of the workspace");
    command.add_option("--dataset", o.dataset, "Name of the dataset; not needed where there is one");
    command.add_option("--where", o.where, "dimension=value or dimension!=value; may be repeated");
    command.add_option("--by", o.by, "Dimension: a forecast for each of its values, adding up to the total");
    command.add_option("--limit", o.limit, "With --by: the largest values; the rest is one part")->check(CLI::Range(1, 1000));
    command.add_option("--reconcile", o.reconcile, "With --by: how the parts are made to add up")
        ->check(CLI::IsMember({"mint", "bottom_up", "none"}));
    command.add_option("--from", o.from, "First day of the history");
    command.add_option("--to", o.to, "Last day of the history");
    command.add_option("--series", o.series,
                       "File with the columns ds and y, and regressors beside them; rows without y are the future");
    command.add_option("--horizon", o.horizon, "Steps to forecast")->required();
    command.add_option("--grain", o.grain, "Grain of time")->check(CLI::IsMember({"day", "week", "month", "quarter", "year"}));
    std::vector<std::string> models{"auto", "ensemble"};
    for (const forecast::Forecaster* f : forecast::forecasters()) models.push_back(f->id());
    command.add_option("--model", o.model, "Method")->check(CLI::IsMember(models));
    command.add_option("--growth", o.growth, "Trend of Prophet")->check(CLI::IsMember({"linear", "logistic", "flat"}));
    command.add_option("--cap", o.cap, "Upper limit of logistic growth");
    command.add_option("--floor", o.floor, "Lower limit of logistic growth");
    command.add_option("--changepoints", o.changepoints, "Days on which the trend may change, separated by commas")
        ->delimiter(',');
    command.add_option("--n-changepoints", o.n_changepoints, "Possible changes of the trend; default: 25");
    command.add_option("--changepoint-range", o.changepoint_range, "Share of the history that may hold them; default: 0.8");
    command.add_option("--changepoint-prior-scale", o.changepoint_prior_scale, "How readily the trend changes; default: 0.05");
    command.add_option("--seasonality", o.seasonality, "Mode of Prophet's seasons")
        ->check(CLI::IsMember({"additive", "multiplicative"}));
    command.add_option("--yearly", o.yearly, "Prophet's season of the year: auto, on, off or its number of waves");
    command.add_option("--weekly", o.weekly, "Prophet's season of the week: auto, on, off or its number of waves");
    command.add_option("--daily", o.daily, "Prophet's season of the day: auto, on, off or its number of waves");
    command.add_option("--add-seasonality", o.seasonalities,
                       "A season of your own, NAME=DAYS:WAVES, such as monthly=30.5:5; with :COLUMN only where that column is 1");
    command.add_option("--seasonality-prior-scale", o.seasonality_prior_scale, "How large seasons may be; default: 10");
    command.add_option("--season", o.season, "Steps a season, where it is not the week or the year")
        ->check(CLI::Range(1, 100000));
    std::vector<std::string> countries = holiday_countries();
    countries.emplace_back("none");
    command
        .add_option("--holidays", o.holidays,
                    "Country of the holidays, or none; default: that of the currency for a metric, none for a file")
        ->check(CLI::IsMember(countries, CLI::ignore_case));
    command.add_option("--events", o.events,
                       "File of your own events with the columns name and ds, and lower_window, upper_window, prior_scale");
    command.add_flag("--with-blocked", o.with_blocked,
                     "Learn from periods that the auditor blocks too; they are left out otherwise");
    command.add_option("--holidays-prior-scale", o.holidays_prior_scale, "How large effects of events may be; default: 10");
    command
        .add_option("--regressors", o.regressors,
                    "Columns that must be used, separated by commas; default: those that have future values and help on the past")
        ->delimiter(',');
    command.add_flag("--no-regressors", o.no_regressors, "Use no other column than ds and y");
    command.add_flag("--all-regressors", o.all_regressors, "Use every column, whether it helps on the past or not");
    command.add_option("--sign", o.signs, "COLUMN=+ or COLUMN=-: what more of it can only do; may be repeated");
    command.add_flag("--non-negative", o.non_negative, "The values cannot be below 0");
    command.add_option("--interval", o.interval, "Share of the values that the interval should hold");
    command.add_option("--tune", o.tune, "Settings of Prophet to try")->check(CLI::Range(0, 10000));
    command.add_option("--folds", o.folds, "Earlier moments to test at")->check(CLI::Range(0, 100));
    command.add_option("--initial", o.initial, "Steps of history that the first test needs; default: three horizons")
        ->check(CLI::Range(2, 1000000));
    command.add_option("--period", o.period, "Steps between the tests; default: half the horizon")->check(CLI::Range(1, 1000000));
    command.add_flag("--backtest", o.backtest, "Compare all methods on the past");
    command.add_flag("--recalibrate", o.recalibrate, "Set the interval by the errors on the past, also for a single method");
    command.add_flag("--components", o.components, "Give the parts of the forecast");
    command.add_flag("--analysis", o.analysis, "Say what the series is made of: strengths, best days and weeks, events, changes");
    command.add_flag("--history", o.history, "Give the fitted history");
    command.add_flag("--keep", o.keep, "Store the forecast of a metric, to be held against what comes");
    command.add_option("--seed", o.seed, "Seed of what is random");
}

forecast::Spec spec_of(const ForecastOptions& o) {
    forecast::Spec spec;
    spec.interval = o.interval;
    spec.seed = o.seed;
    spec.season_length = o.season;
    spec.growth = o.growth == "logistic" ? forecast::Growth::logistic
                  : o.growth == "flat"   ? forecast::Growth::flat
                                         : forecast::Growth::linear;
    spec.cap = o.cap;
    spec.floor = o.floor;
    spec.multiplicative = o.seasonality == "multiplicative";
    if (o.n_changepoints) spec.n_changepoints = *o.n_changepoints;
    if (o.changepoint_range) spec.changepoint_range = *o.changepoint_range;
    if (o.changepoint_prior_scale) spec.changepoint_prior_scale = *o.changepoint_prior_scale;
    if (o.seasonality_prior_scale) spec.seasonality_prior_scale = *o.seasonality_prior_scale;
    if (o.holidays_prior_scale) spec.holidays_prior_scale = *o.holidays_prior_scale;
    set_switch(o.yearly, "--yearly", spec.yearly, spec.yearly_order);
    set_switch(o.weekly, "--weekly", spec.weekly, spec.weekly_order);
    set_switch(o.daily, "--daily", spec.daily, spec.daily_order);
    for (const std::string& s : o.seasonalities) spec.seasonalities.push_back(seasonality_of(s, spec.seasonality_prior_scale));
    if (!o.changepoints.empty()) {
        spec.changepoints.emplace();
        for (const std::string& text : o.changepoints) {
            const auto day = parse_iso_date(text);
            if (!day)
                wrong("--changepoints takes dates such as 2026-03-14, not \"" + text + "\".",
                      "--changepoints prend des dates comme 2026-03-14, pas « " + text + " ».");
            spec.changepoints->push_back(day->days);
        }
    }
    if (!o.events.empty()) spec.events = read_events(o.events);
    spec.validate();
    return spec;
}

std::vector<forecast::RegressorSpec> regressors_of(const ForecastOptions& o, const forecast::Spec& spec,
                                                   const std::set<std::string>& columns) {
    std::map<std::string, int> signs;
    for (const std::string& text : o.signs) {
        const auto [name, sign] = assignment(text, "--sign");
        if (sign != "+" && sign != "-")
            wrong("The sign of a column is + or -, not \"" + sign + "\".",
                  "Le signe d'une colonne est + ou -, pas « " + sign + " ».");
        signs[name] = sign == "+" ? 1 : -1;
    }
    std::set<std::string> conditions;
    for (const forecast::SeasonalitySpec& s : spec.seasonalities)
        if (!s.condition.empty()) conditions.insert(s.condition);
    const auto known = [&](const std::string& name) {
        if (!columns.contains(name))
            wrong("There is no column " + name + " with values for the history and the moments to come.",
                  "Il n'y a pas de colonne " + name + " renseignée pour l'historique et pour les dates à venir.");
    };
    for (const std::string& name : conditions) known(name);
    for (const auto& [name, sign] : signs) known(name);
    std::vector<forecast::RegressorSpec> out;
    for (const std::string& name : columns)
        if (!conditions.contains(name))
            out.push_back({name, 10, std::nullopt, signs.contains(name) ? signs.at(name) : 0, std::nullopt});
    return out;
}

std::vector<forecast::Event> read_events(const std::filesystem::path& file) {
    const ingest::RawTable table = ingest::read_raw_cells(file);
    const auto column = [&](std::string_view name) -> std::optional<size_t> {
        const auto at = std::find(table.header.begin(), table.header.end(), name);
        return at == table.header.end() ? std::nullopt : std::optional(static_cast<size_t>(at - table.header.begin()));
    };
    const auto name = column("name"), ds = column("ds");
    const std::string whose = file.filename().string();
    const auto invalid = [&](const std::string& detail, const std::string& detail_fr) {
        throw Error(ErrorCode::series_invalid, {{"detail", whose + detail}, {"detail_fr", whose + detail_fr}});
    };
    if (!name || !ds)
        invalid(std::string(" has no column ") + (name ? "ds" : "name"),
                std::string(" n'a pas de colonne ") + (name ? "ds" : "name"));
    std::map<std::string, forecast::Event> by_name;
    size_t line = 1 + static_cast<size_t>(table.dialect.skipped_head);
    for (const auto& row : table.rows) {
        ++line;
        const auto cell = [&](std::optional<size_t> at) { return at && *at < row.size() ? row[*at] : std::string(); };
        if (cell(name).empty() && cell(ds).empty()) continue;
        const auto day = parse_iso_date(cell(ds));
        if (!day || cell(name).empty())
            invalid(": line " + std::to_string(line) + " has no name or no date such as 2026-11-27",
                    " : la ligne " + std::to_string(line) + " n'a pas de nom ou pas de date comme 2026-11-27");
        forecast::Event& e = by_name[cell(name)];
        e.name = cell(name);
        e.days.push_back(day->days);
        const auto at = [&](const char* header) -> std::optional<double> {
            const std::string text = cell(column(header));
            if (text.empty()) return std::nullopt;
            const auto value = number<double>(text);
            if (!value || !std::isfinite(*value) || std::abs(*value) > 1000)
                invalid(": line " + std::to_string(line) + " has \"" + text + "\" in the column " + header,
                        " : la ligne " + std::to_string(line) + " a « " + text + " » dans la colonne " + header);
            return value;
        };
        if (const auto v = at("lower_window")) e.lower_window = std::min(e.lower_window, static_cast<int>(*v));
        if (const auto v = at("upper_window")) e.upper_window = std::max(e.upper_window, static_cast<int>(*v));
        if (const auto v = at("prior_scale")) e.prior_scale = *v;
    }
    std::vector<forecast::Event> out;
    for (auto& [key, e] : by_name) out.push_back(std::move(e));
    return out;
}

} // namespace plumbline::cli
