// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rootcause/attribute.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/rootcause/decompose.h"

namespace plumbline::rootcause {

namespace {

struct Groups {
    std::vector<double> a0, b0, a1, b1;
    explicit Groups(size_t n) : a0(n, 0), b0(n, 0), a1(n, 0), b1(n, 0) {}
    void add(const Leaves& leaves, size_t leaf, size_t group) {
        a0[group] += leaves.expected[leaf];
        a1[group] += leaves.actual[leaf];
        if (!leaves.is_ratio()) return;
        b0[group] += leaves.expected_b[leaf];
        b1[group] += leaves.actual_b[leaf];
    }
};

double ratio(double a, double b) { return b == 0 ? std::numeric_limits<double>::quiet_NaN() : a / b; }

} // namespace

const char* driver_kind_id(DriverKind kind) {
    switch (kind) {
    case DriverKind::segment: return "segment";
    case DriverKind::rate: return "rate";
    case DriverKind::mix: return "mix";
    case DriverKind::rest: return "rest";
    case DriverKind::days: return "days";
    }
    return "segment";
}

std::vector<Driver> attribute(const Leaves& leaves, const std::vector<Element>& elements) {
    const size_t rest = elements.size();
    Groups g(rest + 1);
    for (size_t i = 0; i < leaves.size(); ++i) {
        size_t group = 0;
        while (group < rest && !holds(elements[group].segment, leaves, i)) ++group;
        g.add(leaves, i, group);
    }
    std::vector<Driver> drivers;
    const auto driver = [&](size_t k, DriverKind kind, double contribution) {
        Driver d;
        if (k < rest) {
            d.segment = elements[k].segment;
            d.score = elements[k].score;
            d.evidence = elements[k].evidence;
        }
        d.kind = kind;
        d.contribution = contribution;
        d.actual = leaves.is_ratio() ? ratio(g.a1[k], g.b1[k]) : g.a1[k];
        d.expected = leaves.is_ratio() ? ratio(g.a0[k], g.b0[k]) : g.a0[k];
        drivers.push_back(d);
    };
    if (!leaves.is_ratio()) {
        for (size_t k = 0; k <= rest; ++k) driver(k, k < rest ? DriverKind::segment : DriverKind::rest, g.a1[k] - g.a0[k]);
    } else {
        const std::vector<RatioPart> parts = ratio_parts(g.a0, g.b0, g.a1, g.b1);
        for (size_t k = 0; k < parts.size(); ++k) {
            if (k == rest) {
                driver(k, DriverKind::rest, parts[k].rate + parts[k].mix);
                continue;
            }
            driver(k, DriverKind::rate, parts[k].rate);
            driver(k, DriverKind::mix, parts[k].mix);
        }
    }
    const double change = leaves.total_actual() - leaves.total_expected();
    double sum = 0;
    for (const Driver& d : drivers) sum += d.contribution;
    if (!drivers.empty() && std::isfinite(change)) drivers.back().contribution += change - sum; // rounding of the additions
    for (Driver& d : drivers)
        if (change != 0 && std::isfinite(change)) d.share = d.contribution / change;
    return drivers;
}

std::vector<Child> children(const Leaves& leaves, const Segment& segment, int dimension) {
    const auto& codes = leaves.codes[static_cast<size_t>(dimension)];
    const size_t values = leaves.values[static_cast<size_t>(dimension)].size();
    Groups g(values + 1); // the last one: outside of the segment
    std::vector<bool> seen(values, false);
    for (size_t i = 0; i < leaves.size(); ++i) {
        const bool in = holds(segment, leaves, i);
        g.add(leaves, i, in ? static_cast<size_t>(codes[i]) : values);
        if (in) seen[static_cast<size_t>(codes[i])] = true;
    }
    std::vector<RatioPart> parts;
    if (leaves.is_ratio()) parts = ratio_parts(g.a0, g.b0, g.a1, g.b1);
    std::vector<Child> out;
    for (size_t v = 0; v < values; ++v) {
        if (!seen[v]) continue;
        Child c;
        c.value = static_cast<int32_t>(v);
        c.actual = leaves.is_ratio() ? ratio(g.a1[v], g.b1[v]) : g.a1[v];
        c.expected = leaves.is_ratio() ? ratio(g.a0[v], g.b0[v]) : g.a0[v];
        if (!leaves.is_ratio()) {
            c.contribution = g.a1[v] - g.a0[v];
        } else if (v < parts.size()) {
            c.contribution = parts[v].mix + parts[v].rate;
            c.mix = parts[v].mix;
        }
        out.push_back(c);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Child& a, const Child& b) { return std::abs(a.contribution) > std::abs(b.contribution); });
    return out;
}

RatioTotals ratio_totals(const Leaves& leaves) {
    RatioTotals totals;
    if (!leaves.is_ratio()) return totals;
    double most = -1;
    for (size_t d = 0; d < leaves.dimensions.size(); ++d) {
        Groups g(leaves.values[d].size());
        for (size_t i = 0; i < leaves.size(); ++i) g.add(leaves, i, static_cast<size_t>(leaves.codes[d][i]));
        double mix = 0, rate = 0;
        for (const RatioPart& p : ratio_parts(g.a0, g.b0, g.a1, g.b1)) mix += p.mix, rate += p.rate;
        if (std::abs(mix) <= most) continue;
        most = std::abs(mix);
        totals = {mix, rate, static_cast<int>(d)};
    }
    return totals;
}

} // namespace plumbline::rootcause
