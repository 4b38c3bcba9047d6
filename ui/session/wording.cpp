// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/wording.h"

#include <QCoreApplication>

#include "core/base/dimension_names.h"
#include "core/narrate/narrator.h"
#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"

namespace plumbline::ui {

namespace {

struct Word {
    std::string_view id;
    const char* text;
};

template <size_t N>
QString lookUp(const Word (&words)[N], std::string_view id) {
    for (const Word& word : words)
        if (word.id == id) return QCoreApplication::translate("Words", word.text);
    return {};
}

constexpr Word roles[] = {
    {"date", QT_TRANSLATE_NOOP("Words", "Date")},
    {"dimension", QT_TRANSLATE_NOOP("Words", "Dimension")},
    {"impressions", QT_TRANSLATE_NOOP("Words", "Impressions")},
    {"clicks", QT_TRANSLATE_NOOP("Words", "Clicks")},
    {"visits", QT_TRANSLATE_NOOP("Words", "Visits")},
    {"leads", QT_TRANSLATE_NOOP("Words", "Leads")},
    {"orders", QT_TRANSLATE_NOOP("Words", "Orders")},
    {"new_customers", QT_TRANSLATE_NOOP("Words", "New customers")},
    {"cost", QT_TRANSLATE_NOOP("Words", "Cost")},
    {"revenue", QT_TRANSLATE_NOOP("Words", "Revenue")},
    {"measure", QT_TRANSLATE_NOOP("Words", "Other measure")},
    {"rate", QT_TRANSLATE_NOOP("Words", "Rate")},
    {"attribute", QT_TRANSLATE_NOOP("Words", "Description")},
    {"id", QT_TRANSLATE_NOOP("Words", "Identifier")},
    {"ignore", QT_TRANSLATE_NOOP("Words", "Leave out")},
};

constexpr Word units[] = {
    {"count", QT_TRANSLATE_NOOP("Words", "count")},
    {"percent", QT_TRANSLATE_NOOP("Words", "percent")},
    {"ratio", QT_TRANSLATE_NOOP("Words", "ratio")},
};

constexpr Word modes[] = {
    {"replace", QT_TRANSLATE_NOOP("Words", "Replace what is there")},
    {"append", QT_TRANSLATE_NOOP("Words", "Add the rows")},
    {"upsert", QT_TRANSLATE_NOOP("Words", "Update rows with the same key, add the others")},
};

QString orItself(const QString& word, std::string_view id) { return word.isEmpty() ? qs(id) : word; }

} // namespace

QString roleName(std::string_view role) {
    const QString own = lookUp(roles, role);
    return own.isEmpty() ? kindName(role) : own; // campaigns are told apart as dimensions are
}
QString kindName(std::string_view kind) { return qs(dimension_name(kind, numberStyle().language, kind)); }
QString unitName(std::string_view unit) { return orItself(lookUp(units, unit), unit); }
QString modeName(std::string_view mode) { return orItself(lookUp(modes, mode), mode); }

QString dimensionName(const DatasetColumn& column) {
    if (column.role == "campaign" || column.role == "campaign_id") return roleName(column.role);
    return qs(dimension_name(column.kind, numberStyle().language, column.name));
}

QString dimensionId(const DatasetColumn& column) {
    if (column.role == "campaign") return QStringLiteral("campaign");
    return column.role == "dimension" && !column.kind.empty() ? qs(column.kind) : qs(column.field);
}

QString grainName(Grain grain) {
    switch (grain) {
    case Grain::day: return QCoreApplication::translate("Words", "Day");
    case Grain::week: return QCoreApplication::translate("Words", "Week");
    case Grain::month: return QCoreApplication::translate("Words", "Month");
    case Grain::quarter: return QCoreApplication::translate("Words", "Quarter");
    case Grain::year: return QCoreApplication::translate("Words", "Year");
    }
    return {};
}

QString comparisonName(metrics::Comparison comparison) {
    switch (comparison) {
    case metrics::Comparison::none: return QCoreApplication::translate("Words", "nothing");
    case metrics::Comparison::previous: return QCoreApplication::translate("Words", "the period before");
    case metrics::Comparison::year: return QCoreApplication::translate("Words", "the year before");
    }
    return {};
}

QString countText(qint64 n) { return qs(format_number(static_cast<double>(n), 0, numberStyle())); }

QString bytesText(qint64 bytes) {
    const double kib = static_cast<double>(bytes) / 1000;
    const int few = static_cast<int>(std::min<qint64>(bytes, 1000));
    if (kib < 1) return QCoreApplication::translate("Words", "%n byte(s)", nullptr, few);
    if (kib < 1000)
        return QCoreApplication::translate("Words", "%1\u00A0kB").arg(qs(format_number(kib, kib < 10 ? 1 : 0, numberStyle())));
    const double mb = kib / 1000;
    if (mb < 1000)
        return QCoreApplication::translate("Words", "%1\u00A0MB").arg(qs(format_number(mb, mb < 10 ? 1 : 0, numberStyle())));
    return QCoreApplication::translate("Words", "%1\u00A0GB").arg(qs(format_number(mb / 1000, 1, numberStyle())));
}

std::optional<QString> valueOfRow(const QString& name, Language language) {
    const narrate::Narrator narrator(language);
    if (name == qs(narrator.phrase("value.other"))) return std::nullopt;
    return name == qs(narrator.phrase("value.none")) ? QString(QLatin1String("")) : name;
}

QString errorSentence(const Error& error, Language language) {
    const ErrorText text = error.text(language);
    return qs(text.what_happened) + QLatin1Char(' ') + qs(text.what_it_means) + QLatin1Char(' ') + qs(text.what_to_do);
}

} // namespace plumbline::ui
