// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"

namespace plumbline::ui {

namespace {
constexpr int page_padding = 16;
}

ScrollPage::ScrollPage(QWidget* parent) : Page(parent) {
    m_body = new QWidget;
    m_body->setObjectName("page");
    m_rows = new ColumnsLayout(m_body);
    const int padding = px(page_padding);
    m_rows->setContentsMargins(padding, px(12), padding, padding);
    m_scroll = new QScrollArea;
    m_scroll->setObjectName("pageScroll");
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Every stop inside scrolls itself into sight; the area as a stop of its own would have no name to tell.
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_body);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_scroll, 1);
}

void ScrollPage::setFoot(QWidget* foot) { layout()->addWidget(foot); }

} // namespace plumbline::ui
