// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <memory>
#include <stop_token>
#include <type_traits>
#include <vector>

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include "core/base/error.h"
#include "core/base/progress.h"

namespace plumbline::ui {

using JobId = quint64;

/// What a job is doing, as the tray shows it.
struct JobStatus {
    JobId id = 0;
    QString title;
    QString stage;        ///< in the user's language; empty: none named yet
    double fraction = -1; ///< 0 to 1; negative: not known
    bool stopping = false;
    qint64 elapsed_ms = 0;
};

/// Runs work off the GUI thread: progress, cancel, and errors as values. Several jobs at once. The only way that ui/ starts a
/// thread.
///
/// `work(Progress&, std::stop_token) -> T` gets its inputs captured by value. Its result, or the Error that it threw, arrives on
/// the GUI thread, once, and only while `context` lives; a dead context also stops the work. A cancel that comes too late changes
/// nothing: what was done is told as done.
class JobRunner : public QObject {
    Q_OBJECT
public:
    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override; ///< stops everything and waits

    template <class Work, class Done, class Failed>
    JobId start(const QString& title, Work work, QObject* context, Done done, Failed failed) {
        using T = std::invoke_result_t<Work&, Progress&, std::stop_token>;
        if constexpr (std::is_void_v<T>)
            return startErased(
                title,
                [work = std::move(work)](Progress& progress, std::stop_token stop) mutable -> std::shared_ptr<void> {
                    work(progress, std::move(stop));
                    return nullptr;
                },
                context, [done = std::move(done)](const std::shared_ptr<void>&) mutable { done(); }, std::move(failed));
        else
            return startErased(
                title,
                [work = std::move(work)](Progress& progress, std::stop_token stop) mutable -> std::shared_ptr<void> {
                    return std::make_shared<T>(work(progress, std::move(stop)));
                },
                context,
                [done = std::move(done)](const std::shared_ptr<void>& result) mutable {
                    done(std::move(*std::static_pointer_cast<T>(result)));
                },
                std::move(failed));
    }

    void cancel(JobId id);
    void cancelAll();
    bool isRunning(JobId id) const;
    int running() const { return static_cast<int>(m_jobs.size()); }
    /// Jobs that a person would miss if the program ended now: those that run for longer than a second.
    int noticeable() const;
    /// Oldest first.
    std::vector<JobStatus> status() const;
    /// Stops everything and waits at most that long; false: something still runs.
    bool shutDown(int milliseconds);

Q_SIGNALS:
    void started(plumbline::ui::JobId id);
    void progressed(); ///< at most 20 times a second, while something runs
    void finished(plumbline::ui::JobId id);

private:
    struct Job;
    using Work = std::function<std::shared_ptr<void>(Progress&, std::stop_token)>;
    JobId startErased(const QString& title, Work work, QObject* context, std::function<void(const std::shared_ptr<void>&)> done,
                      std::function<void(const Error&)> failed);
    void finish(JobId id, const std::shared_ptr<void>& result, const std::shared_ptr<const Error>& error);
    std::vector<std::shared_ptr<Job>> m_jobs;
    QThreadPool m_pool;
    QTimer m_poll;
    JobId m_next = 1;
};

} // namespace plumbline::ui
