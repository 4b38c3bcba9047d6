// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/assistant/tools.h"
#include "core/base/format.h"
#include "core/narrate/narrator.h"
#include "core/predict/simulate.h"
#include "core/report/doubts.h"
#include "core/report/segments.h"
#include "core/segment/segment.h"

/// Tools that hand on to other rooms: simulation, segmentation.
namespace plumbline::assistant::tool {

namespace {

std::vector<segment::Doubt> doubts_of(const ToolContext& c) {
    std::vector<segment::Doubt> out;
    if (c.workspace) c.workspace([&](const store::Workspace& w) { out = report::doubts(w, *c.data.dataset); });
    return out;
}

/// "The auditor doubts a tenth or more of the spend or revenue of a, b: they are not judged."
void tell_doubtful(ToolResult& out, std::vector<std::string> names, const std::string& en, const std::string& fr,
                   Language language) {
    if (names.empty()) return;
    constexpr size_t most = 5;
    const size_t more = names.size() > most ? names.size() - most : 0;
    names.resize(names.size() - more);
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    const bool french = language == Language::fr;
    if (more > 0) list += french ? " et " + std::to_string(more) + " de plus" : " and " + std::to_string(more) + " more";
    out.notes.push_back(french ? "L'audit met en doute au moins un dixième des dépenses ou du chiffre d'affaires de " + list +
                                     " : " + fr
                               : "The audit doubts a tenth or more of the spend or revenue of " + list + ": " + en);
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
        spec.doubts = doubts_of(c);
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
        out.described = 0; // which campaign has the highest number of a group says nothing
        const NumberStyle style = NumberStyle::of(c.language);
        size_t grouped = 0;
        for (const segment::Cluster& x : fit.clusters) grouped += x.size;
        out.notes.push_back(std::to_string(grouped) + (fr ? " campagnes en " : " campaigns in ") + std::to_string(fit.k) +
                            (fr ? " groupes ; netteté (silhouette) " : " groups; separation (silhouette) ") +
                            format_number(fit.silhouette, 2, style) + ".");
        const std::vector<std::string> names = report::group_names(fit, c.vocabulary.dataset(), narrate::Narrator(c.language));
        for (size_t i = 0; i < fit.clusters.size() && i < names.size(); ++i) {
            const segment::Cluster& x = fit.clusters[i];
            out.notes.push_back((fr ? "Groupe " : "Group ") + std::to_string(x.id + 1) + " – " + names[i] + " (" +
                                std::to_string(x.size) + (x.roas ? "; ROAS " + format_number(*x.roas, 2, style) : std::string()) +
                                ").");
        }
        std::vector<std::string> doubtful;
        for (const segment::Campaign& campaign : fit.campaigns)
            if (campaign.reason == segment::Reason::doubtful_data) doubtful.push_back(campaign.name);
        tell_doubtful(out, std::move(doubtful), "no group and no verdict leans on them.",
                      "aucun groupe ni verdict ne s'y appuie.", c.language);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::cancelled) throw;
        out.unavailable = reason_of(error, c.language);
    }
    return out;
}

ToolResult underperforming(const ToolContext& c) {
    ToolResult out = query(c);
    const SemanticQuery& q = c.plan.queries.front();
    if (q.by.size() != 1 || q.count_groups || out.parts.empty() || out.parts.front().rows() == 0) return out;
    segment::SegmentSpec spec;
    spec.by = q.by.front();
    spec.filters = filters_of(q);
    spec.period = period_of(q);
    spec.doubts = doubts_of(c);
    if (spec.doubts.empty()) return out;
    std::vector<std::string> doubtful = segment::doubtful_names(c.data, spec, c.stop), listed;
    const Column& names = out.parts.front().column(0);
    for (size_t r = 0; r < out.parts.front().rows(); ++r)
        if (!names.is_null(r) && std::ranges::find(doubtful, to_text(names.value(r))) != doubtful.end())
            listed.push_back(to_text(names.value(r)));
    tell_doubtful(out, std::move(listed), "check the numbers before judging.", "vérifiez les chiffres avant de juger.",
                  c.language);
    return out;
}

} // namespace plumbline::assistant::tool
