// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QHBoxLayout;

namespace plumbline::ui {

class ElidedLabel;
class InlineMessage;
class ProgressLine;

/// Title (the finding), one caption line; right: the inline message if there is one, else the page's main action.
class PageHead : public QWidget {
    Q_OBJECT
public:
    explicit PageHead(QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setCaption(const QString& caption);
    void setAction(QWidget* action);
    InlineMessage* message() const { return m_message; }
    ProgressLine* progress() const { return m_progress; }

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    QHBoxLayout* m_row;
    ElidedLabel* m_title;
    ElidedLabel* m_caption;
    InlineMessage* m_message;
    QWidget* m_action = nullptr;
    ProgressLine* m_progress;
};

} // namespace plumbline::ui
