// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/predict/learner.h"

#include <Eigen/Dense>
#include <cmath>
#include <limits>

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
    s.rounds = 1;
    s.trees_per_round = trees;
    s.eta = 1;
    s.max_depth = 12;
    s.min_child_weight = 3;
    s.lambda = 0.1;
    s.subsample = 0.7;
    s.column_share = 0.6;
    s.threads = 2;
    s.seed = seed;
    s.monotone = std::move(monotone);
    return std::make_unique<TreeLearner>("forest", s);
}

std::unique_ptr<Learner> boosted_learner(int trees, uint64_t seed, std::vector<int> monotone) {
    BoosterSpec s;
    s.rounds = trees;
    s.eta = 0.06;
    s.max_depth = 4;
    s.min_child_weight = 5;
    s.subsample = 0.8;
    s.column_share = 0.7;
    s.threads = 2;
    s.seed = seed;
    s.monotone = std::move(monotone);
    return std::make_unique<TreeLearner>("boosted", s);
}

std::unique_ptr<Learner> linear_learner() { return std::make_unique<LinearLearner>(); }

} // namespace plumbline::predict
