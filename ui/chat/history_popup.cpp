// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/history_popup.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

constexpr int width_px = 392, list_px = 260;
constexpr int most_listed = 200; // the others are found by searching

} // namespace

HistoryPopup::HistoryPopup(ChatPresenter& presenter, QWidget* parent) : QFrame(parent, Qt::Popup), m_presenter(presenter) {
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setFixedWidth(px(width_px));
    setAccessibleName(tr("Questions of this workspace"));
    auto* column = new QVBoxLayout(this);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Search questions and answers"));
    m_search->setAccessibleName(tr("Search questions and answers"));
    m_search->setClearButtonEnabled(true);
    column->addWidget(m_search);
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Questions"));
    m_list->setFixedHeight(px(list_px));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list);
    auto* foot = new QHBoxLayout;
    m_eraseOne = makeButton(tr("Erase this one"), ButtonKind::quiet);
    auto* all = makeButton(tr("Erase all"), ButtonKind::quiet, QStringLiteral("trash"));
    all->setToolTip(tr("Erases all questions and answers of this workspace. What they cost stays in the ledger."));
    foot->addWidget(m_eraseOne);
    foot->addStretch(1);
    foot->addWidget(all);
    column->addLayout(foot);
    const bool write = !m_presenter.session().isReadOnly();
    all->setEnabled(write);
    connect(m_search, &QLineEdit::textChanged, this, &HistoryPopup::fill);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_list->count() > 0) Q_EMIT m_list->itemActivated(m_list->item(std::max(0, m_list->currentRow())));
    });
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) {
        if (!item) return;
        Q_EMIT chosen(item->data(Qt::UserRole + 1).toString());
        close();
    });
    connect(m_list, &QListWidget::currentRowChanged, this, [this, write](int row) { m_eraseOne->setEnabled(write && row >= 0); });
    connect(m_eraseOne, &QPushButton::clicked, this, [this] {
        if (QListWidgetItem* item = m_list->currentItem()) m_presenter.erasePast(item->data(Qt::UserRole).toString());
        fill();
    });
    connect(all, &QPushButton::clicked, this, [this] {
        m_presenter.erase();
        close();
    });
    fill();
    m_search->setFocus();
}

void HistoryPopup::fill() {
    m_list->clear();
    const QLocale locale;
    int n = 0;
    for (const PastAnswer& p : m_presenter.past(m_search->text().trimmed())) {
        if (++n > most_listed) break;
        auto* item = new QListWidgetItem(p.question, m_list);
        const QDateTime when = QDateTime::fromString(p.when, Qt::ISODate).toLocalTime();
        item->setToolTip(when.isValid() ? locale.toString(when, QLocale::ShortFormat) + QLatin1Char('\n') + p.text : p.text);
        item->setData(Qt::UserRole, p.id);
        item->setData(Qt::UserRole + 1, p.question);
    }
    m_eraseOne->setEnabled(false);
}

} // namespace plumbline::ui
