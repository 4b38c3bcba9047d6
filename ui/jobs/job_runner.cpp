// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_runner.h"

#include <atomic>
#include <mutex>

#include "ui/jobs/stage_names.h"

namespace plumbline::ui {

namespace {
// Jobs wait on disks and on DuckDB, which has threads of its own; a dashboard must not queue behind an import.
constexpr int most_jobs = 8;
constexpr int poll_ms = 50;
constexpr qint64 noticeable_ms = 1000;
} // namespace

/// Shared by the GUI thread and the worker. The worker only writes where it is; the GUI thread looks 20 times a second, so that a
/// core that reports a million steps costs no events.
struct JobRunner::Job : public Progress {
    JobId id = 0;
    QString title;
    QPointer<QObject> context;
    std::function<void(const std::shared_ptr<void>&)> done;
    std::function<void(const Error&)> failed;
    std::stop_source stop;
    QElapsedTimer clock;
    QMetaObject::Connection contextGone;

    void step(double value, std::string_view name) override {
        fraction.store(value, std::memory_order_relaxed);
        std::lock_guard lock(mutex);
        if (stage != name) stage = name;
    }
    std::string currentStage() const {
        std::lock_guard lock(mutex);
        return stage;
    }
    std::atomic<double> fraction{-1};

private:
    mutable std::mutex mutex;
    std::string stage;
};

JobRunner::JobRunner(QObject* parent) : QObject(parent) {
    m_pool.setMaxThreadCount(most_jobs);
    m_poll.setInterval(poll_ms);
    connect(&m_poll, &QTimer::timeout, this, &JobRunner::progressed);
}

JobRunner::~JobRunner() {
    cancelAll();
    for (const auto& job : m_jobs) disconnect(job->contextGone);
    m_pool.waitForDone();
}

JobId JobRunner::startErased(const QString& title, Work work, QObject* context,
                             std::function<void(const std::shared_ptr<void>&)> done, std::function<void(const Error&)> failed) {
    auto job = std::make_shared<Job>();
    const JobId id = m_next++;
    job->id = id;
    job->title = title;
    job->context = context;
    job->done = std::move(done);
    job->failed = std::move(failed);
    job->clock.start();
    if (context) job->contextGone = connect(context, &QObject::destroyed, this, [this, id] { cancel(id); });
    m_jobs.push_back(job);
    if (!m_poll.isActive()) m_poll.start();

    // The worker must not own callbacks: they hold GUI objects that may only be destroyed on the GUI thread.
    m_pool.start([this, id, job, work = std::move(work)]() mutable {
        std::shared_ptr<void> result;
        std::shared_ptr<const Error> error;
        // Caught here because Qt would keep only "std::exception" of what was thrown.
        try {
            // Whether a stop matters is the work's to say: a removal that was asked for is carried out at the end of the program
            // too.
            result = work(*job, job->stop.get_token());
        } catch (const Error& e) {
            error = std::make_shared<const Error>(e);
        } catch (const std::bad_alloc&) {
            error = std::make_shared<const Error>(ErrorCode::internal, ErrorFacts{{"detail", "out of memory"}});
        } catch (const std::exception& e) {
            error = std::make_shared<const Error>(ErrorCode::internal, ErrorFacts{{"detail", e.what()}});
        }
        work = nullptr;
        job.reset();
        // The destructor waits for this thread, so `this` lives; what is posted to a dying object is dropped.
        QMetaObject::invokeMethod(
            this, [this, id, result, error] { finish(id, result, error); }, Qt::QueuedConnection);
    });
    Q_EMIT started(id);
    return id;
}

void JobRunner::finish(JobId id, const std::shared_ptr<void>& result, const std::shared_ptr<const Error>& error) {
    const auto it = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const auto& job) { return job->id == id; });
    if (it == m_jobs.end()) return;
    const std::shared_ptr<Job> job = *it;
    m_jobs.erase(it);
    disconnect(job->contextGone);
    if (m_jobs.empty()) m_poll.stop();
    if (job->context) {
        if (error) {
            if (job->failed) job->failed(*error);
        } else if (job->done)
            job->done(result);
    }
    Q_EMIT finished(id);
}

void JobRunner::cancel(JobId id) {
    for (const auto& job : m_jobs)
        if (job->id == id) job->stop.request_stop();
    Q_EMIT progressed();
}

void JobRunner::cancelAll() {
    for (const auto& job : m_jobs) job->stop.request_stop();
}

bool JobRunner::isRunning(JobId id) const {
    return std::any_of(m_jobs.begin(), m_jobs.end(), [id](const auto& job) { return job->id == id; });
}

int JobRunner::noticeable() const {
    return static_cast<int>(
        std::count_if(m_jobs.begin(), m_jobs.end(), [](const auto& job) { return job->clock.elapsed() >= noticeable_ms; }));
}

std::vector<JobStatus> JobRunner::status() const {
    std::vector<JobStatus> all;
    for (const auto& job : m_jobs)
        all.push_back({job->id, job->title, stageName(job->currentStage()), job->fraction.load(std::memory_order_relaxed),
                       job->stop.stop_requested(), job->clock.elapsed()});
    return all;
}

bool JobRunner::shutDown(int milliseconds) {
    cancelAll();
    return m_pool.waitForDone(milliseconds);
}

} // namespace plumbline::ui
