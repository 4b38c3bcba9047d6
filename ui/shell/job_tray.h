// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>
#include <QToolButton>

#include "ui/jobs/job_list_model.h"

class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace plumbline::ui {

class ElidedLabel;

/// What runs, in the corner of the status bar; click shows each with its stage and a cancel.
class JobTray : public QToolButton {
    Q_OBJECT
public:
    explicit JobTray(JobRunner& runner, QWidget* parent = nullptr);

private:
    void open();
    void refresh();
    JobRunner& m_runner;
    JobListModel* m_model;
};

/// The list under the tray's button.
class JobPopup : public QFrame {
    Q_OBJECT
public:
    JobPopup(JobRunner& runner, JobListModel* model, QWidget* parent);

private:
    struct Row {
        QWidget* widget;
        ElidedLabel* title;
        ElidedLabel* stage;
        QProgressBar* bar;
        QPushButton* cancel;
    };
    void refresh();
    Row makeRow();
    JobRunner& m_runner;
    JobListModel* m_model;
    QVBoxLayout* m_column;
    QList<Row> m_rows;
};

} // namespace plumbline::ui
