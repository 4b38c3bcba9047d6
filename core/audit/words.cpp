// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>

#include "core/audit/audit.h"
#include "core/base/format.h"

namespace plumbline::audit {

namespace {

struct Words {
    const char *name_en, *name_fr;
    const char *title_en, *title_fr;
    const char *evidence_en, *evidence_fr;
};

/// {m} measure, {s} of segment, {x} factor, {v} value, {e} expected, {l} {h} range, {d} days, {r} rows, {o} other column or
/// detail.
const std::map<std::string, Words, std::less<>>& words() {
    static const std::map<std::string, Words, std::less<>> all{
        {"lead_surge_20x",
         {"Surge", "Envolée", "{m}{s}: {x} times the usual level", "{m}{s} : {x} fois le niveau habituel",
          "{v} on {d}; {e} were to be expected ({l} to {h}). The other measures of these days are ordinary, so a fault of "
          "tracking is likelier than demand.",
          "{v} pour {d} ; {e} étaient attendus ({l} à {h}). Les autres mesures de ces jours sont ordinaires : un défaut de suivi "
          "est plus probable qu'une demande réelle."}},
        {"collapse",
         {"Collapse", "Chute", "{m}{s}: {x} of the usual level", "{m}{s} : {x} du niveau habituel",
          "{v} on {d}; {e} were to be expected ({l} to {h}), while the other measures went on.",
          "{v} pour {d} ; {e} étaient attendus ({l} à {h}), alors que les autres mesures continuent."}},
        {"bot_clicks_3x",
         {"Bot clicks", "Clics de robots", "{m}{s}: {x} times the usual level, and nothing came of it",
          "{m}{s} : {x} fois le niveau habituel, sans effet",
          "{v} on {d}; {e} were to be expected ({l} to {h}). Impressions, spend and results did not move with them.",
          "{v} pour {d} ; {e} étaient attendus ({l} à {h}). Impressions, dépenses et résultats n'ont pas suivi."}},
        {"cpv_uniform",
         {"Uniform rate", "Taux uniforme", "{m} per {o}{s} is the same on every day",
          "{m} par {o}{s} : la même valeur chaque jour",
          "{m} / {o} is exactly {v} on {d}, though the volume changes. A measured rate varies; this one was filled in.",
          "{m} / {o} vaut exactement {v} pour {d}, alors que le volume change. Un taux mesuré varie ; celui-ci a été rempli."}},
        {"flatline",
         {"Flat line", "Ligne plate", "{m}{s} stands still", "{m}{s} : valeur figée",
          "The same value on every day of {d}, while the rest of the series changes.",
          "La même valeur chaque jour pour {d}, alors que le reste de la série change."}},
        {"tracking_outage",
         {"Tracking outage", "Panne de suivi", "{m}{s}: nothing was counted", "{m}{s} : rien n'a été compté",
          "{v} on {d}; {e} were to be expected ({l} to {h}). What comes before in the funnel went on.",
          "{v} pour {d} ; {e} étaient attendus ({l} à {h}). Les étapes précédentes du parcours continuent."}},
        {"unit_change",
         {"Change of unit", "Changement d'unité", "{m}{s} is written in another unit", "{m}{s} : une autre unité",
          "{v} on {d}, {x} times the {e} that were to be expected: a power of ten, as of cents, thousands or micros.",
          "{v} pour {d}, {x} fois les {e} attendus : une puissance de dix, comme des centimes, des milliers ou des "
          "millionièmes."}},
        {"impossible_ratio",
         {"Impossible ratio", "Rapport impossible", "{m}{s} exceeds {o}", "{m}{s} dépasse {o}",
          "{v} on {d}; {e} were to be expected. There cannot be more {m} than {o}.",
          "{v} pour {d} ; {e} étaient attendus. Il ne peut pas y avoir plus de {m} que de {o}."}},
        {"negative_spend",
         {"Negative spend", "Dépense négative", "{m}{s} is below zero", "{m}{s} : montant négatif",
          "{r} rows of {d} hold negative amounts. A refund that is booked as spend makes every cost figure too good.",
          "{r} lignes pour {d} contiennent des montants négatifs. Un remboursement saisi comme dépense embellit tous les "
          "coûts."}},
        {"negative_value",
         {"Negative value", "Valeur négative", "{m}{s} is below zero", "{m}{s} : valeur négative",
          "{r} rows of {d} hold values below zero.", "{r} lignes pour {d} contiennent des valeurs négatives."}},
        {"temporal_gap",
         {"Gap", "Lacune", "No rows{s} for {e} days", "Aucune ligne{s} pendant {e} jours",
          "Nothing was reported on {d}, between days that are complete. The sums of these days are too low.",
          "Rien n'a été transmis pour {d}, entre des jours complets. Les totaux de ces jours sont trop bas."}},
        {"future_date",
         {"Future dates", "Dates futures", "Rows lie in the future", "Des lignes sont dans le futur",
          "{r} rows are dated {d}, after the day of the import.", "{r} lignes sont datées {d}, après le jour de l'import."}},
        {"partial_day",
         {"Partial day", "Jour incomplet", "The last day is not complete", "Le dernier jour est incomplet",
          "On {d} most series stand far below their usual level: the day was not over when it was exported.",
          "Pour {d}, la plupart des séries sont bien en dessous de leur niveau : le jour n'était pas terminé à l'export."}},
        {"duplicate_rows",
         {"Duplicate rows", "Lignes en double", "{r} rows{s} are there twice", "{r} lignes{s} en double",
          "Rows of {d} are the same in every column. Each is counted twice in every sum.",
          "Des lignes pour {d} sont identiques dans toutes les colonnes. Chacune compte double dans chaque total."}},
        {"key_conflict",
         {"Conflicting rows", "Lignes contradictoires", "{r} rows{s} repeat a key with other values",
          "{r} lignes{s} répètent une clé avec d'autres valeurs",
          "On {d} the same day and dimensions occur with differing measures: a corrected export that was added and not put in "
          "place.",
          "Pour {d}, le même jour et les mêmes dimensions ont des mesures différentes : un export corrigé a été ajouté au lieu "
          "de remplacer."}},
        {"label_variant",
         {"Spellings", "Orthographes", "{m}: “{o}” is another spelling of “{k}”",
          "{m} : « {o} » est une autre graphie de « {k} »",
          "{r} rows{s} of {d} are written “{o}”; most are “{k}”. They are counted as two.",
          "{r} lignes{s} pour {d} portent « {o} » ; la plupart « {k} ». Elles comptent pour deux."}},
        {"missing_values",
         {"Missing values", "Valeurs manquantes", "{m}{s} is missing", "{m}{s} : valeurs manquantes",
          "{r} cells of {d} are empty; {e} were to be expected. Sums take them for nothing.",
          "{r} cellules pour {d} sont vides ; {e} étaient attendus. Les totaux les comptent pour rien."}},
        {"bad_tokens",
         {"Words for numbers", "Mots au lieu de nombres", "{m}{s} holds words instead of numbers",
          "{m}{s} : des mots au lieu de nombres", "{r} cells of {d} hold {o}; {e} were to be expected.",
          "{r} cellules pour {d} contiennent {o} ; {e} étaient attendus."}},
        {"conversion_drift",
         {"Conversion drift", "Dérive de conversion", "{m} per {o}{s} shifted to {x} of what it was",
          "{m} par {o}{s} : passé à {x} de sa valeur",
          "{v} on {d}, {e} otherwise ({l} to {h}). The shift begins and ends from one day to the next and no other series shares "
          "it.",
          "{v} pour {d}, {e} sinon ({l} à {h}). Le décalage commence et finit d'un jour à l'autre et aucune autre série ne le "
          "partage."}},
        {"collinear_channels",
         {"Channels alike", "Canaux confondus", "{k} and {o} cannot be told apart", "{k} et {o} ne peuvent pas être distingués",
          "Their spend moves together (variance inflation {v}; above {e} effects are mixed up).",
          "Leurs dépenses évoluent ensemble (inflation de la variance {v} ; au-delà de {e}, les effets se mélangent)."}},
        {"campaign_outlier",
         {"Campaign unlike the others", "Campagne à part", "{m} per {o}{s}: {x} times the usual",
          "{m} par {o}{s} : {x} fois la valeur usuelle", "{v}, where campaigns have {e} ({l} to {h}).",
          "{v}, là où les campagnes ont {e} ({l} à {h})."}},
    };
    return all;
}

std::string replaced(std::string text, const std::map<std::string, std::string>& facts) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        const size_t end = text[i] == '{' ? text.find('}', i) : std::string::npos;
        if (end == std::string::npos) {
            out += text[i];
            continue;
        }
        const auto at = facts.find(text.substr(i + 1, end - i - 1));
        out += at == facts.end() ? std::string(missing_value) : at->second;
        i = end;
    }
    return out;
}

