// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

#include "ui/chat/chat_presenter.h"

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QStringListModel;
class QToolButton;
class QVBoxLayout;

namespace plumbline::ui {

class InlineMessage;

/// The pane at the right of every page: questions, answers, suggestions.
class ChatPane : public QWidget {
    Q_OBJECT
public:
    explicit ChatPane(Session& session, QWidget* parent = nullptr);
    ChatPresenter& presenter() { return *m_presenter; }
    /// Puts the cursor into the field.
    void focusQuestion();
    void ask(const QString& question);

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void showAnswer(int index);
    void retranslate();
    void showFollowUps();
    ChatPresenter* m_presenter;
    QLabel* m_title;
    QLabel* m_badge;
    QLineEdit* m_question;
    QToolButton* m_send;
    QToolButton* m_history;
    QToolButton* m_new;
    QScrollArea* m_scroll;
    QWidget* m_content;
    QVBoxLayout* m_answers;
    QWidget* m_suggestions;
    QVBoxLayout* m_suggestionRows;
    InlineMessage* m_message;
    QStringListModel* m_past;
    QWidget* m_follow; ///< two questions that could come next
    QHBoxLayout* m_followRow;
    std::vector<QWidget*> m_views;
};

} // namespace plumbline::ui
