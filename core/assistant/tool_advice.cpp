// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/assistant/tools.h"
#include "core/base/format.h"
#include "core/predict/simulate.h"
#include "core/segment/segment.h"

/// Tools that hand on to other rooms: simulation, allocation, segmentation.
namespace plumbline::assistant::tool {

namespace {

using nlohmann::json;

std::optional<double> slot(const Plan& plan, const char* name) {
    const auto at = plan.slots.find(name);
    if (at == plan.slots.end()) return std::nullopt;
    const json j = json::parse(at->second, nullptr, false);
    if (!j.is_number()) return std::nullopt;
    return j.get<double>();
}

std::vector<metrics::Filter> filters_of(const SemanticQuery& q) {
    std::vector<metrics::Filter> out;
    for (const ValueFilter& f : q.filters) out.push_back({f.dimension, f.values, f.exclude});
    return out;
}

std::optional<DateRange> period_of(const SemanticQuery& q) {
    if (q.periods.empty()) return std::nullopt;
    return q.periods.front().range;
}

std::string reason_of(const Error& e, Language language) {
    const ErrorText t = e.text(language);
    return t.what_happened;
}

} // namespace

ToolResult simulate(const ToolContext& c) {
    ToolResult out;
    const SemanticQuery& q = c.plan.queries.front();
    const bool fr = c.language == Language::fr;
    SemanticQuery now = q;
    const Evaluated e = evaluate(c.data, c.vocabulary, now, c.stop);
    out.sql = e.sql;
    if (e.table.rows() == 0) {
        out.unavailable = fr ? "Rien n'a été dépensé dans ce périmètre." : "Nothing was spent in this scope.";
        return out;
    }
    const double spend = e.table.at("cost").number(0).value_or(0);
    const std::string target = q.metrics.size() > 1 ? q.metrics[1] : "";
    std::optional<double> outcome;
    if (!target.empty()) outcome = e.table.at(target).number(0);
    double simulated = spend;
    if (const auto pct = slot(c.plan, "pct"))
        simulated = spend * (1 + *pct / 100);
    else if (const auto amount = slot(c.plan, "amount"))
        simulated = spend + *amount;
    else if (const auto level = slot(c.plan, "level"))
        simulated = *level;
    Table t;
    t.add("spend_now", ColumnType::real, "currency").append(spend);
    t.add("spend_simulated", ColumnType::real, "currency").append(simulated);
    if (!target.empty()) {
        t.add(target + "_now", ColumnType::real, metric_unit(target, c.vocabulary.dataset()));
        Column& o = t.column(2);
        outcome ? o.append(*outcome) : o.append_null();
    }
    if (simulated < 0) {
        out.unavailable = fr ? "Le budget simulé serait négatif." : "The simulated budget would be negative.";
        return out;
    }
    const NumberStyle style = NumberStyle::of(c.language, c.vocabulary.dataset().currency);
    try {
        predict::SimulateSpec spec;
        spec.target = target.empty() ? "revenue" : target;
        spec.filters = filters_of(q);
        spec.period = period_of(q);
        spec.budget = simulated;
        spec.elasticity.draws = 400; // an answer in the pane; the simulator page takes more
        const predict::Simulation s = predict::simulate(c.data, spec, c.stop);
        const std::string unit = metric_unit(spec.target, c.vocabulary.dataset());
        t.add(spec.target + "_simulated", ColumnType::real, unit).append(s.new_outcome);
        t.add(spec.target + "_lower", ColumnType::real, unit).append(s.lower);
        t.add(spec.target + "_upper", ColumnType::real, unit).append(s.upper);
        t.add(spec.target + "_change", ColumnType::real, unit).append(s.change);
        if (s.incremental_return) t.add("incremental_return", ColumnType::real, "ratio").append(*s.incremental_return);
        for (const std::string& w : s.warnings) {
            if (w == "beyond_seen")
                out.notes.push_back(
                    fr ? "Ce niveau dépasse ce que les données ont montré : l'intervalle est à prendre au sérieux."
                       : "This level is beyond what the data have shown: take the interval seriously.");
            if (w == "prior_only")
                out.notes.push_back(
                    fr ? "Les données disent peu sur la réaction au budget : l'estimation repose surtout sur l'expérience "
                         "générale."
                       : "The data say little about how results follow spend: the estimate rests mostly on general experience.");
        }
        if (s.incremental_return && simulated != spend)
            out.recommendations.push_back(
                (*s.incremental_return >= 1) == (simulated > spend)
                    ? (fr ? "Chaque unité de budget déplacée rapporterait environ " +
                                format_number(*s.incremental_return, 2, style) + " : le sens du changement est favorable."
                          : "Each unit of budget moved would bring about " + format_number(*s.incremental_return, 2, style) +
                                ": the direction pays.")
                    : (fr ? "Chaque unité de budget déplacée rapporterait environ " +
                                format_number(*s.incremental_return, 2, style) + " : moins qu'elle ne coûte ou n'économise."
                          : "Each unit of budget moved would bring about " + format_number(*s.incremental_return, 2, style) +
                                ": less than it costs or saves."));
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        out.notes.push_back(
            (fr ? "L'effet sur les résultats ne peut pas être estimé : " : "The effect on results cannot be estimated: ") +
            reason_of(error, c.language));
    }
    out.parts.push_back(std::move(t));
    return out;
}

/// The split at which one more unit of spend brings the same everywhere, within half and one and a half times today's share.
ToolResult allocate(const ToolContext& c) {
    ToolResult out;
    const SemanticQuery& q = c.plan.queries.front();
    const bool fr = c.language == Language::fr;
    const Evaluated e = evaluate(c.data, c.vocabulary, q, c.stop);
    out.sql = e.sql;
    const std::string target = q.metrics.size() > 1 ? q.metrics[1] : "revenue";
    const std::string unit = metric_unit(target, c.vocabulary.dataset());
    struct Line {
        std::string name;
        double spend = 0, outcome = 0, elasticity = 0, proposed = 0, low = 0, high = 0;
    };
    std::vector<Line> lines;
    double spent = 0;
    for (size_t r = 0; r < e.table.rows() && q.by.size() == 1 && e.table.columns() > 2; ++r) {
        const double spend = e.table.column(1).number(r).value_or(0);
        if (spend <= 0) continue;
        lines.push_back({to_text(e.table.column(0).value(r)), spend, e.table.column(2).number(r).value_or(0)});
        spent += spend;
    }
    if (lines.empty()) {
        out.unavailable = fr ? "Aucune dépense à répartir dans ces données." : "There is no spend to split in these data.";
        return out;
    }
    const double total = slot(c.plan, "budget").value_or(spent);
    double elasticity =
        0.7; // typical of advertising where the data say nothing (Sethuraman, Tellis and Briesch, 2011, report lower ones)
    try {
        predict::SimulateSpec spec;
        spec.target = target;
        spec.filters = filters_of(q);
        spec.period = period_of(q);
        spec.change = 0.1;
        spec.elasticity.draws = 400;
        const predict::Simulation s = predict::simulate(c.data, spec, c.stop);
        std::map<std::string, double> by;
        for (const auto& row : s.rows) by[row.entity] = row.elasticity;
        double sum = 0;
        for (const auto& row : s.rows) sum += row.elasticity;
        if (!s.rows.empty()) elasticity = sum / static_cast<double>(s.rows.size());
        for (Line& l : lines) l.elasticity = by.contains(l.name) ? by[l.name] : elasticity;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        for (Line& l : lines) l.elasticity = elasticity;
        out.notes.push_back((fr ? "La réaction au budget ne peut pas être estimée sur ces données ("
                                : "How results follow spend cannot be estimated on these data (") +
                            reason_of(error, c.language) +
                            (fr ? ") : une élasticité usuelle est supposée." : "): a usual elasticity is assumed."));
    }
    const double scale = total / spent;
    for (Line& l : lines) {
        l.elasticity = std::clamp(l.elasticity, 0.02, 0.95);
        l.low = 0.5 * scale * l.spend;
        l.high = 1.5 * scale * l.spend;
    }
    // Equal marginal return: outcome * e / spend * (x / spend)^(e - 1) = price, found by bisection on the logarithm of the price.
    auto at_price = [&](double price) {
        double sum = 0;
        for (Line& l : lines) {
            const double first = std::max(l.outcome, 1e-9) * l.elasticity / l.spend;
            l.proposed = std::clamp(l.spend * std::pow(first / price, 1 / (1 - l.elasticity)), l.low, l.high);
            sum += l.proposed;
        }
        return sum;
    };
    double low = -60, high = 60;
    for (int i = 0; i < 200; ++i) {
        const double mid = (low + high) / 2;
        (at_price(std::exp(mid)) > total ? low : high) = mid;
    }
    at_price(std::exp((low + high) / 2));
    double sum = 0;
    for (const Line& l : lines) sum += l.proposed;
    for (Line& l : lines) l.proposed *= total / sum;
    const bool reallocation = c.plan.slots.contains("budget") && c.plan.slots.at("budget") == "\"current\"";
    if (reallocation && c.plan.slots.find("by") == c.plan.slots.end()) {
        Table whole;
        whole.add("total", ColumnType::real, "currency").append(spent);
        out.parts.push_back(std::move(whole));
    }
    Table t;
    t.add(q.by.front(), ColumnType::text);
    t.add("current", ColumnType::real, "currency");
    t.add("proposed", ColumnType::real, "currency");
    t.add("change_pct", ColumnType::real, "percent");
    t.add(target + "_current", ColumnType::real, unit);
    t.add(target + "_proposed", ColumnType::real, unit);
    Column& name = t.column(0);
    Column& current = t.column(1);
    Column& proposed = t.column(2);
    Column& change = t.column(3);
    Column& now = t.column(4);
    Column& then = t.column(5);
    std::ranges::stable_sort(lines, [](const Line& a, const Line& b) { return a.proposed - a.spend > b.proposed - b.spend; });
    for (const Line& l : lines) {
        name.append(l.name);
        current.append(l.spend);
        proposed.append(l.proposed);
        change.append(l.proposed / l.spend - 1);
        now.append(l.outcome);
        then.append(l.outcome * std::pow(l.proposed / l.spend, l.elasticity));
    }
    out.parts.push_back(std::move(t));
    out.notes.push_back(fr ? "Répartition où une unité de plus rapporte partout autant, chaque poste entre la moitié et une fois "
                             "et demie de sa part ; la page Budget la calcule avec les courbes de réponse."
                           : "The split at which one more unit brings the same everywhere, each between half and one and a half "
                             "times its share; the budget page computes it on response curves.");
    const NumberStyle style = NumberStyle::of(c.language, c.vocabulary.dataset().currency);
    for (size_t i = 0; i < std::min<size_t>(2, lines.size()); ++i)
        if (lines[i].proposed > lines[i].spend)
            out.recommendations.push_back((fr ? "Investir davantage dans " : "Invest more in ") + lines[i].name + " : " +
                                          format_money(lines[i].spend, style) + " → " + format_money(lines[i].proposed, style));
    if (lines.size() > 1 && lines.back().proposed < lines.back().spend)
        out.recommendations.push_back((fr ? "Réduire " : "Reduce ") + lines.back().name + " : " +
                                      format_money(lines.back().spend, style) + " → " +
                                      format_money(lines.back().proposed, style));
    return out;
}

ToolResult segment(const ToolContext& c) {
    ToolResult out;
    const SemanticQuery& q = c.plan.queries.front();
    const bool fr = c.language == Language::fr;
    try {
        segment::SegmentSpec spec;
        if (!q.by.empty()) spec.by = q.by.front();
        if (const auto k = slot(c.plan, "k")) spec.k = static_cast<int>(*k);
        spec.filters = filters_of(q);
        spec.period = period_of(q);
        if (q.metrics.size() > 1) spec.kpis = q.metrics;
        NoProgress progress;
        const segment::SegmentFit fit = segment::fit_segments(c.data, spec, progress, c.stop);
        Table t;
        t.add(fit.dimension, ColumnType::text);
        t.add("segment", ColumnType::integer);
        t.add("verdict", ColumnType::text);

        for (const std::string& k : fit.kpis) t.add(k, ColumnType::real, metric_unit(k, c.vocabulary.dataset()));
        for (const segment::Campaign& campaign : fit.campaigns) {
            t.column(0).append(campaign.name);
            campaign.cluster < 0 ? t.column(1).append_null() : t.column(1).append(static_cast<int64_t>(campaign.cluster + 1));
            t.column(2).append(segment::verdict_id(campaign.verdict));
            for (size_t i = 0; i < fit.kpis.size(); ++i)
                campaign.kpis[i] ? t.column(3 + i).append(*campaign.kpis[i]) : t.column(3 + i).append_null();
        }
        out.parts.push_back(std::move(t));
        const NumberStyle style = NumberStyle::of(c.language);
        out.notes.push_back((fr ? std::to_string(fit.k) + " groupes ; netteté (silhouette) "
                                : std::to_string(fit.k) + " groups; separation (silhouette) ") +
                            format_number(fit.silhouette, 2, style) + ".");
        const segment::Cluster* best = nullptr;
        for (const segment::Cluster& x : fit.clusters)
            if (x.roas && (!best || *x.roas > best->roas.value_or(-1e300))) best = &x;
        if (best && best->roas)
            out.notes.push_back((fr ? "Le groupe " + std::to_string(best->id + 1) + " a le meilleur retour : ROAS "
                                    : "Group " + std::to_string(best->id + 1) + " has the best return: ROAS ") +
                                format_number(*best->roas, 2, style) + ".");
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        out.unavailable = reason_of(error, c.language);
    }
    return out;
}

} // namespace plumbline::assistant::tool
