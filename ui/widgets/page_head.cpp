// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_head.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTextLayout>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/mirror.h"

namespace plumbline::ui {

namespace {

/// The finding of a page: one line where it fits, two where texts are large or the page is narrow.
class Title : public ElidedLabel {
public:
    explicit Title(QWidget* parent) : ElidedLabel(TextStyle::pageTitle, Tone::normal, parent) {
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred); // fixed would be one line high at most
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override {
        const QSize one = ElidedLabel::sizeHint();
        return one.width() <= width ? one.height() : 2 * one.height();
    }

protected:
    void paintEvent(QPaintEvent* event) override {
        const int line = ElidedLabel::sizeHint().height();
        if (height() < 2 * line || !isElided()) return ElidedLabel::paintEvent(event);
        const QFont large = plumbline::ui::font(TextStyle::pageTitle);
        QTextLayout layout(text(), large);
        layout.beginLayout();
        QTextLine first = layout.createLine();
        first.setLineWidth(width());
        layout.endLayout();
        const qsizetype end = first.textLength();
        QPainter painter(this);
        painter.setFont(large);
        painter.setPen(tokens().text);
        const QString rest = QFontMetrics(large).elidedText(text().mid(end), Qt::ElideRight, width());
        int y = 0;
        for (const QString& words : {text().left(end).trimmed(), rest}) {
            painter.drawText(QRect(0, y, width(), line), leading(this, words) | Qt::AlignVCenter | Qt::TextSingleLine, words);
            y += line;
        }
    }
};

} // namespace

PageHead::PageHead(QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout), m_title(new Title(this)),
      m_caption(new ElidedLabel(TextStyle::control, Tone::muted, this)), m_message(new InlineMessage(this)),
      m_progress(new ProgressLine(this)) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_row->setSpacing(px(16));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_caption);
    m_row->addLayout(words, 1);
    m_row->addWidget(m_message, 0, Qt::AlignVCenter);
    outer->addLayout(m_row);
    outer->addWidget(m_progress);
}

void PageHead::setTitle(const QString& title) {
    m_title->setText(title);
    arrange();
}
void PageHead::setCaption(const QString& caption) { m_caption->setText(caption); }

void PageHead::setAction(QWidget* action) {
    if (m_action) m_action->deleteLater();
    m_action = action;
    if (action) m_row->addWidget(action, 0, Qt::AlignVCenter);
    arrange();
}

void PageHead::arrange() {
    // Where the message would cut the title it goes below.
    const int right = m_message->isHidden() ? 0 : m_message->sizeHint().width() + m_row->spacing();
    const bool below = right > 0 && m_title->sizeHint().width() + right > width();
    const auto direction = below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_row->direction() == direction) return;
    m_row->setDirection(direction);
    m_row->setSpacing(px(below ? 6 : 16));
}

bool PageHead::event(QEvent* event) {
    // A message that comes or goes asks for another layout.
    if (event->type() == QEvent::LayoutRequest) arrange();
    return QWidget::event(event);
}

void PageHead::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace plumbline::ui
