// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/search.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "core/base/error.h"
#include "core/rootcause/cuboids.h"
#include "core/rootcause/noise.h"

namespace plumbline::rootcause {

namespace {

constexpr double cap = 8.0;                            ///< standard deviations: one wild leaf counts no more than this
constexpr double in_noise[] = {0, 0.06, 0.15};         ///< leaves of a cause scatter by so much of the cause's own shift
constexpr size_t looked_at = 16;                       ///< candidates of each layer that are weighed exactly
constexpr double least_shift = 0.08;                   ///< of the largest segment's; less is a bend of the noise, not a cause
constexpr double weak_evidence = 10, weak_shift = 0.3; ///< nats, and share of the largest shift: below both is chance
constexpr double least_common_move = 0.01;             ///< relative; a smaller move of everything is no finding
constexpr int rounds = 4;                              ///< the noise is measured again without the leaves that are explained

double rho(double z) { return std::min(z * z, cap * cap) / 2; }

/// Of value pairs (value, weight): the value where half of the weight is reached.
double weighted_median(std::vector<std::pair<double, double>>& values) {
    std::sort(values.begin(), values.end());
    double total = 0, run = 0;
    for (const auto& v : values) total += v.second;
    for (const auto& v : values)
        if ((run += v.second) * 2 >= total) return v.first;
    return 0;
}

struct Found {
    size_t cuboid = 0;
    int32_t cell = 0;
    double shift = 0, scatter = 0;
    double gain = 0, cost = 0;
    double net() const { return gain - cost; }
};

class Search {
public:
    Search(const Leaves& leaves, const SearchSpec& spec, std::stop_token stop)
        : m_leaves(leaves), m_spec(spec), m_stop(std::move(stop)) {
        measure();
        if (!m_d.empty()) m_cuboids = cuboids(leaves, m_chosen, spec.max_layer, spec.most_cells, m_stop);
    }

    SearchResult run() {
        SearchResult result;
        const bool moved = std::any_of(m_d.begin(), m_d.end(), [](double d) { return d != 0; });
        if (!moved || m_cuboids.empty()) return result;
        // Two readings: the rest did not move, or the rest moved together. The one with fewer statements is taken.
        m_found = settle(0);
        result.sure = m_sure;
        result.noise_rest = m_noise.sd(median_size());
        const double mode = mode_of(m_d);
        if (std::abs(mode) > std::max(least_common_move, 0.6 * result.noise_rest)) {
            const std::vector<Found> found = settle(mode);
            const size_t statements = m_sure ? found.size() : 0, before = result.sure ? m_found.size() : 2;
            if (statements + 1 < before || m_found.size() >= static_cast<size_t>(m_spec.max_elements)) {
                m_found = found;
                m_centre = mode;
                result.sure = m_sure;
                result.noise_rest = m_noise.sd(median_size());
            }
        }
        report(result);
        return result;
    }

private:
    const Leaves& m_leaves;
    SearchSpec m_spec;
    std::stop_token m_stop;
    std::vector<int32_t> m_chosen; // leaves with something to compare
    std::vector<double> m_d, m_size, m_share, m_sd;
    std::vector<Cuboid> m_cuboids;
    // The state of one reading
    std::vector<double> m_loss;
    std::vector<uint8_t> m_explained;
    Noise m_noise;
    double m_first_base = 0;
    bool m_sure = true;
    std::vector<Found> m_found;
    double m_centre = 0;

    void measure() {
        double total = 0;
        for (size_t i = 0; i < m_leaves.size(); ++i) {
            double v = m_leaves.actual[i], f = m_leaves.expected[i], size = (std::abs(f) + std::abs(v)) / 2;
            double weight = std::abs(f) + std::abs(v);
            if (m_leaves.is_ratio()) {
                const double b = m_leaves.actual_b[i], fb = m_leaves.expected_b[i];
                if (b <= 0 || fb <= 0) continue;
                v /= b;
                f /= fb;
                size = 2 / (1 / b + 1 / fb);
                weight = b + fb;
            }
            const double both = std::abs(v) + std::abs(f);
            if (both == 0) continue;
            m_chosen.push_back(static_cast<int32_t>(i));
            m_d.push_back(2 * (v - f) / both);
            m_size.push_back(size);
            m_share.push_back(weight);
            total += weight;
        }
        for (double& s : m_share) s /= total;
    }

