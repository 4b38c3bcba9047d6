// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.h"

namespace plumbline::numerics {

/// Rows by columns, row after row; NaN is a missing value.
struct Matrix {
    size_t rows = 0, columns = 0;
    std::vector<float> values;
    float& at(size_t row, size_t column) { return values[row * columns + column]; }
    float at(size_t row, size_t column) const { return values[row * columns + column]; }
};

/// What boosted trees are asked for (Chen and Guestrin, 2016), or the trees of a random forest.
struct BoosterSpec {
    int rounds = 200;
    int max_depth = 4;
    double eta = 0.08;
    double min_child_weight = 3;
    double lambda = 1;         ///< L2 on leaves
    double subsample = 0.9;    ///< share of the rows a tree
    double column_share = 0.8; ///< share of the columns a tree
    bool forest = false; ///< each round grows a tree of the outcomes themselves, and a prediction is the mean of the trees; with
                         ///< "reg:squarederror", eta 1, shares below 1
    int bins = 0;        ///< a column is cut into at most so many bins; 0: the library's 256
    std::string objective = "reg:squarederror"; ///< also "reg:absoluteerror", "reg:gamma", "count:poisson", "quantile"
    double quantile = 0.5;                      ///< for "quantile": pinball loss
    int early_stop_rounds = 0;                  ///< 0: all rounds; else stop so many rounds after the best on the validation rows
    std::vector<int> monotone;                  ///< by column: 1 rising, -1 falling, 0 free; empty: all free
    int threads = 1;
    uint64_t seed = 1;
    void validate() const; ///< throws Error{internal} on values that make no sense
};

/// Trees that were grown; immutable.
class Booster {
public:
    ~Booster();
    Booster(Booster&&) noexcept;
    Booster& operator=(Booster&&) noexcept;
    /// x: rows by columns; y: one a row, all finite; weights: empty or one a row; validation_from: rows from here on are not
    /// learnt from but watched for early stopping (0: none). Throws Error{cancelled, internal}.
    static Booster train(const Matrix& x, const std::vector<float>& y, const std::vector<float>& weights, const BoosterSpec& spec,
                         size_t validation_from, Progress& progress, std::stop_token stop = {});
    /// One value a row.
    std::vector<float> predict(const Matrix& x) const;
    /// Shapley values of each row (Lundberg et al., 2018): rows by columns + 1, the last is the mean; they sum to the margin.
    Matrix contributions(const Matrix& x) const;
    int rounds() const;
    std::string save() const; ///< bytes (UBJSON)
    static Booster load(const std::string& bytes);

private:
    struct Impl;
    explicit Booster(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace plumbline::numerics
