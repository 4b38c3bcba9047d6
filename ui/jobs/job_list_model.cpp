// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_list_model.h"

#include <cmath>

#include <QLocale>

namespace plumbline::ui {

JobListModel::JobListModel(JobRunner* runner, QObject* parent) : QAbstractListModel(parent), m_runner(runner) {
    connect(runner, &JobRunner::progressed, this, &JobListModel::refresh);
    connect(runner, &JobRunner::finished, this, &JobListModel::refresh);
}

void JobListModel::refresh() {
    std::vector<JobStatus> rows = m_runner->status();
    std::erase_if(rows, [](const JobStatus& job) { return job.elapsed_ms < shown_after_ms; });
    if (rows.empty() && m_rows.empty()) return;
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                 [](const JobStatus& a, const JobStatus& b) { return a.id == b.id; });
    if (same) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    } else {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    Q_EMIT changed();
}

int JobListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QVariant JobListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const JobStatus& job = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return job.stage.isEmpty() ? job.title : tr("%1, %2").arg(job.title, job.stage);
    case IdRole: return QVariant::fromValue(job.id);
    case TitleRole: return job.title;
    case StageRole: return job.stopping ? tr("Stopping…") : job.stage;
    case FractionRole: return job.fraction;
    case StoppingRole: return job.stopping;
    default: return {};
    }
}

QString JobListModel::summary() const {
    if (m_rows.empty()) return tr("No jobs running");
    const JobStatus& job = m_rows.front();
    const QString stage = job.stopping ? tr("Stopping…") : job.stage;
    QString text = stage.isEmpty() ? job.title : tr("%1, %2").arg(job.title, stage);
    if (job.fraction >= 0 && !job.stopping) text = tr("%1, %2%").arg(text).arg(std::lround(job.fraction * 100));
    const int others = rowCount() - 1;
    return others > 0 ? tr("%1, and %n more", nullptr, others).arg(text) : text;
}

} // namespace plumbline::ui
