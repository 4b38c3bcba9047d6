// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_words.h"

#include <QCoreApplication>

#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/pages/data/import_presenter.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

// Above this share of rows set aside a file does not "read well".
constexpr double well_read_share = 0.95;

} // namespace

QString importTitle(const ImportPresenter& presenter) {
    using Stage = ImportPresenter::Stage;
    const QString name = presenter.fileName();
    switch (presenter.stage()) {
    case Stage::idle: return Import::tr("Import files");
    case Stage::reading: return Import::tr("Reading %1").arg(name);
    case Stage::failed: return Import::tr("%1 cannot be read").arg(name);
    case Stage::importing: return Import::tr("Importing %1 into %2").arg(name, presenter.target());
    case Stage::ready: break;
    }
    const ingest::FileReading& reading = presenter.preview()->reading;
    if (!reading.questions.empty()) return Import::tr("%1 leaves one thing open").arg(name);
    const int64_t all = reading.rows + reading.rejected_rows;
    if (!reading.whole) return Import::tr("%1 reads well: about %2 rows").arg(name, countText(reading.rows));
    if (reading.rejected_rows == 0) return Import::tr("%1 reads well: all %2 rows").arg(name, countText(reading.rows));
    if (static_cast<double>(reading.rows) >= well_read_share * static_cast<double>(all))
        return Import::tr("%1 reads well: %2 of %3 rows").arg(name, countText(reading.rows), countText(all));
    return Import::tr("%1 does not read well: %2 of %3 rows").arg(name, countText(reading.rows), countText(all));
}

QString importCaption(const ImportPresenter& presenter) {
    const ingest::PreviewResult* preview = presenter.preview();
    if (!preview || presenter.stage() == ImportPresenter::Stage::failed) return {};
    const QString seconds = qs(format_number(preview->seconds,
                                             preview->seconds < 0.1  ? 2
                                             : preview->seconds < 10 ? 1
                                                                     : 0,
                                             numberStyle()));
    const QString looked = preview->reading.whole
                               ? Import::tr("%1, read to the last line in %2\u00A0s. Nothing is stored before you import.")
                               : Import::tr("%1, a part of it looked at in %2\u00A0s. Nothing is stored before you import.");
    QString text = looked.arg(bytesText(preview->bytes), seconds);
    if (presenter.waiting() > 0) text += QLatin1Char(' ') + Import::tr("%n more file(s) wait.", nullptr, presenter.waiting());
    return text;
}

QString encodingName(const std::string& encoding) {
    struct Name {
        std::string_view id;
        const char* text;
    };
    static constexpr Name names[] = {
        {"utf-8", "UTF-8"},         {"utf-8+bom", "UTF-8"},     {"utf-16le", "UTF-16"},           {"utf-16be", "UTF-16"},
        {"utf-16le+bom", "UTF-16"}, {"utf-16be+bom", "UTF-16"}, {"windows-1252", "Windows-1252"}, {"iso-8859-1", "ISO-8859-1"}};
    for (const Name& name : names)
        if (name.id == encoding) return QLatin1String(name.text);
    return qs(encoding);
}

QString separatorName(const std::string& delimiter) {
    if (delimiter == ",") return Import::tr("comma");
    if (delimiter == ";") return Import::tr("semicolon");
    if (delimiter == "\t") return Import::tr("tab");
    if (delimiter == "|") return Import::tr("pipe");
    if (delimiter == " ") return Import::tr("space");
    return delimiter.empty() ? Import::tr("none") : qs(delimiter);
}

QString signName(const std::string& sign) {
    if (sign.empty()) return Import::tr("none");
    if (sign == ",") return Import::tr("comma");
    if (sign == ".") return Import::tr("point");
    if (sign == "'" || sign == "\u2019") return Import::tr("apostrophe");
    if (sign == " " || sign == "\u00A0" || sign == "\u202F") return Import::tr("space");
    return qs(sign);
}

QString dateFormatName(const std::string& format) {
    if (format.empty()) return Import::tr("none");
    QString text = qs(format).toLower();
    // Letters of day, month and year in the language of the window.
    if (numberStyle().language == Language::fr)
        text.replace(QLatin1Char('d'), QLatin1Char('j')).replace(QLatin1Char('y'), QLatin1Char('a'));
    return text;
}

QString dateOrderName(const std::string& order) {
    if (order == "dmy") return Import::tr("day first (31.12.2026)");
    if (order == "mdy") return Import::tr("month first (12/31/2026)");
    if (order == "ymd") return Import::tr("year first (2026-12-31)");
    return qs(order);
}

QString skippedName(int64_t head, int64_t tail) {
    if (head == 0 && tail == 0) return Import::tr("nothing");
    const int lines_above = static_cast<int>(head), lines_below = static_cast<int>(tail);
    const QString above = Import::tr("%n line(s) above", nullptr, lines_above);
    const QString below = Import::tr("%n line(s) below", nullptr, lines_below);
    if (tail == 0) return above;
    if (head == 0) return below;
    return Import::tr("%1, %2 below").arg(above).arg(tail);
}

QString questionSentence(const ingest::Question& question) {
    if (question.id == "date_order")
        return Import::tr("Every date in %1 can be read two ways, and the two give different days. Which comes first?")
            .arg(qs(question.column));
    if (question.id == "decimal")
        return Import::tr("The sign in the numbers of %1 can be a decimal or a thousands sign. Which sign marks the decimals?")
            .arg(qs(question.column));
    return qs(question.text);
}

QString choiceName(const ingest::Question& question, const std::string& choice) {
    if (question.id == "date_order") {
        if (choice == "dmy") return Import::tr("Day first");
        if (choice == "mdy") return Import::tr("Month first");
        if (choice == "ymd") return Import::tr("Year first");
    }
    if (question.id == "decimal") {
        if (choice == ",") return Import::tr("Comma: 1,5 is one and a half");
        if (choice == ".") return Import::tr("Point: 1.5 is one and a half");
    }
    return qs(choice);
}

QString columnReading(const DatasetColumn& column) {
    QString text = column.role == "dimension" && !column.kind.empty()
                       ? Import::tr("Dimension, %1").arg(kindName(column.kind).toLower())
                       : roleName(column.role);
    if (is_measure_role(column.role) && !column.unit.empty() && column.unit != "count")
        text += QStringLiteral(", ") + unitName(column.unit);
    return text;
}

} // namespace plumbline::ui
