// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>

#include "core/features/vif.h"

namespace plumbline::features {

std::string_view reason_id(Reason r) {
    static constexpr std::string_view ids[] = {"kept", "above_limit", "constant", "exact_sum", "media_kept"};
    return ids[static_cast<size_t>(r)];
}

namespace {

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
    double n = 0, mx = 0, my = 0;
    for (size_t i = 0; i < x.size() && i < y.size(); ++i)
        if (!std::isnan(y[i])) {
            ++n;
            mx += x[i];
            my += y[i];
        }
    if (n < 3) return 0;
    mx /= n;
    my /= n;
    double sxy = 0, sxx = 0, syy = 0;
    for (size_t i = 0; i < x.size() && i < y.size(); ++i)
        if (!std::isnan(y[i])) {
            sxy += (x[i] - mx) * (y[i] - my);
            sxx += (x[i] - mx) * (x[i] - mx);
            syy += (y[i] - my) * (y[i] - my);
        }
    return sxx > 0 && syy > 0 ? sxy / std::sqrt(sxx * syy) : 0;
}

} // namespace

Pruned prune(const FeatureSet& set, const PruneSpec& spec, Progress& progress, std::stop_token stop) {
    const auto begin = std::chrono::steady_clock::now();
    if (!(spec.limit > 1))
        throw Error(ErrorCode::features_invalid, {{"detail", "the limit of variance inflation must be above 1"}});
    Pruned out;
    std::vector<std::vector<double>> columns;
    for (const Feature& f : set.features) columns.push_back(f.values);
    const size_t n = columns.empty() ? 0 : columns.front().size();
    if (n < 8) throw Error(ErrorCode::too_little_data, {{"detail", std::to_string(n) + " whole periods, and predictors need 8"}});
    const Correlations all = correlations(columns);
    std::vector<Eigen::Index> left;
    std::vector<Judged> judged(columns.size());
    for (size_t j = 0; j < columns.size(); ++j) {
        Judged& v = judged[j];
        v.name = set.features[j].name;
        v.group = set.features[j].group;
        v.media = set.features[j].media;
        v.correlation = set.target.empty() ? 0 : correlation(columns[j], set.target);
        if (all.constant[j]) {
            v.vif = std::numeric_limits<double>::infinity();
            v.reason = Reason::constant;
            out.dropped.push_back(v);
        } else {
            left.push_back(static_cast<Eigen::Index>(j));
        }
    }
    const auto closest = [&](Eigen::Index j) {
        Eigen::Index best = -1;
        for (const Eigen::Index k : left)
            if (k != j && (best < 0 || std::abs(all.matrix(j, k)) > std::abs(all.matrix(j, best)))) best = k;
        return best < 0 ? std::string() : set.features[static_cast<size_t>(best)].name;
    };
    std::vector<double> inflation;
    std::optional<Eigen::MatrixXd> inverse;
    constexpr int most_downdates = 25;
    int downdates = 0;
    const size_t at_first = left.size();
    for (;;) {
        throw_if_stopped(stop);
        // Removing one changes the inverse by a matrix of rank one; a new factorisation now and then keeps rounding away.
        if (!inverse || ++downdates > most_downdates) {
            inverse = inverse_of(all.matrix(left, left));
            downdates = 0;
        }
        if (inverse) {
            const Eigen::VectorXd diagonal = inverse->diagonal();
            inflation.assign(diagonal.begin(), diagonal.end());
        } else {
            inflation = inflation_of(all.matrix(left, left));
        }
        // The largest above the limit; among those that are as large, the one that says least about the target.
        double most = spec.limit;
        for (size_t k = 0; k < left.size(); ++k)
            if (spec.drop_media || !judged[static_cast<size_t>(left[k])].media) most = std::max(most, inflation[k]);
        if (!(most > spec.limit)) break;
        size_t worst = left.size();
        for (size_t k = 0; k < left.size(); ++k) {
            const Judged& v = judged[static_cast<size_t>(left[k])];
            if (v.media && !spec.drop_media) continue;
            const bool tied = std::isinf(most) ? std::isinf(inflation[k]) : inflation[k] >= most * (1 - spec.tie);
            if (!tied) continue;
            if (worst == left.size() || std::abs(v.correlation) < std::abs(judged[static_cast<size_t>(left[worst])].correlation))
                worst = k;
        }
        Judged& v = judged[static_cast<size_t>(left[worst])];
        v.vif = inflation[worst];
        v.reason = std::isinf(v.vif) ? Reason::exact : Reason::above_limit;
        v.with = closest(left[worst]);
        out.dropped.push_back(v);
        if (inverse) downdate(*inverse, static_cast<Eigen::Index>(worst));
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(worst));
        progress.step(static_cast<double>(at_first - left.size()) / static_cast<double>(std::max<size_t>(1, at_first)), "prune");
    }
    std::vector<size_t> media;
    for (size_t k = 0; k < left.size(); ++k) {
        Judged& v = judged[static_cast<size_t>(left[k])];
        v.vif = inflation[k];
        v.with = closest(left[k]);
        if (v.vif > spec.limit) {
            v.reason = Reason::media_kept;
            media.push_back(static_cast<size_t>(left[k]));
        }
        out.kept.push_back(v);
    }
    // Channels that cannot be told apart stand together: joined where their spend goes up and down as one.
    std::map<size_t, size_t> group;
    for (const size_t i : media) {
        group[i] = out.media_groups.size();
        for (const size_t j : media)
            if (j < i && std::abs(all.matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j))) > 0.6)
                group[i] = group[j];
        if (group[i] == out.media_groups.size()) out.media_groups.emplace_back();
        out.media_groups[group[i]].push_back(set.features[i].name);
    }
    std::erase_if(out.media_groups, [](const auto& g) { return g.empty(); });
    out.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    return out;
}

} // namespace plumbline::features
