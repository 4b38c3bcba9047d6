// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QDialog>

#include "core/response/spec.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace plumbline::ui {

/// Experiments as a table: channel, from, to, change of spend a week, measured lift, standard error.
class LiftsDialog : public QDialog {
    Q_OBJECT
public:
    LiftsDialog(const QStringList& channels, const std::vector<response::LiftTest>& tests, QWidget* parent = nullptr);
    /// What the table says; rows that do not hold an experiment yet are left out.
    std::vector<response::LiftTest> tests() const;

private:
    void addRow(const response::LiftTest& test);
    void check();
    std::vector<std::optional<response::LiftTest>> read() const;
    QStringList m_channels;
    QTableWidget* m_table;
    QLabel* m_problem;
    QPushButton* m_accept;
};

} // namespace plumbline::ui
