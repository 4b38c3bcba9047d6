// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QFile>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

#include "app/gui/pseudo.h"
#include "core/metrics/catalogue.h"
#include "tests/ui/whole/looking.h"
#include "tests/ui/whole/whole.h"
#include "ui/charts/theme.h"
#include "ui/session/wording.h"

/// What is written on every page: in its language, and whole.
namespace plumbline::ui {
namespace {

using test::Seen;
using test::Whole;

const std::vector<QSize> sizes{{1366, 768}, {1920, 1080}};

/// Texts that are rightly the same in both languages: the French of the .ts file is its English, or the glossary's.
QSet<QString> rightlyEqual() {
    QSet<QString> equal;
    QFile file(QStringLiteral(PLUMBLINE_SOURCE_DIR "/translations/plumbline_fr.ts"));
    if (!file.open(QIODevice::ReadOnly)) return equal;
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == u"source")
            source = xml.readElementText();
        else if (xml.name() == u"translation" && xml.readElementText(QXmlStreamReader::IncludeChildElements) == source)
            equal.insert(QString(source).remove(QLatin1Char('&')));
    }
    return equal;
}

/// What a person would read as words of one language: names from the data, numbers and dates taken out.
QString words(QString text, const QStringList& data) {
    // The keys of a shortcut at the end of a tool tip are the same everywhere.
    text.remove(QRegularExpression(QStringLiteral(" \\((Ctrl|Alt|Shift|Meta|F[0-9]).*\\)$")));
    for (const QString& name : data) text.replace(name, QStringLiteral(" "));
    text.replace(QRegularExpression(QStringLiteral("[^\\p{L}' ]+")), QStringLiteral(" "));
    QStringList kept;
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        if (word.size() > 3) kept << word;
    return kept.join(QLatin1Char(' '));
}

/// Names from the file, the longest first.
QStringList dataNames(const Session& session) {
    QSet<QString> names{session.folder(), session.name(), QStringLiteral("Plumbline")};
    const FactsPtr facts = session.facts();
    for (const DatasetColumn& column : facts->dataset.columns) {
        names << qs(column.name) << qs(column.field);
        if (column.role != "dimension" && column.role != "campaign") continue;
        const Table values = metrics::dimension_values(facts->context(), dimensionId(column).toStdString(), 5000);
        for (size_t r = 0; r < values.rows(); ++r) names << qs(values.column(0).text(r));
    }
    names << qs(facts->dataset.name);
    names.remove(QString());
    QStringList sorted(names.begin(), names.end());
    std::sort(sorted.begin(), sorted.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
    return sorted;
}

TEST(Texts, AreNoneOfThemEnglishOnAFrenchWindow) {
    QTemporaryDir folder;
    const QString sample = test::sampleCopy(folder);
    ASSERT_FALSE(sample.isEmpty());
    std::map<QString, QSet<QString>> english;
    const auto texts = [&](Whole& w, const QString& page) {
        std::vector<Seen> all = test::visibleTexts(w.window());
        if (page == "dashboard")
            for (const auto& entry : w.window().actions().entries())
                all.push_back({QString(entry.action->text()).remove(QLatin1Char('&')), entry.id});
        return all;
    };
    QStringList data;
    {
        Whole w("en");
        ASSERT_TRUE(w.open(sample));
        data = dataNames(w.program.session());
        for (const QString& page : w.pages()) {
            ASSERT_TRUE(w.show(page)) << page.toStdString();
            for (const Seen& seen : texts(w, page)) english[page].insert(seen.text);
        }
    }
    const QSet<QString> equal = rightlyEqual();
    // Words that are spelled alike in French, or that it has taken over, and names.
    const QSet<QString> taken{"ROAS",   "Budget",  "Mail",     "E-mail",   "Prophet",     "English",     "Français",   "Deutsch",
                              "Theta",  "Excel",   "Markdown", "Source",   "Impressions", "Performance", "Type",       "Date",
                              "Action", "Budgets", "Verdict",  "Versions", "marginal",    "Marginal",    "Correction", "import",
                              "ARIMA",  "MAPE",    "MASE",     "MSIS",     "Black",       "Friday",      "begonnen"};
    Whole w("fr");
    ASSERT_TRUE(w.open(sample));
    for (const QString& page : w.pages()) {
        ASSERT_TRUE(w.show(page)) << page.toStdString();
        for (const Seen& seen : texts(w, page)) {
            if (!english[page].contains(seen.text) || equal.contains(seen.text)) continue;
            bool foreign = false;
            for (const QString& word : words(seen.text, data).split(QLatin1Char(' '), Qt::SkipEmptyParts))
                foreign = foreign || (!taken.contains(word) && !equal.contains(word));
            EXPECT_FALSE(foreign) << page.toStdString() << ", " << seen.where.toStdString() << ": " << seen.text.toStdString();
        }
    }
}

/// Every page in one language at both sizes.
void expectWhole(const QString& language, const std::vector<QSize>& at, const std::string& name, bool pseudo = false) {
    QTemporaryDir folder;
    const QString sample = test::sampleCopy(folder);
    ASSERT_FALSE(sample.isEmpty());
    Whole w(language);
    if (pseudo) {
        w.program.setPseudo(true);
        QCoreApplication::processEvents();
    }
    ASSERT_TRUE(w.open(sample));
    for (const QString& page : w.pages()) {
        ASSERT_TRUE(w.show(page)) << page.toStdString();
        for (const QSize size : at) {
            w.window().resize(size);
            ASSERT_TRUE(w.settle());
            SCOPED_TRACE(page.toStdString() + " " + std::to_string(size.width()));
            w.take(QString::fromStdString(name) + "_" + page + "_" + QString::number(size.width()));
            for (const QString& cut : test::cutTexts(w.window())) ADD_FAILURE() << cut.toStdString();
        }
    }
}

TEST(Texts, AreWholeInEnglish) { expectWhole("en", sizes, "en"); }
TEST(Texts, AreWholeInFrench) { expectWhole("fr", sizes, "fr"); }
#ifdef PLUMBLINE_TEST_WHOLE
TEST(Texts, AreWholeInGerman) { expectWhole("de", sizes, "de"); }
TEST(Texts, AreWholeWhenTheyAreFortyPercentLonger) { expectWhole("en", sizes, "pseudo", true); }

TEST(Texts, AreWholeFromRightToLeft) {
    QApplication::setLayoutDirection(Qt::RightToLeft);
    expectWhole("en", {{1366, 768}}, "mirrored", true);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

TEST(Texts, AreWholeAtTwoHundredPercent) {
    Theme::instance().setScale(2);
    expectWhole("fr", sizes, "double");
    Theme::instance().setScale(0);
}
#endif

TEST(PseudoText, IsAboutFortyPercentLongerAndKeepsPlacesAndMarkup) {
    const QString text = app::pseudoText("Save %1 of %n files as <b>view</b> && more");
    for (const char* kept : {"%1", "%n", "<b>", "</b>", "&&"}) EXPECT_TRUE(text.contains(QLatin1String(kept))) << kept;
    EXPECT_TRUE(text.startsWith('[') && text.endsWith(']'));
    const QString plain = "How much did each channel bring?";
    const auto grown = static_cast<double>(app::pseudoText(plain).size()) / static_cast<double>(plain.size());
    EXPECT_NEAR(grown, 1.4, 0.06);
    EXPECT_EQ(app::pseudoText("QT"), "[QT ~]");
}

} // namespace
} // namespace plumbline::ui
