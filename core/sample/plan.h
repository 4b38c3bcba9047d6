// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <vector>

#include "core/sample/recipe.h"

namespace plumbline::sample {

/// One campaign in one region on one device, written as `pieces` ad groups a day.
struct Series {
    size_t campaign, region, device;
    int64_t pieces = 0;
    size_t extra_from = 0; ///< from this day (index) on there is one ad group more
    int64_t pieces_on(size_t day) const { return pieces + (day >= extra_from ? 1 : 0); }
};

/// Which series are written, and how often, so that the file has exactly the wanted number of rows.
struct RowPlan {
    std::vector<Series> series; ///< in the order of the file: campaign, region, device
    int64_t rows = 0;
    bool with_ad_groups = false;
};

/// How many times an ad group of the series is written on a day: 0 where the campaign rests or its rows are lost, 2 where they
/// are doubled.
int copies_on(const Series& series, Date day);
/// Number of rows of the file without ad groups.
int64_t natural_rows();
/// rows 0: the natural size. Below that whole series are left out, the smallest first; their volume goes to the series that stay.
RowPlan make_plan(int64_t rows);

} // namespace plumbline::sample
