// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/charts/theme.h"

namespace plumbline::ui {

/// A plain-text label in a style and tone; both follow the theme. Use it for every text that may hold a name from a file.
QLabel* makeLabel(const QString& text, TextStyle style, Tone tone = Tone::normal, QWidget* parent = nullptr);
void setTone(QLabel* label, Tone tone);

/// A plain-text label that takes one line where there is room and more where there is not (a word-wrapped QLabel always asks for
/// more).
class WrapLabel : public QLabel {
    Q_OBJECT
public:
    explicit WrapLabel(const QString& text = {}, TextStyle style = TextStyle::body, Tone tone = Tone::normal,
                       QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
};

/// One line that ends in an ellipsis where room is short; the whole text is then the tool tip.
class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(TextStyle style = TextStyle::body, Tone tone = Tone::normal, QWidget* parent = nullptr);
    void setText(const QString& text);
    const QString& text() const { return m_text; }
    void setTone(Tone tone);
    void setStrong(bool strong);
    bool isElided() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateTip();
    QString m_text;
    TextStyle m_style;
    Tone m_tone;
};

enum class ButtonKind {
    primary, ///< one a page at most
    outlined,
    quiet, ///< no edge: "Save view", "Not now"
    link,  ///< accent text: "Show rows"
};
QPushButton* makeButton(const QString& text, ButtonKind kind = ButtonKind::outlined, const QString& iconName = {},
                        QWidget* parent = nullptr);
/// An icon alone, with tool tip and accessible name.
QToolButton* makeIconButton(const QString& iconName, const QString& name, QWidget* parent = nullptr);

} // namespace plumbline::ui
