// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/kmeans.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <set>
#include <thread>

#include "core/base/limits.h"
#include "core/segment/kmeans_parts.h"

namespace plumbline::segment {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
/// Bounds are kept by additions that round; a distance is skipped only where the bound decides by more than that.
constexpr double rounding_slack = 1e-10;
constexpr size_t chunk = 1024; ///< points between two looks at the list of those whose bounds did not decide

/// One run of Lloyd's algorithm.
class Lloyd {
public:
    Lloyd(const Points& points, Centres centres, const KMeansSpec& spec, double tolerance)
        : m_points(points), m_centres(std::move(centres)), m_spec(spec), m_tolerance(tolerance), m_labels(points.n, unlabelled),
          m_upper(points.n, 0), m_lower(points.n, 0), m_half_gap(m_centres.k), m_moves(m_centres.k, 0), m_block(points.d * lanes),
          m_list(chunk) {}

    KMeansFit run(const std::stop_token& stop) {
        KMeansFit fit;
        bool settled = false;
        for (fit.iterations = 1; fit.iterations <= m_spec.max_iterations; ++fit.iterations) {
            throw_if_stopped(stop);
            const size_t changed = assign();
            settled = changed == 0;
            const double moved = update(fit.emptied);
            if (changed == 0 || moved <= m_tolerance) {
                fit.converged = true;
                break;
            }
        }
        fit.iterations = std::min(fit.iterations, m_spec.max_iterations);
        if (!settled) assign(); // the last labels are those of the last centres
        finish(fit);
        return fit;
    }

private:
    static constexpr uint32_t unlabelled = std::numeric_limits<uint32_t>::max();
    const Points& m_points;
    Centres m_centres;
    const KMeansSpec& m_spec;
    double m_tolerance;
    std::vector<uint32_t> m_labels;
    std::vector<double> m_upper, m_lower; ///< distance to the own centre at most, to any other at least
    std::vector<double> m_half_gap;       ///< half of the distance of each centre to its nearest other one
    std::vector<double> m_moves;          ///< of each centre in the last update
    double m_most = 0, m_second = 0;      ///< largest of them, and the largest of the others
    uint32_t m_farthest = 0;              ///< which centre moved most
    bool m_bounds_hold = false;
    std::vector<double> m_block; ///< four points side by side
    std::vector<uint32_t> m_list;

    void measure_gaps() {
        const size_t k = m_centres.k;
        std::ranges::fill(m_half_gap, infinite);
        for (size_t a = 0; a < k; ++a)
            for (size_t b = a + 1; b < k; ++b) {
                const double half = std::sqrt(squared_distance(m_centres.row(a), m_centres.row(b), m_centres.d)) / 2;
                m_half_gap[a] = std::min(m_half_gap[a], half);
                m_half_gap[b] = std::min(m_half_gap[b], half);
            }
    }

    size_t put(size_t i, const NearestTwo& found, size_t lane) {
        m_upper[i] = std::sqrt(found.first[lane]);
        m_lower[i] = std::sqrt(found.second[lane]);
        const auto label = static_cast<uint32_t>(found.label[lane]);
        if (label == m_labels[i]) return 0;
        m_labels[i] = label;
        return 1;
    }

    size_t assign() { return m_bounds_hold && !m_spec.plain ? assign_bounded() : assign_all(); }

    /// Every distance.
    size_t assign_all() {
        size_t changed = 0;
        for (size_t from = 0; from < m_points.n; from += lanes) {
            const size_t count = std::min(lanes, m_points.n - from);
            for (size_t l = 0; l < count; ++l) m_list[l] = static_cast<uint32_t>(from + l);
            changed += assign_four(0, count);
        }
        m_bounds_hold = true;
        return changed;
    }

    /// Distances where the bounds leave the label open.
    size_t assign_bounded() {
        measure_gaps();
        size_t changed = 0;
        for (size_t from = 0; from < m_points.n; from += chunk) {
            const size_t open = list_open(from, std::min(from + chunk, m_points.n));
            for (size_t at = 0; at < open; at += lanes) changed += assign_four(at, std::min(lanes, open - at));
        }
        return changed;
    }

