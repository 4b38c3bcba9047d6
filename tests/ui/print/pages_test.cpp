// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFont>
#include <QPainter>
#include <gtest/gtest.h>

#include "ui/charts/theme.h"
#include "ui/print/pdf_blocks.h"

namespace plumbline::ui {
namespace {

TableSpec table(int rows, bool total = true) {
    TableSpec t;
    t.title = "Campaigns";
    t.columns = {{"n", "Name", CellKind::text, ""}};
    for (int i = 0; i < rows; ++i) t.rows.push_back({TableCell{"row", {}, Tone::normal, false, 0, -1}});
    if (total) t.total = {TableCell{"All", {}, Tone::normal, false, 0, -1}};
    return t;
}

int rowsOf(const std::vector<Placed>& page) {
    int n = 0;
    for (const Placed& p : page) n += p.piece->table >= 0 && !p.piece->head;
    return n;
}

TEST(Pages, RepeatTheHeadOfATableOnEveryPage) {
    const auto pieces = tablePieces(table(100), 0, 600, 7);
    const auto pages = paginate(pieces, 500);
    ASSERT_GE(pages.size(), 5U);
    for (const auto& page : pages) {
        int heads = 0;
        for (const Placed& p : page) heads += p.piece->head;
        EXPECT_EQ(heads, 1);
    }
    int rows = 0;
    for (const auto& page : pages) rows += rowsOf(page);
    EXPECT_EQ(rows, 101);
}

TEST(Pages, LeaveNoRowAloneWhateverTheRoom) {
    for (int n = 3; n <= 40; ++n)
        for (double height : {160.0, 200.0, 333.0, 500.0}) {
            const auto pieces = tablePieces(table(n), 0, 600, 0);
            const auto pages = paginate(pieces, height);
            for (const auto& page : pages) EXPECT_GE(rowsOf(page), 2) << n << " rows, height " << height;
        }
}

TEST(Pages, NeverExceedTheirHeight) {
    std::vector<Piece> pieces;
    for (int i = 0; i < 60; ++i) pieces.push_back({20.0 + i % 7 * 9, 12, [](QPainter&, double) {}, i % 5 == 0, -1, false});
    for (const auto& page : paginate(pieces, 300))
        for (const Placed& p : page) EXPECT_LE(p.top + p.piece->height, 300.01);
}

TEST(Pages, KeepATitleWithWhatItNames) {
    std::vector<Piece> pieces{{280, 0, [](QPainter&, double) {}, false, -1, false},
                              {18, 10, [](QPainter&, double) {}, true, -1, false},
                              {100, 0, [](QPainter&, double) {}, false, -1, false}};
    const auto pages = paginate(pieces, 320);
    ASSERT_EQ(pages.size(), 2U);
    EXPECT_EQ(pages[0].size(), 1U);
    EXPECT_EQ(pages[1].front().top, 0);
}

TEST(Wrap, KeepsEveryWordAndEveryLineWithinTheWidth) {
    const QString text = QStringLiteral(
        "The week still beat its target by 0.8% and last year by 2.6%. Donaudampfschifffahrtsgesellschaftskapitän.");
    const QFont font = paperFont(TextStyle::body);
    const QStringList lines = wrap(text, font, 180);
    EXPECT_GT(lines.size(), 2);
    for (const QString& l : lines) EXPECT_LE(QFontMetricsF(font).horizontalAdvance(l), 181) << l.toStdString();
    EXPECT_EQ(QString(lines.join(QString())).remove(' '), QString(text).remove(' '));
}

} // namespace
} // namespace plumbline::ui
