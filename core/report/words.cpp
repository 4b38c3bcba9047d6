// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/words.h"

#include <algorithm>

#include "core/base/words.h"

namespace plumbline::report {

namespace {

struct Text {
    std::string_view key, en, fr;
};

constexpr Text table[] = {
    {"caption.undated", "This dataset has no date: totals of all rows, no trend.",
     "Ce jeu de données n'a pas de date\u00A0: totaux de toutes les lignes, sans évolution."},
    {"period.all_rows", "all rows", "toutes les lignes"},
    {"title.filtered", "{filter}: {base}", "{filter}\u00A0: {base}"},
    {"title.total", "{label}: {value} in all rows", "{label}\u00A0: {value} sur toutes les lignes"},
    {"filter.many", "{n} values of {dimension}", "{n} valeurs de {dimension}"},
    {"filter.without", "without {values}", "sauf {values}"},
    {"reference.weekdays", "same weekdays {n} weeks before", "mêmes jours {n} semaines plus tôt"},
    {"reference.weekdays_one", "same weekdays a week before", "mêmes jours une semaine plus tôt"},
    {"reference.holiday", "around {name}", "autour de {name}"},
    {"reference.event", "since {name}", "depuis {name}"},
    {"reference.weekdays_caption", "vs same weekdays", "mêmes jours d'avant"},
    {"reference.event_caption", "vs {name}", "face à {name}"},
    {"reference.missing", "not in the data", "absent des données"},
    {"reference.year", "last year", "l'an dernier"},
    {"explain.reference", "{label}: {value} ({change}).", "{label}\u00A0: {value} ({change})."},
    {"target.pace", "{share} of pace", "{share} du rythme"},
    {"target.caption", "to {value}", "vers {value}"},
    {"target.explained", "Target {value}, {days}: {actual} so far, {expected} at an even pace ({share}).",
     "Objectif {value}, {days}\u00A0: {actual} à ce jour, {expected} à rythme égal ({share})."},
    {"target.line", "target", "objectif"},
    {"cohorts.title.campaign", "{label} of campaigns by the period in which they began",
     "{label} des campagnes selon la période de leur début"},
    {"cohorts.title.dimension", "{label} by {dimension} and the periods since", "{label} par {dimension} et périodes écoulées"},
    {"cohorts.finding", "Campaigns that began in {period} brought the most, {value}",
     "Les campagnes lancées en {period} rapportent le plus, {value}"},
    {"cohorts.finding.ratio", "Campaigns that began in {period} do best, {value}",
     "Les campagnes lancées en {period} font le mieux, {value}"},
    {"cohorts.none", "No campaign began within these data", "Aucune campagne n'a débuté dans ces données"},
    {"cohorts.subtitle", "{label} by {noun} since the beginning{scale}", "{label} par {noun} depuis le début{scale}"},
    {"cohorts.began", "Began", "Début"},
    {"cohorts.members", "Campaigns", "Campagnes"},
    {"cohorts.age", "+{n}", "+{n}"},
    {"cohorts.censored", "; campaigns that ran from the first day are left out",
     "\u00A0; campagnes présentes dès le premier jour exclues"},
    {"roi.title", "{n} of {all} campaigns return less than they cost, {amount} in all",
     "{n} campagnes sur {all} rapportent moins qu'elles ne coûtent, {amount} au total"},
    {"roi.title_one", "One of {all} campaigns returns less than it costs, {amount}",
     "Une campagne sur {all} rapporte moins qu'elle ne coûte, {amount}"},
    {"roi.title_none", "All {all} campaigns with spend return at least what they cost",
     "Les {all} campagnes avec dépenses rapportent au moins leur coût"},
    {"roi.title_channels", "{n} of {all} channels return less than they cost, {amount} in all",
     "{n} canaux sur {all} rapportent moins qu'ils ne coûtent, {amount} au total"},
    {"roi.title_plain", "ROAS is {roas} on {spend} of spend", "ROAS de {roas} pour {spend} de dépenses"},
    {"roi.impossible", "This dataset has no spend or no revenue, so there is no return to show",
     "Ce jeu de données n'a pas de coût ou pas de chiffre d'affaires\u00A0: aucun retour à montrer"},
    {"roi.no_spend", "No spend in this period", "Aucune dépense sur la période"},
    {"roi.scatter", "{n} of {all} campaigns lie under the break-even line",
     "{n} campagnes sur {all} sous le seuil de rentabilité"},
    {"roi.scatter_one", "One of {all} campaigns lies under the break-even line",
     "Une campagne sur {all} sous le seuil de rentabilité"},
    {"roi.scatter_none", "No campaign lies under the break-even line", "Aucune campagne sous le seuil de rentabilité"},
    {"roi.scatter_subtitle", "Revenue (up) against spend (right) by campaign{scale}",
     "Chiffre d'affaires (vertical) et dépenses (horizontal) par campagne{scale}"},
    {"roi.scatter_reading", "Points, one a campaign: spend from {low} to {high}; {n} of {all} under break-even.",
     "Points, un par campagne\u00A0: dépenses de {low} à {high}\u00A0; {n} sur {all} sous le seuil."},
    {"roi.scatter_channels", "{n} of {all} channels lie under the break-even line",
     "{n} canaux sur {all} sous le seuil de rentabilité"},
    {"roi.scatter_one_channels", "One of {all} channels lies under the break-even line",
     "Un canal sur {all} sous le seuil de rentabilité"},
    {"roi.scatter_none_channels", "No channel lies under the break-even line", "Aucun canal sous le seuil de rentabilité"},
    {"roi.scatter_subtitle_channels", "Revenue (up) against spend (right) by channel{scale}",
     "Chiffre d'affaires (vertical) et dépenses (horizontal) par canal{scale}"},
    {"roi.scatter_reading_channels", "Points, one a channel: spend from {low} to {high}; {n} of {all} under break-even.",
     "Points, un par canal\u00A0: dépenses de {low} à {high}\u00A0; {n} sur {all} sous le seuil."},
    {"roi.break_even", "break-even", "seuil"},
    {"roi.campaigns_above", "at or above", "au-dessus"},
    {"roi.campaigns_under", "under", "en dessous"},
    {"roi.channels", "{name} takes {spend} of spend and brings {revenue} of revenue",
     "{name}\u00A0: {spend} des dépenses, {revenue} du chiffre d'affaires"},
    {"roi.channels_plain", "Spend and revenue by {dimension}", "Dépenses et chiffre d'affaires par {dimension}"},
    {"roi.channels_subtitle", "Share of spend against share of revenue{scale}",
     "Part des dépenses face à la part du chiffre d'affaires{scale}"},
    {"roi.share_spend", "of spend", "des dép."},
    {"roi.share_revenue", "of revenue", "du CA"},
    {"roi.gap", "Gap", "Écart"},
    {"roi.marginal_column", "Marginal", "Marginal"},
    {"roi.marginal_title", "More spend last returned {value} for each 1 more ({period})",
     "Dépenser plus a rapporté {value} par unité en plus ({period})"},
    {"roi.marginal_below", "More spend last returned {value} for each 1 more, under break-even ({period})",
     "Dépenser plus a rapporté {value} par unité en plus, sous le seuil ({period})"},
    {"roi.marginal_none", "Spend varied too little to tell what more of it returns",
     "Les dépenses ont trop peu varié pour dire ce que rapporte une hausse"},
    {"roi.marginal_subtitle", "ROAS by {noun}, and the slope of revenue on spend over the last {n} {nouns}",
     "ROAS par {noun}, et pente du chiffre d'affaires selon les dépenses sur {n} {nouns}"},
    {"roi.marginal_reading", "Lines: ROAS from {first} to {last} by {noun}; the second line shows what more spend returned.",
     "Courbes\u00A0: ROAS de {first} à {last} par {noun}\u00A0; la seconde montre ce qu'a rapporté une dépense en plus."},
    {"roi.marginal_line", "marginal", "marginal"},
    {"roi.under", "{n} campaigns under break-even", "{n} campagnes sous le seuil"},
    {"roi.under_one", "One campaign under break-even", "Une campagne sous le seuil"},
    {"roi.under_none", "No campaign under break-even", "Aucune campagne sous le seuil"},
    {"roi.under_channels", "{n} channels under break-even", "{n} canaux sous le seuil"},
    {"roi.under_one_channels", "One channel under break-even", "Un canal sous le seuil"},
    {"roi.under_none_channels", "No channel under break-even", "Aucun canal sous le seuil"},
    {"roi.under_subtitle", "largest shortfall first{scale}", "plus forte perte d'abord{scale}"},
    {"roi.under_subtitle_dated", "largest shortfall first{scale}; {nouns} under 1",
     "plus forte perte d'abord{scale} ; {nouns} sous 1"},
    {"roi.shortfall", "Shortfall", "Perte"},
    {"roi.document", "Return on spend", "Retour sur dépenses"},
    {"glossary.example", "Example: {parts} = {value}.", "Exemple\u00A0: {parts} = {value}."},
    {"glossary.sum_example", "Example: 400 on Monday and 600 on Tuesday make {value}.",
     "Exemple\u00A0: 400 lundi et 600 mardi font {value}."},
    {"glossary.good.up", "Higher is better", "Plus c'est haut, mieux c'est"},
    {"glossary.good.down", "Lower is better", "Plus c'est bas, mieux c'est"},
    {"glossary.good.none", "Neither high nor low is good in itself", "Ni haut ni bas n'est bon en soi"},
    {"glossary.unit.count", "a count", "un nombre"},
    {"glossary.unit.currency", "an amount of money", "un montant"},
    {"glossary.unit.percent", "a percentage", "un pourcentage"},
    {"glossary.unit.ratio", "a ratio", "un rapport"},
    {"glossary.own", "The sum of a column of this dataset.", "La somme d'une colonne de ce jeu de données."},
    {"file.period", "Period", "Période"},
    {"file.filters", "Filters", "Filtres"},
    {"file.workspace", "Workspace", "Espace de travail"},
};

} // namespace

std::string words(std::string_view key, Language language) {
    const auto at = std::ranges::find(table, key, &Text::key);
    if (at == std::ranges::end(table)) throw Error(ErrorCode::internal, {{"detail", "no words for " + std::string(key)}});
    return std::string(language == Language::fr ? at->fr : at->en);
}

std::string words(std::string_view key, Language language, const std::map<std::string, std::string>& facts) {
    return fill(words(key, language), facts);
}

} // namespace plumbline::report
