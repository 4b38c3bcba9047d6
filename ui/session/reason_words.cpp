// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/reason_words.h"

#include <vector>

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"

/// The core says its reasons in short English phrases. Here each is matched with its pattern and said in the language of the
/// window; a phrase without a pattern stays as it is.
namespace plumbline::ui {

namespace {

// %1, %2 stand for what differs: names, values, numbers. The first that fits wins.
constexpr const char* patterns[] = {
    QT_TRANSLATE_NOOP("Reason", "name"),
    QT_TRANSLATE_NOOP("Reason", "you said so"),
    QT_TRANSLATE_NOOP("Reason", "no values"),
    QT_TRANSLATE_NOOP("Reason", "counts the rows"),
    QT_TRANSLATE_NOOP("Reason", "a percentage: never summed"),
    QT_TRANSLATE_NOOP("Reason", "a ratio: never summed"),
    QT_TRANSLATE_NOOP("Reason", "in millionths of the currency"),
    QT_TRANSLATE_NOOP("Reason", "the same on every row"),
    QT_TRANSLATE_NOOP("Reason", "a flag (0 or 1)"),
    QT_TRANSLATE_NOOP("Reason", "one of %1 columns that split %2"),
    QT_TRANSLATE_NOOP("Reason", "%1 of %2 alone"),
    QT_TRANSLATE_NOOP("Reason", "few codes"),
    QT_TRANSLATE_NOOP("Reason", "identifiers are never summed"),
    QT_TRANSLATE_NOOP("Reason", "planned, lost or of another period"),
    QT_TRANSLATE_NOOP("Reason", "at least the cost on %1 of rows"),
    QT_TRANSLATE_NOOP("Reason", "at most the impressions on %1 of rows"),
    QT_TRANSLATE_NOOP("Reason", "%1 values"),
    QT_TRANSLATE_NOOP("Reason", "differs on nearly every row"),
    QT_TRANSLATE_NOOP("Reason", "one currency for all rows"),
    QT_TRANSLATE_NOOP("Reason", "a number that stands for a group"),
    QT_TRANSLATE_NOOP("Reason", "values are channels: %1"),
    QT_TRANSLATE_NOOP("Reason", "%1 is the %2 already"),
    QT_TRANSLATE_NOOP("Reason", "conversions beside %1 may count either"),
    QT_TRANSLATE_NOOP("Reason", "an amount of money"),
    QT_TRANSLATE_NOOP("Reason", "long numbers, nearly all different"),
    QT_TRANSLATE_NOOP("Reason", "between 0 and 1"),
    QT_TRANSLATE_NOOP("Reason", "below zero on some rows"),
    QT_TRANSLATE_NOOP("Reason", "nothing says that it can be summed"),
    QT_TRANSLATE_NOOP("Reason", "whole numbers with %1 values: a code or a level"),
    QT_TRANSLATE_NOOP("Reason", "whole numbers"),
    QT_TRANSLATE_NOOP("Reason", "a number that nothing forbids to sum"),
    QT_TRANSLATE_NOOP("Reason", "stands in for the channel"),
    QT_TRANSLATE_NOOP("Reason", "days as yyyyMMdd"),
    QT_TRANSLATE_NOOP("Reason", "months, as their first day"),
    QT_TRANSLATE_NOOP("Reason", "weeks, as their Monday"),
    QT_TRANSLATE_NOOP("Reason", "quarters, as their first day"),
    QT_TRANSLATE_NOOP("Reason", "day and month as in %1"),
    QT_TRANSLATE_NOOP("Reason", "mixed currencies: %1"),
    QT_TRANSLATE_NOOP("Reason", "sign in the values"),
    QT_TRANSLATE_NOOP("Reason", "currency in the name"),
    QT_TRANSLATE_NOOP("Reason", "currency column"),
    QT_TRANSLATE_NOOP("Reason", "currency in the title"),
    // rows set aside
    QT_TRANSLATE_NOOP("Reason", "a quote that never closes"),
    QT_TRANSLATE_NOOP("Reason", "%1 of %2 fields"),
    QT_TRANSLATE_NOOP("Reason", "the header again"),
    QT_TRANSLATE_NOOP("Reason", "characters that are not UTF-8"),
    QT_TRANSLATE_NOOP("Reason", "%1 is no day of the calendar in %2"),
    QT_TRANSLATE_NOOP("Reason", "%1 is not between the years 1900 and 2200 in %2"),
    QT_TRANSLATE_NOOP("Reason", "%1 is not a finite number in %2"),
    QT_TRANSLATE_NOOP("Reason", "no date in %1"),
    QT_TRANSLATE_NOOP("Reason", "not an object"),
    QT_TRANSLATE_NOOP("Reason", "not valid JSON: %1"),
    QT_TRANSLATE_NOOP("Reason", "“%1” in %2"),
    // warnings
    QT_TRANSLATE_NOOP("Reason", "Line %1 holds totals (%2) and was left out."),
    QT_TRANSLATE_NOOP("Reason", "Line %1 is a remark (%2) and was left out."),
    QT_TRANSLATE_NOOP("Reason", "A row at the end holds totals (%1) and was left out."),
    QT_TRANSLATE_NOOP("Reason", "A row at the end is a remark (%1) and was left out."),
    QT_TRANSLATE_NOOP("Reason", "%1 rows have quotes where none belong; they were read as part of the text."),
    QT_TRANSLATE_NOOP("Reason", "Another table stands above, from line %1 on; only the larger one was read."),
    QT_TRANSLATE_NOOP("Reason",
                      "Rows end before the last column where that is empty; such rows were filled up with missing values."),
    QT_TRANSLATE_NOOP("Reason", "NaN and Infinity were read as missing values."),
    QT_TRANSLATE_NOOP("Reason", "Column %1 mixes currencies (%2): its amounts must not be summed."),
    QT_TRANSLATE_NOOP("Reason", "The header has %1 names for %2 columns."),
    QT_TRANSLATE_NOOP("Reason",
                      "A second table (%1) begins at line %2; only the first one was read. The other can be imported by "
                      "itself: skip the %3 lines above it."),
    QT_TRANSLATE_NOOP("Reason", "%1 of %2 rows have no date in %3 and are set aside; if they belong in the numbers, give the "
                                "role of the date to another column."),
    QT_TRANSLATE_NOOP("Reason", "No separator was found: each line was read as one value."),
    QT_TRANSLATE_NOOP("Reason", "Column %1 is read as text: %2 of %3 values are numbers, the others are not, such as %4."),
    QT_TRANSLATE_NOOP("Reason", "Column %1 is read as text: %2 of %3 values are dates, the others are not, such as %4."),
    QT_TRANSLATE_NOOP("Reason", "Column %1 is read as text: %2 of %3 values are numbers, the others are not."),
    QT_TRANSLATE_NOOP("Reason", "Column %1 is read as text: %2 of %3 values are dates, the others are not."),
    QT_TRANSLATE_NOOP("Reason", "Column %1 has numbers with three digits behind every separator; they are read as thousands. "
                                "Set the decimal separator if that is wrong."),
    QT_TRANSLATE_NOOP("Reason", "Column %1 has numbers with three digits behind every separator; they are read as decimals. "
                                "Set the decimal separator if that is wrong."),
    QT_TRANSLATE_NOOP("Reason", "Rows with %1 in %2 look like totals; they were kept, so sums may count twice."),
    QT_TRANSLATE_NOOP("Reason", "The header has %1 names for %2 columns; which name belongs to which column is not sure, so the "
                                "columns were numbered."),
    QT_TRANSLATE_NOOP("Reason", "Line %1 looks like a total, but its numbers are not the sums of the other rows; it was kept."),
    QT_TRANSLATE_NOOP("Reason", "The last row looks like a total (%1), but its numbers are not the sums of the other rows; it "
                                "was kept."),
    QT_TRANSLATE_NOOP("Reason", "\"%1\" stands more than once in one record; the last value counts."),
    QT_TRANSLATE_NOOP("Reason", "More than %1 nested arrays: the rest stay as text."),
    QT_TRANSLATE_NOOP("Reason", "Every date in %1 fits both day/month and month/day."),
    QT_TRANSLATE_NOOP("Reason", "The separator in the numbers of %1 may be a decimal sign or group thousands."),
};

struct Pattern {
    const char* source;
    QRegularExpression fits;
};

const std::vector<Pattern>& compiled() {
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> list;
        for (const char* source : patterns) {
            QString text = QRegularExpression::escape(QString::fromUtf8(source));
            text.replace(QRegularExpression(QStringLiteral("\\\\%\\d")), QStringLiteral("(.+?)"));
            list.push_back({source, QRegularExpression(QRegularExpression::anchoredPattern(text))});
        }
        return list;
    }();
    return all;
}

QString phrase(const QString& english) {
    for (const Pattern& pattern : compiled()) {
        const auto match = pattern.fits.match(english);
        if (!match.hasMatch()) continue;
        QString text = QCoreApplication::translate("Reason", pattern.source);
        // Not arg() one by one: a value may itself hold "%2".
        QString out;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool place = text[i] == QLatin1Char('%') && i + 1 < text.size() && text[i + 1].isDigit();
            if (place)
                out += match.captured(text[++i].digitValue());
            else
                out += text[i];
        }
        return out;
    }
    return english;
}

