// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/report/segments.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the page of segments, without a widget. Computes only while the page is seen.
class SegmentsPresenter : public QObject {
    Q_OBJECT
public:
    explicit SegmentsPresenter(Session& session, QObject* parent = nullptr);
    Session& session() { return m_session; }
    /// Null until the first is there.
    const report::SegmentsReport* report() const { return m_report ? &*m_report : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }
    void setWanted(bool wanted);
    /// 0: chosen from the data.
    int groups() const { return m_groups; }
    void setGroups(int groups);
    /// Metric ids of the axes; computes nothing anew.
    void setAxes(const QString& x, const QString& y);
    QString x() const { return m_x; }
    QString y() const { return m_y; }
    /// Shows the profile of the group of that name; computes nothing anew.
    void setGroup(const QString& name);
    /// Names of the groups, and of their campaigns.
    std::vector<std::pair<QString, QStringList>> members() const;
    /// Filters to the campaigns of a group.
    void selectGroup(const QStringList& campaigns);
    /// Filters to a campaign of the scatter, or lets it go.
    void toggleMark(int series, int point);
    report::Document document() const;
    void exportTo(const QString& file);

Q_SIGNALS:
    void changed();
    void loadingChanged();
    void exported(const QString& file);
    void exportFailed(const plumbline::Error& error);

private:
    void reload();
    void start();
    void word();
    Session& m_session;
    std::shared_ptr<const segment::SegmentFit> m_fit;
    std::shared_ptr<const DatasetInfo> m_dataset;
    std::optional<report::SegmentsReport> m_report;
    std::optional<Error> m_error;
    QString m_x, m_y;
    int m_groups = 0, m_group = 0;
    bool m_wanted = false, m_stale = true;
    JobId m_job = 0;
    QTimer m_later;
};

} // namespace plumbline::ui
