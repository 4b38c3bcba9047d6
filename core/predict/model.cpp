// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "core/base/random.h"
#include "core/features/features.h"
#include "core/predict/design.h"
#include "core/predict/learner.h"

namespace plumbline::predict {

namespace {

constexpr size_t fewest_rows = 40;
constexpr int shuffles = 3;
constexpr double plans[] = {1, 0.5, 0.75, 1.25, 1.5, 2}; ///< times the recent spend; the first is the prediction itself

[[noreturn]] void refuse(const std::string& en, const std::string& fr) {
    throw Error(ErrorCode::predict_invalid, {{"detail", en}, {"detail_fr", fr}});
}

/// Rows and columns of a design as the learners take them.
struct Sample {
    numerics::Matrix x;
    std::vector<float> y;
    std::vector<double> outcome;
    std::vector<size_t> rows;
};

Sample take(const Design& d, const std::vector<size_t>& columns, size_t from, size_t to, double plan = 1) {
    Sample s;
    for (size_t r = 0; r < d.rows(); ++r)
        if (d.period[r] >= from && d.period[r] < to && d.plan[r] == plan) s.rows.push_back(r);
    s.x.rows = s.rows.size();
    s.x.columns = columns.size();
    s.x.values.reserve(s.x.rows * s.x.columns);
    for (const size_t r : s.rows) {
        for (const size_t c : columns) s.x.values.push_back(static_cast<float>(d.columns[c][r]));
        s.outcome.push_back(d.outcome[r]);
        s.y.push_back(static_cast<float>(std::log1p(d.outcome[r])));
    }
    return s;
}

/// From the logarithm back; `smear` makes the mean right (Duan, 1983).
double level(double predicted, double smear) { return std::max(0.0, std::exp(std::min(predicted, 50.0)) * smear - 1); }

double smearing(const std::vector<double>& predicted, const Sample& s) {
    double above = 0, below = 0;
    for (size_t i = 0; i < predicted.size(); ++i) {
        above += s.outcome[i] + 1;
        below += std::exp(std::min(predicted[i], 50.0));
    }
    return below > 0 ? std::clamp(above / below, 0.5, 2.0) : 1;
}

/// Errors in units of the predicted level, so that small campaigns have narrow intervals and large ones wide.
double unit(double expected, double typical) { return expected + 0.1 * typical; }

/// The conformal quantile of absolute errors in units.
double conformal(std::vector<double> errors, double interval) {
    if (errors.empty()) return 0;
    std::ranges::sort(errors);
    const auto rank = static_cast<size_t>(std::ceil(interval * static_cast<double>(errors.size() + 1)));
    return errors[std::min(rank, errors.size()) - 1];
}

struct Trained {
    std::unique_ptr<Learnt> learnt;
    double smear = 1;
    std::vector<double> apply(const Sample& s) const {
        auto out = learnt->predict(s.x);
        for (double& v : out) v = level(v, smear);
        return out;
    }
};

Trained teach(const Learner& learner, const Sample& s, Progress& progress, const std::stop_token& stop) {
    Trained t;
    t.learnt = learner.learn(s.x, s.y, progress, stop);
    t.smear = smearing(t.learnt->predict(s.x), s);
    return t;
}

Score score_of(const std::string& model, const std::vector<double>& expected, const Sample& s, double width, double typical) {
    Score out;
    out.model = model;
    double mean = 0, total = 0, squares = 0, spread = 0;
    size_t covered = 0;
    const auto n = static_cast<double>(expected.size());
    for (const double v : s.outcome) mean += v / n;
    for (size_t i = 0; i < expected.size(); ++i) {
        const double error = std::abs(expected[i] - s.outcome[i]);
        out.mae += error / n;
        squares += error * error;
        total += s.outcome[i];
        spread += (s.outcome[i] - mean) * (s.outcome[i] - mean);
        covered += error <= width * unit(expected[i], typical);
    }
    out.rmse = std::sqrt(squares / n);
    out.wmape = total > 0 ? out.mae * n / total : 0;
    out.r2 = spread > 0 ? 1 - squares / spread : 0;
    out.coverage = static_cast<double>(covered) / n;
    return out;
}

std::vector<double> errors_of(const std::vector<double>& expected, const Sample& s, double typical) {
    std::vector<double> out;
    for (size_t i = 0; i < expected.size(); ++i) out.push_back(std::abs(expected[i] - s.outcome[i]) / unit(expected[i], typical));
    return out;
}

/// Columns that pruning keeps. The planned spend stays whatever its inflation: a prediction is asked for it.
std::vector<size_t> prune_columns(const Design& d, size_t learn_to, const PredictSpec& spec, PredictFit& fit, Progress& progress,
                                  const std::stop_token& stop) {
    features::FeatureSet set;
    for (size_t c = 0; c < d.names.size(); ++c) set.features.push_back({d.names[c], "", d.names[c] == "spend_log", {}});
    for (size_t r = 0; r < d.rows(); ++r) {
        if (d.period[r] >= learn_to) continue;
        set.target.push_back(std::log1p(d.outcome[r]));
        for (size_t c = 0; c < d.names.size(); ++c) set.features[c].values.push_back(d.columns[c][r]);
    }
    const features::Pruned pruned = features::prune(set, {.limit = spec.vif_limit}, progress, stop);
    std::vector<size_t> out;
    auto add = [&](const features::Judged& j) {
        fit.features.push_back(
            {j.name, std::isfinite(j.vif) ? std::optional(j.vif) : std::nullopt, std::string(features::reason_id(j.reason))});
    };
    for (const features::Judged& j : pruned.kept) {
        add(j);
        out.push_back(static_cast<size_t>(std::ranges::find(d.names, j.name) - d.names.begin()));
    }
    for (const features::Judged& j : pruned.dropped) add(j);
    std::ranges::sort(out);
    return out;
}

/// What other spends would bring, up to the largest that the entity was seen to spend: trees know nothing beyond.
void add_levels(PredictFit& fit, const Panel& panel, const Design& d, const std::vector<size_t>& columns, const Trained& model,
                double width, double typical) {
    for (const double plan : plans) {
        const Sample rows = take(d, columns, panel.periods(), panel.periods() + 1, plan);
        const auto expected = model.apply(rows);
        for (size_t i = 0; i < rows.rows.size(); ++i) {
            const size_t e = d.entity[rows.rows[i]];
            SpendLevel level;
            level.spend = std::expm1(d.columns[0][rows.rows[i]]);
            if (level.spend <= *std::ranges::max_element(panel.spend[e]) * (1 + 1e-9)) {
                level.expected = expected[i];
                level.lower = std::max(0.0, expected[i] - width * unit(expected[i], typical));
                level.upper = expected[i] + width * unit(expected[i], typical);
            }
            fit.predictions[i].levels.push_back(level);
        }
    }
    for (Prediction& p : fit.predictions) std::ranges::stable_sort(p.levels, {}, &SpendLevel::spend);
}

} // namespace

void PredictSpec::validate() const {
    if (!(interval > 0 && interval < 1))
        refuse("the interval must be between 0 and 1", "l'intervalle doit être compris entre 0 et 1");
    if (!(held_out > 0 && held_out < 0.8))
        refuse("the held-out share must be between 0 and 0.8", "la part mise de côté doit être comprise entre 0 et 0,8");
    if (trees < 1) refuse("there must be at least one tree", "il faut au moins un arbre");
}

PredictFit train(const Panel& panel, const PredictSpec& spec, Progress& progress, std::stop_token stop) {
    spec.validate();
    const auto began = std::chrono::steady_clock::now();
    const Design d = make_design(panel, {std::begin(plans), std::end(plans)});
    const size_t periods = panel.periods();
    PredictFit fit;
    fit.spec = spec;
    fit.dimension = panel.dimension;
    fit.grain = panel.grain;
    fit.entities = panel.entities.size();
    fit.periods = periods;
    const size_t test_from =
        periods - std::max<size_t>(2, static_cast<size_t>(std::lround(spec.held_out * static_cast<double>(periods))));
    const size_t calibrate_from = test_from - std::max<size_t>(2, (test_from - std::min<size_t>(test_from, 4)) / 4);
    fit.held_out_from = panel.starts[test_from];
    fit.learnt_to = panel.starts[calibrate_from - 1];
    fit.next = add_periods(panel.starts.back(), panel.grain, 1);

    const std::vector<size_t> columns = prune_columns(d, calibrate_from, spec, fit, progress, stop);
    const Sample learn = take(d, columns, 0, calibrate_from), calibrate = take(d, columns, calibrate_from, test_from),
                 test = take(d, columns, test_from, periods), known = take(d, columns, 0, test_from),
                 all = take(d, columns, 0, periods), next = take(d, columns, periods, periods + 1);
    fit.rows = all.rows.size();
    fit.held_out_rows = test.rows.size();
    if (learn.rows.size() < fewest_rows || test.rows.empty() || calibrate.rows.empty())
        refuse("there are " + std::to_string(learn.rows.size()) + " rows to learn from, and " + std::to_string(fewest_rows) +
                   " are needed",
               "il y a " + std::to_string(learn.rows.size()) + " lignes pour apprendre, et il en faut " +
                   std::to_string(fewest_rows));
    double typical = 0;
    for (const double v : learn.outcome) typical += v / static_cast<double>(learn.outcome.size());
    if (std::ranges::all_of(learn.outcome, [&](double v) { return v == learn.outcome.front(); }))
        refuse("the target is the same everywhere, so nothing can be learnt",
               "la cible est partout la même, il n'y a donc rien à apprendre");

    std::vector<int> monotone;
    for (const size_t c : columns) monotone.push_back(d.names[c] == "spend_log" ? 1 : 0);
    std::vector<std::unique_ptr<Learner>> learners;
    learners.push_back(forest_learner(spec.trees, spec.seed, monotone));
    learners.push_back(boosted_learner(spec.trees, spec.seed, monotone));
    learners.push_back(linear_learner());

    struct Tried {
        Score score;
        const Learner* learner;
        Trained trained; ///< on everything before the held-out weeks
    };
    std::vector<Tried> tried;
    for (const auto& learner : learners) {
        throw_if_stopped(stop);
        const auto start = std::chrono::steady_clock::now();
        const double width =
            conformal(errors_of(teach(*learner, learn, progress, stop).apply(calibrate), calibrate, typical), spec.interval);
        Trained trained = teach(*learner, known, progress, stop);
        Score score = score_of(learner->id(), trained.apply(test), test, width, typical);
        score.fit_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        tried.push_back({score, learner.get(), std::move(trained)});
    }
    std::ranges::stable_sort(tried, [](const Tried& a, const Tried& b) { return a.score.mae < b.score.mae; });
    fit.winner = tried.front().score.model;
    for (const Tried& t : tried) fit.scores.push_back(t.score);
    {
        const size_t mean4 = static_cast<size_t>(std::ranges::find(d.names, "target_mean4_log") - d.names.begin());
        auto naive = [&](const Sample& s) {
            std::vector<double> out;
            for (const size_t r : s.rows) out.push_back(std::expm1(d.columns[mean4][r]));
            return out;
        };
        const double width = conformal(errors_of(naive(calibrate), calibrate, typical), spec.interval);
        fit.scores.push_back(score_of("naive", naive(test), test, width, typical));
        std::ranges::stable_sort(fit.scores, [](const Score& a, const Score& b) { return a.mae < b.mae; });
    }

    const Tried& best = tried.front();
    {
        const size_t mean4 = static_cast<size_t>(std::ranges::find(d.names, "target_mean4_log") - d.names.begin());
        const auto said = best.trained.apply(test);
        for (size_t i = 0; i < test.rows.size(); ++i) { // rows are sorted by period
            const Date start = panel.starts[d.period[test.rows[i]]];
            if (fit.held_out.empty() || fit.held_out.back().start != start) fit.held_out.push_back({start, 0, 0, 0});
            fit.held_out.back().actual += test.outcome[i];
            fit.held_out.back().expected += said[i];
            fit.held_out.back().naive += std::expm1(d.columns[mean4][test.rows[i]]);
        }
    }
    Random random(spec.seed, 5);
    for (size_t c = 0; c < columns.size(); ++c) {
        throw_if_stopped(stop);
        double grown = 0;
        for (int s = 0; s < shuffles; ++s) {
            Sample shuffled = test;
            for (size_t r = shuffled.x.rows; r > 1; --r) std::swap(shuffled.x.at(r - 1, c), shuffled.x.at(random.below(r), c));
            grown += score_of("", best.trained.apply(shuffled), shuffled, 0, typical).mae / shuffles;
        }
        fit.importance.push_back({d.names[columns[c]], best.score.mae > 0 ? grown / best.score.mae - 1 : 0});
    }
    std::ranges::stable_sort(fit.importance, [](const Importance& a, const Importance& b) { return a.share > b.share; });

    // The model that answers knows every week; its interval comes from weeks that the models had not seen.
    const Trained final_model = teach(*best.learner, all, progress, stop);
    const double width = conformal(errors_of(best.trained.apply(test), test, typical), spec.interval);
    fit.model_bytes = final_model.learnt->bytes();
    const auto expected = final_model.apply(next);
    const auto parts = final_model.learnt->contributions(next.x);
    std::vector<double> lowest(columns.size(), INFINITY), highest(columns.size(), -INFINITY);
    for (size_t c = 0; c < columns.size(); ++c)
        for (size_t r = 0; r < all.x.rows; ++r) {
            lowest[c] = std::min<double>(lowest[c], all.x.at(r, c));
            highest[c] = std::max<double>(highest[c], all.x.at(r, c));
        }
    for (size_t i = 0; i < next.rows.size(); ++i) {
        Prediction p;
        const size_t e = d.entity[next.rows[i]];
        p.entity = panel.entities[e];
        p.channel = panel.channels[e];
        p.spend = std::expm1(d.columns[0][next.rows[i]]);
        p.expected = expected[i];
        p.lower = std::max(0.0, expected[i] - width * unit(expected[i], typical));
        p.upper = expected[i] + width * unit(expected[i], typical);
        for (size_t c = 0; c < columns.size(); ++c) {
            p.effects.push_back({d.names[columns[c]], next.x.at(i, c), std::exp(parts[i][c])});
            const double slack = 1e-6 * std::max(1.0, std::abs(highest[c]));
            // Time itself always goes on; it is no reason for doubt.
            if (d.names[columns[c]] == "trend" || d.names[columns[c]] == "age_log") continue;
            if (next.x.at(i, c) < lowest[c] - slack || next.x.at(i, c) > highest[c] + slack)
                p.outside.push_back(d.names[columns[c]]);
        }
        std::ranges::stable_sort(p.effects, [](const Effect& a, const Effect& b) {
            return std::abs(std::log(a.factor)) > std::abs(std::log(b.factor));
        });
        fit.predictions.push_back(std::move(p));
    }
    add_levels(fit, panel, d, columns, final_model, width, typical);
    std::ranges::stable_sort(fit.predictions, [](const Prediction& a, const Prediction& b) { return a.expected > b.expected; });
    fit.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    return fit;
}

PredictFit train(const metrics::Context& context, const PredictSpec& spec, Progress& progress, std::stop_token stop) {
    spec.validate();
    PanelSpec ask;
    ask.target = spec.target;
    ask.filters = spec.filters;
    ask.by = spec.by.empty() ? learning_dimension(*context.dataset) : spec.by;
    progress.step(0, "predict");
    PredictFit fit = train(read_panel(context, ask, stop), spec, progress, stop);
    fit.fingerprint = context.dataset->fingerprint;
    return fit;
}

} // namespace plumbline::predict
