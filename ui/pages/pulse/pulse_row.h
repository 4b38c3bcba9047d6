// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractButton>

#include "core/report/pulse_document.h"

namespace plumbline::ui {

/// A followed figure: name and sentence, value and change, the last four weeks over the band that is usual today, verdict. The
/// whole row is one button: it opens what drove the figure. Arrow keys go from row to row.
class PulseRow : public QAbstractButton {
    Q_OBJECT
public:
    explicit PulseRow(QWidget* parent = nullptr);
    void setFigure(const report::KpiCard& card, const pulse::Check& check, const QString& sentence);
    void setOpen(bool open);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    report::KpiCard m_card;
    pulse::Check m_check;
    QString m_sentence;
    bool m_open = false;
};

/// How a verdict is told beside its word.
Tone verdictTone(const pulse::Check& check);

} // namespace plumbline::ui
