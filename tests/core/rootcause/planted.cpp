// SPDX-License-Identifier: GPL-3.0-or-later
#include "planted.h"

#include <algorithm>
#include <cmath>

#include "core/base/random.h"

namespace plumbline::rootcause {

namespace {

double cents(double v) { return std::round(v * 100) / 100; }

} // namespace

Planted plant(const PlantedSpec& spec, uint64_t seed) {
    Random random(seed);
    Planted p;
    Leaves& leaves = p.leaves;
    const size_t dimensions = spec.sizes.size();
    size_t n = 1;
    for (const int k : spec.sizes) n *= static_cast<size_t>(k);
    leaves.codes.assign(dimensions, std::vector<int32_t>(n));
    for (size_t d = 0; d < dimensions; ++d) {
        leaves.dimensions.push_back("d" + std::to_string(d));
        leaves.values.emplace_back();
        for (int v = 0; v < spec.sizes[d]; ++v) leaves.values.back().push_back("v" + std::to_string(v));
    }
    const double empty = random.uniform(0, 0.2), rate = random.uniform(0.05, 0.9);
    double total = 0;
    std::vector<double> weight(n);
    for (size_t i = 0; i < n; ++i) {
        size_t rest = i;
        for (size_t d = dimensions; d-- > 0;) {
            leaves.codes[d][i] = static_cast<int32_t>(rest % static_cast<size_t>(spec.sizes[d]));
            rest /= static_cast<size_t>(spec.sizes[d]);
        }
        const double f = random.uniform() < empty ? 0 : cents(-100 * std::log(1 - random.uniform()));
        if (spec.ratio) leaves.expected_b.push_back(std::round(f));
        leaves.expected.push_back(spec.ratio ? cents(std::round(f) * rate) : f);
        weight[i] = spec.ratio ? leaves.expected_b[i] : f;
        total += weight[i];
    }
    std::vector<std::pair<Segment, double>> causes;
    while (static_cast<int>(causes.size()) < spec.causes) {
        std::vector<int> all(dimensions);
        for (size_t d = 0; d < dimensions; ++d) all[d] = static_cast<int>(d);
        for (size_t d = dimensions - 1; d > 0; --d) std::swap(all[d], all[random.below(d + 1)]);
        all.resize(static_cast<size_t>(spec.layer));
        std::sort(all.begin(), all.end());
        Segment s;
        double cells = 1;
        for (const int d : all) {
            const auto size = static_cast<uint64_t>(spec.sizes[static_cast<size_t>(d)]);
            s.push_back({d, static_cast<int32_t>(random.below(size))});
            cells *= static_cast<double>(size);
        }
        double share = 0;
        bool apart = true;
        for (size_t i = 0; i < n; ++i) {
            if (!holds(s, leaves, i)) continue;
            share += weight[i] / total;
            for (const auto& [other, factor] : causes) apart = apart && !holds(other, leaves, i);
        }
        const double factor = random.uniform() < 0.5 ? random.uniform(0.1, 0.8) : random.uniform(1.25, 1.9);
        if (!apart || share < 0.5 / cells) continue;
        causes.emplace_back(s, factor);
        p.truth.insert(s);
    }
    for (size_t i = 0; i < n; ++i) {
        double factor = 1;
        for (const auto& [s, f] : causes)
            if (holds(s, leaves, i)) factor = f;
        const double miss = std::max(0.0, 1 + random.normal(0, spec.noise));
        if (spec.ratio) {
            const double b = std::round(leaves.expected_b[i] * std::max(0.0, 1 + random.normal(0, spec.noise)));
            leaves.actual_b.push_back(b);
            leaves.actual.push_back(
                cents(leaves.expected_b[i] > 0 ? leaves.expected[i] / leaves.expected_b[i] * factor * b * miss : 0));
        } else {
            leaves.actual.push_back(cents(leaves.expected[i] * factor * miss));
        }
    }
    return p;
}

void Score::add(const std::set<Segment>& truth, const std::vector<Segment>& found) {
    int hits = 0;
    for (const Segment& s : found) hits += truth.contains(s);
    hit += hits;
    extra += static_cast<int>(found.size()) - hits;
    missed += static_cast<int>(truth.size()) - hits;
}

} // namespace plumbline::rootcause
