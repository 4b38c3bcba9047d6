// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/job_tray.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

JobTray::JobTray(JobRunner& runner, QWidget* parent)
    : QToolButton(parent), m_runner(runner), m_model(new JobListModel(&runner, this)) {
    setObjectName("jobTray");
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::TabFocus);
    connect(m_model, &JobListModel::changed, this, &JobTray::refresh);
    connect(this, &QToolButton::clicked, this, &JobTray::open);
    refresh();
}

void JobTray::refresh() {
    setText(m_model->summary());
    setAccessibleName(tr("Jobs: %1").arg(m_model->summary()));
}

void JobTray::open() {
    auto* popup = new JobPopup(m_runner, m_model, this);
    popup->adjustSize();
    popup->move(mapToGlobal(QPoint(width() - popup->width(), -popup->height() - px(4))));
    popup->show();
}

JobPopup::JobPopup(JobRunner& runner, JobListModel* model, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_runner(runner), m_model(model), m_column(new QVBoxLayout(this)) {
    setObjectName("popup");
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Jobs"));
    m_column->setContentsMargins(px(12), px(12), px(12), px(12));
    m_column->setSpacing(px(12));
    setFixedWidth(px(360));
    connect(model, &JobListModel::changed, this, &JobPopup::refresh);
    refresh();
    if (m_rows.isEmpty()) m_column->addWidget(makeLabel(tr("No jobs running"), TextStyle::control, Tone::muted));
}

JobPopup::Row JobPopup::makeRow() {
    Row row{new QWidget, new ElidedLabel(TextStyle::controlStrong), new ElidedLabel(TextStyle::small, Tone::muted),
            new QProgressBar, makeButton(tr("Cancel"), ButtonKind::quiet)};
    auto* line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    auto* words = new QVBoxLayout;
    words->setSpacing(px(4));
    words->addWidget(row.title);
    words->addWidget(row.stage);
    words->addWidget(row.bar);
    line->addLayout(words, 1);
    line->addWidget(row.cancel);
    row.bar->setTextVisible(false);
    const int index = static_cast<int>(m_rows.size());
    connect(row.cancel, &QPushButton::clicked, this,
            [this, index] { m_runner.cancel(m_model->data(m_model->index(index), JobListModel::IdRole).toULongLong()); });
    m_column->addWidget(row.widget);
    return row;
}

void JobPopup::refresh() {
    const int jobs = m_model->rowCount();
    if (jobs == 0 && !m_rows.isEmpty()) {
        close();
        return;
    }
    while (m_rows.size() < jobs) m_rows.append(makeRow());
    for (int i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        row.widget->setVisible(i < jobs);
        if (i >= jobs) continue;
        const QModelIndex index = m_model->index(i);
        const QString title = m_model->data(index, JobListModel::TitleRole).toString();
        const double fraction = m_model->data(index, JobListModel::FractionRole).toDouble();
        row.title->setText(title);
        row.stage->setText(m_model->data(index, JobListModel::StageRole).toString());
        row.bar->setRange(0, fraction < 0 ? 0 : 1000);
        row.bar->setValue(static_cast<int>(fraction * 1000));
        row.bar->setAccessibleName(tr("Progress of %1").arg(title));
        row.cancel->setEnabled(!m_model->data(index, JobListModel::StoppingRole).toBool());
        row.cancel->setAccessibleName(tr("Cancel %1").arg(title));
    }
}

} // namespace plumbline::ui
