// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QWidget>

class QGridLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace plumbline::ui {

class BudgetPresenter;

/// A slider for each channel between its bounds. Moving one holds that channel there; the others follow the plan.
class BudgetSliders : public QWidget {
    Q_OBJECT
public:
    explicit BudgetSliders(BudgetPresenter& presenter, QWidget* parent = nullptr);
    /// Rows for the channels there are.
    void rebuild();
    /// Values of the plan; a slider under the hand stays.
    void refresh();

private:
    struct Row {
        QString channel;
        double lower = 0, upper = 0;
        QLabel* name;
        QSlider* slider;
        QLabel* value;
        QToolButton* release;
    };
    BudgetPresenter& m_presenter;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
};

} // namespace plumbline::ui
