// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace plumbline::response {

using Velocity = std::array<double, 3>;

/// Elastic collision of two particles along the unit line of centres n; conserves momentum and energy.
void collide(double mass_i, Velocity& v_i, double mass_j, Velocity& v_j, const Velocity& n);

struct KineticInput {
    std::vector<std::string> names;
    std::vector<double> spend_share;          ///< masses, sum 1
    std::vector<double> contribution_share;   ///< kinetic energies, sum 1
    std::vector<std::vector<double>> overlap; ///< [i][j] rate at which pairs meet: time correlation of adstocked spend, 0 to 1
};

/// The kinetic-theory view of channels: a lens on who meets whom, after J. Marin (arXiv 2311.05587); the mapping is ours. It is
/// not attribution: collisions alone drive every particle towards the same energy, so the number of collisions is a convention.
struct KineticView {
    std::vector<std::string> names;
    std::vector<double> share;                 ///< energy after the collisions, sum 1
    std::vector<std::vector<double>> transfer; ///< [i][j] net energy from i to j
    std::vector<double> given;                 ///< sum over j; above 0: donor
    double energy_drift = 0;                   ///< largest relative change of a pair's energy in one collision
    int collisions = 0;
};

/// Overlap of exposure: correlation over time of the series, below 0 taken as 0.
std::vector<std::vector<double>> exposure_overlap(const std::vector<std::vector<double>>& series);

/// Direct simulation with `particles` of each channel, `collisions_per_particle` on average, a fixed seed.
KineticView kinetic_view(const KineticInput& input, uint64_t seed, int particles = 200, double collisions_per_particle = 0.5);

} // namespace plumbline::response
