// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/prophet.h"

#include <algorithm>
#include <cmath>

#include "core/forecast/prophet_fit.h"

namespace plumbline::forecast {

namespace {

class Prophet final : public Forecaster {
public:
    std::string id() const override { return "prophet"; }
    std::unique_ptr<Fitted> fit(const Series& series, const Spec& spec, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        spec.validate();
        return std::make_unique<ProphetFit>(series, spec, stop);
    }
};

} // namespace

const Forecaster& prophet() {
    static const Prophet method;
    return method;
}

void look_for_year(const Series& series, Spec& spec) {
    constexpr double least_days = 1.5 * 365.25, original = 730;
    constexpr long least_values = 60;
    constexpr int waves = 5;
    if (spec.yearly != Switch::automatic || spec.yearly_order || series.ds.empty()) return;
    const double span = series.ds.back() - series.ds.front();
    const long values = std::count_if(series.y.begin(), series.y.end(), [](double y) { return std::isfinite(y); });
    if (span < least_days || span >= original || values < least_values) return;
    spec.yearly = Switch::on;
    spec.yearly_order = waves;
}

const ProphetReading* prophet_reading(const Fitted& fit) { return dynamic_cast<const ProphetReading*>(&fit); }

} // namespace plumbline::forecast
