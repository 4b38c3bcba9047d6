// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/chart/chart_spec.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/base/error.h"

namespace plumbline {

namespace {

[[noreturn]] void refuse(const ChartSpec& spec, const char* why) {
    throw Error(ErrorCode::internal, {{"detail", "the chart " + spec.id + " " + why}});
}

} // namespace

void validate(const ChartSpec& spec) {
    if (spec.series.empty()) refuse(spec, "has no series");
    int categories = 0;
    for (const ChartSeries& s : spec.series) {
        const bool floats = std::ranges::all_of(s.points, [](const ChartPoint& p) { return p.low && p.high; });
        if ((s.mark == Mark::bar || s.mark == Mark::horizontal_bar) && !spec.y.from_zero && !floats)
            refuse(spec, "cuts its bars");
        if (s.category_slot > 7) refuse(spec, "uses a ninth category colour");
        if (s.role == SeriesRole::category) ++categories;
        for (const ChartPoint& p : s.points)
            if (!std::isfinite(p.x) || (p.y && !std::isfinite(*p.y))) refuse(spec, "holds a value that is not finite");
    }
    if (categories > 8) refuse(spec, "has more than eight categories");
}

Table to_table(const ChartSpec& spec) {
    Table table;
    const bool calendar = spec.x.kind == AxisKind::calendar, category = spec.x.kind == AxisKind::category;
    std::map<double, size_t> row_of;
    for (const ChartSeries& s : spec.series)
        for (const ChartPoint& p : s.points) row_of.emplace(p.x, 0);
    size_t n = 0;
    for (auto& [x, row] : row_of) row = n++;
    Column& x_column = table.add(calendar   ? "date"
                                 : category ? "category"
                                            : "x",
                                 calendar   ? ColumnType::date
                                 : category ? ColumnType::text
                                            : ColumnType::real);
    for (const auto& [x, row] : row_of) {
        if (calendar)
            x_column.append(Date{static_cast<int32_t>(x)});
        else if (category)
            x_column.append(std::string_view(spec.x.categories.at(static_cast<size_t>(x))));
        else
            x_column.append(x);
    }
    auto add = [&](const std::string& name, const ChartSeries& s, auto&& pick) {
        std::vector<std::optional<double>> values(n);
        for (const ChartPoint& p : s.points) values[row_of[p.x]] = pick(p);
        Column& column = table.add(name, ColumnType::real, spec.y.unit);
        for (const auto& v : values) v ? column.append(*v) : column.append_null();
    };
    for (const ChartSeries& s : spec.series) {
        if (s.mark == Mark::band) { // min and max: words of every language here
            add(s.name + " min", s, [](const ChartPoint& p) { return p.low; });
            add(s.name + " max", s, [](const ChartPoint& p) { return p.high; });
        } else {
            add(s.name, s, [](const ChartPoint& p) { return p.y; });
        }
    }
    return table;
}

std::vector<double> nice_ticks(double low, double high, int wanted) {
    if (!(high > low)) high = low + (low == 0 ? 1 : std::fabs(low) * 0.1);
    const double raw = (high - low) / std::max(1, wanted - 1);
    const double magnitude = std::pow(10, std::floor(std::log10(raw)));
    const double f = raw / magnitude;
    const double step = (f < 1.5 ? 1 : f < 3 ? 2 : f < 7 ? 5 : 10) * magnitude;
    std::vector<double> ticks;
    const double first = std::floor(low / step + 1e-9) * step;
    for (int i = 0; i < 20; ++i) {
        const double t = first + i * step;
        ticks.push_back(std::fabs(t) < step * 1e-9 ? 0 : t);
        if (t >= high - step * 1e-9) break;
    }
    return ticks;
}

std::vector<Date> calendar_ticks(Date from, Date to, Grain grain, int most) {
    std::vector<Date> ticks;
    Date start = period_start(from, grain);
    if (start < from) start = add_periods(start, grain, 1);
    for (Date d = start; d <= to; d = add_periods(d, grain, 1)) ticks.push_back(d);
    if (static_cast<int>(ticks.size()) <= most) return ticks;
    if (grain == Grain::day) return calendar_ticks(from, to, Grain::week, most);
    if ((grain == Grain::week || grain == Grain::month) && static_cast<int>(ticks.size()) > 4 * most)
        return calendar_ticks(from, to, grain == Grain::week ? Grain::month : Grain::year, most);
    const size_t every = (ticks.size() + static_cast<size_t>(most) - 1) / static_cast<size_t>(most);
    std::vector<Date> thinned;
    for (size_t i = 0; i < ticks.size(); i += every) thinned.push_back(ticks[i]);
    return thinned;
}

std::vector<ChartPoint> downsample(const std::vector<ChartPoint>& points, size_t buckets) {
    if (buckets == 0 || points.size() <= 2 * buckets) return points;
    if (std::ranges::none_of(points, [](const ChartPoint& p) { return p.y.has_value(); })) { // a band: every n-th of its edges
        std::vector<ChartPoint> thinned;
        for (size_t b = 0; b < buckets; ++b) thinned.push_back(points[b * points.size() / buckets]);
        thinned.push_back(points.back());
        return thinned;
    }
    std::vector<ChartPoint> out;
    out.reserve(2 * buckets + 2);
    for (size_t b = 0; b < buckets; ++b) {
        const size_t from = b * points.size() / buckets, to = (b + 1) * points.size() / buckets;
        size_t low = from, high = from;
        bool gap = false;
        for (size_t i = from; i < to; ++i) {
            if (!points[i].y) {
                gap = true;
                continue;
            }
            if (!points[low].y || *points[i].y < *points[low].y) low = i;
            if (!points[high].y || *points[i].y > *points[high].y) high = i;
        }
        if (b == 0 && std::min(low, high) != 0) out.push_back(points.front());
        out.push_back(points[std::min(low, high)]);
        if (low != high) out.push_back(points[std::max(low, high)]);
        if (gap) out.push_back({points[to - 1].x, std::nullopt, std::nullopt, std::nullopt, false, {}});
    }
    if (points.back().y && (out.back().x < points.back().x || !out.back().y)) out.push_back(points.back());
    return out;
}

} // namespace plumbline
