// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/kinetic.h"

#include <algorithm>
#include <cmath>

#include "core/base/random.h"

namespace plumbline::response {

namespace {

double dot(const Velocity& a, const Velocity& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

Velocity direction(Random& random) {
    for (;;) {
        const Velocity v{random.normal(), random.normal(), random.normal()};
        const double length = std::sqrt(dot(v, v));
        if (length > 1e-6) return {v[0] / length, v[1] / length, v[2] / length};
    }
}

} // namespace

void collide(double mass_i, Velocity& v_i, double mass_j, Velocity& v_j, const Velocity& n) {
    const Velocity relative{v_i[0] - v_j[0], v_i[1] - v_j[1], v_i[2] - v_j[2]};
    const double along = dot(relative, n), total = mass_i + mass_j;
    for (size_t d = 0; d < 3; ++d) {
        v_i[d] -= 2 * mass_j / total * along * n[d];
        v_j[d] += 2 * mass_i / total * along * n[d];
    }
}

std::vector<std::vector<double>> exposure_overlap(const std::vector<std::vector<double>>& series) {
    const size_t k = series.size();
    std::vector<std::vector<double>> out(k, std::vector<double>(k, 0.0)), centred = series;
    for (auto& s : centred) {
        double mean = 0, squares = 0;
        for (const double v : s) mean += v / static_cast<double>(s.size());
        for (double& v : s) v -= mean, squares += v * v;
        for (double& v : s) v = squares > 0 ? v / std::sqrt(squares) : 0;
    }
    for (size_t i = 0; i < k; ++i)
        for (size_t j = 0; j < k; ++j)
            for (size_t t = 0; i != j && t < centred[i].size(); ++t) out[i][j] += centred[i][t] * centred[j][t];
    for (auto& row : out)
        for (double& v : row) v = std::max(0.0, v);
    return out;
}

KineticView kinetic_view(const KineticInput& input, uint64_t seed, int particles, double collisions_per_particle) {
    const size_t k = input.names.size(), each = static_cast<size_t>(std::max(1, particles));
    KineticView view;
    view.names = input.names;
    view.share = input.contribution_share;
    view.transfer.assign(k, std::vector<double>(k, 0.0));
    view.given.assign(k, 0.0);
    std::vector<double> mass(k);
    std::vector<std::vector<Velocity>> v(k, std::vector<Velocity>(each));
    Random random(seed, 4242);
    for (size_t c = 0; c < k; ++c) {
        mass[c] = std::max(input.spend_share[c], 1e-12) / static_cast<double>(each);
        const double energy = input.contribution_share[c] / static_cast<double>(each);
        for (Velocity& one : v[c]) {
            const Velocity n = direction(random);
            const double speed = std::sqrt(2 * energy / mass[c]);
            for (size_t d = 0; d < 3; ++d) one[d] = speed * n[d];
        }
    }
    std::vector<double> cumulative;
    std::vector<std::pair<size_t, size_t>> pairs;
    double rates = 0;
    for (size_t i = 0; i < k; ++i)
        for (size_t j = i + 1; j < k; ++j) {
            const double rate = std::max(0.0, input.overlap[i][j]);
            if (rate <= 0) continue;
            pairs.emplace_back(i, j);
            cumulative.push_back(rates += rate);
        }
    if (pairs.empty()) return view;
    view.collisions = static_cast<int>(collisions_per_particle * static_cast<double>(each * k));
    for (int step = 0; step < view.collisions; ++step) {
        const double at = random.uniform() * rates;
        const auto [i, j] =
            pairs[std::min(pairs.size() - 1,
                           static_cast<size_t>(std::upper_bound(cumulative.begin(), cumulative.end(), at) - cumulative.begin()))];
        Velocity& a = v[i][random.below(each)];
        Velocity& b = v[j][random.below(each)];
        const double energy_a = mass[i] * dot(a, a) / 2, energy_b = mass[j] * dot(b, b) / 2;
        collide(mass[i], a, mass[j], b, direction(random));
        const double after_a = mass[i] * dot(a, a) / 2, after_b = mass[j] * dot(b, b) / 2;
        const double moved = after_b - energy_b;
        view.transfer[i][j] += moved;
        view.transfer[j][i] -= moved;
        const double before = energy_a + energy_b;
        if (before > 0) view.energy_drift = std::max(view.energy_drift, std::abs(after_a + after_b - before) / before);
    }
    double total = 0;
    for (size_t c = 0; c < k; ++c) {
        view.share[c] = 0;
        for (const Velocity& one : v[c]) view.share[c] += mass[c] * dot(one, one) / 2;
        total += view.share[c];
        for (size_t j = 0; j < k; ++j) view.given[c] += view.transfer[c][j];
    }
    if (total > 0)
        for (double& s : view.share) s /= total;
    return view;
}

} // namespace plumbline::response
