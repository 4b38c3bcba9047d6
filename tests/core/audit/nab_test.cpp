// SPDX-License-Identifier: GPL-3.0-or-later
// The watch over streams, held against the labelled series of NAB (Lavin and Ahmad, 2015; "Evaluating real-time anomaly detection
// algorithms"), standard profile, default settings; skipped where they are not there. It looks back only, as NAB asks for.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/audit/stream.h"
#include "core/base/date.h"
#include "core/base/error.h"
#include "core/base/random.h"

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

/// "2014-04-10 07:15:00" as seconds since 1970.
int64_t seconds_of(const std::string& time) {
    const auto day = parse_iso_date(std::string_view(time).substr(0, 10));
    int hour = 0, minute = 0, second = 0;
    std::sscanf(time.c_str() + 11, "%d:%d:%d", &hour, &minute, &second);
    return day ? int64_t{day->days} * 86'400 + hour * 3600 + minute * 60 + second : 0;
}

std::vector<size_t> odd_points(const Sample& s) {
    std::vector<int64_t> seconds;
    for (const std::string& t : s.times) seconds.push_back(seconds_of(t));
    std::vector<size_t> out;
    for (const audit::StreamAlarm& a : audit::watch_stream(seconds, s.values)) out.push_back(a.at);
    return out;
}

double sigmoid(double y) { return 2 / (1 + std::exp(5 * y)) - 1; }

} // namespace

TEST(Streams, AnHourThatStandsOffIsToldOnceAndOrdinaryHoursRarely) {
    Random random(4);
    std::vector<int64_t> seconds;
    std::vector<double> values;
    for (int i = 0; i < 24 * 60; ++i) {
        seconds.push_back(int64_t{1'700'000'000} / 3600 * 3600 + 3600 * i);
        values.push_back(200 * std::exp(0.5 * std::sin(2 * M_PI * i / 24) + random.normal(0, 0.1)));
    }
    const size_t before = audit::watch_stream(seconds, values).size();
    EXPECT_LE(before, 10u); // 0.0027 of 1,340 hours are 3.6
    values[1000] *= 4;
    values[1001] *= 4;
    const auto alarms = audit::watch_stream(seconds, values);
    EXPECT_EQ(std::ranges::count_if(alarms, [](const auto& a) { return a.at >= 1000 && a.at < 1024; }), 1);
    const auto at = std::ranges::find_if(alarms, [](const auto& a) { return a.at == 1000; });
    ASSERT_NE(at, alarms.end());
    EXPECT_NEAR(at->expected, values[1000] / 4, 0.3 * values[1000] / 4);
    EXPECT_LT(at->chance, 1e-6);
}

TEST(Streams, GapsZerosAndNothingGetAnAnswer) {
    EXPECT_TRUE(audit::watch_stream({}, {}).empty());
    EXPECT_TRUE(audit::watch_stream({0, 3600}, {std::nan(""), std::nan("")}).empty());
    EXPECT_TRUE(audit::watch_stream({0, 0, 0}, {0, 0, 0}).empty());
    EXPECT_THROW(audit::watch_stream({0}, {1}, {.chance = 2}), Error);
}

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
        for (const size_t i : odd_points(s)) {
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
    EXPECT_GT(100 * (all + all_windows) / (2 * all_windows), 50); // above a windowed normal distribution (39.6)
}
