// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <set>

#include "ui/pages/page.h"
#include "ui/session/session.h"

class QVBoxLayout;

namespace plumbline::ui {

class Card;
class InlineMessage;
class PageHead;

/// Before a workspace is open: open, recent, the sample, or drop files.
class StartPage : public ScrollPage {
    Q_OBJECT
public:
    explicit StartPage(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("start"); }
    QString title() const override { return tr("Start"); }
    QString iconName() const override { return QStringLiteral("dashboard"); }
    PageGroup group() const override { return PageGroup::measure; }
    bool usesSelection() const override { return false; }
    bool takeFiles(const QStringList& files) override;
    void activated() override;
    bool isSettled() const override { return !m_session.isLoading(); }

Q_SIGNALS:
    void newWorkspaceRequested();
    void openWorkspaceRequested();

private:
    void refresh();
    void fillRecent();
    void lookForRecent();
    Session& m_session;
    PageHead* m_head;
    InlineMessage* m_message;
    QVBoxLayout* m_recent;
    std::set<QString> m_missing; ///< recent folders that are not there
};

} // namespace plumbline::ui
