// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/allocate/allocate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/allocate/coupled.h"
#include "core/allocate/draws.h"
#include "core/allocate/separable.h"
#include "core/base/format.h"
#include "core/base/progress.h"

namespace plumbline::allocate {

namespace {

using nlohmann::json;
using response::Identification;

constexpr int drawn_evaluations = 120, exact_evaluations = 400; ///< of a search from one start
constexpr double runaway_ms = 5000;                             ///< far beyond what these take

double sum(const std::vector<double>& v) { return std::accumulate(v.begin(), v.end(), 0.0); }

[[noreturn]] void invalid(const std::string& detail, const std::string& detail_fr) {
    throw Error(ErrorCode::allocate_invalid, {{"detail", detail}, {"detail_fr", detail_fr}});
}
[[noreturn]] void infeasible(const std::string& detail, const std::string& detail_fr) {
    throw Error(ErrorCode::allocate_infeasible, {{"detail", detail}, {"detail_fr", detail_fr}});
}

/// An amount in a sentence: grouped as the language does, with decimals only where there are some.
std::string plain(double v, Language language = Language::en) {
    const double cents = std::round(v * 100) / 100;
    return format_number(v, cents == std::round(v) ? 0 : 2, NumberStyle::of(language));
}
std::string plain_fr(double v) { return plain(v, Language::fr); }

class Allocator {
public:
    Allocator(const std::vector<Channel>& channels, const AllocateSpec& spec, std::stop_token stop)
        : m_channels(channels), m_spec(spec), m_stop(std::move(stop)) {
        m_spec.validate();
        if (m_channels.empty()) invalid("there are no channels", "il n'y a pas de canal");
        for (size_t i = 0; i < m_channels.size(); ++i)
            for (size_t k = 0; k < i; ++k)
                if (m_channels[k].curve.name == m_channels[i].curve.name)
                    invalid("two channels are named " + m_channels[i].curve.name,
                            "deux canaux se nomment " + m_channels[i].curve.name);
        apply_bounds();
        for (const Channel& c : m_channels) m_today.push_back(c.curve.current);
        collect_limits();
    }

