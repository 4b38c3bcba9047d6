// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractListModel>

#include "ui/jobs/job_runner.h"

namespace plumbline::ui {

/// What runs now, for the tray. A job appears after `shown_after_ms`: what is over before that is nobody's concern.
class JobListModel : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr qint64 shown_after_ms = 150;
    enum Role { IdRole = Qt::UserRole + 1, TitleRole, StageRole, FractionRole, StoppingRole };
    explicit JobListModel(JobRunner* runner, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// "Import of shop.csv, Storing rows, 41%": the first job, with the number of the others.
    QString summary() const;

Q_SIGNALS:
    void changed();

private:
    void refresh();
    JobRunner* m_runner;
    std::vector<JobStatus> m_rows;
};

} // namespace plumbline::ui
