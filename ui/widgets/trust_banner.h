// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/audit/audit.h"
#include "ui/widgets/messages.h"

namespace plumbline::ui {

/// Above a page whose numbers an open finding of the audit puts in doubt: which, and a way to it. It cannot be closed, only
/// decided.
class TrustBanner : public InlineMessage {
    Q_OBJECT
public:
    explicit TrustBanner(QWidget* parent = nullptr);
    /// What stands against the numbers, the gravest first (audit::findings_against); none hides the banner.
    void setFindings(const std::vector<const audit::Finding*>& findings, const DatasetInfo& dataset, Language language);
    void clear();

Q_SIGNALS:
    /// Of the gravest finding.
    void findingRequested(const QString& key);

private:
    QString m_key;
};

} // namespace plumbline::ui
