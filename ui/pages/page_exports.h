// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/chart/table_spec.h"
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

/// The filters of a selection in words: "Channel Search; Region without Ticino"; "no filter".
QString filtersText(const Session& session);

} // namespace plumbline::ui
