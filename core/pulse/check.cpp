// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulse/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "core/base/words.h"
#include "core/metrics/catalogue.h"

namespace plumbline::pulse {

namespace {

constexpr int level_days = 28;   ///< four of each weekday
constexpr int history_days = 84; ///< twelve weeks of residuals
constexpr size_t fewest_weekday = 4, fewest_days = 28;
constexpr double band = 3;            ///< robust standard deviations
constexpr double mad_to_sd = 1.4826;  ///< of a normal distribution
constexpr double least_spread = 0.01; ///< a series without any noise still is not exact to the day
constexpr int spark_days = 28;

double median(std::vector<double> v) {
    if (v.empty()) return 0;
    const size_t mid = v.size() / 2;
    std::nth_element(v.begin(), v.begin() + static_cast<ptrdiff_t>(mid), v.end());
    const double high = v[mid];
    if (v.size() % 2) return high;
    return (high + *std::max_element(v.begin(), v.begin() + static_cast<ptrdiff_t>(mid))) / 2;
}

constexpr std::array<Words, 7> weekdays{{{"Monday", "lundi"},
                                         {"Tuesday", "mardi"},
                                         {"Wednesday", "mercredi"},
                                         {"Thursday", "jeudi"},
                                         {"Friday", "vendredi"},
                                         {"Saturday", "samedi"},
                                         {"Sunday", "dimanche"}}};

std::string filters_text(const std::vector<metrics::Filter>& where) {
    std::string out;
    for (const metrics::Filter& f : where)
        for (const std::string& v : f.values) out += (out.empty() ? "" : ", ") + v;
    return out;
}

metrics::Metric metric_of(const DatasetInfo& dataset, const std::string& id) {
    if (auto own = metrics::measure_metric(dataset, id)) return *own;
    return metrics::find_metric(id);
}

} // namespace

const char* verdict_id(Verdict verdict) {
    switch (verdict) {
    case Verdict::usual: return "usual";
    case Verdict::high: return "high";
    case Verdict::low: return "low";
    case Verdict::no_data: return "no_data";
    case Verdict::unknown: return "unknown";
    }
    return "unknown";
}

Judgement judge(const std::vector<std::optional<double>>& values, Date last, bool never_negative) {
    Judgement out;
    const auto n = static_cast<int>(values.size());
    auto level_at = [&](int t) -> std::optional<double> {
        double sum = 0;
        int count = 0;
        for (int k = t - level_days; k < t; ++k)
            if (k >= 0 && values[static_cast<size_t>(k)]) {
                sum += *values[static_cast<size_t>(k)];
                ++count;
            }
        if (count < level_days / 2 || sum <= 0) return std::nullopt;
        return sum / count;
    };
    auto weekday_at = [&](int t) { return static_cast<size_t>(iso_weekday(last - (n - 1 - t)) - 1); };
    const int today = n - 1;
    if (today < 0) return out;
    const auto level = level_at(today);
    if (!level) {
        if (!values[static_cast<size_t>(today)]) out.verdict = Verdict::no_data;
        return out;
    }
    std::array<std::vector<double>, 7> ratios;
    std::vector<std::pair<size_t, double>> all;
    for (int t = std::max(0, today - history_days); t < today; ++t) {
        const auto l = level_at(t);
        if (!l || !values[static_cast<size_t>(t)]) continue;
        ratios[weekday_at(t)].push_back(*values[static_cast<size_t>(t)] / *l);
        all.emplace_back(weekday_at(t), ratios[weekday_at(t)].back());
    }
    const size_t own = weekday_at(today);
    if (!values[static_cast<size_t>(today)]) out.verdict = Verdict::no_data;
    if (ratios[own].size() < fewest_weekday || all.size() < fewest_days) return out;
    std::array<double, 7> factor{};
    for (size_t d = 0; d < 7; ++d) factor[d] = median(ratios[d]);
    std::vector<double> left;
    for (const auto& [d, ratio] : all)
        if (!ratios[d].empty() && factor[d] > 0) left.push_back(std::abs(ratio / factor[d] - 1));
    const double expected = *level * factor[own];
    const double spread = std::max(least_spread, mad_to_sd * median(left));
    out.expected = expected;
    out.low = expected * (1 - band * spread);
    out.high = expected * (1 + band * spread);
    if (never_negative) out.low = std::max(0.0, *out.low);
    if (const auto& value = values[static_cast<size_t>(today)])
        out.verdict = *value > *out.high ? Verdict::high : *value < *out.low ? Verdict::low : Verdict::usual;
    return out;
}

std::vector<Check> check(const metrics::Context& context, const std::vector<Watch>& watches, std::optional<Date> day,
                         std::stop_token stop) {
    const DatasetInfo& dataset = *context.dataset;
    if (!dataset.dates || !dataset.by_role("date")) throw Error(ErrorCode::no_date, {{"dataset", dataset.name}});
    const Date at = day.value_or(dataset.dates->to);
    const DateRange span{std::max(dataset.dates->from, at - (history_days + level_days)), at};
    if (span.to < span.from)
        throw Error(ErrorCode::period_invalid,
                    {{"value", to_iso(at)}, {"detail", "it lies before the data"}, {"detail_fr", "elle précède les données"}});
    std::vector<Check> out;
    std::vector<metrics::Query> queries;
    std::vector<size_t> query_of;
    for (const Watch& w : watches) {
        Check c;
        c.watch = w;
        try {
            c.metric = metric_of(dataset, w.metric);
        } catch (const Error&) {
            continue; // a metric of another dataset
        }
        if (!metrics::measure_metric(dataset, w.metric) && !metrics::available(c.metric, dataset)) continue;
        c.day = at;
        auto same = std::ranges::find_if(queries, [&](const metrics::Query& q) {
            return q.filters.size() == w.where.size() &&
                   std::equal(q.filters.begin(), q.filters.end(), w.where.begin(), [](const auto& a, const auto& b) {
                       return a.dimension == b.dimension && a.values == b.values && a.exclude == b.exclude;
                   });
        });
        if (same == queries.end()) {
            metrics::Query q;
            q.grain = Grain::day;
            q.period = span;
            q.filters = w.where;
            queries.push_back(std::move(q));
            same = queries.end() - 1;
        }
        if (std::ranges::find(same->metrics, c.metric.id) == same->metrics.end()) same->metrics.push_back(c.metric.id);
        query_of.push_back(static_cast<size_t>(same - queries.begin()));
        out.push_back(std::move(c));
    }
    if (out.empty()) return out;
    const auto answers = metrics::run_many(context, queries, stop);
    for (size_t i = 0; i < out.size(); ++i) {
        Check& c = out[i];
        const Table& t = answers[query_of[i]].table;
        std::vector<std::optional<double>> values(static_cast<size_t>(span.days()));
        const Column& column = t.at(c.metric.id);
        for (size_t r = 0; r < t.rows(); ++r) {
            const Date d = t.column(0).date(r);
            if (span.contains(d)) values[static_cast<size_t>(d - span.from)] = column.number(r);
        }
        c.value = values.back();
        const bool never_negative = c.metric.unit == "count" || c.metric.unit == "percent";
        const Judgement j = judge(values, at, never_negative);
        c.verdict = c.value ? j.verdict : Verdict::no_data;
        c.expected = j.expected;
        c.low = j.low;
        c.high = j.high;
        if (values.size() > 7) c.before = values[values.size() - 8];
        if (c.value && c.before) {
            if (c.metric.unit == "percent")
                c.change = *c.value - *c.before;
            else if (*c.before != 0)
                c.change = *c.value / *c.before - 1;
        }
        const size_t from = values.size() > spark_days ? values.size() - spark_days : 0;
        for (size_t k = from; k < values.size(); ++k) {
            c.spark.push_back(values[k]);
            c.days.push_back(span.from + static_cast<int>(k));
        }
    }
    return out;
}

std::vector<Watch> usual_watches(const DatasetInfo& dataset, size_t most) {
    std::vector<Watch> out;
    for (const char* id :
         {"revenue", "cost", "roas", "orders", "cpa", "new_customers", "leads", "clicks", "ctr", "cvr", "aov", "cpc"})
        if (out.size() < most && metrics::available(metrics::find_metric(id), dataset)) out.push_back({id, {}});
    for (const DatasetColumn& c : dataset.columns)
        if (out.size() < most && out.empty() && c.role == "measure") out.push_back({c.field, {}});
    return out;
}

std::string verdict_text(Verdict verdict, Language language) {
    const bool fr = language == Language::fr;
    switch (verdict) {
    case Verdict::usual: return fr ? "habituel" : "usual";
    case Verdict::high: return fr ? "inhabituellement haut" : "unusually high";
    case Verdict::low: return fr ? "inhabituellement bas" : "unusually low";
    case Verdict::no_data: return fr ? "sans données" : "no data";
    case Verdict::unknown: return fr ? "historique trop court" : "too short a history";
    }
    return {};
}

std::string sentence(const Check& c, const NumberStyle& style) {
    const Language l = style.language;
    auto card = [&](std::optional<double> v) { return format_card(v, c.metric.unit, style); };
    std::string name = metrics::metric_name(c.metric, l);
    if (const std::string where = filters_text(c.watch.where); !where.empty()) name += " (" + where + ")";
    const Words& weekday = weekdays[static_cast<size_t>(iso_weekday(c.day) - 1)];
    const std::map<std::string, std::string> facts{{"metric", name},
                                                   {"value", card(c.value)},
                                                   {"low", card(c.low)},
                                                   {"high", card(c.high)},
                                                   {"weekday", l == Language::fr ? weekday.fr : weekday.en},
                                                   {"day", format_date(c.day, l)}};
    static constexpr Words usual{"{metric}: as on other {weekday}s, {value}, between {low} and {high}.",
                                 "{metric} : comme les autres {weekday}s, {value}, entre {low} et {high}."};
    static constexpr Words high{"{metric}: unusually high for a {weekday}, {value}, where {low} to {high} is usual.",
                                "{metric} : inhabituellement haut pour un {weekday}, {value} au lieu de {low} à {high}."};
    static constexpr Words low{"{metric}: unusually low for a {weekday}, {value}, where {low} to {high} is usual.",
                               "{metric} : inhabituellement bas pour un {weekday}, {value} au lieu de {low} à {high}."};
    static constexpr Words none{"{metric}: no data for {day}.", "{metric} : pas de données pour le {day}."};
    static constexpr Words unknown{"{metric}: {value}; the history is too short to say whether that is usual.",
                                   "{metric} : {value} ; l'historique est trop court pour dire si c'est habituel."};
    switch (c.verdict) {
    case Verdict::usual: return say(usual, l, facts);
    case Verdict::high: return say(high, l, facts);
    case Verdict::low: return say(low, l, facts);
    case Verdict::no_data: return say(none, l, facts);
    case Verdict::unknown: return say(unknown, l, facts);
    }
    return {};
}

} // namespace plumbline::pulse
