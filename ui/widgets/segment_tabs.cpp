// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segment_tabs.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include "ui/charts/theme.h"
#include "ui/widgets/mirror.h"

namespace plumbline::ui {

/// One tab: its label, a count in a badge, the accent line while it is the current one.
class SegmentTab : public QAbstractButton {
public:
    SegmentTab(QString id, const QString& label, QWidget* parent) : QAbstractButton(parent), m_id(std::move(id)) {
        setText(label);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        setCount(0);
    }
    const QString& id() const { return m_id; }
    void setCount(int count) {
        m_count = count;
        setAccessibleName(count > 0 ? QStringLiteral("%1, %2").arg(text()).arg(count) : text());
        updateGeometry();
        update();
    }
    QSize sizeHint() const override {
        // Room for the bold label always, so that nothing moves when the tab becomes the current one.
        return {px(20) + QFontMetrics(ui::font(TextStyle::bodyStrong)).horizontalAdvance(text()) + badgeWidth(), px(44)};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter p(this);
        p.setRenderHint(QPainter::Antialiasing);
        const Tokens& t = tokens();
        p.setFont(ui::font(isChecked() ? TextStyle::bodyStrong : TextStyle::body));
        p.setPen(isChecked() || underMouse() ? t.text : t.muted);
        p.drawText(rect().adjusted(px(10), 0, -px(10), 0), leading(this, text()) | Qt::AlignVCenter, text());
        if (m_count > 0) {
            const QRect badge = mirrored(
                this, QRect(width() - px(10) - badgeWidth() + px(6), (height() - px(18)) / 2, badgeWidth() - px(6), px(18)));
            p.setPen(Qt::NoPen);
            p.setBrush(t.warningTint);
            p.drawRoundedRect(badge, px(3), px(3));
            p.setFont(ui::font(TextStyle::smallStrong));
            p.setPen(t.warning);
            p.drawText(badge, Qt::AlignCenter, QString::number(m_count));
        }
        if (isChecked()) p.fillRect(QRect(0, height() - px(2), width(), px(2)), t.accent);
        if (hasFocus()) {
            p.setBrush(Qt::NoBrush);
            p.setPen(QPen(t.focus, 2));
            p.drawRoundedRect(QRectF(rect()).adjusted(1, px(7), -1, -px(7)), px(4), px(4));
        }
    }

private:
    int badgeWidth() const {
        return m_count > 0 ? px(18) + QFontMetrics(ui::font(TextStyle::smallStrong)).horizontalAdvance(QString::number(m_count))
                           : 0;
    }
    QString m_id;
    int m_count = 0;
};

SegmentTabs::SegmentTabs(QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void SegmentTabs::addTab(const QString& id, const QString& label) {
    auto* tab = new SegmentTab(id, label, this);
    m_tabs << tab;
    m_layout->addWidget(tab);
    connect(tab, &QAbstractButton::clicked, this, [this, id] { setCurrent(id); });
    if (m_tabs.size() == 1) setCurrent(id);
}

void SegmentTabs::setCount(const QString& id, int count) {
    for (SegmentTab* tab : m_tabs)
        if (tab->id() == id) tab->setCount(count);
}

void SegmentTabs::setCurrent(const QString& id) {
    for (SegmentTab* tab : m_tabs) tab->setChecked(tab->id() == id);
    if (m_current == id) return;
    m_current = id;
    Q_EMIT currentChanged(id);
}

void SegmentTabs::keyPressEvent(QKeyEvent* event) {
    const int onwards = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    const int step = event->key() == Qt::Key_Right ? onwards : event->key() == Qt::Key_Left ? -onwards : 0;
    for (qsizetype i = 0; step != 0 && i < m_tabs.size(); ++i)
        if (m_tabs[i]->id() == m_current) {
            const qsizetype next = std::clamp<qsizetype>(i + step, 0, m_tabs.size() - 1);
            m_tabs[next]->setFocus(Qt::TabFocusReason);
            setCurrent(m_tabs[next]->id());
            return;
        }
    QWidget::keyPressEvent(event);
}

} // namespace plumbline::ui
