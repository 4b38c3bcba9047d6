// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pulse/pulse_row.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include "ui/charts/theme.h"
#include "ui/widgets/sparkline.h"

namespace plumbline::ui {

namespace {

constexpr int row_height = 66, value_width = 112, spark_width = 124, badge_width = 96, gap = 14, arrow_width = 16;
constexpr int sentence_line = 17; ///< two of them

/// The band that is usual today as a strip behind the last four weeks, on the scale of both.
void paintBand(QPainter& p, const QRectF& r, const pulse::Check& c, const Tokens& t) {
    double low = INFINITY, high = -INFINITY;
    for (const auto& v : c.spark)
        if (v) {
            low = std::min(low, *v);
            high = std::max(high, *v);
        }
    if (low > high || !c.low || !c.high) return;
    low = std::min(low, *c.low);
    high = std::max(high, *c.high);
    if (high <= low) return;
    const auto y = [&](double v) { return r.bottom() - r.height() * (v - low) / (high - low); };
    // It is the band of today: the strip stands where the last point stands.
    const QRectF strip(r.right() - px(14), y(*c.high), px(14), std::max(2.0, y(*c.low) - y(*c.high)));
    p.fillRect(strip, t.expectedRange);
}

/// The line on the same scale as its band.
void paintLine(QPainter& p, const QRectF& r, const pulse::Check& c, const Tokens& t) {
    std::vector<std::optional<double>> values = c.spark, edges;
    if (c.low && c.high) {
        double low = *c.low, high = *c.high;
        for (const auto& v : values)
            if (v) {
                low = std::min(low, *v);
                high = std::max(high, *v);
            }
        QPen pen(t.actual, px(1.75), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        p.setPen(pen);
        p.setBrush(Qt::NoBrush);
        const double n = static_cast<double>(std::max<size_t>(2, values.size()) - 1);
        const QRectF inside = r.adjusted(px(1), px(3), -px(4), -px(3));
        QPointF last;
        bool joined = false; // to the point before: a missing value is a gap
        for (size_t i = 0; i < values.size(); ++i) {
            if (!values[i] || high <= low) {
                joined = false;
                continue;
            }
            const QPointF at(inside.left() + inside.width() * static_cast<double>(i) / n,
                             inside.bottom() - inside.height() * (*values[i] - low) / (high - low));
            if (joined) p.drawLine(last, at);
            last = at;
            joined = true;
        }
        if (joined) {
            p.setPen(Qt::NoPen);
            p.setBrush(t.actual);
            p.drawEllipse(last, px(3), px(3));
        }
        return;
    }
    paintSparkline(p, r, values, {}, t);
}

} // namespace

Tone verdictTone(const pulse::Check& c) {
    if (c.verdict == pulse::Verdict::no_data) return Tone::warning;
    if (c.verdict != pulse::Verdict::high && c.verdict != pulse::Verdict::low) return Tone::muted;
    if (c.metric.good == 0) return Tone::warning;
    return (c.verdict == pulse::Verdict::high) == (c.metric.good > 0) ? Tone::gain : Tone::loss;
}

PulseRow::PulseRow(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void PulseRow::setFigure(const report::KpiCard& card, const pulse::Check& check, const QString& sentence) {
    m_card = card;
    m_check = check;
    m_sentence = sentence;
    setAccessibleName(tr("%1, %2, %3").arg(qs(card.label), qs(card.text), qs(card.caption)));
    setAccessibleDescription(sentence);
    update();
}

void PulseRow::setOpen(bool open) {
    m_open = open;
    update();
}

QSize PulseRow::sizeHint() const { return {px(640), px(row_height)}; }
QSize PulseRow::minimumSizeHint() const { return {px(420), px(row_height)}; }

void PulseRow::paintEvent(QPaintEvent*) {
    QPainter p(this);
    p.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    if (isDown() || m_open || underMouse()) p.fillRect(rect(), m_open || isDown() ? t.selection : t.window);
    if (hasFocus()) {
        p.setPen(QPen(t.focus, 2));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(4), px(4));
    }
    const int inset = px(10), right = width() - inset;
    const auto elided = [&](const QRectF& r, TextStyle style, const QColor& colour, const QString& text,
                            int align = Qt::AlignLeft) {
        const QFont f = ui::font(style);
        p.setFont(f);
        p.setPen(colour);
        p.drawText(r, align | Qt::AlignVCenter | Qt::TextSingleLine,
                   QFontMetrics(f).elidedText(text, Qt::ElideRight, static_cast<int>(r.width())));
    };
    // From the right: arrow, verdict, line, value; the words take the rest.
    paintIcon(p, QRectF(right - px(arrow_width), height() / 2.0 - px(8), px(16), px(16)),
              m_open ? QStringLiteral("chevron_down") : QStringLiteral("chevron_right"), t.muted);
    int x = right - px(arrow_width) - px(8);
    const QString verdict = qs(m_card.caption);
    const QFont small = ui::font(TextStyle::small);
    const int badge = std::min(px(badge_width), QFontMetrics(small).horizontalAdvance(verdict) + px(14));
    const Tone tone = verdictTone(m_check);
    const QRectF ground(x - px(badge_width), height() / 2.0 - px(9), badge, px(18));
    p.setPen(Qt::NoPen);
    p.setBrush(t.tint(tone));
    p.drawRoundedRect(ground, px(3), px(3));
    elided(ground.adjusted(px(7), 0, -px(5), 0), TextStyle::small, t.tone(tone), verdict);
    x -= px(badge_width) + px(gap);
    const bool narrow = width() < px(640);
    if (!narrow) {
        const QRectF line(x - px(spark_width), px(14), px(spark_width), height() - px(28));
        paintBand(p, line.adjusted(0, px(3), 0, -px(3)), m_check, t);
        paintLine(p, line, m_check, t);
        x -= px(spark_width) + px(gap);
    }
    const QRectF value(x - px(value_width), px(12), px(value_width), px(22));
    elided(value, TextStyle::pageTitle, t.text, qs(m_card.text), Qt::AlignRight);
    if (m_card.change) {
        const QRectF change(value.left(), px(37), value.width(), px(14));
        const QFont strong = ui::font(TextStyle::smallStrong);
        elided(change, TextStyle::smallStrong, t.tone(m_card.tone), qs(m_card.change_text), Qt::AlignRight);
        if (m_card.arrow != 0) {
            const int w = QFontMetrics(strong).horizontalAdvance(qs(m_card.change_text));
            paintTriangle(p, QRectF(change.right() - w - px(12), change.top() + px(3), px(8), px(8)), m_card.arrow,
                          t.tone(m_card.tone));
        }
    }
    x -= px(value_width) + px(gap);
    // The name stands above: the sentence is drawn from its verdict on.
    QString said = m_sentence.mid(m_sentence.indexOf(QLatin1Char(':')) + 1).trimmed();
    if (!said.isEmpty()) said[0] = said[0].toUpper();
    QTextLayout layout(said, ui::font(TextStyle::control));
    layout.beginLayout();
    QTextLine first = layout.createLine();
    if (first.isValid()) first.setLineWidth(x - inset);
    layout.endLayout();
    const qsizetype cut = first.isValid() ? first.textLength() : said.size();
    // One line stands in the middle of the row as two do.
    const int top = cut < said.size() ? px(7) : px(7 + sentence_line / 2);
    elided(QRectF(inset, top, x - inset, px(20)), TextStyle::bodyStrong, t.text, qs(m_card.label));
    elided(QRectF(inset, top + px(20), x - inset, px(sentence_line)), TextStyle::control, t.muted, said.left(cut).trimmed());
    elided(QRectF(inset, top + px(20 + sentence_line), x - inset, px(sentence_line)), TextStyle::control, t.muted,
           said.mid(cut).trimmed());
}

void PulseRow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        const auto rows =
            parentWidget() ? parentWidget()->findChildren<PulseRow*>(QString(), Qt::FindDirectChildrenOnly) : QList<PulseRow*>();
        const qsizetype at = rows.indexOf(this) + (event->key() == Qt::Key_Down ? 1 : -1);
        if (at >= 0 && at < rows.size()) rows[at]->setFocus(Qt::TabFocusReason);
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

bool PulseRow::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(m_sentence), this);
        return true;
    }
    return QAbstractButton::event(event);
}

} // namespace plumbline::ui
