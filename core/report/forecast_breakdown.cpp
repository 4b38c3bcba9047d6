// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/forecast/reconcile.h"
#include "core/metrics/metrics.h"
#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

constexpr int most_values = 7; ///< of the dimension; the rest is one series more

struct Leaf {
    std::string name;
    std::vector<double> y; ///< at the moments of the whole; 0 where nothing happened
    double sum = 0;
};

std::vector<Leaf> leaves_of(const ForecastWorld& w) {
    metrics::Query query;
    query.metrics = {w.metric.id};
    query.by = {w.request.breakdown};
    query.grain = w.request.grain;
    query.filters = w.s.filters;
    query.order = metrics::Order{w.metric.id, true};
    query.limit = most_values;
    query.other = true;
    const metrics::Answer answer = metrics::run(w.s.context, query, w.s.stop);
    std::vector<Leaf> leaves;
    for (size_t r = 0; r < answer.table.rows(); ++r) {
        const double ds = answer.table.at("period").date(r).days;
        const auto at = std::lower_bound(w.series.ds.begin(), w.series.ds.end(), ds - 0.01);
        const auto value = number_at(answer.table, w.metric.id, r);
        if (at == w.series.ds.end() || std::abs(*at - ds) > 0.01 || !value) continue; // the period that is still open
        const std::string name = text_at(answer.table, 1, r, w.s.narrator);
        auto found = std::find_if(leaves.begin(), leaves.end(), [&](const Leaf& l) { return l.name == name; });
        if (found == leaves.end())
            found = leaves.insert(leaves.end(), Leaf{name, std::vector<double>(w.series.ds.size(), 0.0), 0});
        found->y[static_cast<size_t>(at - w.series.ds.begin())] += *value;
        found->sum += *value;
    }
    std::stable_sort(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) { return a.sum > b.sum; });
    return leaves;
}

} // namespace

TableSpec make_breakdown(ForecastWorld& w, const forecast::Request& job, Progress& progress, std::stop_token stop) {
    TableSpec t;
    t.id = "breakdown";
    const std::vector<Leaf> leaves = leaves_of(w);
    if (leaves.size() < 2) return t;
    std::vector<forecast::Request> requests{job};
    for (const Leaf& leaf : leaves) {
        forecast::Request one = job;
        for (size_t i = 0; i < leaf.y.size(); ++i)
            if (!std::isnan(job.series.y[i]))
                one.series.y[i] = leaf.y[i]; // what is left out of the whole is left out of its parts
        requests.push_back(std::move(one));
    }
    for (forecast::Request& r : requests) {
        r.compare = false;
        r.tune = 0;
        r.keep_study = {};
    }
    const forecast::Hierarchy tree = forecast::Hierarchy::total_of(leaves.size());
    const auto results = forecast::run_many(requests, &tree, forecast::Reconcile::mint, 0, progress, stop);

    // The whole moves to the sum of its parts; its parts in another sense (trend, season) get the difference as a correction.
    std::vector<double> moved(w.result.forecast.size());
    for (size_t i = 0; i < moved.size() && i < results[0].forecast.size(); ++i) {
        forecast::ForecastPoint& p = w.result.forecast[i];
        moved[i] = results[0].forecast[i].yhat - p.yhat;
        p.yhat += moved[i];
        p.lower += moved[i];
        p.upper += moved[i];
    }
    auto correction = std::find_if(w.result.components.begin(), w.result.components.end(),
                                   [](const forecast::Component& c) { return c.name == "correction"; });
    if (correction == w.result.components.end()) {
        w.result.components.push_back({"correction", std::vector<double>(moved.size(), 0.0)});
        correction = std::prev(w.result.components.end());
    }
    for (size_t i = 0; i < moved.size(); ++i) correction->values[i] += moved[i];

    t.columns = {
        {"name", w.s.dimension_label(w.request.breakdown), CellKind::text, ""},
        {"yhat", w.say("forecast"), CellKind::number, ""},
        {"interval", w.say("interval_head", {{"p", format_percent(w.request.interval, 0, w.s.style)}}), CellKind::number, ""},
        {"share", w.say("breakdown.share"), CellKind::number, ""},
        {"change", w.say("breakdown.change"), CellKind::number, ""},
        {"method", w.say("method"), CellKind::text, ""}};
    const std::vector<double> whole(w.result.forecast.size(), 1.0);
    const double all = total_of(w.result.forecast, whole, w.request.interval, 0, true).value;
    std::vector<std::optional<double>> shown{all};
    const Scale scale = scale_for(shown, w.metric.unit, true);
    const auto text = [&](double v) { return scale.text(v, w.metric.unit, w.s.style); };
    const auto cell = [](std::string words, std::optional<double> value = {}) {
        TableCell c;
        c.text = std::move(words);
        c.value = value;
        return c;
    };
    std::string first;
    double most = -INFINITY;
    for (size_t l = 0; l < leaves.size(); ++l) {
        const forecast::Result& r = results[l + 1];
        if (r.forecast.size() != whole.size()) continue;
        Total total = total_of(r.forecast, whole, w.request.interval, step_correlation(r), true);
        if (job.spec.non_negative) total.lower = std::max(0.0, total.lower);
        double before = 0;
        bool known = true;
        for (const forecast::ForecastPoint& p : r.forecast) {
            const auto y = observed(forecast::Series{w.series.ds, leaves[l].y, {}}, year_before(p.ds, w.request.grain));
            known = known && y;
            before += y.value_or(0);
        }
        std::vector<TableCell> row{
            cell(leaves[l].name),
            cell(text(total.value), total.value),
            cell(w.say("range", {{"lower", text(total.lower)}, {"upper", text(total.upper)}}), total.upper - total.lower),
            all > 0 ? cell(format_percent(total.value / all, 0, w.s.style), total.value / all) : cell(std::string(missing_value)),
            known && before > 0 ? cell(format_change(total.value / before - 1, w.s.style), total.value / before - 1)
                                : cell(std::string(missing_value)),
            cell(narrate::capitalised(forecast::model_name(r.model, w.language())))};
        row.back().tone = Tone::muted;
        if (total.value > most) {
            most = total.value;
            first = leaves[l].name;
        }
        t.rows.push_back(std::move(row));
    }
    t.total = {cell(w.say("steps.sum")), cell(text(all), all)};
    t.total.resize(t.columns.size());
    t.title = w.say("breakdown.title", {{"name", first}, {"value", w.value(most)}, {"periods", w.periods(whole.size())}});
    t.subtitle = join({w.say("breakdown.subtitle"), scale_words(scale, w.metric.unit, w.s.narrator, w.s.style)});
    return t;
}

} // namespace plumbline::report