    Plan run() {
        const auto begin = std::chrono::steady_clock::now();
        const bool draws = m_spec.careful && has_draws(m_channels);
        keep_unidentified();
        double total = m_spec.total.value_or(sum(m_today));
        if (m_spec.goal != Goal::split) total = total_for_goal();
        check_total(total);
        Plan plan;
        std::vector<double> x;
        if (m_spec.goal == Goal::worth && m_limits.empty()) {
            const SeparableSolution s = spend_while_worth(curves(), m_spec.target / m_spec.value);
            x = s.x;
            plan.method = "exact";
            note(plan, s);
        } else {
            const SeparableSolution exact = split(curves(), total, {1e-9, m_spec.milliseconds, 20'000, m_stop});
            note(plan, exact);
            x = exact.x;
            plan.method = "exact";
            if (!m_limits.empty() || (draws && m_spec.goal == Goal::split)) {
                x = coupled(exact.x, total, draws);
                plan.method = draws ? "risk" : "slsqp";
                plan.proved = false;
            }
        }
        const Plan seen = evaluate(m_channels, x, m_spec);
        copy(seen, plan);
        // Without a probability the plan is today's split.
        if (draws && m_spec.goal == Goal::split && plan.gain_probability.value_or(0) < m_spec.sure) {
            const std::vector<double> base = baseline(sum(x));
            plan.candidate = x;
            plan.no_change = true;
            const auto probability = plan.gain_probability;
            copy(evaluate(m_channels, base, m_spec), plan);
            plan.gain_probability = probability; // of the plan that was turned down
            plan.proved = false;
        }
        bindings(plan, plan.method == "exact" && m_spec.goal != Goal::worth);
        plan.kept = m_kept;
        if (plan.proved) plan.proved = plan.bound - plan.response_proposed <= 1e-6 * std::abs(plan.bound);
        plan.solve_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
        return plan;
    }

private:
    std::vector<Channel> m_channels;
    AllocateSpec m_spec;
    std::stop_token m_stop;
    std::vector<double> m_today;
    std::vector<std::string> m_kept;
    struct Named {
        LinearLimit limit;
        std::string kind, name;
    };
    std::vector<Named> m_limits;

    size_t index(const std::string& name) const {
        for (size_t i = 0; i < m_channels.size(); ++i)
            if (m_channels[i].curve.name == name) return i;
        std::string known;
        for (const Channel& c : m_channels) known += (known.empty() ? "" : ", ") + c.curve.name;
        invalid("there is no channel " + name + "; there are " + known, "il n'y a pas de canal " + name + " ; il y a " + known);
    }

    void apply_bounds() {
        for (const auto& [name, v] : m_spec.least) m_channels[index(name)].lower = v;
        for (const auto& [name, v] : m_spec.most) {
            Channel& c = m_channels[index(name)];
            c.upper = v;
            if (!m_spec.least.contains(name)) c.lower = std::min(c.lower, v);
        }
        for (const auto& [name, v] : m_spec.least) {
            Channel& c = m_channels[index(name)];
            if (!m_spec.most.contains(name)) c.upper = std::max(c.upper, v);
        }
        for (const Channel& c : m_channels) {
            if (!std::isfinite(c.lower) || !std::isfinite(c.upper) || c.lower < 0)
                invalid("the bounds of " + c.curve.name + " must be amounts from 0 up",
                        "les limites de " + c.curve.name + " doivent être des montants à partir de 0");
            if (c.lower > c.upper)
                infeasible("the minimum of " + c.curve.name + ", " + plain(c.lower) + ", is above its maximum, " + plain(c.upper),
                           "le minimum de " + c.curve.name + ", " + plain_fr(c.lower) + ", dépasse son maximum, " +
                               plain_fr(c.upper));
        }
    }

    void keep_unidentified() {
        if (!m_spec.careful || m_spec.move_unidentified) return;
        for (Channel& c : m_channels) {
            if (c.verdict != Identification::not_identified) continue;
            if (m_spec.least.contains(c.curve.name) || m_spec.most.contains(c.curve.name)) continue; // the user says otherwise
            const double at = std::clamp(c.curve.current, c.lower, c.upper);
            m_undo.emplace_back(c.lower, c.upper);
            c.lower = c.upper = at;
            m_kept.push_back(c.curve.name);
        }
        if (m_spec.goal != Goal::split) return;
        // A budget that cannot be reached with them kept: then they move as well.
        const double total = m_spec.total.value_or(sum(m_today));
        double low = 0, high = 0;
        for (const Channel& c : m_channels) low += c.lower, high += c.upper;
        if (total >= low && total <= high) return;
        size_t k = 0;
        for (Channel& c : m_channels)
            if (std::find(m_kept.begin(), m_kept.end(), c.curve.name) != m_kept.end()) std::tie(c.lower, c.upper) = m_undo[k++];
        m_kept.clear();
    }
    std::vector<std::pair<double, double>> m_undo;

    void check_total(double total) const {
        double low = 0, high = 0;
        for (const Channel& c : m_channels) low += c.lower, high += c.upper;
        const double slack = 1e-9 * std::max(1.0, total);
        if (total < low - slack)
            infeasible("the budget " + plain(total) + " is below the sum of the minima, " + plain(low),
                       "le budget " + plain_fr(total) + " est inférieur à la somme des minimums, " + plain_fr(low));
        if (total > high + slack)
            infeasible("the budget " + plain(total) + " is above the sum of the maxima, " + plain(high),
                       "le budget " + plain_fr(total) + " dépasse la somme des maximums, " + plain_fr(high));
    }

    void collect_limits() {
        const size_t n = m_channels.size();
        const auto add = [&](std::vector<double> w, double limit, const std::string& kind, const std::string& name) {
            m_limits.push_back({{std::move(w), limit, false}, kind, name});
        };
        for (const GroupLimit& g : m_spec.groups) {
            std::vector<double> w(n, 0), minus(n, 0);
            std::string name = g.name;
            for (const std::string& c : g.channels) {
                const size_t i = index(c);
                w[i] = 1, minus[i] = -1;
                if (g.name.empty()) name += (name.empty() ? "" : "+") + c;
            }
            if (g.least && g.most && *g.least > *g.most)
                infeasible("the minimum of the group " + name + " is above its maximum",
                           "le minimum du groupe " + name + " dépasse son maximum");
            if (g.most) add(w, *g.most, "group", name);
            if (g.least) add(minus, -*g.least, "group", name);
        }
        for (const RatioLimit& r : m_spec.ratios) {
            std::vector<double> w(n, 0);
            w[index(r.channel)] -= 1;
            w[index(r.other)] += r.times;
            add(w, 0, "ratio", r.channel + "/" + r.other);
        }
        for (const ShareLimit& s : m_spec.shares) {
            const size_t i = index(s.channel);
            if (s.least) {
                std::vector<double> w(n, *s.least);
                w[i] -= 1;
                add(w, 0, "share", s.channel);
            }
            if (s.most) {
                std::vector<double> w(n, -*s.most);
                w[i] += 1;
                add(w, 0, "share", s.channel);
            }
        }
    }

    std::vector<BoundedCurve> curves() const {
        std::vector<BoundedCurve> out;
        for (const Channel& c : m_channels) out.emplace_back(c.curve, c.lower, c.upper);
        return out;
    }

    static void note(Plan& plan, const SeparableSolution& s) {
        plan.bound = s.bound;
        plan.price = s.price;
        plan.proved = s.proved;
    }

    /// The least or the largest total that the goal allows.
    double total_for_goal() const {
        const std::vector<BoundedCurve> all = curves();
        double low = 0, high = 0;
        for (const BoundedCurve& c : all) low += c.lower(), high += c.upper();
        if (m_spec.total) high = std::min(high, *m_spec.total);
        if (m_spec.goal == Goal::worth) return sum(spend_while_worth(all, m_spec.target / m_spec.value).x);
        const auto most = [&](double total) {
            throw_if_stopped(m_stop);
            return split(all, std::clamp(total, low, high), {1e-6, 8, 500, m_stop}).value;
        };
        if (m_spec.goal == Goal::response) {
            if (most(high) < m_spec.target)
                infeasible("a response of " + plain(m_spec.target) + " is out of reach: " + plain(most(high)) + " at most",
                           "un résultat de " + plain_fr(m_spec.target) + " est hors de portée : au plus " + plain_fr(most(high)));
            double a = low, b = high;
            for (int k = 0; k < 60 && b - a > 1e-9 * b; ++k) {
                const double c = (a + b) / 2;
                (most(c) >= m_spec.target ? b : a) = c;
            }
            return b;
        }
        const double wanted = m_spec.goal == Goal::roas ? m_spec.target : 1 / m_spec.target;
        const auto reaches = [&](double total) { return most(total) >= wanted * total; };
        if (reaches(high)) return high;
        constexpr int steps = 24; // response over spend need not fall everywhere: from above
        for (int k = steps - 1; k >= 0; --k) {
            double a = low + (high - low) * k / steps;
            if (!reaches(a)) continue;
            double b = low + (high - low) * (k + 1) / steps;
            for (int r = 0; r < 40 && b - a > 1e-9 * b; ++r) {
                const double c = (a + b) / 2;
                (reaches(c) ? a : b) = c;
            }
            return a;
        }
        infeasible("no plan within the bounds returns " + plain(wanted) + " for each unit of spend",
                   "aucun plan dans les limites ne rapporte " + plain_fr(wanted) + " par unité dépensée");
    }

    std::vector<double> baseline(double total) const { return scaled_split(m_channels, total); }

    std::vector<double> coupled(const std::vector<double>& exact, double total, bool draws) {
        CoupledProblem p;
        const size_t n = m_channels.size();
        for (const Channel& c : m_channels) {
            p.lower.push_back(c.lower);
            p.upper.push_back(c.upper);
            p.scale.push_back(std::max({c.curve.current, c.upper / 2, total / static_cast<double>(n) * 1e-3, 1e-12}));
        }
        p.limits.push_back({std::vector<double>(n, 1), total, true});
        for (const Named& l : m_limits) p.limits.push_back(l.limit);
        const std::vector<double> base = baseline(total);
        const DrawSet set(m_channels, draws);
        const std::vector<BoundedCurve> all = curves();
        p.precision = draws ? 1e-8 : 1e-12;
        p.evaluations = draws ? drawn_evaluations : exact_evaluations;
        if (draws)
            p.objective = [&, known = set.responses(base)](const std::vector<double>& x, std::vector<double>* g) {
                return set.utility(x, known, m_spec.risk, m_spec.tail, g);
            };
        else
            p.objective = [&](const std::vector<double>& x, std::vector<double>* g) {
                double v = 0;
                for (size_t i = 0; i < n; ++i) {
                    v += all[i].value(x[i]);
                    if (g) (*g)[i] = all[i].slope(x[i]);
                }
                return v;
            };
        std::vector<std::vector<double>> starts{exact, base};
        std::vector<double> between(n);
        for (size_t i = 0; i < n; ++i) between[i] = (exact[i] + base[i]) / 2;
        starts.push_back(between);
        if (!draws) // S-shaped channels may be better off at either end once limits couple them
            for (size_t i = 0; i < n && i < 8; ++i)
                if (all[i].inflexion() > all[i].lower()) {
                    starts.push_back(exact);
                    starts.back()[i] =
                        exact[i] > all[i].inflexion() ? all[i].lower() : std::min(all[i].upper(), 2 * all[i].inflexion());
                }
        const CoupledSolution s = maximise(p, starts, runaway_ms, m_stop);
        if (!s.feasible)
            infeasible("the limits on groups, ratios and shares contradict the bounds and the budget",
                       "les limites de groupes, de rapports et de parts contredisent les bornes et le budget");
        return s.x;
    }

    static void copy(const Plan& from, Plan& to) {
        to.lines = from.lines;
        to.total_current = from.total_current;
        to.total_proposed = from.total_proposed;
        to.response_current = from.response_current;
        to.response_proposed = from.response_proposed;
        to.gain = from.gain;
        to.gain_share = from.gain_share;
        to.gain_at_same_spend = from.gain_at_same_spend;
        to.gain_probability = from.gain_probability;
        to.gain_interval = from.gain_interval;
    }

    void bindings(Plan& plan, bool priced) {
        double price = plan.price;
        if (!priced && m_spec.goal != Goal::worth) { // the mean marginal return of those that are free to move
            double all = 0;
            int n = 0;
            for (const PlanLine& l : plan.lines)
                if (l.proposed > l.lower && l.proposed < l.upper) all += l.marginal, ++n;
            price = n ? all / n : 0;
            plan.price = price;
        }
        if (m_spec.goal != Goal::worth) plan.bindings.push_back({"budget", "", price});
        for (PlanLine& l : plan.lines) {
            const double reach = 1e-9 * std::max(1.0, l.upper);
            if (std::find(m_kept.begin(), m_kept.end(), l.channel) != m_kept.end())
                l.binding = "kept";
            else if (l.proposed <= l.lower + reach)
                l.binding = "min";
            else if (l.proposed >= l.upper - reach)
                l.binding = "max";
            if (l.binding.empty()) continue;
            plan.bindings.push_back({l.binding, l.channel, l.binding == "min" ? price - l.marginal : l.marginal - price});
        }
        for (const Named& l : m_limits) {
            double used = 0, size = std::abs(l.limit.limit);
            for (size_t i = 0; i < plan.lines.size(); ++i) {
                used += l.limit.weights[i] * plan.lines[i].proposed;
                size = std::max(size, std::abs(l.limit.weights[i] * plan.lines[i].proposed));
            }
            if (l.limit.limit - used > 1e-6 * size) continue;
            double inside = 0, w = 0; // marginal return of those that the limit holds, against the budget's price
            for (size_t i = 0; i < plan.lines.size(); ++i)
                if (l.limit.weights[i] != 0)
                    inside += l.limit.weights[i] * (plan.lines[i].marginal - price), w += std::pow(l.limit.weights[i], 2);
            plan.bindings.push_back({l.kind, l.name, w > 0 ? inside / w : 0});
        }
    }
};

} // namespace

void AllocateSpec::validate() const {
    if (total && (!std::isfinite(*total) || *total < 0))
        invalid("the budget must be an amount from 0 up", "le budget doit être un montant à partir de 0");
    if (goal != Goal::split && !(target > 0)) invalid("the target must be above 0", "l'objectif doit dépasser 0");
    if (!(value > 0))
        invalid("the value of a unit of response must be above 0", "la valeur d'une unité de résultat doit dépasser 0");
    if (risk < 0 || risk > 1 || tail <= 0 || tail > 1 || sure < 0 || sure > 1)
        invalid("risk and the probability of a gain lie between 0 and 1", "le risque et la probabilité d'un gain vont de 0 à 1");
}

std::vector<double> scaled_split(const std::vector<Channel>& channels, double total) {
    const size_t n = channels.size();
    double today = 0;
    for (const Channel& c : channels) today += c.curve.current;
    const auto at = [&](double k) {
        std::vector<double> x(n);
        for (size_t i = 0; i < n; ++i) {
            const double part = today > 0 ? channels[i].curve.current : 1;
            x[i] = std::clamp(k * part, channels[i].lower, channels[i].upper);
        }
        return x;
    };
    const double straight = today > 0 ? total / today : total / static_cast<double>(n);
    if (std::abs(sum(at(straight)) - total) <= 1e-12 * std::max(1.0, total)) return at(straight);
    double a = 0, b = std::max(1e-12, straight);
    for (int k = 0; k < 200 && sum(at(b)) < total; ++k) b *= 2;
    for (int k = 0; k < 200; ++k) (sum(at((a + b) / 2)) < total ? a : b) = (a + b) / 2;
    std::vector<double> x = at(b);
    for (size_t i = 0; i < n; ++i) { // channels without spend today have no part to scale
        const double left = total - sum(x);
        x[i] = std::clamp(x[i] + left, channels[i].lower, channels[i].upper);
    }
    return x;
}

Plan evaluate(const std::vector<Channel>& channels, const std::vector<double>& spend, const AllocateSpec& spec) {
    Plan plan;
    const size_t n = channels.size();
    if (spend.size() != n) invalid("a split needs one amount for each channel", "une répartition demande un montant par canal");
    std::vector<double> today(n);
    const bool draws = has_draws(channels);
    for (size_t i = 0; i < n; ++i) {
        const Channel& c = channels[i];
        if (!std::isfinite(spend[i]) || spend[i] < 0)
            invalid("the spend of " + c.curve.name + " must be an amount from 0 up",
                    "la dépense de " + c.curve.name + " doit être un montant à partir de 0");
        today[i] = c.curve.current;
        PlanLine l;
        l.channel = c.curve.name;
        l.current = c.curve.current;
        l.proposed = spend[i];
        l.lower = c.lower;
        l.upper = c.upper;
        l.response_current = c.curve.response(l.current);
        l.response_proposed = c.curve.response(l.proposed);
        l.marginal = c.curve.derivative(l.proposed);
        l.verdict = c.verdict;
        if (draws) {
            l.interval_current = interval_of(c.draws, l.current);
            l.interval_proposed = interval_of(c.draws, l.proposed);
        }
        plan.total_current += l.current;
        plan.total_proposed += l.proposed;
        plan.response_current += l.response_current;
        plan.response_proposed += l.response_proposed;
        plan.lines.push_back(std::move(l));
    }
    plan.gain = plan.response_proposed - plan.response_current;
    if (plan.response_current > 0) plan.gain_share = plan.gain / plan.response_current;
    double low = 0, high = 0;
    for (const Channel& c : channels) low += c.lower, high += c.upper;
    std::vector<double> base = today;
    if (std::abs(plan.total_proposed - plan.total_current) > 1e-9 * std::max(1.0, plan.total_current)) {
        for (size_t i = 0; i < n; ++i)
            base[i] = plan.total_current > 0 ? today[i] * plan.total_proposed / plan.total_current
                                             : plan.total_proposed / static_cast<double>(n);
    }
    plan.gain_at_same_spend = plan.response_proposed;
    for (size_t i = 0; i < n; ++i) plan.gain_at_same_spend -= channels[i].curve.response(base[i]);
    if (draws) {
        std::vector<double> gains = DrawSet(channels, true).gains(spend, base);
        size_t up = 0;
        for (const double g : gains) up += g > 0;
        bool moves = false;
        for (size_t i = 0; i < n; ++i) moves = moves || std::abs(spend[i] - base[i]) > 1e-9 * std::max(1.0, base[i]);
        if (moves) {
            plan.gain_probability = static_cast<double>(up) / static_cast<double>(gains.size());
            plan.gain_interval = quantiles(gains);
        }
    }
    (void)spec;
    return plan;
}

Plan allocate(const std::vector<Channel>& channels, const AllocateSpec& spec, std::stop_token stop) {
    return Allocator(channels, spec, std::move(stop)).run();
}

} // namespace plumbline::allocate
