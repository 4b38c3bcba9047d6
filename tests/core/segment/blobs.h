// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include "core/base/random.h"
#include "core/segment/kmeans.h"

namespace plumbline::testing {

struct Blobs {
    segment::Points points;
    std::vector<int> truth;
};

/// `k` round clouds of `each` points with the given spread, their centres drawn in a cube of side 10 and kept `apart`.
inline Blobs make_blobs(size_t k, size_t each, size_t d, double spread, double apart, uint64_t seed) {
    Random random(seed);
    std::vector<std::vector<double>> centres;
    while (centres.size() < k) {
        std::vector<double> c(d);
        for (double& v : c) v = random.uniform(0, 10);
        bool far = true;
        for (const auto& other : centres) {
            double sum = 0;
            for (size_t j = 0; j < d; ++j) sum += (c[j] - other[j]) * (c[j] - other[j]);
            far &= sum >= apart * apart;
        }
        if (far) centres.push_back(c);
    }
    Blobs out{{k * each, d, {}}, {}};
    for (size_t i = 0; i < k * each; ++i) {
        const size_t c = i % k;
        for (size_t j = 0; j < d; ++j) out.points.x.push_back(random.normal(centres[c][j], spread));
        out.truth.push_back(static_cast<int>(c));
    }
    return out;
}

} // namespace plumbline::testing
