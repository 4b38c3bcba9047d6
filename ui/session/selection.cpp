// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/selection.h"

#include <QUndoCommand>
#include <QUndoStack>

namespace plumbline::ui {

namespace {
// Enough to walk back through an afternoon; a state is a few hundred bytes.
constexpr size_t most_history = 200;
} // namespace

/// Only what a person chose is a step of undo; the numbers that follow from it are not.
class SelectionCommand : public QUndoCommand {
public:
    SelectionCommand(Selection* selection, SelectionState before, SelectionState after, const QString& text)
        : QUndoCommand(text), m_selection(selection), m_before(std::move(before)), m_after(std::move(after)) {}
    void undo() override { m_selection->show(m_before); }
    void redo() override { m_selection->show(m_after); }

private:
    Selection* m_selection;
    SelectionState m_before, m_after;
};

bool operator==(const SelectionState& a, const SelectionState& b) {
    return a.preset == b.preset && a.custom == b.custom && a.compare == b.compare &&
           std::equal(a.filters.begin(), a.filters.end(), b.filters.begin(), b.filters.end(),
                      [](const metrics::Filter& x, const metrics::Filter& y) {
                          return x.dimension == y.dimension && x.values == y.values && x.exclude == y.exclude;
                      });
}

Selection::Selection(QUndoStack* undo, QObject* parent) : QObject(parent), m_undo(undo) {}

std::optional<DateRange> Selection::period() const {
    if (!m_data) return std::nullopt;
    const SelectionState& s = state();
    if (s.preset == RangePreset::custom && s.custom) return s.custom;
    return presetRange(s.preset, m_data->from, m_data->to);
}

void Selection::setData(std::optional<DateRange> days) {
    if (days == m_data) return;
    m_data = days;
    Q_EMIT changed();
}

void Selection::setPeriod(RangePreset preset, DateRange range) {
    SelectionState next = state();
    next.preset = preset;
    next.custom = preset == RangePreset::custom ? std::optional(range) : std::nullopt;
    change(std::move(next), tr("change of period"));
}

void Selection::setComparison(metrics::Comparison compare) {
    SelectionState next = state();
    next.compare = compare;
    change(std::move(next), tr("change of comparison"));
}

void Selection::setFilter(const QString& dimension, const QStringList& values, bool exclude) {
    SelectionState next = state();
    const std::string name = dimension.toStdString();
    metrics::Filter wanted{name, {}, exclude};
    for (const QString& value : values) wanted.values.push_back(value.toStdString());
    const auto it = std::find_if(next.filters.begin(), next.filters.end(), [&](const auto& f) { return f.dimension == name; });
    if (values.isEmpty()) {
        if (it != next.filters.end()) next.filters.erase(it);
    } else if (it != next.filters.end())
        *it = wanted;
    else
        next.filters.push_back(wanted);
    change(std::move(next), values.isEmpty() ? tr("removal of a filter") : tr("filter %1").arg(values.join(", ").left(40)));
}

void Selection::toggleFilter(const QString& dimension, const QString& value) {
    const metrics::Filter* now = filter(dimension);
    const bool same = now && !now->exclude && now->values == std::vector{value.toStdString()};
    setFilter(dimension, same ? QStringList{} : QStringList{value});
}

void Selection::setFilters(std::vector<metrics::Filter> filters) {
    SelectionState next = state();
    next.filters = std::move(filters);
    change(std::move(next), tr("change of filters"));
}

void Selection::set(SelectionState next, const QString& undoText) { change(std::move(next), undoText); }

void Selection::clearFilters() {
    SelectionState next = state();
    next.filters.clear();
    change(std::move(next), tr("removal of all filters"));
}

void Selection::clearLastFilter() {
    SelectionState next = state();
    if (next.filters.empty()) return;
    next.filters.pop_back();
    change(std::move(next), tr("removal of a filter"));
}

const metrics::Filter* Selection::filter(const QString& dimension) const {
    for (const metrics::Filter& f : state().filters)
        if (f.dimension == dimension.toStdString()) return &f;
    return nullptr;
}

void Selection::goBack() {
    if (!canGoBack()) return;
    --m_at;
    Q_EMIT changed();
}

void Selection::goForward() {
    if (!canGoForward()) return;
    ++m_at;
    Q_EMIT changed();
}

void Selection::reset(SelectionState state) {
    m_history = {std::move(state)};
    m_at = 0;
    m_data.reset();
    if (m_undo) m_undo->clear();
    Q_EMIT changed();
}

void Selection::change(SelectionState next, const QString& undoText) {
    if (next == state()) return;
    if (m_undo)
        m_undo->push(new SelectionCommand(this, state(), std::move(next), undoText));
    else
        show(next);
}

void Selection::show(const SelectionState& wanted) {
    if (wanted == state()) return;
    m_history.resize(m_at + 1);
    m_history.push_back(wanted);
    if (m_history.size() > most_history) m_history.erase(m_history.begin());
    m_at = m_history.size() - 1;
    Q_EMIT changed();
}

} // namespace plumbline::ui
