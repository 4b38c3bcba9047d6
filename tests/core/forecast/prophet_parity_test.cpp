// SPDX-License-Identifier: GPL-3.0-or-later
// Prophet against R Prophet 1.0 (Stan) on the reference fits, where those are at hand.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "core/base/date.h"
#include "core/forecast/prophet.h"

namespace plumbline::forecast {

namespace {

namespace fs = std::filesystem;

fs::path shared_data() {
    if (const char* given = std::getenv("PLUMBLINE_SHARED_DATA")) return given;
    return fs::path(PLUMBLINE_SOURCE_DIR) / ".." / "shared" / "data";
}

/// Columns by name; empty cells and NA are NaN, dates are days.
std::map<std::string, std::vector<double>> read_csv(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::vector<std::string> names;
    std::map<std::string, std::vector<double>> columns;
    while (std::getline(in, line)) {
        std::erase_if(line, [](char c) { return c == '"' || c == '\r'; });
        std::vector<std::string> cells;
        std::stringstream row(line);
        for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
        if (names.empty()) {
            names = cells;
            continue;
        }
        for (size_t i = 0; i < names.size(); ++i) {
            const std::string cell = i < cells.size() ? cells[i] : "";
            double value = std::nan("");
            if (const auto date = parse_iso_date(cell.substr(0, 10)); date && names[i] == "ds")
                value = date->days;
            else if (!cell.empty() && cell != "NA")
                value = std::strtod(cell.c_str(), nullptr);
            columns[names[i]].push_back(value);
        }
    }
    return columns;
}

struct Case {
    const char* name;
    const char* series;
    double log_posterior; ///< Stan's, cases.csv
    bool multiplicative;
    std::optional<double> cap;
};

const Case cases[] = {{"peyton_linear", "peyton_manning.csv", 8004.7187656052, false, {}},
                      {"retail_linear", "retail_sales.csv", 1020.9368137022, false, {}},
                      {"air_multiplicative", "air_passengers.csv", 503.5286938633, true, {}},
                      {"wp_r_logistic", "wp_log_r.csv", 9019.6627070582, false, 8.5}};

struct Off {
    double sum = 0, n = 0, most = 0;
    void add(double a, double b) {
        sum += std::abs(a - b);
        most = std::max(most, std::abs(a - b));
        n += 1;
    }
    double mean() const { return n > 0 ? sum / n : 0; }
};

class Parity : public ::testing::TestWithParam<Case> {};

} // namespace

TEST_P(Parity, OfTheCurveItsPartsItsBoundsAndItsPosterior) {
    const Case& c = GetParam();
    const fs::path reference_file = shared_data() / "prophet_reference" / (std::string(c.name) + ".csv");
    if (!fs::exists(reference_file)) GTEST_SKIP() << "no reference fits here";
    auto raw = read_csv(shared_data() / "series" / c.series);
    auto reference = read_csv(reference_file);
    Series series{raw["ds"], raw["y"], {}};
    Spec spec;
    spec.multiplicative = c.multiplicative;
    if (c.cap) {
        spec.growth = Growth::logistic;
        spec.cap = c.cap;
    }
    NoProgress progress;
    double fit_ms = 1e9;
    std::unique_ptr<Fitted> fit;
    for (int i = 0; i < 3; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        fit = prophet().fit(series, spec, progress, {});
        fit_ms = std::min(fit_ms, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    const Future all{reference["ds"], {}};
    const auto points = fit->predict(all);
    const auto parts = fit->components(&all);
    double largest = 0;
    for (const double y : series.y) largest = std::max(largest, std::abs(y));

    Off past, future, band, bounds, bound_shares;
    std::map<std::string, Off> component;
    for (size_t i = 0; i < points.size(); ++i) {
        const bool known = reference["hist"][i] > 0.5;
        (known ? past : future).add(points[i].yhat, reference["yhat"][i]);
        // Bounds against the run with 5,000 draws, as widths.
        const double width = reference["yhat_upper_5k"][i] - reference["yhat_lower_5k"][i];
        if (!known) {
            band.add((points[i].upper - points[i].lower) / width, 1);
            bounds.add(points[i].upper, reference["yhat_upper_5k"][i]);
            bounds.add(points[i].lower, reference["yhat_lower_5k"][i]);
            bound_shares.add(points[i].upper / reference["yhat_upper_5k"][i], 1);
            bound_shares.add(points[i].lower / reference["yhat_lower_5k"][i], 1);
        }
        for (const Component& part : parts) {
            if (!reference.contains(part.name)) continue;
            double value = part.values[i];
            if (c.multiplicative && part.name != "trend") value /= parts[0].values[i];
            component[part.name].add(value, reference[part.name][i]);
        }
    }
    const double lp = prophet_reading(*fit)->log_posterior();
    std::cout << c.name << ": fit " << fit_ms << " ms; log posterior " << lp << ", Stan's " << c.log_posterior << "; yhat off by "
              << 100 * past.mean() / largest << " % in history, " << 100 * future.mean() / largest
              << " % in the future; width of the band off by " << 100 * band.mean() << " %, bounds "
              << 100 * bounds.mean() / largest << " % of the largest value, " << 100 * bound_shares.most
              << " % of themselves at most";
    for (const auto& [name, off] : component)
        std::cout << "; " << name << " " << 100 * off.mean() / (c.multiplicative && name != "trend" ? 1 : largest) << " %";
    std::cout << "\n";
    EXPECT_GE(lp, c.log_posterior - 1e-6);
    EXPECT_LE(past.mean() / largest, 0.003);
    EXPECT_LE(future.mean() / largest, 0.006);
    // The exact fit has fewer and smaller changes than Stan's unfinished one, and so a band some percent narrower.
    EXPECT_LE(band.mean(), 0.06);
    EXPECT_LE(bounds.mean() / largest, 0.03);
    EXPECT_LE(bound_shares.most, 0.03); // each of them
    for (const auto& [name, off] : component)
        EXPECT_LE(off.mean() / (c.multiplicative && name != "trend" ? 1 : largest), 0.01) << name;
}

INSTANTIATE_TEST_SUITE_P(Prophet, Parity, ::testing::ValuesIn(cases),
                         [](const auto& each) { return std::string(each.param.name); });

} // namespace plumbline::forecast
