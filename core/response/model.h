// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <vector>

#include "core/response/data.h"
#include "core/response/spec.h"
#include "core/response/transforms.h"

namespace plumbline::response {

/// The log-density of a media-mix model with its gradient.
///
///   y_gt = baseline_gt + sum over c of f_gct + noise,   f_gct = C_c w_gc S_c(adstock(x_gct)) / sum over g, t of w_gc S
///
/// C_c is the channel's contribution over the window, the best determined number of a channel (it carries the ROI prior, Zhang et
/// al. 2024). The baseline (level, line, Fourier season, controls: flat priors; level at knots: normal with sd tau) is integrated
/// out in closed form. Everything is relative to the mean of the target.
/// Numbers of a point q: for each channel its shape numbers and log(C_c / total target); log sigma; log tau; with regions log eta
/// and z_gc, region by region. w_gc = size_g exp(eta z_gc).
class Model {
public:
    /// strengthen: [channel of the data] factors of its effect by period (what donors add), empty where there are none.
    Model(const MediaData& data, const ResponseSpec& spec, const std::vector<std::vector<double>>& strengthen = {});
    ~Model();
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;

    struct Work; ///< memory of one thread
    std::shared_ptr<Work> work() const;

    size_t size() const;
    size_t channels() const;                 ///< those with any spend, see `used`
    const std::vector<size_t>& used() const; ///< channel of the data for each channel of the model
    size_t shape_at(size_t c) const;         ///< index in q of the first shape number
    size_t share_at(size_t c) const;         ///< index of log(C / total)
    size_t sigma_at() const;
    size_t tau_at() const;
    const Shape& shape(size_t c) const;
    double reference(size_t c) const; ///< spend that the half-saturation is relative to, region of mean size
    double target_total() const;

    /// Log posterior density up to a constant; gradient (size() numbers) where it is not null.
    double log_density(const double* q, double* gradient, Work& work) const;
    /// For the point fit: shares C / total are found by non-negative least squares inside (variable projection; their prior
    /// normal with the same mean and covariance as the log-normal one), the gradient is that of the other numbers (at the optimum
    /// the shares do not matter: envelope theorem). Writes the shares into q as logs (floor 1e-9).
    double profiled(double* q, double* gradient, Work& work) const;
    /// Middle of the prior; `spread`: prior standard deviations for shape numbers, 4 a channel, or empty.
    std::vector<double> prior_point(const std::vector<double>& spread) const;

    /// Contribution [geo][period] of a channel, in the target's units.
    std::vector<std::vector<double>> contribution(const double* q, size_t c, Work& work) const;
    /// Sum of contributions after the window if nothing were spent any more.
    double carried_out(const double* q, size_t c, Work& work) const;
    /// Multiplier of channel c in region g, 1 without regions.
    double multiplier(const double* q, size_t c, size_t g) const;
    /// Ceiling of the channel's curve for the whole market.
    double beta(const double* q, size_t c, Work& work) const;

    /// Best baseline given the media part [geo][period]: parts by period over all regions. Exact: actual = media + baseline +
    /// controls + residual.
    struct Baseline {
        std::vector<double> level, controls;
        std::vector<double> control_effects; ///< per unit, mean over regions weighted by size
    };
    Baseline baseline(const double* q, const std::vector<std::vector<double>>& media) const;
    /// Part of a series [period] of region 0 that the baseline cannot take up (for uniqueness and interaction tests).
    std::vector<double> residual_of(const double* q, const std::vector<double>& series, size_t g = 0) const;
    /// Number of flat baseline columns of a region.
    size_t flat_columns() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

} // namespace plumbline::response
