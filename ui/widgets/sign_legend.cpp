// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sign_legend.h"

#include <QPainter>

#include "ui/charts/theme.h"
#include "ui/widgets/mirror.h"

namespace plumbline::ui {

namespace {

constexpr int sign_width = 18, sign_gap = 5, entry_gap = 16;

int lineHeight() { return QFontMetrics(plumbline::ui::font(TextStyle::small)).height() + px(2); }

} // namespace

SignLegend::SignLegend(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SignLegend::setEntries(std::vector<Entry> entries) {
    m_entries = std::move(entries);
    QStringList words;
    for (const Entry& e : m_entries) words << e.text;
    setAccessibleName(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

std::vector<QRect> SignLegend::places(int width) const {
    const QFontMetrics metrics(plumbline::ui::font(TextStyle::small));
    std::vector<QRect> all;
    int x = 0, y = 0;
    for (const Entry& e : m_entries) {
        const int w = px(sign_width) + px(sign_gap) + metrics.horizontalAdvance(e.text) + 1;
        if (x > 0 && x + w > width) {
            x = 0;
            y += lineHeight();
        }
        all.emplace_back(x, y, w, lineHeight());
        x += w + px(entry_gap);
    }
    return all;
}

int SignLegend::heightForWidth(int width) const {
    const auto all = places(width);
    return all.empty() ? 0 : all.back().bottom() + 1;
}

QSize SignLegend::sizeHint() const {
    const auto all = places(1 << 20);
    return {all.empty() ? 0 : all.back().right() + 1, lineHeight()};
}

void SignLegend::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    setMinimumHeight(heightForWidth(width())); // a card does not ask how high it is at a width
}

void SignLegend::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const auto all = places(width());
    p.setFont(plumbline::ui::font(TextStyle::small));
    for (size_t i = 0; i < all.size(); ++i) {
        const QRectF sign = mirrored(this, QRectF(all[i].left(), all[i].top(), px(sign_width), all[i].height()));
        const QPointF centre = sign.center();
        const double r = px(7) / 2.0;
        p.setPen(Qt::NoPen);
        switch (m_entries[i].sign) {
        case Sign::dot:
            p.setBrush(t.text);
            p.drawEllipse(centre, r, r);
            break;
        case Sign::ring:
            p.setPen(QPen(t.text, px(2)));
            p.setBrush(t.surface);
            p.drawEllipse(centre, r, r);
            break;
        case Sign::range:
        case Sign::band: {
            const QRectF ground(sign.left(), centre.y() - px(5), sign.width(), px(10));
            p.fillRect(ground, m_entries[i].sign == Sign::range ? t.expectedRange : t.band80);
            break;
        }
        case Sign::dashes: {
            QPen pen(t.text, px(2), Qt::SolidLine, Qt::FlatCap);
            pen.setDashPattern({2, 1.5});
            p.setPen(pen);
            p.drawLine(QPointF(sign.left(), centre.y()), QPointF(sign.right(), centre.y()));
            break;
        }
        }
        p.setPen(t.muted);
        const int left = all[i].left() + px(sign_width) + px(sign_gap);
        p.drawText(mirrored(this, QRect(left, all[i].top(), all[i].right() + 1 - left, all[i].height())),
                   leading(this, m_entries[i].text) | Qt::AlignVCenter | Qt::TextSingleLine, m_entries[i].text);
    }
}

} // namespace plumbline::ui
