// SPDX-License-Identifier: GPL-3.0-or-later
// For development: forecasts of every method at rolling origins as JSON lines, with their inner backtests, to try ways of
// choosing.
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "bench/forecast_series.h"
#include "core/forecast/backtest.h"
#include "core/forecast/prophet.h"
#include "core/forecast/series.h"

using namespace plumbline;
using namespace plumbline::forecast;
using nlohmann::json;

int main(int argc, char** argv) {
    const std::string source = argc > 1 ? argv[1] : "sim";
    const int origins = argc > 2 ? std::atoi(argv[2]) : 4, each = argc > 3 ? std::atoi(argv[3]) : 3;
    const std::string only = argc > 4 ? argv[4] : "";
    const uint64_t seed = std::getenv("SEED") ? std::strtoull(std::getenv("SEED"), nullptr, 10) : 7;
    std::vector<bench::NamedSeries> all = source == "sim"       ? bench::simulated_series(each, seed)
                                          : source == "mixed"   ? bench::mixed_series(each, seed)
                                          : source == "shops"   ? bench::shop_series(each, seed)
                                          : source == "markets" ? bench::market_series(each, seed)
                                                                : bench::read_folder(source, true);
    std::atomic<size_t> next = 0;
    std::mutex lock;
    const auto work = [&] {
        NoProgress silent;
        for (size_t i = next++; i < all.size(); i = next++) {
            const auto& s = all[i];
            BacktestSpec outer;
            outer.horizon = s.horizon;
            outer.period = s.frequency == 'D' && s.series.ds.size() > 900 ? 3 * s.horizon + 2 : s.horizon;
            outer.max_folds = origins;
            for (const double cut : cutoffs(s.series, {}, outer)) {
                const Series known = until(s.series, cut + 1e-6);
                Spec spec;
                look_for_year(known, spec);
                Series seen = until(s.series, cut + s.horizon * (s.frequency == 'D' ? 1 : s.frequency == 'W' ? 7 : 30.5) + 1e-6);
                for (const Forecaster* f : forecasters()) {
                    if (!only.empty() && only.find(f->id()) == std::string::npos) continue;
                    BacktestSpec one;
                    one.horizon = s.horizon;
                    one.max_folds = 1;
                    const Backtest test = backtest(*f, seen, spec, one, silent);
                    BacktestSpec inner;
                    inner.horizon = s.horizon;
                    inner.max_folds = argc > 5 ? std::atoi(argv[5]) : 8;
                    if (argc > 6) inner.period = s.horizon;
                    const Backtest past = backtest(*f, known, spec, inner, silent);
                    json j{{"series", s.name},    {"f", std::string(1, s.frequency)},    {"cut", cut},
                           {"model", f->id()},    {"failed", test.failed + past.failed}, {"ms", past.fit_ms},
                           {"n", known.ds.size()}};
                    const auto put = [](const Backtest& b) {
                        json out = json::array();
                        for (const Fold& fold : b.folds) {
                            json p{{"scale", fold.scale}, {"y", fold.y}, {"step", fold.step}};
                            for (const ForecastPoint& q : fold.points) {
                                p["f"].push_back(q.yhat);
                                p["lo"].push_back(q.lower);
                                p["hi"].push_back(q.upper);
                            }
                            out.push_back(p);
                        }
                        return out;
                    };
                    j["test"] = put(test);
                    j["inner"] = put(past);
                    const std::lock_guard guard(lock);
                    std::cout << j.dump() << "\n";
                }
            }
        }
    };
    std::thread other(work);
    work();
    other.join();
}
