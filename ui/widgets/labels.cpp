// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyle>

#include "ui/widgets/mirror.h"

namespace plumbline::ui {

namespace {

const char* lookName(TextStyle style) {
    switch (style) {
    case TextStyle::pageTitle: return "pageTitle";
    case TextStyle::kpi: return "kpi";
    case TextStyle::kpiStrip: return "kpiStrip";
    case TextStyle::finding: return "finding";
    case TextStyle::cardTitle: return "cardTitle";
    case TextStyle::body: return "body";
    case TextStyle::bodyStrong: return "bodyStrong";
    case TextStyle::control: return "control";
    case TextStyle::controlStrong: return "controlStrong";
    case TextStyle::small: return "small";
    case TextStyle::smallStrong: return "smallStrong";
    }
    return "body";
}

const char* toneName(Tone tone) {
    switch (tone) {
    case Tone::normal: return "normal";
    case Tone::muted: return "muted";
    case Tone::gain: return "gain";
    case Tone::loss: return "loss";
    case Tone::warning: return "warning";
    }
    return "normal";
}

} // namespace

namespace {

/// A label aligns by the letters of its text; a line begins where those of the window begin.
void alignAsWindow(QLabel* label) {
    if (QGuiApplication::layoutDirection() == Qt::RightToLeft)
        label->setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
}

} // namespace

QLabel* makeLabel(const QString& text, TextStyle style, Tone tone, QWidget* parent) {
    auto* label = new QLabel(parent);
    alignAsWindow(label);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setProperty("look", lookName(style));
    label->setProperty("tone", toneName(tone));
    return label;
}

WrapLabel::WrapLabel(const QString& text, TextStyle style, Tone tone, QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    alignAsWindow(this);
    setWordWrap(true);
    setText(text);
    setProperty("look", lookName(style));
    setProperty("tone", toneName(tone));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize WrapLabel::sizeHint() const {
    ensurePolished();
    return {fontMetrics().horizontalAdvance(text()) + 2, fontMetrics().height()};
}

QSize WrapLabel::minimumSizeHint() const { return {std::min(px(80), sizeHint().width()), sizeHint().height()}; }

void setTone(QLabel* label, Tone tone) {
    label->setProperty("tone", toneName(tone));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

ElidedLabel::ElidedLabel(TextStyle style, Tone tone, QWidget* parent) : QWidget(parent), m_style(style), m_tone(tone) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        updateTip();
        update();
    });
}

void ElidedLabel::setText(const QString& text) {
    if (m_text == text) return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    updateTip();
    update();
}

void ElidedLabel::setTone(Tone tone) {
    m_tone = tone;
    update();
}

void ElidedLabel::setStrong(bool strong) {
    if (m_style == TextStyle::body && strong) m_style = TextStyle::bodyStrong;
    if (m_style == TextStyle::control && strong) m_style = TextStyle::controlStrong;
    if (m_style == TextStyle::bodyStrong && !strong) m_style = TextStyle::body;
    if (m_style == TextStyle::controlStrong && !strong) m_style = TextStyle::control;
    updateGeometry();
    update();
}

bool ElidedLabel::isElided() const { return QFontMetrics(ui::font(m_style)).horizontalAdvance(m_text) > width(); }

void ElidedLabel::updateTip() { setToolTip(isElided() ? plainToolTip(m_text) : QString()); }

QSize ElidedLabel::sizeHint() const {
    // Line heights of LOOK, not of the font: rows of different families stay on the grid.
    int line = 18;
    if (m_style == TextStyle::pageTitle)
        line = 24;
    else if (m_style == TextStyle::kpi)
        line = 30;
    else if (m_style == TextStyle::control || m_style == TextStyle::controlStrong)
        line = 16;
    else if (m_style == TextStyle::small || m_style == TextStyle::smallStrong)
        line = 14;
    return {QFontMetrics(ui::font(m_style)).horizontalAdvance(m_text) + 1, px(line)};
}

QSize ElidedLabel::minimumSizeHint() const { return {px(40), sizeHint().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(ui::font(m_style));
    painter.setPen(tokens().tone(m_tone));
    const QString shown = QFontMetrics(painter.font()).elidedText(m_text, Qt::ElideRight, width());
    painter.drawText(rect(), leading(this, shown) | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateTip();
}

QPushButton* makeButton(const QString& text, ButtonKind kind, const QString& iconName, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    static constexpr const char* kinds[] = {"primary", "outlined", "quiet", "link"};
    button->setProperty("kind", kinds[static_cast<int>(kind)]);
    button->setAutoDefault(false);
    if (!iconName.isEmpty()) {
        button->setIcon(icon(iconName, kind == ButtonKind::primary ? &Tokens::onAccent
                                       : kind == ButtonKind::quiet ? &Tokens::muted
                                       : kind == ButtonKind::link  ? &Tokens::accent
                                                                   : &Tokens::text));
        button->setIconSize({px(18), px(16)});
    }
    button->setFocusPolicy(Qt::TabFocus); // the ring is for the keyboard
    if (kind == ButtonKind::link) button->setCursor(Qt::PointingHandCursor);
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return button;
}

QToolButton* makeIconButton(const QString& iconName, const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName, &Tokens::muted));
    button->setIconSize({px(16), px(16)});
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace plumbline::ui
