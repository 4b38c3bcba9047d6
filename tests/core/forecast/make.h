// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cmath>
#include <functional>
#include <numbers>

#include "core/base/date.h"
#include "core/base/random.h"
#include "core/forecast/forecaster.h"

namespace plumbline::forecast::test {

/// A daily series from 1 January 2024: value(t) for t = 0 … n - 1.
inline Series daily(int n, const std::function<double(int)>& value) {
    Series s;
    for (int t = 0; t < n; ++t) {
        s.ds.push_back(from_civil({2024, 1, 1}).days + t);
        s.y.push_back(value(t));
    }
    return s;
}

inline Series monthly(int n, const std::function<double(int)>& value) {
    Series s;
    for (int t = 0; t < n; ++t) {
        s.ds.push_back(add_periods(from_civil({2010, 1, 1}), Grain::month, t).days);
        s.y.push_back(value(t));
    }
    return s;
}

/// Days after a series that ends where daily() with n days ends.
inline Future days_after(int n, int horizon) {
    Future f;
    for (int h = 0; h < horizon; ++h) f.ds.push_back(from_civil({2024, 1, 1}).days + n + h);
    return f;
}

inline double week(int t) { return std::sin(2 * std::numbers::pi * t / 7); }

/// Level 100, growth, a week of ±15, noise of 3.
inline Series shop(int n, uint64_t seed = 1) {
    auto random = std::make_shared<Random>(seed);
    return daily(n, [random](int t) { return 100 + 0.05 * t + 15 * week(t) + 3 * random->normal(); });
}

} // namespace plumbline::forecast::test
