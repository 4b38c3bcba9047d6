// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

#include "ui/chat/chat_presenter.h"

class QLineEdit;
class QListWidget;
class QPushButton;

namespace plumbline::ui {

/// The questions of this workspace: searched as one types, asked again with Return, erased one by one or all.
class HistoryPopup : public QFrame {
    Q_OBJECT
public:
    explicit HistoryPopup(ChatPresenter& presenter, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const QString& question);

private:
    void fill();
    ChatPresenter& m_presenter;
    QLineEdit* m_search;
    QListWidget* m_list;
    QPushButton* m_eraseOne;
};

} // namespace plumbline::ui
