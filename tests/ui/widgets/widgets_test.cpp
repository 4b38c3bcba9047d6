// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QToolButton>
#include <gtest/gtest.h>

#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messages.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/segment_tabs.h"
#include "ui/widgets/token_button.h"

namespace plumbline::ui {
namespace {

report::KpiCard revenue() {
    report::KpiCard c;
    c.metric = "revenue";
    c.label = "Revenue";
    c.text = "CHF 9.30M";
    c.change = 0.064;
    c.change_text = "+6.4%";
    c.caption = "vs last year";
    c.arrow = 1;
    c.tone = Tone::gain;
    c.spark = {1.0, 2.0, std::nullopt, 3.0};
    c.accessible = "Revenue, 9.30 million francs, up 6.4% on last year";
    return c;
}

void key(QWidget* w, int k) {
    QKeyEvent press(QEvent::KeyPress, k, Qt::NoModifier), release(QEvent::KeyRelease, k, Qt::NoModifier);
    QApplication::sendEvent(w, &press);
    QApplication::sendEvent(w, &release);
}

TEST(KpiCard, SaysEverythingToAScreenReader) {
    KpiCardWidget card;
    card.setCard(revenue());
    card.setFindings(0);
    EXPECT_EQ(card.accessibleName(), QStringLiteral("Revenue, 9.30 million francs, up 6.4% on last year, no open finding"));
    card.setFindings(1);
    EXPECT_TRUE(card.accessibleName().endsWith(QLatin1String("1 finding")));
}

TEST(KpiCard, IsOneButtonForMouseAndKeys) {
    KpiCardWidget card;
    card.setCard(revenue());
    card.resize(card.sizeHint());
    int clicks = 0;
    QObject::connect(&card, &QAbstractButton::clicked, [&] { ++clicks; });
    key(&card, Qt::Key_Return);
    key(&card, Qt::Key_Space);
    EXPECT_EQ(clicks, 2);
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&card);
    ASSERT_TRUE(face);
    EXPECT_EQ(face->role(), QAccessible::Button);
}

TEST(KpiCard, PaintsItsChangeInTheTonesColour) {
    KpiCardWidget card;
    card.setCard(revenue());
    card.resize(180, 114);
    const QImage image = card.grab().toImage();
    int gain = 0, loss = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            gain += image.pixelColor(x, y) == tokens().gain;
            loss += image.pixelColor(x, y) == tokens().loss;
        }
    EXPECT_GT(gain, 15);
    EXPECT_EQ(loss, 0);
}

TEST(KpiRow, PutsSixInARowAtThePageWidthAndThreeWhenNarrow) {
    KpiRow row;
    row.setCards(std::vector<report::KpiCard>(6, revenue()));
    EXPECT_EQ(row.heightForWidth(1142), 114);
    EXPECT_EQ(row.heightForWidth(600), 2 * 114 + 12);
    row.resize(1142, 114);
    row.show();
    QApplication::processEvents();
    EXPECT_EQ(row.cards()[5]->geometry().right(), 1141);
    EXPECT_EQ(row.cards()[0]->width(), 180);
}

TEST(KpiRow, KeepsItsWidgetsWhenTheNumbersChange) {
    KpiRow row;
    row.setCards({revenue(), revenue()});
    KpiCardWidget* first = row.cards()[0];
    row.setCards({revenue(), revenue(), revenue()});
    EXPECT_EQ(row.cards()[0], first);
    EXPECT_EQ(row.cards().size(), 3);
}

TEST(Labels, ShowMarkupAsItIs) {
    std::unique_ptr<QLabel> label(makeLabel(QStringLiteral("<b>Sale</b>"), TextStyle::body));
    EXPECT_EQ(label->textFormat(), Qt::PlainText);
    Card card;
    card.setTitle(QStringLiteral("<img src=x>"));
    for (const QLabel* l : card.findChildren<QLabel*>()) EXPECT_EQ(l->textFormat(), Qt::PlainText);
    InlineMessage message;
    message.setMessage(Tone::warning, QStringLiteral("<a href=x>here</a>"));
    for (const QLabel* l : message.findChildren<QLabel*>())
        if (!l->text().isEmpty()) {
            EXPECT_EQ(l->textFormat(), Qt::PlainText);
        }
}

TEST(ElidedLabel, KeepsTheWholeTextInItsToolTip) {
    ElidedLabel label;
    label.setText(QStringLiteral("Revenue is up 6.4% on last year, on 3.7% more spend"));
    label.resize(100, 20);
    label.grab();
    EXPECT_TRUE(label.isElided());
    EXPECT_EQ(label.toolTip(), label.text());
    label.resize(1000, 20);
    label.grab();
    EXPECT_TRUE(label.toolTip().isEmpty());
}

