// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/prediction.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/base64.h"
#include "core/report/scale.h"

namespace plumbline::report {

namespace {

constexpr size_t most_bars = 8; ///< a chart shows no more categories

TableCell cell(std::string text, std::optional<double> value = std::nullopt, Tone tone = Tone::normal) {
    TableCell out;
    out.text = std::move(text);
    out.value = value;
    out.tone = tone;
    return out;
}

std::string method_name(const narrate::Narrator& narrator, const std::string& model) {
    return narrator.say("predict.model." + model);
}

std::string feature_name(const narrate::Narrator& narrator, const std::string& feature) {
    constexpr std::string_view channel = "channel_";
    if (feature.starts_with(channel)) return narrator.say("predict.feature.channel", {{"name", feature.substr(channel.size())}});
    const std::string key = "predict.feature." + feature;
    return narrator.has(key) ? narrator.say(key) : feature;
}

/// "CHF 1.2k to CHF 3.4k".
std::string interval_text(std::optional<double> low, std::optional<double> high, const Scale& scale, std::string_view unit,
                          const NumberStyle& style) {
    return low && high ? scale.text(low, unit, style) + " … " + scale.text(high, unit, style) : std::string(missing_value);
}

ChartSpec held_out_chart(const predict::PredictFit& fit, const narrate::Narrator& narrator, const NumberStyle& style) {
    const metrics::Metric& target = metrics::find_metric(fit.spec.target);
    const std::string best = method_name(narrator, fit.winner), naive = method_name(narrator, "naive");
    std::vector<std::optional<double>> values;
    ChartSpec chart;
    chart.id = "predict_held_out";
    ChartSeries actual, expected, before;
    actual.name = narrator.say("predict.came");
    expected.name = best;
    expected.role = SeriesRole::forecast;
    before.name = naive;
    before.role = SeriesRole::comparison;
    for (const predict::HeldOut& h : fit.held_out) {
        actual.points.push_back({static_cast<double>(h.start.days), h.actual, {}, {}, false, {}});
        expected.points.push_back({static_cast<double>(h.start.days), h.expected, {}, {}, false, {}});
        before.points.push_back({static_cast<double>(h.start.days), h.naive, {}, {}, false, {}});
        values.insert(values.end(), {h.actual, h.expected, h.naive});
    }
    const Scale scale = scale_for(values, target.unit, true);
    chart.x = {AxisKind::calendar, fit.grain, {}, "", 1, false};
    chart.y = {AxisKind::linear, Grain::day, {}, target.unit, scale.divisor, true};
    double off = 0, total = 0;
    for (const predict::HeldOut& h : fit.held_out) {
        off += std::abs(h.expected - h.actual);
        total += h.actual;
    }
    chart.title = narrator.say("predict.held_out", {{"off", total > 0 ? format_percent(off / total, 1, style) : "–"}});
    chart.subtitle = join({narrator.metric(target.id, target.id).label, scale_words(scale, target.unit, narrator, style),
                           narrator.phrase("predict.all_together")});
    chart.reading = chart.title;
    chart.series = {std::move(actual), std::move(expected), std::move(before)};
    return chart;
}

/// Without a dimension there is one entity, everything; with one, a row may have no value of it.
std::string name_of(const predict::PredictFit& fit, const predict::Prediction& p, const narrate::Narrator& narrator) {
    return !p.entity.empty() ? p.entity : narrator.phrase(fit.dimension.empty() ? "plan.whole" : "value.none");
}

ChartSpec importance_chart(const predict::PredictFit& fit, const narrate::Narrator& narrator) {
    ChartSpec chart;
    chart.id = "predict_importance";
    chart.title = fit.importance.empty()
                      ? narrator.say("predict.importance_none")
                      : narrator.say("predict.importance", {{"feature", feature_name(narrator, fit.importance.front().feature)}});
    chart.subtitle = narrator.say("predict.importance_axis");
    chart.reading = chart.title;
    chart.x = {AxisKind::category, Grain::day, {}, "", 1, true};
    chart.y = {AxisKind::linear, Grain::day, {}, "percent", 1, true};
    ChartSeries bars;
    bars.name = narrator.say("predict.error_grows");
    bars.mark = Mark::horizontal_bar;
    for (const predict::Importance& i : fit.importance) {
        if (bars.points.size() >= most_bars) break;
        chart.x.categories.push_back(feature_name(narrator, i.feature));
        bars.points.push_back({static_cast<double>(bars.points.size()), i.share, {}, {}, false, {}});
    }
    chart.series.push_back(std::move(bars));
    return chart;
}

TableSpec models_table(const predict::PredictFit& fit, const narrate::Narrator& narrator, const NumberStyle& style) {
    const metrics::Metric& target = metrics::find_metric(fit.spec.target);
    std::vector<std::optional<double>> errors;
    for (const predict::Score& s : fit.scores) errors.push_back(s.mae);
    const Scale scale = scale_for(errors, target.unit, true);
    const std::string words = scale_words(scale, target.unit, narrator, style);
    TableSpec t;
    t.id = "predict_models";
    t.title = narrator.say("predict.models");
    t.subtitle = narrator.say("predict.models_subtitle", {{"interval", format_percent(fit.spec.interval, 0, style)}});
    t.columns = {{"method", narrator.say("predict.method"), CellKind::text, {}},
                 {"wmape", narrator.say("predict.off"), CellKind::number, {}},
                 {"mae", narrator.say("predict.mae") + (words.empty() ? "" : " (" + words + ")"), CellKind::number, {}},
                 {"r2", "R²", CellKind::number, {}},
                 {"coverage", narrator.say("predict.coverage"), CellKind::number, {}},
                 {"used", "", CellKind::badge, {}}};
    for (const predict::Score& s : fit.scores) {
        TableCell name = cell(method_name(narrator, s.model));
        name.strong = s.model == fit.winner;
        t.rows.push_back({name, cell(format_percent(s.wmape, 1, style), s.wmape),
                          cell(scale.text(s.mae, target.unit, style), s.mae), cell(format_number(s.r2, 2, style), s.r2),
                          cell(format_percent(s.coverage, 0, style), s.coverage),
                          s.model == fit.winner ? cell(narrator.say("predict.used"), 1, Tone::gain) : cell("")});
    }
    return t;
}

} // namespace

PredictionReport build_prediction(const predict::PredictFit& fit, const DatasetInfo& dataset, Language language) {
    const narrate::Narrator narrator(language);
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    const metrics::Metric& target = metrics::find_metric(fit.spec.target);
    const auto words = narrator.metric(target.id, target.id);
    PredictionReport out;
    out.fingerprint = fit.fingerprint;
    const DateRange next{fit.next, period_end(fit.next, fit.grain)};
    out.period_text = format_range(next, language);
    double best = 0, naive = 0;
    for (const predict::Score& s : fit.scores) {
        if (s.model == fit.winner) best = s.wmape;
        if (s.model == "naive") naive = s.wmape;
    }
    const int held = static_cast<int>(fit.held_out.size());
    out.title =
        narrator.say(best < naive ? "predict.title" : "predict.title_naive", {{"model", method_name(narrator, fit.winner)},
                                                                              {"off", format_percent(best, 1, style)},
                                                                              {"naive", format_percent(naive, 1, style)},
                                                                              {"n", held}});
    out.caption = narrator.say(fit.grain == Grain::day ? "predict.caption_days" : "predict.caption",
                               {{"target", words.label},
                                {"rows", format_number(static_cast<double>(fit.rows), 0, style)},
                                {"from", format_date(fit.held_out_from, language)},
                                {"n", held}});
    out.held_out = held_out_chart(fit, narrator, style);
    out.models = models_table(fit, narrator, style);
    out.importance = importance_chart(fit, narrator);

    std::vector<std::optional<double>> spends, outcomes;
    double total = 0;
    for (const predict::Prediction& p : fit.predictions) {
        spends.push_back(p.spend);
        outcomes.push_back(p.upper);
        total += p.expected;
        out.outside += !p.outside.empty();
    }
    const Scale money = scale_for(spends, "currency", true), scale = scale_for(outcomes, target.unit, true);
    auto with = [&](const std::string& name, const Scale& s, const std::string& unit) {
        const std::string scaled = scale_words(s, unit, narrator, style);
        return scaled.empty() ? name : name + " (" + scaled + ")";
    };
    const DatasetColumn* by = dataset.dimension(fit.dimension);
    TableSpec& t = out.predictions;
    t.id = "predictions";
    t.dimension = fit.dimension.empty() ? std::string() : "prediction";
    t.title = narrator.say("predict.next",
                           {{"period", out.period_text}, {"total", format_card(total, target.unit, style)}, {"of", words.of}});
    t.subtitle = narrator.say("predict.next_subtitle", {{"interval", format_percent(fit.spec.interval, 0, style)}});
    t.columns = {{"name",
                  narrator.dimension(by && by->role.starts_with("campaign") ? "campaign"
                                     : by                                   ? by->kind
                                                                            : fit.dimension,
                                     by ? by->name : fit.dimension),
                  CellKind::text,
                  {}},
                 {"spend", with(narrator.metric("cost", "cost").label, money, "currency"), CellKind::number, "cost"},
                 {"expected", with(words.label, scale, target.unit), CellKind::number, target.id},
                 {"interval", narrator.say("predict.interval"), CellKind::number, {}},
                 {"roi", target.id == "revenue" ? "ROI" : narrator.say("predict.cost_each"), CellKind::number, {}},
                 {"seen", narrator.say("predict.seen"), CellKind::badge, {}}};
    for (size_t i = 0; i < fit.predictions.size(); ++i) {
        const predict::Prediction& p = fit.predictions[i];
        const bool money_back = target.id == "revenue";
        const std::optional<double> ratio = money_back ? (p.spend > 0 ? std::optional(p.expected / p.spend - 1) : std::nullopt)
                                            : p.expected > 0 ? std::optional(p.spend / p.expected)
                                                             : std::nullopt;
        out.order.push_back(i);
        t.rows.push_back({cell(name_of(fit, p, narrator)), cell(money.text(p.spend, "currency", style), p.spend),
                          cell(scale.text(p.expected, target.unit, style), p.expected),
                          cell(interval_text(p.lower, p.upper, scale, target.unit, style), p.upper - p.lower, Tone::muted),
                          cell(format_cell(ratio, money_back ? "percent" : "currency", style), ratio,
                               money_back && ratio && *ratio < 0 ? Tone::loss : Tone::normal),
                          p.outside.empty() ? cell("") : cell(narrator.say("predict.outside"), 1, Tone::warning)});
    }
    return out;
}

PredictionDetail explain_prediction(const predict::PredictFit& fit, size_t which, const DatasetInfo& dataset, Language language) {
    PredictionDetail out;
    if (which >= fit.predictions.size()) return out;
    const narrate::Narrator narrator(language);
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    const metrics::Metric& target = metrics::find_metric(fit.spec.target);
    const predict::Prediction& p = fit.predictions[which];
    const std::string name = name_of(fit, p, narrator);
    std::string outside;
    for (const std::string& f : p.outside) outside += (outside.empty() ? "" : ", ") + feature_name(narrator, f);
    if (!outside.empty()) out.note = narrator.say("predict.outside_note", {{"features", outside}});

    ChartSpec& chart = out.effects;
    chart.id = "predict_effects";
    chart.title = narrator.say("predict.why", {{"name", name}, {"value", format_card(p.expected, target.unit, style)}});
    chart.subtitle = narrator.say("predict.why_axis");
    chart.reading = chart.title;
    chart.x = {AxisKind::category, Grain::day, {}, "", 1, true};
    chart.y = {AxisKind::linear, Grain::day, {}, "percent", 1, true};
    ChartSeries up, down;
    up.name = narrator.say("predict.raises");
    down.name = narrator.say("predict.lowers");
    up.role = SeriesRole::gain;
    down.role = SeriesRole::loss;
    up.mark = down.mark = Mark::horizontal_bar;
    double rest = 1;
    for (size_t i = 0; i < p.effects.size(); ++i) {
        const predict::Effect& e = p.effects[i];
        if (i + 1 >= most_bars && p.effects.size() > most_bars) {
            rest *= e.factor;
            continue;
        }
        const auto at = static_cast<double>(chart.x.categories.size());
        chart.x.categories.push_back(feature_name(narrator, e.feature));
        (e.factor >= 1 ? up : down).points.push_back({at, e.factor - 1, {}, {}, false, {}});
    }
    if (p.effects.size() > most_bars) {
        const auto at = static_cast<double>(chart.x.categories.size());
        chart.x.categories.push_back(narrator.say("predict.rest"));
        (rest >= 1 ? up : down).points.push_back({at, rest - 1, {}, {}, false, {}});
    }
    for (ChartSeries* s : {&up, &down})
        if (!s->points.empty()) chart.series.push_back(std::move(*s));

    std::vector<std::optional<double>> spends, outcomes;
    for (const predict::SpendLevel& l : p.levels) {
        spends.push_back(l.spend);
        outcomes.push_back(l.upper);
    }
    const bool money_back = target.id == "revenue";
    const Scale money = scale_for(spends, "currency", true), scale = scale_for(outcomes, target.unit, true);
    TableSpec& t = out.levels;
    t.id = "predict_levels";
    const bool beyond = std::ranges::any_of(p.levels, [](const predict::SpendLevel& l) { return !l.expected; });
    t.title = narrator.say("predict.levels", {{"name", name}});
    t.subtitle = narrator.say(beyond ? "predict.levels_beyond" : "predict.levels_subtitle");
    auto with = [&](const std::string& label, const Scale& s, const std::string& unit) {
        const std::string scaled = scale_words(s, unit, narrator, style);
        return scaled.empty() ? label : label + " (" + scaled + ")";
    };
    t.columns = {{"spend", with(narrator.metric("cost", "cost").label, money, "currency"), CellKind::number, "cost"},
                 {"expected", with(narrator.metric(target.id, target.id).label, scale, target.unit), CellKind::number, target.id},
                 {"interval", narrator.say("predict.interval"), CellKind::number, {}},
                 {"roi", money_back ? "ROI" : narrator.say("predict.cost_each"), CellKind::number, {}}};
    for (const predict::SpendLevel& l : p.levels) {
        std::optional<double> ratio;
        if (l.expected && money_back && l.spend > 0) ratio = *l.expected / l.spend - 1;
        if (l.expected && !money_back && *l.expected > 0) ratio = l.spend / *l.expected;
        TableCell spend = cell(money.text(l.spend, "currency", style), l.spend);
        spend.strong = std::abs(l.spend - p.spend) <= 1e-6 * std::max(1.0, p.spend);
        t.rows.push_back({spend, cell(scale.text(l.expected, target.unit, style), l.expected),
                          cell(interval_text(l.lower, l.upper, scale, target.unit, style), std::nullopt, Tone::muted),
                          cell(format_cell(ratio, money_back ? "percent" : "currency", style), ratio,
                               money_back && ratio && *ratio < 0 ? Tone::loss : Tone::normal)});
    }
    return out;
}

TableSpec model_versions(const std::vector<registry::Model>& versions, const std::string& fingerprint, const std::string& shown,
                         const DatasetInfo& dataset, Language language) {
    const narrate::Narrator narrator(language);
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    TableSpec t;
    t.id = "predict_versions";
    t.dimension = "version";
    t.title = narrator.say("predict.versions", {{"n", static_cast<int>(versions.size())}});
    t.subtitle = narrator.say("predict.versions_subtitle");
    t.columns = {{"version", narrator.say("predict.version"), CellKind::text, {}},
                 {"created", narrator.say("predict.created"), CellKind::text, {}},
                 {"method", narrator.say("predict.method"), CellKind::text, {}},
                 {"off", narrator.say("predict.off"), CellKind::number, {}},
                 {"coverage", narrator.say("predict.coverage"), CellKind::number, {}},
                 {"data", narrator.say("predict.data"), CellKind::text, {}},
                 {"state", narrator.say("predict.state"), CellKind::badge, {}}};
    for (auto m = versions.rbegin(); m != versions.rend(); ++m) {
        const auto scores = nlohmann::json::parse(m->metrics, nullptr, false);
        std::string method;
        std::optional<double> off, coverage;
        if (scores.is_array() && !scores.empty()) {
            const auto& best = scores.front();
            method = best.value("model", "");
            if (best.contains("wmape") && best["wmape"].is_number()) off = best["wmape"].get<double>();
            if (best.contains("coverage") && best["coverage"].is_number()) coverage = best["coverage"].get<double>();
        }
        const std::string name = narrator.say("predict.version_n", {{"n", m->version}});
        if (m->id == shown) t.selected.push_back(name);
        const auto made = parse_iso_date(m->created.substr(0, std::min<size_t>(10, m->created.size())));
        t.rows.push_back(
            {cell(name, m->version),
             cell(made ? format_date(*made, language) + " " + m->created.substr(11, 5) : m->created, std::nullopt, Tone::muted),
             cell(method.empty() ? std::string(missing_value) : method_name(narrator, method)),
             cell(off ? format_percent(*off, 1, style) : std::string(missing_value), off),
             cell(coverage ? format_percent(*coverage, 0, style) : std::string(missing_value), coverage),
             cell(narrator.say(m->fingerprint == fingerprint ? "predict.same_data" : "predict.other_data"), std::nullopt,
                  m->fingerprint == fingerprint ? Tone::muted : Tone::warning),
             m->state == registry::State::champion  ? cell(narrator.say("predict.used"), 1, Tone::gain)
             : m->state == registry::State::retired ? cell(narrator.say("predict.retired"), 3, Tone::muted)
                                                    : cell(narrator.say("predict.kept"), 2, Tone::muted)});
    }
    return t;
}

Document prediction_document(const PredictionReport& report, const PredictionDetail* detail, const TableSpec& versions,
                             std::string workspace, std::string created, Language language) {
    const narrate::Narrator narrator(language);
    Document out;
    out.workspace = std::move(workspace);
    out.kind = narrator.say("predict.document");
    out.scope = report.period_text;
    out.created = std::move(created);
    out.fingerprint = report.fingerprint;
    out.language = language;
    out.blocks.push_back(Heading{report.title, report.caption});
    out.blocks.push_back(report.models);
    out.blocks.push_back(report.held_out);
    out.blocks.push_back(report.importance);
    out.blocks.push_back(report.predictions);
    if (detail && !detail->effects.series.empty()) out.blocks.push_back(detail->effects);
    if (detail && !detail->levels.rows.empty()) out.blocks.push_back(detail->levels);
    if (!versions.rows.empty()) out.blocks.push_back(versions);
    return out;
}

std::string model_name(const predict::PredictFit& fit) { return "predict/" + fit.spec.target + "/" + fit.dimension; }

registry::Model to_model(const predict::PredictFit& fit, int64_t dataset_id) {
    nlohmann::json scores = nlohmann::json::array();
    const predict::Score* best = nullptr;
    // The winner first: what the naive mean knows is kept for comparison.
    for (const bool winner : {true, false})
        for (const predict::Score& s : fit.scores) {
            if ((s.model == fit.winner) != winner) continue;
            if (winner) best = &s;
            scores.push_back({{"model", s.model},
                              {"mae", s.mae},
                              {"rmse", s.rmse},
                              {"wmape", s.wmape},
                              {"r2", s.r2},
                              {"coverage", s.coverage},
                              {"fit_ms", s.fit_ms}});
        }
    registry::Model m;
    m.name = model_name(fit);
    m.dataset_id = dataset_id;
    m.spec = predict::to_json(fit);
    m.metrics = scores.dump();
    m.score_name = "mae";
    if (best) m.score = best->mae;
    m.fingerprint = fit.fingerprint;
    m.seed = fit.spec.seed;
    m.bytes = base64(fit.model_bytes);
    return m;
}

} // namespace plumbline::report
