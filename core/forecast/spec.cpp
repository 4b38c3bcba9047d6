// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include "core/forecast/forecaster.h"

namespace plumbline::forecast {

namespace {

[[noreturn]] void wrong(const std::string& detail, const std::string& detail_fr) {
    throw Error(ErrorCode::forecast_invalid, {{"detail", detail}, {"detail_fr", detail_fr}});
}

void positive(double value, const char* name) {
    if (!(value > 0) || !std::isfinite(value))
        wrong(std::string(name) + " must be above 0", std::string(name) + " doit être supérieur à 0");
}

} // namespace

void Spec::validate() const {
    if (!(interval > 0 && interval < 1))
        wrong("the interval is a share between 0 and 1, such as 0.8", "l'intervalle est une part entre 0 et 1, par exemple 0.8");
    if (season_length < 0) wrong("the season has a negative length", "la saison a une longueur négative");
    if (growth == Growth::logistic && !cap)
        wrong("logistic growth needs a cap", "la croissance logistique demande un plafond (cap)");
    if (cap && !std::isfinite(*cap)) wrong("the cap is not a number", "le plafond n'est pas un nombre");
    if (floor && !std::isfinite(*floor)) wrong("the floor is not a number", "le plancher n'est pas un nombre");
    if (cap && floor && !(*floor < *cap)) wrong("the floor is not below the cap", "le plancher n'est pas sous le plafond");
    if (n_changepoints < 0 || n_changepoints > 1000)
        wrong("the number of change points is between 0 and 1000", "le nombre de points de rupture est entre 0 et 1000");
    if (!(changepoint_range > 0 && changepoint_range <= 1))
        wrong("the range of change points is a share above 0, up to 1",
              "la plage des points de rupture est une part supérieure à 0, jusqu'à 1");
    positive(changepoint_prior_scale, "changepoint_prior_scale");
    positive(seasonality_prior_scale, "seasonality_prior_scale");
    positive(holidays_prior_scale, "holidays_prior_scale");
    if (changepoints)
        for (const double c : *changepoints)
            if (!std::isfinite(c)) wrong("a change point has no date", "un point de rupture n'a pas de date");
    for (const auto& order : {yearly_order, weekly_order, daily_order})
        if (order && (*order < 1 || *order > 100))
            wrong("a Fourier order is between 1 and 100", "un ordre de Fourier est entre 1 et 100");
    std::set<std::string> names;
    for (const SeasonalitySpec& s : seasonalities) {
        if (s.name.empty() || !names.insert(s.name).second)
            wrong("two seasonalities share a name, or one has none",
                  "deux saisonnalités portent le même nom, ou l'une n'en a pas");
        positive(s.period, "the period of a seasonality");
        positive(s.prior_scale, "the prior scale of a seasonality");
        if (s.fourier_order < 1 || s.fourier_order > 100)
            wrong("a Fourier order is between 1 and 100", "un ordre de Fourier est entre 1 et 100");
    }
    for (const RegressorSpec& r : regressors) {
        if (r.name.empty() || !names.insert(r.name).second)
            wrong("two regressors share a name, or one has none", "deux régresseurs portent le même nom, ou l'un n'en a pas");
        positive(r.prior_scale, "the prior scale of a regressor");
        if (r.sign < -1 || r.sign > 1) wrong("the sign of a regressor is -1, 0 or 1", "le signe d'un régresseur est -1, 0 ou 1");
    }
    for (const Event& e : events) {
        if (e.name.empty()) wrong("an event has no name", "un événement n'a pas de nom");
        if (e.lower_window > 0 || e.upper_window < 0)
            wrong("the window of " + e.name + " ends before it begins", "la fenêtre de " + e.name + " finit avant de commencer");
        if (e.prior_scale) positive(*e.prior_scale, "the prior scale of an event");
        for (const double d : e.days)
            if (!std::isfinite(d)) wrong("the event " + e.name + " has no date", "l'événement " + e.name + " n'a pas de date");
    }
    if (uncertainty_samples < 0 || uncertainty_samples > 100'000)
        wrong("between 0 and 100000 paths can be drawn", "on peut tirer entre 0 et 100000 trajectoires");
}

} // namespace plumbline::forecast
