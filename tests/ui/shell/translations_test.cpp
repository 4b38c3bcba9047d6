// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

#include "core/ingest/import.h"
#include "ui/session/reason_words.h"

namespace plumbline::ui {
namespace {

struct Entry {
    QString context, source;
    bool plural = false;
    bool unfinished = false;
    QStringList forms;
    QString key() const { return context + QLatin1Char('|') + source; }
};

std::vector<Entry> read(const QString& file) {
    QFile in(file);
    std::vector<Entry> all;
    if (!in.open(QIODevice::ReadOnly)) return all;
    QXmlStreamReader xml(&in);
    QString context;
    bool inMessage = false;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement) {
            if (xml.name() == u"name")
                context = xml.readElementText();
            else if (xml.name() == u"message") {
                all.push_back({context, {}, xml.attributes().value("numerus") == u"yes", false, {}});
                inMessage = true;
            } else if (inMessage && xml.name() == u"source")
                all.back().source = xml.readElementText();
            else if (inMessage && xml.name() == u"translation") {
                all.back().unfinished = xml.attributes().hasAttribute("type");
                if (!all.back().plural) all.back().forms << xml.readElementText();
            } else if (inMessage && xml.name() == u"numerusform")
                all.back().forms << xml.readElementText();
        } else if (token == QXmlStreamReader::EndElement && xml.name() == u"message")
            inMessage = false;
    }
    return all;
}

const QString folder = QStringLiteral(PLUMBLINE_SOURCE_DIR "/translations/");

QStringList sources() {
    QStringList all;
    for (const char* top : {"/ui", "/app/gui"}) {
        QDirIterator it(QStringLiteral(PLUMBLINE_SOURCE_DIR) + top, {"*.cpp", "*.h"}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) all << it.next();
    }
    return all;
}

