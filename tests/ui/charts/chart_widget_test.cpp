// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QTableWidget>
#include <QTemporaryDir>
#include <cmath>
#include <gtest/gtest.h>

#include "ui/charts/chart_view.h"
#include "ui/charts/chart_widget.h"

namespace plumbline::ui {
namespace {

ChartSpec daily(int n) {
    ChartSpec spec;
    spec.id = "clicks";
    spec.title = "Clicks rose";
    spec.reading = "Clicks rose from 1 to n.";
    spec.x = {AxisKind::calendar, Grain::day, {}, "", 1, false};
    spec.y = {AxisKind::linear, Grain::day, {}, "count", 1, true};
    ChartSeries s{"<b>Clicks</b>", SeriesRole::actual, Mark::line, -1, {}, ""};
    const Date start = from_civil({2026, 8, 10});
    for (int i = 0; i < n; ++i) s.points.push_back({static_cast<double>((start + i).days), 100.0 + i, {}, {}, false, ""});
    spec.series = {s};
    return spec;
}

void key(QWidget* w, int k) {
    QKeyEvent e(QEvent::KeyPress, k, Qt::NoModifier);
    QApplication::sendEvent(w, &e);
}
void mouse(QWidget* w, QEvent::Type type, QPointF at, Qt::MouseButtons buttons) {
    QMouseEvent e(type, at, w->mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, buttons,
                  Qt::NoModifier);
    QApplication::sendEvent(w, &e);
}

struct Shown {
    ChartWidget widget;
    ChartView* view;
    explicit Shown(const ChartSpec& spec) {
        widget.resize(600, 220);
        widget.setSpec(spec);
        widget.show();
        QApplication::processEvents();
        view = widget.findChild<ChartView*>();
    }
};

TEST(ChartWidget, IsNamedForScreenReaders) {
    Shown s(daily(10));
    EXPECT_EQ(s.view->accessibleName(), QStringLiteral("Clicks rose"));
    EXPECT_EQ(s.view->accessibleDescription(), QStringLiteral("Clicks rose from 1 to n."));
}

TEST(ChartWidget, SaysWhereItBeginsAndEndsWhereItHasNoSentenceOfItsOwn) {
    ChartSpec spec = daily(10);
    spec.reading = spec.title;
    Shown s(spec);
    const QString said = s.view->accessibleDescription();
    EXPECT_TRUE(said.startsWith(QLatin1String("Clicks rose: from 100 (10 Aug 2026) to 109"))) << said.toStdString();
    EXPECT_TRUE(said.endsWith('.'));
}

TEST(ChartWidget, IsAChartWithAValueForAssistiveTechnology) {
    Shown s(daily(10));
    QAccessibleInterface* access = QAccessible::queryAccessibleInterface(s.view);
    ASSERT_NE(access, nullptr);
    EXPECT_EQ(access->role(), QAccessible::Chart);
    EXPECT_EQ(access->text(QAccessible::Name), QStringLiteral("Clicks rose"));
    key(s.view, Qt::Key_Home);
    EXPECT_TRUE(access->text(QAccessible::Value).contains(QLatin1String("100")))
        << access->text(QAccessible::Value).toStdString();
}

TEST(ChartWidget, StretchesItsMarksToTheNewSizeAtOnce) {
    Shown s(daily(30));
    s.widget.resize(900, 220);
    const QImage image = s.widget.grab().toImage(); // before the size has come to rest
    const QRectF plot = s.view->chartLayout().plot;
    ASSERT_GT(plot.right(), 600);
    int hits = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = static_cast<int>(plot.right()) - 60; x < static_cast<int>(plot.right()) - 20; ++x)
            hits += QColor(image.pixel(x, y)).blue() > QColor(image.pixel(x, y)).red() + 40;
    EXPECT_GT(hits, 40) << "the line ends where it ended before";
}

TEST(ChartWidget, WritesEachValueOfAFlatAxisOnce) {
    ChartSpec spec = daily(30);
    for (size_t i = 0; i < 30; ++i) spec.series[0].points[i].y = 200 + (i % 2 ? 1e-12 : 0);
    spec.y.from_zero = false;
    Shown s(spec);
    QStringList written;
    for (const ChartText& t : s.view->chartLayout().texts)
        if (t.rect.right() < s.view->chartLayout().plot.left()) written << t.text;
    EXPECT_GE(written.size(), 2);
    EXPECT_EQ(written.removeDuplicates(), 0) << written.join(' ').toStdString();
}

TEST(ChartWidget, WalksItsPointsWithTheArrowKeys) {
    Shown s(daily(10));
    key(s.view, Qt::Key_Right);
    EXPECT_TRUE(s.view->accessibleDescription().startsWith(QLatin1String("10 Aug 2026")));
    key(s.view, Qt::Key_Right);
    EXPECT_TRUE(s.view->accessibleDescription().startsWith(QLatin1String("11 Aug 2026")));
    key(s.view, Qt::Key_End);
    EXPECT_TRUE(s.view->accessibleDescription().contains(QLatin1String("109")));
    key(s.view, Qt::Key_Escape);
    EXPECT_EQ(s.view->accessibleDescription(), QStringLiteral("Clicks rose from 1 to n."));
}

TEST(ChartWidget, ShowsItsDataAsATableThatSortsByValue) {
    Shown s(daily(12));
    s.widget.setTableShown(true);
    auto* table = s.widget.findChild<QTableWidget*>();
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rowCount(), 12);
    table->sortItems(1, Qt::DescendingOrder);
    EXPECT_EQ(table->item(0, 1)->text(), QStringLiteral("111"));
    EXPECT_EQ(table->item(11, 1)->text(), QStringLiteral("100")); // as texts, 99 would not matter but 100 < 99
}

