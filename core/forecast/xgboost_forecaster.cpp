// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <mutex>
#include <nlohmann/json.hpp>

#include "core/forecast/grid_fitted.h"
#include "core/forecast/xgboost_features.h"

namespace plumbline::forecast {

namespace {

constexpr size_t least_history = 40;   ///< slots; fewer rows than this teach trees nothing
constexpr long longest_history = 1100; ///< slots learnt from
constexpr size_t most_rows = 1500;
constexpr double watched = 0.2; ///< share of the origins held back to choose the number of trees and the width of the interval
constexpr int most_rounds = 80;
constexpr int bins = 128; ///< for some hundred rows finer borders only cost time

/// Boosted trees on lags, rolling means and the calendar, all steps ahead in one model.
class XgboostFit final : public GridFitted {
public:
    XgboostFit(const Series& series, const Spec& spec, Progress& progress, std::stop_token stop)
        : GridFitted(make_grid(series, spec.season_length), series, spec), m_log(log_scale(m_grid, spec.start)),
          m_features(m_grid, scaled()) {
        const long n = static_cast<long>(m_grid.size());
        m_reach = m_grid.m >= 40 ? 13 : m_grid.m == 7 ? 28 : std::clamp(m_grid.m, 6, 24);
        m_reach = std::max(1, std::min(m_reach, static_cast<int>(n - m_features.first_origin()) / 4));
        const nlohmann::json known = spec.start.empty() ? nlohmann::json() : nlohmann::json::parse(spec.start, nullptr, false);
        const long first = std::max(m_features.first_origin(), n - longest_history), last = n - 2;
        numerics::BoosterSpec trees;
        trees.seed = spec.seed;
        trees.max_depth = 3;
        trees.eta = 0.12;
        trees.bins = bins;
        if (known.is_object() && known.contains("rounds") && known.contains("spread")) {
            m_rounds = known["rounds"].get<int>();
            m_spread = known["spread"].get<std::vector<double>>();
        } else {
            // Learn on what was known at a border, watch what came after it.
            const long border =
                std::max(first + m_reach + 4, last - static_cast<long>(watched * static_cast<double>(last - first)) - 1);
            Rows learn, watch;
            collect(learn, first, border - m_reach, border, most_rows);
            collect(watch, border, last, n - 1, most_rows / 3);
            const size_t split = learn.y.size();
            if (split < 20 || watch.y.size() < 5) { // full of holes: nothing to choose by
                learn.x.rows = 0;
                watch.x.rows = 0;
                m_rounds = 30;
            }
            if (watch.x.rows > 0) {
                learn.x.values.insert(learn.x.values.end(), watch.x.values.begin(), watch.x.values.end());
                learn.x.rows += watch.x.rows;
                learn.y.insert(learn.y.end(), watch.y.begin(), watch.y.end());
                trees.rounds = most_rounds;
                trees.early_stop_rounds = 15;
                const auto booster = numerics::Booster::train(learn.x, learn.y, {}, trees, split, progress, stop);
                m_rounds = std::clamp(booster.rounds(), 10, most_rounds);
                const std::vector<float> p = booster.predict(watch.x);
                std::vector<double> sum(static_cast<size_t>(m_reach), 0), count(sum.size(), 0);
                double all = 0;
                for (size_t i = 0; i < p.size(); ++i) {
                    const double e = static_cast<double>(p[i]) - static_cast<double>(watch.y[i]);
                    const size_t k = static_cast<size_t>(watch.x.at(i, 0)) - 1;
                    sum[k] += e * e;
                    count[k] += 1;
                    all += e * e / static_cast<double>(p.size());
                }
                // Each step's own spread, drawn towards that of all steps.
                for (size_t k = 0; k < sum.size(); ++k) m_spread.push_back(std::sqrt((sum[k] + 10 * all) / (count[k] + 10)));
                for (size_t k = 1; k < m_spread.size(); ++k) m_spread[k] = std::max(m_spread[k], m_spread[k - 1]);
            }
        }
        Rows rows;
        collect(rows, first, last, n - 1, most_rows);
        if (rows.y.empty())
            throw Error(ErrorCode::too_little_data,
                        {{"detail", "too few values lie beside each other for trees to learn from"},
                         {"detail_fr", "trop peu de valeurs se suivent pour que des arbres apprennent"}});
        if (m_spread.empty()) {
            double squares = 0;
            for (const float v : rows.y)
                squares += static_cast<double>(v) * static_cast<double>(v) / static_cast<double>(rows.y.size());
            m_spread = {std::sqrt(squares)};
        }
        trees.rounds = m_rounds;
        trees.early_stop_rounds = 0;
        m_booster = std::make_unique<numerics::Booster>(numerics::Booster::train(rows.x, rows.y, {}, trees, 0, progress, stop));
    }
    std::string params() const override {
        return nlohmann::json{{"rounds", m_rounds}, {"reach", m_reach}, {"scale", m_log ? "log" : "linear"}, {"spread", m_spread}}
            .dump();
    }

protected:
    Steps ahead(size_t horizon) const override {
        const long origin = static_cast<long>(m_grid.size()) - 1;
        numerics::Matrix x{horizon, m_features.columns(), {}};
        x.values.resize(x.rows * x.columns);
        for (size_t h = 0; h < horizon; ++h) {
            m_features.row(origin, static_cast<long>(h) + 1, x.values.data() + h * x.columns);
            x.at(h, 0) = std::min(x.at(h, 0), static_cast<float>(m_reach));
        }
        const std::vector<float> p = m_booster->predict(x);
        const numerics::Matrix c = m_booster->contributions(x);
        Steps s;
        name_parts(s);
        s.resize(horizon);
        for (size_t h = 0; h < horizon; ++h) {
            double spread = m_spread[std::min(h, m_spread.size() - 1)];
            if (h >= m_spread.size()) spread *= std::sqrt(static_cast<double>(h + 1) / static_cast<double>(m_spread.size()));
            set(s, h, m_features.level(origin) + static_cast<double>(p[h]), spread, c.values.data() + h * c.columns);
        }
        return s;
    }

