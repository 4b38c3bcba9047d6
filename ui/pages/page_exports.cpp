// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page_exports.h"

#include <QAction>
#include <QDateTime>
#include <QFileInfo>

#include "core/metrics/metrics.h"
#include "ui/charts/theme.h"
#include "ui/pages/page.h"
#include "ui/print/pdf_task.h"
#include "ui/session/places.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

QString filtersText(const Session& session) {
    QStringList all;
    const FactsPtr facts = session.facts();
    for (const metrics::Filter& f : session.selection().state().filters) {
        const DatasetColumn* column = facts ? facts->dataset.dimension(f.dimension) : nullptr;
        if (!column || f.values.empty()) continue;
        QStringList values;
        for (const std::string& v : f.values) values << (v.empty() ? PageExports::tr("(none)") : qs(v));
        all << (f.exclude ? PageExports::tr("%1 without %2") : QStringLiteral("%1 %2"))
                   .arg(dimensionName(*column), values.join(", "));
    }
    return all.isEmpty() ? PageExports::tr("no filter") : all.join(QStringLiteral("; "));
}

report::Origin PageExports::origin() const {
    report::Origin out;
    out.language = m_session.language();
    out.workspace = m_session.name().toStdString();
    if (const FactsPtr facts = m_session.facts()) {
        if (m_session.datasets().size() > 1) out.workspace += " · " + facts->dataset.name;
        out.fingerprint = facts->dataset.fingerprint.substr(0, 8);
    }
    if (const auto period = m_session.selection().period()) out.period = format_range(*period, m_session.language());
    out.filters = filtersText(m_session).toStdString();
    out.created = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    return out;
}

QString PageExports::folder() const { return m_session.settings().get(keys::folder); }
void PageExports::setFolder(const QString& folder) { m_session.settings().set(keys::folder, folder); }

void PageExports::write(const QString& file, std::function<void()> write) {
    m_session.jobs().start(
        tr("Writing %1").arg(QFileInfo(file).fileName()), [write = std::move(write)](Progress&, std::stop_token) { write(); },
        this, [this, file] { tell(file, true); },
        [this](const Error& error) { Q_EMIT told(Tone::loss, errorSentence(error, m_session.language())); });
}

void PageExports::tell(const QString& file, bool ok) {
    const QString name = QFileInfo(file).fileName();
    if (ok)
        Q_EMIT told(Tone::gain, tr("Written: %1").arg(name));
    else
        Q_EMIT told(Tone::loss,
                    errorSentence(Error(ErrorCode::write_failed, {{"path", file.toStdString()}, {"detail", name.toStdString()}}),
                                  m_session.language()));
}

const DatasetInfo* PageExports::dataset() const { return m_session.current(); }

QList<QAction*> exportEntries(Page* page, const QString& asking, const QStringList& suffixes,
                              std::function<void(const QString& file)> write) {
    struct Kind {
        QString suffix, text, filter;
    };
    const Kind kinds[] = {{QStringLiteral("pdf"), PageExports::tr("PDF…"), PageExports::tr("PDF (*.pdf)")},
                          {QStringLiteral("md"), PageExports::tr("Markdown…"), PageExports::tr("Markdown (*.md)")},
                          {QStringLiteral("xlsx"), PageExports::tr("Excel…"), PageExports::tr("Excel (*.xlsx)")},
                          {QStringLiteral("csv"), PageExports::tr("CSV…"), PageExports::tr("CSV (*.csv)")}};
    QList<QAction*> entries;
    for (const Kind& kind : kinds) {
        if (!suffixes.contains(kind.suffix)) continue;
        auto* action = new QAction(kind.text, page);
        action->setObjectName(QStringLiteral("export.%1.%2").arg(page->id(), kind.suffix));
        QObject::connect(action, &QAction::triggered, page,
                         [=] { askForFile(page, asking, page->title(), kind.suffix, kind.filter, write); });
        entries << action;
    }
    return entries;
}

void writeDocument(Session& session, QObject* owner, report::Document made, const QString& file, std::function<void()> done,
                   std::function<void(const Error&)> failed) {
    if (file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        auto* task = new PdfTask(std::move(made), file, owner);
        QObject::connect(task, &PdfTask::finished, owner, std::move(done));
        QObject::connect(task, &PdfTask::failed, owner, std::move(failed));
        return task->start();
    }
    session.jobs().start(
        PageExports::tr("Writing %1").arg(QFileInfo(file).fileName()),
        [made = std::move(made), path = toPath(file),
         sheet = file.endsWith(QLatin1String(".xlsx"), Qt::CaseInsensitive)](Progress&, std::stop_token) {
            if (sheet)
                report::write_xlsx(made, path);
            else
                report::write_text_file(report::to_markdown(made), path);
        },
        owner, std::move(done), std::move(failed));
}

} // namespace plumbline::ui
