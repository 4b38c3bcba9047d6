// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <string>
#include <utility>

#include <QLocale>
#include <QString>

namespace plumbline::ui {

/// In which words the window speaks, and of which place its numbers are.
struct Tongue {
    QString language = QStringLiteral("en"); ///< "en", "fr", "de": of the texts
    QString territory;                       ///< ISO 3166: "CH"; empty: the language's own
    QLocale locale() const;
};

/// What a setting means: "fr", "fr-CH", or empty for the system's. A language that we do not speak is answered in English; of a
/// system only the place of its own language is taken, so that a Turkish computer does not change English numbers.
Tongue tongueOf(const QString& code, const QLocale& system);

/// Decimal mark and mark between groups of digits, as a person of that place writes them: ("." , "’") for every language of
/// Switzerland, ("," , U+202F) in France. Both empty: as the language has them.
std::pair<std::string, std::string> numberMarks(const Tongue& tongue);

} // namespace plumbline::ui
