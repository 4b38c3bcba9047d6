// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/chart/table_spec.h"
#include "core/report/document.h"
#include "ui/session/session.h"
#include "ui/widgets/export_sink.h"

namespace plumbline::ui {

/// What a page gives away: with workspace, period and filters of the session above the numbers, written in jobs.
class PageExports : public ExportSink {
    Q_OBJECT
public:
    PageExports(Session& session, QObject* page) : ExportSink(page), m_session(session) {}
    report::Origin origin() const override;
    QString folder() const override;
    void setFolder(const QString& folder) override;
    void write(const QString& file, std::function<void()> write) override;
    void tell(const QString& file, bool ok) override;
    const DatasetInfo* dataset() const override;

Q_SIGNALS:
    /// To be shown where the page shows messages.
    void told(plumbline::Tone tone, const QString& sentence);

private:
    Session& m_session;
};

class Page;

/// Entries of a page's Export menu, one for each of `suffixes` ("pdf", "md", "xlsx", "csv"): each asks for a file, named after
/// the page, and hands it on.
QList<QAction*> exportEntries(Page* page, const QString& asking, const QStringList& suffixes,
                              std::function<void(const QString& file)> write);

/// Writes what a page shows into a file of the kind that its suffix names: a PDF slice by slice on the GUI thread, where Qt
/// draws charts, XLSX and else Markdown in a job. `owner` gone: nobody is told.
void writeDocument(Session& session, QObject* owner, report::Document made, const QString& file, std::function<void()> done,
                   std::function<void(const Error&)> failed);

/// The filters of a selection in words: "Channel Search; Region without Ticino"; "no filter".
QString filtersText(const Session& session);

} // namespace plumbline::ui
