// SPDX-License-Identifier: GPL-3.0-or-later
// Groups points and grows forests on the numbers that bench/segment_table.py writes, so that both sides work on the same.
//   bench_segment kmeans FILE N D K STARTS [plain]   FILE: N rows of D doubles
//   bench_segment forest FILE N M D TREES            FILE: N x D and N floats to learn from, M x D and M floats held out
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

#include "core/predict/learner.h"
#include "core/segment/kmeans.h"

using namespace plumbline;

namespace {

template <class T>
std::vector<T> read(std::ifstream& file, size_t count) {
    std::vector<T> out(count);
    file.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(count * sizeof(T)));
    if (!file) throw std::runtime_error("the file is shorter than it should be");
    return out;
}

/// Wall and processor time of `work`, in milliseconds.
template <class Work>
std::pair<double, double> timed(Work work) {
    const auto began = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    work();
    return {std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count(),
            1000.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

int kmeans(std::ifstream& file, char** a, bool plain) {
    segment::Points points{std::stoul(a[0]), std::stoul(a[1]), {}};
    points.x = read<double>(file, points.n * points.d);
    segment::KMeansSpec spec;
    spec.k = std::stoi(a[2]);
    spec.restarts = std::stoi(a[3]);
    spec.plain = plain;
    NoProgress silent;
    segment::KMeansFit fit;
    const auto [ms, cpu] = timed([&] { fit = segment::fit_kmeans(points, spec, silent); });
    std::printf("{\"ms\": %.1f, \"cpu_ms\": %.1f, \"inertia\": %.6f, \"iterations\": %d}\n", ms, cpu, fit.inertia,
                fit.iterations);
    return 0;
}

int forest(std::ifstream& file, char** a) {
    const size_t n = std::stoul(a[0]), m = std::stoul(a[1]), d = std::stoul(a[2]);
    const numerics::Matrix x{n, d, read<float>(file, n * d)};
    const auto y = read<float>(file, n);
    const numerics::Matrix held{m, d, read<float>(file, m * d)};
    const auto truth = read<float>(file, m);
    NoProgress silent;
    const auto learner = predict::forest_learner(std::stoi(a[3]), 1, {});
    std::unique_ptr<predict::Learnt> learnt;
    const auto [ms, cpu] = timed([&] { learnt = learner->learn(x, y, silent, {}); });
    const auto said = learnt->predict(held);
    double squares = 0;
    for (size_t i = 0; i < m; ++i) squares += std::pow(said[i] - static_cast<double>(truth[i]), 2);
    std::printf("{\"ms\": %.1f, \"cpu_ms\": %.1f, \"rmse\": %.6f}\n", ms, cpu, std::sqrt(squares / static_cast<double>(m)));
    return 0;
}

} // namespace

int main(int count, char** words) {
    try {
        if (count < 5) throw std::runtime_error("usage: bench_segment kmeans|forest FILE …");
        std::ifstream file(words[2], std::ios::binary);
        const std::string what = words[1];
        if (what == "kmeans" && count >= 7) return kmeans(file, words + 3, count > 7);
        if (what == "forest" && count >= 7) return forest(file, words + 3);
        throw std::runtime_error("usage: bench_segment kmeans|forest FILE …");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
