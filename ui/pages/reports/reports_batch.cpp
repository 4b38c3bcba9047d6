// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/reports_batch.h"

#include <condition_variable>
#include <fstream>
#include <mutex>

#include <QPointer>

#include "core/report/narrative_log.h"
#include "core/report/wbr_request.h"
#include "core/store/files.h"
#include "ui/print/pdf_task.h"
#include "ui/session/places.h"

namespace plumbline::ui {

namespace {

/// A PDF that a job waits for.
struct Waiting {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    std::optional<Error> error;

    void end(std::optional<Error> e = {}) {
        const std::scoped_lock lock(mutex);
        error = std::move(e);
        done = true;
        changed.notify_all();
    }
};

void drawPdf(QObject* window, const report::Document& document, const std::filesystem::path& file, const std::stop_token& stop) {
    auto waiting = std::make_shared<Waiting>();
    QMetaObject::invokeMethod(
        window,
        [window, waiting, document, file] {
            auto* task = new PdfTask(document, QString::fromStdString(file.string()), window);
            QObject::connect(task, &PdfTask::finished, window, [waiting] { waiting->end(); });
            QObject::connect(task, &PdfTask::failed, window, [waiting](const Error& error) { waiting->end(error); });
            // A window that goes away takes its task along.
            QObject::connect(task, &QObject::destroyed, [waiting] { waiting->end(waiting->error); });
            task->start();
        },
        Qt::QueuedConnection);
    std::unique_lock lock(waiting->mutex);
    while (!waiting->done) {
        waiting->changed.wait_for(lock, std::chrono::milliseconds(50));
        throw_if_stopped(stop);
    }
    if (waiting->error) throw *waiting->error;
}

} // namespace

report::DocumentWriter writerThrough(QObject* window, std::stop_token stop) {
    return [window, stop](const report::Document& document, const std::string& format, const std::filesystem::path& file) {
        if (format == "pdf") return drawPdf(window, document, file, stop);
        if (format == "xlsx") return report::write_xlsx(document, file);
        std::ofstream stream(file, std::ios::binary);
        stream << (format == "md" ? report::to_markdown(document) : report::to_json(document).dump(2) + "\n");
        stream.close();
        if (!stream) throw Error(ErrorCode::write_failed, {{"path", file.string()}, {"detail", "the disk may be full"}});
    };
}

std::vector<report::BatchItem> writeReviews(const Facts& facts, WorkspaceHandle& handle, report::ReviewRequest ask,
                                            const std::vector<report::ReviewScope>& scopes, const QString& folder,
                                            const TextWriter& writer, QObject* window, Progress& progress, std::stop_token stop) {
    report::BatchRequest batch;
    batch.out = toPath(folder);
    batch.formats = {"pdf", "json"};
    batch.scopes = scopes;
    batch.now = store::now_utc();
    batch.threads = 1; // the window stays quick beside it
    handle.use([&](store::Workspace& workspace) {
        batch.review = report::review_request(workspace, facts.context(), std::move(ask), {}, {}, progress, stop);
        batch.brand = report::brand_of(workspace);
        batch.workspace = report::head_line(workspace, facts.dataset);
        batch.created = report::time_of_data(workspace, facts.dataset);
    });
    if (writer) try {
            std::tie(batch.review.model, batch.model) = writer();
        } catch (const Error& e) { // the templates stand in, and each review says why
            batch.review.model = [e](const report::NarrativeAsk&, std::stop_token) -> report::NarrativeReply { throw e; };
        }
    const auto items = report::run_reviews(facts.context(), batch, writerThrough(window, stop), {}, progress, stop);
    std::vector<report::TextRecord> scores;
    for (size_t i = 0; i < items.size(); ++i)
        if (items[i].text)
            scores.push_back({batch.now, items[i].scope, scopes[i].slug, report::week_id(*batch.review.week),
                              batch.review.language == Language::fr ? "fr" : "en", items[i].narrative.version,
                              items[i].narrative.model, items[i].narrative.reason, *items[i].text});
    handle.use([&](store::Workspace& workspace) {
        if (workspace.access() != store::Access::write) return;
        report::put_text_records(workspace, scores);
        report::settle_report_items(workspace, batch.review.items, report::week_id(*batch.review.week));
    });
    return items;
}

} // namespace plumbline::ui
