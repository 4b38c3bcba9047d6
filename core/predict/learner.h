// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/numerics/booster.h"

namespace plumbline::predict {

/// What a method learnt; predictions are on the scale of the logarithm.
class Learnt {
public:
    virtual ~Learnt() = default;
    virtual std::vector<double> predict(const numerics::Matrix& x) const = 0;
    /// What each column adds to the prediction of each row: rows by columns.
    virtual std::vector<std::vector<double>> contributions(const numerics::Matrix& x) const = 0;
    virtual std::string bytes() const { return {}; }
};

/// A method: the one interface behind which forest, boosted trees and line stand.
class Learner {
public:
    virtual ~Learner() = default;
    virtual std::string id() const = 0;
    virtual std::unique_ptr<Learnt> learn(const numerics::Matrix& x, const std::vector<float>& y, Progress& progress,
                                          std::stop_token stop) const = 0;
};

std::unique_ptr<Learner> forest_learner(int trees, uint64_t seed, std::vector<int> monotone);
std::unique_ptr<Learner> boosted_learner(int trees, uint64_t seed, std::vector<int> monotone);
/// Ridge regression on standardised columns; the penalty is the value of 0.1 to 100 with the least generalised cross-validation
/// error (Golub, Heath and Wahba, 1979).
std::unique_ptr<Learner> linear_learner();

} // namespace plumbline::predict
