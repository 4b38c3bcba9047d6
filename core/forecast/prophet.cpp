// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/prophet.h"

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

const ProphetReading* prophet_reading(const Fitted& fit) { return dynamic_cast<const ProphetReading*>(&fit); }

} // namespace plumbline::forecast
