// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "core/allocate/allocate.h"
#include "core/assistant/tools.h"
#include "core/assistant/wording.h"
#include "core/base/format.h"
#include "core/predict/simulate.h"
#include "core/response/load.h"
#include "core/response/view.h"

/// Tools of response and allocation: curves of the fit that the workspace keeps, else of the elasticities of core/predict.
namespace plumbline::assistant::tool {

namespace {

constexpr double usual_elasticity = 0.12; // short-term mean of 751 estimates (Sethuraman, Tellis and Briesch, 2011)
constexpr double least = 0.5, most = 1.5; // of today's spend: what a fit can still speak for

std::optional<response::ResponseFit> kept_fit(const ToolContext& c, const std::string& target) {
    std::optional<response::ResponseFit> fit;
    if (c.workspace) c.workspace([&](const store::Workspace& w) { fit = response::kept_fit(w, c.data.dataset->id, target); });
    return fit;
}

struct Line {
    std::string name;
    double spend = 0, outcome = 0;
};

std::vector<Line> lines_of(const Evaluated& e, const SemanticQuery& q) {
    std::vector<Line> lines;
    for (size_t r = 0; r < e.table.rows() && q.by.size() == 1 && e.table.columns() > 2; ++r) {
        const double spend = e.table.column(1).number(r).value_or(0);
        if (spend > 0) lines.push_back({to_text(e.table.column(0).value(r)), spend, e.table.column(2).number(r).value_or(0)});
    }
    return lines;
}

/// outcome = level * spend ^ elasticity, through today's point.
response::Curve power_curve(const Line& line, double elasticity) {
    response::Curve curve;
    curve.name = line.name;
    curve.adstock.kind = response::AdstockKind::none;
    curve.saturation.kind = response::SaturationKind::root;
    curve.saturation.slope = std::clamp(elasticity, 0.02, 0.95);
    curve.beta = std::max(line.outcome, 0.0) / std::pow(line.spend, curve.saturation.slope);
    curve.current = line.spend;
    return curve;
}

double grain_days(const std::string& grain) { return grain == "day" ? 1 : grain == "month" ? 365.25 / 12 : 7; }

/// What length of time a budget is for.
struct Span {
    double days = 7;
    std::string name{}; ///< "day", "week", "month", "quarter", "year", or empty: the days of the question
    bool guessed = false;
};

/// As the question says; else the length over which today's spend comes nearest to the budget.
Span span_of(const Plan& plan, const std::optional<double>& budget, double daily, int asked_days) {
    static const std::pair<const char*, double> lengths[] = {
        {"day", 1}, {"week", 7}, {"month", 365.25 / 12}, {"quarter", 365.25 / 4}, {"year", 365.25}};
    for (const auto& [name, days] : lengths)
        if (text_slot(plan, "every") == name) return {days, name};
    const std::string from = text_slot(plan, "start"), to = text_slot(plan, "end");
    if (const auto first = parse_iso_date(from), last = parse_iso_date(to); first && last)
        return {static_cast<double>(DateRange{*first, *last}.days())};
    Span best{static_cast<double>(std::max(1, asked_days))};
    if (!budget || !plan.queries.front().periods.empty() || !(*budget > 0) || !(daily > 0)) return best;
    const auto distance = [&](double days) { return std::abs(std::log(*budget / (daily * days))); };
    for (const auto& [name, days] : lengths)
        if (distance(days) < distance(best.days)) best = {days, name, true};
    return best;
}

/// "a week", "par semaine"; empty where the question gave the days.
std::string every_words(const Span& span, Language l) {
    const bool fr = l == Language::fr;
    if (span.name == "day") return fr ? " par jour" : " a day";
    if (span.name == "week") return fr ? " par semaine" : " a week";
    if (span.name == "month") return fr ? " par mois" : " a month";
    if (span.name == "quarter") return fr ? " par trimestre" : " a quarter";
    return span.name.empty() ? "" : fr ? " par an" : " a year";
}

/// Elasticity of each line, estimated together; where the data do not allow it, a usual one, and the note says so.
std::map<std::string, double> elasticities(const ToolContext& c, const SemanticQuery& q, const std::string& target,
                                           const std::vector<Line>& lines, ToolResult& out) {
    std::map<std::string, double> by;
    double mean = usual_elasticity;
    const bool fr = c.language == Language::fr;
    try {
        predict::SimulateSpec spec;
        spec.target = target;
        spec.filters = filters_of(q);
        spec.period = period_of(q);
        spec.change = 0.1;
        spec.elasticity.draws = 400;
        const predict::Simulation s = predict::simulate(c.data, spec, c.stop);
        double sum = 0;
        for (const predict::SimulateRow& row : s.rows) sum += by[row.entity] = row.elasticity;
        if (!s.rows.empty()) mean = sum / static_cast<double>(s.rows.size());
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        out.notes.push_back((fr ? "La réaction au budget ne peut pas être estimée sur ces données ("
                                : "How results follow spend cannot be estimated on these data (") +
                            reason_of(error, c.language) +
                            (fr ? ") : une élasticité usuelle est supposée." : "): a usual elasticity is assumed."));
    }
    for (const Line& l : lines) by.try_emplace(l.name, mean);
    return by;
}

} // namespace

/// The best split of a budget, by core/allocate.
ToolResult allocate(const ToolContext& c) {
    ToolResult out;
    const SemanticQuery& q = c.plan.queries.front();
    const bool fr = c.language == Language::fr;
    const DatasetInfo& d = c.vocabulary.dataset();
    const Evaluated e = evaluate(c.data, c.vocabulary, q, c.stop);
    out.sql = e.sql;
    const std::string target = q.metrics.size() > 1 ? q.metrics[1] : "revenue";
    const std::string unit = metric_unit(target, d);
    const std::vector<Line> lines = lines_of(e, q);
    double spent = 0;
    for (const Line& l : lines) spent += l.spend;
    if (lines.size() < 2) {
        out.unavailable = fr ? "Il faut au moins deux postes de dépense pour répartir un budget."
                             : "There have to be at least two lines of spend to split a budget between.";
        return out;
    }
    const auto fit = q.filters.empty() ? kept_fit(c, target) : std::nullopt;
    const bool fitted = fit && std::ranges::all_of(lines, [&](const Line& l) { return fit->channel(l.name) != nullptr; });
    // Spend a day, by the curves where they stand: what a fault of the data added is not in them.
    const DateRange asked = period_of(q).value_or(d.dates.value_or(DateRange{}));
    double daily = spent / std::max(1, asked.days()), fit_daily = 0;
    if (fitted) {
        for (const response::ChannelFit& x : fit->channels) fit_daily += x.curve.current / grain_days(fit->grain);
        if (!period_of(q)) daily = fit_daily;
    }
    // The budget and today's spend are held over the same length of time.
    const std::optional<double> budget = slot(c.plan, "budget");
    const Span span = span_of(c.plan, budget, daily, asked.days());
    const double today = budget || fitted ? daily * span.days : spent, total = budget.value_or(today);
    // Curves: of the fit that is kept where it is about the same lines, else of elasticities.
    std::vector<allocate::Channel> channels;
    double scale = 1; // amounts of the answer to amounts of a period of the curves
    if (fitted) {
        channels = allocate::channels_of(*fit, least, most);
        const double period = fit_daily * grain_days(fit->grain);
        scale = period > 0 ? today / period : 1;
    } else {
        const auto by = elasticities(c, q, target, lines, out);
        for (Line l : lines) {
            l.spend *= today / spent;
            l.outcome *= today / spent;
            allocate::Channel x;
            x.curve = power_curve(l, by.at(l.name));
            channels.push_back(std::move(x));
        }
    }
    const double stretch = total / today; // another total: bounds around the same shares of it
    for (allocate::Channel& x : channels) {
        x.lower = least * stretch * x.curve.current;
        x.upper = most * stretch * x.curve.current;
    }
    allocate::AllocateSpec spec;
    spec.total = total / scale;
    spec.careful = fitted;
    allocate::Plan plan;
    try {
        plan = allocate::allocate(channels, spec, c.stop);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        out.unavailable = reason_of(error, c.language);
        return out;
    }
    std::ranges::stable_sort(plan.lines, [](const allocate::PlanLine& a, const allocate::PlanLine& b) {
        return a.proposed - a.current > b.proposed - b.current;
    });
    const bool same = c.plan.slots.contains("budget") && text_slot(c.plan, "budget") == "current";
    if (same && !c.plan.slots.contains("by")) {
        Table whole;
        whole.add("total", ColumnType::real, "currency").append(spent);
        out.parts.push_back(std::move(whole));
    }
    Table t;
    t.add(q.by.front(), ColumnType::text);
    for (const char* name : {"current", "proposed"}) t.add(name, ColumnType::real, "currency");
    t.add("change_pct", ColumnType::real, "percent");
    t.add(target + "_current", ColumnType::real, unit);
    t.add(target + "_proposed", ColumnType::real, unit);
    for (const allocate::PlanLine& l : plan.lines) {
        t.column(0).append(l.channel);
        t.column(1).append(l.current * scale);
        t.column(2).append(l.proposed * scale);
        l.current > 0 ? t.column(3).append(l.proposed / l.current - 1) : t.column(3).append_null();
        t.column(4).append(l.response_current * scale);
        t.column(5).append(l.response_proposed * scale);
    }
    out.parts.push_back(std::move(t));
    out.described = 0;
    const NumberStyle style = NumberStyle::of(c.language, d.currency);
    const double gain = plan.gain_at_same_spend * scale;
    const std::string amount = format_money(total, style) + every_words(span, c.language);
    const std::string name = metric_words(target, d, c.language);
    out.notes.insert(out.notes.begin(),
                     plan.no_change
                         ? (fr ? "Rien à changer : aucun autre partage de " + amount + " n'est assez sûr de rapporter plus."
                               : "Nothing to change: no other split of " + amount + " is sure enough to bring more.")
                         : (fr ? "Mieux répartis, " + amount + " rapporteraient environ " + format_card(gain, unit, style) +
                                     " de plus (" + name + ") qu'avec le partage actuel."
                               : "Split better, " + amount + " would bring about " + format_card(gain, unit, style) + " more (" +
                                     name + ") than today's split."));
    if (budget)
        out.notes.push_back((fr ? "Aujourd'hui : " : "Today: ") + format_money(today, style) + every_words(span, c.language) +
                            (span.guessed ? (fr ? ", la durée dont la dépense en est le plus proche."
                                                : ", the length of time whose spend comes nearest to that budget.")
                                          : std::string(".")));
    out.notes.push_back(fitted ? (fr ? "Calculé sur les courbes de réponse du dernier ajustement."
                                     : "Computed on the response curves of the last fit.")
                               : (fr ? "Calculé sur des élasticités ; la page Réponse ajuste des courbes complètes."
                                     : "Computed on elasticities; the response page fits full curves."));
    out.notes.push_back(fr ? "Chaque poste reste entre la moitié et une fois et demie de sa part actuelle."
                           : "Each line stays between half and one and a half times its share of today.");
    if (!plan.no_change) {
        auto move = [&](const allocate::PlanLine& l) {
            out.recommendations.push_back(
                (l.proposed > l.current ? (fr ? "Augmenter " : "Raise ") : (fr ? "Réduire " : "Reduce ")) + l.channel +
                (fr ? " : " : ": ") + format_money(l.current * scale, style) + " → " + format_money(l.proposed * scale, style));
        };
        for (size_t i = 0; i < std::min<size_t>(2, plan.lines.size()); ++i)
            if (plan.lines[i].proposed > plan.lines[i].current * 1.005) move(plan.lines[i]);
        if (plan.lines.back().proposed < plan.lines.back().current * 0.995) move(plan.lines.back());
    }
    return out;
}

/// How a channel's results follow its spend.
ToolResult response_curve(const ToolContext& c) {
    ToolResult out;
    const SemanticQuery& q = c.plan.queries.front();
    const bool fr = c.language == Language::fr;
    const std::string target = q.metrics.size() > 1 ? q.metrics[1] : "revenue";
    const auto fit = kept_fit(c, target);
    if (!fit) {
        out.unavailable = fr ? "Aucune courbe de réponse n'est encore ajustée : la page Réponse la calcule, puis je la lis."
                             : "No response curve has been fitted yet: the response page computes one, then I can read it.";
        return out;
    }
    const NumberStyle style = NumberStyle::of(c.language, fit->currency);
    Table t;
    t.add("channel", ColumnType::text);
    t.add("cost", ColumnType::real, "currency");
    t.add("contribution", ColumnType::real, metric_unit(target, c.vocabulary.dataset()));
    for (const char* name : {"roi", "mroi"}) t.add(name, ColumnType::real, "ratio");
    t.add("verdict", ColumnType::text);
    std::optional<size_t> shown;
    for (size_t i = 0; i < fit->channels.size(); ++i) {
        const response::ChannelFit& x = fit->channels[i];
        bool asked = q.filters.empty();
        for (const ValueFilter& f : q.filters) asked = asked || std::ranges::find(f.values, x.curve.name) != f.values.end();
        if (!asked) continue;
        if (!shown || x.contribution > fit->channels[*shown].contribution) shown = i;
        t.column(0).append(x.curve.name);
        t.column(1).append(x.total_spend);
        t.column(2).append(x.contribution);
        x.roi ? t.column(3).append(*x.roi) : t.column(3).append_null();
        x.mroi ? t.column(4).append(*x.mroi) : t.column(4).append_null();
        t.column(5).append(response::verdict_word(x.verdict, c.language));
    }
    if (!shown) {
        out.unavailable = fr ? "L'ajustement ne connaît pas ce poste de dépense." : "The fit does not know that line of spend.";
        return out;
    }
    const response::ChannelFit& x = fit->channels[*shown];
    out.notes.push_back(t.rows() > 1 ? response::headline(*fit, c.language) : response::verdict_text(x, c.language));
    if (t.rows() == 1 && x.mroi)
        out.notes.push_back((fr ? "Une unité de dépense de plus y rapporterait " : "One more unit of spend there would bring ") +
                            format_number(*x.mroi, 2, style) + ".");
    out.chart = response::curve_chart(*fit, *shown, c.language);
    out.parts.push_back(std::move(t));
    out.described = 0;
    return out;
}

} // namespace plumbline::assistant::tool
