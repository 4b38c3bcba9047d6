// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/moon.h"

#include <cmath>
#include <numbers>

namespace plumbline::moon {

namespace {

constexpr double j2000 = 10957.5;           // 2000-01-01 12:00, days since 1970
constexpr double delta_t = 69.0 / 86400;    // dynamical minus universal time about 2020; 2 minutes wrong in 2100 at most
constexpr double synodic_month = 29.530589; // days
constexpr double tropical_year = 365.2422;

double sin_deg(double degrees) { return std::sin(degrees * std::numbers::pi / 180); }

double wrap(double degrees) {
    const double w = std::fmod(degrees, 360);
    return w < 0 ? w + 360 : w;
}

/// In (-180, 180].
double wrap_signed(double degrees) {
    const double w = wrap(degrees);
    return w > 180 ? w - 360 : w;
}

/// Centuries since 2000 in dynamical time.
double centuries(double moment) { return (moment + delta_t - j2000) / 36525; }

double sun_longitude(double t) {
    const double anomaly = 357.52911 + 35999.05029 * t;
    return 280.46646 + 36000.76983 * t + (1.914602 - 0.004817 * t) * sin_deg(anomaly) + 0.019993 * sin_deg(2 * anomaly) +
           0.000289 * sin_deg(3 * anomaly) - 0.00569;
}

double moon_longitude(double t) {
    struct Term {
        int d, m, mp, f; // multiples of elongation, sun's anomaly, moon's anomaly, argument of latitude
        double size;     // degrees
    };
    static constexpr Term terms[] = {
        {0, 0, 1, 0, 6.288774},  {2, 0, -1, 0, 1.274027},  {2, 0, 0, 0, 0.658314},   {0, 0, 2, 0, 0.213618},
        {0, 1, 0, 0, -0.185116}, {0, 0, 0, 2, -0.114332},  {2, 0, -2, 0, 0.058793},  {2, -1, -1, 0, 0.057066},
        {2, 0, 1, 0, 0.053322},  {2, -1, 0, 0, 0.045758},  {0, 1, -1, 0, -0.040923}, {1, 0, 0, 0, -0.034720},
        {0, 1, 1, 0, -0.030383}, {2, 0, 0, -2, 0.015327},  {0, 0, 1, 2, -0.012528},  {0, 0, 1, -2, 0.010980},
        {4, 0, -1, 0, 0.010675}, {0, 0, 3, 0, 0.010034},   {4, 0, -2, 0, 0.008548},  {2, 1, -1, 0, -0.007888},
        {2, 1, 0, 0, -0.006766}, {1, 0, -1, 0, -0.005163}, {1, 1, 0, 0, 0.004987},   {2, -1, 1, 0, 0.004036},
        {2, 0, 2, 0, 0.003994},  {4, 0, 0, 0, 0.003861},   {2, 0, -3, 0, 0.003665}};
    const double d = 297.8501921 + 445267.1114034 * t, m = 357.5291092 + 35999.0502909 * t;
    const double mp = 134.9633964 + 477198.8675055 * t, f = 93.2720950 + 483202.0175233 * t;
    double sum = 218.3164477 + 481267.88123421 * t;
    for (const Term& term : terms) sum += term.size * sin_deg(term.d * d + term.m * m + term.mp * mp + term.f * f);
    return sum;
}

/// First moment from `after` on at which the angle of `at` is `degrees`; `period` is the mean time of a turn.
template <typename Angle>
double next_at(double after, double degrees, double period, Angle at) {
    double moment = after + wrap(degrees - at(after)) / 360 * period;
    for (int i = 0; i < 12; ++i) {
        const double off = wrap_signed(degrees - at(moment)) / 360 * period;
        moment += off;
        if (std::abs(off) < 1e-6) break;
    }
    return moment < after - 1e-5 ? next_at(after + 1, degrees, period, at) : moment;
}

} // namespace

double elongation(double moment) {
    const double t = centuries(moment);
    return wrap(moon_longitude(t) - sun_longitude(t));
}

double sidereal_sun(double moment) {
    const double t = centuries(moment);
    return wrap(sun_longitude(t) - 23.85 - 1.39697 * t);
}

double next_elongation(double after, double degrees) { return next_at(after, degrees, synodic_month, elongation); }

double next_sidereal_sun(double after, double degrees) { return next_at(after, degrees, tropical_year, sidereal_sun); }

} // namespace plumbline::moon
