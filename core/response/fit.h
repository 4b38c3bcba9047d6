// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/error.h"
#include "core/response/curves.h"
#include "core/response/spec.h"

namespace plumbline::response {

/// Two ends of a range; the level is Fit::interval (0.9).
struct Interval {
    double lower = 0, upper = 0;
};

/// How far the data tell what a channel does.
enum class Identification { identified, weak, not_identified };
std::string_view identification_id(Identification verdict); ///< "identified", "weakly_identified", "not_identified"

/// Why a channel is not fully identified. `code`: "no_spend", "constant_spend", "few_weeks", "moves_with", "moves_with_baseline",
/// "spend_spike", "beyond_range", "wide_interval", "prior_only", "no_convergence".
struct Reason {
    std::string code;
    std::string other; ///< moves_with: the channel; spend_spike: the day
    std::optional<double> value;
};
/// One sentence for a person.
std::string sentence(const Reason& reason, const std::string& channel, Language language);

/// One posterior draw of a channel's curve.
struct CurveDraw {
    double theta = 0, half = 0, slope = 1, beta = 0;
};

/// Michaelis-Menten view of a channel: v_max a / (k_m + a). Lower k_m: tighter binding, full effect at less spend.
struct Affinity {
    double k_m = 0, v_max = 0;
    double k_relative = 0; ///< k_m / mean positive adstocked spend
    double affinity = 0;   ///< 1 / (1 + k_relative): share of v_max reached at average spend
    std::optional<Interval> k_m_interval, v_max_interval, k_relative_interval, affinity_interval;
    bool identified = false; ///< spend lies on both sides of k_m
};

struct ChannelFit {
    Curve curve; ///< current: mean of the last 52 weeks (fewer where the data are shorter); min, max: observed spend
    std::string spend_column;
    double total_spend = 0;
    double contribution = 0;       ///< over the window, in units of the target
    double carried_out = 0;        ///< what spend of the window still brings after its end (not in `contribution`)
    double contribution_share = 0; ///< of the target
    std::optional<double> roi;     ///< contribution / spend; none without spend
    std::optional<double> mroi;    ///< derivative at the current spend, steady state
    std::optional<Interval> contribution_interval, roi_interval, mroi_interval, theta_interval, half_interval;
    Identification verdict = Identification::not_identified;
    std::vector<Reason> reasons;
    double spend_variation = 0;              ///< standard deviation / mean of spend by week
    double uniqueness = 0;                   ///< 1 / VIF of its effect given the baseline and the other channels, 0 to 1
    std::optional<double> prior_sensitivity; ///< largest relative change of the contribution when the expected share of media is
                                             ///< halved or raised by a half; none: not checked
    std::optional<Affinity> affinity;
    std::vector<CurveDraw> draws; ///< of the posterior; empty for a point fit. All channels' draws belong together by index
    std::vector<double> weekly;   ///< contribution by week, adds up to `contribution`
    double credited = 0; ///< contribution after interactions are shared between donor and receiver; sums to the same total
    /// The curve of draw i (name, kinds and bounds as in `curve`).
    Curve curve_of(size_t i) const;
};

/// A donor that makes a receiver work better: receiver's effect times (1 + strength * donor's saturation / its mean).
struct Interaction {
    std::string donor, receiver;
    double strength = 0;     ///< mean uplift of the receiver, as a fraction
    double contribution = 0; ///< of the target over the window; half is credited to each (Shapley)
    double p_value = 1;      ///< after correction for the number of pairs looked at
};

/// What a geo-hierarchical fit adds.
struct GeoFit {
    std::vector<std::string> names;
    std::vector<double> scale;                     ///< size relative to the mean
    std::vector<std::vector<double>> multiplier;   ///< [geo][channel] of the effect
    std::vector<std::vector<double>> contribution; ///< [geo][channel]
};

struct Diagnostics {
    double r2 = 0, nrmse = 0, mape = 0; ///< of the weekly fit; mape over weeks whose target is not 0
    double noise_sd = 0;
    std::optional<double> r_hat, ess; ///< worst over all parameters
    int chains = 0, draws = 0, divergences = 0;
    double fit_ms = 0, posterior_ms = 0;
    int starts = 0, evaluations = 0;
    double adds_up_error = 0; ///< largest |target - (baseline + channels + controls + residual)| relative to the mean target
};

/// One time-based validation fold.
struct Validation {
    Date from, to;
    double mape = 0, nrmse = 0;
    std::optional<double> coverage;
};

/// The immutable result: what was asked, what was used, what came out.
struct ResponseFit {
    ResponseSpec spec;
    std::string target; ///< name of the target column or metric
    std::string currency;
    std::string grain = "week";
    std::vector<Date> dates;                                          ///< first day of each period
    std::vector<double> actual, fitted, baseline, controls, residual; ///< by period; sum of parts is `actual`
    std::vector<std::pair<std::string, double>> control_effects;      ///< per unit
    std::vector<ChannelFit> channels;
    std::vector<Interaction> interactions;
    std::optional<GeoFit> geo;
    std::vector<Validation> validation;
    std::optional<double> placebo_share; ///< contribution share given to a channel of shuffled spend; near 0 is good
    Diagnostics diagnostics;
    double interval = 0.9;
    uint64_t seed = 1;
    std::string fingerprint;                                ///< SHA-256 of data and spec
    std::string how;                                        ///< "point", "posterior"
    std::vector<std::string> warnings;                      ///< codes, see warning_sentence
    const ChannelFit* channel(std::string_view name) const; ///< by name or spend column, null where there is none
};

nlohmann::json to_json(const LiftTest& test);
/// channel, from, to, base_weekly_spend, delta_weekly_spend, weeks, lift (or lift_measured), sd (or lift_sd).
LiftTest lift_from_json(const nlohmann::json& json);
/// A list of them, or an object with "lift_tests". Throws Error{response_invalid}.
std::vector<LiftTest> lifts_from_json(const nlohmann::json& json);

/// The whole fit, for a file or a record of kind "response_fit"; `draws` draws are kept (all with 0).
nlohmann::json to_json(const ResponseFit& fit, size_t draws = 400);
/// Throws Error{response_invalid} where the text is no fit.
ResponseFit fit_from_json(const nlohmann::json& json);

} // namespace plumbline::response
