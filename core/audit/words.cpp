// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "core/audit/audit.h"
#include "core/base/dimension_names.h"
#include "core/base/format.h"

namespace plumbline::audit {

namespace {

struct Words {
    const char *name_en, *name_fr;
    const char *title_en, *title_fr;
    const char *evidence_en, *evidence_fr;
};

/// {m} measure, {s} of segment, {x} factor, {v} value, {e} expected, {l} {h} range, {d} days, {b} the first of them, {r} rows,
/// {o} other column or detail.
const std::map<std::string, Words, std::less<>>& words() {
    static const std::map<std::string, Words, std::less<>> all{
        {"lead_surge_20x",
         {"Surge", "Envolée", "{m}{s}: {x} times the usual level", "{m}{s} : {x} fois le niveau habituel",
          "{v} on {d}; {e} were to be expected ({l} to {h}). The other measures of these days are ordinary, so a fault of "
          "tracking is likelier than demand.",
          "{v} {d} ; {e} étaient attendus ({l} à {h}). Les autres mesures de ces jours sont ordinaires : un défaut de suivi "
          "est plus probable qu'une demande réelle."}},
        {"collapse",
         {"Collapse", "Chute", "{m}{s}: {x} of the usual level", "{m}{s} : {x} du niveau habituel",
          "{v} on {d}; {e} were to be expected ({l} to {h}), while the other measures went on.",
          "{v} {d} ; {e} étaient attendus ({l} à {h}), alors que les autres mesures continuent."}},
        {"bot_clicks_3x",
         {"Bot clicks", "Clics de robots", "{m}{s}: {x} times the usual level, and nothing came of it",
          "{m}{s} : {x} fois le niveau habituel, sans effet",
          "{v} on {d}; {e} were to be expected ({l} to {h}). Impressions, spend and results did not move with them.",
          "{v} {d} ; {e} étaient attendus ({l} à {h}). Impressions, dépenses et résultats n'ont pas suivi."}},
        {"cpv_uniform", {"Uniform rate", "Taux uniforme", "{q}{s} {u}", "{q}{s} {u}", "{g}", "{g}"}},
        {"flatline",
         {"Flat line", "Ligne plate", "{m}{s} stands still", "{m}{s} : valeur figée",
          "The same value on every day of {d}, while the rest of the series changes.",
          "La même valeur chaque jour {d}, alors que le reste de la série change."}},
        {"tracking_outage",
         {"Tracking outage", "Panne de suivi", "{m}{s}: nothing was counted", "{m}{s} : rien n'a été compté",
          "{v} on {d}; {e} were to be expected ({l} to {h}). What comes before in the funnel went on.",
          "{v} {d} ; {e} étaient attendus ({l} à {h}). Les étapes précédentes du parcours continuent."}},
        {"unit_change",
         {"Change of unit", "Changement d'unité", "{m}{s} is written in another unit", "{m}{s} : une autre unité",
          "{v} on {d}, {x} times the {e} that were to be expected: a power of ten, as of cents, thousands or micros.",
          "{v} {d}, {x} fois les {e} attendus : une puissance de dix, comme des centimes, des milliers ou des "
          "millionièmes."}},
        {"impossible_ratio",
         {"Impossible ratio", "Rapport impossible", "{m}{s} exceeds {o}", "{m}{s} dépasse {o}",
          "{v} on {d}; {e} were to be expected. There cannot be more {m} than {o}.",
          "{v} {d} ; {e} étaient attendus. Il ne peut pas y avoir plus de {m} que de {o}."}},
        {"negative_spend",
         {"Negative spend", "Dépense négative", "{m}{s} is below zero", "{m}{s} : montant négatif",
          "{r} rows of {d} hold negative amounts. A refund that is booked as spend makes every cost figure too good.",
          "{r} lignes {d} contiennent des montants négatifs. Un remboursement saisi comme dépense embellit tous les "
          "coûts."}},
        {"negative_value",
         {"Negative value", "Valeur négative", "{m}{s} is below zero", "{m}{s} : valeur négative",
          "{r} rows of {d} hold values below zero.", "{r} lignes {d} contiennent des valeurs négatives."}},
        {"temporal_gap",
         {"Gap", "Lacune", "No rows{s} for {e} days", "Aucune ligne{s} pendant {e} jours",
          "Nothing was reported on {d}, between days that are complete. The sums of these days are too low.",
          "Rien n'a été transmis {d}, entre des jours complets. Les totaux de ces jours sont trop bas."}},
        {"future_date",
         {"Future dates", "Dates futures", "Rows lie in the future", "Des lignes sont dans le futur",
          "{r} rows are dated {d}, after the day of the import.", "{r} lignes sont datées {d}, après le jour de l'import."}},
        {"partial_day",
         {"Partial day", "Jour incomplet", "The last day is not complete", "Le dernier jour est incomplet",
          "On {d} most series stand far below their usual level: the day was not over when it was exported.",
          "{d}, la plupart des séries sont bien en dessous de leur niveau : le jour n'était pas terminé à l'export."}},
        {"duplicate_rows",
         {"Duplicate rows", "Lignes en double", "{r} rows{s} are there twice", "{r} lignes{s} en double",
          "Rows of {d} are the same in every column. Each is counted twice in every sum.",
          "Des lignes {d} sont identiques dans toutes les colonnes. Chacune compte double dans chaque total."}},
        {"key_conflict",
         {"Conflicting rows", "Lignes contradictoires", "{r} rows{s} repeat a key with other values",
          "{r} lignes{s} répètent une clé avec d'autres valeurs",
          "On {d} the same day and dimensions occur with differing measures: a corrected export that was added and not put in "
          "place.",
          "{d}, le même jour et les mêmes dimensions ont des mesures différentes : un export corrigé a été ajouté au lieu "
          "de remplacer."}},
        {"label_variant",
         {"Spellings", "Orthographes", "{m}: “{o}” is another spelling of “{k}”",
          "{m} : « {o} » est une autre graphie de « {k} »",
          "{r} rows{s} of {d} are written “{o}”; most are “{k}”. They are counted as two.",
          "{r} lignes{s} {d} portent « {o} » ; la plupart « {k} ». Elles comptent pour deux."}},
        {"missing_values",
         {"Missing values", "Valeurs manquantes", "{m}{s} is missing", "{m}{s} : valeurs manquantes",
          "{r} cells of {d} are empty{f}. Sums take them for nothing.",
          "{r} cellules {d} sont vides{f}. Les totaux les comptent pour rien."}},
        {"bad_tokens",
         {"Words for numbers", "Mots au lieu de nombres", "{m}{s} holds words instead of numbers",
          "{m}{s} : des mots au lieu de nombres", "{r} cells of {d} hold {o}{f}.", "{r} cellules {d} contiennent {o}{f}."}},
        {"conversion_drift",
         {"Conversion drift", "Dérive de conversion", "{q}{s} shifted to {x} of what it was", "{q}{s} : passé à {x} de sa valeur",
          "{v} on {d}, {e} otherwise ({l} to {h}). The shift begins and ends from one day to the next and no other series shares "
          "it.",
          "{v} {d}, {e} sinon ({l} à {h}). Le décalage commence et finit d'un jour à l'autre et aucune autre série ne le "
          "partage."}},
        {"level_shift",
         {"Level shift", "Changement de niveau", "{m}{s} changes to {x} of its level and stays there",
          "{m}{s} : passe à {x} de son niveau et y reste",
          "{v} from {b} on, where the old level would give {e} ({l} to {h}). It changes from one day to the next{i}, in all "
          "series "
          "alike and apart from the other measures: another definition, another filter or another export.",
          "{v} à partir du {b}, là où l'ancien niveau donnerait {e} ({l} à {h}). Le changement se fait d'un jour à l'autre{i}, "
          "de "
          "la même façon partout et à part des autres mesures : autre définition, autre filtre ou autre export."}},
        {"currency_change",
         {"Another currency", "Autre devise", "{m}{s} is in another currency, {x} of what it was",
          "{m}{s} : une autre devise, {x} de ce qui précède",
          "{v} from {b} on, where {e} were to be expected ({l} to {h}). All amounts change by the same factor on one day{i}, and "
          "no "
          "count does.",
          "{v} à partir du {b}, là où {e} étaient attendus ({l} à {h}). Tous les montants changent du même facteur le même "
          "jour{i}, "
          "aucun nombre ne bouge."}},
        {"stray_date",
         {"Stray dates", "Dates égarées", "{r} rows are dated far from all others",
          "{r} lignes sont datées loin de toutes les autres",
          "{r} rows of {d} stand alone, months away from the rest: a wrong year, or a default date.",
          "{r} lignes {d} sont isolées, à des mois du reste : année erronée ou date par défaut."}},
        {"orphan_value",
         {"Nothing behind it", "Rien derrière", "{o}{s} without {m}", "{o}{s} sans {m}",
          "{m} is {v} on {d} while {o} goes on; {e} were to be expected ({l} to {h}).",
          "{m} vaut {v} {d} alors que {o} continue ; {e} étaient attendus ({l} à {h})."}},
        {"odd_digits",
         {"Odd digits", "Chiffres suspects", "{m}{s}: digits that no measurement gives",
          "{m}{s} : des chiffres qu'aucune mesure ne donne", "{g}", "{g}"}},
        {"repeated_block",
         {"Copied days", "Jours copiés", "{v} days{s} repeat earlier ones", "{v} jours{s} en répètent d'autres",
          "Every measure of {d} equals that of the {v} days from {g} on. Real days differ; these were copied.",
          "Chaque mesure {d} est celle des {v} jours à partir du {g}. De vrais jours diffèrent ; ceux-ci ont été copiés."}},
        {"category_renamed",
         {"Another name", "Changement de nom", "{m}: “{o}” ends where “{k}” begins", "{m} : « {o} » s'arrête où « {k} » commence",
          "From {b} on there is “{k}”, with {v} rows a day where “{o}” had {e} ({l} to {h}). It is likely the same under another "
          "name.",
          "À partir du {b}, « {k} » apporte {v} lignes par jour, là où « {o} » en avait {e} ({l} à {h}). C'est sans doute la "
          "même "
          "chose sous un autre nom."}},
        {"category_new",
         {"New value", "Nouvelle valeur", "{m}: “{o}” is new", "{m} : « {o} » est nouveau",
          "{r} rows since {b}; there were none before.", "{r} lignes depuis le {b} ; aucune avant."}},
        {"category_vanished",
         {"Vanished value", "Valeur disparue", "{m}: “{o}” is not there any more", "{m} : « {o} » n'apparaît plus",
          "No row in {d}, where {e} were to be expected.", "Aucune ligne {d}, là où {e} étaient attendues."}},
        {"type_change",
         {"Another type", "Autre type", "{m} holds something else than before", "{m} contient autre chose qu'avant", "{g}",
          "{g}"}},
        {"collinear_channels",
         {"Channels alike", "Canaux confondus", "{k} and {o} cannot be told apart", "{k} et {o} ne peuvent pas être distingués",
          "Their spend moves together (variance inflation {v}; above {e} effects are mixed up).",
          "Leurs dépenses évoluent ensemble (inflation de la variance {v} ; au-delà de {e}, les effets se mélangent)."}},
        {"campaign_outlier",
         {"Campaign unlike the others", "Campagne à part", "{q}{s}: {x} the usual", "{q}{s} : {x} la valeur usuelle",
          "{v}, where campaigns have {e} ({l} to {h}).{g}", "{v}, là où les campagnes ont {e} ({l} à {h}).{g}"}},
    };
    return all;
}

/// A range of which an end is not known is not told.
std::string replaced(std::string text, const std::map<std::string, std::string>& facts) {
    if (facts.at("l") == missing_value || facts.at("h") == missing_value)
        for (const std::string_view range : {" ({l} to {h})", " ({l} à {h})"})
            for (size_t at = text.find(range); at != std::string::npos; at = text.find(range)) text.erase(at, range.size());
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

std::string raised(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string lowered(std::string text) {
    if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z' && !(text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z'))
        text.front() = static_cast<char>(text.front() - 'A' + 'a');
    return text;
}

std::string amount(const std::optional<double>& v, const Finding& f, const DatasetInfo& dataset, const NumberStyle& style) {
    if (!v) return std::string(missing_value);
    const DatasetColumn* c = dataset.by_field(f.column);
    if (f.check == "conversion_drift") return format_percent(*v, 2, style);
    if (f.check == "cpv_uniform" || f.check == "campaign_outlier") return format_number(*v, std::abs(*v) < 1 ? 5 : 3, style);
    if (f.check == "collinear_channels") return format_number(*v, 1, style);
    const bool money = c && (c->role == "cost" || c->role == "revenue");
    if (f.check == "category_renamed") return format_number(*v, *v < 10 ? 1 : 0, style);
    if (c && c->role == "rate") return format_number(*v, 3, style);
    return money ? format_money_exact(*v, style) : format_number(*v, 0, style);
}

/// A label inside of a sentence: the catalogue's names are words, names of files stay as they are.
std::string column_name(const std::string& field, const DatasetInfo& dataset, Language language) {
    const DatasetColumn* c = dataset.by_field(field);
    const std::string label = column_label(field, dataset, language);
    return c && label == c->name ? label : lowered(label);
}

/// The rate of two columns: "cost per click", where the catalogue knows it.
std::string rate_name(const Finding& f, const DatasetInfo& dataset, Language language) {
    const DatasetColumn *over = dataset.by_field(f.column), *under = dataset.by_field(f.detail);
    if (over && under)
        for (const metrics::Metric& m : metrics::catalogue())
            if (m.factor == 1 && m.numerator == std::vector{over->role} && m.denominator == std::vector{under->role})
                return lowered(metrics::metric_name(m, language));
    return column_name(f.column, dataset, language) + (language == Language::fr ? " par " : " per ") +
           column_name(f.detail, dataset, language);
}

/// What only some findings say of themselves.
std::string uniform_title(const Finding& f, bool fr) {
    if (f.variants.empty()) return fr ? ": la même valeur chaque jour" : "is the same on every day";
    if (f.variants.front() == "campaigns")
        return fr ? ": la même valeur dans toutes les campagnes" : "is the same in all campaigns";
    const std::string n = std::to_string(f.variants.size());
    return fr ? ": seulement " + n + " valeurs" : "takes " + n + " values only";
}

/// The finding of another rate, "over/under", of the same campaign.
Finding parts(const Finding& f, const std::string& rate, size_t slash) {
    Finding out;
    out.check = f.check;
    out.column = rate.substr(0, slash);
    out.detail = rate.substr(slash + 1);
    return out;
}

std::string told(const Finding& f, const std::map<std::string, std::string>& facts, const DatasetInfo& dataset,
                 const NumberStyle& style, Language language) {
    const bool fr = language == Language::fr;
    const auto at = [&](const char* name) { return facts.at(name); };
    if (f.check == "cpv_uniform") {
        const std::string usual = !f.expected ? ""
                                              : (fr ? " ; ailleurs " : "; elsewhere ") + at("e") + " (" + at("l") +
                                                    (fr ? " à " : " to ") + at("h") + ")";
        const std::string rate = raised(at("q"));
        const std::string end =
            fr ? " Un taux mesuré varie ; celui-ci a été rempli." : " A measured rate varies; this one was filled in.";
        if (f.variants.empty())
            return rate +
                   (fr ? " vaut exactement " + at("v") + " " + at("d") + ", alors que le volume change" + usual + "."
                       : " is exactly " + at("v") + " on " + at("d") + ", though the volume changes" + usual + ".") +
                   end;
        if (f.variants.front() == "campaigns")
            return rate +
                   (fr ? " a la même valeur dans toutes les campagnes " + at("d") + ", en moyenne " + at("v") + usual + "."
                       : " is the same in all campaigns on " + at("d") + ", " + at("v") + " on average" + usual + ".") +
                   (fr ? " Le coût a sans doute été réparti et non mesuré."
                       : " The cost was likely shared out and not measured.");
        const std::string n = std::to_string(f.variants.size());
        return rate +
               (fr ? " ne prend que " + n + " valeurs " + at("d") + ", en moyenne " + at("v") + usual + "."
                   : " takes only " + n + " values on " + at("d") + ", " + at("v") + " on average" + usual + ".") +
               end;
    }
    if (f.check == "odd_digits") {
        if (f.detail.size() > 1)
            return fr ? at("r") + " jours (" + at("d") + ") valent " + f.detail +
                            ", alors que les valeurs voisines manquent : un substitut, pas une mesure."
                      : at("r") + " days of " + at("d") + " read " + f.detail +
                            ", while its neighbours do not occur: a placeholder, no measurement.";
        return fr ? "Toutes les valeurs " + at("d") + " se terminent par " + f.detail +
                        " ; ailleurs une sur dix. Elles ont été arrondies ou saisies à la main."
                  : "All values of " + at("d") + " end in " + f.detail +
                        "; elsewhere one in ten does. They were rounded, or typed by hand.";
    }
    if (f.check == "repeated_block") {
        const auto day = parse_iso_date(f.detail);
        std::string out = day ? format_range({*day, *day}, language) : f.detail;
        if (!f.variants.empty()) out += (fr ? " de " : " of ") + f.variants.front();
        return out;
    }
    if (f.check == "type_change") {
        if (f.detail == "numbers")
            return fr ? at("r") + " lignes à partir du " + at("b") +
                            " contiennent des nombres, là où il y avait des noms : sans doute une autre colonne."
                      : at("r") + " rows from " + at("b") +
                            " on hold numbers where names stood: likely another column of the export.";
        if (f.detail == "words")
            return fr ? at("r") + " lignes à partir du " + at("b") + " contiennent des noms, là où il y avait des nombres."
                      : at("r") + " rows from " + at("b") + " on hold names where numbers stood.";
        if (f.detail == "fractions")
            return fr ? "À partir du " + at("b") + ", " + format_percent(f.value.value_or(0), 0, style) +
                            " des valeurs ont des décimales ; avant, aucune."
                      : "From " + at("b") + " on " + format_percent(f.value.value_or(0), 0, style) +
                            " of the values have decimals; before, none had.";
        if (f.detail == "whole")
            return fr ? "À partir du " + at("b") + ", plus aucune valeur n'a de décimales : elles ont été arrondies."
                      : "From " + at("b") + " on no value has decimals any more: they were rounded.";
        return (fr ? "Le type a changé d'un import à l'autre : " : "The type changed from one import to the next: ") + f.detail +
               ".";
    }
    if (f.check == "campaign_outlier" && !f.variants.empty()) {
        std::string all;
        for (const std::string& v : f.variants) {
            const size_t slash = v.find('/');
            const std::string name = slash == std::string::npos ? v : rate_name(parts(f, v, slash), dataset, language);
            all += (all.empty() ? "" : ", ") + name;
        }
        return (fr ? " Ensemble avec " : " Together with ") + all + ".";
    }
    return {};
}

std::map<std::string, std::string> facts_of(const Finding& f, const DatasetInfo& dataset, Language language) {
    const NumberStyle style = NumberStyle::of(language, dataset.currency);
    const bool fr = language == Language::fr;
    std::map<std::string, std::string> out;
    out["m"] = column_name(f.column, dataset, language);
    out["q"] = rate_name(f, dataset, language);
    out["s"] = f.segment.empty() || f.check == "collinear_channels" ? "" : (fr ? " de " : " of ") + f.segment;
    out["x"] = f.factor >= 1 ? format_number(f.factor, f.factor < 10 ? 1 : 0, style) : format_percent(f.factor, 0, style);
    out["v"] = amount(f.value, f, dataset, style);
    out["e"] =
        f.check == "temporal_gap" ? format_number(f.expected.value_or(0), 0, style) : amount(f.expected, f, dataset, style);
    out["l"] = amount(f.low, f, dataset, style);
    out["h"] = amount(f.high, f, dataset, style);
    out["d"] = f.days ? format_range(*f.days, language) : std::string(fr ? "sur toutes les dates" : "all days");
    if (fr && f.days && f.days->from == f.days->to) out["d"] = "le " + out["d"];
    out["b"] = f.days ? format_date(f.days->from, language) : std::string(missing_value);
    out["r"] = format_number(static_cast<double>(f.rows), 0, style);
    out["o"] = f.check == "label_variant" || f.check == "bad_tokens" || f.check == "collinear_channels"
                   ? f.detail
                   : column_name(f.detail, dataset, language);
    out["k"] = f.variants.empty() ? f.segment : f.variants.front();
    if (f.check == "category_new" || f.check == "category_vanished" || f.check == "category_renamed") {
        out["o"] = f.detail;
        out["s"] = "";
    }
    // Spelled out where a share reads badly.
    if (f.check == "campaign_outlier")
        out["x"] = f.factor >= 1 ? out["x"] + (fr ? " fois" : " times") : out["x"] + (fr ? " de" : " of");
    if (f.check == "level_shift" || f.check == "currency_change")
        out["x"] =
            f.factor >= 2 ? format_number(f.factor, 1, style) + (fr ? " fois" : " times") : format_percent(f.factor, 0, style);
    // Cells that lack a number: what was to be expected, where that is known.
    out["f"] = f.expected && *f.expected > 0
                   ? (fr ? " ; " + out["e"] + " étaient attendus" : "; " + out["e"] + " were to be expected")
                   : "";
    out["i"] = f.detail == "import" ? (fr ? ", là où un import commence" : ", where an import begins") : "";
    out["u"] = f.check == "cpv_uniform" ? uniform_title(f, fr) : "";
    out["g"] = told(f, out, dataset, style, language);
    return out;
}

/// One row, and what it does.
std::string singular(std::string text, const Finding& f, bool fr) {
    if (f.rows != 1) return text;
    static const std::vector<std::pair<std::string_view, std::string_view>> en{{"1 rows", "1 row"},
                                                                               {"1 cells", "1 cell"},
                                                                               {" hold ", " holds "},
                                                                               {" are there twice", " is there twice"},
                                                                               {" are dated", " is dated"},
                                                                               {" stand alone", " stands alone"},
                                                                               {" are written", " is written"},
                                                                               {" are empty", " is empty"}};
    static const std::vector<std::pair<std::string_view, std::string_view>> french{
        {"1 lignes", "1 ligne"},        {"1 cellules", "1 cellule"},      {" contiennent ", " contient "},
        {" sont datées", " est datée"}, {" sont isolées", " est isolée"}, {" portent ", " porte "},
        {" sont vides", " est vide"}};
    if (!text.starts_with("1 ")) return text;
    for (const auto& [many, one] : fr ? french : en)
        if (const size_t at = text.find(many); at != std::string::npos) text.replace(at, many.size(), one);
    return text;
}

} // namespace

std::string column_label(const std::string& field, const DatasetInfo& dataset, Language language) {
    const DatasetColumn* c = dataset.by_field(field);
    const std::string name = c ? c->name : field;
    const bool upper = std::ranges::any_of(name, [](char ch) { return ch >= 'A' && ch <= 'Z'; });
    if (!c || (name.find('_') == std::string::npos && upper)) return name;
    if (is_measure_role(c->role))
        for (const metrics::Metric& m : metrics::catalogue())
            if (m.id == c->role) return metrics::metric_name(m, language);
    std::string plain = name;
    std::ranges::replace(plain, '_', ' ');
    return dimension_name(c->kind, language, raised(std::move(plain)));
}

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
    return raised(singular(std::move(out), f, language == Language::fr)); // a sentence begins with a capital
}

