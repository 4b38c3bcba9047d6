// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/progress.h"

namespace plumbline::sample {

/// What to generate. The method is in docs/methods/sample.md.
struct SampleSpec {
    int64_t rows = 0;     ///< data rows of the CSV, exactly; 0: the natural size (campaign x region x device x active day)
    uint64_t seed = 2026; ///< same seed, same bytes
};

/// A fault that was put into the data on purpose.
struct SampleFault {
    std::string id; ///< "surge", "stuck_rate", "negative_cost", "duplicates", "missing_week", "spelling", "micros"
    DateRange days{};
    std::string channel, campaign, measure; ///< empty: not confined to one
    int64_t rows = 0;                       ///< rows of this file that carry it
    double written = 0;                     ///< total of `measure` on those rows as written
    double expected = 0;                    ///< the same without the fault
    std::string what;                       ///< one sentence
};

/// Order of the measures in `totals`.
inline constexpr std::array<const char*, 8> measure_names{"impressions", "clicks",        "visits", "leads",
                                                          "orders",      "new_customers", "cost",   "revenue"};

/// What was written; the whole truth is in the JSON file.
struct SampleTruth {
    int64_t rows = 0;
    DateRange dates{};
    std::array<double, 8> totals{}; ///< sums over the file as written, faults included
    std::vector<SampleFault> faults;
    std::filesystem::path csv, truth, market, invoices;
};

/// Two years of daily campaign facts of a made-up Swiss outfitter, from known parameters, to `csv_out`; the parameters, the true
/// contribution of each channel by week and every planted fault to `truth_out`; market.csv (price and competitor index by day)
/// and invoices.csv (what each channel billed by month) beside the CSV. Streams: memory does not grow with rows. Throws
/// Error{usage} on negative rows, {write_failed, disk_full}, {cancelled}; then none of the files is left.
SampleTruth generate_sample(const SampleSpec& spec, const std::filesystem::path& csv_out, const std::filesystem::path& truth_out,
                            Progress& progress, std::stop_token stop = {});

} // namespace plumbline::sample
