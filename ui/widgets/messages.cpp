// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/messages.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

QString iconOf(Tone tone) {
    switch (tone) {
    case Tone::warning: return QStringLiteral("warning");
    case Tone::loss: return QStringLiteral("error");
    case Tone::gain: return QStringLiteral("check");
    default: return QStringLiteral("note");
    }
}

QColor Tokens::*colourOf(Tone tone) {
    switch (tone) {
    case Tone::warning: return &Tokens::warning;
    case Tone::loss: return &Tokens::loss;
    case Tone::gain: return &Tokens::gain;
    default: return &Tokens::accent;
    }
}

/// Work that takes less is not shown.
constexpr int patience_ms = 150;

} // namespace

InlineMessage::InlineMessage(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new WrapLabel({}, TextStyle::control, Tone::normal, this)),
      m_link(makeButton({}, ButtonKind::link, {}, this)), m_close(makeIconButton(QStringLiteral("close"), tr("Close"), this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(px(10), px(2), px(8), px(2));
    row->setSpacing(px(8));
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_link);
    row->addWidget(m_close);
    m_text->setMinimumHeight(px(22));
    setMinimumHeight(px(26)); // a row that asks for the height of one line of text forgets the edges
    QFont strong = m_link->font();
    strong.setWeight(QFont::DemiBold);
    m_link->setFont(strong);
    m_close->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    connect(m_link, &QPushButton::clicked, this, &InlineMessage::linkActivated);
    connect(m_close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] { setMessage(m_tone, m_text->text(), m_link->text()); });
    hide();
}

void InlineMessage::setMessage(Tone tone, const QString& sentence, const QString& linkText) {
    m_tone = tone;
    m_icon->setPixmap(icon(iconOf(tone), colourOf(tone)).pixmap(QSize(px(16), px(16)), devicePixelRatioF()));
    m_text->setText(sentence);
    m_link->setText(linkText);
    m_link->setVisible(!linkText.isEmpty());
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
    update();
    if (!sentence.isEmpty()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

QString InlineMessage::text() const { return m_text->text(); }
void InlineMessage::setClosable(bool closable) { m_close->setVisible(closable); }
void InlineMessage::setWordWrap(bool wrap) { m_text->setWordWrap(wrap); }

void InlineMessage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().tint(m_tone));
    painter.drawRoundedRect(rect(), px(4), px(4));
}

EmptyState::EmptyState(const QString& sentence, const QString& buttonText, QWidget* parent)
    : QWidget(parent), m_text(new WrapLabel({}, TextStyle::body, Tone::muted, this)),
      m_button(makeButton({}, ButtonKind::outlined, {}, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, px(8), 0, px(8));
    column->setSpacing(px(12));
    column->addWidget(m_text);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::clicked);
    setText(sentence, buttonText);
}

void EmptyState::setText(const QString& sentence, const QString& buttonText) {
    m_text->setText(sentence);
    m_button->setText(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
    setAccessibleName(sentence);
}

ProgressLine::ProgressLine(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(px(2));
    setAccessibleName(tr("Progress"));
}

void ProgressLine::setFraction(double fraction) {
    m_fraction = fraction;
    update();
}

void ProgressLine::start() {
    if (m_running) return;
    m_running = true;
    m_fraction = -1;
    QTimer::singleShot(patience_ms, this, [this] {
        m_visible = m_running;
        update();
    });
}

void ProgressLine::stop() {
    m_running = m_visible = false;
    update();
}

QSize ProgressLine::sizeHint() const { return {px(100), px(2)}; }

void ProgressLine::paintEvent(QPaintEvent*) {
    if (!m_visible) return;
    QPainter painter(this);
    const double part = m_fraction < 0 ? 0.5 : std::min(1.0, m_fraction);
    painter.fillRect(rect(), tokens().sunken);
    painter.fillRect(QRectF(0, 0, width() * part, height()), tokens().accent);
}

} // namespace plumbline::ui
