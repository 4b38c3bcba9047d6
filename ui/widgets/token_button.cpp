// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/token_button.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include "ui/charts/theme.h"
#include "ui/widgets/mirror.h"

namespace plumbline::ui {

TokenButton::TokenButton(const QString& label, const QString& value, const QString& iconName, QWidget* parent)
    : QAbstractButton(parent), m_label(label), m_value(value), m_icon(iconName) {
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, &TokenButton::refresh);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_menu) m_menu->popup(mapToGlobal(QPoint(0, height() + px(2))));
    });
    refresh();
}

void TokenButton::setLabel(const QString& label) {
    m_label = label;
    refresh();
}
void TokenButton::setValue(const QString& value) {
    m_value = value;
    refresh();
}
void TokenButton::setIconName(const QString& name) {
    m_icon = name;
    refresh();
}
void TokenButton::setCompact(bool compact) {
    m_compact = compact;
    refresh();
}
void TokenButton::setClearable(bool clearable) {
    m_clearable = clearable;
    update();
}

void TokenButton::mouseReleaseEvent(QMouseEvent* event) {
    if (m_clearable && event->button() == Qt::LeftButton &&
        mirrored(this, QRect(width() - px(9) - px(16), 0, px(25), height())).contains(event->position().toPoint()) &&
        rect().contains(event->position().toPoint())) {
        setDown(false);
        Q_EMIT clearRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void TokenButton::setMenu(QMenu* menu) { m_menu = menu; }

void TokenButton::refresh() {
    setAccessibleName(m_label.isEmpty() ? m_value : QStringLiteral("%1: %2").arg(m_label, m_value));
    updateGeometry();
    update();
}

namespace {
int advance(const QString& text) { return QFontMetrics(ui::font(TextStyle::control)).horizontalAdvance(text); }
} // namespace

QSize TokenButton::sizeHint() const {
    int width = px(9) + px(9) + px(16); // edges and chevron
    if (!m_icon.isEmpty()) width += px(16) + px(5);
    if (!m_label.isEmpty()) width += advance(m_label) + px(6);
    width += advance(m_value) + px(6);
    return {width, px(m_compact ? 24 : 28)};
}

QSize TokenButton::minimumSizeHint() const { return {std::min(sizeHint().width(), px(80)), sizeHint().height()}; }

void TokenButton::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const bool ring = hasFocus();
    const double edge = ring ? 1 : 0.5;
    p.setPen(QPen(ring ? t.focus : isEnabled() ? t.axis : t.border, ring ? 2 : 1));
    p.setBrush(isDown() ? t.selection : underMouse() && isEnabled() ? t.sunken : t.surface);
    p.drawRoundedRect(QRectF(rect()).adjusted(edge, edge, -edge, -edge), px(4), px(4));
    int x = px(9);
    const int end = width() - px(9) - px(16);
    if (!m_icon.isEmpty()) {
        paintIcon(p, mirrored(this, QRectF(x, (height() - px(16)) / 2.0, px(16), px(16))), m_icon, t.muted);
        x += px(16) + px(5);
    }
    const QFont f = ui::font(TextStyle::control);
    p.setFont(f);
    auto write = [&](const QString& text, const QColor& colour) {
        const QString shown = QFontMetrics(f).elidedText(text, Qt::ElideRight, std::max(0, end - px(4) - x));
        p.setPen(colour);
        p.drawText(mirrored(this, QRect(x, 0, end - x, height())), leading(this, shown) | Qt::AlignVCenter | Qt::TextSingleLine,
                   shown);
        x += QFontMetrics(f).horizontalAdvance(shown) + px(6);
    };
    if (!m_label.isEmpty()) write(m_label, t.muted);
    write(m_value, isEnabled() ? t.text : t.control);
    paintIcon(p, mirrored(this, QRectF(width() - px(7) - px(16), (height() - px(16)) / 2.0, px(16), px(16))),
              m_clearable ? QStringLiteral("close") : QStringLiteral("chevron_down"), t.muted);
}

void TokenButton::resizeEvent(QResizeEvent* event) {
    QAbstractButton::resizeEvent(event);
    const bool cut = width() < sizeHint().width();
    setToolTip(cut ? plainToolTip(QStringLiteral("%1 %2").arg(m_label, m_value)) : QString());
}

bool TokenButton::hitButton(const QPoint& pos) const { return rect().contains(pos); }

void TokenButton::keyPressEvent(QKeyEvent* event) {
    if (m_clearable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        Q_EMIT clearRequested();
        return;
    }
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace plumbline::ui
