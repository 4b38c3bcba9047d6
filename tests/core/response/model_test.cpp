// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

#include "core/base/random.h"
#include "core/response/fit_model.h"
#include "core/response/model.h"
#include "core/response/point.h"
#include "core/response/posterior.h"
#include "core/response/simulate.h"
#include "tests/core/response/market_files.h"

using namespace plumbline;
using namespace plumbline::response;

namespace {
double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
} // namespace

TEST(ResponseTable, DISABLED_OverFreshMarkets) {
    const int seeds = std::getenv("SEEDS") ? std::atoi(std::getenv("SEEDS")) : 3;
    const int first = std::getenv("FIRST") ? std::atoi(std::getenv("FIRST")) : 1;
    const std::string only = std::getenv("ONLY") ? std::getenv("ONLY") : "";
    const int mode = std::getenv("MODE") ? std::atoi(std::getenv("MODE")) : 0; // 0 point, 1 approx, 2 nuts
    double all_error[4] = {}, all_cover = 0, all_n = 0, kinds = 0;
    for (const Scenario& s : scenarios()) {
        if (s.geos > 1 && only != s.name) continue;
        if (!only.empty() && only != s.name) continue;
        double error[4] = {}, cover = 0, n = 0, t_point = 0, t_post = 0, rhat = 0, ess = 1e9, theta_error = 0, width = 0, div = 0,
               grads = 0;
        for (int seed = first; seed < first + seeds; ++seed) {
            const Simulated sim = simulate(s, static_cast<uint64_t>(seed));
            ResponseSpec spec;
            if (std::getenv("LIFT")) spec.lifts = sim.lifts;
            if (s.geos > 1) spec.warmup = 300, spec.draws = 300;
            const Model model(sim.data, spec);
            double t0 = seconds();
            const PointFit point = fit_point(model, 8, 1, {});
            t_point += seconds() - t0;
            Posterior post;
            t0 = seconds();
            NoProgress progress;
            if (mode == 1) post = approximate_posterior(model, point.q, 2000, 1, {});
            if (mode == 2) post = sample_posterior(model, point.q, spec, progress, {});
            t_post += seconds() - t0;
            rhat = std::max(rhat, post.r_hat), ess = std::min(ess, post.ess), div += post.divergences,
            grads += double(post.gradients);
            std::vector<double> mode_q = mode > 0 ? post.start : fit_mode(model, point.q, 300).x;
            for (size_t c = 0; c < model.channels(); ++c) {
                const double truth = sim.contribution[model.used()[c]];
                const double p = std::exp(point.q[model.share_at(c)]) * model.target_total();
                const double mo = std::exp(mode_q[model.share_at(c)]) * model.target_total();
                error[0] += std::abs(p / truth - 1);
                error[1] += std::abs(mo / truth - 1);
                n += 1;
                if (mode > 0) {
                    std::vector<double> v;
                    double mean = 0, theta = 0;
                    for (const auto& d : post.draws) {
                        v.push_back(std::exp(d[model.share_at(c)]) * model.target_total());
                        mean += v.back();
                        theta += 1 / (1 + std::exp(-d[model.shape_at(c)]));
                    }
                    mean /= double(v.size());
                    error[2] += std::abs(mean / truth - 1);
                    error[3] += std::abs(quantile(v, 0.5) / truth - 1);
                    const double low = quantile(v, 0.05), high = quantile(v, 0.95);
                    cover += truth >= low && truth <= high;
                    width += (high - low) / truth;
                    theta_error += std::abs(theta / double(v.size()) - sim.curves[model.used()[c]].adstock.theta);
                }
            }
        }
        std::printf("%-10s point %.3f mode %.3f mean %.3f median %.3f cover %.3f width %.2f theta %.3f | t %.3f post %.2f rhat "
                    "%.3f ess %.0f div %.0f grads %.0f\n",
                    s.name.c_str(), error[0] / n, error[1] / n, error[2] / n, error[3] / n, cover / n, width / n, theta_error / n,
                    t_point / seeds, t_post / seeds, rhat, ess, div, grads / seeds);
        for (int i = 0; i < 4; ++i) all_error[i] += error[i] / n;
        all_cover += cover, all_n += n, kinds += 1;
    }
    std::printf("mean over kinds: point %.3f mode %.3f mean %.3f median %.3f cover %.3f\n", all_error[0] / kinds,
                all_error[1] / kinds, all_error[2] / kinds, all_error[3] / kinds, all_cover / all_n);
}