    double median_size() const {
        std::vector<double> sizes = m_size;
        std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
        return sizes[sizes.size() / 2];
    }

    /// Greedy search around a centre; the noise is measured again from what is left, until the answer stays.
    std::vector<Found> settle(double centre) {
        std::vector<double> residuals(m_d.size());
        for (size_t i = 0; i < m_d.size(); ++i) residuals[i] = m_d[i] - centre;
        m_noise = fit_noise(residuals, m_size, true);
        std::vector<Found> found;
        for (int round = 0; round < rounds; ++round) {
            m_sd.resize(m_d.size());
            for (size_t i = 0; i < m_d.size(); ++i) m_sd[i] = m_noise.sd(m_size[i]);
            std::vector<Found> now = greedy(centre);
            const bool same =
                round > 0 && std::equal(now.begin(), now.end(), found.begin(), found.end(),
                                        [](const Found& a, const Found& b) { return a.cuboid == b.cuboid && a.cell == b.cell; });
            found = std::move(now);
            if (same || round + 1 == rounds) break;
            std::vector<double> rest, sizes;
            for (size_t i = 0; i < m_d.size(); ++i)
                if (!m_explained[i]) {
                    rest.push_back(m_d[i] - centre);
                    sizes.push_back(m_size[i]);
                }
            if (rest.size() < 12 || rest.size() * 20 < m_d.size()) break;
            m_noise = fit_noise(rest, sizes, false);
        }
        return found;
    }

    std::vector<Found> greedy(double centre) {
        m_loss.assign(m_d.size(), 0);
        for (size_t i = 0; i < m_d.size(); ++i) m_loss[i] = rho((m_d[i] - centre) / m_sd[i]);
        m_explained.assign(m_d.size(), 0);
        m_sure = true;
        std::vector<Found> found;
        for (int k = 0; k < m_spec.max_elements; ++k) {
            throw_if_stopped(m_stop);
            const std::optional<Found> best = next(centre);
            if (!best) break;
            if (best->net() < 0) {
                if (!found.empty()) break;
                m_sure = false; // the best guess
                found.push_back(*best);
                accept(*best);
                break;
            }
            found.push_back(*best);
            accept(*best);
        }
        return found;
    }

    double cost(const Cuboid& c, double share, size_t leaves) const {
        // Which dimensions, which value of them (by its share: a large segment is an ordinary suspect), and its shift.
        const double n = static_cast<double>(m_leaves.dimensions.size()), l = static_cast<double>(c.dimensions.size());
        const double choices = std::lgamma(n + 1) - std::lgamma(l + 1) - std::lgamma(n - l + 1);
        return -std::log(std::max(share, 1e-9)) + choices + std::log(static_cast<double>(std::max(1, m_spec.max_layer))) +
               0.5 * std::log(static_cast<double>(std::max<size_t>(leaves, 2))) + m_spec.evidence;
    }