TEST(ChartWidget, CopiesPlainValuesAndEscapedHtml) {
    Shown s(daily(3));
    s.widget.copyData();
    const QMimeData* mime = QApplication::clipboard()->mimeData();
    EXPECT_TRUE(mime->text().startsWith(QLatin1String("date\t<b>Clicks</b>\n2026-08-10\t100\n")));
    EXPECT_TRUE(mime->html().contains(QLatin1String("&lt;b&gt;Clicks")));
}

TEST(ChartWidget, TurnsADragIntoDays) {
    Shown s(daily(11));
    Date from{}, to{};
    QObject::connect(&s.widget, &ChartWidget::rangeSelected, [&](Date a, Date b) {
        from = a;
        to = b;
    });
    const ChartLayout& l = s.view->chartLayout();
    const double day = l.plot.width() / 10, y = l.plot.center().y();
    QWidget* v = s.view;
    mouse(v, QEvent::MouseButtonPress, {l.plot.left() + 2.2 * day, y}, Qt::LeftButton);
    mouse(v, QEvent::MouseMove, {l.plot.left() + 6.9 * day, y}, Qt::LeftButton);
    mouse(v, QEvent::MouseButtonRelease, {l.plot.left() + 6.9 * day, y}, Qt::NoButton);
    EXPECT_EQ(to_iso(from), "2026-08-12");
    EXPECT_EQ(to_iso(to), "2026-08-17");
}

TEST(ChartWidget, SaysWhichPointWasClicked) {
    Shown s(daily(11));
    int point = -1;
    QObject::connect(&s.widget, &ChartWidget::pointClicked, [&](int, int p) { point = p; });
    const ChartLayout& l = s.view->chartLayout();
    QWidget* v = s.view;
    const QPointF at(l.plot.left() + 4.1 * l.plot.width() / 10, l.plot.center().y());
    mouse(v, QEvent::MouseButtonPress, at, Qt::LeftButton);
    mouse(v, QEvent::MouseButtonRelease, at, Qt::NoButton);
    EXPECT_EQ(point, 4);
}

