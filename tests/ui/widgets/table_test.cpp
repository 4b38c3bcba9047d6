// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <cmath>
#include <gtest/gtest.h>

#include "ui/charts/theme.h"
#include "ui/models/table_model.h"
#include "ui/models/table_spec_model.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {
namespace {

TableCell cell(std::string text, std::optional<double> value = {}) {
    TableCell c;
    c.text = std::move(text);
    c.value = value;
    return c;
}

TableSpec channels() {
    TableSpec t;
    t.title = "Search leads";
    t.dimension = "channel";
    t.columns = {
        {"channel", "Channel", CellKind::text, ""}, {"revenue", "Revenue", CellKind::number, ""}, {"bar", "", CellKind::bar, ""}};
    // As texts "9.50" > "1,071.80" > "–" and "20.00" > "1,071.80": only values give the right order.
    t.rows = {{cell("Display"), cell("9.50", 9.5), TableCell{}},
              {cell("<b>Search</b> & Co"), cell("1,071.80", 1071.8), TableCell{}},
              {cell("Email"), cell("–"), TableCell{}},
              {cell("Campaign 10"), cell("20.00", 20.0), TableCell{}},
              {cell("Campaign 9"), cell("−3.00", -3.0), TableCell{}}};
    t.total = {cell("All"), cell("1,098.30", 1098.3), TableCell{}};
    return t;
}

QStringList names(const TableSpecModel& m) {
    QStringList out;
    for (int r = 0; r < m.rowCount(); ++r) out << m.index(r, 0).data().toString();
    return out;
}

TEST(TableSpecModel, SortsByValueWithMissingLastAndTotalBehind) {
    TableSpecModel m;
    m.setSpec(channels());
    m.sort(1, Qt::DescendingOrder);
    EXPECT_EQ(names(m), (QStringList{"<b>Search</b> & Co", "Campaign 10", "Display", "Campaign 9", "Email", "All"}));
    m.sort(1, Qt::AscendingOrder);
    EXPECT_EQ(names(m), (QStringList{"Campaign 9", "Display", "Campaign 10", "<b>Search</b> & Co", "Email", "All"}));
    m.sort(-1, Qt::AscendingOrder);
    EXPECT_EQ(names(m).first(), QStringLiteral("Display"));
}

TEST(ColumnWidths, LeaveEveryFigureWholeHoweverNarrowTheTable) {
    TableSpec t;
    t.columns = {{"campaign", "Campaign", CellKind::text, ""},
                 {"channel", "Channel", CellKind::text, ""},
                 {"cost", "Spend", CellKind::number, ""},
                 {"revenue", "Rev.", CellKind::number, ""},
                 {"bar", "", CellKind::bar, ""}};
    t.rows = {{cell("A campaign whose name is longer than its column will ever be"), cell("Display"), cell("87,4", 87.4),
               cell("64,1", 64.1), cell("", 1)}};
    const CellStyle style = CellStyle::screen();
    for (int room = 40; room < 900; ++room) {
        const std::vector<double> widths = columnWidths(t, room, columnGap(), style, ui::font(TextStyle::small));
        for (size_t c : {1u, 2u, 3u}) {
            EXPECT_EQ(widths[c], std::floor(widths[c])) << room;
            EXPECT_GE(widths[c], cellWidth(t.rows[0][c], t.columns[c].kind, false, style)) << room << " column " << c;
        }
    }
}

TEST(TableSpecModel, SortsNamesAsAPersonWould) {
    TableSpecModel m;
    m.setSpec(channels());
    m.sort(0, Qt::AscendingOrder);
    const QStringList order = names(m);
    EXPECT_LT(order.indexOf("Campaign 9"), order.indexOf("Campaign 10"));
    EXPECT_EQ(order.last(), QStringLiteral("All"));
}

TEST(TableSpecModel, CopiesPlainNumbersInTheShownOrder) {
    TableSpecModel m;
    m.setSpec(channels());
    m.sort(1, Qt::DescendingOrder);
    EXPECT_EQ(m.toTsv(), QStringLiteral("Channel\tRevenue\n<b>Search</b> & Co\t1071.8\nCampaign 10\t20\nDisplay\t9.5\nCampaign "
                                        "9\t-3\nEmail\t–\nAll\t1098.3\n"));
    EXPECT_TRUE(m.toHtml().contains(QLatin1String("&lt;b&gt;Search&lt;/b&gt; &amp; Co")));
    EXPECT_FALSE(m.toHtml().contains(QLatin1String("<b>")));
}

TEST(TableSpecModel, KeepsTheSelectionOnItsRowWhenSorted) {
    TableSpecModel m;
    m.setSpec(channels());
    const QPersistentModelIndex search(m.index(1, 0));
    m.sort(1, Qt::DescendingOrder);
    EXPECT_EQ(search.row(), 0);
}

TEST(SpecTable, StandsWithoutAScrollBarUpToTwelveRows) {
    TableSpec t = channels();
    SpecTable small, large;
    small.setSpec(t);
    for (int i = 0; i < 40; ++i) t.rows.push_back({cell("Row"), cell("1", 1.0), TableCell{}});
    large.setSpec(t);
    EXPECT_EQ(small.sizeHint().height(), px(24) + 6 * px(23));
    EXPECT_EQ(large.sizeHint().height(), px(24) + 12 * px(23));
    EXPECT_EQ(small.verticalScrollBarPolicy(), Qt::ScrollBarAlwaysOff);
    EXPECT_EQ(large.verticalScrollBarPolicy(), Qt::ScrollBarAsNeeded);
}

TEST(SpecTable, FillsItsWidthAndNeverOverflowsWhereThereIsRoom) {
    for (int width : {340, 520, 900}) {
        SpecTable table;
        table.setSpec(channels());
        table.resize(width, 200);
        table.show();
        QApplication::processEvents();
        EXPECT_NEAR(table.horizontalHeader()->length(), table.viewport()->width(), 1) << width;
    }
}

TEST(SpecTable, SaysWhichRowWasChosenAndNeverTheTotal) {
    SpecTable table;
    table.setSpec(channels());
    table.resize(500, table.sizeHint().height());
    table.show();
    QApplication::processEvents();
    QStringList chosen;
    QObject::connect(&table, &SpecTable::rowActivated, [&](const QString& d, const QString& v) { chosen << d + "=" + v; });
    auto click = [&](int row) {
        const QPointF at = table.visualRect(table.specModel()->index(row, 0)).center();
        for (auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
            QMouseEvent e(type, at, table.viewport()->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(table.viewport(), &e);
        }
    };
    click(1);
    click(5);
    EXPECT_EQ(chosen, (QStringList{"channel=<b>Search</b> & Co"}));
    table.selectName(QStringLiteral("Email"));
    QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QApplication::sendEvent(&table, &enter);
    EXPECT_EQ(chosen.last(), QStringLiteral("channel=Email"));
}

TEST(SpecTable, ShowsMarkupInNamesAsItIs) {
    // Painted as text, "<b>Search</b> & Co" is wider than "Search & Co" in bold would be: the ink must reach as far as the whole
    // text.
    TableCell c = cell("<b>Search</b> & Co");
    QImage image(400, 23, QImage::Format_RGB32);
    image.fill(tokens().surface);
    QPainter p(&image);
    const CellStyle style = CellStyle::screen();
    paintCell(p, QRectF(0, 0, 400, 23), c, CellKind::text, false, style);
    p.end();
    int right = 0;
    for (int x = 0; x < 400; ++x)
        for (int y = 0; y < 23; ++y)
            if (image.pixelColor(x, y) != tokens().surface) right = x;
    EXPECT_NEAR(right, QFontMetricsF(style.text).horizontalAdvance("<b>Search</b> & Co"), 4);
}

TEST(SpecTable, SortsOnAClickOfItsHead) {
    SpecTable table;
    table.setSpec(channels());
    Q_EMIT table.horizontalHeader()->sectionClicked(1);
    EXPECT_EQ(table.specModel()->rowName(0), QStringLiteral("<b>Search</b> & Co"));
    Q_EMIT table.horizontalHeader()->sectionClicked(1);
    EXPECT_EQ(table.specModel()->rowName(0), QStringLiteral("Campaign 9"));
    Q_EMIT table.horizontalHeader()->sectionClicked(1);
    EXPECT_EQ(table.specModel()->rowName(0), QStringLiteral("Display"));
}

TEST(ColumnWidths, GiveNamesUpBeforeNumbers) {
    TableSpec t = channels();
    t.rows[0][0].text = std::string(200, 'x');
    const CellStyle style = CellStyle::screen();
    const auto widths = columnWidths(t, 260, 16, style, ui::font(TextStyle::small));
    EXPECT_GE(widths[1], QFontMetricsF(style.text).horizontalAdvance("1,071.80"));
    EXPECT_LE(widths[0] + widths[1] + widths[2] + 32, 260.5);
}

TEST(TableModel, FormatsOnlyWhatIsAskedFor) {
    Table t;
    t.add("day", ColumnType::date);
    t.add("cost", ColumnType::real, "currency");
    t.add("id", ColumnType::integer);
    t.add("name", ColumnType::text);
    Column &day = t.column(0), &cost = t.column(1), &id = t.column(2), &name = t.column(3);
    constexpr int n = 200000;
    for (int i = 0; i < n; ++i) {
        day.append(Date{20000 + i % 500});
        i % 2 ? cost.append(1234.5) : cost.append_null();
        id.append(int64_t{1234567});
        name.append("a\nb");
    }
    TableModel m;
    m.setTable(std::move(t));
    // Views learn of the rows in steps; all of them in the end.
    EXPECT_LT(m.rowCount(), n);
    while (m.canFetchMore({})) m.fetchMore({});
    EXPECT_EQ(m.rowCount(), n);
    EXPECT_EQ(m.index(1, 1).data().toString(), QStringLiteral("1,234.50"));
    EXPECT_EQ(m.index(0, 1).data().toString(), QString::fromUtf8("–"));
    EXPECT_EQ(m.index(0, 2).data().toString(), QStringLiteral("1234567")); // an id is not grouped
    EXPECT_FALSE(m.index(0, 3).data().toString().contains('\n'));
}

} // namespace
} // namespace plumbline::ui
