// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

#include "core/report/dashboard.h"

namespace plumbline::ui {

/// How a KPI is made, under its card: definition, formula, the parts with their numbers. Esc closes it.
class ExplanationPopup : public QFrame {
    Q_OBJECT
public:
    /// `trust`: what the numbers rest on.
    ExplanationPopup(const report::KpiCard& card, const QString& trust, QWidget* parent);
    void popupUnder(QWidget* anchor);

Q_SIGNALS:
    void glossaryRequested();
    void targetRequested();
};

} // namespace plumbline::ui
