// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/assistant/classifier.h"
#include "core/assistant/parser.h"
#include "core/metrics/nearest.h"

/// The classifier beside the rules: which of them decides the route, and when a person is asked.
namespace plumbline::assistant::parts {

namespace {

constexpr double sure = 0.9;      // of the classifier, to be taken instead of the rules …
constexpr double unlikely = 0.04; // … where it gives theirs no more than that
constexpr double even = 0.3;      // both readings at least that likely: asked back

struct ReadingWords {
    Route route;
    const char* en;
    const char* fr;
};

/// What a reading is called on its button, behind the question; read again when it is chosen.
const std::vector<ReadingWords>& reading_words() {
    static const std::vector<ReadingWords> list{{Route::kpi_qa, "the figures", "les chiffres"},
                                                {Route::diagnostic, "the reasons", "les raisons"},
                                                {Route::segmentation, "as groups", "en groupes"},
                                                {Route::budget_simulation, "as a what-if", "comme simulation"},
                                                {Route::forecast, "as a forecast", "comme prévision"},
                                                {Route::allocation, "as a budget split", "comme répartition du budget"},
                                                {Route::audit, "as a check of the data", "comme contrôle des données"},
                                                {Route::report, "as a report", "en rapport"},
                                                {Route::chart, "as a chart", "en graphique"}};
    return list;
}

bool any(const Reading& r, std::initializer_list<const char*> tags) {
    return std::ranges::any_of(tags, [&](const char* t) { return r.has(t); });
}

/// Whether a question holds what a route cannot do without.
bool possible(const Reading& r, Route route) {
    const bool amount = std::ranges::any_of(
        r.tokens, [](const Token& t) { return t.number && (t.percent || t.scaled || std::abs(*t.number) >= 1000); });
    switch (route) {
    case Route::chart: return any(r, {"chartword", "trendword"});
    case Route::report: return any(r, {"report", "format"}) && !any(r, {"which", "count", "op"});
    case Route::budget_simulation: return amount || any(r, {"double", "triple", "half", "stop"});
    case Route::forecast: return r.has("forecast") || std::ranges::any_of(r.periods, [](const PeriodHit& p) { return p.future; });
    case Route::allocation:
        return asks_allocation(r) && any(r, {"allocate", "maximise"}) && (amount || r.has("budgetword") || r.has("dim"));
    case Route::audit: return r.has("audit") || r.has_word({"data", "donnees", "tracking"});
    case Route::segmentation: return r.has("segment") && r.has("dim");
    case Route::diagnostic: return any(r, {"why", "loss", "under", "hurts", "curve"});
    case Route::out_of_scope: return !any(r, {"metric", "dim", "column", "value"});
    case Route::kpi_qa: return any(r, {"metric", "column", "performance", "attribute"});
    case Route::unsafe: return false;
    }
    return false;
}

} // namespace

std::string with_reading(const std::string& question, Route route, Language language) {
    for (const ReadingWords& w : reading_words())
        if (w.route == route) return question + " \u2014 " + (language == Language::fr ? w.fr : w.en);
    return "";
}

std::optional<Route> chosen_reading(std::string& question) {
    const size_t dash = question.rfind(" \u2014 ");
    if (dash == std::string::npos) return std::nullopt;
    const std::string tail = question.substr(dash + 5);
    for (const ReadingWords& w : reading_words())
        if (tail == w.en || tail == w.fr) {
            question.resize(dash);
            return w.route;
        }
    return std::nullopt;
}

Route agreed_route(const Reading& r, Route rules, Plan& plan) {
    const std::vector<Guess> guesses = Classifier::get().guess(r);
    const Guess& top = guesses.front();
    const double theirs = std::ranges::find(guesses, rules, &Guess::route)->probability;
    plan.confidence = theirs;
    if (top.route == rules || r.has("curve")) return rules;
    if (top.probability >= sure && theirs <= unlikely && possible(r, top.route)) {
        plan.confidence = top.probability;
        return top.route;
    }
    const bool both = top.probability >= even && theirs >= even && possible(r, top.route) && possible(r, rules);
    if (both && rules != Route::out_of_scope && top.route != Route::out_of_scope) {
        Problem p{"ambiguous", "route", r.text, {}};
        for (const Route route : {rules, top.route})
            for (const ReadingWords& w : reading_words())
                if (w.route == route) p.options.push_back(r.language == Language::fr ? w.fr : w.en);
        for (const std::string& option : p.options) plan.readings.push_back(r.text + " \u2014 " + option);
        plan.problems.push_back(std::move(p));
    }
    return rules;
}

} // namespace plumbline::assistant::parts
