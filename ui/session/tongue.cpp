// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/tongue.h"

#include <QStringList>

namespace plumbline::ui {

namespace {
const QStringList& spoken() {
    static const QStringList all{QStringLiteral("en"), QStringLiteral("fr"), QStringLiteral("de")};
    return all;
}
} // namespace

QLocale Tongue::locale() const { return QLocale(territory.isEmpty() ? language : language + QLatin1Char('_') + territory); }

Tongue tongueOf(const QString& code, const QLocale& system) {
    const QString ofSystem = QLocale::languageToCode(system.language());
    QStringList parts = code.split(QLatin1Char('-'));
    Tongue tongue;
    const QString wanted = parts.front().isEmpty() ? ofSystem : parts.front();
    if (!spoken().contains(wanted)) return tongue;
    tongue.language = wanted;
    if (parts.size() > 1)
        tongue.territory = parts[1];
    else if (wanted == ofSystem)
        tongue.territory = QLocale::territoryToCode(system.territory());
    return tongue;
}

std::pair<std::string, std::string> numberMarks(const Tongue& tongue) {
    // The Swiss write amounts alike in all their languages (Federal Chancellery, Schreibweisungen), whatever CLDR says of French.
    if (tongue.territory == QLatin1String("CH") || tongue.territory == QLatin1String("LI")) return {".", "\u2019"};
    if (tongue.territory.isEmpty() && tongue.language != QLatin1String("de")) return {};
    const QLocale locale = tongue.locale();
    return {locale.decimalPoint().toStdString(), locale.groupSeparator().toStdString()};
}

} // namespace plumbline::ui
