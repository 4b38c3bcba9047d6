// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "ui/print/pdf.h"

namespace plumbline::ui {
namespace {

report::Document document(int rows) {
    report::Document d;
    d.workspace = "Nordhang";
    d.kind = "Dashboard";
    d.scope = "17 Aug to 15 Nov 2026, against the same weeks of 2025, no filter";
    d.created = "2026-11-20T08:15:00";
    d.fingerprint = "7F3A-91C2";
    d.blocks.push_back(report::Heading{"Revenue is up 6.4% on last year", "CHF without VAT"});
    report::KpiCard card;
    card.label = "Revenue";
    card.text = "CHF 9.30M";
    card.change = 0.064;
    card.change_text = "+6.4%";
    card.caption = "vs last year";
    card.arrow = 1;
    card.spark = {1.0, 3.0, 2.0};
    d.blocks.push_back(report::CardRow{{card, card, card}});
    ChartSpec chart;
    chart.title = "Revenue beat last year";
    chart.subtitle = "CHF k";
    chart.x = {AxisKind::calendar, Grain::week, {}, "", 1, false};
    chart.y = {AxisKind::linear, Grain::day, {}, "currency", 1000, false};
    ChartSeries s{"2026", SeriesRole::actual, Mark::line, -1, {}, "741"},
        band{"80%", SeriesRole::band_80, Mark::band, -1, {}, ""};
    for (int i = 0; i < 13; ++i) {
        const double x = from_iso_week({2026, 34}).days + 7 * i;
        s.points.push_back({x, 600e3 + 1e4 * i, {}, {}, false, ""});
        band.points.push_back({x, {}, 590e3, 760e3, false, ""});
    }
    chart.series = {band, s};
    d.blocks.push_back(chart);
    TableSpec t;
    t.title = "Campaigns";
    t.columns = {{"c", "Campaign", CellKind::text, ""}, {"v", "Revenue", CellKind::number, ""}, {"b", "", CellKind::bar, ""}};
    for (int i = 0; i < rows; ++i) {
        TableCell name, value, bar;
        name.text = "Campaign " + std::to_string(i) + (i == 2 ? " <b>markup</b>" : "");
        value.text = std::to_string(1000 - i);
        value.value = 1000 - i;
        bar.bar = 1.0 / (i + 1);
        t.rows.push_back({name, value, bar});
    }
    d.blocks.push_back(t);
    d.blocks.push_back(report::Paragraph{"Leads carry one open finding."});
    return d;
}

QByteArray read(const QString& file) {
    QFile f(file);
    return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

int pages(const QByteArray& pdf) { return static_cast<int>(pdf.count("/Type /Page\n")); }

QString text(const QString& file) {
    QProcess p;
    p.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), file, QStringLiteral("-")});
    p.waitForFinished();
    return QString::fromUtf8(p.readAllStandardOutput());
}

struct Written : testing::Test {
    QTemporaryDir dir;
    QString file = dir.filePath("d.pdf");
};

TEST_F(Written, HoldsVectorsOnly) {
    write_pdf(document(8), file, Paper::a4);
    const QByteArray pdf = read(file);
    EXPECT_TRUE(pdf.startsWith("%PDF-1."));
    EXPECT_TRUE(pdf.trimmed().endsWith("%%EOF"));
    EXPECT_EQ(pdf.count("/Subtype /Image"), 0);
    EXPECT_EQ(pages(pdf), 1);
    // No transparency: every graphics state is opaque.
    EXPECT_EQ(pdf.count("/SMask"), pdf.count("/SMask /None"));
    EXPECT_EQ(pdf.count("/ca "), pdf.count("/ca 1.0"));
}

TEST_F(Written, EmbedsItsFonts) {
    write_pdf(document(8), file, Paper::a4);
    const QByteArray pdf = read(file);
    EXPECT_GT(pdf.count("/FontFile2"), 0);
}

TEST_F(Written, IsTheSameBytesForTheSameDocument) {
    write_pdf(document(30), file, Paper::a4);
    const QByteArray first = read(file);
    write_pdf(document(30), file, Paper::a4);
    EXPECT_EQ(first, read(file));
    EXPECT_TRUE(first.contains("/CreationDate (D:20261120081500"));
}

