// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/segment/kmeans.h"

namespace plumbline::segment {

/// One KPI of every campaign; missing where it cannot be computed.
struct Kpi {
    std::string metric;
    std::vector<std::optional<double>> values;
};

/// How a KPI became a coordinate.
struct Scaling {
    std::string metric;
    bool logarithm = false; ///< log(1 + v / typical): the KPI is skewed and never negative
    double typical = 1;     ///< median of what is above zero
    double mean = 0, sd = 1;
    int missing = 0;       ///< values that were missing and stand at the median
    bool constant = false; ///< says nothing; left out
};

struct Scaled {
    Points points;
    std::vector<Scaling> used;    ///< one a coordinate
    std::vector<Scaling> dropped; ///< constant KPIs
};

/// Standardises each KPI (mean 0, variance 1), on the logarithm where its skewness is above 1 and nothing is negative. Missing
/// values take the median; a KPI that is constant, or missing for more than half, is left out.
Scaled scale(const std::vector<Kpi>& kpis, size_t campaigns);

} // namespace plumbline::segment
