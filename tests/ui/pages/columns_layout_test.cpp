// SPDX-License-Identifier: GPL-3.0-or-later
#include <QWidget>
#include <gtest/gtest.h>

#include "ui/charts/theme.h"
#include "ui/pages/columns_layout.h"

namespace plumbline::ui {
namespace {

QWidget* box(int height) {
    auto* widget = new QWidget;
    widget->setMinimumHeight(height);
    return widget;
}

class ColumnsLayoutTest : public testing::Test {
protected:
    void SetUp() override {
        Theme::instance().setScale(1);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addRow({{head, 12}});
        layout->addRow({{series, 8}, {breakdown, 4}}, 1);
    }
    void TearDown() override { Theme::instance().setScale(0); }
    QWidget page;
    ColumnsLayout* layout = new ColumnsLayout(&page);
    QWidget *head = box(40), *series = box(100), *breakdown = box(140);
};

TEST_F(ColumnsLayoutTest, HasTheWidthsOfTheGrid) {
    // (1142 - 11 gutters of 12) / 12 columns: 8 of them are 757, 4 are 373, with the gutter of 12 between.
    layout->setGeometry({0, 0, 1142, 192});
    EXPECT_EQ(head->width(), 1142);
    EXPECT_NEAR(series->width(), 757, 1);
    EXPECT_NEAR(breakdown->width(), 373, 1);
    EXPECT_EQ(breakdown->x() - (series->x() + series->width()), 12);
    EXPECT_EQ(breakdown->x() + breakdown->width(), 1142);
}

TEST_F(ColumnsLayoutTest, ARowIsAsHighAsItsHighestCard) {
    EXPECT_EQ(layout->heightForWidth(1142), 40 + 12 + 140);
    layout->setGeometry({0, 0, 1142, 192});
    EXPECT_EQ(series->height(), 140);
    EXPECT_EQ(series->y(), 52);
}

TEST_F(ColumnsLayoutTest, SpareHeightGoesToTheRowThatStretches) {
    layout->setGeometry({0, 0, 1142, 292});
    EXPECT_EQ(head->height(), 40);
    EXPECT_EQ(series->height(), 240);
}

TEST_F(ColumnsLayoutTest, IsOneColumnUnder720Units) {
    EXPECT_EQ(layout->heightForWidth(700), 40 + 12 + 100 + 12 + 140);
    layout->setGeometry({0, 0, 700, 304});
    EXPECT_EQ(series->width(), 700);
    EXPECT_EQ(breakdown->width(), 700);
    EXPECT_GT(breakdown->y(), series->y());
}

TEST_F(ColumnsLayoutTest, WhatIsHiddenTakesNoRoom) {
    breakdown->hide();
    series->hide();
    EXPECT_EQ(layout->heightForWidth(1142), 40);
}

TEST_F(ColumnsLayoutTest, GivesTheColumnsOfWhatIsHiddenToItsNeighbour) {
    breakdown->hide();
    layout->setGeometry({0, 0, 1142, 192});
    EXPECT_EQ(series->width(), 1142);
    breakdown->show();
    layout->setGeometry({0, 0, 1142, 192});
    EXPECT_NEAR(series->width(), 757, 1);
}

} // namespace
} // namespace plumbline::ui