TEST_F(Written, NamesTitleAuthorLanguageAndFingerprintForWhoFilesIt) {
    report::Document d = document(3);
    d.brand.name = "Nordhang & Co";
    d.language = Language::fr;
    write_pdf(d, file, Paper::a4);
    const QByteArray pdf = read(file);
    EXPECT_TRUE(pdf.contains("<dc:creator><rdf:Seq><rdf:li>Nordhang &amp; Co</rdf:li>"));
    EXPECT_TRUE(pdf.contains("Nordhang &amp; Co, Dashboard, 17 Aug to 15 Nov 2026"));
    EXPECT_TRUE(pdf.contains("<rdf:li>fr</rdf:li>"));
    EXPECT_TRUE(pdf.contains("<dc:identifier>7F3A-91C2</dc:identifier>"));
    EXPECT_TRUE(pdf.contains("/Metadata"));
}

TEST_F(Written, BreaksLongTablesOverPagesWithTheirHead) {
    write_pdf(document(120), file, Paper::a4);
    const int n = pages(read(file));
    ASSERT_GE(n, 3);
    if (QStandardPaths::findExecutable("pdftotext").isEmpty()) GTEST_SKIP() << "pdftotext is not installed";
    const QStringList sheets = text(file).split(QChar(0x0C), Qt::SkipEmptyParts);
    ASSERT_EQ(sheets.size(), n);
    for (int i = 0; i < n; ++i) {
        EXPECT_TRUE(sheets[i].contains(QStringLiteral("Page %1 of %2").arg(i + 1).arg(n))) << i;
        EXPECT_TRUE(sheets[i].contains(QLatin1String("Nordhang")));
        EXPECT_TRUE(sheets[i].contains(QLatin1String("7F3A-91C2")));
        const bool rows = sheets[i].contains(QRegularExpression("Campaign [0-9]"));
        EXPECT_EQ(sheets[i].count(QRegularExpression("Campaign +Revenue")), rows ? 1 : 0) << i;
    }
}

TEST_F(Written, SaysItsTextsAsTexts) {
    write_pdf(document(8), file, Paper::a4);
    if (QStandardPaths::findExecutable("pdftotext").isEmpty()) GTEST_SKIP() << "pdftotext is not installed";
    const QString all = text(file);
    for (const char* wanted :
         {"Revenue is up 6.4% on last year", "CHF 9.30M", "+6.4%", "Campaign 2 <b>markup</b>", "741", "20 Nov 2026, 08:15"})
        EXPECT_TRUE(QString(all).replace(QChar(0xFB01), "fi").contains(QString::fromUtf8(wanted))) << wanted;
}

TEST_F(Written, SpeaksTheLanguageOfTheDocument) {
    report::Document d = document(3);
    d.language = Language::fr;
    write_pdf(d, file, Paper::a4);
    if (QStandardPaths::findExecutable("pdftotext").isEmpty()) GTEST_SKIP() << "pdftotext is not installed";
    EXPECT_TRUE(text(file).contains(QLatin1String("Page 1 sur 1")));
}

TEST_F(Written, HasThePaperAskedFor) {
    write_pdf(document(3), file, Paper::a4);
    EXPECT_TRUE(read(file).contains("/MediaBox [0 0 595"));
    write_pdf(document(3), file, Paper::letter);
    EXPECT_TRUE(read(file).contains("/MediaBox [0 0 612"));
}

TEST_F(Written, SurvivesAnEmptyDocumentAndEmptyParts) {
    report::Document d;
    write_pdf(d, file, Paper::a4);
    EXPECT_EQ(pages(read(file)), 1);
    d.blocks = {report::CardRow{}, TableSpec{}, report::Paragraph{""}, report::Heading{"", ""}};
    write_pdf(d, file, Paper::a4);
    EXPECT_EQ(pages(read(file)), 1);
}

TEST_F(Written, LeavesTheOldFileWhereItCannotBeReplaced) {
    const QString nowhere = dir.filePath("missing/folder/d.pdf");
    try {
        write_pdf(document(3), nowhere, Paper::a4);
        FAIL() << "it was written";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::write_failed);
        EXPECT_EQ(e.facts().at("path"), nowhere.toStdString());
    }
    // A directory of that name cannot be replaced either; nothing is left beside it.
    QDir(dir.path()).mkdir("taken.pdf");
    EXPECT_THROW(write_pdf(document(3), dir.filePath("taken.pdf"), Paper::a4), Error);
    EXPECT_EQ(QDir(dir.path()).entryList(QDir::Files).size(), 0);
}

} // namespace
} // namespace plumbline::ui
