// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/forecast_parts.h"

#include <cmath>
#include <map>

namespace plumbline::cli {

Parts forecast_parts(const metrics::Context& context, metrics::Query query, const std::string& dimension, int64_t most,
                     const forecast::Request& total, forecast::Reconcile how, Progress& progress, std::stop_token stop) {
    const metrics::Metric& metric = metrics::find_metric(query.metrics.front());
    const bool adds_up = metric.denominator.empty();
    query.by = {dimension};
    query.limit = most;
    query.other = true;
    const metrics::Answer answer = metrics::run(context, query, stop);
    const Column& period = answer.table.at("period");
    const Column& value = answer.table.at(metric.id);
    const Column& name = answer.table.column(1);
    Parts out;
    std::map<std::string, std::map<int32_t, double>> rows;
    for (size_t r = 0; r < answer.table.rows(); ++r) {
        if (period.is_null(r)) continue;
        const std::string key = name.is_null(r) ? std::string() : to_text(name.value(r));
        if (!rows.contains(key)) out.values.push_back(key);
        if (const auto v = value.number(r)) rows[key][period.date(r).days] = *v;
    }
    std::vector<forecast::Request> requests{total};
    for (const std::string& key : out.values) {
        forecast::Request one = total;
        one.series.regressors.clear();
        one.spec.regressors.clear();
        one.study.clear(); // the search that is kept is that of the whole
        one.keep_study = {};
        for (size_t i = 0; i < one.series.ds.size(); ++i) {
            if (adds_up && std::isnan(one.series.y[i])) continue; // what is left out of the whole is left out of its parts
            const auto at = rows[key].find(static_cast<int32_t>(std::lround(one.series.ds[i])));
            one.series.y[i] = at != rows[key].end() ? at->second : adds_up ? 0.0 : std::nan("");
        }
        requests.push_back(std::move(one));
    }
    const forecast::Hierarchy tree = forecast::Hierarchy::total_of(out.values.size());
    out.results = forecast::run_many(requests, &tree, adds_up ? how : forecast::Reconcile::none, 0, progress, stop);
    out.total = std::move(out.results.front());
    out.results.erase(out.results.begin());
    return out;
}

} // namespace plumbline::cli
