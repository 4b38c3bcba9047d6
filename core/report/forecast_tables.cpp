// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/numerics/normal.h"
#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

TableCell cell(std::string text, std::optional<double> value = {}) {
    TableCell c;
    c.text = std::move(text);
    c.value = value;
    return c;
}

KpiCard card(const ForecastWorld& w, std::string label, std::string text, std::string caption) {
    KpiCard c;
    c.metric = w.metric.id;
    c.unit = w.metric.unit;
    c.label = std::move(label);
    c.text = std::move(text);
    c.caption = std::move(caption);
    c.accessible = c.label + ", " + c.text + ", " + c.caption;
    c.explanation = w.say("card.explain", {{"metric", w.s.label(w.metric)},
                                           {"model", forecast::model_name(w.result.model, w.language())},
                                           {"n", std::to_string(w.series.ds.size())},
                                           {"last", format_date(Date{static_cast<int32_t>(w.series.ds.back())}, w.language())}});
    return c;
}

/// The target whose period the forecast reaches first, for just these filters.
const metrics::Target* next_target(const ForecastWorld& w) {
    const metrics::Target* best = nullptr;
    forecast::Kept here;
    here.metric = w.metric.id;
    here.where = w.request.filters;
    const double first = w.result.forecast.front().ds;
    const Date last = period_end(Date{static_cast<int32_t>(w.result.forecast.back().ds)}, w.request.grain);
    for (const metrics::Target& t : w.request.targets) {
        if (!here.same_question(t.metric, here.grain, t.where)) continue;
        if (t.days.to.days < first || t.days.to > last) continue; // decided already, or beyond what is forecast
        if (!best || t.days.to < best->days.to) best = &t;
    }
    return best;
}

/// Share of a period that lies within days.
double share_in(double ds, Grain grain, const DateRange& days) {
    const Date from{static_cast<int32_t>(ds)}, to = period_end(from, grain);
    const int inside = std::min(to, days.to) - std::max(from, days.from) + 1;
    return std::clamp(static_cast<double>(inside) / (to - from + 1), 0.0, 1.0);
}

} // namespace

std::vector<KpiCard> make_forecast_cards(const ForecastWorld& w, std::optional<double>& chance) {
    const auto& points = w.result.forecast;
    std::vector<KpiCard> cards;
    cards.push_back(card(w, w.say("card.next", {{"periods", w.periods(points.size())}}), w.value(w.total.value),
                         w.say("card.interval", {{"p", format_percent(w.request.interval, 0, w.s.style)},
                                                 {"lower", w.value(w.total.lower)},
                                                 {"upper", w.value(w.total.upper)}})));
    cards.back().value = w.total.value;
    if (w.last_year && *w.last_year > 0) {
        const double change = w.total.value / *w.last_year - 1;
        cards.push_back(card(w, w.say("card.year"), format_change(change, w.s.style),
                             w.say("card.year_value", {{"value", w.value(*w.last_year)}})));
        cards.back().value = change;
    } else
        cards.push_back(card(w, w.say("card.year"), std::string(missing_value), w.say("card.year_missing")));

    if (const metrics::Target* target = next_target(w)) {
        std::vector<double> weights;
        for (const forecast::ForecastPoint& p : points) weights.push_back(share_in(p.ds, w.request.grain, target->days));
        Total rest = total_of(points, weights, w.request.interval, w.step_correlation, w.adds());
        double done = 0;
        if (w.adds())
            for (size_t i = 0; i < w.series.ds.size(); ++i)
                if (std::isfinite(w.series.y[i])) done += w.series.y[i] * share_in(w.series.ds[i], w.request.grain, target->days);
        const double room = target->value - done - rest.value;
        chance = rest.sd > 0 ? 1 - numerics::normal_cdf(room / rest.sd) : (room <= 0 ? 1.0 : 0.0);
        if (w.metric.good < 0) chance = 1 - *chance; // a cost is to stay below
        cards.push_back(
            card(w, w.say("card.chance"), format_percent(*chance, 0, w.s.style),
                 w.say("card.target", {{"value", w.value(target->value)}, {"range", format_range(target->days, w.language())}})));
        cards.back().value = chance;
    } else
        cards.push_back(card(w, w.say("card.chance"), std::string(missing_value), w.say("card.no_target")));

    const auto largest =
        std::max_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.yhat < b.yhat; });
    cards.push_back(card(w, w.say("card.largest", {{"period", w.say("one." + std::string(grain_id(w.request.grain)))}}),
                         w.period(largest->ds), w.value(largest->yhat)));
    return cards;
}

