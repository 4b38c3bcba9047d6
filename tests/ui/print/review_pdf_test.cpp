// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "core/report/brand.h"
#include "ui/print/pdf.h"
#include "ui/print/pdf_review.h"

namespace plumbline::ui {
namespace {

TableCell cell(const std::string& text, std::optional<double> value = {}, Tone tone = Tone::normal) {
    TableCell c;
    c.text = text;
    c.value = value;
    c.tone = tone;
    return c;
}

report::Bridge bridge() {
    report::Bridge b;
    b.title = "One region of one channel explains the fall";
    b.subtitle = "Revenue, CHF k";
    b.from_label = "W45";
    b.to_label = "W46";
    b.from = 751'300;
    b.to = 741'000;
    b.from_text = "751.3";
    b.to_text = "741.0";
    b.unit = "currency";
    b.scale = 1000;
    b.steps = {{"Social", "Romandie", -19'800, "\u221219.8", Tone::loss},
               {"Email", "all", 3'200, "+3.2", Tone::gain},
               {"Search", "Deutschschweiz with a long name", 4'700, "+4.7", Tone::gain},
               {"All other", "15 parts", 1'600, "+1.6", Tone::muted}};
    return b;
}

/// A first page as a review has it: `figures` rows, `actions` actions.
report::Document page(int figures, int actions) {
    report::Document d;
    d.workspace = "Nordhang";
    d.kind = "Weekly business review";
    d.scope = "Everything, Week 46, 9 to 15 Nov 2026";
    d.created = "2026-11-20T08:15:00";
    d.fingerprint = "7F3A-91C2";
    d.blocks.push_back(report::Heading{"Revenue slipped 1.4% to CHF 741.0k: Social lost more than half its sales in Romandie",
                                       "The week still beat its target by 0.8% and last year by 2.6%.", 1});
    report::Figures f;
    f.recent_title = "13 weeks";
    f.table.columns = {
        {"m", "Figure", CellKind::text, {}}, {"w", "Week 46", CellKind::number, {}}, {"b", "On W45", CellKind::change, {}}};
    for (int i = 0; i < figures; ++i) {
        f.table.rows.push_back(
            {cell("Figure " + std::to_string(i)), cell("CHF 741.0k", 741), cell("\u22121.4%", -0.014, Tone::loss)});
        f.recent.push_back({1.0, 2.0, 3.0, 2.5});
    }
    d.blocks.push_back(f);
    ChartSpec outlook;
    outlook.title = "Next 8 weeks: CHF 6.59M";
    outlook.x = {AxisKind::calendar, Grain::week, {}, "", 1, false};
    outlook.y = {AxisKind::linear, Grain::day, {}, "currency", 1, false};
    ChartSeries s{"Actual", SeriesRole::actual, Mark::line, -1, {}, ""};
    for (int i = 0; i < 12; ++i) s.points.push_back({from_iso_week({2026, 34}).days + 7.0 * i, 6e5 + 1e4 * i, {}, {}, false, ""});
    outlook.series = {s};
    d.blocks.push_back(report::Columns{{bridge()}, {outlook}});
    TableSpec channels;
    channels.title = "Social is the only large loser";
    channels.columns = {{"c", "Channel", CellKind::text, {}}, {"v", "W46", CellKind::number, {}}};
    for (int i = 0; i < 7; ++i) channels.rows.push_back({cell("Channel " + std::to_string(i)), cell("300.7", 300.7)});
    report::ActionList list{"What to do", "By what it is worth", {}};
    for (int i = 0; i < actions; ++i)
        list.lines.push_back({"Repair the French shop pages on phones, whatever it takes",
                              "worth about CHF 19.8k a week; began 10 Nov", "What changed and why"});
    d.blocks.push_back(
        report::Columns{{channels, report::Callout{"Can these numbers be trusted?", "Revenue 99, spend 96.", "Trust"}}, {list}});
    d.blocks.push_back(report::PageBreak{});
    d.blocks.push_back(report::Contents{"Contents"});
    d.blocks.push_back(report::Heading{"What changed and why", {}, 1});
    d.blocks.push_back(bridge());
    d.blocks.push_back(report::Heading{"Trust", {}, 1});
    d.blocks.push_back(report::Paragraph{"The audit gives 99 of 100."});
    return d;
}

struct ReviewPdf : testing::Test {
    QTemporaryDir dir;
    QString file = dir.filePath("r.pdf");
    QByteArray bytes() const {
        QFile f(file);
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
    QStringList sheets() const {
        QProcess p;
        p.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")});
        p.waitForFinished();
        return QString::fromUtf8(p.readAllStandardOutput()).split(QChar(0x0C), Qt::SkipEmptyParts);
    }
    static bool canRead() { return !QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty(); }
};

TEST_F(ReviewPdf, HasOnePageThatIsReadAloneOnBothPapers) {
    if (!canRead()) GTEST_SKIP() << "pdftotext is not installed";
    for (const Paper paper : {Paper::a4, Paper::letter})
        for (const auto& [figures, actions] : {std::pair{6, 3}, std::pair{4, 2}, std::pair{6, 4}}) {
            write_pdf(page(figures, actions), file, paper);
            const QStringList all = sheets();
            ASSERT_EQ(all.size(), 2) << figures << " " << actions;
            EXPECT_TRUE(all[0].contains(QLatin1String("Can these numbers be trusted?")));
            EXPECT_TRUE(all[0].contains(QLatin1String("What to do")));
            EXPECT_TRUE(all[1].contains(QLatin1String("Contents")));
        }
}

TEST_F(ReviewPdf, KeepsItsFirstPageOnePageWhateverItHasToSay) {
    if (!canRead()) GTEST_SKIP() << "pdftotext is not installed";
    report::Document d = page(6, 4);
    auto& head = std::get<report::Heading>(d.blocks[0]);
    head.text += "; Réseaux sociaux, Suisse romande, téléphones mobiles perd 48,5 % de ses commandes";
    for (int i = 0; i < 4; ++i) head.caption += " La semaine affiche 9,4 % de plus que la même semaine de l'an dernier.";
    for (report::Block& b : d.blocks)
        if (auto* columns = std::get_if<report::Columns>(&b))
            for (report::Part& part : columns->right)
                if (auto* list = std::get_if<report::ActionList>(&part))
                    for (auto& line : list->lines)
                        line.why = "7 680 du 6 au 8 oct. 2026 ; 416 étaient attendus. Les autres mesures de ces jours sont "
                                   "ordinaires : un défaut de suivi est plus probable qu'une demande réelle.";
    for (const Paper paper : {Paper::a4, Paper::letter}) {
        write_pdf(d, file, paper);
        const QStringList all = sheets();
        ASSERT_EQ(all.size(), 2);
        EXPECT_TRUE(all[0].contains(QLatin1String("Can these numbers be trusted?")));
        EXPECT_TRUE(all[0].contains(QRegularExpression(QStringLiteral("Page.2\\.")))); // the pages overleaf are known
    }
}

TEST_F(ReviewPdf, SaysOnWhichPageTheComputationStands) {
    if (!canRead()) GTEST_SKIP() << "pdftotext is not installed";
    write_pdf(page(6, 3), file, Paper::a4);
    EXPECT_EQ(sheets()[0].count(QRegularExpression(QStringLiteral("Page.2\\."))), 4)
        << sheets()[0].toStdString(); // each action, and the trust
}

TEST_F(ReviewPdf, CarriesTheBrandAndStaysVector) {
    report::Document d = page(6, 3);
    d.brand.name = "Atelier Zoé";
    d.brand.colour = "#7A1F3D";
    d.brand.logo =
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' height='20' fill='#7A1F3D'/></svg>";
    d.brand.paper = "letter";
    write_pdf(d, file);
    EXPECT_TRUE(bytes().contains("/MediaBox [0 0 612"));
    EXPECT_EQ(bytes().count("/Subtype /Image"), 0);
    if (canRead()) {
        EXPECT_TRUE(sheets()[0].contains(QString::fromUtf8("Atelier Zoé")));
    }
    const QByteArray first = bytes();
    write_pdf(d, file);
    EXPECT_EQ(first, bytes());
}

TEST(PaperLook, UsesABrandColourOnlyWhereItCanBeRead) {
    EXPECT_EQ(PaperLook::of({"", "#7A1F3D", "", ""}).title.name().toUpper(), "#7A1F3D");
    EXPECT_EQ(PaperLook::of({"", "#FFD400", "", ""}).title, PaperLook::of({}).title); // yellow on white
    EXPECT_EQ(PaperLook::of({"", "nonsense", "", ""}).rule, PaperLook::of({}).rule);
}

TEST(Bridge, DrawsItsStepsInsideOfItsFrame) {
    QImage image(460, 260, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter p(&image);
    paintBridge(p, QRectF(20, 20, 420, 220), bridge(), Language::en);
    p.end();
    // Nothing is drawn outside of the frame, and something inside.
    int outside = 0, inside = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != qRgb(255, 255, 255)) ++(x < 16 || x > 444 || y < 14 || y > 246 ? outside : inside);
    EXPECT_EQ(outside, 0);
    EXPECT_GT(inside, 2'000);
}

} // namespace
} // namespace plumbline::ui
