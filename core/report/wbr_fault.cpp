// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <map>

#include "core/report/wbr_parts.h"

namespace plumbline::report {

namespace {

constexpr size_t most_dimensions = 3; ///< looked along together
constexpr size_t most_values = 40;    ///< of a dimension; names of campaigns are looked at elsewhere
constexpr double least_count = 30;    ///< before and after together: below, a count says little
constexpr double sure = 4;            ///< standard deviations: of some 200 segments less than one in a hundred reviews by chance
constexpr double least_fall = 0.25;   ///< of the segment
constexpr double chi_median = 0.4549; ///< median of chi-square with one degree of freedom

struct Pair {
    double now = 0, before = 0;
};

/// Change of a count that is free of the change of everything, in standard deviations of two Poisson counts.
double distance(const Pair& p, const Pair& all) {
    const double ratio = all.before > 0 ? all.now / all.before : 1, expected = p.before * ratio;
    const double variance = p.now + expected * ratio;
    return variance > 0 ? (p.now - expected) / std::sqrt(variance) : 0;
}

} // namespace

std::optional<LocalFault> find_fault(const ReviewWorld& w) {
    if (!w.has_before || !w.has("orders")) return std::nullopt;
    const metrics::Metric orders = w.s.metric("orders");
    // Dimensions of few values that the scope leaves open, by their order in the dataset.
    std::vector<std::string> dimensions;
    for (const DatasetColumn& c : w.s.dataset.columns) {
        if (c.role != "dimension" || dimensions.size() == most_dimensions) continue;
        const bool set =
            std::ranges::any_of(w.s.filters, [&](const auto& f) { return w.s.dataset.dimension(f.dimension) == &c; });
        const bool usual = c.kind == "channel" || c.kind == "region" || c.kind == "device";
        if (!set && usual) dimensions.push_back(c.field);
    }
    if (dimensions.size() < 2) return std::nullopt;
    const auto answers = metrics::run_many(
        w.context, {w.query({"orders"}, w.week, dimensions), w.query({"orders"}, w.before, dimensions)}, w.s.stop);
    std::map<std::vector<std::string>, Pair> leaves;
    std::vector<std::map<std::string, int>> seen(dimensions.size());
    for (size_t side = 0; side < 2; ++side) {
        const Table& t = answers[side].table;
        for (size_t r = 0; r < t.rows(); ++r) {
            std::vector<std::string> key;
            for (size_t d = 0; d < dimensions.size(); ++d) {
                key.push_back(t.column(d).is_null(r) ? "" : t.column(d).text(r));
                ++seen[d][key.back()];
            }
            (side == 0 ? leaves[key].now : leaves[key].before) = t.column(dimensions.size()).number(r).value_or(0);
        }
    }
    if (std::ranges::any_of(seen, [](const auto& s) { return s.size() > most_values; })) return std::nullopt;
    Pair all;
    for (const auto& [key, p] : leaves) {
        all.now += p.now;
        all.before += p.before;
    }
    // Orders come in clusters: how much wider than Poisson they scatter is told by the leaves themselves.
    std::vector<double> squares;
    for (const auto& [key, p] : leaves)
        if (p.now + p.before >= least_count) squares.push_back(std::pow(distance(p, all), 2));
    if (squares.size() < 8) return std::nullopt;
    std::ranges::nth_element(squares, squares.begin() + static_cast<ptrdiff_t>(squares.size() / 2));
    const double spread = std::sqrt(std::max(1.0, squares[squares.size() / 2] / chi_median));
    // Every combination of the dimensions, the whole leaf first: the place that stands out most by its own size.
    std::map<std::vector<std::string>, Pair> segments;
    const size_t masks = size_t{1} << dimensions.size();
    for (const auto& [key, p] : leaves)
        for (size_t mask = 1; mask < masks; ++mask) {
            std::vector<std::string> part = key;
            for (size_t d = 0; d < dimensions.size(); ++d)
                if (!(mask & (size_t{1} << d))) part[d] = "\x01"; // any value
            segments[part].now += p.now;
            segments[part].before += p.before;
        }
    std::optional<LocalFault> best;
    for (const auto& [key, p] : segments) {
        if (p.before <= 0 || p.now + p.before < least_count) continue;
        const double z = distance(p, all) / spread, change = p.now / p.before - 1;
        if (z > -sure || change > -least_fall || (best && z >= best->distance)) continue;
        LocalFault f;
        for (size_t d = 0; d < dimensions.size(); ++d)
            if (key[d] != "\x01") f.where.push_back({dimensions[d], {key[d]}, false});
        f.now = p.now;
        f.before = p.before;
        f.change = change;
        f.distance = z;
        best = std::move(f);
    }
    if (!best) return std::nullopt;
    for (const metrics::Filter& f : best->where)
        best->name +=
            (best->name.empty() ? "" : ", ") + (f.values.front().empty() ? w.s.narrator.phrase("value.none") : f.values.front());
    return best;
}

} // namespace plumbline::report