std::string amount(const std::optional<double>& v, const Finding& f, const DatasetInfo& dataset, const NumberStyle& style) {
    if (!v) return std::string(missing_value);
    const DatasetColumn* c = dataset.by_field(f.column);
    if (f.check == "conversion_drift") return format_percent(*v, 2, style);
    if (f.check == "cpv_uniform" || f.check == "campaign_outlier") return format_number(*v, std::abs(*v) < 1 ? 5 : 3, style);
    if (f.check == "collinear_channels") return format_number(*v, 1, style);
    const bool money = c && (c->role == "cost" || c->role == "revenue");
    return money ? format_money_exact(*v, style) : format_number(*v, 0, style);
}

std::string column_name(const std::string& field, const DatasetInfo& dataset) {
    const DatasetColumn* c = dataset.by_field(field);
    return c ? c->name : field;
}

std::map<std::string, std::string> facts_of(const Finding& f, const DatasetInfo& dataset, Language language) {
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    const bool fr = language == Language::fr;
    std::map<std::string, std::string> out;
    out["m"] = column_name(f.column, dataset);
    out["s"] = f.segment.empty() || f.check == "collinear_channels" ? "" : (fr ? " de " : " of ") + f.segment;
    out["x"] = f.factor >= 1 ? format_number(f.factor, f.factor < 10 ? 1 : 0, style) : format_percent(f.factor, 0, style);
    out["v"] = amount(f.value, f, dataset, style);
    out["e"] =
        f.check == "temporal_gap" ? format_number(f.expected.value_or(0), 0, style) : amount(f.expected, f, dataset, style);
    out["l"] = amount(f.low, f, dataset, style);
    out["h"] = amount(f.high, f, dataset, style);
    out["d"] = f.days ? format_range(*f.days, language) : std::string(fr ? "toutes les dates" : "all days");
    out["r"] = format_number(static_cast<double>(f.rows), 0, style);
    out["o"] = f.check == "label_variant" || f.check == "bad_tokens" || f.check == "collinear_channels"
                   ? f.detail
                   : column_name(f.detail, dataset);
    out["k"] = f.variants.empty() ? f.segment : f.variants.front();
    return out;
}

} // namespace