    /// Moves the bounds by what the centres moved; lists the points that they do not decide.
    size_t list_open(size_t from, size_t to) {
        size_t open = 0;
        for (size_t i = from; i < to; ++i) {
            const uint32_t c = m_labels[i];
            const double upper = m_upper[i] = (m_upper[i] + m_moves[c]) * (1 + 1e-15);
            const double lower = m_lower[i] = (m_lower[i] - (c == m_farthest ? m_second : m_most)) * (1 - 1e-15);
            m_list[open] = static_cast<uint32_t>(i);
            open += upper < std::max(m_half_gap[c], lower) * (1 - rounding_slack) ? 0 : 1;
        }
        size_t left = 0;
        for (size_t at = 0; at < open; ++at) {
            const size_t i = m_list[at];
            const uint32_t c = m_labels[i];
            const double upper = m_upper[i] = std::sqrt(squared_distance(m_points.row(i), m_centres.row(c), m_points.d));
            m_list[left] = static_cast<uint32_t>(i);
            left += upper < std::max(m_half_gap[c], m_lower[i]) * (1 - rounding_slack) ? 0 : 1;
        }
        return left;
    }

    size_t assign_four(size_t at, size_t count) {
        for (size_t l = 0; l < lanes; ++l) {
            const double* row = m_points.row(m_list[at + std::min(l, count - 1)]);
            for (size_t j = 0; j < m_points.d; ++j) m_block[j * lanes + l] = row[j];
        }
        NearestTwo found;
        kernels().nearest_two(m_block.data(), m_centres, found);
        size_t changed = 0;
        for (size_t l = 0; l < count; ++l) changed += put(m_list[at + l], found, l);
        return changed;
    }

    /// Moves every centre to the mean of its points; the sum of their squared moves.
    double update(int& emptied) {
        const size_t k = m_centres.k, d = m_centres.d;
        Centres fresh(k, d);
        std::vector<size_t> count(k, 0);
        for (size_t i = 0; i < m_points.n; ++i) {
            const size_t c = m_labels[i];
            ++count[c];
            const double* point = m_points.row(i);
            double* sum = fresh.row(c);
            for (size_t j = 0; j < d; ++j) sum[j] += point[j];
        }
        for (size_t c = 0; c < k; ++c)
            for (size_t j = 0; j < d && count[c] > 0; ++j) fresh.row(c)[j] /= static_cast<double>(count[c]);
        const bool some_empty = std::ranges::find(count, size_t{0}) != count.end();
        if (some_empty) emptied += refill(fresh, count);

        double moved = 0;
        m_most = m_second = 0;
        for (size_t c = 0; c < k; ++c) {
            const double sum = squared_distance(fresh.row(c), m_centres.row(c), d);
            moved += sum;
            m_moves[c] = std::sqrt(sum);
            if (m_moves[c] > m_most) {
                m_second = m_most;
                m_most = m_moves[c];
                m_farthest = static_cast<uint32_t>(c);
            } else if (m_moves[c] > m_second) {
                m_second = m_moves[c];
            }
        }
        m_centres = std::move(fresh);
        if (!some_empty) return moved;
        m_bounds_hold = false; // labels moved as well
        return infinite;
    }

    /// Sets each empty cluster on the point that is farthest from its own centre.
    int refill(Centres& fresh, std::vector<size_t>& count) {
        int emptied = 0;
        for (size_t c = 0; c < count.size(); ++c) {
            if (count[c] > 0) continue;
            double most = -1;
            size_t at = 0;
            for (size_t i = 0; i < m_points.n; ++i) {
                if (count[m_labels[i]] < 2) continue;
                const double sum = squared_distance(m_points.row(i), fresh.row(m_labels[i]), fresh.d);
                if (sum > most) {
                    most = sum;
                    at = i;
                }
            }
            const size_t from = m_labels[at];
            const double left = static_cast<double>(count[from] - 1);
            for (size_t j = 0; j < fresh.d; ++j) {
                const double v = m_points.row(at)[j];
                fresh.row(from)[j] += (fresh.row(from)[j] - v) / left;
                fresh.row(c)[j] = v;
            }
            --count[from];
            count[c] = 1;
            m_labels[at] = static_cast<uint32_t>(c);
            ++emptied;
        }
        return emptied;
    }

