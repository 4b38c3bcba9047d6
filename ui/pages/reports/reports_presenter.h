// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/report/narrative_log.h"
#include "core/report/wbr.h"
#include "core/report/wbr_batch.h"
#include "ui/pages/reports/reports_batch.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// Which reviews of the last weeks are written, and how good their texts were.
struct ReportGrid {
    std::vector<report::ReviewScope> scopes; ///< everything first, then the values of the dimension, the largest first
    QList<DateRange> weeks;                  ///< latest first
    std::map<std::pair<std::string, std::string>, report::KnownReview> known; ///< by slug and week
    ChartSpec scores;                                                         ///< no series: no text was scored yet
    TableSpec authors;
    const report::KnownReview* at(size_t scope, qsizetype week) const;
};

/// State of the Reports page, without a widget: the review of a scope and a week, and the grid of what is written. Computes only
/// while it is seen.
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
    void exportTo(const QString& file);

    const ReportGrid& grid() const { return m_grid; }
    /// Dimensions that reviews can be written by: id and name.
    QList<std::pair<QString, QString>> dimensions() const;
    QString dimension() const { return m_dimension; }
    void setDimension(const QString& id);
    /// Shows the review of a cell of the grid.
    void select(int scope, int week);
    int selectedScope() const { return m_scope; }
    /// Folder that the reviews are written into: "reports" in the workspace.
    QString folder() const;
    /// Writes the reviews of the week for all scopes of the grid, or for the selected one. What is up to date is not made again.
    void write(bool all);
    bool isWriting() const { return m_batch != 0; }
    void cancelWriting();
    /// Where a model comes from that can write the first page; without it the templates write.
    void setTextWriter(std::function<TextWriter(Session&)> source) { m_writer = std::move(source); }
    bool canUseModel() const { return m_writer != nullptr; }
    /// Whether what is written from here on is written by the model; kept in the workspace.
    bool usesModel() const { return m_byModel; }
    void setUsesModel(bool on);
    /// Why the sentences of the templates stand in the last run although a model was asked; empty: it was not, or it wrote them.
    QString templateReason() const;
    /// How the last run ended; empty before the first.
    const std::vector<report::BatchItem>& lastRun() const { return m_items; }
    /// Rates the selected review as it is written. Can be changed by rating again.
    void rate(int stars, const QString& comment);
    /// Whether the reviews are written by themselves as soon as a week is whole.
    bool isScheduled() const { return m_scheduled; }
    void setScheduled(bool on);

Q_SIGNALS:
    void changed();
    void gridChanged();
    void loadingChanged();
    void writingChanged();
    void written(int made, int unchanged, int failed);
    void exported(const QString& file);
    void exportFailed(const plumbline::Error& error);

private:
    void reload();
    void start();
    void loadGrid();
    void writeIfDue();
    report::ReviewRequest request() const;
    Session& m_session;
    std::optional<report::Review> m_review;
    report::Brand m_brand;
    std::optional<Error> m_error;
    std::optional<Date> m_week;
    ReportGrid m_grid;
    std::vector<report::BatchItem> m_items;
    QString m_dimension;
    int m_scope = -1; ///< in the grid; -1: the filters of the window
    std::function<TextWriter(Session&)> m_writer;
    bool m_wanted = false, m_stale = true, m_scheduled = false, m_byModel = false;
    int m_choices = 0; ///< of the schedule and the writer, made on this page
    JobId m_job = 0, m_gridJob = 0, m_batch = 0;
    QTimer m_later, m_due;
};

} // namespace plumbline::ui
