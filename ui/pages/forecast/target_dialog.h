// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

#include "ui/pages/forecast/forecast_presenter.h"

class QComboBox;
class QDoubleSpinBox;
class QPushButton;

namespace plumbline::ui {

/// What is to be reached in the periods that are forecast.
class TargetDialog : public QDialog {
    Q_OBJECT
public:
    TargetDialog(ForecastPresenter& presenter, QWidget* parent);

private:
    DateRange days() const;
    void take();
    ForecastPresenter& m_presenter;
    std::vector<DateRange> m_days;
    bool m_percent = false; ///< typed as percent, kept as a fraction
    QComboBox* m_period;
    QDoubleSpinBox* m_value;
    QPushButton* m_remove;
};

} // namespace plumbline::ui