    const Steps& past() const override {
        std::call_once(m_once, [this] { learn_past(); });
        return m_lazy;
    }

private:
    void learn_past() const {
        const long n = static_cast<long>(m_grid.size());
        name_parts(m_lazy);
        m_lazy.resize(static_cast<size_t>(n));
        numerics::Matrix x{static_cast<size_t>(n - 1), m_features.columns(), {}};
        x.values.resize(x.rows * x.columns);
        for (long i = 1; i < n; ++i) m_features.row(i - 1, 1, x.values.data() + static_cast<size_t>(i - 1) * x.columns);
        const std::vector<float> p = m_booster->predict(x);
        const numerics::Matrix c = m_booster->contributions(x);
        const std::vector<double> z = scaled();
        set(m_lazy, 0, z[0], 0, nullptr);
        for (long i = 1; i < n; ++i) {
            const size_t k = static_cast<size_t>(i);
            set(m_lazy, k, m_features.level(i - 1) + static_cast<double>(p[k - 1]), m_spread[0],
                c.values.data() + (k - 1) * c.columns);
        }
    }

    struct Rows {
        numerics::Matrix x;
        std::vector<float> y;
    };

    std::vector<double> scaled() const {
        if (!m_log) return filled(m_grid);
        Grid logs = m_grid; // filled on the scale that is learnt
        for (double& v : logs.y) v = std::log(v);
        return filled(logs);
    }

    /// Rows of origins from … to whose target is not behind `known` and was observed; steps ahead in turn.
    void collect(Rows& rows, long from, long to, long known, size_t most) {
        const std::vector<double> z = scaled();
        rows.x.columns = m_features.columns();
        const long origins = std::max(1L, to - from + 1);
        const long each = std::clamp(static_cast<long>(most) / origins, 1L, static_cast<long>(m_reach));
        std::vector<float> row(rows.x.columns);
        for (long t = from; t <= to; ++t)
            for (long j = 0; j < each; ++j) {
                const long ahead = 1 + (t * 5 + j * m_reach / each) % m_reach, at = t + ahead;
                if (t < 1 || at > known || std::isnan(m_grid.y[static_cast<size_t>(at)])) continue;
                m_features.row(t, ahead, row.data());
                rows.x.values.insert(rows.x.values.end(), row.begin(), row.end());
                rows.y.push_back(static_cast<float>(z[static_cast<size_t>(at)] - m_features.level(t)));
                ++rows.x.rows;
            }
    }

    void name_parts(Steps& s) const {
        s.parts = {{"trend", {}}};
        for (const std::string& g : m_features.groups())
            if (std::none_of(s.parts.begin(), s.parts.end(), [&](const Component& c) { return c.name == g; }))
                s.parts.push_back({g, {}});
    }

    void set(Steps& s, size_t i, double value, double spread, const float* contributions) const {
        std::vector<double> parts(s.parts.size() - 1, 0.0);
        for (size_t k = 0; contributions && k < m_features.columns(); ++k)
            for (size_t part = 0; part < parts.size(); ++part)
                if (s.parts[part + 1].name == m_features.groups()[k]) parts[part] += static_cast<double>(contributions[k]);
        for (const double v : parts) value -= v;
        const double width = interval_width(m_interval) * spread;
        put(s, i, value, parts, width, width, m_log);
    }

    bool m_log;
    TreeFeatures m_features;
    int m_reach = 12, m_rounds = 50;
    std::vector<double> m_spread;
    std::unique_ptr<numerics::Booster> m_booster;
    mutable std::once_flag m_once; ///< the history is explained only where somebody asks
    mutable Steps m_lazy;
};

/// Another method in its place, and why.
class StandIn final : public Fitted {
public:
    StandIn(std::unique_ptr<Fitted> fit, std::string why) : m_fit(std::move(fit)), m_why(std::move(why)) {}
    std::vector<ForecastPoint> predict(const Future& future) const override { return m_fit->predict(future); }
    std::vector<ForecastPoint> history() const override { return m_fit->history(); }
    std::vector<Component> components(const Future* future) const override { return m_fit->components(future); }
    std::string params() const override { return m_fit->params(); }
    std::string fell_back() const override { return m_why; }

private:
    std::unique_ptr<Fitted> m_fit;
    std::string m_why;
};

class Xgboost final : public Forecaster {
public:
    std::string id() const override { return "xgboost"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress& progress, std::stop_token stop) const override {
        throw_if_stopped(stop);
        size_t seen = 0;
        for (const double v : series.y) seen += std::isfinite(v);
        if (seen < least_history) return std::make_unique<StandIn>(theta().fit(series, spec, progress, stop), "theta");
        try {
            return std::make_unique<XgboostFit>(series, spec, progress, stop);
        } catch (const Error& e) {
            if (e.code() != ErrorCode::too_little_data) throw;
            return std::make_unique<StandIn>(theta().fit(series, spec, progress, stop), "theta");
        }
    }
};

} // namespace

const Forecaster& xgboost() {
    static const Xgboost method;
    return method;
}

} // namespace plumbline::forecast