    void finish(KMeansFit& fit) const {
        fit.k = m_centres.k;
        fit.d = m_centres.d;
        fit.centroids.assign(m_centres.x.begin(), m_centres.x.begin() + static_cast<std::ptrdiff_t>(fit.k * fit.d));
        fit.labels.assign(m_labels.begin(), m_labels.end());
        for (size_t i = 0; i < m_points.n; ++i)
            fit.inertia += squared_distance(m_points.row(i), m_centres.row(m_labels[i]), m_points.d);
    }
};

} // namespace

void KMeansSpec::validate() const {
    auto refuse = [](const char* en, const char* fr) {
        throw Error(ErrorCode::segment_invalid, {{"detail", en}, {"detail_fr", fr}});
    };
    if (k < 1) refuse("the number of clusters must be at least 1", "le nombre de groupes doit être d'au moins 1");
    if (restarts < 1 || max_iterations < 1)
        refuse("restarts and iterations must be at least 1", "départs et itérations doivent être au moins 1");
    if (!(tolerance >= 0)) refuse("the tolerance must not be negative", "la tolérance ne peut pas être négative");
}

size_t distinct_rows(const Points& points, size_t most) {
    std::vector<size_t> order(points.n);
    for (size_t i = 0; i < points.n; ++i) order[i] = i;
    auto compare = [&](size_t a, size_t b) {
        return std::lexicographical_compare(points.row(a), points.row(a) + points.d, points.row(b), points.row(b) + points.d);
    };
    // Enough distinct rows are usually met at once; only then is sorting spared.
    std::set<size_t, decltype(compare)> seen(compare);
    for (size_t i = 0; i < points.n && seen.size() < most; ++i) seen.insert(i);
    return seen.size();
}

void share_out(size_t count, size_t threads, const std::function<void(size_t)>& work) {
    std::atomic<size_t> next = 0;
    std::exception_ptr failed;
    std::mutex failing;
    auto take = [&] {
        try {
            for (size_t i; (i = next.fetch_add(1)) < count;) work(i);
        } catch (...) {
            const std::lock_guard lock(failing);
            failed = std::current_exception();
        }
    };
    std::vector<std::jthread> helpers;
    for (size_t t = 1; t < std::min(threads, count); ++t) helpers.emplace_back(take);
    take();
    helpers.clear();
    if (failed) std::rethrow_exception(failed);
}

KMeansFit fit_kmeans(const Points& points, const KMeansSpec& asked, Progress& progress, std::stop_token stop) {
    asked.validate();
    if (points.n == 0 || points.d == 0)
        throw Error(ErrorCode::segment_invalid,
                    {{"detail", "there is nothing to group"}, {"detail_fr", "il n'y a rien à regrouper"}});
    if (!std::ranges::all_of(points.x, [](double v) { return std::isfinite(v); }))
        throw Error(ErrorCode::segment_invalid,
                    {{"detail", "a value is missing or not finite"}, {"detail_fr", "une valeur manque ou n'est pas finie"}});
    KMeansSpec spec = asked;
    const size_t k = std::min(static_cast<size_t>(spec.k), distinct_rows(points, static_cast<size_t>(spec.k)));
    spec.k = static_cast<int>(k);
    const Tiles tiles = make_tiles(points);
    const double tolerance = spec.tolerance * tiles.variance;
    const auto starts = static_cast<size_t>(spec.restarts);
    std::vector<KMeansFit> fits(starts);
    const size_t wanted = spec.threads > 0 ? static_cast<size_t>(spec.threads) : static_cast<size_t>(worker_threads());
    constexpr size_t worth_a_thread = 20'000; // numbers; below, starting a thread costs more than it saves
    std::atomic<size_t> done = 0;
    share_out(starts, points.x.size() < worth_a_thread ? 1 : wanted, [&](size_t r) {
        Random random(spec.seed, r + 1);
        fits[r] = Lloyd(points, start_centres(points, tiles, k, random, stop), spec, tolerance).run(stop);
        progress.step(static_cast<double>(done.fetch_add(1) + 1) / static_cast<double>(starts), "segment");
    });
    return *std::ranges::min_element(fits, {}, &KMeansFit::inertia);
}

} // namespace plumbline::segment
