// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

#include "ui/chat/chat_presenter.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStringListModel;
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
    ChatPresenter* m_presenter;
    QLabel* m_title;
    QLabel* m_badge;
    QLineEdit* m_question;
    QPushButton* m_send;
    QPushButton* m_erase;
    QScrollArea* m_scroll;
    QWidget* m_content;
    QVBoxLayout* m_answers;
    QWidget* m_suggestions;
    QVBoxLayout* m_suggestionRows;
    InlineMessage* m_message;
    QStringListModel* m_past;
    std::vector<QWidget*> m_views;
};

} // namespace plumbline::ui
