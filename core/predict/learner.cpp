// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/learner.h"

#include <Eigen/Dense>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/limits.h"

namespace plumbline::predict {

namespace {

using numerics::Booster;
using numerics::BoosterSpec;
using numerics::Matrix;

class Trees : public Learnt {
public:
    explicit Trees(Booster booster) : m_booster(std::move(booster)) {}
    std::vector<double> predict(const Matrix& x) const override {
        const auto values = m_booster.predict(x);
        return {values.begin(), values.end()};
    }
    std::vector<std::vector<double>> contributions(const Matrix& x) const override {
        const Matrix found = m_booster.contributions(x);
        std::vector<std::vector<double>> out(x.rows, std::vector<double>(x.columns));
        for (size_t r = 0; r < x.rows; ++r)
            for (size_t c = 0; c < x.columns; ++c) out[r][c] = found.at(r, c);
        return out;
    }
    std::string bytes() const override { return m_booster.save(); }

private:
    Booster m_booster;
};

class TreeLearner : public Learner {
public:
    TreeLearner(std::string id, BoosterSpec spec) : m_id(std::move(id)), m_spec(std::move(spec)) {}
    std::string id() const override { return m_id; }
    std::unique_ptr<Learnt> learn(const Matrix& x, const std::vector<float>& y, Progress& progress,
                                  std::stop_token stop) const override {
        return std::make_unique<Trees>(Booster::train(x, y, {}, m_spec, 0, progress, stop));
    }

private:
    std::string m_id;
    BoosterSpec m_spec;
};

/// Trees that vote, grown in parts side by side.
class Forest : public Learnt {
public:
    explicit Forest(std::vector<Trees> parts) : m_parts(std::move(parts)) {}
    std::vector<double> predict(const Matrix& x) const override {
        std::vector<double> out(x.rows, 0.0);
        for (const Trees& part : m_parts) {
            const auto values = part.predict(x);
            for (size_t r = 0; r < x.rows; ++r) out[r] += values[r] / static_cast<double>(m_parts.size());
        }
        return out;
    }
    std::vector<std::vector<double>> contributions(const Matrix& x) const override {
        std::vector<std::vector<double>> out(x.rows, std::vector<double>(x.columns, 0.0));
        for (const Trees& part : m_parts) {
            const auto found = part.contributions(x);
            for (size_t r = 0; r < x.rows; ++r)
                for (size_t c = 0; c < x.columns; ++c) out[r][c] += found[r][c] / static_cast<double>(m_parts.size());
        }
        return out;
    }
    /// The parts one after the other, each with its length before it.
    std::string bytes() const override {
        std::string out;
        for (const Trees& part : m_parts) {
            const std::string one = part.bytes();
            out += std::to_string(one.size()) + "\n" + one;
        }
        return out;
    }

private:
    std::vector<Trees> m_parts;
};

class ForestLearner : public Learner {
public:
    ForestLearner(int trees, BoosterSpec spec) : m_trees(trees), m_spec(std::move(spec)) {}
    std::string id() const override { return "forest"; }
    std::unique_ptr<Learnt> learn(const Matrix& x, const std::vector<float>& y, Progress& progress,
                                  std::stop_token stop) const override {
        const int count = (m_trees + trees_of_a_part - 1) / trees_of_a_part;
        BoosterSpec spec = m_spec;
        spec.rounds = std::max(1, static_cast<int>(std::lround(static_cast<double>(m_trees) / count))); // all parts alike
        if (x.rows < few_rows) spec.min_child_weight = leaf_of_few;
        // Whole parts side by side: threads inside of a tree would wait for each other at every node.
        std::vector<std::optional<Trees>> grown(static_cast<size_t>(count));
        std::atomic<int> next = 0;
        Share share(progress, count * spec.rounds);
        std::exception_ptr failed;
        std::mutex failing;
        auto work = [&] {
            try {
                for (int part; (part = next.fetch_add(1)) < count;) {
                    throw_if_stopped(stop);
                    BoosterSpec own = spec;
                    own.seed = m_spec.seed * 1000 + static_cast<uint64_t>(part);
                    // Read back from its bytes: a trained booster keeps the histograms of its nodes, half a gigabyte a part at
                    // 100,000 rows.
                    grown[static_cast<size_t>(part)].emplace(Booster::load(Booster::train(x, y, {}, own, 0, share, stop).save()));
                }
            } catch (...) {
                const std::lock_guard lock(failing);
                failed = std::current_exception();
                next = count;
            }
        };
        {
            std::vector<std::jthread> helpers;
            const int threads = std::min(worker_threads(), count);
            for (int t = 1; t < threads; ++t) helpers.emplace_back(work);
            work();
        }
        if (failed) std::rethrow_exception(failed);
        std::vector<Trees> parts;
        for (auto& part : grown) parts.push_back(std::move(*part));
        return std::make_unique<Forest>(std::move(parts));
    }

private:
    /// Tells how many trees of all parts are grown.
    class Share : public Progress {
    public:
        Share(Progress& whole, int trees) : m_whole(whole), m_trees(trees) {}
        void step(double, std::string_view stage) override {
            m_whole.step(static_cast<double>(m_grown.fetch_add(1) + 1) / m_trees, stage);
        }

