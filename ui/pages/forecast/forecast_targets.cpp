// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/metrics/annotations.h"
#include "ui/charts/theme.h"
#include "ui/pages/forecast/forecast_presenter.h"
#include "ui/session/record_change.h"

namespace plumbline::ui {

std::vector<DateRange> ForecastPresenter::targetPeriods() const {
    std::vector<DateRange> out;
    if (!m_view || !m_view->possible || m_view->record.points.empty()) return out;
    const auto& points = m_view->record.points;
    const Date first{static_cast<int32_t>(points.front().ds)};
    const Date last = period_end(Date{static_cast<int32_t>(points.back().ds)}, m_view->grain);
    out.push_back({first, last});
    for (const Grain grain : {Grain::month, Grain::quarter, Grain::year})
        for (Date from = period_start(first, grain); period_end(from, grain) <= last; from = add_periods(from, grain, 1)) {
            const DateRange days{from, period_end(from, grain)};
            if (std::find(out.begin(), out.end(), days) == out.end()) out.push_back(days);
        }
    return out;
}

const metrics::Target* ForecastPresenter::known(const DateRange& days) const {
    forecast::Kept here;
    here.metric = m_asked.metric;
    here.where = m_session.selection().state().filters;
    for (const metrics::Target& t : m_targets)
        if (t.days == days && here.same_question(t.metric, here.grain, t.where)) return &t;
    return nullptr;
}

std::optional<double> ForecastPresenter::target(const DateRange& days) const {
    const metrics::Target* t = known(days);
    return t ? std::optional(t->value) : std::nullopt;
}

void ForecastPresenter::setTarget(const DateRange& days, std::optional<double> value) {
    const FactsPtr facts = m_session.facts();
    if (!facts || m_session.isReadOnly()) return;
    std::optional<metrics::Target> before, after;
    if (const metrics::Target* t = known(days)) before = *t;
    if (value) {
        after = before.value_or(metrics::Target{});
        if (after->id.empty()) after->id = freshRecordId();
        after->dataset_id = facts->dataset.id;
        after->metric = m_asked.metric;
        after->days = days;
        after->value = *value;
        after->where = m_session.selection().state().filters;
    }
    if (!before && !after) return;
    const auto change = [](const std::optional<metrics::Target>& put, const std::string& remove) {
        return [put, remove](store::Workspace& workspace) {
            if (put)
                metrics::put_target(workspace, *put);
            else
                metrics::remove_target(workspace, remove);
        };
    };
    const std::string id = after ? after->id : before->id;
    pushRecordChange(m_session, QStringLiteral("target"), after ? tr("target of the forecast") : tr("removal of a target"),
                     tr("Storing a target"), change(after, id), change(before, id));
}

void ForecastPresenter::pin() {
    if (!canKeep()) return;
    metrics::Pin pin;
    pin.title = m_view->title;
    pin.source = "forecast";
    pin.chart = m_view->series;
    pinToDashboard(m_session, std::move(pin));
}

} // namespace plumbline::ui
