// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/kpi_card.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include "ui/charts/theme.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/sparkline.h"

namespace plumbline::ui {

namespace {
/// Sign and air around the words of a badge.
constexpr int badge_frame = 30;
} // namespace

KpiCardWidget::KpiCardWidget(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void KpiCardWidget::setCard(const report::KpiCard& card) {
    m_card = card;
    updateAccessible();
    update();
}

void KpiCardWidget::setFindings(int open) {
    m_findings = open;
    updateAccessible();
    update();
}

QString KpiCardWidget::findingsText() const {
    return m_findings == 1 ? tr("1 finding") : tr("%Ln findings", nullptr, m_findings);
}

void KpiCardWidget::updateAccessible() {
    QString name = qs(m_card.accessible.empty() ? m_card.label : m_card.accessible);
    if (m_findings == 0) name = tr("%1, no open finding").arg(name);
    if (m_findings > 0) name = QStringLiteral("%1, %2").arg(name, findingsText());
    setAccessibleName(name);
    setAccessibleDescription(qs(m_card.explanation));
}

int KpiCardWidget::linesHeight(const report::KpiCard& card) {
    constexpr int plain = 114, line = 15;
    return plain + line * (static_cast<int>(card.references.size()) + (card.target ? 1 : 0));
}

QSize KpiCardWidget::sizeHint() const { return {px(180), px(linesHeight(m_card))}; }
QSize KpiCardWidget::minimumSizeHint() const { return {px(140), px(linesHeight(m_card))}; }

QString KpiCardWidget::badgeText() const {
    const int label = QFontMetrics(ui::font(TextStyle::control)).horizontalAdvance(qs(m_card.label));
    const int badge = QFontMetrics(ui::font(TextStyle::small)).horizontalAdvance(findingsText()) + px(badge_frame);
    const int room = width() - px(13) - px(19) - label; // left edge; right edge and gap
    return badge <= room ? findingsText() : QString::number(m_findings);
}

QRect KpiCardWidget::findingsRect() const {
    if (m_findings <= 0) return {};
    const int width = QFontMetrics(ui::font(TextStyle::small)).horizontalAdvance(badgeText()) + px(badge_frame);
    return mirrored(this, QRect(this->width() - px(10) - width, px(10), width, px(18)));
}

void KpiCardWidget::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const bool ring = hasFocus();
    p.setPen(QPen(ring ? t.focus : underMouse() ? t.axis : t.border, ring ? 2 : 1));
    p.setBrush(isDown() ? t.selection : t.surface);
    const double edge = ring ? 1 : 0.5;
    p.drawRoundedRect(QRectF(rect()).adjusted(edge, edge, -edge, -edge), px(6), px(6));

    const int left = px(13), right = width() - px(13);
    // Row 1: label and trust mark.
    int labelEnd = right;
    if (m_findings == 0) {
        paintIcon(p, mirrored(this, QRectF(right - px(16), px(12), px(16), px(16))), QStringLiteral("check"), t.muted);
        labelEnd -= px(20);
    } else if (m_findings > 0) {
        const QRect badge = findingsRect();
        p.setPen(Qt::NoPen);
        p.setBrush(t.warningTint);
        p.drawRoundedRect(badge, px(3), px(3));
        const bool back = layoutDirection() == Qt::RightToLeft;
        const double mark = back ? badge.right() - px(18) : badge.left() + px(5);
        paintIcon(p, QRectF(mark, badge.top() + px(2.5), px(13), px(13)), QStringLiteral("warning"), t.warning);
        p.setFont(ui::font(TextStyle::small));
        p.setPen(t.warning);
        p.drawText(badge.adjusted(back ? px(6) : px(23), 0, back ? -px(23) : 0, 0), leading(this, badgeText()) | Qt::AlignVCenter,
                   badgeText());
        labelEnd -= badge.width() + px(6);
    }
    auto elided = [&](const QRect& r, const QFont& f, const QColor& c, const QString& text) {
        p.setFont(f);
        p.setPen(c);
        const QString shown = QFontMetrics(f).elidedText(text, Qt::ElideRight, r.width());
        p.drawText(mirrored(this, r), leading(this, shown) | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        return std::min(r.width(), QFontMetrics(f).horizontalAdvance(shown));
    };
    elided({left, px(12), labelEnd - left, px(16)}, ui::font(TextStyle::control), t.muted, qs(m_card.label));
    // Row 2: the value; a long one is written smaller before it is cut.
    const QRect valueRect(left, px(30), right - left, px(30));
    QFont valueFont = ui::font(TextStyle::kpi);
    if (QFontMetrics(valueFont).horizontalAdvance(qs(m_card.text)) > valueRect.width()) valueFont.setPixelSize(px(18));
    elided(valueRect, valueFont, t.text, qs(m_card.text));
    // Row 3: change and what it is against; a further comparison is a row more, so is the way to a target.
    const int height = px(14);
    int top = px(59);
    const auto change = [&](bool known, int arrow, Tone tone, const std::string& text, const std::string& against) {
        int x = left;
        if (known) {
            const QColor& colour = t.tone(tone);
            if (arrow != 0) {
                paintTriangle(p, mirrored(this, QRectF(x, top + (height - px(8)) / 2.0, px(8), px(8))), arrow, colour);
                x += px(12);
            }
            if (!text.empty())
                x += elided({x, top, right - x, height}, ui::font(TextStyle::smallStrong), colour, qs(text)) + px(6);
        }
        if (x < right) elided({x, top, right - x, height}, ui::font(TextStyle::small), t.muted, qs(against));
        top += px(15);
    };
    change(m_card.change.has_value(), m_card.arrow, m_card.tone, m_card.change_text, m_card.caption);
    for (const report::CardReference& r : m_card.references)
        change(true, r.arrow, r.tone, r.change ? r.change_text : std::string(missing_value), r.caption);
    if (m_card.target) change(true, 0, m_card.target->tone, m_card.target->text, m_card.target->caption);
    // Last row.
    paintSparkline(p, QRectF(left, top + px(2), right - left, height > 0 ? px(26) : 0), m_card.spark, m_card.spark_comparison, t);
}

void KpiCardWidget::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && findingsRect().contains(event->position().toPoint())) {
        setDown(false);
        Q_EMIT findingsClicked();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void KpiCardWidget::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down) {
        focusNextChild();
        return;
    }
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up) {
        focusPreviousChild();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

bool KpiCardWidget::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const bool badge = findingsRect().contains(help->pos());
        QToolTip::showText(help->globalPos(), plainToolTip(badge ? findingsText() : qs(m_card.explanation)), this);
        return true;
    }
    return QAbstractButton::event(event);
}

} // namespace plumbline::ui
