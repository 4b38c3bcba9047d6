// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <list>
#include <mutex>

#include "core/forecast/decompose.h"

namespace plumbline::forecast {

namespace {

constexpr size_t most_kept = 24;        ///< a backtest of several methods asks for as many at once
constexpr double few_cycles = 31;       ///< steps; seasons that are longer are seen a few times only
constexpr double least_strength = 0.25; ///< a season fainter than this is left where it is: two cycles may be alike by chance
constexpr double least_share = 0.5;     ///< of it that other cycles confirm

struct Asked {
    std::vector<double> y, periods;
    bool log = false, only_shortest = false, periodic = false;

    bool same(const Asked& other) const {
        if (y.size() != other.y.size() || periods != other.periods || log != other.log || only_shortest != other.only_shortest ||
            periodic != other.periodic)
            return false;
        for (size_t i = 0; i < y.size(); ++i)
            if (!(y[i] == other.y[i] || (std::isnan(y[i]) && std::isnan(other.y[i])))) return false;
        return true;
    }
};

struct Memory {
    std::mutex lock;
    std::list<std::pair<Asked, std::shared_ptr<const Decomposition>>> kept; ///< latest first
};

Memory& memory() {
    static Memory all;
    return all;
}

} // namespace

std::shared_ptr<const Decomposition> decomposed(const Grid& grid, const DecomposeAsk& ask) {
    Asked asked{grid.y, {}, ask.log, ask.only_shortest, ask.periodic};
    for (const Season& s : grid.seasons) asked.periods.push_back(s.period);
    Memory& all = memory();
    {
        const std::lock_guard guard(all.lock);
        for (const auto& [key, value] : all.kept)
            if (key.same(asked)) return value;
    }
    auto made = std::make_shared<const Decomposition>(decompose(grid, ask));
    const std::lock_guard guard(all.lock);
    all.kept.emplace_front(std::move(asked), made);
    if (all.kept.size() > most_kept) all.kept.pop_back();
    return made;
}

bool steady_season(const Grid& grid) { return !grid.seasons.empty() && grid.seasons.front().period > few_cycles; }

LongSeasons::LongSeasons(std::shared_ptr<const Decomposition> all, double longer_than) : m_all(std::move(all)) {
    for (const SeasonalPart& s : m_all->seasons)
        if (s.season.period > longer_than && s.strength >= least_strength && s.shrinkage >= least_share) m_parts.push_back(&s);
}

double LongSeasons::past(size_t slot) const {
    double sum = 0;
    for (const SeasonalPart* s : m_parts) sum += s->past[slot];
    return sum;
}

double LongSeasons::ahead(size_t h) const {
    double sum = 0;
    for (const SeasonalPart* s : m_parts) sum += s->ahead(h);
    return sum;
}

} // namespace plumbline::forecast
