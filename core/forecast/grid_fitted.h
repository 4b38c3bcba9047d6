// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <span>

#include "core/forecast/decompose.h"
#include "core/forecast/grid.h"

namespace plumbline::forecast {

/// Values on consecutive slots; parts sum to the mean.
struct Steps {
    std::vector<double> mean, lower, upper;
    std::vector<Component> parts;
    void resize(size_t n);
    /// Empty parts: "trend" and the seasons, short to long.
    void name(const std::vector<SeasonalPart>& seasons);
};

/// What the methods that work on a grid have in common: from slots to moments and back. `past` covers the history.
class GridFitted : public Fitted {
public:
    GridFitted(Grid grid, const Series& series, const Spec& spec)
        : m_grid(std::move(grid)), m_ds(series.ds), m_interval(spec.interval), m_seed(spec.seed) {}
    std::vector<ForecastPoint> predict(const Future& future) const override;
    std::vector<ForecastPoint> history() const override;
    std::vector<Component> components(const Future* future) const override;

protected:
    /// Steps 1 … horizon after the history.
    virtual Steps ahead(size_t horizon) const = 0;
    /// The history, slot by slot; a method may make it when it is first asked for.
    virtual const Steps& past() const { return m_past; }
    Grid m_grid;
    std::vector<double> m_ds;
    double m_interval;
    uint64_t m_seed;
    Steps m_past;

private:
    /// Values of `past` or of what comes, for each moment.
    Steps at(const std::vector<double>& ds) const;
};

/// Factor of a standard deviation for an interval, e.g. 1.28 for 0.8.
double interval_width(double interval);

/// Fills slot i of steps whose parts are a base and as many seasons: the mean is their sum, the bounds lie `below` and `above`
/// it. With `log` all of these are logarithms, and each part becomes what it adds: exp(a) first, then exp(a + b) - exp(a), and so
/// on.
void put(Steps& steps, size_t i, double base, std::span<const double> seasons, double below, double above, bool log);

/// The methods that work on a grid.
const Forecaster& seasonal_naive();
const Forecaster& theta();
const Forecaster& ets();
const Forecaster& arima();
const Forecaster& mstl();
const Forecaster& xgboost();

} // namespace plumbline::forecast
