// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/response/interaction.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/letters.h"
#include "core/response/model_impl.h"

namespace plumbline::response {

namespace {

constexpr double significance = 0.05;  ///< after correction: one market in twenty without interaction shows one
constexpr double funnel_weight = 0.8;  ///< of the error allowed, for pairs of a donor and a receiver by their names
constexpr double largest_uplift = 1.5; ///< a donor that makes more than two and a half of a receiver is another effect
constexpr double side_weight = 1.5;    ///< a direction against the funnel must need e^1.5 times less uplift to be believed
constexpr size_t most_found = 3;

double upper_tail(double z) { return std::erfc(z / std::sqrt(2.0)) / 2; }

} // namespace

int funnel_side(const std::string& name) {
    std::string lower;
    for (const char ch : name) lower += ascii_lower(ch);
    for (const char* word : {"search", "sea", "shopping", "affiliat", "email", "e-mail", "mail", "newsletter", "retarget",
                             "remarket", "brand_kw", "comparison", "direct", "crm", "recherche", "suche"})
        if (lower.find(word) != std::string::npos) return 1;
    for (const char* word : {"tv", "video", "radio", "ooh", "out of home", "outdoor", "print", "cinema", "display", "podcast",
                             "audio", "youtube", "social", "sponsor", "influenc", "affichage", "presse"})
        if (lower.find(word) != std::string::npos) return -1;
    return 0;
}

std::vector<double> shapley_pairs(const std::vector<double>& own, const std::vector<std::vector<double>>& pairs) {
    std::vector<double> credit = own;
    for (size_t i = 0; i < own.size(); ++i)
        for (size_t j = i + 1; j < own.size(); ++j) {
            credit[i] += pairs[i][j] / 2;
            credit[j] += pairs[i][j] / 2;
        }
    return credit;
}

std::vector<Interaction> find_interactions(const Model& model, const std::vector<double>& q, const InteractionInput& input) {
    const size_t k = input.names.size();
    std::vector<Interaction> found;
    if (k < 2 || input.rest.empty()) return found;
    const auto n = static_cast<Eigen::Index>(input.rest.size());
    const auto whole = [&](const std::vector<double>& series) { return Eigen::Map<const Vector>(series.data(), n); };
    const auto projected = [&](const std::vector<double>& series) { // without what the baseline takes up
        const std::vector<double> left = model.residual_of(q.data(), series);
        return Vector(whole(left));
    };
    // What the model may change instead: contributions freely, shapes at the price of their priors, and pairs found already.
    const size_t tangents = input.tangent.size();
    Matrix free(n, static_cast<Eigen::Index>(k + tangents)), free_left(n, free.cols());
    Vector price = Vector::Zero(free.cols());
    for (size_t c = 0; c < k + tangents; ++c) {
        const std::vector<double>& series = c < k ? input.contribution[c] : input.tangent[c - k];
        free.col(static_cast<Eigen::Index>(c)) = whole(series);
        free_left.col(static_cast<Eigen::Index>(c)) = projected(series);
        if (c >= k) price[static_cast<Eigen::Index>(c)] = input.precision[c - k];
    }
    const Vector left = projected(input.rest);
    const double weeks = static_cast<double>(n) - static_cast<double>(model.flat_columns()), square = whole(input.rest).dot(left);
    if (weeks - static_cast<double>(k) < 15) return found;
    double variance = square / (weeks - static_cast<double>(k));
    const auto information_of_free = [&] {
        Matrix m = free.transpose() * free_left / variance;
        m = ((m + m.transpose()) / 2).eval();
        m.diagonal().array() *= 1 + 1e-9;
        return m;
    };
    const auto solver = [&] { return Eigen::LDLT<Matrix>(information_of_free() + Matrix(price.asDiagonal())); };
    // Numbers of the shapes that the data decided, not their priors, are no degrees of freedom any more.
    const double used = solver().solve(information_of_free()).trace();
    if (!(weeks - used > 10)) return found;
    variance = square / (weeks - used);
    // Weighted Bonferroni (Genovese et al., 2006): pairs that the funnel suggests share most of the error allowed.
    const auto suggested = [&](size_t i, size_t j) { return funnel_side(input.names[i]) * funnel_side(input.names[j]) < 0; };
    double likely = 0;
    for (size_t i = 0; i < k; ++i)
        for (size_t j = i + 1; j < k; ++j) likely += suggested(i, j);
    const double others = static_cast<double>(k * (k - 1)) / 2 - likely;
    const double part = likely == 0 ? 0 : others == 0 ? 1 : funnel_weight;
    const auto corrected = [&](size_t i, size_t j, double p) {
        return std::min(1.0, suggested(i, j) ? p * likely / part : p * others / (1 - part));
    };
    Vector slope = Vector::Zero(free.cols()); // of the density by what is free: 0 at the mode, except for pairs found
    for (size_t round = 0; round < most_found; ++round) {
        double best_p = 1, best_coefficient = 0;
        size_t best_i = 0, best_j = 0;
        std::vector<double> best_series;
        const Eigen::LDLT<Matrix> inverse = solver();
        const Vector step = inverse.solve(slope);
        for (size_t i = 0; i < k; ++i)
            for (size_t j = i + 1; j < k; ++j) {
                if (std::any_of(found.begin(), found.end(), [&](const Interaction& f) {
                        return (f.donor == input.names[i] && f.receiver == input.names[j]) ||
                               (f.donor == input.names[j] && f.receiver == input.names[i]);
                    }))
                    continue;
                std::vector<double> product(static_cast<size_t>(n));
                const double scale = *std::max_element(input.contribution[i].begin(), input.contribution[i].end());
                if (!(scale > 0)) continue;
                for (size_t t = 0; t < product.size(); ++t)
                    product[t] = input.contribution[i][t] / scale * input.contribution[j][t];
                const Vector z = whole(product), with = free_left.transpose() * z / variance;
                const double alone = z.dot(projected(product)) / variance, information = alone - with.dot(inverse.solve(with));
                if (!(information > 4e-4 * alone)) continue; // it is a mixture of what is there already
                const double score = z.dot(left) / variance - with.dot(step);
                if (const double p = score > 0 ? corrected(i, j, upper_tail(score / std::sqrt(information))) : 1; p < best_p) {
                    best_p = p, best_coefficient = score / information / scale, best_i = i, best_j = j;
                    best_series = product;
                }
            }
        if (!(best_p < significance)) break;
        // coefficient c: target += c f_i f_j. As donor i, receiver j: f_j (1 + strength f_i / max f_i).
        const auto top = [&](size_t c) { return *std::max_element(input.contribution[c].begin(), input.contribution[c].end()); };
        const double uplift_ij = best_coefficient * top(best_i), uplift_ji = best_coefficient * top(best_j);
        const double side = side_weight / 2 * (funnel_side(input.names[best_j]) - funnel_side(input.names[best_i]));
        const bool i_gives = std::log(uplift_ji) - std::log(uplift_ij) + side >= 0;
        Interaction interaction;
        interaction.donor = input.names[i_gives ? best_i : best_j];
        interaction.receiver = input.names[i_gives ? best_j : best_i];
        interaction.strength = i_gives ? uplift_ij : uplift_ji;
        interaction.p_value = best_p;
        // The part of the receiver's fitted contribution that would not be there without the donor.
        const size_t donor = i_gives ? best_i : best_j, receiver = i_gives ? best_j : best_i;
        for (size_t t = 0; t < static_cast<size_t>(n); ++t) {
            const double up = interaction.strength * input.contribution[donor][t] / top(donor);
            interaction.contribution += input.contribution[receiver][t] * up / (1 + up);
        }
        if (interaction.strength > largest_uplift) break;
        found.push_back(interaction);
        const Eigen::Index last = free.cols();
        free.conservativeResize(Eigen::NoChange, last + 1);
        free_left.conservativeResize(Eigen::NoChange, last + 1);
        price.conservativeResize(last + 1);
        slope.conservativeResize(last + 1);
        free.col(last) = whole(best_series);
        free_left.col(last) = projected(best_series);
        price[last] = 0;
        slope[last] = free.col(last).dot(left) / variance;
    }
    return found;
}

} // namespace plumbline::response