TableSpec make_steps(const ForecastWorld& w) {
    const auto& points = w.result.forecast;
    TableSpec t;
    t.id = "steps";
    std::vector<std::optional<double>> shown;
    for (const forecast::ForecastPoint& p : points) shown.push_back(p.upper);
    const Scale scale = scale_for(shown, w.metric.unit, false);
    const auto text = [&](double v) { return scale.text(v, w.metric.unit, w.s.style); };
    const auto range = [&](double low, double high) { return w.say("range", {{"lower", text(low)}, {"upper", text(high)}}); };
    const std::string grain(grain_id(w.request.grain));
    const bool dated = w.request.grain == Grain::week || w.request.grain == Grain::quarter;
    t.columns = {{"period", w.say("head." + grain), CellKind::text, ""}};
    if (dated) t.columns.push_back({"from", w.say("steps.from"), CellKind::text, ""});
    t.columns.push_back({"yhat", w.say("forecast"), CellKind::number, ""});
    t.columns.push_back(
        {"interval", w.say("interval_head", {{"p", format_percent(w.request.interval, 0, w.s.style)}}), CellKind::number, ""});
    for (const forecast::ForecastPoint& p : points) {
        std::vector<TableCell> row{cell(w.period(p.ds), p.ds)};
        if (dated) {
            row.push_back(cell(format_period_short(Date{static_cast<int32_t>(p.ds)}, Grain::day, w.language()), p.ds));
            row.back().tone = Tone::muted;
        }
        row.push_back(cell(text(p.yhat), p.yhat));
        row.back().strong = true;
        row.push_back(cell(range(p.lower, p.upper), p.upper - p.lower));
        t.rows.push_back(std::move(row));
    }
    t.total = {cell(w.say(w.adds() ? "steps.sum" : "steps.mean"))};
    if (dated) t.total.push_back(cell(""));
    t.total.push_back(cell(text(w.total.value), w.total.value));
    t.total.push_back(cell(range(w.total.lower, w.total.upper), w.total.upper - w.total.lower));
    const auto largest =
        std::max_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.yhat < b.yhat; });
    t.title = w.say("steps.title", {{"period", w.period(largest->ds)}, {"value", w.value(largest->yhat)}});
    t.subtitle = join(
        {w.say("steps.subtitle", {{"by", w.say("by." + grain)}}), scale_words(scale, w.metric.unit, w.s.narrator, w.s.style)});
    return t;
}

