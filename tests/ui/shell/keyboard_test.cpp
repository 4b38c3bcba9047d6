// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <gtest/gtest.h>

#include "tests/ui/shell/window.h"

namespace plumbline::ui {
namespace {

using test::waitFor;

QString describe(const QWidget* widget) {
    QString path;
    for (const QWidget* w = widget; w; w = w->parentWidget())
        path.prepend(QLatin1Char('/') + QLatin1String(w->metaObject()->className()));
    return path;
}

QString nameOf(QWidget* widget) {
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
    return accessible ? accessible->text(QAccessible::Name) : QString();
}

/// Presses Tab (or back-tab) until the first stop comes again; the stops in order.
QList<QWidget*> walk(QWidget* window, bool forwards) {
    QList<QWidget*> stops;
    for (int i = 0; i < 500; ++i) {
        QWidget* focus = QApplication::focusWidget();
        if (!focus) focus = window;
        QKeyEvent press(QEvent::KeyPress, forwards ? Qt::Key_Tab : Qt::Key_Backtab,
                        forwards ? Qt::NoModifier : Qt::ShiftModifier);
        QApplication::sendEvent(focus, &press);
        focus = QApplication::focusWidget();
        if (!focus) break;
        if (stops.contains(focus)) break;
        stops << focus;
    }
    return stops;
}

class KeyboardRing : public testing::TestWithParam<const char*> {
protected:
    void show(test::Window& w) {
        const QString place = QLatin1String(GetParam());
        w.window->show();
        w.window->activateWindow();
        if (place == "start") return;
        ASSERT_TRUE(w.open());
        if (place == "dashboard") return;
        w.window->showPage("data");
        if (place == "import") {
            w.window->takeFiles({"/exports/shop.csv"});
            ASSERT_TRUE(waitFor([&] { return w.import.stage() == ImportPresenter::Stage::ready; }));
        }
        w.data->showTab(place);
        QCoreApplication::processEvents();
    }
};

TEST_P(KeyboardRing, ClosesBothWaysAndEveryStopHasAName) {
    test::Window w;
    show(w);
    QCoreApplication::processEvents();
    if (QWidget* focus = QApplication::focusWidget()) focus->clearFocus();
    w.window->setFocus();
    const QList<QWidget*> there = walk(w.window.get(), true);
    const QList<QWidget*> back = walk(w.window.get(), false);
    ASSERT_GE(there.size(), 3);
    EXPECT_EQ(QSet<QWidget*>(there.begin(), there.end()), QSet<QWidget*>(back.begin(), back.end()));
    for (QWidget* stop : there) {
        EXPECT_FALSE(nameOf(stop).trimmed().isEmpty()) << describe(stop).toStdString() << " has no accessible name";
        EXPECT_TRUE(stop->isVisible()) << describe(stop).toStdString();
    }
    // Nothing that can be used is left out of the ring.
    for (QAbstractButton* button : w.window->findChildren<QAbstractButton*>()) {
        if (!button->isVisible() || !button->isEnabled() || !(button->focusPolicy() & Qt::TabFocus)) continue;
        if (button->window() != w.window.get()) continue;
        EXPECT_TRUE(there.contains(button)) << describe(button).toStdString() << " " << button->text().toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Pages, KeyboardRing, testing::Values("start", "dashboard", "datasets", "import", "set_aside"),
                         [](const auto& p) { return std::string(p.param); });

} // namespace
} // namespace plumbline::ui
