// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/quality.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/segment/kmeans_parts.h"

namespace plumbline::segment {

namespace {

/// `wanted` of n, in ascending order, by selection sampling (Knuth, TAOCP 3.4.2, algorithm S).
std::vector<size_t> draw_rows(size_t n, size_t wanted, Random& random) {
    std::vector<size_t> rows;
    rows.reserve(wanted);
    for (size_t i = 0; i < n && rows.size() < wanted; ++i)
        if (random.uniform() * static_cast<double>(n - i) < static_cast<double>(wanted - rows.size())) rows.push_back(i);
    return rows;
}

} // namespace

PairDistances::PairDistances(const Points& points, size_t most, uint64_t seed, std::stop_token stop) {
    Random random(seed, 7);
    m_rows = draw_rows(points.n, std::min(points.n, most), random);
    const size_t n = m_rows.size(), d = points.d;
    m_distances.resize(n * (n - std::min<size_t>(n, 1)) / 2);
    size_t at = 0;
    for (size_t i = 0; i + 1 < n; ++i) {
        throw_if_stopped(stop);
        const double* a = points.row(m_rows[i]);
        for (size_t j = i + 1; j < n; ++j)
            m_distances[at++] = static_cast<float>(std::sqrt(squared_distance(a, points.row(m_rows[j]), d)));
    }
}

double PairDistances::silhouette(const std::vector<int>& labels) const {
    const size_t n = m_rows.size();
    int k = 0;
    for (const size_t i : m_rows) k = std::max(k, labels[i] + 1);
    const auto clusters = static_cast<size_t>(k);
    std::vector<size_t> size(clusters, 0), of(n);
    for (size_t i = 0; i < n; ++i) ++size[of[i] = static_cast<size_t>(labels[m_rows[i]])];
    if (std::ranges::count_if(size, [](size_t s) { return s > 0; }) < 2) return 0;
    std::vector<double> sums(n * clusters, 0.0); // distance of each point to each cluster, added up
    size_t at = 0;
    for (size_t i = 0; i + 1 < n; ++i) {
        double* mine = sums.data() + i * clusters;
        const size_t own = of[i];
        for (size_t j = i + 1; j < n; ++j) {
            const double v = m_distances[at++];
            mine[of[j]] += v;
            sums[j * clusters + own] += v;
        }
    }
    double total = 0;
    for (size_t i = 0; i < n; ++i) {
        const size_t own = of[i];
        if (size[own] < 2) continue;
        const double a = sums[i * clusters + own] / static_cast<double>(size[own] - 1);
        double b = std::numeric_limits<double>::infinity();
        for (size_t c = 0; c < clusters; ++c)
            if (c != own && size[c] > 0) b = std::min(b, sums[i * clusters + c] / static_cast<double>(size[c]));
        const double apart = std::max(a, b);
        if (apart > 0) total += (b - a) / apart;
    }
    return total / static_cast<double>(n);
}

double adjusted_rand(const std::vector<int>& a, const std::vector<int>& b) {
    std::map<std::pair<int, int>, double> both;
    std::map<int, double> rows, columns;
    for (size_t i = 0; i < a.size(); ++i) {
        ++both[{a[i], b[i]}];
        ++rows[a[i]];
        ++columns[b[i]];
    }
    auto pairs = [](double m) { return m * (m - 1) / 2; };
    double together = 0, in_a = 0, in_b = 0;
    for (const auto& [key, m] : both) together += pairs(m);
    for (const auto& [key, m] : rows) in_a += pairs(m);
    for (const auto& [key, m] : columns) in_b += pairs(m);
    const double all = pairs(static_cast<double>(a.size()));
    if (all <= 0) return 1;
    const double expected = in_a * in_b / all, most = (in_a + in_b) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
}

double stability(const Points& points, const KMeansFit& fit, int resamples, uint64_t seed, std::stop_token stop) {
    if (fit.k < 2 || points.n < 5) return 1;
    constexpr size_t most = 1000; // points a resample; more would only cost time
    const size_t wanted = std::max<size_t>(2, std::min(most, points.n * 4 / 5));
    NoProgress silent;
    double total = 0;
    for (int r = 0; r < resamples; ++r) {
        Random random(seed, 1000 + static_cast<uint64_t>(r));
        const auto rows = draw_rows(points.n, wanted, random);
        Points part{rows.size(), points.d, {}};
        std::vector<int> whole;
        for (const size_t i : rows) {
            part.x.insert(part.x.end(), points.row(i), points.row(i) + points.d);
            whole.push_back(fit.labels[i]);
        }
        KMeansSpec spec;
        spec.k = static_cast<int>(fit.k);
        spec.restarts = 3;
        spec.threads = 1;
        spec.seed = seed + static_cast<uint64_t>(r) + 1;
        total += adjusted_rand(whole, fit_kmeans(part, spec, silent, stop).labels);
    }
    return total / resamples;
}

} // namespace plumbline::segment