    std::optional<Found> next(double centre) {
        struct Candidate {
            double promise;
            size_t cuboid;
            int32_t cell;
            double share;
        };
        std::vector<Candidate> shortlist;
        std::vector<double> pull, weight, share;
        std::vector<int32_t> count;
        size_t layer = 0;
        std::vector<Candidate> of_layer;
        const auto close_layer = [&] {
            const size_t keep = std::min(looked_at, of_layer.size());
            std::partial_sort(of_layer.begin(), of_layer.begin() + static_cast<std::ptrdiff_t>(keep), of_layer.end(),
                              [](const Candidate& a, const Candidate& b) {
                                  return std::tie(b.promise, a.cuboid, a.cell) < std::tie(a.promise, b.cuboid, b.cell);
                              });
            shortlist.insert(shortlist.end(), of_layer.begin(), of_layer.begin() + static_cast<std::ptrdiff_t>(keep));
            of_layer.clear();
        };
        for (size_t c = 0; c < m_cuboids.size(); ++c) {
            throw_if_stopped(m_stop);
            const Cuboid& cuboid = m_cuboids[c];
            if (cuboid.dimensions.size() != layer) close_layer(), layer = cuboid.dimensions.size();
            pull.assign(cuboid.cells(), 0);
            weight.assign(cuboid.cells(), 0);
            share.assign(cuboid.cells(), 0);
            count.assign(cuboid.cells(), 0);
            for (size_t i = 0; i < m_d.size(); ++i) {
                const auto cell = static_cast<size_t>(cuboid.cell_of[i]);
                share[cell] += m_share[i];
                if (m_explained[i]) continue;
                const double z = std::clamp((m_d[i] - centre) / m_sd[i], -cap, cap);
                pull[cell] += z / m_sd[i];
                weight[cell] += 1 / (m_sd[i] * m_sd[i]);
                ++count[cell];
            }
            for (size_t cell = 0; cell < cuboid.cells(); ++cell) {
                if (count[cell] == 0) continue;
                const double gain = pull[cell] * pull[cell] / (2 * weight[cell]);
                const double promise = gain - cost(cuboid, share[cell], static_cast<size_t>(count[cell]));
                if (promise > -12) of_layer.push_back({promise, c, static_cast<int32_t>(cell), share[cell]});
            }
        }
        close_layer();
        std::optional<Found> best;
        for (const Candidate& s : shortlist) {
            const Found f = weigh(s.cuboid, s.cell, s.share, centre);
            if (!best || f.net() > best->net() + 1e-9) best = f;
        }
        return best;
    }

    /// What a common shift of a cell's leaves wins.
    Found weigh(size_t c, int32_t cell, double share, double centre) {
        const Cuboid& cuboid = m_cuboids[c];
        std::vector<std::pair<double, double>> open;
        std::vector<size_t> members;
        for (size_t i = 0; i < m_d.size(); ++i)
            if (cuboid.cell_of[i] == cell) {
                members.push_back(i);
                if (!m_explained[i]) open.emplace_back(m_d[i], 1 / (m_sd[i] * m_sd[i]));
            }
        Found best{c, cell, 0, 0, -std::numeric_limits<double>::infinity(), 0};
        best.cost = cost(cuboid, share, open.size());
        if (open.empty()) return best;
        const double middle = weighted_median(open);
        for (const double part : in_noise) {
            const double scatter = part * std::abs(middle - centre);
            double shift = middle, sum = 0, total = 0;
            for (const size_t i : members) { // one step from the median to the mean of what lies near
                const double sd = std::hypot(m_sd[i], scatter);
                if (m_explained[i] || std::abs(m_d[i] - middle) > 3 * sd) continue;
                sum += m_d[i] / (sd * sd);
                total += 1 / (sd * sd);
            }
            if (total > 0) shift = sum / total;
            double gain = part > 0 ? -1 : 0;
            for (const size_t i : members) {
                const double sd = std::hypot(m_sd[i], scatter);
                const double g = m_loss[i] - rho((m_d[i] - shift) / sd) - std::log(sd / m_sd[i]);
                gain += m_explained[i] ? std::max(0.0, g) : g;
            }
            if (gain > best.gain) best.gain = gain, best.shift = shift, best.scatter = scatter;
        }
        return best;
    }

    void accept(const Found& f) {
        const Cuboid& cuboid = m_cuboids[f.cuboid];
        for (size_t i = 0; i < m_d.size(); ++i) {
            if (cuboid.cell_of[i] != f.cell) continue;
            const double sd = std::hypot(m_sd[i], f.scatter);
            const double loss = rho((m_d[i] - f.shift) / sd) + std::log(sd / m_sd[i]);
            m_loss[i] = m_explained[i] ? std::min(m_loss[i], loss) : loss;
            m_explained[i] = 1;
        }
    }

    /// What came from nothing counts as a thousandfold.
    static double ratio_of(double d) { return std::min(1000.0, (2 + d) / std::max(1e-12, 2 - d)); }

