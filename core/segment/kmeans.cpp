// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/kmeans.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

#include "core/segment/kmeans_parts.h"

namespace plumbline::segment {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
/// Bounds are kept by additions that round; a distance is skipped only where the bound decides by more than that.
constexpr double rounding_slack = 1e-10;

struct Nearest {
    size_t label = 0;
    double first = infinite, second = infinite; ///< squared distances
};

Nearest nearest_two(const double* point, const Centres& centres, double* scratch) {
    squared_distances(point, centres, scratch);
    Nearest out;
    for (size_t c = 0; c < centres.k; ++c) {
        const double v = scratch[c];
        if (v < out.first) {
            out.second = out.first;
            out.first = v;
            out.label = c;
        } else if (v < out.second) {
            out.second = v;
        }
    }
    return out;
}

/// One run of Lloyd's algorithm.
class Lloyd {
public:
    Lloyd(const Points& points, Centres centres, const KMeansSpec& spec, double tolerance)
        : m_points(points), m_centres(std::move(centres)), m_spec(spec), m_tolerance(tolerance), m_labels(points.n, 0),
          m_upper(points.n, infinite), m_lower(points.n, 0), m_scratch(m_centres.k), m_half_gap(m_centres.k) {}

    KMeansFit run(const std::stop_token& stop) {
        KMeansFit fit;
        for (fit.iterations = 1; fit.iterations <= m_spec.max_iterations; ++fit.iterations) {
            throw_if_stopped(stop);
            const size_t changed = assign();
            const double moved = update(fit.emptied);
            if (changed == 0 || moved <= m_tolerance) {
                fit.converged = true;
                break;
            }
        }
        fit.iterations = std::min(fit.iterations, m_spec.max_iterations);
        m_upper.assign(m_points.n, infinite); // the last labels are those of the last centres
        m_lower.assign(m_points.n, 0);
        assign();
        finish(fit);
        return fit;
    }

private:
    const Points& m_points;
    Centres m_centres;
    const KMeansSpec& m_spec;
    double m_tolerance;
    std::vector<size_t> m_labels;
    std::vector<double> m_upper, m_lower; ///< distance to the own centre at most, to any other at least
    std::vector<double> m_scratch, m_half_gap;

    double to_centre(size_t i, size_t c) const {
        double sum = 0;
        for (size_t j = 0; j < m_points.d; ++j) {
            const double diff = m_points.row(i)[j] - m_centres.at(c, j);
            sum += diff * diff;
        }
        return sum;
    }

    /// Half of the distance of each centre to its nearest other one.
    void measure_gaps() {
        const size_t k = m_centres.k;
        std::ranges::fill(m_half_gap, infinite);
        for (size_t a = 0; a < k; ++a)
            for (size_t b = a + 1; b < k; ++b) {
                double sum = 0;
                for (size_t j = 0; j < m_centres.d; ++j) {
                    const double diff = m_centres.at(a, j) - m_centres.at(b, j);
                    sum += diff * diff;
                }
                const double half = std::sqrt(sum) / 2;
                m_half_gap[a] = std::min(m_half_gap[a], half);
                m_half_gap[b] = std::min(m_half_gap[b], half);
            }
    }

    size_t assign() {
        measure_gaps();
        size_t changed = 0;
        for (size_t i = 0; i < m_points.n; ++i) {
            const size_t own = m_labels[i];
            if (!m_spec.plain) {
                const double bound = std::max(m_half_gap[own], m_lower[i]) * (1 - rounding_slack);
                if (m_upper[i] < bound) continue;
                m_upper[i] = std::sqrt(to_centre(i, own));
                if (m_upper[i] < bound) continue;
            }
            const Nearest found = nearest_two(m_points.row(i), m_centres, m_scratch.data());
            m_upper[i] = std::sqrt(found.first);
            m_lower[i] = std::sqrt(found.second);
            if (found.label != own || m_first_pass) {
                m_labels[i] = found.label;
                ++changed;
            }
        }
        m_first_pass = false;
        return changed;
    }