    private:
        Progress& m_whole;
        const int m_trees;
        std::atomic<int> m_grown = 0;
    };

    /// Enough that the memory of the histograms is taken once for many trees, few enough that parts keep all cores busy.
    static constexpr int trees_of_a_part = 20;
    static constexpr size_t few_rows = 20'000;
    static constexpr double leaf_of_few = 5; ///< rows of a leaf where there are few (Breiman's usual size in a regression)
    int m_trees;
    BoosterSpec m_spec;
};

class Line : public Learnt {
public:
    Eigen::VectorXd mean, sd, beta;
    double intercept = 0;

    std::vector<double> predict(const Matrix& x) const override {
        std::vector<double> out;
        for (const auto& row : contributions(x)) {
            double v = intercept;
            for (const double part : row) v += part;
            out.push_back(v);
        }
        return out;
    }
    std::vector<std::vector<double>> contributions(const Matrix& x) const override {
        std::vector<std::vector<double>> out(x.rows, std::vector<double>(x.columns));
        for (size_t r = 0; r < x.rows; ++r)
            for (size_t c = 0; c < x.columns; ++c) {
                const auto j = static_cast<Eigen::Index>(c);
                out[r][c] = beta[j] * (x.at(r, c) - mean[j]) / sd[j];
            }
        return out;
    }
};

class LinearLearner : public Learner {
public:
    std::string id() const override { return "linear"; }
    std::unique_ptr<Learnt> learn(const Matrix& x, const std::vector<float>& y, Progress&, std::stop_token stop) const override {
        throw_if_stopped(stop);
        const auto n = static_cast<Eigen::Index>(x.rows), k = static_cast<Eigen::Index>(x.columns);
        Eigen::MatrixXd z(n, k);
        Eigen::VectorXd t(n);
        for (Eigen::Index r = 0; r < n; ++r) {
            t[r] = y[static_cast<size_t>(r)];
            for (Eigen::Index c = 0; c < k; ++c) z(r, c) = x.at(static_cast<size_t>(r), static_cast<size_t>(c));
        }
        auto line = std::make_unique<Line>();
        line->mean = z.colwise().mean();
        z.rowwise() -= line->mean.transpose();
        line->sd = (z.array().square().colwise().sum() / static_cast<double>(n)).sqrt();
        for (Eigen::Index c = 0; c < k; ++c)
            if (line->sd[c] <= 0) line->sd[c] = 1;
        z.array().rowwise() /= line->sd.transpose().array();
        line->intercept = t.mean();
        t.array() -= line->intercept;
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solved(z.transpose() * z);
        const Eigen::VectorXd rotated = solved.eigenvectors().transpose() * (z.transpose() * t);
        double best = std::numeric_limits<double>::infinity();
        for (const double penalty : {0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0}) {
            const Eigen::VectorXd values = solved.eigenvalues().cwiseMax(0);
            const Eigen::VectorXd beta = solved.eigenvectors() * (rotated.array() / (values.array() + penalty)).matrix();
            const double freedom = (values.array() / (values.array() + penalty)).sum() + 1;
            const double left = static_cast<double>(n) - freedom;
            if (left <= 0) continue;
            const double error = (t - z * beta).squaredNorm() / (left * left);
            if (error < best) {
                best = error;
                line->beta = beta;
            }
        }
        if (line->beta.size() == 0) line->beta = Eigen::VectorXd::Zero(k);
        return line;
    }
};

} // namespace

std::unique_ptr<Learner> forest_learner(int trees, uint64_t seed, std::vector<int> monotone) {
    BoosterSpec s;
    s.forest = true;
    s.eta = 1;
    s.max_depth = 20;       // trees of a forest are deep: what one gets wrong, the others vote down
    s.min_child_weight = 3; // rows of a leaf; with fewer, most time goes into nodes that say no more
    s.lambda = 0;
    s.subsample = 0.632; // the share of distinct rows in a bootstrap sample
    s.column_share = 1;
    s.bins = 64; // deep nodes are small, and looking through more bins costs more than their rows
    s.threads = 1;
    s.seed = seed;
    s.monotone = std::move(monotone);
    return std::make_unique<ForestLearner>(trees, s);
}

std::unique_ptr<Learner> boosted_learner(int trees, uint64_t seed, std::vector<int> monotone) {
    BoosterSpec s;
    s.rounds = trees;
    s.eta = 0.06;
    s.max_depth = 4;
    s.min_child_weight = 5;
    s.subsample = 0.8;
    s.column_share = 0.7;
    s.threads = 1; // a few thousand rows: a second thread would wait more than it works
    s.seed = seed;
    s.monotone = std::move(monotone);
    return std::make_unique<TreeLearner>("boosted", s);
}

std::unique_ptr<Learner> linear_learner() { return std::make_unique<LinearLearner>(); }

} // namespace plumbline::predict
