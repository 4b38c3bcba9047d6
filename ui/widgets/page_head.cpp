// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_head.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"

namespace plumbline::ui {

PageHead::PageHead(QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout), m_title(new ElidedLabel(TextStyle::pageTitle, Tone::normal, this)),
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
