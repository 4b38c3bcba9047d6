// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/trust_banner.h"

#include "core/base/format.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

TrustBanner::TrustBanner(QWidget* parent) : InlineMessage(parent) {
    setObjectName("trustBanner");
    connect(this, &InlineMessage::linkActivated, this, [this] { Q_EMIT findingRequested(m_key); });
}

void TrustBanner::clear() {
    m_key.clear();
    if (!text().isEmpty()) setMessage(Tone::normal, {});
}

void TrustBanner::setFindings(const std::vector<const audit::Finding*>& findings, const DatasetInfo& dataset, Language language) {
    if (findings.empty()) return clear();
    const audit::Finding& worst = *findings.front();
    m_key = qs(worst.key);
    QString what = qs(audit::title(worst, dataset, language));
    if (worst.days) what += QStringLiteral(", ") + qs(format_range(*worst.days, language));
    const auto others = static_cast<int>(findings.size()) - 1;
    QString sentence = worst.severity == audit::Severity::blocker ? tr("Not to be relied on yet: %1.").arg(what)
                                                                  : tr("To be checked: %1.").arg(what);
    if (others > 0) sentence += QStringLiteral(" ") + tr("%n more finding(s) concern this page.", nullptr, others);
    if (sentence == text() && !isHidden()) return; // said already; to say it again would interrupt a screen reader
    setMessage(worst.severity == audit::Severity::blocker ? Tone::loss : Tone::warning, sentence, tr("See the evidence"));
}

} // namespace plumbline::ui
