// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/whole/looking.h"
#include "tests/ui/whole/whole.h"
#include "tests/ui/whole/worlds.h"
#include "ui/charts/chart_widget.h"
#include "ui/charts/theme.h"
#include "ui/models/table_spec_model.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/spec_table.h"

/// The window on workspaces that a person may well have and nobody plans for.
namespace plumbline::ui {
namespace {

using test::Seen;
using test::Whole;
using test::World;

/// Whether anything but a ground is painted.
bool isBlank(const QImage& image) {
    const QRgb first = image.pixel(image.width() / 2, image.height() / 2);
    int other = 0;
    for (int y = 0; y < image.height(); y += 3)
        for (int x = 0; x < image.width(); x += 3) other += image.pixel(x, y) != first;
    return other < 40;
}

class Worlds : public testing::TestWithParam<World> {};

TEST_P(Worlds, OpenEveryPageWholeAndReadable) {
    const World& world = GetParam();
    QTemporaryDir folder;
    const QString refusal = test::makeWorld(world, folder.filePath("world"));
    if (!refusal.isEmpty()) std::printf("the import said: %s\n", qPrintable(refusal));
    Whole w;
    ASSERT_TRUE(w.open(folder.filePath("world")));
    static const QRegularExpression broken("(?<![A-Za-z0-9_])([+\u2212-]?)(nan|inf|NaN|Inf)(?![A-Za-z0-9_])");
    for (const QString& page : w.pages()) {
        SCOPED_TRACE(page.toStdString());
        ASSERT_TRUE(w.show(page)) << "not settled";
        for (const QSize size : {QSize(1366, 768), QSize(1024, 600)}) {
            w.window().resize(size);
            ASSERT_TRUE(w.settle());
            SCOPED_TRACE(std::to_string(size.width()));
            EXPECT_EQ(w.window().size(), size) << "the window was pushed wider than the screen";
            w.take(QString::fromStdString(world.name) + "_" + page + "_" + QString::number(size.width()));
            Page& shown = *w.window().currentPage();
            EXPECT_FALSE(isBlank(shown.grab().toImage()));
            bool said = false;
            for (const Seen& seen : test::visibleTexts(shown)) {
                said = said || seen.text.size() > 10;
                EXPECT_FALSE(broken.match(seen.text).hasMatch()) << seen.where.toStdString() << ": " << seen.text.toStdString();
            }
            EXPECT_TRUE(said) << "nothing is said";
            for (const QString& cut : test::cutTexts(shown)) ADD_FAILURE() << cut.toStdString();
        }
    }
}

TEST_P(Worlds, ShowNamesAsTheyAre) {
    const World& world = GetParam();
    if (world.names.empty()) GTEST_SKIP() << "its names are plain";
    QTemporaryDir folder;
    test::makeWorld(world, folder.filePath("world"));
    Whole w;
    ASSERT_TRUE(w.open(folder.filePath("world")));
    int shown = 0;
    for (const QString& page : w.pages()) {
        ASSERT_TRUE(w.show(page)) << page.toStdString();
        for (const Seen& seen : test::visibleTexts(*w.window().currentPage()))
            for (const std::string& name : world.names) shown += seen.text.contains(qs(name));
        // A label that guesses would take a name for markup.
        for (const QLabel* label : w.window().findChildren<QLabel*>())
            for (const std::string& name : world.names)
                EXPECT_FALSE(label->textFormat() != Qt::PlainText && label->text().contains(qs(name)))
                    << page.toStdString() << ": " << label->text().toStdString();
        for (const QWidget* widget : w.window().findChildren<QWidget*>())
            EXPECT_TRUE(!Qt::mightBeRichText(widget->toolTip()) || widget->toolTip().startsWith("<span>"))
                << page.toStdString() << ": " << widget->toolTip().toStdString();
    }
    EXPECT_GT(shown, 0) << "no page shows a name from the file";
}

INSTANTIATE_TEST_SUITE_P(Of, Worlds, testing::ValuesIn(test::worlds()), [](const auto& p) { return std::string(p.param.name); });

/// Cells of a CSV file of our own: quoted where they must be, "" for a quote.
QStringList cellsOf(const QString& csv) {
    QStringList cells{QString()};
    bool inside = false;
    for (const QChar c : csv) {
        if (c == '"')
            inside = !inside;
        else if (!inside && (c == ',' || c == ';' || c == '\n' || c == '\t'))
            cells << QString();
        else
            cells.back() += c;
    }
    return cells;
}

TEST(Formulas, AreHarmlessInEveryExportOfATable) {
    QTemporaryDir folder;
    test::makeWorld(test::world("markup_and_formulas"), folder.filePath("world"));
    Whole w;
    ASSERT_TRUE(w.open(folder.filePath("world")));
    int tables = 0, charts = 0;
    const auto expectHarmless = [](const QString& text, const std::string& where) {
        for (const QString& cell : cellsOf(text)) {
            const QString trimmed = cell.trimmed();
            if (trimmed.isEmpty() || !QStringLiteral("=+-@").contains(trimmed.front())) continue;
            bool number = false;
            trimmed.toDouble(&number);
            EXPECT_TRUE(number) << where << ": " << cell.toStdString();
        }
    };
    for (const QString& page : w.pages()) {
        ASSERT_TRUE(w.show(page));
        for (SpecTable* table : w.window().currentPage()->findChildren<SpecTable*>()) {
            if (!table->isVisible() || table->spec().rows.empty()) continue;
            const QString name = folder.filePath("table_" + QString::number(tables++));
            table->saveTo(name + ".csv");
            table->saveTo(name + ".xlsx");
            ASSERT_TRUE(w.settle());
            QFile csv(name + ".csv");
            ASSERT_TRUE(csv.open(QIODevice::ReadOnly));
            expectHarmless(QString::fromUtf8(csv.readAll()), page.toStdString());
            expectHarmless(table->specModel()->toTsv(), page.toStdString());
            // A formula would be an <f> element; the sheets are stored packed, so the program that unpacks them is asked.
            QProcess unpack;
            unpack.start("unzip", {"-p", name + ".xlsx", "xl/worksheets/*.xml"});
            if (unpack.waitForFinished() && unpack.exitCode() == 0) {
                EXPECT_FALSE(unpack.readAllStandardOutput().contains("<f>")) << page.toStdString();
            }
            EXPECT_TRUE(QFile::exists(name + ".xlsx"));
        }
        for (const ChartWidget* chart : w.window().currentPage()->findChildren<ChartWidget*>()) {
            if (chart->spec().series.empty()) continue;
            ++charts;
            expectHarmless(chartTsv(chart->spec()), page.toStdString());
        }
    }
    EXPECT_GE(tables, 3);
    EXPECT_GE(charts, 1);
}

TEST(TwoCurrencies, AreNotSummedAndThePagesSayWhy) {
    QTemporaryDir folder;
    test::makeWorld(test::world("two_currencies"), folder.filePath("world"));
    Whole w;
    ASSERT_TRUE(w.open(folder.filePath("world")));
    ASSERT_TRUE(w.show("dashboard"));
    bool summed = false;
    for (const Seen& seen : test::visibleTexts(*w.window().currentPage()))
        // 240 rows of 20.50 and of 80.00, half of them in each currency: 4,920 and 19,200, of one currency 2,460 and 9,600.
        summed = summed || seen.text.contains("4,920") || seen.text.contains("19.2k") || seen.text.contains("19,200");
    EXPECT_FALSE(summed);
    ASSERT_TRUE(w.show("data"));
    bool why = false;
    for (const Seen& seen : test::visibleTexts(*w.window().currentPage())) why = why || seen.text.contains("currenc");
    EXPECT_TRUE(why) << "nothing says why there is no cost";
}

} // namespace
} // namespace plumbline::ui
