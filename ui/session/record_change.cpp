// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/record_change.h"

#include <QDateTime>
#include <QPointer>
#include <QUndoCommand>
#include <QUuid>

#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

constexpr qsizetype longest_name = 40;

class ChangeCommand : public QUndoCommand {
public:
    ChangeCommand(Session* session, QString kind, const QString& text, QString title, RecordChange redo, RecordChange undo)
        : QUndoCommand(text), m_session(session), m_kind(std::move(kind)), m_title(std::move(title)), m_redo(std::move(redo)),
          m_undo(std::move(undo)) {}
    void undo() override { run(m_undo); }
    void redo() override { run(m_redo); }

private:
    void run(const RecordChange& change) {
        if (!m_session || !m_session->handle()) return;
        m_session->jobs().start(
            m_title,
            [handle = m_session->handle(), change](Progress&, std::stop_token) {
                handle->use([&](store::Workspace& workspace) { change(workspace); });
            },
            m_session.data(), [session = m_session, kind = m_kind] { Q_EMIT session->recordsChanged(kind); },
            [session = m_session](const Error& error) {
                if (error.code() != ErrorCode::cancelled) Q_EMIT session->failed(error);
            });
    }
    QPointer<Session> m_session;
    QString m_kind, m_title;
    RecordChange m_redo, m_undo;
};

} // namespace

std::string freshRecordId() { return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString(); }

void pushRecordChange(Session& session, const QString& kind, const QString& undoText, const QString& title, RecordChange redo,
                      RecordChange undo) {
    session.undoStack().push(new ChangeCommand(&session, kind, undoText, title, std::move(redo), std::move(undo)));
}

void pinToDashboard(Session& session, metrics::Pin pin) {
    if (const FactsPtr facts = session.facts(); facts && pin.dataset_id == 0) pin.dataset_id = facts->dataset.id;
    if (pin.id.empty()) pin.id = freshRecordId();
    if (pin.title.empty()) pin.title = pin.chart.title;
    if (pin.made.empty()) pin.made = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    pushRecordChange(
        session, QStringLiteral("pin"), Session::tr("pin of %1").arg(qs(pin.title).left(longest_name)),
        Session::tr("Storing a pin"), [pin](store::Workspace& w) { metrics::put_pin(w, pin); },
        [id = pin.id](store::Workspace& w) { metrics::remove_pin(w, id); });
}

void unpin(Session& session, const metrics::Pin& pin) {
    pushRecordChange(
        session, QStringLiteral("pin"), Session::tr("removal of the pin %1").arg(qs(pin.title).left(longest_name)),
        Session::tr("Removing a pin"), [id = pin.id](store::Workspace& w) { metrics::remove_pin(w, id); },
        [pin](store::Workspace& w) { metrics::put_pin(w, pin); });
}

} // namespace plumbline::ui
