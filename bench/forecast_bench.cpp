// SPDX-License-Identifier: GPL-3.0-or-later
// Comparison table of every method on a folder of series (and on made-up ones), and the time each takes. See README.md.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <map>

#include "bench/forecast_series.h"
#include "core/forecast/reconcile.h"
#include "core/forecast/run.h"
#include "core/forecast/series.h"
#include "core/forecast/tune.h"

using namespace plumbline;
using namespace plumbline::forecast;

namespace {

struct Score {
    double mase = 0, smape = 0, mape = 0, msis = 0, inside = 0, n = 0, folds = 0;
    bool has_mape = true;
};

void add(Score& s, const std::vector<ForecastPoint>& points, const Fold& truth) {
    double mase = 0, smape = 0, mape = 0, msis = 0;
    const double count = static_cast<double>(truth.y.size()), scale = truth.scale > 0 ? truth.scale : 1;
    for (size_t i = 0; i < truth.y.size(); ++i) {
        const double y = truth.y[i], e = std::abs(y - points[i].yhat);
        mase += e / scale / count;
        smape += (std::abs(y) + std::abs(points[i].yhat) > 0 ? 2 * e / (std::abs(y) + std::abs(points[i].yhat)) : 0) / count;
        if (std::abs(y) < 1e-8) s.has_mape = false;
        mape += e / std::max(std::abs(y), 1e-8) / count;
        double width = points[i].upper - points[i].lower;
        if (y < points[i].lower) width += 10 * (points[i].lower - y);
        if (y > points[i].upper) width += 10 * (y - points[i].upper);
        msis += width / scale / count;
        s.inside += y >= points[i].lower && y <= points[i].upper;
        s.n += 1;
    }
    s.mase += mase;
    s.smape += smape;
    s.mape += mape;
    s.msis += msis;
    s.folds += 1;
}

/// Forecasts of a model at the outer origins: it sees nothing of what comes after, and chooses again at each.
Score evaluate(const bench::NamedSeries& s, const std::string& model, int origins) {
    Score score;
    BacktestSpec outer;
    outer.horizon = s.horizon;
    outer.period = s.horizon;
    outer.max_folds = origins;
    NoProgress silent;
    for (const double cut : cutoffs(s.series, {}, outer)) {
        const double step = s.frequency == 'D' ? 1 : s.frequency == 'W' ? 7 : 30.5;
        BacktestSpec one;
        one.horizon = s.horizon;
        one.max_folds = 1;
        const Backtest truth =
            backtest(forecaster("seasonal_naive"), until(s.series, cut + s.horizon * step + 0.5 * step), {}, one, silent);
        if (truth.folds.empty()) continue;
        Request r;
        r.series = until(s.series, cut + 1e-6);
        r.model = model;
        if (model != "auto") r.folds = 0;
        for (const ForecastPoint& p : truth.folds[0].points) r.future.ds.push_back(p.ds);
        add(score, run_forecast(r, silent).forecast, truth.folds[0]);
    }
    return score;
}

double mean(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) sum += x;
    return sum / static_cast<double>(std::max<size_t>(1, v.size()));
}

void table(const std::vector<bench::NamedSeries>& all, int origins, bool each) {
    std::vector<std::string> models;
    for (const Forecaster* f : forecasters()) models.push_back(f->id());
    models.push_back("auto");
    std::map<char, std::map<std::string, std::vector<double>>> relative, mase, msis, off; ///< a value a series
    std::map<char, std::map<std::string, Score>> pooled;
    size_t beaten = 0, compared = 0;
    if (each)
        std::printf("| series | method | MAPE | sMAPE | MASE | MSIS | coverage of 80 %% "
                    "|\n|---|---|---:|---:|---:|---:|---:|\n");
    for (const bench::NamedSeries& s : all) {
        double naive = 0, prophet = 0;
        for (const std::string& m : models) {
            const Score r = evaluate(s, m, origins);
            if (r.folds == 0) continue;
            if (m == "seasonal_naive") naive = r.mase;
            if (each) {
                char mape[16] = "–";
                if (r.has_mape) std::snprintf(mape, sizeof mape, "%.1f %%", 100 * r.mape / r.folds);
                std::printf("| %s | %s | %s | %.1f %% | %.3f | %.2f | %.0f %% |\n", s.name.c_str(), m.c_str(), mape,
                            100 * r.smape / r.folds, r.mase / r.folds, r.msis / r.folds, 100 * r.inside / r.n);
                std::fflush(stdout);
            }
            if (naive > 0) relative[s.frequency][m].push_back(std::log(std::max(r.mase, 1e-9) / naive));
            mase[s.frequency][m].push_back(r.mase / r.folds);
            msis[s.frequency][m].push_back(r.msis / r.folds);
            off[s.frequency][m].push_back(std::abs(r.inside / r.n - 0.8));
            if (m == "prophet") prophet = r.mase;
            if (m == "auto" && prophet > 0) {
                ++compared;
                beaten += r.mase < prophet;
            }
            Score& p = pooled[s.frequency][m];
            p.inside += r.inside;
            p.n += r.n;
        }
    }
    std::printf("\n| | method | series | relative to seasonal naive | mean MASE | median MSIS | coverage of 80 %% | mean "
                "distance from it "
                "|\n|---|---|---:|---:|---:|---:|---:|---:|\n");
    const auto row = [](const char* step, const std::string& m, const std::vector<double>& logs,
                        const std::vector<double>& errors, std::vector<double> scores, const std::vector<double>& distances,
                        const Score& p) {
        std::sort(scores.begin(), scores.end());
        std::printf("| %s | %s | %zu | %.3f | %.3f | %.2f | %.2f | %.3f |\n", step, m.c_str(), errors.size(),
                    std::exp(mean(logs)), mean(errors), (scores[scores.size() / 2] + scores[(scores.size() - 1) / 2]) / 2,
                    p.inside / p.n, mean(distances));
    };
    for (const std::string& m : models) {
        std::vector<double> logs, errors, scores, distances;
        Score p;
        for (auto& [frequency, by_model] : mase) {
            if (!by_model.contains(m)) continue;
            const std::string step(1, frequency);
            row(step.c_str(), m, relative[frequency][m], by_model[m], msis[frequency][m], off[frequency][m],
                pooled[frequency][m]);
            const auto join = [](std::vector<double>& to, const std::vector<double>& v) {
                to.insert(to.end(), v.begin(), v.end());
            };
            join(logs, relative[frequency][m]);
            join(errors, by_model[m]);
            join(scores, msis[frequency][m]);
            join(distances, off[frequency][m]);
            p.inside += pooled[frequency][m].inside;
            p.n += pooled[frequency][m].n;
        }
        if (mase.size() > 1 && !errors.empty()) row("all", m, logs, errors, scores, distances, p);
    }
    std::printf("\nOf %zu series `auto` forecast %zu better than Prophet with its default settings.\n", compared, beaten);
}

