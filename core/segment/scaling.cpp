// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/scaling.h"

#include <algorithm>
#include <cmath>

namespace plumbline::segment {

namespace {

constexpr double skewed_from = 1;

double median(std::vector<double> v) {
    if (v.empty()) return 0;
    const auto middle = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
    std::nth_element(v.begin(), middle, v.end());
    if (v.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(v.begin(), middle)) / 2;
}

struct Moments {
    double mean = 0, sd = 0, skewness = 0;
};

Moments moments(const std::vector<double>& v) {
    Moments m;
    const auto n = static_cast<double>(v.size());
    for (const double x : v) m.mean += x / n;
    double second = 0, third = 0;
    for (const double x : v) {
        const double diff = x - m.mean;
        second += diff * diff / n;
        third += diff * diff * diff / n;
    }
    m.sd = std::sqrt(second);
    if (m.sd > 0) m.skewness = third / (m.sd * m.sd * m.sd);
    return m;
}

} // namespace

Scaled scale(const std::vector<Kpi>& kpis, size_t campaigns) {
    Scaled out;
    std::vector<std::vector<double>> coordinates;
    for (const Kpi& kpi : kpis) {
        Scaling s;
        s.metric = kpi.metric;
        std::vector<double> present, positive;
        for (const auto& v : kpi.values) {
            if (!v || !std::isfinite(*v)) {
                ++s.missing;
                continue;
            }
            present.push_back(*v);
            if (*v > 0) positive.push_back(*v);
        }
        if (present.size() * 2 < campaigns || present.empty()) {
            s.constant = true;
            out.dropped.push_back(s);
            continue;
        }
        const bool negative = std::ranges::any_of(present, [](double v) { return v < 0; });
        if (!negative && !positive.empty() && moments(present).skewness > skewed_from) {
            s.logarithm = true;
            s.typical = median(positive);
            for (double& v : present) v = std::log1p(v / s.typical);
        }
        const double middle = median(present);
        std::vector<double> coordinate;
        size_t next = 0;
        for (const auto& v : kpi.values) coordinate.push_back(v && std::isfinite(*v) ? present[next++] : middle);
        const Moments m = moments(coordinate);
        s.mean = m.mean;
        s.sd = m.sd;
        // A spread of rounding errors is none.
        if (!(m.sd > 1e-12 * std::max(1e-300, std::abs(m.mean)))) {
            s.constant = true;
            out.dropped.push_back(s);
            continue;
        }
        for (double& v : coordinate) v = (v - s.mean) / s.sd;
        coordinates.push_back(std::move(coordinate));
        out.used.push_back(s);
    }
    out.points.n = coordinates.empty() ? 0 : campaigns;
    out.points.d = coordinates.size();
    out.points.x.resize(out.points.n * out.points.d);
    for (size_t j = 0; j < coordinates.size(); ++j)
        for (size_t i = 0; i < campaigns; ++i) out.points.x[i * out.points.d + j] = coordinates[j][i];
    return out;
}

} // namespace plumbline::segment
