// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/report/wbr.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the Reports page, without a widget: the review of a week for the filters that are set. Computes only while it is
/// seen.
class ReportsPresenter : public QObject {
    Q_OBJECT
public:
    explicit ReportsPresenter(Session& session, QObject* parent = nullptr);
    Session& session() { return m_session; }
    /// Null until the first is there.
    const report::Review* review() const { return m_review ? &*m_review : nullptr; }
    const std::optional<Error>& error() const { return m_error; }
    bool isLoading() const { return m_job != 0 || m_later.isActive(); }
    void setWanted(bool wanted);
    /// Whole weeks of the data, the latest first; at most 26.
    QList<DateRange> weeks() const;
    /// Monday of the week that is shown; missing: the last whole one.
    void setWeek(std::optional<Date> monday);
    std::optional<Date> week() const { return m_week; }
    report::Document document() const;
    enum class Format { pdf, xlsx, markdown };
    void exportTo(Format format, const QString& file);

Q_SIGNALS:
    void changed();
    void loadingChanged();
    void exported(const QString& file);
    void exportFailed(const plumbline::Error& error);

private:
    void reload();
    void start();
    Session& m_session;
    std::optional<report::Review> m_review;
    std::optional<Error> m_error;
    std::optional<Date> m_week;
    bool m_wanted = false, m_stale = true;
    JobId m_job = 0;
    QTimer m_later;
};

} // namespace plumbline::ui