/// What the sources say now; empty where lupdate is not installed.
std::vector<Entry> said(const QString& language) {
    const QString lupdate = QStringLiteral(PLUMBLINE_LUPDATE);
    QTemporaryDir temp;
    QFile list(temp.filePath("sources.lst"));
    if (lupdate.isEmpty() || !list.open(QIODevice::WriteOnly)) return {};
    list.write(sources().join('\n').toUtf8());
    list.close();
    const QString out = temp.filePath("now.ts");
    QProcess process;
    process.start(lupdate, {"-silent", "-locations", "none", "-target-language", language, "@" + list.fileName(), "-I",
                            PLUMBLINE_SOURCE_DIR, "-ts", out});
    if (!process.waitForFinished(120'000) || process.exitCode() != 0) return {};
    return read(out);
}

TEST(Translations, FrenchIsFinished) {
    const auto entries = read(folder + "plumbline_fr.ts");
    ASSERT_GT(entries.size(), 100u);
    for (const Entry& entry : entries) {
        EXPECT_FALSE(entry.unfinished) << entry.key().toStdString();
        EXPECT_EQ(entry.forms.size(), entry.plural ? 2 : 1) << entry.key().toStdString();
        for (const QString& form : entry.forms) EXPECT_FALSE(form.isEmpty()) << entry.key().toStdString();
    }
}

TEST(Translations, GermanIsBegun) {
    // What is not said in German is said in English; the frame of the window is German whole.
    int said = 0;
    for (const Entry& entry : read(folder + "plumbline_de.ts")) {
        said += !entry.unfinished;
        EXPECT_FALSE(entry.unfinished && entry.context == "plumbline::ui::Navigation") << entry.key().toStdString();
    }
    EXPECT_GE(said, 350);
}

TEST(Translations, KeepThePlaces) {
    const QRegularExpression place("%(\\d|n|L\\d|Ln)");
    for (const char* file : {"plumbline_fr.ts", "plumbline_de.ts", "plumbline_en.ts"})
        for (const Entry& entry : read(folder + file)) {
            if (entry.unfinished) continue;
            std::set<QString> wanted;
            for (auto it = place.globalMatch(entry.source); it.hasNext();) wanted.insert(it.next().captured());
            for (const QString& form : entry.forms) {
                std::set<QString> found;
                for (auto it = place.globalMatch(form); it.hasNext();) found.insert(it.next().captured());
                // "one file" may leave the number out.
                if (entry.plural) found.insert("%n"), wanted.insert("%n");
                EXPECT_EQ(found, wanted) << file << ": " << form.toStdString();
            }
        }
}

TEST(Translations, SayAllThatTheWindowSays) {
    const auto now = said("fr_FR");
    if (now.empty()) GTEST_SKIP() << "lupdate is not installed";
    ASSERT_GT(now.size(), 300u) << "lupdate did not read the sources";
    std::set<QString> known;
    for (const Entry& entry : read(folder + "plumbline_fr.ts")) known.insert(entry.key());
    for (const Entry& entry : now)
        EXPECT_TRUE(known.contains(entry.key())) << "missing in plumbline_fr.ts: " << entry.key().toStdString();
}

TEST(Translations, EnglishHasEveryPlural) {
    const auto now = said("en_GB");
    if (now.empty()) GTEST_SKIP() << "lupdate is not installed";
    std::map<QString, Entry> known;
    for (const Entry& entry : read(folder + "plumbline_en.ts")) known[entry.key()] = entry;
    for (const Entry& entry : now) {
        if (!entry.plural) continue;
        ASSERT_TRUE(known.contains(entry.key())) << "missing in plumbline_en.ts: " << entry.key().toStdString();
        EXPECT_FALSE(known[entry.key()].unfinished) << entry.key().toStdString();
        EXPECT_EQ(known[entry.key()].forms.size(), 2) << entry.key().toStdString();
    }
}

/// Says "known" before whatever the window has words for.
class KnownReasons : public QTranslator {
public:
    QString translate(const char* context, const char* source, const char*, int) const override {
        return qstrcmp(context, "Reason") == 0 ? QStringLiteral("known ") + QString::fromUtf8(source) : QString();
    }
    bool isEmpty() const override { return false; }
};

TEST(ImportWarnings, HaveWordsInTheWindow) {
    const char* files[] = {
        // Numbers and words mixed.
        "Day,Cost\n2026-01-01,12\n2026-01-02,13\n2026-01-03,n/k yet\n2026-01-04,14\n2026-01-05,soon\n"
        "2026-01-06,15\n2026-01-07,16\n2026-01-08,17\n2026-01-09,18\n2026-01-10,19\n2026-01-11,20\n",
        // A total below that is none, one that is one, and a remark.
        "Day,Campaign,Cost\n2026-01-01,a,1\n2026-01-02,b,2\n2026-01-03,c,3\nTotal,,7\n",
        "Day,Campaign,Cost\n2026-01-01,a,1\n2026-01-02,b,2\n2026-01-03,c,3\nTotal,,6\n",
        "Day,Campaign,Cost\n2026-01-01,a,1\n2026-01-02,b,2\n2026-01-03,c,3\nSource: the shop\n",
        // Days that fit both orders; three digits behind each separator; two currencies; two tables.
        "Day,Cost\n01/02/2026,1.234\n03/04/2026,5.678\n05/06/2026,2.345\n",
        "Day,Cost\n2026-01-01,€ 12.50\n2026-01-02,$ 13.50\n2026-01-03,€ 14.50\n",
        "Day,Cost\n2026-01-01,1\n2026-01-02,2\n2026-01-03,3\n\nRegion,Clicks,Orders\nNorth,1,2\nSouth,3,4\nWest,5,6\n",
        "Day,Region,Cost\n2026-01-01,North,1\n2026-01-01,Total,3\n2026-01-02,North,1\n2026-01-02,South,2\n2026-01-02,Total,3\n",
        "Day,Cost,Clicks\n2026-01-01,1,2,3\n2026-01-02,4,5,6\n2026-01-03,7,8,9\n",
        "only words here\nand more of them\nwithout any separator\n",
    };
    KnownReasons known;
    QCoreApplication::installTranslator(&known);
    QTemporaryDir exports;
    int warnings = 0;
    for (const char* text : files) {
        QFile file(exports.filePath("shop.csv"));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        NoProgress silent;
        const auto preview = ingest::preview_file(file.fileName().toStdString(), {}, 10, silent, {});
        for (const std::string& warning : preview.reading.warnings) {
            ++warnings;
            EXPECT_TRUE(reasonText(warning).startsWith(QLatin1String("known "))) << warning;
        }
    }
    QCoreApplication::removeTranslator(&known);
    EXPECT_GE(warnings, 7);
}

} // namespace
} // namespace plumbline::ui