/// French sets spaces before % and ; and its own quotes; reasons come with English ones in them.
QString typeset(QString text) {
    if (numberStyle().language != Language::fr) return text;
    static const QRegularExpression percent(QStringLiteral("(\\d)%")), double_quotes(QStringLiteral("“([^”]*)”")),
        single_quotes(QStringLiteral("(^|[\\s(])'([^']+)'(?=$|[\\s,;.)])"));
    text.replace(percent, QStringLiteral("\\1\u00A0%"));
    text.replace(double_quotes, QStringLiteral("«\u00A0\\1\u00A0»"));
    text.replace(single_quotes, QStringLiteral("\\1«\u00A0\\2\u00A0»"));
    return text;
}

} // namespace

QString reasonText(const std::string& reason) {
    const QString whole = qs(reason);
    // A warning is a whole sentence, which may hold a semicolon of its own; a reason is a row of phrases.
    if (whole.endsWith(QLatin1Char('.'))) return typeset(phrase(whole));
    QStringList parts = whole.split(QStringLiteral("; "), Qt::SkipEmptyParts);
    for (QString& part : parts) part = phrase(part);
    const bool french = numberStyle().language == Language::fr;
    return typeset(parts.join(french ? QStringLiteral("\u00A0; ") : QStringLiteral("; ")));
}

QString rejectText(const std::string& reason) { return typeset(phrase(qs(reason))); }

} // namespace plumbline::ui