TEST(InlineMessage, IsHiddenWithoutAText) {
    QWidget page;
    InlineMessage message(&page);
    page.show();
    EXPECT_FALSE(message.isVisible());
    message.setMessage(Tone::loss, QStringLiteral("The file has no date."), QStringLiteral("Show rows"));
    EXPECT_TRUE(message.isVisible());
    EXPECT_EQ(message.accessibleName(), QStringLiteral("The file has no date."));
    bool link = false;
    QObject::connect(&message, &InlineMessage::linkActivated, [&] { link = true; });
    message.findChild<QPushButton*>()->click();
    EXPECT_TRUE(link);
    message.setMessage(Tone::loss, {});
    EXPECT_FALSE(message.isVisible());
}

TEST(TokenButton, IsNamedByLabelAndValue) {
    TokenButton token(QStringLiteral("Period"), QStringLiteral("13 complete weeks"));
    EXPECT_EQ(token.accessibleName(), QStringLiteral("Period: 13 complete weeks"));
    EXPECT_EQ(token.sizeHint().height(), px(28));
    const int before = token.sizeHint().width();
    token.setValue(QStringLiteral("13 complete weeks, W34 to W46"));
    EXPECT_GT(token.sizeHint().width(), before);
}

TEST(SegmentTabs, MoveWithTheArrowKeys) {
    SegmentTabs tabs;
    tabs.addTab("a", "Datasets");
    tabs.addTab("b", "Import");
    QString current;
    QObject::connect(&tabs, &SegmentTabs::currentChanged, [&](const QString& id) { current = id; });
    key(&tabs, Qt::Key_Right);
    EXPECT_EQ(current, QStringLiteral("b"));
    key(&tabs, Qt::Key_Right);
    EXPECT_EQ(tabs.current(), QStringLiteral("b"));
    key(&tabs, Qt::Key_Left);
    EXPECT_EQ(tabs.current(), QStringLiteral("a"));
}

TEST(ChartCard, SwitchesToTheTableTwin) {
    ChartSpec spec;
    spec.title = "T";
    spec.x.kind = AxisKind::category;
    spec.x.categories = {"A"};
    spec.series = {{"S", SeriesRole::actual, Mark::bar, -1, {{0, 1.0, {}, {}, false, ""}}, ""}};
    ChartCard card;
    card.setSpec(spec);
    card.setTableShown(true);
    EXPECT_TRUE(card.chart()->isTableShown());
    card.setTableShown(false);
    EXPECT_FALSE(card.chart()->isTableShown());
}

TEST(Widgets, HaveNamesAtEveryFocusStop) {
    QWidget page;
    auto* layout = new QVBoxLayout(&page);
    auto* head = new PageHead;
    head->setTitle("Title");
    auto* row = new KpiRow;
    row->setCards({revenue()});
    auto* chart = new ChartCard;
    ChartSpec spec;
    spec.title = "Chart";
    spec.x.kind = AxisKind::category;
    spec.x.categories = {"A"};
    spec.series = {{"S", SeriesRole::actual, Mark::bar, -1, {{0, 1.0, {}, {}, false, ""}}, ""}};
    chart->setSpec(spec);
    for (QWidget* w : {static_cast<QWidget*>(head), static_cast<QWidget*>(row), static_cast<QWidget*>(chart)})
        layout->addWidget(w);
    layout->addWidget(new TokenButton("Region", "All"));
    layout->addWidget(makeButton("Export"));
    layout->addWidget(makeIconButton("close", "Close"));
    page.show();
    QApplication::processEvents();
    int stops = 0;
    for (QWidget* w : page.findChildren<QWidget*>()) {
        if (!w->isVisible() || !(w->focusPolicy() & Qt::TabFocus) || w->focusProxy()) continue;
        ++stops;
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(w);
        ASSERT_TRUE(face) << w->metaObject()->className();
        EXPECT_FALSE(face->text(QAccessible::Name).isEmpty()) << w->metaObject()->className();
    }
    EXPECT_GE(stops, 6);
}

TEST(Theme, ScalesWidgetsWithTheFont) {
    KpiCardWidget card;
    const int before = card.sizeHint().height();
    Theme::instance().setScale(2);
    EXPECT_EQ(card.sizeHint().height(), 2 * before);
    EXPECT_EQ(ui::font(TextStyle::pageTitle).pixelSize(), 36);
    Theme::instance().setScale(0);
    EXPECT_EQ(card.sizeHint().height(), before);
}

} // namespace
} // namespace plumbline::ui