    void report(SearchResult& result) const;
    Element element(const Found& f) const;
};

Element Search::element(const Found& f) const {
    Element e;
    const Cuboid& cuboid = m_cuboids[f.cuboid];
    const auto first = static_cast<size_t>(m_chosen[static_cast<size_t>(cuboid.first_leaf[static_cast<size_t>(f.cell)])]);
    for (const int d : cuboid.dimensions) e.segment.push_back({d, m_leaves.codes[static_cast<size_t>(d)][first]});
    e.ratio = ratio_of(f.shift);
    e.evidence = f.net();
    double off = 0, left = 0;
    for (size_t i = 0; i < m_leaves.size(); ++i) {
        if (!holds(e.segment, m_leaves, i)) continue;
        ++e.leaves;
        e.actual += m_leaves.actual[i];
        e.expected += m_leaves.expected[i];
        double v = m_leaves.actual[i], x = m_leaves.expected[i];
        if (m_leaves.is_ratio()) {
            e.actual_b += m_leaves.actual_b[i];
            e.expected_b += m_leaves.expected_b[i];
            x = m_leaves.expected_b[i] == 0 ? 0 : x / m_leaves.expected_b[i] * m_leaves.actual_b[i];
        }
        off += std::abs(v - x);
        left += std::abs(v - x * e.ratio);
    }
    e.score = off > 0 ? std::clamp(1 - left / off, 0.0, 1.0) : 0;
    return e;
}

void Search::report(SearchResult& result) const {
    std::vector<double> all;
    for (const double d : m_d) all.push_back(d - m_centre);
    result.noise = fit_noise(all, m_size, false).sd(median_size());
    result.common_ratio = ratio_of(m_centre);
    for (const Found& f : m_found) result.elements.push_back(element(f));
    const auto move = [&](const Element& e) {
        if (!m_leaves.is_ratio()) return std::abs(e.actual - e.expected * result.common_ratio);
        const double rate = e.expected_b == 0 ? 0 : e.expected / e.expected_b;
        return std::abs(e.actual - rate * result.common_ratio * e.actual_b);
    };
    std::stable_sort(result.elements.begin(), result.elements.end(),
                     [&](const Element& a, const Element& b) { return move(a) > move(b); });
    if (!result.elements.empty()) {
        const double least = m_spec.least_impact * move(result.elements.front());
        const auto shift = [&](const Element& e) { return std::abs(std::log(std::max(e.ratio, 1e-6) / result.common_ratio)); };
        const double faint = least_shift * shift(result.elements.front());
        std::erase_if(result.elements, [&](const Element& e) {
            return move(e) < least || shift(e) < faint ||
                   (e.evidence < weak_evidence && shift(e) < weak_shift / least_shift * faint);
        });
    }
    result.shared = m_centre != 0;
}

} // namespace

void SearchSpec::validate() const {
    if (max_layer < 1 || max_elements < 1 || least_impact < 0 || least_impact >= 1)
        throw Error(ErrorCode::usage, {{"detail", "The search needs at least one layer and one element, and a share below 1."}});
}

SearchResult find_causes(const Leaves& leaves, const SearchSpec& spec, std::stop_token stop) {
    spec.validate();
    const auto begin = std::chrono::steady_clock::now();
    const size_t n = leaves.size();
    const bool even = leaves.expected.size() == n && leaves.actual_b.size() == leaves.expected_b.size() &&
                      (leaves.actual_b.empty() || leaves.actual_b.size() == n) &&
                      leaves.codes.size() == leaves.dimensions.size() &&
                      std::all_of(leaves.codes.begin(), leaves.codes.end(), [&](const auto& c) { return c.size() == n; });
    if (!even)
        throw Error(ErrorCode::explain_invalid,
                    {{"detail", "its columns differ in length"}, {"detail_fr", "ses colonnes n'ont pas la même longueur"}});
    SearchResult result = Search(leaves, spec, std::move(stop)).run();
    result.solve_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

} // namespace plumbline::rootcause
