// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/grid_fitted.h"
#include "core/forecast/prophet.h"

namespace plumbline::forecast {

const std::vector<const Forecaster*>& forecasters() {
    static const std::vector<const Forecaster*> all{&seasonal_naive(), &theta(),   &ets(),     &arima(),
                                                    &mstl(),           &xgboost(), &prophet(), &prophet_ets()};
    return all;
}

const Forecaster& forecaster(std::string_view id) {
    std::string known;
    for (const Forecaster* f : forecasters()) {
        if (f->id() == id) return *f;
        known += (known.empty() ? "" : ", ") + f->id();
    }
    throw Error(ErrorCode::forecast_invalid,
                {{"detail", "there is no method " + std::string(id) + "; there are " + known},
                 {"detail_fr", "la méthode " + std::string(id) + " n'existe pas ; il y a " + known}});
}

} // namespace plumbline::forecast
