// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

#include "ui/chat/chat_presenter.h"

class QMenu;
class QVBoxLayout;

namespace plumbline::ui {

class ChartWidget;
class SpecTable;

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
    void addSentence(QVBoxLayout* to);
    void addTable(QVBoxLayout* to, const Table& table);
    void askFeedback(QWidget* at, bool useful);
    void fillMore(QMenu* menu);
    QWidget* makeUnderstood();
    QWidget* makeActions();
    void addTokens(QVBoxLayout* to);
    static QString stageName(const std::string& id);
    ChatPresenter& m_presenter;
    SpecTable* m_table = nullptr;
    ChartWidget* m_chart = nullptr;
    size_t m_index;
    const ChatEntry& entry() const { return m_presenter.entries()[m_index]; }
};

} // namespace plumbline::ui
