// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forecast/grid.h"
#include "core/numerics/booster.h"

namespace plumbline::forecast {

/// What trees are shown about a step k ahead of an origin: the calendar of the step, what was there before the origin relative to
/// the level at the origin, how far ahead it is. The target is the value minus that level, so that trees can follow a trend.
class TreeFeatures {
public:
    /// z: filled values of the grid on the scale to be learnt.
    TreeFeatures(const Grid& grid, std::vector<double> z);
    size_t columns() const { return m_groups.size(); }
    /// First origin that has all it needs.
    long first_origin() const { return m_first; }
    double level(long origin) const;
    void row(long origin, long ahead, float* out) const;
    /// To which part of a forecast each column belongs: "weekly", "yearly", "season", "trend".
    const std::vector<std::string>& groups() const { return m_groups; }

private:
    const Grid& m_grid;
    std::vector<double> m_z, m_sum;
    long m_m, m_window, m_year = 0, m_first;
    std::vector<std::string> m_groups;
    double mean(long from, long to) const; ///< of slots from … to - 1
};

} // namespace plumbline::forecast
