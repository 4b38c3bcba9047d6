// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace plumbline::moon {

/// Moments are days since 1970-01-01 00:00 UTC with fraction. Series of Meeus (Astronomical Algorithms, 1998, chapters 25 and
/// 47), cut at 0.01 degrees: phases within about two minutes between 1950 and 2100, which is enough to name a day.

/// Angle from the sun to the moon along the ecliptic, degrees in [0, 360): 0 at new moon, 180 at full moon.
double elongation(double moment);
/// Sidereal longitude of the sun (Lahiri's ayanamsa, 23.85 degrees in 2000), degrees in [0, 360).
double sidereal_sun(double moment);
/// First moment from `after` on at which the elongation is `degrees`.
double next_elongation(double after, double degrees);
/// First moment from `after` on at which the sidereal sun is at `degrees`.
double next_sidereal_sun(double after, double degrees);

} // namespace plumbline::moon
