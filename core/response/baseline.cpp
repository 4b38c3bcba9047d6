// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/response/model_impl.h"

namespace plumbline::response {

namespace {

constexpr double days_per_year = 365.25;
constexpr double rank_tolerance = 1e-9;

} // namespace

BaselineBasis make_baseline(const MediaData& data, const ResponseSpec& spec, size_t geo) {
    const auto n = static_cast<Eigen::Index>(data.periods());
    const double step = data.step_days(), span_years = static_cast<double>(n) * step / days_per_year;
    std::vector<Vector> columns;
    const auto add = [&](const auto& value) {
        Vector v(n);
        for (Eigen::Index t = 0; t < n; ++t) v[t] = value(static_cast<size_t>(t));
        columns.push_back(std::move(v));
    };
    add([](size_t) { return 1.0; });
    add([&](size_t t) { return 2.0 * static_cast<double>(t) / static_cast<double>(n - 1) - 1; });
    // A season that the data do not show once cannot be told from a trend.
    const int harmonics = span_years < 0.9 ? 0 : span_years < 1.4 ? std::min(1, spec.season_harmonics) : spec.season_harmonics;
    for (int h = 1; h <= harmonics; ++h) {
        const auto angle = [&](size_t t) { return 2 * std::numbers::pi * h * (data.dates[t].days + step / 2) / days_per_year; };
        add([&](size_t t) { return std::cos(angle(t)); });
        add([&](size_t t) { return std::sin(angle(t)); });
    }
    if (step < 2)
        for (int day = 2; day <= 7; ++day) add([&](size_t t) { return iso_weekday(data.dates[t]) == day ? 1.0 : 0.0; });
    BaselineBasis basis;
    for (const auto& control : data.control) {
        const std::vector<double>& z = control[geo];
        double mean = 0, sd = 0;
        for (const double v : z) mean += v / static_cast<double>(n);
        for (const double v : z) sd += (v - mean) * (v - mean) / static_cast<double>(n);
        sd = std::sqrt(sd);
        if (!(sd > 1e-12 * std::abs(mean))) sd = 0;
        basis.control_columns.push_back(columns.size());
        basis.control_mean.push_back(mean);
        basis.control_scale.push_back(sd);
        add([&](size_t t) { return sd > 0 ? (z[t] - mean) / sd : 0.0; });
    }
    basis.columns.resize(n, static_cast<Eigen::Index>(columns.size()));
    for (size_t i = 0; i < columns.size(); ++i) basis.columns.col(static_cast<Eigen::Index>(i)) = columns[i];
    Eigen::ColPivHouseholderQR<Matrix> qr(basis.columns);
    qr.setThreshold(rank_tolerance);
    basis.flat = Matrix(qr.householderQ()).leftCols(qr.rank());

    const int knots = std::clamp(static_cast<int>(std::lround(span_years * spec.knots_per_year)) + 1, 0, static_cast<int>(n) / 8);
    if (knots < 3) return basis;
    basis.knots = Matrix::Zero(n, knots);
    for (Eigen::Index t = 0; t < n; ++t) {
        const double at = static_cast<double>(t) / static_cast<double>(n - 1) * (knots - 1);
        const int k = std::min(static_cast<int>(at), knots - 2);
        basis.knots(t, k) = 1 - (at - k);
        basis.knots(t, k + 1) = at - k;
    }
    const Matrix rest = basis.knots - basis.flat * (basis.flat.transpose() * basis.knots);
    Eigen::JacobiSVD<Matrix> svd(rest, Eigen::ComputeThinU);
    Eigen::Index kept = 0;
    while (kept < svd.singularValues().size() && svd.singularValues()[kept] > 1e-6 * std::sqrt(double(n))) ++kept;
    basis.bend = svd.matrixU().leftCols(kept);
    basis.variance = svd.singularValues().head(kept).array().square();
    return basis;
}

Model::Baseline Model::baseline(const double* q, const std::vector<std::vector<double>>& media) const {
    const size_t n = m->periods;
    Baseline out;
    out.level.assign(n, 0);
    out.controls.assign(n, 0);
    const size_t controls = m->basis.front().control_columns.size();
    out.control_effects.assign(controls, 0);
    const double sigma = std::exp(q[sigma_at()]), tau = std::exp(q[tau_at()]), ratio = tau * tau / (sigma * sigma);
    for (size_t g = 0; g < m->geos; ++g) {
        const BaselineBasis& b = m->basis[g];
        Vector r = m->y[g];
        for (size_t t = 0; t < n; ++t) r[static_cast<Eigen::Index>(t)] -= media[g][t] / m->mean[g];
        // Knots first (posterior mean given that the flat part is free), then the flat part by least squares.
        Vector bent = Vector::Zero(r.size());
        if (b.bend.cols() > 0) {
            const Vector z = b.bend.transpose() * r;
            const Vector shrunk = (z.array() * (ratio * b.variance.array()) / (1 + ratio * b.variance.array())).matrix();
            bent = b.bend * shrunk;
        }
        const Vector coefficients = b.columns.colPivHouseholderQr().solve(r - bent);
        Vector of_controls = Vector::Zero(r.size());
        for (size_t k = 0; k < controls; ++k) {
            const auto column = static_cast<Eigen::Index>(b.control_columns[k]);
            if (b.control_scale[k] <= 0) continue;
            of_controls += b.columns.col(column) * coefficients[column];
            out.control_effects[k] += coefficients[column] / b.control_scale[k] * m->mean[g];
        }
        const Vector level = b.columns * coefficients - of_controls + bent;
        for (size_t t = 0; t < n; ++t) {
            out.level[t] += level[static_cast<Eigen::Index>(t)] * m->mean[g];
            out.controls[t] += of_controls[static_cast<Eigen::Index>(t)] * m->mean[g];
        }
    }
    return out;
}

std::vector<double> Model::residual_of(const double* q, const std::vector<double>& series, size_t g) const {
    const double sigma = std::exp(q[sigma_at()]), tau = std::exp(q[tau_at()]);
    const Vector r = Eigen::Map<const Vector>(series.data(), static_cast<Eigen::Index>(series.size()));
    Vector w;
    m->project(g, r, tau * tau / (sigma * sigma), w);
    return {w.data(), w.data() + w.size()};
}

size_t Model::flat_columns() const { return static_cast<size_t>(m->basis.front().flat.cols()); }

} // namespace plumbline::response
