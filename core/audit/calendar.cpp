// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/audit/board.h"
#include "core/base/holidays.h"

namespace plumbline::audit {

namespace {

/// A day on which most series of most measures stand this far (log) off what they usually are is a promotion or its like.
constexpr double event_size = 0.22;
/// Or so many standard deviations of the movement that all days share.
constexpr double event_sigmas = 4;

} // namespace

void mark_events(Board& b, const AuditSpec& spec) {
    b.event.assign(static_cast<size_t>(b.periods), 0);
    const auto mark = [&](Date from, Date to) {
        for (int p = std::max(0, b.period(from)); p <= std::min(b.periods - 1, b.period(to)); ++p)
            b.event[static_cast<size_t>(p)] = 1;
    };
    for (const metrics::Annotation& a : spec.annotations)
        if (a.kind != "tracking") mark(a.days.from, a.days.to);
    if (b.periods == 0) return;
    const int first = to_civil(b.day(0)).year, last = to_civil(b.last_day(b.periods - 1)).year;
    std::vector<std::string> countries = spec.countries;
    if (countries.empty()) countries = {"US", "UK", "DE", "FR"};
    if (last - first < 60)
        for (const std::string& country : countries)
            for (const Holiday& h : public_holidays(country, first, last)) mark(h.day, h.day);
    // Found in the data: most series moved, in most of what is counted, or in one rate alone (a sale converts better).
    for (const auto* of : {&b.moved, &b.shared})
        for (const std::vector<float>& track : *of) {
            std::vector<double> sizes;
            for (const float v : track)
                if (v != 0) sizes.push_back(std::abs(static_cast<double>(v)));
            if (sizes.size() < 10) continue;
            const double limit = std::max(event_size, event_sigmas * 1.4826 * median_of(sizes));
            for (size_t p = 0; p < track.size(); ++p)
                if (std::abs(track[p]) > limit) b.event[p] = 1;
        }
}

} // namespace plumbline::audit
