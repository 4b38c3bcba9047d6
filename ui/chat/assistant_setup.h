// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QObject>
#include <QString>

#include "core/assistant/compare.h"
#include "core/assistant/governance.h"
#include "core/assistant/model.h"
#include "ui/chat/key_store.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// What the settings of the assistant hold, and what they do: load, store, test, preview, compare. Without widgets.
class AssistantSetup : public QObject {
    Q_OBJECT
public:
    explicit AssistantSetup(Session& session, QObject* parent = nullptr);

    assistant::Models models;
    assistant::Policy policy;   ///< the workspace's own
    QString policyFile;         ///< file that makes it stricter; empty: none
    bool policyForbids = false; ///< by that file
    std::vector<assistant::LedgerSum> spent;

    void load();
    void store();
    /// Asks the endpoint which models it has.
    void test(const assistant::Endpoint& endpoint);
    /// Exactly what would be sent for a question.
    void preview(const QString& question);
    void compare();
    void stop();
    Session& session() { return m_session; }

Q_SIGNALS:
    void loaded();
    void stored();
    void tested(bool works, const QString& sentence);
    void previewed(const QString& text);
    void compared(const std::vector<assistant::Trial>& trials);
    void failed(const QString& sentence);

private:
    Session& m_session;
    KeyStore m_keys;
    JobId m_job = 0;
    void fail(const Error& error);
};

} // namespace plumbline::ui
