// SPDX-License-Identifier: GPL-3.0-or-later
// The auditor's expectation for a measure that is its own only witness, held against the labelled series of NAB (Lavin and Ahmad,
// 2015; "Evaluating real-time anomaly detection algorithms"), standard profile, default settings; skipped where they are not
// there. Unlike the detectors of NAB's board it may look at the periods behind a point, as an audit does.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/audit/board.h"

using namespace plumbline;

namespace {

struct Sample {
    std::vector<std::string> times;
    std::vector<double> values;
};

Sample read(const std::filesystem::path& file) {
    Sample out;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const size_t comma = line.find(',');
        out.times.push_back(line.substr(0, std::min<size_t>(19, comma)));
        out.values.push_back(std::strtod(line.c_str() + comma + 1, nullptr));
    }
    return out;
}

/// Indices of the points that the limits of the auditor's day check call odd.
std::vector<size_t> odd_points(std::vector<double> values) {
    const double least = *std::ranges::min_element(values);
    if (least < 0)
        for (double& v : values) v += 1 - least; // the auditor looks at logs
    metrics::Panel panel;
    panel.values = {""};
    metrics::Panel::Measure measure;
    measure.field = "value";
    measure.role = "measure";
    measure.scale = -1;
    for (size_t i = 0; i < values.size(); ++i) {
        panel.value.push_back(0);
        panel.day.push_back(static_cast<int32_t>(i));
        panel.rows.push_back(1);
        measure.sums.push_back(values[i]);
    }
    panel.measures.push_back(std::move(measure));
    NoProgress quiet;
    const audit::Board board = audit::make_board(std::move(panel), DatasetInfo{}, quiet, {});
    audit::Findings findings;
    audit::Board copy = board;
    copy.event.assign(static_cast<size_t>(copy.periods), 0);
    audit::check_days(copy, findings, {});
    std::vector<size_t> out;
    for (const audit::Finding& f : findings)
        if (f.days)
            for (int i = f.days->from.days; i <= f.days->to.days; ++i) out.push_back(static_cast<size_t>(i));
    return out;
}

double sigmoid(double y) { return 2 / (1 + std::exp(5 * y)) - 1; }

} // namespace

TEST(LabelledSeries, AreScoredAsNabDoes) {
    const std::filesystem::path folder = std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "../shared/data/anomaly/nab";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared data";
    const auto labels = nlohmann::json::parse(std::ifstream(folder / "labels.json"));
    double all = 0;
    int all_windows = 0;
    for (const auto& [name, of] : labels.items()) {
        const Sample s = read(folder / name);
        const auto probation = std::min<size_t>(s.values.size() * 15 / 100, 750);
        std::vector<std::pair<size_t, size_t>> windows;
        for (const auto& w : of.at("windows")) {
            const auto at = [&](const std::string& t) {
                return static_cast<size_t>(std::ranges::lower_bound(s.times, t.substr(0, 19)) - s.times.begin());
            };
            windows.emplace_back(at(w[0]), at(w[1]));
        }
        double score = 0;
        std::vector<bool> met(windows.size(), false);
        int alarms = 0;
        for (const size_t i : odd_points(s.values)) {
            if (i < probation) continue;
            bool inside = false;
            for (size_t k = 0; k < windows.size(); ++k)
                if (windows[k].first <= i && i <= windows[k].second) {
                    inside = true;
                    if (met[k]) continue;
                    met[k] = true;
                    const double width = static_cast<double>(windows[k].second - windows[k].first + 1);
                    score += sigmoid(-static_cast<double>(windows[k].second - i + 1) / width) / sigmoid(-1);
                }
            if (inside) continue;
            ++alarms;
            double penalty = -1;
            for (const auto& [from, to] : windows)
                if (to < i) penalty = sigmoid(static_cast<double>(i - to) / std::max(1.0, static_cast<double>(to - from)));
            score += 0.11 * penalty;
        }
        int found = 0;
        for (const bool m : met) {
            found += m;
            if (!m) score -= 1;
        }
        const auto n = static_cast<double>(windows.size());
        std::printf("%-50s windows %zu found %d alarms %d NAB %.1f\n", name.c_str(), windows.size(), found, alarms,
                    100 * (score + n) / (2 * n));
        all += score;
        all_windows += static_cast<int>(windows.size());
    }
    std::printf("NAB score, standard profile: %.1f over %d windows\n", 100 * (all + all_windows) / (2 * all_windows),
                all_windows);
    EXPECT_GT(100 * (all + all_windows) / (2 * all_windows), 11); // what a detector gets that guesses
}
