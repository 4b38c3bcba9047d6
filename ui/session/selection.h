// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>
#include <vector>

#include <QObject>
#include <QString>

#include "core/metrics/query.h"
#include "ui/widgets/range_picker.h"

class QUndoStack;

namespace plumbline::ui {

/// What every page looks at: period, comparison, filters. A value.
struct SelectionState {
    RangePreset preset = RangePreset::weeks_13;
    std::optional<DateRange> custom; ///< days of RangePreset::custom
    metrics::Comparison compare = metrics::Comparison::year;
    std::vector<metrics::Filter> filters;
};
bool operator==(const SelectionState& a, const SelectionState& b);

/// The shared selection, with a way back and forward through what was looked at, and undo for each change.
class Selection : public QObject {
    Q_OBJECT
public:
    explicit Selection(QUndoStack* undo, QObject* parent = nullptr);
    const SelectionState& state() const { return m_history[m_at]; }
    /// The days that the period means in the data; nothing while no data are known.
    std::optional<DateRange> period() const;
    /// Days in the data; a period that is named moves with them.
    void setData(std::optional<DateRange> days);
    std::optional<DateRange> data() const { return m_data; }

    void setPeriod(RangePreset preset, DateRange range);
    void setComparison(metrics::Comparison compare);
    /// Values of a dimension to keep (or, with exclude, to leave out); none: the filter is removed.
    void setFilter(const QString& dimension, const QStringList& values, bool exclude = false);
    /// Filters to this one value, or lifts the filter where it is just that.
    void toggleFilter(const QString& dimension, const QString& value);
    void clearFilters();
    /// All filters at once, as one step.
    void setFilters(std::vector<metrics::Filter> filters);
    /// Everything at once, as one step.
    void set(SelectionState state, const QString& undoText);
    void clearLastFilter();
    const metrics::Filter* filter(const QString& dimension) const;

    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_history.size(); }
    void goBack();
    void goForward();
    /// Back to the defaults, or to where a person was when the workspace was last closed, without a history.
    void reset(SelectionState state = {});

Q_SIGNALS:
    void changed();

private:
    friend class SelectionCommand;
    void change(SelectionState next, const QString& undoText);
    void show(const SelectionState& state);
    QUndoStack* m_undo;
    std::optional<DateRange> m_data;
    std::vector<SelectionState> m_history{SelectionState{}};
    size_t m_at = 0;
};

} // namespace plumbline::ui
