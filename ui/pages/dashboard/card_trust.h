// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include <QString>
#include <QStringList>

#include "core/audit/audit.h"

namespace plumbline::ui {

/// How far the number on a card can be relied on: what the auditor found in the measures that it is made of, on the days that it
/// is about, and that nobody has decided.
struct CardTrust {
    int open = -1;               ///< findings; -1: no audit of these data yet
    QStringList titles;          ///< of the findings, the worst first
    QString firstKey;            ///< of the first of them
    std::optional<double> score; ///< the lowest of the measures, 0 to 100
};

/// `days`: period and comparison of the card. Notes do not lower trust and are not counted.
CardTrust cardTrust(const audit::AuditReport* report, const DatasetInfo& dataset, const std::string& metric,
                    const std::vector<DateRange>& days, Language language);
/// The sentence for a person: "Trust 82 of 100: 2 open findings."
QString trustSentence(const CardTrust& trust);

} // namespace plumbline::ui
