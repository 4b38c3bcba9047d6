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

/// The labels of one k for the points of the sample.
struct Labelling {
    std::vector<size_t> of;   ///< cluster of each point
    std::vector<size_t> size; ///< points of each cluster
    double total = 0;         ///< of the silhouettes

    Labelling(const std::vector<int>& labels, const std::vector<size_t>& rows) {
        for (const size_t i : rows) {
            const auto c = static_cast<size_t>(labels[i]);
            of.push_back(c);
            if (size.size() <= c) size.resize(c + 1, 0);
            ++size[c];
        }
    }
    bool has_two() const {
        return std::ranges::count_if(size, [](size_t s) { return s > 0; }) > 1;
    }
    /// `sums`: the distances of point i to each cluster, added up.
    double silhouette(size_t i, const std::vector<double>& sums) const {
        const size_t own = of[i];
        if (size[own] < 2) return 0;
        const double a = sums[own] / static_cast<double>(size[own] - 1);
        double b = std::numeric_limits<double>::infinity();
        for (size_t c = 0; c < size.size(); ++c)
            if (c != own && size[c] > 0) b = std::min(b, sums[c] / static_cast<double>(size[c]));
        const double apart = std::max(a, b);
        return apart > 0 ? (b - a) / apart : 0;
    }
};

/// Four sums side by side, so that an addition need not wait for the one before.
double add_up(const float* from, const float* to) {
    double sums[4] = {};
    for (; to - from >= 4; from += 4)
        for (size_t l = 0; l < 4; ++l) sums[l] += static_cast<double>(from[l]);
    for (; from < to; ++from) sums[0] += static_cast<double>(*from);
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

} // namespace

std::vector<double> silhouettes(const Points& points, const std::vector<const std::vector<int>*>& labellings, size_t most,
                                uint64_t seed, std::stop_token stop) {
    Random random(seed, 7);
    std::vector<size_t> rows = draw_rows(points.n, std::min(points.n, most), random);
    const size_t n = rows.size(), d = points.d;
    std::vector<double> out(labellings.size(), 0.0);
    if (n < 2) return out;
    // Points that share their cluster in every labelling lie side by side: their distances are added up once for all of them.
    std::ranges::stable_sort(rows, [&](size_t a, size_t b) {
        for (const auto* labels : labellings)
            if ((*labels)[a] != (*labels)[b]) return (*labels)[a] < (*labels)[b];
        return false;
    });
    std::vector<Labelling> by;
    for (const auto* labels : labellings) by.emplace_back(*labels, rows);
    std::vector<size_t> groups{0}; // where each group of such points starts, and the end
    for (size_t i = 1; i < n; ++i)
        if (std::ranges::any_of(by, [&](const Labelling& l) { return l.of[i] != l.of[i - 1]; })) groups.push_back(i);
    groups.push_back(n);

    Points sample{n, d, {}};
    for (const size_t i : rows) sample.x.insert(sample.x.end(), points.row(i), points.row(i) + d);
    const Tiles tiles = make_tiles(sample);
    std::vector<float> point(d), distance(tiles.count() * wide);
    std::vector<double> of_group(groups.size() - 1), sums;
    for (size_t i = 0; i < n; ++i) {
        throw_if_stopped(stop);
        tiles.point(i, point.data());
        kernels().distances(tiles, point.data(), distance.data());
        for (size_t g = 0; g + 1 < groups.size(); ++g)
            of_group[g] = add_up(distance.data() + groups[g], distance.data() + groups[g + 1]);
        for (Labelling& l : by) {
            sums.assign(l.size.size(), 0.0);
            for (size_t g = 0; g + 1 < groups.size(); ++g) sums[l.of[groups[g]]] += of_group[g];
            l.total += l.silhouette(i, sums);
        }
    }
    for (size_t k = 0; k < by.size(); ++k)
        if (by[k].has_two()) out[k] = by[k].total / static_cast<double>(n);
    return out;
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
