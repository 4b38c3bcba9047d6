// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/reading.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace plumbline::forecast {

namespace {

constexpr double least_change = 0.02;   ///< of the mean level, that a change of slope makes within a tenth of the history
constexpr double near_in_history = 0.1; ///< of the history: changes closer together are one that the grid of change points splits
constexpr size_t most_changes = 3;

double variance(const std::vector<double>& v) {
    double sum = 0, squares = 0, n = 0;
    for (const double x : v) {
        if (!std::isfinite(x)) continue;
        sum += x;
        squares += x * x;
        n += 1;
    }
    return n > 1 ? std::max(0.0, squares / n - sum / n * sum / n) : 0;
}

const Component* find(const std::vector<Component>& parts, const std::string& name) {
    for (const Component& c : parts)
        if (c.name == name) return &c;
    return nullptr;
}

/// Mean share of the trend by slot of the calendar.
template <typename SlotOf>
std::vector<Slot> by_slot(const Series& series, const Component& part, const Component& trend, SlotOf slot_of) {
    std::map<int, std::pair<double, double>> sums;
    double level = 0;
    for (const double t : trend.values) level += std::abs(t) / static_cast<double>(trend.values.size());
    if (!(level > 0)) return {};
    for (size_t i = 0; i < series.ds.size(); ++i) {
        auto& [sum, n] = sums[slot_of(Date{static_cast<int32_t>(std::floor(series.ds[i]))})];
        const double base = std::abs(trend.values[i]) > 0.1 * level ? std::abs(trend.values[i]) : level;
        sum += part.values[i] / base;
        n += 1;
    }
    std::vector<Slot> out;
    for (const auto& [index, pair] : sums) out.push_back({index, pair.first / pair.second});
    return out;
}

/// Joins what the grid of possible change points splits, keeps what can be seen.
std::vector<ChangePoint> worth_telling(const std::vector<ChangePoint>& all, double span, double level) {
    std::vector<ChangePoint> joined;
    for (const ChangePoint& c : all) {
        const double size = c.after - c.before;
        if (!joined.empty()) {
            ChangePoint& last = joined.back();
            const double before = last.after - last.before;
            if (c.ds - last.ds < near_in_history * span && before * size > 0) {
                last.ds = (last.ds * std::abs(before) + c.ds * std::abs(size)) / (std::abs(before) + std::abs(size));
                last.after = c.after;
                continue;
            }
        }
        joined.push_back(c);
    }
    std::erase_if(joined, [&](const ChangePoint& c) {
        return std::abs(c.after - c.before) * near_in_history * span < least_change * level;
    });
    std::sort(joined.begin(), joined.end(), [](const ChangePoint& a, const ChangePoint& b) {
        return std::abs(a.after - a.before) > std::abs(b.after - b.before);
    });
    if (joined.size() > most_changes) joined.resize(most_changes);
    std::sort(joined.begin(), joined.end(), [](const ChangePoint& a, const ChangePoint& b) { return a.ds < b.ds; });
    return joined;
}

} // namespace

Reading read_series(const Series& series, const Fitted& fit) {
    Reading reading;
    const auto parts = fit.components(nullptr);
    const auto history = fit.history();
    const Component* trend = find(parts, "trend");
    if (!trend || history.size() < 3) return reading;
    std::vector<double> rest(history.size());
    double level = 0;
    for (size_t i = 0; i < history.size(); ++i) {
        rest[i] = series.y[i] - history[i].yhat;
        level += std::abs(history[i].yhat) / static_cast<double>(history.size());
    }
    const double noise = variance(rest);
    for (const Component& c : parts) {
        if (c.name == "correction" || c.name == "non_negative") continue;
        std::vector<double> both(rest.size());
        for (size_t i = 0; i < rest.size(); ++i) both[i] = c.values[i] + rest[i];
        const double all = variance(both);
        reading.strengths.push_back({c.name, all > 0 ? std::clamp(1 - noise / all, 0.0, 1.0) : 0});
    }
    const double usual_step = (series.ds.back() - series.ds.front()) / static_cast<double>(series.ds.size() - 1);
    if (const Component* weekly = find(parts, "weekly"))
        reading.weekdays = by_slot(series, *weekly, *trend, [](Date d) { return iso_weekday(d); });
    if (const Component* yearly = find(parts, "yearly")) {
        if (usual_step < 20)
            reading.weeks = by_slot(series, *yearly, *trend, [](Date d) { return std::min(52, iso_week(d).week); });
        reading.months = by_slot(series, *yearly, *trend, [](Date d) { return static_cast<int>(to_civil(d).month); });
    }
    if (const ProphetReading* prophet_fit = prophet_reading(fit)) {
        reading.events = prophet_fit->event_effects();
        reading.multiplicative = prophet_fit->multiplicative();
        const auto params = nlohmann::json::parse(fit.params(), nullptr, false);
        if (params.is_object() && params.value("growth", "") == "linear") reading.level = level;
        std::sort(reading.events.begin(), reading.events.end(),
                  [](const EventEffect& a, const EventEffect& b) { return std::abs(a.effect) > std::abs(b.effect); });
        reading.changes = worth_telling(prophet_fit->change_points(), series.ds.back() - series.ds.front(), level);
    }
    return reading;
}

std::string reading_json(const Reading& reading, Language language) {
    nlohmann::ordered_json j;
    auto& strengths = j["strengths"] = nlohmann::ordered_json::object();
    for (const Strength& s : reading.strengths) strengths[s.component] = s.value;
    auto& changes = j["changes"] = nlohmann::ordered_json::array();
    for (const ChangePoint& c : reading.changes)
        changes.push_back({{"date", to_iso(Date{static_cast<int32_t>(std::lround(c.ds))})},
                           {"slope_before", c.before},
                           {"slope_after", c.after},
                           {"text", change_sentence(c, language, reading.level)}});
    const auto slots = [&](const char* name, const std::vector<Slot>& from) {
        auto& list = j[name] = nlohmann::ordered_json::array();
        for (const Slot& s : from) list.push_back({{"index", s.index}, {"effect", s.effect}});
    };
    slots("weekdays", reading.weekdays);
    slots("weeks", reading.weeks);
    slots("months", reading.months);
    auto& events = j["events"] = nlohmann::ordered_json::array();
    for (const EventEffect& e : reading.events)
        events.push_back(
            {{"name", e.name}, {"effect", e.effect}, {"lower", e.lower}, {"upper", e.upper}, {"occurrences", e.occurrences}});
    j["sentences"] = sentences(reading, language);
    for (const std::string& s : event_sentences(reading, language)) j["sentences"].push_back(s);
    return j.dump();
}

} // namespace plumbline::forecast
