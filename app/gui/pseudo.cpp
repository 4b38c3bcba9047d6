// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pseudo.h"

namespace plumbline::app {

namespace {

constexpr double longer = 0.4;

QChar accented(QChar c) {
    static const QString plain = QStringLiteral("aceinosuyzACEINOSUYZ");
    static const QString marked = QStringLiteral("àçéîñöšüýžÀÇÉÎÑÖŠÜÝŽ");
    const qsizetype at = plain.indexOf(c);
    return at < 0 ? c : marked[at];
}

} // namespace

QString pseudoText(const QString& source) {
    if (source.trimmed().isEmpty()) return source;
    QString out;
    bool markup = false;
    int letters = 0;
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar c = source[i];
        if (c == QLatin1Char('<')) markup = true;
        const bool place = c == QLatin1Char('%') || c == QLatin1Char('&');
        if (markup || place) {
            out += c;
            // What follows a mark belongs to it: %1, %n, %L1, &Save.
            for (int more = c == QLatin1Char('%') && i + 1 < source.size() && source[i + 1] == QLatin1Char('L') ? 2 : 1;
                 place && more > 0 && i + 1 < source.size(); --more)
                out += source[++i];
        } else {
            out += accented(c);
            ++letters;
        }
        if (c == QLatin1Char('>')) markup = false;
    }
    const int more = std::max(1, static_cast<int>(std::ceil(letters * longer)) - 3); // brackets and blank count
    // Longer by words of their own: a sentence breaks where a translation could.
    constexpr int word = 8;
    QString tail;
    for (int i = 0; i < more; ++i) tail += i % word == word - 1 ? QLatin1Char(' ') : QLatin1Char('~');
    return QLatin1Char('[') + out + QLatin1Char(' ') + tail + QLatin1Char(']');
}

QString PseudoTranslator::translate(const char*, const char* source, const char*, int) const {
    const QString text = QString::fromUtf8(source);
    // Qt asks so for the direction of the layout.
    if (text == QLatin1String("QT_LAYOUT_DIRECTION")) return text;
    return pseudoText(text);
}

} // namespace plumbline::app
