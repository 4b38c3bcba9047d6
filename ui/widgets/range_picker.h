// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include <QFrame>

#include "core/base/date.h"

class QCalendarWidget;
class QLabel;
class QListWidget;
class QPushButton;

namespace plumbline::ui {

/// A period that is named rather than dated, so that it moves with the data.
enum class RangePreset {
    weeks_1,
    weeks_4,
    weeks_13,
    weeks_26,
    weeks_52,
    month_to_date,
    quarter_to_date,
    year_to_date,
    all,
    custom
};

QString presetId(RangePreset preset);
std::optional<RangePreset> presetFromId(const QString& id);
/// What a preset means where data reach from `first` to `last`. Weeks: the last complete ones, ending on the last Sunday in the
/// data. Clipped to the data, never empty.
DateRange presetRange(RangePreset preset, Date first, Date last);

/// A popup under the period token: presets at the left, two calendars for a period of one's own.
class RangePicker : public QFrame {
    Q_OBJECT
public:
    explicit RangePicker(QWidget* parent = nullptr);
    void setData(Date first, Date last);
    void setRange(RangePreset preset, DateRange range);
    DateRange range() const { return m_range; }
    RangePreset preset() const { return m_preset; }
    /// Below the widget, inside the screen.
    void popupUnder(QWidget* anchor);
    static QString presetName(RangePreset preset);

Q_SIGNALS:
    void picked(plumbline::ui::RangePreset preset, plumbline::DateRange range);

private:
    void choose(RangePreset preset);
    void refresh();
    Date m_first{}, m_last{};
    DateRange m_range{};
    RangePreset m_preset = RangePreset::weeks_13;
    QListWidget* m_presets;
    QCalendarWidget* m_from;
    QCalendarWidget* m_to;
    QLabel* m_summary;
    QPushButton* m_apply;
};

} // namespace plumbline::ui
