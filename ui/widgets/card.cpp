// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"

namespace plumbline::ui {

Card::Card(QWidget* parent)
    : QFrame(parent), m_title(new WrapLabel({}, TextStyle::cardTitle)),
      m_subtitle(new WrapLabel({}, TextStyle::control, Tone::muted)), m_header(new QHBoxLayout), m_body(new QVBoxLayout),
      m_outer(new QVBoxLayout(this)), m_table(makeIconButton(QStringLiteral("table"), tr("Show as table"), this)),
      m_more(makeIconButton(QStringLiteral("more"), tr("More"), this)) {
    setObjectName(QStringLiteral("card"));
    // 12 px to texts; a table's selection ground reaches 6 px beyond its text.
    m_outer->setContentsMargins(px(6), px(12), px(6), px(12));
    m_outer->setSpacing(0);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    for (QLabel* label : {m_title, m_subtitle}) {
        label->setParent(this);
        words->addWidget(label);
    }
    m_subtitle->hide();
    m_title->hide();
    m_header->setContentsMargins(px(6), 0, px(6), 0);
    m_header->setSpacing(px(4));
    m_header->addLayout(words, 1);
    m_header->addWidget(m_table, 0, Qt::AlignVCenter);
    m_header->addWidget(m_more, 0, Qt::AlignVCenter);
    m_table->setCheckable(true);
    m_table->hide();
    m_more->hide();
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_outer->addLayout(m_header);
    m_body->setContentsMargins(px(6), px(2), px(6), 0);
    m_body->setSpacing(px(8));
    m_outer->addLayout(m_body, 1);
    connect(m_table, &QToolButton::toggled, this, &Card::tableToggled);
}

void Card::setTitle(const QString& title) {
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

QString Card::title() const { return m_title->text(); }

void Card::setSubtitle(const QString& subtitle) {
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void Card::setBody(QWidget* body) {
    while (QLayoutItem* item = m_body->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    if (body) m_body->addWidget(body);
}

void Card::setSelector(QWidget* selector) {
    if (m_selector) m_selector->deleteLater();
    m_selector = selector;
    if (selector) m_header->insertWidget(1, selector, 0, Qt::AlignVCenter);
}

void Card::setStrip(QWidget* strip) {
    auto* row = new QVBoxLayout;
    row->setContentsMargins(px(6), px(4), px(6), 0);
    row->addWidget(strip);
    m_outer->insertLayout(1, row);
}

void Card::setTableButtonShown(bool shown) { m_table->setVisible(shown); }
void Card::setTableShown(bool shown) { m_table->setChecked(shown); }

QMenu* Card::moreMenu() {
    if (!m_more->menu()) m_more->setMenu(new QMenu(m_more));
    m_more->show();
    return m_more->menu();
}

void Card::setError(const QString& sentence, const QString& linkText) {
    if (!m_error && sentence.isEmpty()) return;
    if (!m_error) {
        m_error = new InlineMessage(this);
        auto* row = new QVBoxLayout;
        row->setContentsMargins(px(6), px(6), px(6), px(2));
        row->addWidget(m_error);
        m_outer->insertLayout(1, row);
        connect(m_error, &InlineMessage::linkActivated, this, &Card::errorLinkActivated);
    }
    m_error->setMessage(Tone::loss, sentence, linkText);
}

} // namespace plumbline::ui