    /// Moves every centre to the mean of its points; the sum of their squared moves.
    double update(int& emptied) {
        const size_t k = m_centres.k, d = m_centres.d;
        Centres fresh{k, d, std::vector<double>(k * d, 0.0)};
        std::vector<double> sums(k * d, 0.0); // a row a centre: the adds of a point lie side by side
        std::vector<size_t> count(k, 0);
        for (size_t i = 0; i < m_points.n; ++i) {
            const size_t c = m_labels[i];
            ++count[c];
            const double* point = m_points.row(i);
            double* sum = sums.data() + c * d;
            for (size_t j = 0; j < d; ++j) sum[j] += point[j];
        }
        for (size_t c = 0; c < k; ++c)
            for (size_t j = 0; j < d; ++j) fresh.at(c, j) = count[c] == 0 ? 0 : sums[c * d + j] / static_cast<double>(count[c]);
        const bool some_empty = std::ranges::find(count, size_t{0}) != count.end();
        if (some_empty) emptied += refill(fresh, count);

        double moved = 0, most = 0, second = 0;
        size_t farthest = 0;
        std::vector<double> moves(k);
        for (size_t c = 0; c < k; ++c) {
            double sum = 0;
            for (size_t j = 0; j < d; ++j) {
                const double diff = fresh.at(c, j) - m_centres.at(c, j);
                sum += diff * diff;
            }
            moved += sum;
            moves[c] = std::sqrt(sum);
            if (moves[c] > most) {
                second = most;
                most = moves[c];
                farthest = c;
            } else if (moves[c] > second) {
                second = moves[c];
            }
        }
        m_centres = std::move(fresh);
        if (some_empty) { // labels moved as well: every bound is void
            std::ranges::fill(m_upper, infinite);
            std::ranges::fill(m_lower, 0.0);
            return infinite;
        }
        if (!m_spec.plain)
            for (size_t i = 0; i < m_points.n; ++i) {
                const size_t c = m_labels[i];
                m_upper[i] = (m_upper[i] + moves[c]) * (1 + 1e-15);
                m_lower[i] = (m_lower[i] - (c == farthest ? second : most)) * (1 - 1e-15);
            }
        return moved;
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
                double sum = 0;
                for (size_t j = 0; j < fresh.d; ++j) {
                    const double diff = m_points.row(i)[j] - fresh.at(m_labels[i], j);
                    sum += diff * diff;
                }
                if (sum > most) {
                    most = sum;
                    at = i;
                }
            }
            const size_t from = m_labels[at];
            const double left = static_cast<double>(count[from] - 1);
            for (size_t j = 0; j < fresh.d; ++j) {
                const double v = m_points.row(at)[j];
                fresh.at(from, j) += (fresh.at(from, j) - v) / left;
                fresh.at(c, j) = v;
            }
            --count[from];
            count[c] = 1;
            m_labels[at] = c;
            ++emptied;
        }
        return emptied;
    }

    void finish(KMeansFit& fit) const {
        fit.k = m_centres.k;
        fit.d = m_centres.d;
        fit.centroids.resize(fit.k * fit.d);
        for (size_t c = 0; c < fit.k; ++c)
            for (size_t j = 0; j < fit.d; ++j) fit.centroids[c * fit.d + j] = m_centres.at(c, j);
        fit.labels.assign(m_labels.begin(), m_labels.end());
        for (size_t i = 0; i < m_points.n; ++i) fit.inertia += to_centre(i, m_labels[i]);
    }

    bool m_first_pass = true;
};

double mean_variance(const Points& points) {
    double total = 0;
    for (size_t j = 0; j < points.d; ++j) {
        double mean = 0, sum = 0;
        for (size_t i = 0; i < points.n; ++i) mean += points.row(i)[j];
        mean /= static_cast<double>(points.n);
        for (size_t i = 0; i < points.n; ++i) {
            const double diff = points.row(i)[j] - mean;
            sum += diff * diff;
        }
        total += sum / static_cast<double>(points.n);
    }
    return total / static_cast<double>(points.d);
}

} // namespace

void squared_distances(const double* point, const Centres& centres, double* out) {
    const size_t k = centres.k;
    std::fill(out, out + k, 0.0);
    for (size_t j = 0; j < centres.d; ++j) {
        const double v = point[j];
        const double* row = centres.by_dimension.data() + j * k;
        for (size_t c = 0; c < k; ++c) {
            const double diff = v - row[c];
            out[c] += diff * diff;
        }
    }
}

void KMeansSpec::validate() const {
    auto refuse = [](const char* detail) { throw Error(ErrorCode::segment_invalid, {{"detail", detail}}); };
    if (k < 1) refuse("the number of clusters must be at least 1");
    if (restarts < 1 || max_iterations < 1) refuse("restarts and iterations must be at least 1");
    if (!(tolerance >= 0)) refuse("the tolerance must not be negative");
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

KMeansFit fit_kmeans(const Points& points, const KMeansSpec& asked, Progress& progress, std::stop_token stop) {
    asked.validate();
    if (points.n == 0 || points.d == 0) throw Error(ErrorCode::segment_invalid, {{"detail", "there is nothing to group"}});
    if (!std::ranges::all_of(points.x, [](double v) { return std::isfinite(v); }))
        throw Error(ErrorCode::segment_invalid, {{"detail", "a value is missing or not finite"}});
    KMeansSpec spec = asked;
    const size_t k = std::min(static_cast<size_t>(spec.k), distinct_rows(points, static_cast<size_t>(spec.k)));
    spec.k = static_cast<int>(k);
    const double tolerance = spec.tolerance * mean_variance(points);

    const auto starts = static_cast<size_t>(spec.restarts);
    std::vector<KMeansFit> fits(starts);
    std::atomic<size_t> next = 0, done = 0;
    std::exception_ptr failed;
    std::mutex failing;
    auto work = [&] {
        try {
            for (size_t r; (r = next.fetch_add(1)) < starts;) {
                Random random(spec.seed, r + 1);
                fits[r] = Lloyd(points, start_centres(points, k, random, stop), spec, tolerance).run(stop);
                progress.step(static_cast<double>(done.fetch_add(1) + 1) / static_cast<double>(starts), "segment");
            }
        } catch (...) {
            const std::lock_guard lock(failing);
            failed = std::current_exception();
        }
    };
    const size_t wanted =
        spec.threads > 0 ? static_cast<size_t>(spec.threads) : std::max(1u, std::thread::hardware_concurrency());
    constexpr size_t worth_a_thread = 20'000; // numbers; below, starting a thread costs more than it saves
    const size_t threads = points.x.size() < worth_a_thread ? 1 : std::min(wanted, starts);
    std::vector<std::jthread> helpers;
    for (size_t t = 1; t < threads; ++t) helpers.emplace_back(work);
    work();
    helpers.clear();
    if (failed) std::rethrow_exception(failed);
    return *std::ranges::min_element(fits, {}, &KMeansFit::inertia);
}

} // namespace plumbline::segment
