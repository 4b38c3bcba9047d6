// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Inside of core/response only: Eigen stays out of the headers that others include.
#include <Eigen/Dense>

#include "core/response/model.h"

namespace plumbline::response {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

/// Baseline of one region: an orthonormal basis of what is flat, and the directions of the knots with their variances.
struct BaselineBasis {
    Matrix columns;                      ///< n x k, level, line, season, controls (scaled), as fitted
    Matrix knots;                        ///< n x m
    Matrix flat;                         ///< n x q, orthonormal
    Matrix bend;                         ///< n x m', orthonormal, orthogonal to `flat`
    Vector variance;                     ///< m', of a unit tau
    std::vector<size_t> control_columns; ///< index in `columns` of each control
    std::vector<double> control_scale, control_mean;
};
/// Columns: 1, line, Fourier pairs, weekdays of daily data, controls. Knots: hats at even distances.
BaselineBasis make_baseline(const MediaData& data, const ResponseSpec& spec, size_t geo);

struct Lift {
    size_t channel = 0; ///< of the model
    bool dated = false;
    double base = 0, delta = 0, periods = 0;  ///< steady: spend per period without and with the change
    size_t from = 0, to = 0;                  ///< dated: periods [from, to)
    std::vector<std::vector<double>> without; ///< dated: [geo][period] spend had the test not been
    double value = 0, sd = 0;                 ///< relative to the total target
};

struct Model::Work {
    std::vector<std::vector<EffectSeries>> effects; ///< [channel][geo]
    EffectSeries other;
    std::vector<Vector> w, r;
    std::vector<double> lift_parts; ///< [geo]
};

struct Model::Impl {
    size_t periods = 0, geos = 1;
    ResponseSpec spec;
    std::vector<size_t> used;
    std::vector<Shape> shapes;
    std::vector<size_t> shape_at, share_at;
    size_t dimension = 0;
    std::vector<double> reference;                   ///< [channel]
    std::vector<double> mean, size;                  ///< [geo] mean target; relative to the mean region
    double total = 0;                                ///< target over everything
    std::vector<std::vector<std::vector<double>>> x; ///< [channel][geo][period]
    std::vector<double> spend;                       ///< [channel] total
    std::vector<std::vector<double>> factor;         ///< [channel][period] what donors make of its effect; empty: 1
    std::vector<Vector> y;                           ///< [geo], relative to mean
    std::vector<BaselineBasis> basis;
    std::vector<Lift> lifts;
    Vector share_log_mean; ///< prior of log share
    Matrix share_log_precision;
    Vector share_mean; ///< same moments, of the share
    Matrix share_precision;

    double reference_of(size_t c, size_t g) const { return reference[c] * size[g]; }
    ShapeNumbers numbers(const double* q, size_t c) const;
    double log_size(const double* q, size_t c, size_t g) const; ///< log w_gc
    void effects(const double* q, bool gradient, Work& work) const;
    void strengthen(size_t c, EffectSeries& e, bool gradient) const;
    /// Projects r: returns the quadratic form / sigma^2 without the division, writes w = r without what the baseline takes up.
    double project(size_t g, const Vector& r, double ratio, Vector& w) const;
    /// Log prior of everything but the shares.
    double other_priors(const double* q, double* gradient) const;
    /// Predicted lift per unit of C relative to total, with derivatives by shape numbers.
    double lift_response(const Lift& lift, const double* q, Work& work, ShapeNumbers& by) const;
    /// Log likelihood given shares; gradient (if any) is by every number, the shares' by their log.
    double likelihood(const double* q, const Vector& shares, double* gradient, Work& work) const;
};

} // namespace plumbline::response
