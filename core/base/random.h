// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>

namespace plumbline {

/// xoshiro256++ (Blackman and Vigna, 2019), seeded by SplitMix64. The same bits on every machine, unlike
/// std::normal_distribution.
class Random {
public:
    explicit Random(uint64_t seed, uint64_t stream = 0);
    uint64_t bits();
    /// Uniform in [0, 1).
    double uniform() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Uniform in [0, n), n > 0.
    uint64_t below(uint64_t n);
    /// Standard normal (Marsaglia's polar method, 1964).
    double normal();
    double normal(double mean, double sd) { return mean + sd * normal(); }
    /// Gamma of shape > 0 and scale > 0 (Marsaglia and Tsang, 2000).
    double gamma(double shape, double scale);
    /// Poisson of mean >= 0: inversion below 30, PTRS (Hörmann, 1993) above.
    int64_t poisson(double mean);
    /// Negative binomial with the given mean and dispersion size > 0: Poisson of a gamma mean.
    int64_t negative_binomial(double mean, double size);

private:
    uint64_t m_state[4];
    double m_spare = 0;
    bool m_has_spare = false;
};

} // namespace plumbline
