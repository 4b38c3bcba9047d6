// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

#include "core/chart/table_spec.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace plumbline::ui {

/// Tint, icon, one sentence, one link. Hidden while it has no text; never takes the focus.
class InlineMessage : public QFrame {
    Q_OBJECT
public:
    explicit InlineMessage(QWidget* parent = nullptr);
    /// tone: warning, loss (an error), gain, normal (information). Empty text hides it.
    void setMessage(Tone tone, const QString& sentence, const QString& linkText = {});
    QString text() const;
    /// Warnings of trust cannot be closed, only decided: off by default.
    void setClosable(bool closable);
    /// On by default: a long sentence takes more lines instead of growing the window.
    void setWordWrap(bool wrap);

Q_SIGNALS:
    void linkActivated();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone = Tone::normal;
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_link;
    QToolButton* m_close;
};

/// Nothing here yet: one sentence, one button, left-aligned where the content will be.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const QString& sentence, const QString& buttonText = {}, QWidget* parent = nullptr);
    void setText(const QString& sentence, const QString& buttonText = {});
    QPushButton* button() const { return m_button; }

Q_SIGNALS:
    void clicked();

private:
    QLabel* m_text;
    QPushButton* m_button;
};

/// A 2 px line under the page head: shown 150 ms after work began, moves with its fraction.
class ProgressLine : public QWidget {
    Q_OBJECT
public:
    explicit ProgressLine(QWidget* parent = nullptr);
    /// fraction: 0 to 1; negative: not known, the line is half filled.
    void setFraction(double fraction);
    void start();
    void stop();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_fraction = -1;
    bool m_running = false;
    bool m_visible = false;
};

} // namespace plumbline::ui