TableSpec make_methods(const ForecastWorld& w) {
    TableSpec t;
    t.id = "methods";
    std::vector<const forecast::Backtest*> tests;
    size_t folds = 0, steps = 0;
    for (const forecast::Backtest& test : w.result.backtests)
        if (!test.folds.empty()) {
            tests.push_back(&test);
            folds = std::max(folds, test.folds.size());
            steps = std::max(steps, test.by_horizon.size());
        }
    t.title = w.say("methods.none");
    if (tests.empty()) return t;
    const auto worst_last = [](const std::optional<double>& v) { return v ? *v : INFINITY; };
    std::stable_sort(tests.begin(), tests.end(), [&](const forecast::Backtest* a, const forecast::Backtest* b) {
        return worst_last(a->accuracy.mase) < worst_last(b->accuracy.mase);
    });
    const auto name = [&](const std::string& model) { return narrate::capitalised(forecast::model_name(model, w.language())); };
    bool shares = true;
    double most = 0;
    const forecast::Backtest *used = forecast::test_of(w.result), *naive = nullptr;
    for (const forecast::Backtest* test : tests) {
        shares = shares && test->accuracy.mape.has_value();
        if (test->model == "seasonal_naive") naive = test;
    }
    const auto error = [&](const forecast::Backtest& b) { return shares ? b.accuracy.mape : b.accuracy.mase; };
    for (const forecast::Backtest* test : tests) most = std::max(most, error(*test).value_or(0));
    const auto number = [&](const std::optional<double>& v, int decimals, double factor) {
        return v && std::isfinite(*v) ? cell(format_number(*v * factor, decimals, w.s.style), *v)
                                      : cell(std::string(missing_value));
    };
    t.columns = {{"method", w.say("method"), CellKind::text, ""}};
    if (shares) t.columns.push_back({"mape", "MAPE %", CellKind::number, ""});
    t.columns.push_back({"bar", "", CellKind::bar, ""});
    t.columns.push_back({"mase", "MASE", CellKind::number, ""});
    t.columns.push_back({"msis", "MSIS", CellKind::number, ""});
    t.columns.push_back({"coverage", w.say("in_band"), CellKind::number, ""});
    for (const forecast::Backtest* test : tests) {
        std::vector<TableCell> row{cell(name(test->model))};
        row.back().strong = test == used;
        if (shares) row.push_back(number(test->accuracy.mape, 1, 100));
        TableCell bar = cell("", error(*test));
        bar.bar = most > 0 ? error(*test).value_or(0) / most : 0;
        bar.category_slot = test == used ? 0 : other_slot;
        row.push_back(bar);
        row.push_back(number(test->accuracy.mase, 2, 1));
        row.push_back(number(test->accuracy.msis, 2, 1));
        row.push_back(number(test->accuracy.coverage, 0, 100));
        t.rows.push_back(std::move(row));
    }
    const auto text = [&](const forecast::Backtest& b) {
        return shares ? format_percent(*b.accuracy.mape, 1, w.s.style)
                      : format_number(b.accuracy.mase.value_or(0), 2, w.s.style) + " MASE";
    };
    t.title = w.say("methods.title", {{"model", used ? name(used->model) : name(tests.front()->model)},
                                      {"error", text(used ? *used : *tests.front())},
                                      {"naive", naive ? text(*naive) : std::string(missing_value)}});
    if (naive && tests.front() == naive) t.title = w.say("methods.naive_best", {{"naive", text(*naive)}});
    if (used) t.selected = {name(used->model)};
    t.subtitle = w.say("methods.subtitle", {{"folds", std::to_string(folds)}, {"periods", w.periods(steps)}});
    return t;
}

std::vector<std::string> since_last(const ForecastWorld& w, std::vector<forecast::Kept>& realised) {
    std::vector<std::string> out;
    bool told = false;
    for (const forecast::Kept& kept : w.request.kept) {
        if (!kept.same_question(w.metric.id, w.request.grain, w.request.filters)) continue;
        const auto now = forecast::realise(kept, w.series.ds, w.series.y);
        if (now && (!kept.realised || kept.realised->steps != now->steps)) {
            realised.push_back(kept);
            realised.back().realised = now;
        }
        if (told) continue;
        told = true;
        const std::string date = parse_iso_date(kept.created.substr(0, 10))
                                     ? format_date(*parse_iso_date(kept.created.substr(0, 10)), w.language())
                                     : kept.created;
        double before = 0, after = 0;
        for (const forecast::ForecastPoint& p : w.result.forecast)
            for (const forecast::ForecastPoint& old : kept.points)
                if (std::abs(old.ds - p.ds) < 0.01) {
                    before += old.yhat;
                    after += p.yhat;
                }
        if (before > 0) {
            const double change = after / before - 1;
            const std::string key = std::abs(change) < 0.005 ? "since.same" : change > 0 ? "since.up" : "since.down";
            out.push_back(w.say(key, {{"date", date}, {"change", format_percent(std::abs(change), 1, w.s.style)}}));
        }
        if (now && now->mape) {
            std::string text = w.say("realised", {{"date", date},
                                                  {"inside", std::to_string(now->inside)},
                                                  {"steps", std::to_string(now->steps)},
                                                  {"mape", format_percent(*now->mape, 1, w.s.style)}});
            constexpr double drifted = 1.5;
            if (now->against && *now->against > drifted && now->steps >= 3)
                text += " " + w.say("realised.worse", {{"times", format_number(*now->against, 1, w.s.style)}});
            out.push_back(std::move(text));
        }
    }
    return out;
}

} // namespace plumbline::report
