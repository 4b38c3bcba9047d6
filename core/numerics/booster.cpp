// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numerics/booster.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <xgboost/c_api.h>

namespace plumbline::numerics {

namespace {

void check(int answer) {
    if (answer != 0) throw Error(ErrorCode::internal, {{"detail", std::string("trees: ") + XGBGetLastError()}});
}

class Data {
public:
    Data(const float* values, size_t rows, size_t columns) {
        // One thread: the copy is small, and a pool of idle threads costs more than it saves.
        const nlohmann::json array{{"data", {reinterpret_cast<uintptr_t>(values), true}},
                                   {"shape", {rows, columns}},
                                   {"typestr", "<f4"},
                                   {"version", 3}};
        check(XGDMatrixCreateFromDense(array.dump().c_str(), R"({"missing": NaN, "nthread": 1})", &m_handle));
    }
    ~Data() { XGDMatrixFree(m_handle); }
    Data(const Data&) = delete;
    Data& operator=(const Data&) = delete;
    DMatrixHandle handle() const { return m_handle; }

private:
    DMatrixHandle m_handle = nullptr;
};

std::string number(double v) { return nlohmann::json(v).dump(); }

std::vector<float> predicted(BoosterHandle booster, DMatrixHandle data, int type, std::vector<size_t>* shape, int rounds) {
    const nlohmann::json config{
        {"type", type}, {"training", false}, {"iteration_begin", 0}, {"iteration_end", rounds}, {"strict_shape", false}};
    const bst_ulong* dims = nullptr;
    bst_ulong n_dims = 0;
    const float* values = nullptr;
    check(XGBoosterPredictFromDMatrix(booster, data, config.dump().c_str(), &dims, &n_dims, &values));
    size_t size = 1;
    if (shape) shape->clear();
    for (bst_ulong i = 0; i < n_dims; ++i) {
        size *= dims[i];
        if (shape) shape->push_back(dims[i]);
    }
    return {values, values + size};
}

double pinball(const std::vector<float>& margin, const std::vector<float>& y, size_t from, double q) {
    double sum = 0;
    for (size_t i = from; i < y.size(); ++i) {
        const double e = static_cast<double>(y[i]) - static_cast<double>(margin[i - from]);
        sum += e > 0 ? q * e : (q - 1) * e;
    }
    return sum;
}

} // namespace

struct Booster::Impl {
    BoosterHandle handle = nullptr;
    int rounds = 0;
    bool quantile = false;
    double centre = 0, scale = 1; ///< what y was standardised by: a least gain to split is built into the library
    ~Impl() {
        if (handle) XGBoosterFree(handle);
    }
};

Booster::Booster(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Booster::~Booster() = default;
Booster::Booster(Booster&&) noexcept = default;
Booster& Booster::operator=(Booster&&) noexcept = default;

void BoosterSpec::validate() const {
    const auto wrong = [](const char* what) { throw Error(ErrorCode::internal, {{"detail", std::string("trees: ") + what}}); };
    if (rounds < 1) wrong("no rounds");
    if (forest && (objective != "reg:squarederror" || eta != 1 || early_stop_rounds > 0)) wrong("forest");
    if (max_depth < 1 || max_depth > 30) wrong("depth");
    if (!(eta > 0 && eta <= 1)) wrong("eta");
    if (!(subsample > 0 && subsample <= 1) || !(column_share > 0 && column_share <= 1)) wrong("shares");
    if (!(quantile > 0 && quantile < 1)) wrong("quantile");
}

Booster Booster::train(const Matrix& x, const std::vector<float>& y, const std::vector<float>& weights, const BoosterSpec& spec,
                       size_t validation_from, Progress& progress, std::stop_token stop) {
    spec.validate();
    if (x.rows == 0 || x.columns == 0 || y.size() != x.rows) throw Error(ErrorCode::internal, {{"detail", "trees: no rows"}});
    const size_t learn = validation_from > 0 && validation_from < x.rows ? validation_from : x.rows;
    auto impl = std::make_unique<Impl>();
    impl->quantile = spec.objective == "quantile";
    double mean = 0;
    for (size_t i = 0; i < learn; ++i) mean += static_cast<double>(y[i]) / static_cast<double>(learn);
    std::vector<float> target = y;
    if (impl->quantile) {
        std::vector<float> sorted(y.begin(), y.begin() + static_cast<long>(learn));
        std::sort(sorted.begin(), sorted.end());
        const auto at = [&](double p) {
            return static_cast<double>(sorted[static_cast<size_t>(p * static_cast<double>(learn - 1))]);
        };
        impl->centre = at(spec.quantile);
        impl->scale = std::max(at(0.75) - at(0.25), 1e-9 + 1e-6 * std::abs(impl->centre));
    } else if (spec.objective == "reg:squarederror" || spec.objective == "reg:absoluteerror") {
        double squares = 0;
        for (size_t i = 0; i < learn; ++i) squares += std::pow(static_cast<double>(y[i]) - mean, 2) / static_cast<double>(learn);
        impl->centre = mean;
        impl->scale = squares > 0 ? std::sqrt(squares) : 1;
    }
    if (impl->scale != 1 || impl->centre != 0)
        for (float& v : target) v = static_cast<float>((static_cast<double>(v) - impl->centre) / impl->scale);
    const Data train(x.values.data(), learn, x.columns);
    check(XGDMatrixSetFloatInfo(train.handle(), "label", target.data(), learn));
    if (!weights.empty()) check(XGDMatrixSetFloatInfo(train.handle(), "weight", weights.data(), learn));
    std::unique_ptr<Data> watch;
    if (learn < x.rows) watch = std::make_unique<Data>(x.values.data() + learn * x.columns, x.rows - learn, x.columns);

    const DMatrixHandle handles[] = {train.handle()};
    check(XGBoosterCreate(handles, 1, &impl->handle));
    const auto set = [&](const char* name, const std::string& value) {
        check(XGBoosterSetParam(impl->handle, name, value.c_str()));
    };
    set("booster", "gbtree");
    set("verbosity", "0");
    set("objective", impl->quantile ? "reg:squarederror" : spec.objective);
    if (spec.objective.starts_with("reg:squared") || spec.objective.starts_with("reg:absolute") || impl->quantile)
        set("base_score", "0");
    set("tree_method", "hist");
    set("max_depth", std::to_string(spec.max_depth));
    if (spec.bins > 1) set("max_bin", std::to_string(spec.bins));
    set("eta", number(spec.eta));
    set("min_child_weight", number(spec.min_child_weight));
    set("lambda", number(spec.lambda));
    set("subsample", number(spec.subsample));
    set(spec.forest ? "colsample_bynode" : "colsample_bytree", number(spec.column_share));
    set("nthread", std::to_string(std::max(1, spec.threads)));
    set("seed", std::to_string(spec.seed % 2147483647));
    if (!spec.monotone.empty()) {
        std::string list = "(";
        for (size_t i = 0; i < spec.monotone.size(); ++i) list += (i ? "," : "") + std::to_string(spec.monotone[i]);
        set("monotone_constraints", list + ")");
    }

    double best = std::numeric_limits<double>::infinity();
    int best_round = 0;
    std::vector<float> gradient(learn), hessian(learn, 1.0f);
    if (spec.forest) // of the squared error at 0, where every tree begins
        for (size_t i = 0; i < learn; ++i) {
            hessian[i] = weights.empty() ? 1.0f : weights[i];
            gradient[i] = -target[i] * hessian[i];
        }
    for (int round = 0; round < spec.rounds; ++round) {
        throw_if_stopped(stop);
        if (spec.forest) {
            check(XGBoosterBoostOneIter(impl->handle, train.handle(), gradient.data(), hessian.data(), learn));
        } else if (impl->quantile) {
            const std::vector<float> margin = predicted(impl->handle, train.handle(), 1, nullptr, 0);
            for (size_t i = 0; i < learn; ++i) {
                const double w = weights.empty() ? 1 : static_cast<double>(weights[i]);
                gradient[i] = static_cast<float>(w * (margin[i] > target[i] ? 1 - spec.quantile : -spec.quantile));
                hessian[i] = static_cast<float>(w);
            }
            check(XGBoosterBoostOneIter(impl->handle, train.handle(), gradient.data(), hessian.data(), learn));
        } else {
            check(XGBoosterUpdateOneIter(impl->handle, round, train.handle()));
        }
        if (watch && spec.early_stop_rounds > 0) {
            const std::vector<float> margin = predicted(impl->handle, watch->handle(), 0, nullptr, 0);
            double loss = 0;
            if (impl->quantile) {
                loss = pinball(margin, target, learn, spec.quantile);
            } else {
                for (size_t i = learn; i < x.rows; ++i) loss += std::pow(static_cast<double>(margin[i - learn] - target[i]), 2);
            }
            if (loss < best) {
                best = loss;
                best_round = round;
            } else if (round - best_round >= spec.early_stop_rounds) {
                break;
            }
        }
        if (spec.forest || round % 16 == 0) progress.step(static_cast<double>(round) / spec.rounds, "trees");
    }
    int grown = 0;
    check(XGBoosterBoostedRounds(impl->handle, &grown));
    if (spec.forest) impl->scale /= grown;
    impl->rounds = watch && spec.early_stop_rounds > 0 ? best_round + 1 : grown;
    return Booster(std::move(impl));
}

std::vector<float> Booster::predict(const Matrix& x) const {
    if (x.rows == 0) return {};
    const Data data(x.values.data(), x.rows, x.columns);
    std::vector<float> out = predicted(m_impl->handle, data.handle(), 0, nullptr, m_impl->rounds);
    if (m_impl->scale != 1 || m_impl->centre != 0)
        for (float& v : out) v = static_cast<float>(static_cast<double>(v) * m_impl->scale + m_impl->centre);
    return out;
}

Matrix Booster::contributions(const Matrix& x) const {
    Matrix out{x.rows, x.columns + 1, {}};
    if (x.rows == 0) return out;
    const Data data(x.values.data(), x.rows, x.columns);
    out.values = predicted(m_impl->handle, data.handle(), 2, nullptr, m_impl->rounds);
    if (m_impl->scale != 1 || m_impl->centre != 0)
        for (size_t i = 0; i < out.values.size(); ++i) {
            const bool base = i % out.columns == x.columns;
            out.values[i] = static_cast<float>(static_cast<double>(out.values[i]) * m_impl->scale + (base ? m_impl->centre : 0));
        }
    return out;
}

int Booster::rounds() const { return m_impl->rounds; }

std::string Booster::save() const {
    const char* bytes = nullptr;
    bst_ulong size = 0;
    check(XGBoosterSaveModelToBuffer(m_impl->handle, R"({"format":"ubj"})", &size, &bytes));
    const nlohmann::json head{
        {"rounds", m_impl->rounds}, {"quantile", m_impl->quantile}, {"centre", m_impl->centre}, {"scale", m_impl->scale}};
    return head.dump() + "\n" + std::string(bytes, size);
}

Booster Booster::load(const std::string& bytes) {
    const size_t line = bytes.find('\n');
    const nlohmann::json head = nlohmann::json::parse(bytes.substr(0, line == std::string::npos ? 0 : line), nullptr, false);
    if (!head.is_object()) throw Error(ErrorCode::internal, {{"detail", "trees: not a stored model"}});
    auto impl = std::make_unique<Impl>();
    impl->rounds = head.value("rounds", 0);
    impl->quantile = head.value("quantile", false);
    impl->centre = head.value("centre", 0.0);
    impl->scale = head.value("scale", 1.0);
    check(XGBoosterCreate(nullptr, 0, &impl->handle));
    check(XGBoosterLoadModelFromBuffer(impl->handle, bytes.data() + line + 1, bytes.size() - line - 1));
    return Booster(std::move(impl));
}

} // namespace plumbline::numerics
