// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/spec.h"

#include <cmath>

#include "core/base/error.h"

namespace plumbline::response {

void ResponseSpec::validate() const {
    const auto refuse = [](bool wrong, const std::string& detail, const std::string& detail_fr) {
        if (wrong) throw Error(ErrorCode::response_invalid, {{"detail", detail}, {"detail_fr", detail_fr}});
    };
    refuse(adstock_length < 1 || adstock_length > 104, "the adstock window must be 1 to 104 periods",
           "la fenêtre de rémanence va de 1 à 104 périodes");
    refuse(season_harmonics < 0 || season_harmonics > 10, "the season takes 0 to 10 harmonics",
           "la saison prend 0 à 10 harmoniques");
    refuse(knots_per_year < 0 || knots_per_year > 12, "the trend takes 0 to 12 knots a year",
           "la tendance prend 0 à 12 nœuds par an");
    for (const auto& [channel, prior] : roi) {
        refuse(!(prior.mean > 0) || !std::isfinite(prior.mean), "the expected return of " + channel + " must be above 0",
               "le rendement attendu de " + channel + " doit dépasser 0");
        refuse(!(prior.sd > 0) || !std::isfinite(prior.sd),
               "the spread of the expected return of " + channel + " must be above 0",
               "l'écart du rendement attendu de " + channel + " doit dépasser 0");
    }
    for (const LiftTest& test : lifts) {
        refuse(!(test.sd > 0) || !std::isfinite(test.sd), "the lift test of " + test.channel + " needs a standard error above 0",
               "le test de " + test.channel + " demande une erreur type au-dessus de 0");
        refuse(!std::isfinite(test.lift), "the lift test of " + test.channel + " has no measured lift",
               "le test de " + test.channel + " n'a pas d'effet mesuré");
        refuse(!(test.weeks > 0), "the lift test of " + test.channel + " must last longer than 0 weeks",
               "le test de " + test.channel + " doit durer plus de 0 semaine");
        refuse(test.base_weekly_spend < 0 || test.base_weekly_spend + test.delta_weekly_spend < 0,
               "the lift test of " + test.channel + " has negative spend",
               "le test de " + test.channel + " a une dépense négative");
        refuse(test.from && test.to && *test.to < *test.from, "the lift test of " + test.channel + " ends before it begins",
               "le test de " + test.channel + " finit avant de commencer");
    }
    refuse(!(media_share_mean > 0 && media_share_mean < 1) || !(media_share_sd > 0),
           "the expected share of media must lie in 0 to 1", "la part attendue des médias va de 0 à 1");
    refuse(!(roi_log_sd > 0), "the spread of returns must be above 0", "l'écart des rendements doit dépasser 0");
    refuse(chains < 1 || chains > 16 || warmup < 50 || draws < 50 || draws > 20000, "1 to 16 chains, at least 50 draws of each",
           "1 à 16 chaînes, au moins 50 tirages chacune");
    refuse(threads < 1 || threads > 64, "1 to 64 threads", "1 à 64 fils d'exécution");
    refuse(starts < 1 || starts > 200, "1 to 200 starts", "1 à 200 départs");
    refuse(!(interval > 0.5 && interval < 0.999), "the interval must be between 0.5 and 0.999",
           "l'intervalle doit être entre 0,5 et 0,999");
    refuse(validation_folds < 0 || validation_folds > 12, "0 to 12 validation folds", "0 à 12 plis de validation");
}

} // namespace plumbline::response
