// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/metrics/pins.h"
#include "ui/widgets/card.h"

namespace plumbline::ui {

/// A pinned chart on the dashboard: what was so, where it came from and when.
class PinCard : public ChartCard {
    Q_OBJECT
public:
    explicit PinCard(QWidget* parent = nullptr);
    void setPin(const metrics::Pin& pin, Language language);
    const metrics::Pin& pin() const { return m_pin; }
    /// Can it be taken away?
    void setRemovable(bool removable);

Q_SIGNALS:
    void removeRequested();
    /// To the page that it came from.
    void sourceRequested(const QString& page);

private:
    metrics::Pin m_pin;
    QAction *m_remove, *m_source;
};

} // namespace plumbline::ui
