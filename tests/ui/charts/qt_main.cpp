// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLocale>
#include <gtest/gtest.h>

#include "ui/charts/theme.h"

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QLocale::setDefault(QLocale(QLocale::English, QLocale::Switzerland));
    QApplication app(argc, argv);
    plumbline::ui::Theme::instance().apply();
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