TEST(ChartWidget, DrawsItsLineInTheColourOfItsRole) {
    Shown s(daily(30));
    const QImage image = s.widget.grab().toImage();
    const QRgb wanted = tokens().actual.rgb();
    int hits = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) hits += (image.pixel(x, y) & 0xFFFFFF) == (wanted & 0xFFFFFF);
    EXPECT_GT(hits, 200);
}

TEST(ChartWidget, DrawsEachLyingBarBesideItsName) {
    ChartSpec spec;
    spec.title = "Reasons";
    spec.x = {AxisKind::category, Grain::day, {}, "", 1, true};
    spec.x.categories = {"most", "least", "against"};
    spec.y = {AxisKind::linear, Grain::day, {}, "percent", 1, true};
    ChartSeries up{"up", SeriesRole::gain, Mark::horizontal_bar, -1, {}, ""}, down = up;
    up.points = {{0, 5.0, {}, {}, false, ""}, {1, 0.5, {}, {}, false, ""}};
    down.role = SeriesRole::loss;
    down.points = {{2, -0.5, {}, {}, false, ""}};
    spec.series = {up, down};
    Shown s(spec);
    const QImage image = s.widget.grab().toImage();
    const QRectF plot = s.view->chartLayout().plot;
    const auto coloured = [&](int row, const QColor& colour) { // pixels in the third of the plot that belongs to a name
        int hits = 0;
        const QPoint origin = s.view->mapTo(&s.widget, QPoint(0, 0));
        for (int y = static_cast<int>(plot.top() + row * plot.height() / 3); y < plot.top() + (row + 1) * plot.height() / 3; ++y)
            for (int x = 0; x < image.width(); ++x)
                hits += image.valid(x, y + origin.y()) && QColor(image.pixel(x, y + origin.y())).rgb() == colour.rgb();
        return hits;
    };
    EXPECT_GT(coloured(0, tokens().gain), 5 * coloured(1, tokens().gain));
    EXPECT_GT(coloured(1, tokens().gain), 0);
    EXPECT_EQ(coloured(2, tokens().gain), 0);
    EXPECT_GT(coloured(2, tokens().loss), 0);
}

TEST(ChartWidget, FollowsTheSchemeWithoutBeingAsked) {
    Shown s(daily(30));
    Theme::instance().setScheme(Scheme::dark);
    QApplication::processEvents();
    const QImage image = s.widget.grab().toImage();
    Theme::instance().setScheme(Scheme::automatic);
    const QRgb wanted = darkTokens().actual.rgb();
    int hits = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) hits += (image.pixel(x, y) & 0xFFFFFF) == (wanted & 0xFFFFFF);
    EXPECT_GT(hits, 200);
}

TEST(ChartWidget, ExportsAsVectorsAndAsPicture) {
    Shown s(daily(30));
    QTemporaryDir dir;
    const QString svg = dir.filePath("c.svg"), png = dir.filePath("c.png");
    ASSERT_TRUE(s.widget.exportTo(svg));
    ASSERT_TRUE(s.widget.exportTo(png));
    QFile file(svg);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    EXPECT_FALSE(text.contains("<image"));
    EXPECT_TRUE(text.contains("Clicks rose"));
    EXPECT_FALSE(QImage(png).isNull());
    EXPECT_FALSE(s.widget.exportTo(dir.filePath("no/such/folder/c.png")));
}

TEST(ChartWidget, IsQuickWithAHundredThousandPoints) {
    ChartSpec spec = daily(100000);
    for (size_t i = 0; i < spec.series[0].points.size(); ++i) spec.series[0].points[i].y = std::sin(static_cast<double>(i));
    QElapsedTimer timer;
    timer.start();
    Shown s(spec);
    s.widget.grab();
    // 3,000 points are drawn; all of them would take a second and more.
    EXPECT_LT(timer.elapsed(), 1500);
}

} // namespace
} // namespace plumbline::ui
