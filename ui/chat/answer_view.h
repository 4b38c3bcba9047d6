// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

#include "ui/chat/chat_presenter.h"

class QVBoxLayout;

namespace plumbline::ui {

/// One answer: the sentence, recommendations, chart, table, and, folded, how it was understood.
class AnswerView : public QFrame {
    Q_OBJECT
public:
    AnswerView(ChatPresenter& presenter, size_t index, QWidget* parent = nullptr);
    /// The answer as text and tab-separated table.
    QString plainText() const;

Q_SIGNALS:
    void chosen(const QString& question); ///< of a clarification or suggestion

private:
    QWidget* makeTable(const Table& table);
    QWidget* makeUnderstood();
    QWidget* makeActions();
    void addTokens(QVBoxLayout* to);
    ChatPresenter& m_presenter;
    size_t m_index;
    const ChatEntry& entry() const { return m_presenter.entries()[m_index]; }
};

} // namespace plumbline::ui
