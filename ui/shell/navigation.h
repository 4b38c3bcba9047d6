// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractButton>
#include <QWidget>

#include "ui/pages/page.h"

class QVBoxLayout;

namespace plumbline::ui {

/// A page in the navigation: icon and name; active: selection ground, accent bar, semibold.
class NavigationButton : public QAbstractButton {
    Q_OBJECT
public:
    NavigationButton(const QString& iconName, const QString& text, QWidget* parent = nullptr);
    void setRail(bool rail);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString m_icon;
    bool m_rail = false;
};

/// Pages grouped by what one does: 192 wide, or a rail of icons.
class Navigation : public QWidget {
    Q_OBJECT
public:
    static constexpr int full_width = 192;
    static constexpr int rail_width = 56;
    explicit Navigation(QWidget* parent = nullptr);
    void addPage(const Page* page);
    void setCurrent(const QString& id);
    /// Name and keys of a page.
    void setTip(const QString& id, const QString& tip);
    void setRail(bool rail);
    bool isRail() const { return m_rail; }

Q_SIGNALS:
    void pageChosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    QHash<QString, NavigationButton*> m_buttons;
    QList<QWidget*> m_heads;
    std::optional<PageGroup> m_last;
    bool m_rail = false;
};

} // namespace plumbline::ui
