// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include "core/rootcause/leaves.h"
#include "core/rootcause/search.h"

namespace plumbline::rootcause {

enum class DriverKind {
    segment, ///< of a sum: what its leaves changed by
    rate,    ///< of a ratio: a change inside of the segment
    mix,     ///< of a ratio: the segment's weight changed
    rest,    ///< everything outside of the segments named
    days     ///< the periods differ in length
};
const char* driver_kind_id(DriverKind kind);

/// One part of a change. All parts add up to the change.
struct Driver {
    Segment segment{};
    DriverKind kind = DriverKind::segment;
    double contribution = 0;
    std::optional<double> share{};   ///< of the change; missing where nothing changed
    double actual = 0, expected = 0; ///< of the segment's metric
    double score = 0, evidence = 0;  ///< of the element; 0 for the rest
};

/// The change of the leaves' metric split over the elements (a leaf belongs to the first that holds it) and the rest.
std::vector<Driver> attribute(const Leaves& leaves, const std::vector<Element>& elements);

/// The children of a segment along one dimension, largest contribution first; they add up to the segment's own contribution.
/// For a ratio the contribution is mix plus rate, with the segment and everything else as the whole.
struct Child {
    int32_t value = 0;
    double actual = 0, expected = 0; ///< the metric; NaN for a ratio without denominator
    double contribution = 0;
    double mix = 0; ///< of a ratio: the part of the contribution that is mix
};
std::vector<Child> children(const Leaves& leaves, const Segment& segment, int dimension);

/// Mix and rate over all leaves of a ratio: a mix that outweighs the rates is a shift in what is sold or where (Simpson).
struct RatioTotals {
    double mix = 0, rate = 0;
    int dimension = -1; ///< the one whose mix moves most
};
RatioTotals ratio_totals(const Leaves& leaves);

} // namespace plumbline::rootcause
