// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/trust.h"

#include "ui/session/session.h"

namespace plumbline::ui {

Trust& Trust::of(Session& session) {
    if (auto* known = session.findChild<Trust*>(QString(), Qt::FindDirectChildrenOnly)) return *known;
    return *new Trust(&session);
}

void Trust::set(FactsPtr facts, ReportPtr report) {
    m_facts = std::move(facts);
    m_report = std::move(report);
    Q_EMIT changed();
}

} // namespace plumbline::ui
