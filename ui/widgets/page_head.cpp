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

void PageHead::setTitle(const QString& title) { m_title->setText(title); }
void PageHead::setCaption(const QString& caption) { m_caption->setText(caption); }

void PageHead::setAction(QWidget* action) {
    if (m_action) m_action->deleteLater();
    m_action = action;
    if (action) m_row->addWidget(action, 0, Qt::AlignVCenter);
}

} // namespace plumbline::ui
