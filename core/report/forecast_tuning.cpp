// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/numerics/tpe.h"
#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

constexpr double outlying =
    3; ///< times the first trial's error: drawn at this height, so that one bad setting does not flatten the rest

/// "change points 0.12, seasons 3.1, multiplicative, 8 waves a year": the settings of a trial in words.
std::string settings_of(const ForecastWorld& w, const numerics::TpeStudy& study, const numerics::Trial& trial) {
    std::string out;
    for (size_t i = 0; i < study.parameters().size() && i < trial.x.size(); ++i) {
        const numerics::SearchParameter& p = study.parameters()[i];
        const double v = trial.x[i];
        std::string text;
        if (p.name == "mode")
            text = w.say(v == 1 ? "tuning.multiplicative" : "tuning.additive");
        else if (p.kind == numerics::SearchParameter::Kind::integer)
            text = w.say("tuning." + p.name, {{"n", format_number(v, 0, w.s.style)}});
        else
            text = w.say("tuning." + p.name, {{"n", format_number(v, v < 0.1 ? 3 : v < 1 ? 2 : 1, w.s.style)}});
        out += (out.empty() ? "" : ", ") + text;
    }
    return out;
}

} // namespace

ChartSpec make_tuning(const ForecastWorld& w, int& trials) {
    ChartSpec chart;
    chart.id = "tuning";
    trials = 0;
    if (w.result.study.empty()) return chart;
    const auto study = numerics::TpeStudy::from_json(w.result.study);
    const auto best = study.best();
    if (!best || study.trials().size() < 2) return chart;
    const double first = study.trials().front().value.value_or(*best->value);
    ChartSeries each, lowest;
    each.name = w.say("tuning.each");
    each.role = SeriesRole::other;
    each.mark = Mark::point;
    lowest.name = w.say("tuning.best");
    lowest.role = SeriesRole::actual;
    lowest.end_label = lowest.name;
    double least = INFINITY, number = 0;
    for (const numerics::Trial& t : study.trials()) {
        number += 1;
        ChartPoint p;
        p.x = number;
        if (t.value) {
            p.y = std::min(*t.value, outlying * first);
            least = std::min(least, *t.value);
        }
        each.points.push_back(p);
        if (std::isfinite(least)) lowest.points.push_back({number, least, std::nullopt, std::nullopt, false, {}});
    }
    trials = static_cast<int>(study.trials().size());
    chart.series = {std::move(each), std::move(lowest)};
    chart.x.kind = AxisKind::linear;
    chart.y.unit = "ratio";
    chart.y.from_zero = false;
    const auto text = [&](double v) { return format_number(v, 3, w.s.style); };
    const std::string count = std::to_string(trials);
    chart.title = *best->value < first
                      ? w.say("tuning.lowered", {{"n", count}, {"first", text(first)}, {"best", text(*best->value)}})
                      : w.say("tuning.nothing", {{"n", count}, {"first", text(first)}});
    chart.subtitle = w.say("tuning.subtitle", {{"settings", settings_of(w, study, *best)}});
    chart.reading = chart.title;
    return chart;
}

} // namespace plumbline::report