std::string evidence(const Finding& f, const DatasetInfo& dataset, Language language) {
    const auto at = words().find(f.check);
    if (at == words().end()) return {};
    const bool fr = language == Language::fr;
    return raised(
        singular(replaced(fr ? at->second.evidence_fr : at->second.evidence_en, facts_of(f, dataset, language)), f, fr));
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
        if (f.check == "campaign_outlier") return fr ? "Écarter cette campagne" : "Leave the campaign out";
        return fr ? "Écarter ces valeurs" : "Leave the values out";
    case Action::cap: return fr ? "Ramener à la valeur attendue" : "Cap to expected";
    case Action::interpolate:
        return f.column == "date" ? (fr ? "Combler avec la semaine précédente" : "Fill from the week before")
                                  : (fr ? "Remplacer par la valeur attendue" : "Fill with the expected");
    case Action::merge:
        if (f.check == "category_renamed") return fr ? "Réunir sous le nouveau nom" : "Join under the new name";
        return fr ? "Fusionner les graphies" : "Merge the spellings";
    case Action::rescale:
        if (f.check == "currency_change") return fr ? "Convertir dans l'ancienne devise" : "Convert to the old currency";
        if (f.check == "level_shift") return fr ? "Ramener à l'ancien niveau" : "Rescale to the old level";
        return fr ? "Ramener à l'unité" : "Rescale to the unit";
    case Action::event: return fr ? "Événement connu" : "Known event";
    case Action::leave: return fr ? "Laisser tel quel" : "Leave as it is";
    }
    return {};
}

} // namespace plumbline::audit
