// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include <QObject>

#include "core/audit/audit.h"
#include "core/metrics/annotations.h"
#include "core/metrics/pins.h"
#include "core/report/view.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// What people wrote down about the dataset that is looked at: notes on the time axis, targets, views. Read and written in jobs;
/// each change is a named step of undo.
class DashboardRecords : public QObject {
    Q_OBJECT
public:
    explicit DashboardRecords(Session& session, QObject* parent = nullptr);

    const std::vector<metrics::Annotation>& annotations() const { return m_annotations; }
    const std::vector<metrics::Target>& targets() const { return m_targets; }
    const std::vector<report::View>& views() const { return m_views; }
    const std::vector<metrics::Pin>& pins() const { return m_pins; }
    /// What the auditor found last; null: no audit of these data yet.
    const audit::AuditReport* audited() const { return m_audit ? &*m_audit : nullptr; }
    const metrics::Annotation* annotation(const QString& id) const;
    bool isLoading() const { return m_jobs > 0; }
    /// Notes can be made: a workspace is open for writing.
    bool canWrite() const { return m_session.isOpen() && !m_session.isReadOnly(); }

    void putAnnotation(metrics::Annotation annotation);
    void removeAnnotation(const QString& id);
    /// A file with a column of dates and one of texts (and, if there are, a second date and a kind): any that can be imported.
    void importAnnotations(const QString& file);
    void putTarget(metrics::Target target);
    /// Several at once, undone as one.
    void putTargets(const std::vector<metrics::Target>& targets);
    void removeTarget(const QString& id);
    /// Under its name; one that exists is replaced.
    void putView(report::View view);
    void removeView(const QString& id);
    /// Writes a view as a file to be shared; reads one that somebody shared and stores it.
    void exportView(const report::View& view, const QString& file);
    void importView(const QString& file);

Q_SIGNALS:
    void changed(); ///< annotations, targets, views or pins
    void pinsChanged();
    void auditChanged();
    void notesChanged(); ///< annotations or targets: what the numbers are shown with
    void viewStored(const plumbline::report::View& view);
    void written(const QString& file);
    void annotationsImported(int n);
    void failed(const plumbline::Error& error);

private:
    friend class RecordCommand;
    using Change = std::function<void(store::Workspace&)>;
    void reload();
    /// Carries out a change in a job, then reads everything anew.
    void run(const QString& title, Change change, std::function<void()> done = {});
    /// As a step of undo: `redo` is carried out now.
    void push(const QString& text, const QString& title, Change redo, Change undo);
    int64_t dataset() const;
    Session& m_session;
    std::vector<metrics::Annotation> m_annotations;
    std::vector<metrics::Target> m_targets;
    std::vector<report::View> m_views;
    std::vector<metrics::Pin> m_pins;
    std::optional<audit::AuditReport> m_audit;
    int m_jobs = 0;
    std::shared_ptr<std::atomic<quint64>> m_order = std::make_shared<std::atomic<quint64>>(0);
    quint64 m_applied = 0;
};

} // namespace plumbline::ui