std::string check_name(std::string_view check, Language language) {
    const auto at = words().find(check);
    if (at == words().end()) return std::string(check);
    return language == Language::fr ? at->second.name_fr : at->second.name_en;
}

std::string title(const Finding& f, const DatasetInfo& dataset, Language language) {
    const auto at = words().find(f.check);
    if (at == words().end()) return f.check;
    std::string out =
        replaced(language == Language::fr ? at->second.title_fr : at->second.title_en, facts_of(f, dataset, language));
    // Columns are named as their file names them; a sentence begins with a capital.
    if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 'a' + 'A');
    return out;
}

std::string evidence(const Finding& f, const DatasetInfo& dataset, Language language) {
    const auto at = words().find(f.check);
    if (at == words().end()) return {};
    return replaced(language == Language::fr ? at->second.evidence_fr : at->second.evidence_en, facts_of(f, dataset, language));
}

std::string expected_text(const Finding& f, const DatasetInfo& dataset, Language language) {
    auto facts = facts_of(f, dataset, language);
    if (!f.expected) return {};
    if (!f.low || !f.high) return facts["e"];
    return replaced(language == Language::fr ? "{e} ({l} à {h})" : "{e} ({l} to {h})", facts);
}

std::string action_text(Action action, const Finding& f, Language language) {
    const bool fr = language == Language::fr;
    switch (action) {
    case Action::exclude:
        if (f.column == "*") return fr ? "Ne compter chaque ligne qu'une fois" : "Count each row once";
        if (f.column == "date") return fr ? "Écarter ces jours" : "Leave the days out";
        return fr ? "Écarter ces valeurs" : "Leave the values out";
    case Action::cap: return fr ? "Ramener à la valeur attendue" : "Cap to expected";
    case Action::interpolate:
        return f.column == "date" ? (fr ? "Combler avec la semaine précédente" : "Fill from the week before")
                                  : (fr ? "Remplacer par la valeur attendue" : "Fill with the expected");
    case Action::merge: return fr ? "Fusionner les graphies" : "Merge the spellings";
    case Action::rescale: return fr ? "Ramener à l'unité" : "Rescale to the unit";
    case Action::event: return fr ? "Événement connu" : "Known event";
    case Action::leave: return fr ? "Laisser tel quel" : "Leave as it is";
    }
    return {};
}

} // namespace plumbline::audit
