// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <bit>
#include <cmath>

namespace plumbline {

Random::Random(uint64_t seed, uint64_t stream) {
    uint64_t x = seed ^ (stream * 0x9E3779B97F4A7C15ull + 0xD1B54A32D192ED03ull);
    for (uint64_t& s : m_state) {
        x += 0x9E3779B97F4A7C15ull;
        uint64_t z = x;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        s = z ^ (z >> 31);
    }
}

uint64_t Random::bits() {
    const uint64_t result = std::rotl(m_state[0] + m_state[3], 23) + m_state[0];
    const uint64_t t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

uint64_t Random::below(uint64_t n) {
    const uint64_t limit = -n % n; // rejects the uneven remainder
    for (;;) {
        const uint64_t b = bits();
        if (b >= limit) return b % n;
    }
}

double Random::normal() {
    if (m_has_spare) {
        m_has_spare = false;
        return m_spare;
    }
    for (;;) {
        const double u = 2 * uniform() - 1, v = 2 * uniform() - 1, s = u * u + v * v;
        if (s >= 1 || s == 0) continue;
        const double f = std::sqrt(-2 * std::log(s) / s);
        m_spare = v * f;
        m_has_spare = true;
        return u * f;
    }
}

double Random::gamma(double shape, double scale) {
    if (shape < 1) return gamma(shape + 1, scale) * std::pow(uniform(), 1 / shape);
    const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = normal();
        const double v = std::pow(1 + c * x, 3);
        if (v <= 0) continue;
        if (std::log(uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v * scale;
    }
}

int64_t Random::poisson(double mean) {
    if (mean <= 0) return 0;
    if (mean < 30) {
        const double floor = std::exp(-mean);
        double product = uniform();
        int64_t k = 0;
        while (product > floor) {
            product *= uniform();
            ++k;
        }
        return k;
    }
    const double b = 0.931 + 2.53 * std::sqrt(mean), a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), v_r = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        const double u = uniform() - 0.5, v = uniform(), us = 0.5 - std::fabs(u);
        const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= v_r) return static_cast<int64_t>(k);
        if (k < 0 || (us < 0.013 && v > us)) continue;
        if (std::log(v) + std::log(inverse_alpha) - std::log(a / (us * us) + b) <=
            -mean + k * std::log(mean) - std::lgamma(k + 1))
            return static_cast<int64_t>(k);
    }
}

int64_t Random::negative_binomial(double mean, double size) {
    if (mean <= 0) return 0;
    return poisson(gamma(size, mean / size));
}

} // namespace plumbline
