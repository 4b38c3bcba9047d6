// SPDX-License-Identifier: GPL-3.0-or-later
#include <clocale>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/number_marks.h"
#include "tests/ui/whole/worlds.h"
#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/session/session.h"

/// How numbers are written for a person, and that nothing else changes with the country of the computer.
namespace plumbline::ui {
namespace {

QString written(const QString& code, const char* system = "C") {
    const auto [decimal, group] = numberMarks(tongueOf(code, QLocale(QString::fromLatin1(system))));
    set_number_marks(decimal, group);
    const Tongue tongue = tongueOf(code, QLocale(QString::fromLatin1(system)));
    const NumberStyle style = NumberStyle::of(tongue.language == "fr" ? Language::fr : Language::en);
    const QString text = qs(format_number(1234.5, 2, style));
    set_number_marks({}, {});
    return text;
}

TEST(NumbersOfAPlace, AreWrittenAsItsPeopleDo) {
    EXPECT_EQ(written("en"), "1,234.50");
    EXPECT_EQ(written("en-GB"), "1,234.50");
    EXPECT_EQ(written("fr"), "1\u202F234,50");
    EXPECT_EQ(written("fr-FR"), "1\u202F234,50");
    EXPECT_EQ(written("fr-CH"), "1\u2019234.50");
    EXPECT_EQ(written("en-CH"), "1\u2019234.50");
    EXPECT_EQ(written("de"), "1.234,50");
    EXPECT_EQ(written("de-CH"), "1\u2019234.50");
    EXPECT_EQ(written("de-AT"), "1\u00A0234,50");
}

TEST(NumbersOfAPlace, ComeFromTheSystemWhereItSpeaksTheLanguage) {
    EXPECT_EQ(written("", "fr_CH"), "1\u2019234.50");
    EXPECT_EQ(written("fr", "fr_CH"), "1\u2019234.50");
    EXPECT_EQ(written("en", "fr_CH"), "1,234.50");
    EXPECT_EQ(written("", "de_DE"), "1.234,50");
    EXPECT_EQ(written("fr-FR", "fr_CH"), "1\u202F234,50");
    // A language that we do not speak: English words and English numbers.
    EXPECT_EQ(written("", "tr_TR"), "1,234.50");
    EXPECT_EQ(written("", "ar_EG"), "1,234.50");
    EXPECT_EQ(tongueOf("", QLocale("tr_TR")).language, "en");
}

TEST(NumbersOfAPlace, AreTheSameInSentencesAndTables) {
    set_number_marks(".", "\u2019");
    const NumberStyle style = NumberStyle::of(Language::fr, "CHF");
    EXPECT_EQ(format_money(9.3e6, style), "9.30\u00A0M\u00A0CHF");
    EXPECT_EQ(format_cell(1204.5, "currency", style), "1\u2019204.50");
    EXPECT_EQ(format_percent(0.064, 1, style), "6.4\u00A0%");
    set_number_marks({}, {});
}

/// The locales of a computer in Turkey and in Egypt, made where the system has their sources.
class ForeignComputer : public testing::TestWithParam<const char*> {
protected:
    QString run(const QString& program, const QStringList& arguments, const QString& locale) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!locale.isEmpty()) {
            environment.insert("LC_ALL", locale + ".UTF-8");
            environment.insert("LANG", locale + ".UTF-8");
            environment.insert("LOCPATH", m_folder.filePath("locales"));
        }
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("XDG_DATA_HOME", m_folder.filePath("data"));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(PLUMBLINE_BIN_DIR "/") + program, arguments);
        process.waitForFinished(240'000);
        EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
        return QString::fromUtf8(process.readAllStandardOutput());
    }
    void SetUp() override {
        QDir().mkpath(m_folder.filePath("locales"));
        const QString locale = GetParam();
        m_generated =
            QProcess::execute("localedef", {"-i", locale, "-f", "UTF-8", m_folder.filePath("locales/" + locale + ".UTF-8")}) == 0;
    }
    QTemporaryDir m_folder;
    bool m_generated = false;
};

TEST_P(ForeignComputer, GivesTheSameNumbersOnTheCommandLine) {
    QFile csv(m_folder.filePath("facts.csv"));
    ASSERT_TRUE(csv.open(QIODevice::WriteOnly));
    csv.write("DATE;CHANNEL;CAMPAIGN ID;CLICKS;IMPRESSIONS;COST\n");
    for (int day = 1; day <= 28; ++day)
        csv.write(QStringLiteral("2026-02-%1;IIS;I%1;%2;%3;1.234,75\n")
                      .arg(day, 2, 10, QLatin1Char('0'))
                      .arg(day)
                      .arg(day * 30)
                      .toUtf8());
    csv.close();
    QStringList answers;
    for (const QString& locale : {QString(), QString(GetParam())}) {
        const QString workspace = m_folder.filePath("ws" + locale);
        run("plumbline-cli", {"import", csv.fileName(), "--workspace", workspace, "--dataset", "facts"}, locale);
        QString answer;
        for (const QStringList& command : {QStringList{"query", "--metrics", "cost,clicks,ctr,cpc", "--by", "channel", "--json"},
                                           QStringList{"datasets", "--json"}, QStringList{"roles", "facts", "--json"}})
            answer += run("plumbline-cli", command + QStringList{"--workspace", workspace}, locale);
        // Ids, times and hashes differ from run to run.
        answer.remove(
            QRegularExpression("\"(created|fingerprint|snapshot|sha256|seconds|ms|elapsed_ms)\":\\s*(\"[^\"]*\"|[0-9.e+-]+),?"));
        answers << answer;
    }
    if (!m_generated) std::printf("localedef is not installed: only Qt and ICU saw the country\n");
    EXPECT_EQ(answers[0], answers[1]);
    // 28 x 1,234.75 by hand.
    EXPECT_TRUE(answers[1].contains("34573")) << answers[1].toStdString();
}

TEST_P(ForeignComputer, OpensTheSameWindow) {
    const QString workspace = m_folder.filePath("world");
    ASSERT_TRUE(test::makeWorld(test::world("year_of_53_weeks"), workspace).isEmpty());
    for (const QString& locale : {QString("C"), QString(GetParam())})
        run("plumbline",
            {"--workspace", workspace, "--config-dir", m_folder.filePath("config"), "--render", m_folder.filePath("out" + locale),
             "--size", "1366x768", "--theme", "light", "--lang", "en"},
            locale == "C" ? QString() : locale);
    const QDir there(m_folder.filePath("outC")), here(m_folder.filePath(QStringLiteral("out") + GetParam()));
    QStringList pages = there.entryList({"*.png"});
    ASSERT_GE(pages.size(), 5);
    pages.removeAll("data.png"); // says when it was imported
    for (const QString& page : pages) EXPECT_EQ(QImage(there.filePath(page)), QImage(here.filePath(page))) << page.toStdString();
}

INSTANTIATE_TEST_SUITE_P(In, ForeignComputer, testing::Values("tr_TR", "ar_EG", "fr_FR"),
                         [](const auto& p) { return std::string(p.param); });

} // namespace
} // namespace plumbline::ui
