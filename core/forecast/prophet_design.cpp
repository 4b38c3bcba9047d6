// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forecast/prophet_design.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/base/date.h"

namespace plumbline::forecast {

namespace {

constexpr double longest_gap_of_days = 5; ///< rows further apart stand for a period, and hold every event in it

std::string iso(double ds) { return to_iso(Date{static_cast<int32_t>(std::floor(ds))}); }

} // namespace

ProphetDesign::ProphetDesign(const Series& series, const Spec& spec) {
    std::vector<size_t> observed;
    std::vector<double> ds;
    for (size_t i = 0; i < series.ds.size(); ++i)
        if (std::isfinite(series.y[i])) {
            observed.push_back(i);
            ds.push_back(series.ds[i]);
        }
    if (ds.size() < 2 || !(ds.back() > ds.front()))
        throw Error(ErrorCode::too_little_data,
                    {{"detail", "Prophet needs two observations, there are " + std::to_string(ds.size())}});
    m_start = ds.front();
    m_span = ds.back() - ds.front();
    m_floor = spec.growth == Growth::logistic ? spec.floor.value_or(0) : 0;
    m_y_scale = 0;
    for (const size_t i : observed) m_y_scale = std::max(m_y_scale, std::abs(series.y[i] - m_floor));
    if (m_y_scale == 0) m_y_scale = 1;

    std::vector<double> gaps;
    for (size_t i = 1; i < ds.size(); ++i) gaps.push_back(ds[i] - ds[i - 1]);
    const double smallest = *std::min_element(gaps.begin(), gaps.end());
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<long>(gaps.size() / 2), gaps.end());
    const double usual = gaps[gaps.size() / 2];
    m_period = usual > longest_gap_of_days ? usual : 1;

    if (spec.growth != Growth::flat) find_changepoints(ds, spec);
    add_seasonalities(smallest, spec);
    add_events(series, spec);
    add_regressors(series, observed, spec);
}

void ProphetDesign::find_changepoints(const std::vector<double>& ds, const Spec& spec) {
    if (spec.changepoints) {
        for (const double c : *spec.changepoints)
            if (c > ds.front() && c < ds.back())
                m_changepoints.push_back(scaled_time(c)); // later ones belong to a future that a
                                                          // rolling origin does not know
        std::sort(m_changepoints.begin(), m_changepoints.end());
        m_changepoints.erase(std::unique(m_changepoints.begin(), m_changepoints.end()), m_changepoints.end());
        return;
    }
    const int history = static_cast<int>(std::floor(static_cast<double>(ds.size()) * spec.changepoint_range));
    const int count = std::min(spec.n_changepoints, history - 1);
    for (int i = 1; i <= count; ++i) {
        const double row = std::nearbyint(static_cast<double>(i) * (history - 1) / count);
        m_changepoints.push_back(scaled_time(ds[static_cast<size_t>(row)]));
    }
}

void ProphetDesign::add_component(const std::string& name) {
    if (std::find(m_components.begin(), m_components.end(), name) == m_components.end()) m_components.push_back(name);
}

void ProphetDesign::add_seasonalities(double smallest_gap, const Spec& spec) {
    struct BuiltIn {
        const char* name;
        double period;
        int order;
        Switch asked;
        std::optional<int> given;
        bool automatic;
    };
    const BuiltIn built_in[] = {
        {"yearly", 365.25, 10, spec.yearly, spec.yearly_order, m_span >= 730},
        {"weekly", 7, 3, spec.weekly, spec.weekly_order, m_span >= 14 && smallest_gap < 7},
        {"daily", 1, 4, spec.daily, spec.daily_order, m_span >= 2 && smallest_gap < 1},
    };
    std::vector<SeasonalitySpec> all;
    for (const BuiltIn& b : built_in) {
        const bool replaced = std::any_of(spec.seasonalities.begin(), spec.seasonalities.end(),
                                          [&](const SeasonalitySpec& s) { return s.name == b.name; });
        const bool on = b.asked == Switch::on || (b.asked == Switch::automatic && b.automatic);
        if (!replaced && on) all.push_back({b.name, b.period, b.given.value_or(b.order), spec.seasonality_prior_scale, {}, {}});
    }
    all.insert(all.end(), spec.seasonalities.begin(), spec.seasonalities.end());
    for (const SeasonalitySpec& s : all) {
        add_component(s.name);
        m_fourier.push_back({s.period, s.fourier_order, s.condition});
        for (int i = 1; i <= 2 * s.fourier_order; ++i)
            m_features.push_back(
                {s.name, s.name + " " + std::to_string(i), s.prior_scale, s.multiplicative.value_or(spec.multiplicative), 0});
    }
}

double ProphetDesign::occurrences(const Occurrences& event, double ds) const {
    const double day = std::floor(ds);
    const auto from = std::lower_bound(event.days.begin(), event.days.end(), day);
    // Months differ in length: a row stands for the days up to the next of the same kind.
    const double length = m_period > 27 && m_period < 32
                              ? period_end(Date{static_cast<int32_t>(day)}, Grain::month).days - day + 1
                              : std::round(m_period);
    return static_cast<double>(std::lower_bound(from, event.days.end(), day + length) - from);
}

