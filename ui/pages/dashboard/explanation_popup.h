// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

#include "core/report/dashboard.h"
#include "ui/pages/dashboard/card_trust.h"

namespace plumbline::ui {

/// How a KPI is made, under its card: definition, formula, the parts with their numbers. Esc closes it.
class ExplanationPopup : public QFrame {
    Q_OBJECT
public:
    /// `basis`: the rows that the numbers rest on.
    ExplanationPopup(const report::KpiCard& card, const CardTrust& trust, const QString& basis, QWidget* parent);
    void popupUnder(QWidget* anchor);

Q_SIGNALS:
    void glossaryRequested();
    void findingsRequested();
    void targetRequested();
};

} // namespace plumbline::ui
