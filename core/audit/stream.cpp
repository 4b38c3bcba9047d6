// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/stream.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace plumbline::audit {

namespace {

constexpr int64_t day_seconds = 86'400;
/// Peaks over this share of the errors make the tail.
constexpr double tail_share = 0.05;
/// Errors that must be known before one can be odd.
constexpr size_t least_errors = 100, most_wait = 300, least_memory = 200, most_memory = 3000;
/// A day has so many hours in its profile; a profile learns at least this much of an error, and half of it belongs to the level.
constexpr size_t hours = 24;
constexpr double least_rate = 0.02, profile_share = 0.5;
/// Errors beyond so many usual ones teach no more than that.
constexpr double most_taught = 4.5;

int64_t usual_step(const std::vector<int64_t>& seconds) {
    std::vector<int64_t> steps;
    for (size_t i = 1; i < seconds.size() && steps.size() < 500; ++i) steps.push_back(seconds[i] - seconds[i - 1]);
    if (steps.empty()) return day_seconds;
    std::ranges::nth_element(steps, steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2));
    return std::max<int64_t>(1, steps[steps.size() / 2]);
}

/// The latest errors, in their order and sorted.
class Errors {
public:
    explicit Errors(size_t memory) : m_memory(memory) {}
    size_t size() const { return m_sorted.size(); }
    double median() const { return m_sorted[m_sorted.size() / 2]; }
    void add(double v) {
        m_order.push_back(v);
        m_sorted.insert(std::ranges::upper_bound(m_sorted, v), v);
        if (m_sorted.size() <= m_memory) return;
        m_sorted.erase(std::ranges::lower_bound(m_sorted, m_order[m_oldest]));
        ++m_oldest;
    }
    /// Chance of an error as large: 1 below the tail.
    double chance(double v) const {
        const auto from = static_cast<size_t>(static_cast<double>(m_sorted.size()) * (1 - tail_share));
        const double threshold = m_sorted[from];
        if (v <= threshold) return 1;
        double mean = 0;
        for (size_t i = from; i < m_sorted.size(); ++i)
            mean += (m_sorted[i] - threshold) / static_cast<double>(m_sorted.size() - from);
        return tail_share * std::exp(-(v - threshold) / (mean + 1e-9));
    }

private:
    size_t m_memory, m_oldest = 0;
    std::vector<double> m_order, m_sorted;
};

} // namespace

void StreamSpec::validate() const {
    if (!(chance > 0 && chance < tail_share) || quiet_days < 0 || memory_days <= 0 || level_days <= 0)
        throw Error(ErrorCode::usage, {{"detail", "A stream is watched at a chance between 0 and 0.05, over days above 0."}});
}

std::vector<StreamAlarm> watch_stream(const std::vector<int64_t>& seconds, const std::vector<double>& values,
                                      const StreamSpec& spec) {
    spec.validate();
    std::vector<StreamAlarm> out;
    const size_t n = std::min(seconds.size(), values.size());
    double least = 0;
    bool any = false, positive = true;
    for (size_t i = 0; i < n; ++i)
        if (!std::isnan(values[i])) {
            least = any ? std::min(least, values[i]) : values[i];
            any = true;
            positive = positive && values[i] > 0;
        }
    if (!any) return out;
    const double shift = positive ? 0 : 1 - std::min(0.0, least); // logs need what is above 0
    const auto a_day = static_cast<double>(day_seconds) / static_cast<double>(usual_step(seconds));
    const size_t slots = std::clamp<size_t>(static_cast<size_t>(std::lround(a_day)), 1, hours);
    const double alpha = 1 - std::pow(0.5, 1 / std::max(6.0, a_day * spec.level_days));
    const size_t wait = std::max(least_errors, std::min(most_wait, static_cast<size_t>(2 * a_day)));
    Errors errors(std::clamp(static_cast<size_t>(spec.memory_days * a_day), least_memory, most_memory));
    std::vector<double> profile(slots, 0), seen(slots, 0);
    double level = 0;
    bool begun = false;
    size_t last = 0;
    for (size_t i = 0; i < n; ++i) {
        if (std::isnan(values[i])) continue;
        const double x = std::log(values[i] + shift);
        if (!begun) level = x;
        begun = true;
        const auto slot = static_cast<size_t>((seconds[i] % day_seconds + day_seconds) % day_seconds) * slots / day_seconds;
        const double expected = level + profile[slot], error = x - expected, size = std::abs(error);
        if (errors.size() >= wait) {
            const double chance = errors.chance(size);
            const bool quiet = !out.empty() && static_cast<double>(i - last) <= spec.quiet_days * a_day;
            if (chance < spec.chance && !quiet) {
                out.push_back({i, chance, std::exp(expected) - shift});
                last = i;
            }
        }
        const double most = errors.size() > 0 ? most_taught * errors.median() : size;
        const double taught = std::clamp(error, -most, most);
        const double visits = 10 * a_day / static_cast<double>(slots);
        const double rate = std::max(least_rate, seen[slot] < visits ? 1 / (seen[slot] + 1) : 1 / visits);
        ++seen[slot];
        profile[slot] += rate * taught * profile_share;
        level += alpha * taught;
        errors.add(size);
    }
    return out;
}

} // namespace plumbline::audit