void ProphetDesign::add_events(const Series& series, const Spec& spec) {
    std::map<std::string, std::vector<const Event*>> by_name;
    for (const Event& e : spec.events) by_name[e.name].push_back(&e);
    for (const auto& [name, events] : by_name) {
        int lower = 0, upper = 0;
        for (const Event* e : events) {
            lower = std::min(lower, e->lower_window);
            upper = std::max(upper, e->upper_window);
        }
        Occurrences together; // of all offsets, where a row is a week or longer
        for (int offset = lower; offset <= upper; ++offset) {
            Occurrences shifted;
            for (const Event* e : events)
                if (offset >= e->lower_window && offset <= e->upper_window)
                    for (const double d : e->days) shifted.days.push_back(std::floor(d) + offset);
            std::sort(shifted.days.begin(), shifted.days.end());
            shifted.days.erase(std::unique(shifted.days.begin(), shifted.days.end()), shifted.days.end());
            if (m_period > 1) {
                together.days.insert(together.days.end(), shifted.days.begin(), shifted.days.end());
                if (offset < upper) continue;
                std::sort(together.days.begin(), together.days.end());
                together.days.erase(std::unique(together.days.begin(), together.days.end()), together.days.end());
                shifted = std::move(together);
            }
            const bool seen =
                std::any_of(series.ds.begin(), series.ds.end(), [&](double ds) { return occurrences(shifted, ds) > 0; });
            if (!seen) continue; // what never happened in the history has no effect that could be learned
            std::string label = name;
            if (offset != 0 && m_period == 1) label += (offset > 0 ? " +" : " ") + std::to_string(offset);
            const double scale = events.front()->prior_scale.value_or(spec.holidays_prior_scale);
            m_features.push_back({"holidays", label, scale, spec.multiplicative, 0});
            m_events.push_back(std::move(shifted));
        }
    }
    if (!m_events.empty()) add_component("holidays");
}

void ProphetDesign::add_regressors(const Series& series, const std::vector<size_t>& observed, const Spec& spec) {
    for (const RegressorSpec& r : spec.regressors) {
        const auto found = series.regressors.find(r.name);
        if (found == series.regressors.end())
            throw Error(ErrorCode::forecast_invalid, {{"detail", "there is no regressor " + r.name}});
        double sum = 0, squares = 0, n = 0;
        bool binary = true, constant = true;
        for (const size_t i : observed) {
            const double v = found->second[i];
            if (!std::isfinite(v))
                throw Error(ErrorCode::regressor_missing, {{"name", r.name}, {"count", "1"}, {"first", iso(series.ds[i])}});
            sum += v;
            n += 1;
            binary = binary && (v == 0 || v == 1);
            constant = constant && v == found->second[observed.front()];
        }
        for (const size_t i : observed) squares += std::pow(found->second[i] - sum / n, 2);
        Regressor column{r.name, 0, 1};
        if (r.standardize.value_or(!binary) && !constant) {
            column.mean = sum / n;
            column.sd = std::sqrt(squares / (n - 1));
        }
        m_regressors.push_back(column);
        m_features.push_back({r.name, r.name, r.prior_scale, r.multiplicative.value_or(spec.multiplicative), r.sign});
        add_component(r.name);
    }
}

Eigen::MatrixXd ProphetDesign::hinges(const std::vector<double>& ds) const {
    const auto n = static_cast<Eigen::Index>(ds.size()), s = static_cast<Eigen::Index>(m_changepoints.size());
    Eigen::MatrixXd h(n, s);
    for (Eigen::Index j = 0; j < s; ++j)
        for (Eigen::Index i = 0; i < n; ++i) h(i, j) = std::max(0.0, scaled_time(ds[i]) - m_changepoints[j]);
    return h;
}

Eigen::MatrixXd ProphetDesign::columns(const std::vector<double>& ds,
                                       const std::map<std::string, std::vector<double>>& regressors) const {
    const auto n = static_cast<Eigen::Index>(ds.size());
    Eigen::MatrixXd x(n, static_cast<Eigen::Index>(m_features.size()));
    const auto values_of = [&](const std::string& name) -> const std::vector<double>& {
        const auto found = regressors.find(name);
        if (found == regressors.end())
            throw Error(ErrorCode::regressor_missing,
                        {{"name", name}, {"count", std::to_string(n)}, {"first", n > 0 ? iso(ds.front()) : ""}});
        return found->second;
    };
    Eigen::Index at = 0;
    for (const Fourier& f : m_fourier) {
        const std::vector<double>* condition = f.condition.empty() ? nullptr : &values_of(f.condition);
        for (Eigen::Index i = 0; i < n; ++i) {
            const bool on = !condition || (*condition)[i] > 0;
            const double angle = 2 * std::numbers::pi * (std::fmod(ds[i], f.period) / f.period);
            const double s1 = std::sin(angle), c1 = std::cos(angle);
            double s = s1, c = c1;
            for (int k = 0; k < f.order; ++k) {
                x(i, at + 2 * k) = on ? s : 0;
                x(i, at + 2 * k + 1) = on ? c : 0;
                const double next = s * c1 + c * s1; // the angle's next multiple
                c = c * c1 - s * s1;
                s = next;
            }
        }
        at += 2 * f.order;
    }
    for (const Occurrences& event : m_events) {
        for (Eigen::Index i = 0; i < n; ++i) x(i, at) = occurrences(event, ds[i]);
        ++at;
    }
    for (const Regressor& r : m_regressors) {
        const std::vector<double>& values = values_of(r.name);
        size_t missing = 0;
        std::string first;
        for (Eigen::Index i = 0; i < n; ++i) {
            if (!std::isfinite(values[i]) && missing++ == 0) first = iso(ds[i]);
            x(i, at) = (values[i] - r.mean) / r.sd;
        }
        if (missing > 0)
            throw Error(ErrorCode::regressor_missing, {{"name", r.name}, {"count", std::to_string(missing)}, {"first", first}});
        ++at;
    }
    return x;
}

} // namespace plumbline::forecast
