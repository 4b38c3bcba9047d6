// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/scale.h"

#include <algorithm>
#include <cmath>

namespace plumbline::report {

std::string Scale::text(std::optional<double> value, std::string_view unit, const NumberStyle& style) const {
    if (!value || !std::isfinite(*value)) return std::string(missing_value);
    if (unit == "percent") return format_percent(*value, decimals, style);
    return format_number(*value / divisor, decimals, style);
}

int percent_decimals(const std::vector<std::optional<double>>& fractions) {
    constexpr int most = 4;
    int decimals = 1;
    for (const auto& f : fractions)
        if (f && std::isfinite(*f) && *f != 0)
            while (decimals < most && std::fabs(*f) < 0.5 * std::pow(10.0, -decimals - 2)) ++decimals;
    return decimals;
}

Scale scale_for(const std::vector<std::optional<double>>& values, std::string_view unit, bool fine) {
    double most = 0;
    for (const auto& v : values)
        if (v && std::isfinite(*v)) most = std::max(most, std::fabs(*v));
    if (unit == "percent") return {1, percent_decimals(values)};
    if (unit == "ratio") return {1, 2};
    if (most >= 20e6) return {1e6, most < 1e9 || fine ? 1 : 0};
    if (most >= 20e3) return {1e3, most < 100e3 || fine ? 1 : 0};
    if (unit == "currency") return {1, most >= 1000 ? 0 : 2};
    return {1, 0};
}

std::string scale_words(const Scale& scale, std::string_view unit, const narrate::Narrator& narrator, const NumberStyle& style) {
    if (unit == "percent" || unit == "ratio") return {};
    if (unit == "currency" && !style.currency.empty()) {
        if (scale.divisor == 1) return style.currency;
        return narrator.phrase(
            "unit.of_currency",
            {{"currency", style.currency}, {"scale", narrator.phrase(scale.divisor == 1e3 ? "unit.thousand" : "unit.million")}});
    }
    if (scale.divisor == 1) return {};
    return narrator.phrase(scale.divisor == 1e3 ? "unit.thousands" : "unit.millions");
}

std::string join(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& p : parts)
        if (!p.empty()) out += (out.empty() ? "" : ", ") + p;
    return out;
}

} // namespace plumbline::report
