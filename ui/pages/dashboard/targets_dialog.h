// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

#include "ui/pages/dashboard/dashboard_presenter.h"
#include "ui/widgets/messages.h"

class QComboBox;
class QDateEdit;
class QDoubleSpinBox;
class QVBoxLayout;

namespace plumbline::ui {

/// Targets of the dataset: those that are set, and a line for one more. Stays beside the page.
class TargetsDialog : public QDialog {
    Q_OBJECT
public:
    TargetsDialog(DashboardPresenter& presenter, QWidget* parent);
    void setMetric(const QString& id);

private:
    void refresh();
    void takePeriod();
    void add();
    /// Targets of cells that were copied out of a sheet.
    void paste();
    DashboardPresenter& m_presenter;
    InlineMessage* m_message;
    QVBoxLayout* m_list;
    QComboBox *m_metric, *m_span;
    QDateEdit *m_from, *m_to;
    QDoubleSpinBox* m_value;
};

} // namespace plumbline::ui
