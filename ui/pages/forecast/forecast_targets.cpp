// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QPointer>
#include <QUndoCommand>
#include <QUndoStack>
#include <QUuid>

#include "core/metrics/annotations.h"
#include "ui/charts/theme.h"
#include "ui/pages/forecast/forecast_presenter.h"

namespace plumbline::ui {

/// Sets, changes or takes away a target. Its first redo carries it out.
class TargetCommand : public QUndoCommand {
public:
    TargetCommand(ForecastPresenter* presenter, const QString& text, std::optional<metrics::Target> before,
                  std::optional<metrics::Target> after)
        : QUndoCommand(text), m_presenter(presenter), m_before(std::move(before)), m_after(std::move(after)) {}
    void undo() override { store(m_before, m_after); }
    void redo() override { store(m_after, m_before); }

private:
    void store(const std::optional<metrics::Target>& put, const std::optional<metrics::Target>& instead) {
        if (m_presenter) m_presenter->storeTarget(put, put || !instead ? std::string() : instead->id);
    }
    QPointer<ForecastPresenter> m_presenter;
    std::optional<metrics::Target> m_before, m_after;
};

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
        if (after->id.empty()) after->id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
        after->dataset_id = facts->dataset.id;
        after->metric = m_asked.metric;
        after->days = days;
        after->value = *value;
        after->where = m_session.selection().state().filters;
    }
    if (!before && !after) return;
    m_session.undoStack().push(
        new TargetCommand(this, after ? tr("target of the forecast") : tr("removal of a target"), before, after));
}

void ForecastPresenter::storeTarget(std::optional<metrics::Target> target, const std::string& remove) {
    const auto handle = m_session.handle();
    if (!handle) return;
    m_session.jobs().start(
        tr("Storing a target"),
        [handle, target = std::move(target), remove](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& workspace) {
                if (target) metrics::put_target(workspace, *target);
                if (!remove.empty()) metrics::remove_target(workspace, remove);
            });
        },
        this, [this] { reload(); }, [this](const Error& error) { Q_EMIT failed(error); });
}

} // namespace plumbline::ui
