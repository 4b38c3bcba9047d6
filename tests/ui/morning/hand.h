// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <gtest/gtest.h>

#include "tests/ui/jobs/wait.h"

/// A hand at mouse and keyboard: every step of a test goes through the events that a person's would.
namespace plumbline::test {

inline void click(QWidget* widget, QPoint at = {}) {
    QTest::mouseClick(widget, Qt::LeftButton, {}, at.isNull() ? widget->rect().center() : at);
}

/// The window that keys go to, as a desktop gives it back when a dialog above it has closed; the offscreen one does not.
inline void bringBack(QWidget* widget) {
    QWidget* window = widget->window();
    if (window->isActiveWindow()) return;
    window->activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(window));
}

inline void press(QWidget* widget, const QKeySequence& keys) {
    bringBack(widget);
    for (int i = 0; i < keys.count(); ++i) QTest::keyClick(widget, keys[i].key(), keys[i].keyboardModifiers());
}

/// A visible button by its text or accessible name.
inline QAbstractButton* button(const QWidget* under, const QString& name) {
    for (QAbstractButton* b : under->findChildren<QAbstractButton*>())
        if (b->isVisible() && (b->text() == name || b->accessibleName() == name)) return b;
    return nullptr;
}

template <class Widget>
Widget* visible(const QWidget* under) {
    for (Widget* widget : under->findChildren<Widget*>())
        if (widget->isVisible()) return widget;
    return nullptr;
}

/// A top-level window of that kind that is open.
template <class Widget>
Widget* opened() {
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* found = qobject_cast<Widget*>(widget); found && found->isVisible()) return found;
    return nullptr;
}

/// Opens a menu by `open`, goes to the entry that begins with `text`, and presses Return; entries of menus in it by "A > B".
template <class Open>
bool choose(Open open, const QString& text) {
    bool chosen = false;
    QTimer look;
    QStringList path = text.split(QStringLiteral(" > "));
    int patience = 200;
    look.setInterval(10);
    QObject::connect(&look, &QTimer::timeout, [&] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu) {
            if (--patience == 0) look.stop();
            return;
        }
        for (QAction* action : menu->actions()) {
            if (!action->text().remove(QLatin1Char('&')).startsWith(path.front()) || !action->isEnabled()) continue;
            path.removeFirst();
            menu->setActiveAction(action);
            chosen = path.isEmpty();
            if (chosen) look.stop();
            QTest::keyClick(menu, action->menu() ? Qt::Key_Right : Qt::Key_Return);
            return;
        }
        look.stop();
        menu->close();
    });
    look.start();
    open();
    waitFor([&] { return !look.isActive(); }, 4000);
    return chosen;
}

/// Drops files on a window as a file manager does.
inline bool drop(QWidget* window, const QStringList& files) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files) urls << QUrl::fromLocalFile(file);
    data.setUrls(urls);
    const QPoint at = window->rect().center();
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &enter);
    if (!enter.isAccepted()) return false;
    QDropEvent event(QPointF(at), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &event);
    return event.isAccepted();
}

} // namespace plumbline::test
