// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/sample/media.h"
#include "core/sample/plan.h"
#include "core/sample/sample.h"

namespace plumbline::sample {

/// Counts of one row; money in hundredths of a franc.
struct Counts {
    int64_t impressions = 0, clicks = 0, visits = 0, leads = 0, orders = 0, new_customers = 0, cost = 0, revenue = 0;
};

/// Writes the rows of one day after the other into a text buffer.
class RowWriter {
public:
    RowWriter(uint64_t seed, const Demand& demand, const Media& media, const RowPlan& plan);
    std::string header() const;
    /// Appends the day's rows to `out`.
    void write_day(size_t day, std::string& out);
    int64_t rows() const { return m_rows; }
    /// Sums over what was written, in the order of measure_names; money in CHF.
    std::array<double, 8> totals() const;
    const std::vector<SampleFault>& faults() const { return m_faults; }
    /// CHF that a channel really spent a day, lost rows included: [channel][day].
    const std::vector<std::vector<double>>& invoiced() const { return m_invoiced; }

private:
    Counts draw(const Series& series, size_t day, double spend_share, double revenue_share);
    void write_series(size_t at, size_t day, const Counts& cell, std::string& out);
    struct RowHead {
        std::string_view date, dimensions;
    };
    void append_row(const RowHead& head, size_t ad_group, const Counts& row, std::string& out);
    Counts with_faults(const Series& series, Date day, bool first, const Counts& row);

    const Demand& m_demand;
    const Media& m_media;
    const RowPlan& m_plan;
    Random m_draws, m_split;
    std::vector<std::string> m_heads, m_heads_misspelt, m_ad_groups;
    std::vector<SampleFault> m_faults;
    std::vector<std::vector<double>> m_invoiced;
    std::vector<Counts> m_pieces; // scratch
    Counts m_total;
    int64_t m_rows = 0;
};

} // namespace plumbline::sample
