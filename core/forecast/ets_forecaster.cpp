// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/forecast/decompose.h"
#include "core/forecast/ets.h"
#include "core/forecast/grid_fitted.h"

namespace plumbline::forecast {

namespace {

constexpr size_t longest_fit = 730; ///< slots the parameters are estimated on: smoothing forgets what is older
constexpr int longest_season = 24;  ///< steps; beyond, each figure of the season would be a parameter seen a few times

/// Seasonally adjusted or not: level, growth and season of one state-space model.
class EtsFit final : public GridFitted {
public:
    EtsFit(const Series& series, const Spec& spec, std::stop_token stop)
        : GridFitted(make_grid(series, spec.season_length), series, spec) {
        EtsAsk ask;
        ask.m = m_grid.m <= longest_season && !m_grid.seasons.empty() ? m_grid.m : 1;
        EtsModel warm;
        const bool known = !spec.start.empty() && ets_from_json(spec.start, warm) && (warm.form.m == 1 || warm.form.m == ask.m);
        // A season too long for figures of its own is taken out before and put back after; outliers are drawn in.
        const auto parts = decomposed(m_grid, {m_log = log_scale(m_grid, spec.start), false, false});
        m_long = LongSeasons(parts, longest_season);
        std::vector<double> adjusted(m_grid.size());
        for (size_t i = 0; i < adjusted.size(); ++i) {
            const double z = parts->adjusted[i] + parts->seasonal(i) - m_long.past(i);
            adjusted[i] = m_log ? std::exp(z) : z;
        }
        const size_t n = m_grid.size(), before = n - std::min(n, longest_fit);
        const std::vector<double> window(adjusted.begin() + static_cast<long>(before), adjusted.end());
        m_model = ets_fit(window, ask, known ? &warm : nullptr, stop);
        m_pass = ets_pass(m_model, window, true);
        name_parts(m_past);
        m_past.resize(n);
        const double z = interval_width(m_interval), sd = std::sqrt(m_model.sigma2);
        // What lies before the window was not fitted; it is shown with the same parameters.
        EtsPass whole;
        if (before > 0) {
            EtsModel early = m_model;
            early.form = m_model.form;
            const std::vector<double> first(adjusted.begin(), adjusted.begin() + static_cast<long>(before));
            early.level = level_of(first);
            early.trend = 0;
            whole = ets_pass(early, first, true);
        }
        for (size_t i = 0; i < n; ++i) {
            const EtsPass& p = i < before ? whole : m_pass;
            const size_t k = i < before ? i : i - before;
            const double width = z * sd * (m_model.form.error == 'M' ? std::abs(p.fitted[k]) : 1);
            set(m_past, i, p.fitted[k], p.seasons[k], width, width, [&](const SeasonalPart& part) { return part.past[i]; });
        }
    }
    std::string params() const override { return ets_json(m_model); }

protected:
    Steps ahead(size_t horizon) const override {
        const EtsAhead a = ets_ahead(m_model, m_pass, horizon, m_interval, m_seed);
        Steps s;
        name_parts(s);
        s.resize(horizon);
        for (size_t h = 0; h < horizon; ++h)
            set(s, h, a.mean[h], a.season[h], a.mean[h] - a.lower[h], a.upper[h] - a.mean[h],
                [&](const SeasonalPart& part) { return part.ahead(h + 1); });
        return s;
    }

private:
    void name_parts(Steps& s) const {
        s.parts = {{"trend", {}}};
        if (m_model.form.season != 'N') s.parts.push_back({m_grid.seasons.front().name, {}});
        for (const SeasonalPart* part : m_long.parts()) s.parts.push_back({part->season.name, {}});
    }
    /// One slot: the model's mean with its own season in it, then the long ones on top.
    template <typename SeasonOf>
    void set(Steps& s, size_t i, double mean, double own, double below, double above, SeasonOf season_of) const {
        size_t k = 0;
        s.parts[k++].values[i] = mean - own;
        if (m_model.form.season != 'N') s.parts[k++].values[i] = own;
        double factor = 1, sum = mean;
        for (const SeasonalPart* part : m_long.parts()) {
            const double season = season_of(*part), more = m_log ? sum * std::expm1(season) : season;
            if (m_log) factor *= std::exp(season);
            s.parts[k++].values[i] = more;
            sum += more;
        }
        s.mean[i] = sum;
        s.lower[i] = sum - factor * below;
        s.upper[i] = sum + factor * above;
    }
    static double level_of(const std::vector<double>& y) {
        double sum = 0, count = 0;
        for (size_t i = 0; i < y.size() && count < 14; ++i)
            if (!std::isnan(y[i])) {
                sum += y[i];
                count += 1;
            }
        return count > 0 ? sum / count : 0;
    }
    bool m_log = false;
    LongSeasons m_long;
    EtsModel m_model;
    EtsPass m_pass;
};

class Ets final : public Forecaster {
public:
    std::string id() const override { return "ets"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        return std::make_unique<EtsFit>(series, spec, stop);
    }
};

} // namespace

const Forecaster& ets() {
    static const Ets method;
    return method;
}

} // namespace plumbline::forecast
