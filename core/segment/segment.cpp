// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/segment.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <numeric>

#include "core/base/limits.h"
#include "core/segment/kmeans_parts.h"
#include "core/segment/parts.h"
#include "core/segment/quality.h"

namespace plumbline::segment {

namespace {

constexpr size_t most_for_silhouette = 2500; ///< points; above, a sample: its error is below 0.01
constexpr int resamples = 8;
constexpr int restarts_of_choice = 4; ///< while k is looked for; the k that is taken gets all restarts
constexpr double tie = 1e-3;          ///< silhouettes closer than that are the same; the more stable k is taken

KMeansSpec kmeans_spec(const SegmentSpec& spec, int k, int restarts) {
    KMeansSpec out;
    out.k = k;
    out.restarts = restarts;
    out.seed = spec.seed;
    out.tolerance = 0; // small data: until nothing moves
    return out;
}

KMeansFit choose(const Points& points, const SegmentSpec& spec, SegmentFit& fit, Progress& progress, std::stop_token stop) {
    NoProgress silent;
    auto silhouette = [&](const std::vector<const std::vector<int>*>& labellings) {
        return silhouettes(points, labellings, most_for_silhouette, spec.seed, stop);
    };
    fit.silhouette_of = std::min(points.n, most_for_silhouette);
    if (spec.k || points.n < 4) {
        const int k = spec.k.value_or(1);
        KMeansFit best = fit_kmeans(points, kmeans_spec(spec, k, spec.restarts), progress, stop);
        fit.k_lowered = spec.k && best.k < static_cast<size_t>(k);
        fit.silhouette = silhouette({&best.labels}).front();
        fit.stability = stability(points, best, resamples, spec.seed, stop);
        fit.trials.push_back({static_cast<int>(best.k), fit.silhouette, fit.stability, best.inertia});
        return best;
    }
    // At least two campaigns a cluster on average: more clusters name single campaigns.
    const int largest = std::clamp(static_cast<int>(points.n / 2), 2, spec.most_clusters);
    const int most = static_cast<int>(distinct_rows(points, static_cast<size_t>(largest)));
    if (most < 2) return fit_kmeans(points, kmeans_spec(spec, 1, 1), silent, stop);
    const auto choices = static_cast<size_t>(most - 1);
    std::vector<KMeansFit> fits(choices);
    fit.trials.resize(choices);
    std::atomic<size_t> done = 0;
    constexpr size_t worth_a_thread = 500; // campaigns; below, all of it takes a few milliseconds
    share_out(choices, points.n < worth_a_thread ? 1 : static_cast<size_t>(worker_threads()), [&](size_t task) {
        const size_t i = choices - 1 - task; // the largest first: it takes longest
        const int k = static_cast<int>(i) + 2;
        KMeansSpec one = kmeans_spec(spec, k, std::min(spec.restarts, restarts_of_choice));
        one.threads = 1;
        fits[i] = fit_kmeans(points, one, silent, stop);
        fit.trials[i] = {k, 0, stability(points, fits[i], resamples, spec.seed, stop), fits[i].inertia};
        progress.step(static_cast<double>(done.fetch_add(1) + 1) / most, "segment");
    });
    std::vector<const std::vector<int>*> labellings;
    for (const KMeansFit& one : fits) labellings.push_back(&one.labels);
    const std::vector<double> apart = silhouette(labellings);
    for (size_t i = 0; i < fits.size(); ++i) fit.trials[i].silhouette = apart[i];
    size_t best = 0;
    for (size_t i = 1; i < fits.size(); ++i) {
        const Trial &a = fit.trials[i], &b = fit.trials[best];
        const double gain = a.silhouette - b.silhouette;
        if (gain > tie || (gain > -tie && a.stability > b.stability)) best = i;
    }
    KMeansFit taken = fit_kmeans(points, kmeans_spec(spec, fit.trials[best].k, spec.restarts), silent, stop);
    if (taken.inertia > fits[best].inertia) taken = fits[best];
    fit.silhouette = taken.labels == fits[best].labels ? apart[best] : silhouette({&taken.labels}).front();
    fit.stability = fit.trials[best].stability;
    return taken;
}

} // namespace

void SegmentSpec::validate() const {
    auto refuse = [](const char* en, const char* fr) {
        throw Error(ErrorCode::segment_invalid, {{"detail", en}, {"detail_fr", fr}});
    };
    if (k && (*k < 1 || *k > 100))
        refuse("the number of clusters must be between 1 and 100", "le nombre de groupes doit être compris entre 1 et 100");
    if (most_clusters < 2 || most_clusters > 100)
        refuse("the most clusters must be between 2 and 100", "le nombre maximal de groupes doit être compris entre 2 et 100");
    if (restarts < 1) refuse("there must be at least one start", "il faut au moins un départ");
    if (!std::isfinite(break_even_roi) || break_even_roi <= -1)
        refuse("the ROI to reach must be above -100 %", "le ROI à atteindre doit dépasser -100 %");
}

std::vector<std::string> doubtful_names(const metrics::Context& context, const SegmentSpec& spec, std::stop_token stop) {
    std::vector<std::string> out;
    if (spec.doubts.empty()) return out;
    const CampaignData data = read_campaigns(context, spec, stop);
    for (size_t i = 0; i < data.campaigns.size(); ++i)
        if (data.doubtful[i]) out.push_back(data.campaigns[i].name);
    return out;
}

SegmentFit fit_segments(const metrics::Context& context, const SegmentSpec& spec, Progress& progress, std::stop_token stop) {
    spec.validate();
    const auto began = std::chrono::steady_clock::now();
    const double break_even = 1 + spec.break_even_roi;
    const CampaignData data = read_campaigns(context, spec, stop);
    if (data.campaigns.empty())
        throw Error(ErrorCode::segment_invalid, {{"detail", "no campaign has data in this selection"},
                                                 {"detail_fr", "aucune campagne n'a de données dans cette sélection"}});

    SegmentFit fit;
    fit.spec = spec;
    fit.dimension = data.dimension;
    fit.period = data.period;
    fit.fingerprint = context.dataset->fingerprint;
    for (const metrics::Metric* m : data.kpis) {
        fit.kpis.push_back(m->id);
        fit.whole.push_back(value_of(*m, data.whole));
    }
    const std::vector<bool> few = too_little_data(data);
    const auto returns = estimate_returns(data, break_even);
    std::vector<size_t> judged;
    for (size_t i = 0; i < data.campaigns.size(); ++i) {
        const CampaignSums& from = data.campaigns[i];
        Campaign c;
        c.name = from.name;
        c.channel = from.channel;
        c.cost = sum_of(from.sums, "cost");
        c.revenue = sum_of(from.sums, "revenue");
        c.roas = returns[i];
        for (const metrics::Metric* m : data.kpis) c.kpis.push_back(value_of(*m, from.sums));
        fit.campaigns.push_back(std::move(c));
        // Without spend there is no return to group by; what is doubtful would pull its group along.
        const bool no_spend = data.has_return && fit.campaigns.back().cost <= 0;
        if (few[i] || no_spend || data.doubtful[i])
            ++fit.too_little;
        else
            judged.push_back(i);
    }
    const double cost = sum_of(data.whole, "cost");
    fit.roas = data.roas;

    if (!judged.empty()) {
        std::vector<Kpi> kpis;
        for (size_t j = 0; j < data.kpis.size(); ++j) {
            Kpi kpi{data.kpis[j]->id, {}};
            for (const size_t i : judged) kpi.values.push_back(fit.campaigns[i].kpis[j]);
            kpis.push_back(std::move(kpi));
        }
        Scaled scaled = scale(kpis, judged.size());
        fit.used = scaled.used;
        fit.dropped = scaled.dropped;
        if (scaled.points.d == 0) { // every campaign is like the others: one cluster
            scaled.points = {judged.size(), 1, std::vector<double>(judged.size(), 0.0)};
        }
        const KMeansFit found = choose(scaled.points, spec, fit, progress, stop);
        fit.inertia = found.inertia;
        fit.k = static_cast<int>(found.k);
        // Numbered by cost: the first is where most money is.
        std::vector<double> weight(found.k, 0.0);
        for (size_t i = 0; i < judged.size(); ++i)
            weight[static_cast<size_t>(found.labels[i])] += cost > 0 ? fit.campaigns[judged[i]].cost : 1;
        std::vector<size_t> order(found.k), rank(found.k);
        std::iota(order.begin(), order.end(), size_t{0});
        std::ranges::stable_sort(order, [&](size_t a, size_t b) { return weight[a] > weight[b]; });
        for (size_t r = 0; r < order.size(); ++r) rank[order[r]] = r;
        for (size_t r = 0; r < order.size(); ++r) {
            Cluster c;
            c.id = static_cast<int>(r);
            if (!fit.used.empty())
                c.profile.assign(found.centroids.begin() + static_cast<std::ptrdiff_t>(order[r] * found.d),
                                 found.centroids.begin() + static_cast<std::ptrdiff_t>((order[r] + 1) * found.d));
            fit.clusters.push_back(std::move(c));
        }
        for (size_t i = 0; i < judged.size(); ++i) {
            const size_t r = rank[static_cast<size_t>(found.labels[i])];
            fit.campaigns[judged[i]].cluster = static_cast<int>(r);
            ++fit.clusters[r].size;
        }
    }
    judge(fit.campaigns, data, break_even);
    describe(fit.clusters, fit, data, break_even);
    fit.ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
    return fit;
}

} // namespace plumbline::segment
