// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/assistant/parser.h"
#include "core/metrics/nearest.h"

namespace plumbline::assistant::parts {

namespace {

bool any(const Reading& r, std::initializer_list<const char*> tags) {
    return std::ranges::any_of(tags, [&](const char* t) { return r.has(t); });
}

/// The words before the position are a question for numbers ("which campaign …").
bool starts_with_which(const Reading& r) {
    return !r.spans.empty() && (r.spans.front().is("which") || r.spans.front().is("count") || r.spans.front().is("when"));
}

bool has_number(const Reading& r) {
    return std::ranges::any_of(r.spans, [&](const Span& s) { return s.is("number"); });
}

bool has_percent(const Reading& r) {
    return std::ranges::any_of(r.tokens, [](const Token& t) { return t.number && t.percent; });
}

bool has_amount(const Reading& r) {
    return std::ranges::any_of(r.spans, [&](const Span& s) {
        if (!s.is("number")) return false;
        const Token& t = r.tokens[s.first];
        return t.number && (t.scaled || *t.number >= 100) && !t.percent;
    });
}

bool future(const Reading& r) {
    const auto& dates = r.vocabulary->dataset().dates;
    return std::ranges::any_of(r.periods, [&](const PeriodHit& p) {
        return p.future || (r.has("forecast") && dates && p.kind == PeriodHit::Kind::plain && p.range.from > dates->to);
    });
}

bool wants_chart(const Reading& r) {
    for (const Span& s : r.spans)
        if (const Meaning* m = s.find("chartword"); m && !s.is("metric") && !s.is("value") && !s.is("column")) {
            if (m->detail != "auto") {
                const std::string w = r.words(s);
                if (w == "bar" || w == "ligne" || w == "secteurs" || w == "distribution" || w == "stacked" || w == "bars")
                    return r.has_word({"chart", "graph", "plot", "graphique", "show", "draw", "as", "affiche", "montre", "en",
                                       "trace", "the", "of", "des"});
                return true;
            }
            const std::string w = r.words(s);
            if (w == "picture" || w == "figure" || w == "visual" || w == "figures" || w == "schema") continue;
            return true;
        }
    return false;
}

bool simulation(const Reading& r) {
    const bool signed_change = r.has("simulate") && (has_percent(r) || has_amount(r));
    const bool factor = factor_of(r).has_value() && (r.has("budgetword") || r.has("simulate"));
    const bool change = signed_change || factor || any(r, {"up", "down", "stop", "double", "triple", "half"});
    if (!change) return false;
    const bool strong = factor || any(r, {"double", "triple", "half", "stop"}) || has_percent(r) || has_amount(r) ||
                        any(r, {"quarter_less", "third_part"});
    const bool told = !r.spans.empty() && r.spans.front().first == 0 && // "add 500 to search: how many more orders?"
                      (r.spans.front().is("up") || r.spans.front().is("down") || r.spans.front().is("stop"));
    const bool what_if = r.has("simulate") || r.has_word({"if", "si"}) || (told && r.has("count")) ||
                         (r.has_word({"with", "avec"}) && has_percent(r) && any(r, {"up", "down"}) && r.has("budgetword"));
    if (r.has("when") || (r.has("count") && !what_if)) return false;
    if (what_if && strong) return !(starts_with_which(r) && r.has("op") && !r.has_word({"if", "si"}) && !r.has_word({"would"}));
    // "20% more budget for social", "cut search by 15%", "ajoute 10 % à la dépense": an order to change the budget
    if (strong && r.has("budgetword") && (has_percent(r) || has_amount(r)) && !r.has("op") && !r.has("which") &&
        !r.has("allocate") && r.periods.empty() && !r.has("share") && !r.has("compare"))
        return true;
    if (what_if && r.has("budgetword") && !starts_with_which(r)) return true;
    return false;
}

} // namespace

bool asks_allocation(const Reading& r) {
    if (!r.has("allocate")) // "with 800,000, how do we get the most orders?"
        return has_amount(r) && r.has("maximise") && r.has_word({"how", "comment"}) && r.periods.empty() && !r.has("count") &&
               !r.has("op") && !any(r, {"up", "down"});
    const std::string w = metrics::fold(r.words(*r.find("allocate")));
    const bool weak = w == "split" || w == "spread" || w == "divide" || w == "ventiler" || w == "optimal" || w == "optimale" ||
                      w == "distribute" || w == "assign" || w == "invest our" || w == "best use of" ||
                      w == "repartition du budget" || w == "repartition budgetaire" || w == "reparti" || w == "plus de budget" ||
                      w == "more budget" || w == "budget mix" || w == "media mix" || w == "budget plan" ||
                      w == "plan de budget" || w == "allocation" || w == "allocations";
    if (!weak) return !(has_percent(r) && simulation(r));
    static const std::set<std::string, std::less<>> asking{"how", "comment"},
        being{"is", "are", "was", "were", "did", "does", "est", "sont", "etait", "etaient", "se", "a", "ont"};
    if (r.tokens.size() > 1 && asking.contains(r.tokens[0].word) && being.contains(r.tokens[1].word) && !has_amount(r))
        return false; // "how is the profit split over the channels": as it is
    return r.has("maximise") || r.has("best") || has_amount(r) ||
           r.has_word({"how", "comment", "should", "optimal", "optimale", "deserve", "deserves", "merite", "meritent", "get",
                       "recommend", "recommande", "recommandes", "propose", "suggest", "next"});
}

namespace {

bool forecasting(const Reading& r) {
    if (future(r)) return true;
    const Span* f = r.find("forecast");
    if (!f) return false;
    const std::string w = r.words(*f);
    if (w == "expected" || w == "will" || w == "land at" || w == "sera" || w == "seront" || w == "project" || w == "projects" ||
        w == "fera" || w == "aura" || w == "estimate")
        return future(r) || has_number(r) || !r.periods.empty();
    return true;
}

bool auditing(const Reading& r) {
    const Span* a = r.find("audit");
    if (!a) return false;
    const std::string detail = a->find("audit")->detail, w = r.words(*a);
    if (detail == "correlation") return false;
    if (detail == "negative" && (r.has("loss") || (r.has("why") && r.has("metric")))) return false;
    if (detail == "negative" && r.has("metric")) {
        const auto m = r.find("metric")->find("metric")->detail;
        if (m == "roi" || m == "profit") return false; // a question about results
    }
    if (detail == "columns" && w == "aide" && r.has("metric")) return false;
    if (detail == "columns" && (w == "help" || w == "Help") && r.has("metric")) return false;
    if (detail == "quality" &&
        (w == "sound" || w == "clean" || w == "propres" || w == "propre" || w == "validate" || w == "reliable" ||
         w == "confiance") &&
        r.has("metric") && !r.has_word({"data", "donnees"}))
        return false;
    if (detail == "missing" && (w == "empty" || w == "blank" || w == "incomplete") &&
        !r.has_word({"data", "cells", "rows", "values", "column", "columns", "fields", "any", "entries"}))
        return false;
    if (detail == "outliers" && (w == "odd" || w == "weird" || w == "strange" || w == "spikes" || w == "spike") && r.has("why"))
        return false;
    if (detail == "coverage" && r.has("metric") && !r.has_word({"data", "donnees"})) return false;
    if (r.has("segment") && detail == "quality") return false;
    return true;
}

bool segmenting(const Reading& r) {
    for (const Span& s : r.spans) {
        if (!s.is("segment") || s.is("value")) continue;
        if (s.is("column") || (s.is("dim") && !r.vocabulary->dimension_of_kind(s.find("dim")->detail).empty())) continue;
        const std::string w = r.words(s);
        static const std::set<std::string> weak{"groups",     "similar",    "families", "family",    "familles",
                                                "profiles",   "profils",    "alike",    "similarly", "groupes",
                                                "partition",  "buckets",    "bucket",   "group all", "comparable campaigns",
                                                "similaires", "semblables", "segment",  "segments",  "group our",
                                                "resemble",   "similaire"};
        if (!weak.contains(w)) return true;
        return r.has("dim") || r.has("performance") || has_number(r) || r.has("best") || r.has("which") || r.has("max");
    }
    return false;
}

} // namespace

Route choose_route(const Reading& r) {
    const bool entity = any(r, {"metric", "dim", "value", "column", "performance", "under", "over", "loss", "gain", "hurts"});
    const bool chart = wants_chart(r);
    const bool best_time = r.has("unit") && any(r, {"best", "worst", "max", "min", "dear", "cheap"});
    const bool reasons = r.has("why") && !r.periods.empty(); // "why was March better than February?"
    const bool subject = entity || best_time || reasons || any(r, {"budgetword", "audit"});
    // What is spoken of has to be something of marketing data.
    if (!subject && !any(r, {"segment", "allocate", "forecast", "report"})) {
        if (chart && (!r.periods.empty() || r.unknown.empty())) return Route::chart;
        if (r.unknown.empty() && r.tokens.size() <= 8 &&
            (any(r, {"list", "best", "top", "compare", "max", "share", "rank", "by_how_much"}) ||
             r.has_word({"rate", "rates", "taux", "numbers", "figures", "chiffres", "data", "donnees"})) &&
            !r.has_word({"joke", "poem", "weather"}))
            return Route::kpi_qa; // which metric is asked back
        return Route::out_of_scope;
    }
    if (!entity && r.has("report") && !chart && r.find("report") != nullptr) {
        // "write a poem", "resume": a report needs a period, a word of business or nothing unknown besides
        const bool plain = r.unknown.empty() || !r.periods.empty() || r.has("format") || r.has("grain") || r.has("unit");
        return plain ? Route::report : Route::out_of_scope;
    }
    if (!entity && (r.has("forecast") || r.has("segment")) && !r.has("budgetword") && !r.has("allocate")) {
        if (!r.unknown.empty()) return Route::out_of_scope;
        if (r.has("forecast") && !forecasting(r)) return Route::out_of_scope;
    }
    const bool only_values =
        !any(r, {"metric", "dim", "column", "performance", "under", "over", "loss", "gain", "hurts", "budgetword", "audit"});
    // "who is the boss of Google?"
    if (only_values && !r.tokens.empty() && (r.tokens.front().word == "who" || r.tokens.front().word == "qui") && !r.has("loss"))
        return Route::out_of_scope;
    if (only_values && r.has("value") &&
        !any(r, {"report", "simulate", "allocate", "segment", "forecast", "compare", "share", "best", "worst", "max", "min",
                 "over", "why"}) &&
        !chart) {
        if (r.unknown.size() >= 1 || r.tokens.size() > 12) return Route::out_of_scope;
    }
    if (r.has("curve") && !r.has("allocate")) return Route::diagnostic;
    if (auditing(r) && !(chart && !r.has("metric"))) {
        if (!chart) return Route::audit;
    }
    if (chart) return Route::chart;
    if (segmenting(r) && !asks_allocation(r)) return Route::segmentation;
    const bool changes = factor_of(r) || any(r, {"up", "down", "stop", "double", "triple", "half"});
    if (!changes && asks_allocation(r)) return Route::allocation;
    if (simulation(r)) return Route::budget_simulation;
    if (asks_allocation(r)) return Route::allocation;
    if (r.has("report")) {
        const std::string w = r.words(*r.find("report"));
        const bool weak = w == "review" || w == "document" || w == "brief" || w == "fiche" || w == "presentation" ||
                          w == "slide" || w == "deck" || w == "reports" || w == "resume" || w == "pdf";
        const bool quotient = w == "rapport" && r.has_word({"entre"}) && r.has("metric"); // "rapport entre ventes et budget"
        if (!(weak && r.has("which")) && !quotient) return Route::report;
    }
    if (reasons && !r.has("metric")) return Route::diagnostic;
    if (r.has("why") && (any(r, {"metric", "performance", "loss", "under", "by_how_much", "value"}))) return Route::diagnostic;
    if (forecasting(r)) return r.has("concept") && !r.has("metric") ? Route::out_of_scope : Route::forecast;
    if (any(r, {"under", "hurts"})) return Route::diagnostic;
    const bool counted_days = r.has("count") && r.has("unit") && !r.has("dim"); // "on how many days did we lose money"
    if (r.has("loss") && !r.has("value") && !counted_days) return Route::diagnostic;
    if (r.has("op") && has_number(r) && r.has("metric")) {
        // "campaigns with a ROI below -20 %", "ROAS under 1": judged against a floor of return
        const std::string m = r.find("metric")->find("metric")->detail;
        const auto* op = r.find("op");
        if ((m == "roi" || m == "roas" || m == "profit") && op->find("op")->detail[0] == '<' && (r.has("dim")) && !r.has("count"))
            return Route::diagnostic;
    }
    return Route::kpi_qa;
}

} // namespace plumbline::assistant::parts