/// Processor time of all threads: what else the machine does hardly enters.
double processor_ms() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <typename Work>
double least_ms(int times, Work work) {
    double best = 1e18;
    for (int i = 0; i < times; ++i) {
        const double begin = processor_ms();
        work();
        best = std::min(best, processor_ms() - begin);
    }
    return best;
}

void speed() {
    NoProgress silent;
    const auto all = bench::simulated_series(1, 3);
    bench::NamedSeries three_years;
    for (const auto& s : all)
        if (s.name.starts_with("holidays")) three_years = s;
    Series days = three_years.series;
    while (days.ds.size() < 1095) {
        days.ds.push_back(days.ds.back() + 1);
        days.y.push_back(days.y[days.y.size() - 364]);
    }
    days = until(days, days.ds[1094]);
    Request r;
    r.series = days;
    r.future.ds = next_moments(days, 0, 28);
    r.folds = 3;
    std::printf("| what | processor time, least of 5 runs |\n|---|---:|\n");
    std::printf("| auto, 1,095 days, all methods, 3 origins, intervals | %.0f ms |\n",
                least_ms(5, [&] { run_forecast(r, silent); }));
    r.folds = Request{}.folds;
    std::printf("| the same with the default number of origins | %.0f ms |\n", least_ms(5, [&] { run_forecast(r, silent); }));
    BacktestSpec how;
    how.horizon = 28;
    how.max_folds = 3;
    std::printf("| 100 trials of tuning, 3 folds | %.0f ms |\n",
                least_ms(2, [&] { tune_prophet(days, {}, how, 100, "", silent, {}); }));
    for (const Forecaster* f : forecasters())
        std::printf("| %s, fit and 28 days | %.1f ms |\n", f->id().c_str(),
                    least_ms(5, [&] { f->fit(days, {}, silent, {})->predict(r.future); }));
}

/// `count` made-up series of two years of days, each with `auto` and 28 days ahead.
void many(int count) {
    NoProgress silent;
    std::vector<Request> requests;
    for (uint64_t seed = 500; requests.size() < static_cast<size_t>(count); ++seed)
        for (const bench::NamedSeries& s : bench::simulated_series(4, seed)) {
            if (s.frequency != 'D' || s.series.ds.size() < 730 || requests.size() == static_cast<size_t>(count)) continue;
            Request r;
            r.series = until(s.series, s.series.ds[729]);
            r.future.ds = next_moments(r.series, 0, 28);
            requests.push_back(std::move(r));
        }
    const auto begin = std::chrono::steady_clock::now();
    const double processor = processor_ms();
    const std::vector<Result> results = run_many(requests, nullptr, Reconcile::none, 0, silent);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    size_t made = 0;
    for (const Result& r : results) made += !r.forecast.empty();
    std::printf("%zu of %d series of 730 days forecast with auto in %.1f s, %.1f s of processor time\n", made, count, seconds,
                (processor_ms() - processor) / 1000);
}

} // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "many")
        many(argc > 2 ? std::atoi(argv[2]) : 1000);
    else if (what == "speed")
        speed();
    else if (what == "simulated")
        table(bench::simulated_series(argc > 2 ? std::atoi(argv[2]) : 2, 99), 3, false);
    else if (what == "mixed")
        table(bench::mixed_series(argc > 2 ? std::atoi(argv[2]) : 12, argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 303), 3,
              false);
    else if (what == "shops" || what == "markets")
        table((what == "shops" ? bench::shop_series : bench::market_series)(
                  argc > 2 ? std::atoi(argv[2]) : 12, argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 2026),
              3, false);
    else if (!what.empty())
        table(bench::read_folder(what, false), 3, true);
    else
        std::printf("usage: bench_forecast FOLDER | simulated [OF EACH KIND] | mixed [OF EACH STEP [SEED]] | shops … | markets … "
                    "| many [SERIES] | speed\n");
}
