// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include <QObject>

#include "core/audit/audit.h"
#include "ui/session/facts.h"

namespace plumbline::ui {

class Session;

/// What the last audit says about the facts that are looked at. Whoever audits puts it here; every page reads it.
class Trust : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// The one of a session; made with the first call.
    static Trust& of(Session& session);
    using ReportPtr = std::shared_ptr<const audit::AuditReport>;
    /// Null while nothing is known of these facts.
    ReportPtr report(const FactsPtr& facts) const { return facts && facts == m_facts ? m_report : nullptr; }
    void set(FactsPtr facts, ReportPtr report);
    /// Asks for the evidence of a finding.
    void want(const QString& key) { Q_EMIT wanted(key); }

Q_SIGNALS:
    void changed();
    void wanted(const QString& key);

private:
    FactsPtr m_facts;
    ReportPtr m_report;
};

} // namespace plumbline::ui
