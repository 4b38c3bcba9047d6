// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/note.h"

#include <array>
#include <cctype>
#include <string_view>

#include "core/base/date.h"
#include "core/base/format.h"
#include "core/base/letters.h"

namespace plumbline::forecast {

namespace {

struct Sentence {
    std::string_view id, en, fr;
};

constexpr Sentence sentences[] = {
    {"chosen_best",
     "{model} forecast this series best at {folds} earlier moments (mean scaled error {error}; next {second}, {second_error}), "
     "so it is used alone.",
     "{model} a le mieux prévu cette série à {folds} dates passées (erreur moyenne normalisée {error} ; ensuite {second}, "
     "{second_error}) : il est utilisé seul."},
    {"chosen_mix",
     "No method was clearly ahead at {folds} earlier moments (best: {model}, mean scaled error {error}; next {second}, "
     "{second_error}), so the forecast combines {members}, weighted by their errors.",
     "Aucune méthode ne s'est détachée à {folds} dates passées (meilleure : {model}, erreur moyenne normalisée {error} ; ensuite "
     "{second}, {second_error}) : la prévision combine {members}, pondérées par leurs erreurs."},
    {"chosen_untested", "The series is too short to test methods on its past, so the forecast is the middle of several.",
     "La série est trop courte pour tester les méthodes sur son passé : la prévision est la médiane de plusieurs."},
    {"untested", "The series is too short to test the method on its past; the interval is the method's own.",
     "La série est trop courte pour tester la méthode sur son passé ; l'intervalle est celui de la méthode."},
    {"fell_back", "{model} cannot work on this series; {instead} stands in.",
     "{model} ne peut pas traiter cette série ; {instead} prend sa place."},
    {"few_values", "With {count} values only the last one can be carried on.",
     "Avec {count} valeurs, seule la dernière peut être prolongée."},
    {"no_season", "{count} steps do not show two whole seasons, so no season is forecast.",
     "{count} pas ne montrent pas deux saisons entières : aucune saison n'est prévue."},
    {"chosen_best.one",
     "{model} forecast this series best at one earlier moment (mean scaled error {error}; next {second}, {second_error}), so it "
     "is "
     "used alone.",
     "{model} a le mieux prévu cette série à une date passée (erreur moyenne normalisée {error} ; ensuite {second}, "
     "{second_error}) : il est utilisé seul."},
    {"chosen_mix.one",
     "No method was clearly ahead at the one earlier moment there is (best: {model}, mean scaled error {error}; next {second}, "
     "{second_error}), so the forecast combines {members}, weighted by their errors.",
     "Aucune méthode ne s'est détachée à la seule date passée possible (meilleure : {model}, erreur moyenne normalisée {error} ; "
     "ensuite {second}, {second_error}) : la prévision combine {members}, pondérées par leurs erreurs."},
    {"undated.one", "A row without a readable date was left out.", "Une ligne sans date lisible a été écartée."},
    {"duplicates.one", "The date {first} came more than once; its values were averaged.",
     "La date {first} figurait plusieurs fois ; ses valeurs ont été moyennées."},
    {"infinite.one", "An infinite value was taken as missing.", "Une valeur infinie a été considérée comme manquante."},
    {"absurd.one", "A value a billion times the usual size was taken as missing, on {first}.",
     "Une valeur un milliard de fois plus grande que d'habitude a été considérée comme manquante, le {first}."},
    {"missing.one", "A value is missing in the history; it was left out, not taken as 0.",
     "Une valeur manque dans l'historique ; elle a été écartée, pas prise pour 0."},
    {"regressor_no_future.one", "The column {name} has no value for {first}, which is to come, so the forecast does without it.",
     "La colonne {name} n'a pas de valeur pour le {first}, qui est à venir : la prévision s'en passe."},
    {"regressor_filled.one",
     "The column {name} is missing at one moment of the history; a line between its neighbours was taken.",
     "La colonne {name} manque à une date de l'historique ; une droite entre ses voisins a été prise."},
    {"undated", "{count} rows without a readable date were left out.", "{count} lignes sans date lisible ont été écartées."},
    {"sorted", "The rows were not in the order of their dates; they were sorted.",
     "Les lignes n'étaient pas dans l'ordre des dates ; elles ont été triées."},
    {"duplicates", "{count} dates came more than once, first {first}; their values were averaged.",
     "{count} dates figuraient plusieurs fois, d'abord le {first} ; leurs valeurs ont été moyennées."},
    {"infinite", "{count} infinite values were taken as missing.",
     "{count} valeurs infinies ont été considérées comme manquantes."},
    {"absurd", "{count} values a billion times the usual size were taken as missing, first {first}.",
     "{count} valeurs un milliard de fois plus grandes que d'habitude ont été considérées comme manquantes, d'abord le {first}."},
    {"missing", "{count} values are missing in the history; they were left out, not taken as 0.",
     "{count} valeurs manquent dans l'historique ; elles ont été écartées, pas prises pour 0."},
    {"gap", "There is nothing between {from} and {to}; seasons seen around the gap are carried over it.",
     "Il n'y a rien entre le {from} et le {to} ; les saisons vues autour du trou y sont prolongées."},
    {"ends_in_future", "The last value is of {last}, after today ({today}); check whether it is a plan and not a measurement.",
     "La dernière valeur date du {last}, après aujourd'hui ({today}) ; vérifiez s'il s'agit d'un plan et non d'une mesure."},
    {"long_horizon", "{horizon} steps are forecast from {history}: far ahead the interval says more than the curve.",
     "{horizon} pas sont prévus à partir de {history} : au loin, l'intervalle en dit plus que la courbe."},
    {"left_out.one", "The period of {from} was left out of the history, because the auditor blocks it: {why}.",
     "La période du {from} a été écartée de l'historique, car l'auditeur la bloque : {why}."},
    {"left_out", "{count} periods from {from} to {to} were left out of the history, because the auditor blocks them: {why}.",
     "{count} périodes, du {from} au {to}, ont été écartées de l'historique, car l'auditeur les bloque : {why}."},
    {"left_in", "What the auditor blocks covers most of the history, so it could not be left out: {why}.",
     "Ce que bloque l'auditeur couvre la plus grande partie de l'historique et n'a pas pu être écarté : {why}."},
    {"wild.one", "One value, of {first}, is far from everything around it and was not learnt from.",
     "Une valeur, du {first}, est loin de tout ce qui l'entoure ; elle n'a pas servi à l'apprentissage."},
    {"wild", "{count} values, first {first}, are far from everything around them and were not learnt from.",
     "{count} valeurs, d'abord le {first}, sont loin de tout ce qui les entoure ; elles n'ont pas servi à l'apprentissage."},
    {"partial", "The period from {from} is not complete and was left out.",
     "La période du {from} n'est pas complète et a été écartée."},
    {"regressor_no_future",
     "The column {name} has no value for {count} of the moments to come, first {first}, so the forecast does without it.",
     "La colonne {name} n'a pas de valeur pour {count} des dates à venir, d'abord le {first} : la prévision s'en passe."},
    {"regressor_holes", "The column {name} is missing at {count} moments of the history, so the forecast does without it.",
     "La colonne {name} manque à {count} dates de l'historique : la prévision s'en passe."},
    {"regressor_filled",
     "The column {name} is missing at {count} moments of the history; a line between its neighbours was taken.",
     "La colonne {name} manque à {count} dates de l'historique ; une droite entre ses voisins a été prise."},
    {"regressor_constant", "The column {name} never changes in the history, so nothing can be learnt from it.",
     "La colonne {name} ne change jamais dans l'historique : elle n'apprend rien."},
    {"regressor_text", "The column {name} does not hold numbers, so the forecast does without it.",
     "La colonne {name} ne contient pas de nombres : la prévision s'en passe."},
    {"regressors_dropped", "Left out, because forecasts of the past were no better with it: {names}.",
     "Laissé de côté, car les prévisions du passé n'en étaient pas meilleures : {names}."},
    {"regressors_kept", "Used, because forecasts of the past were better with it: {names}.",
     "Utilisé, car les prévisions du passé en étaient meilleures : {names}."},
    {"negative_under_cap",
     "The series holds values below 0, which logistic growth from 0 cannot reach; the floor was set to {floor}.",
     "La série contient des valeurs négatives, que la croissance logistique depuis 0 ne peut atteindre ; le plancher est fixé à "
     "{floor}."},
    {"not_forecast", "It could not be forecast: {detail}", "Elle n'a pas pu être prévue : {detail}"},
    {"tuned", "{trials} settings were tried; the best one lowered the error on the past from {before} to {after}.",
     "{trials} réglages ont été essayés ; le meilleur a ramené l'erreur sur le passé de {before} à {after}."},
    {"tuned_nothing", "{trials} settings were tried; none was better than the usual ones.",
     "{trials} réglages ont été essayés ; aucun n'a fait mieux que les réglages usuels."},
};

struct ModelName {
    std::string_view id, en, fr;
};

constexpr ModelName names[] = {
    {"seasonal_naive", "seasonal naive", "naïf saisonnier"},
    {"theta", "theta", "thêta"},
    {"ets", "smoothing", "lissage"},
    {"arima", "ARIMA", "ARIMA"},
    {"mstl", "decomposition", "décomposition"},
    {"xgboost", "boosted trees", "arbres boostés"},
    {"prophet", "Prophet", "Prophet"},
    {"prophet_ets", "smoothed Prophet", "Prophet lissé"},
    {"ensemble", "combination", "combinaison"},
};

std::string with_names(const std::string& list, Language language) {
    std::string out, word;
    for (const char c : list + ",") {
        if (c != ',') {
            word += c;
            continue;
        }
        out += (out.empty() ? "" : ", ") + model_name(word, language);
        word.clear();
    }
    return out;
}

} // namespace

std::string model_name(std::string_view id, Language language) {
    for (const ModelName& n : names)
        if (n.id == id) return std::string(language == Language::fr ? n.fr : n.en);
    return std::string(id);
}

std::string Note::text(Language language) const {
    std::string_view found;
    const auto is_one = [&](const char* key) {
        const auto at = facts.find(key);
        return at != facts.end() && at->second == "1";
    };
    const std::string one = is_one("count") || is_one("folds") ? id + ".one" : id;
    for (const Sentence& s : sentences)
        if (s.id == one || (found.empty() && s.id == id)) found = language == Language::fr ? s.fr : s.en;
    std::string out;
    for (size_t i = 0; i < found.size(); ++i) {
        if (found[i] != '{') {
            out += found[i];
            continue;
        }
        const size_t end = found.find('}', i);
        const std::string key(found.substr(i + 1, end - i - 1));
        const auto at = facts.find(key);
        std::string value = at == facts.end() ? "\u2013" : at->second;
        if (key == "model" || key == "second" || key == "instead" || key == "members") value = with_names(value, language);
        if (const auto day = parse_iso_date(value)) value = format_date(*day, language);
        if (language == Language::fr && (key == "error" || key == "second_error" || key == "before" || key == "after"))
            for (char& c : value)
                if (c == '.') c = ',';
        out += value;
        i = end;
    }
    if (!out.empty()) out[0] = ascii_upper(out[0]);
    return out;
}

} // namespace plumbline::forecast
