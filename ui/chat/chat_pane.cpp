// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/chat_pane.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStringListModel>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/chat/answer_view.h"
#include "ui/chat/history_popup.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"

namespace plumbline::ui {

namespace {

constexpr int pane_width = 424; // px at 100 %, see LOOK

} // namespace

ChatPane::ChatPane(Session& session, QWidget* parent) : QWidget(parent), m_presenter(new ChatPresenter(session, this)) {
    setFixedWidth(px(pane_width));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    m_title = makeLabel({}, TextStyle::cardTitle);
    m_new = makeIconButton(QStringLiteral("plus"), tr("New conversation"));
    m_history = makeIconButton(QStringLiteral("undo"), tr("Questions of this workspace"));
    auto* close = makeIconButton(QStringLiteral("close"), tr("Close the assistant"));
    head->addWidget(m_title);
    m_badge = makeLabel({}, TextStyle::small, Tone::muted);
    head->addWidget(m_badge);
    head->addStretch(1);
    head->addWidget(m_new);
    head->addWidget(m_history);
    head->addWidget(close);
    column->addLayout(head);
    m_message = new InlineMessage;
    m_message->setWordWrap(true);
    m_message->setClosable(true);
    column->addWidget(m_message);

    m_content = new QWidget;
    m_answers = new QVBoxLayout(m_content);
    m_answers->setContentsMargins(0, 0, 8, 0);
    m_suggestions = new QWidget;
    m_suggestionRows = new QVBoxLayout(m_suggestions);
    m_suggestionRows->setContentsMargins(0, 0, 0, 0);
    m_answers->addWidget(m_suggestions);
    m_answers->addStretch(1);
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false); // which setWidget() had switched on
    m_scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(m_scroll, 1);

    m_follow = new QWidget;
    m_followRow = new QHBoxLayout(m_follow);
    m_followRow->setContentsMargins(0, 0, 0, 0);
    m_followRow->setSpacing(6);
    column->addWidget(m_follow);
    auto* foot = new QHBoxLayout;
    m_question = new QLineEdit;
    m_question->setClearButtonEnabled(true);
    m_past = new QStringListModel(this);
    auto* completer = new QCompleter(m_past, this); // the history, searchable
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_question->setCompleter(completer);
    m_send = makeIconButton(QStringLiteral("arrow_up"), tr("Ask"));
    foot->addWidget(m_question, 1);
    foot->addWidget(m_send);
    column->addLayout(foot);

    auto send = [this] {
        const QString question = m_question->text();
        m_question->clear();
        ask(question);
    };
    connect(m_question, &QLineEdit::returnPressed, this, send);
    connect(m_send, &QToolButton::clicked, this, send);
    connect(m_new, &QToolButton::clicked, this, [this] { m_presenter->startAnew(); });
    connect(m_history, &QToolButton::clicked, this, [this] {
        auto* popup = new HistoryPopup(*m_presenter, this);
        connect(popup, &HistoryPopup::chosen, this, &ChatPane::ask);
        popup->adjustSize();
        popup->move(mapToGlobal(QPoint(width() - popup->width() - px(16), m_history->y() + m_history->height() + px(4))));
        popup->show();
    });
    connect(m_presenter, &ChatPresenter::told, this,
            [this](const QString& sentence) { m_message->setMessage(Tone::gain, sentence); });
    connect(close, &QToolButton::clicked, this, &ChatPane::closeRequested);
    connect(m_presenter, &ChatPresenter::answered, this, &ChatPane::showAnswer);
    connect(m_presenter, &ChatPresenter::changed, this, &ChatPane::refresh);
    connect(m_presenter, &ChatPresenter::failed, this,
            [this](const QString& sentence) { m_message->setMessage(Tone::loss, sentence); });
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
    refresh();
}

void ChatPane::retranslate() {
    m_title->setText(tr("Assistant"));
    m_question->setPlaceholderText(tr("Ask about your data"));
    m_question->setAccessibleName(tr("Question"));
}

void ChatPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ChatPane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().tokens().surface);
    painter.fillRect(QRect(0, 0, 1, height()), Theme::instance().tokens().border);
}

void ChatPane::focusQuestion() { m_question->setFocus(Qt::ShortcutFocusReason); }

void ChatPane::ask(const QString& question) { m_presenter->ask(question); }

void ChatPane::showAnswer(int index) {
    auto* view = new AnswerView(*m_presenter, static_cast<size_t>(index));
    connect(view, &AnswerView::chosen, this, &ChatPane::ask);
    const auto at = static_cast<size_t>(index);
    const bool known = at < m_views.size();
    if (known) {
        delete m_answers->replaceWidget(m_views[at], view);
        m_views[at]->deleteLater();
        m_views[at] = view;
    } else {
        m_answers->insertWidget(m_answers->count() - 1, view);
        m_views.push_back(view);
    }
    view->show();
    showFollowUps();
    if (at + 1 < m_views.size() || known) return; // refined or edited in place: what is read stays where it is
    QTimer::singleShot(0, view, [this, view] { m_scroll->verticalScrollBar()->setValue(view->y()); }); // the question on top
}

void ChatPane::showFollowUps() {
    while (QLayoutItem* item = m_followRow->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    const auto& entries = m_presenter->entries();
    int shown = 0;
    if (!entries.empty() && !entries.back().reply.refused && !entries.back().reply.clarify)
        for (const std::string& s : entries.back().reply.suggestions) {
            const QString question = QString::fromStdString(s);
            auto* chip = makeButton(question, ButtonKind::outlined);
            connect(chip, &QPushButton::clicked, this, [this, question] { ask(question); });
            m_followRow->addWidget(chip);
            if (++shown == 2) break;
        }
    m_followRow->addStretch(1);
    m_follow->setVisible(shown > 0);
}

void ChatPane::refresh() {
    if (m_presenter->entries().empty()) {
        for (QWidget* view : m_views) view->deleteLater();
        m_views.clear();
        showFollowUps();
    }
    const bool can = m_presenter->canAsk();
    m_question->setEnabled(can);
    m_send->setEnabled(can && !m_presenter->isBusy());
    m_new->setEnabled(!m_presenter->entries().empty());
    m_history->setEnabled(can);
    const QString endpoint = m_presenter->endpointName();
    m_badge->setText(endpoint.isEmpty() ? tr("offline") : endpoint);
    m_badge->setToolTip(endpoint.isEmpty() ? tr("Nothing leaves this machine.")
                                           : tr("Answers are computed here; %1 reads and writes with it.").arg(endpoint));
    m_past->setStringList(m_presenter->pastQuestions());
    while (QLayoutItem* item = m_suggestionRows->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    const bool empty = m_presenter->entries().empty();
    if (empty) {
        m_suggestionRows->addWidget(new WrapLabel(can ? tr("Answers are computed on this machine, from your data.")
                                                      : tr("Import data first; then ask about them here."),
                                                  TextStyle::body, Tone::muted));
        for (const QString& s : m_presenter->suggestions()) {
            auto* button = makeButton(s, ButtonKind::link);
            connect(button, &QPushButton::clicked, this, [this, s] { ask(s); });
            m_suggestionRows->addWidget(button, 0, Qt::AlignLeft);
        }
    }
    m_suggestions->setVisible(empty);
}

} // namespace plumbline::ui