TEST(ResponseTable, DISABLED_OverKnownFiles) {
    const std::filesystem::path folder = std::filesystem::path(PLUMBLINE_SOURCE_DIR).parent_path() / "shared/data/mmm";
    const int mode = std::getenv("MODE") ? std::atoi(std::getenv("MODE")) : 0;
    double all = 0, covered = 0, counted = 0;
    for (const char* name : {"easy", "mm_only", "scurve", "noisy", "collinear", "short", "many", "mediated", "geo"}) {
        if (std::string(name) == "geo" && !std::getenv("GEO")) continue;
        const MarketFile file = read_market(folder, std::string("sim_") + name);
        ResponseSpec spec;
        spec.posterior = mode == 2;
        if (std::getenv("LIFT")) spec.lifts = lifts_from_json(file.truth["lift_tests"]);
        if (std::string(name) == "geo") spec.warmup = 300, spec.draws = 300;
        NoProgress progress;
        const double t0 = seconds();
        const ResponseFit fit = fit_response(file.data, spec, progress);
        const double t = seconds() - t0;
        double error = 0, cover = 0, theta = 0, n_theta = 0;
        std::string detail;
        for (size_t c = 0; c < fit.channels.size(); ++c) {
            const auto& truth = file.truth["channels"][c];
            const double total = truth["total_contribution"], e = fit.channels[c].contribution / total - 1;
            error += std::abs(e) / double(fit.channels.size());
            if (fit.channels[c].contribution_interval) {
                const auto& i = *fit.channels[c].contribution_interval;
                cover += total >= i.lower && total <= i.upper;
            }
            if (truth["adstock_params"].contains("theta") && truth["adstock"] == "geometric")
                theta += std::abs(fit.channels[c].curve.adstock.theta - truth["adstock_params"]["theta"].get<double>()),
                    n_theta += 1;
            char text[60];
            std::snprintf(text, sizeof text, " %s %+.2f%s", fit.channels[c].curve.name.substr(0, 7).c_str(), e,
                          fit.channels[c].verdict == Identification::identified ? ""
                          : fit.channels[c].verdict == Identification::weak     ? "w"
                                                                                : "N");
            detail += text;
        }
        for (const auto& i : fit.interactions)
            detail += " [" + i.donor + ">" + i.receiver + " " + std::to_string(i.strength) + "]";
        std::printf("%-10s error %.3f cover %.2f theta %.3f t %.2f fit %.0f ms rhat %.3f ess %.0f |%s\n", name, error,
                    cover / double(fit.channels.size()), theta / n_theta, t, fit.diagnostics.fit_ms,
                    fit.diagnostics.r_hat.value_or(0), fit.diagnostics.ess.value_or(0), detail.c_str());
        if (std::string(name) != "geo") all += error / 8;
        covered += cover, counted += double(fit.channels.size());
    }
    std::printf("mean %.3f coverage %.3f\n", all, covered / counted);
}

TEST(ResponseTable, DISABLED_Interactions) {
    const int seeds = std::getenv("SEEDS") ? std::atoi(std::getenv("SEEDS")) : 10;
    for (const char* name : {"mediated", "scurve", "noisy", "many", "collinear", "easy", "short", "mm_only"}) {
        int right = 0, wrong = 0;
        for (int seed = 301; seed < 301 + seeds; ++seed) {
            const Simulated sim = simulate(scenario(name), static_cast<uint64_t>(seed));
            NoProgress progress;
            const ResponseFit f = fit_response(sim.data, {}, progress);
            for (const Interaction& i : f.interactions) {
                const bool ok = sim.mediated && i.donor == sim.mediated->first && i.receiver == sim.mediated->second;
                (ok ? right : wrong) += 1;
                std::printf("   %s %d %s>%s %.2f p %.5f\n", name, seed, i.donor.c_str(), i.receiver.c_str(), i.strength,
                            i.p_value);
            }
        }
        std::printf("%s right %d wrong %d of %d\n", name, right, wrong, seeds);
    }
}

TEST(Model, GradientAgreesWithFiniteDifferences) {
    for (const char* name : {"easy", "many", "geo"}) {
        Scenario s = scenario(name);
        s.weeks = 60;
        s.channels = std::min(s.channels, 4);
        s.geos = std::min(s.geos, 3);
        const Simulated sim = simulate(s, 5);
        ResponseSpec spec;
        spec.lifts = sim.lifts;
        spec.lifts.push_back(spec.lifts.front());
        spec.lifts.back().base_weekly_spend = 0;
        spec.lifts.back().from = sim.data.dates[20];
        spec.lifts.back().to = sim.data.dates[25];
        spec.adstock_of = {
            {"search", AdstockKind::delayed}, {"social", AdstockKind::weibull_pdf}, {"display", AdstockKind::binomial}};
        spec.saturation_of = {{"search", SaturationKind::logistic},
                              {"social", SaturationKind::michaelis_menten},
                              {"display", SaturationKind::root}};
        const Model model(sim.data, spec);
        const auto work = model.work();
        Random random(3);
        std::vector<double> q = model.prior_point({});
        for (double& v : q) v += random.normal(0, 0.3);
        std::vector<double> g(q.size());
        model.log_density(q.data(), g.data(), *work);
        for (size_t i = 0; i < q.size(); ++i) {
            auto x = q;
            const double h = 1e-5;
            x[i] += h;
            const double up = model.log_density(x.data(), nullptr, *work);
            x[i] -= 2 * h;
            const double down = model.log_density(x.data(), nullptr, *work);
            EXPECT_NEAR(g[i], (up - down) / (2 * h), 1e-4 * (1 + std::abs(g[i]))) << name << " " << i;
        }
        // Variable projection: the gradient of the profile by the envelope theorem.
        model.profiled(q.data(), g.data(), *work);
        for (size_t i = 0; i < q.size(); ++i) {
            auto x = q;
            const double h = 1e-5;
            x[i] += h;
            const double up = model.profiled(x.data(), nullptr, *work);
            x = q;
            x[i] -= h;
            const double down = model.profiled(x.data(), nullptr, *work);
            EXPECT_NEAR(g[i], (up - down) / (2 * h), 1e-3 * (1 + std::abs(g[i]))) << name << " " << i;
        }
    }
}
