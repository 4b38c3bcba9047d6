// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/base/words.h"
#include "core/report/forecast_parts.h"

namespace plumbline::report {

namespace {

struct Text {
    std::string_view key, en, fr;
};

constexpr Text texts[] = {
    {"periods.day", "{n} days", "{n} jours"},
    {"periods.week", "{n} weeks", "{n} semaines"},
    {"periods.month", "{n} months", "{n} mois"},
    {"periods.quarter", "{n} quarters", "{n} trimestres"},
    {"periods.year", "{n} years", "{n} ans"},
    {"period.day", "1 day", "1 jour"},
    {"period.week", "1 week", "1 semaine"},
    {"period.month", "1 month", "1 mois"},
    {"period.quarter", "1 quarter", "1 trimestre"},
    {"period.year", "1 year", "1 an"},
    {"by.day", "by day", "par jour"},
    {"by.week", "by week", "par semaine"},
    {"by.month", "by month", "par mois"},
    {"by.quarter", "by quarter", "par trimestre"},
    {"by.year", "by year", "par an"},
    {"head.day", "Day", "Jour"},
    {"head.week", "Week", "Semaine"},
    {"head.month", "Month", "Mois"},
    {"head.quarter", "Quarter", "Trimestre"},
    {"head.year", "Year", "Année"},
    {"title.more", "The next {periods} should bring {metric} of {value}, {change} more than last year",
     "{metric} attendu sur {periods} : {value}, {change} de plus que l'an dernier"},
    {"title.less", "The next {periods} should bring {metric} of {value}, {change} less than last year",
     "{metric} attendu sur {periods} : {value}, {change} de moins que l'an dernier"},
    {"title.plain", "The next {periods} should bring {metric} of {value}", "{metric} attendu sur {periods} : {value}"},
    {"title.mean", "{metric} should be about {value} over the next {periods}",
     "{metric} attendu : environ {value} sur {periods}"},
    {"impossible", "A forecast needs a column of dates and a measure",
     "Une prévision demande une colonne de dates et une mesure"},
    {"caption", "{range}. {odds} the sum lies between {lower} and {upper}.",
     "{range}. {odds}, la somme est comprise entre {lower} et {upper}."},
    {"caption.mean", "{range}. {odds} the mean lies between {lower} and {upper}.",
     "{range}. {odds}, la moyenne est comprise entre {lower} et {upper}."},
    {"odds.80", "Eight times in ten", "Huit fois sur dix"},
    {"odds.90", "Nine times in ten", "Neuf fois sur dix"},
    {"odds.95", "Nineteen times in twenty", "Dix-neuf fois sur vingt"},
    {"odds.n", "With a chance of {p}", "Avec une probabilité de {p}"},
    {"card.next", "Next {periods}", "{periods} à venir"},
    {"card.interval", "{p}: {lower} to {upper}", "{p} : {lower} à {upper}"},
    {"card.year", "Against last year", "Par rapport à l'an dernier"},
    {"card.year_value", "same periods: {value}", "mêmes périodes : {value}"},
    {"card.year_missing", "last year is not in the data", "l'an dernier n'est pas dans les données"},
    {"card.chance", "Chance of reaching target", "Chance d'atteindre l'objectif"},
    {"card.target", "target {value}, {range}", "objectif {value}, {range}"},
    {"card.no_target", "no target for these periods", "aucun objectif pour ces périodes"},
    {"card.largest", "Largest {period}", "Plus fort ({period})"},
    {"card.explain", "{metric}, forecast by {model} from {n} observations up to {last}.",
     "{metric}, prévu par {model} à partir de {n} observations jusqu'au {last}."},
    {"chart.title", "{metric} {by}, with what is expected", "{metric} {by} et valeurs attendues"},
    {"chart.bands", "dark band: 50% of outcomes, light band: {p}", "bande foncée : 50 % des cas, bande claire : {p}"},
    {"chart.reading", "{metric} {by}: {n} observations up to {last}, then a forecast that goes from {from} to {to}.",
     "{metric} {by} : {n} observations jusqu'à {last}, puis une prévision de {from} à {to}."},
    {"actual", "Actual", "Réalisé"},
    {"forecast", "Forecast", "Prévision"},
    {"last_year", "Last year", "An dernier"},
    {"band", "{p} interval", "Intervalle à {p}"},
    {"open", "{period} is not complete", "{period} n'est pas terminé"},
    {"steps.title", "{period} reaches {value}", "{period} atteint {value}"},
    {"steps.subtitle", "Forecast {by}", "Prévision {by}"},
    {"steps.from", "From", "Début"},
    {"steps.sum", "Sum", "Somme"},
    {"steps.mean", "Mean", "Moyenne"},
    {"range", "{lower} to {upper}", "{lower} à {upper}"},
    {"part.trend", "Trend", "Tendance"},
    {"part.season", "Season", "Saison"},
    {"part.weekly", "Weekly season", "Saison de la semaine"},
    {"part.yearly", "Yearly season", "Saison de l'année"},
    {"part.holidays", "Events", "Événements"},
    {"part.correction", "Correction", "Correction"},
    {"part.correction_sub", "what the last values add", "apport des dernières valeurs"},
    {"part.other", "{name}", "{name}"},
    {"parts.events", "{name} moves its {period} by about {value}; the rest is trend and season",
     "{name} fait varier sa période ({period}) d'environ {value} ; le reste est tendance et saison"},
    {"parts.trend", "The trend {verb} by {value} a {period}; the season adds {low} to {high}",
     "La tendance {verb} de {value} par {period} ; la saison ajoute de {low} à {high}"},
    {"parts.flat", "What the forecast is made of; the parts add up to it",
     "Ce dont la prévision est faite ; la somme des parts la donne"},
    {"grows", "grows", "croît"},
    {"falls", "falls", "baisse"},
    {"one.day", "day", "jour"},
    {"one.week", "week", "semaine"},
    {"one.month", "month", "mois"},
    {"one.quarter", "quarter", "trimestre"},
    {"one.year", "year", "an"},
    {"methods.title", "{model} missed by {error}, the naive forecast by {naive}",
     "{model} : erreur de {error}, prévision naïve : {naive}"},
    {"methods.naive_best", "No method beat the naive forecast, which missed by {naive}",
     "Aucune méthode n'a battu la prévision naïve, dont l'erreur est de {naive}"},
    {"methods.none", "Too short to test methods on the past", "Trop court pour tester les méthodes sur le passé"},
    {"methods.subtitle", "Backtest, {folds} origins, {periods} ahead",
     "Test sur le passé, {folds} origines, {periods} à l'avance"},
    {"method", "Method", "Méthode"},
    {"in_band", "In band %", "Couvert %"},
    {"horizon.title", "How far off, by distance", "Erreur selon l'échéance"},
    {"horizon.rises", "The error grows from {first} to {last} with distance",
     "L'erreur passe de {first} à {last} avec l'échéance"},
    {"horizon.steady", "The error stays near {mean} at every distance", "L'erreur reste proche de {mean} à toute échéance"},
    {"horizon.subtitle", "mean absolute error in %, {periods} ahead", "erreur absolue moyenne en %, {periods} à l'avance"},
    {"horizon.subtitle_scaled", "mean scaled error, {periods} ahead", "erreur moyenne normalisée, {periods} à l'avance"},
    {"reasons.title", "Why this forecast", "Pourquoi cette prévision"},
    {"since.up", "Since the forecast of {date}, what is expected for the same periods rose by {change}.",
     "Depuis la prévision du {date}, l'attendu pour les mêmes périodes a augmenté de {change}."},
    {"since.down", "Since the forecast of {date}, what is expected for the same periods fell by {change}.",
     "Depuis la prévision du {date}, l'attendu pour les mêmes périodes a baissé de {change}."},
    {"since.same", "Since the forecast of {date}, hardly anything changed for the same periods.",
     "Depuis la prévision du {date}, presque rien n'a changé pour les mêmes périodes."},
    {"realised",
     "Of the forecast of {date}, {inside} of {steps} values that came since lie within its interval; it was off by {mape}.",
     "Sur la prévision du {date}, {inside} des {steps} valeurs venues depuis sont dans son intervalle ; elle s'est trompée de "
     "{mape}."},
    {"realised.worse", "That is {times} times what its backtest promised: look for what has changed.",
     "C'est {times} fois ce que promettait son test : cherchez ce qui a changé."},
    {"event", "{name}: about {effect} ({lower} to {upper}).", "{name} : environ {effect} ({lower} à {upper})."},
    {"interval",
     "The interval is set by the errors on the past: set by the other tests in turn, it held {coverage} of the values.",
     "L'intervalle est réglé sur les erreurs du passé : réglé tour à tour sur les autres tests, il contenait {coverage} des "
     "valeurs."},
    {"breakdown.title", "{name} brings the most, {value} in {periods}", "{name} apporte le plus, {value} en {periods}"},
    {"breakdown.subtitle", "Forecasts of the parts, made to add up to the whole",
     "Prévisions des parts, ajustées pour donner le total"},
    {"breakdown.share", "Share", "Part"},
    {"breakdown.change", "vs last year", "vs an dernier"},
    {"interval_head", "{p} interval", "Intervalle {p}"},
    {"finding", "The auditor holds open: {title}.", "L'auditeur laisse ouvert : {title}."},
    {"finding.after",
     "With what was expected in the place of these values the forecast would be {value}, {change} against the one shown.",
     "Avec les valeurs attendues à leur place, la prévision serait de {value}, {change} par rapport à celle affichée."},
    {"finding.same", "With what was expected in the place of these values the forecast would hardly change.",
     "Avec les valeurs attendues à leur place, la prévision ne changerait presque pas."},
    {"left_out.with", "With these values the forecast would be {value}, {change} against the one shown.",
     "Avec ces valeurs, la prévision serait de {value}, {change} par rapport à celle affichée."},
    {"left_out.same", "With these values the forecast would hardly change.",
     "Avec ces valeurs, la prévision ne changerait presque pas."},
    {"as_it_is", "Forecast with what was left out", "Prévision avec ce qui est écarté"},
    {"remedied", "Forecast after remedy", "Prévision après correction"},
    {"tuning.each", "Setting tried", "Réglage essayé"},
    {"tuning.best", "Best so far", "Meilleur jusque-là"},
    {"tuning.lowered", "{n} settings of Prophet lowered its error on the past from {first} to {best}",
     "{n} réglages de Prophet ont ramené son erreur sur le passé de {first} à {best}"},
    {"tuning.nothing", "None of {n} settings of Prophet beats the usual ones, {first}",
     "Aucun des {n} réglages de Prophet ne bat les réglages usuels, {first}"},
    {"tuning.subtitle", "mean scaled error of each trial; best: {settings}",
     "erreur moyenne normalisée de chaque essai ; meilleur : {settings}"},
    {"tuning.changepoint_prior_scale", "trend changes {n}", "changements de tendance {n}"},
    {"tuning.seasonality_prior_scale", "seasons {n}", "saisons {n}"},
    {"tuning.holidays_prior_scale", "events {n}", "événements {n}"},
    {"tuning.yearly_order", "{n} waves a year", "{n} ondes par an"},
    {"tuning.weekly_order", "{n} a week", "{n} par semaine"},
    {"tuning.additive", "added to the trend", "s'ajoute à la tendance"},
    {"tuning.multiplicative", "multiplies the trend", "multiplie la tendance"},
    {"document", "Forecast", "Prévision"},
};

} // namespace

std::string forecast_words(std::string_view key, Language language, const std::map<std::string, std::string>& facts) {
    const auto* found = std::find_if(std::begin(texts), std::end(texts), [&](const Text& t) { return t.key == key; });
    if (found == std::end(texts)) throw Error(ErrorCode::internal, {{"detail", "no text " + std::string(key)}});
    return fill(language == Language::fr ? found->fr : found->en, facts);
}

std::string ForecastWorld::event(const std::string& name) const {
    const auto found = event_names.find(name);
    return found == event_names.end() ? name : found->second;
}

std::string ForecastWorld::periods(size_t n) const {
    const std::string grain(grain_id(request.grain));
    return n == 1 ? say("period." + grain) : say("periods." + grain, {{"n", std::to_string(n)}});
}

} // namespace plumbline::report
