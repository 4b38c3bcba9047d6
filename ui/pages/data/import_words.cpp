// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_words.h"

#include <QCoreApplication>

#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/pages/data/import_presenter.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

QString tr(const char* text, const char* comment = nullptr, int n = -1) { return QCoreApplication::translate("Import", text, comment, n); }

// Above this share of rows set aside a file does not "read well".
constexpr double well_read_share = 0.95;

} // namespace

QString importTitle(const ImportPresenter& presenter) {
    using Stage = ImportPresenter::Stage;
    const QString name = presenter.fileName();
    switch (presenter.stage()) {
    case Stage::idle: return tr("Import files");
    case Stage::reading: return tr("Reading %1").arg(name);
    case Stage::failed: return tr("%1 cannot be read").arg(name);
    case Stage::importing: return tr("Importing %1 into %2").arg(name, presenter.target());
    case Stage::ready: break;
    }
    const ingest::FileReading& reading = presenter.preview()->reading;
    if (!reading.questions.empty()) return tr("%1 leaves one thing open").arg(name);
    const int64_t all = reading.rows + reading.rejected_rows;
    if (!reading.whole) return tr("%1 reads well: about %2 rows").arg(name, countText(reading.rows));
    if (reading.rejected_rows == 0) return tr("%1 reads well: all %2 rows").arg(name, countText(reading.rows));
    if (static_cast<double>(reading.rows) >= well_read_share * static_cast<double>(all))
        return tr("%1 reads well: %2 of %3 rows").arg(name, countText(reading.rows), countText(all));
    return tr("%1 does not read well: %2 of %3 rows").arg(name, countText(reading.rows), countText(all));
}

QString importCaption(const ImportPresenter& presenter) {
    const ingest::PreviewResult* preview = presenter.preview();
    if (!preview || presenter.stage() == ImportPresenter::Stage::failed) return {};
    const QString seconds = qs(format_number(preview->seconds, preview->seconds < 10 ? 1 : 0, numberStyle()));
    const QString looked = preview->reading.whole ? tr("%1, read to the last line in %2\u00A0s. Nothing is stored before you import.")
                                                  : tr("%1, a part of it looked at in %2\u00A0s. Nothing is stored before you import.");
    QString text = looked.arg(bytesText(preview->bytes), seconds);
    if (presenter.waiting() > 0)
        text += QLatin1Char(' ') + QCoreApplication::translate("Import", "%n more file(s) wait.", nullptr, presenter.waiting());
    return text;
}

QString encodingName(const std::string& encoding) {
    struct Name {
        std::string_view id;
        const char* text;
    };
    static constexpr Name names[] = {{"utf-8", "UTF-8"},          {"utf-8+bom", "UTF-8"},          {"utf-16le", "UTF-16"},
                                     {"utf-16be", "UTF-16"},      {"utf-16le+bom", "UTF-16"},      {"utf-16be+bom", "UTF-16"},
                                     {"windows-1252", "Windows-1252"}, {"iso-8859-1", "ISO-8859-1"}};
    for (const Name& name : names)
        if (name.id == encoding) return QLatin1String(name.text);
    return qs(encoding);
}

QString separatorName(const std::string& delimiter) {
    if (delimiter == ",") return tr("comma");
    if (delimiter == ";") return tr("semicolon");
    if (delimiter == "\t") return tr("tab");
    if (delimiter == "|") return tr("pipe");
    if (delimiter == " ") return tr("space");
    return delimiter.empty() ? tr("none") : qs(delimiter);
}

QString signName(const std::string& sign) {
    if (sign.empty()) return tr("none");
    if (sign == ",") return tr("comma");
    if (sign == ".") return tr("point");
    if (sign == "'" || sign == "\u2019") return tr("apostrophe");
    if (sign == " " || sign == "\u00A0" || sign == "\u202F") return tr("space");
    return qs(sign);
}

QString dateFormatName(const std::string& format) { return format.empty() ? tr("none") : qs(format).toLower(); }

QString dateOrderName(const std::string& order) {
    if (order == "dmy") return tr("day first (31.12.2026)");
    if (order == "mdy") return tr("month first (12/31/2026)");
    if (order == "ymd") return tr("year first (2026-12-31)");
    return qs(order);
}

QString skippedName(int64_t head, int64_t tail) {
    if (head == 0 && tail == 0) return tr("nothing");
    const QString above = QCoreApplication::translate("Import", "%n line(s) above", nullptr, static_cast<int>(head));
    const QString below = QCoreApplication::translate("Import", "%n line(s) below", nullptr, static_cast<int>(tail));
    if (tail == 0) return above;
    if (head == 0) return below;
    return tr("%1, %2 below").arg(above).arg(tail);
}

QString questionSentence(const ingest::Question& question) {
    if (question.id == "date_order")
        return tr("Every date in %1 can be read two ways, and the two give different days. Which comes first?").arg(qs(question.column));
    if (question.id == "decimal")
        return tr("The sign in the numbers of %1 can be a decimal or a thousands sign. Which sign marks the decimals?").arg(qs(question.column));
    return qs(question.text);
}

QString choiceName(const ingest::Question& question, const std::string& choice) {
    if (question.id == "date_order") {
        if (choice == "dmy") return tr("Day first");
        if (choice == "mdy") return tr("Month first");
        if (choice == "ymd") return tr("Year first");
    }
    if (question.id == "decimal") {
        if (choice == ",") return tr("Comma: 1,5 is one and a half");
        if (choice == ".") return tr("Point: 1.5 is one and a half");
    }
    return qs(choice);
}

QString columnReading(const DatasetColumn& column) {
    QString text = column.role == "dimension" && !column.kind.empty() ? tr("Dimension, %1").arg(kindName(column.kind).toLower())
                                                                      : roleName(column.role);
    if (is_measure_role(column.role) && !column.unit.empty() && column.unit != "count") text += QStringLiteral(", ") + unitName(column.unit);
    return text;
}

QString reasonText(const std::string& reason) {
    QStringList parts = qs(reason).split(QStringLiteral("; "), Qt::SkipEmptyParts);
    for (QString& part : parts) part = QCoreApplication::translate("Reason", part.toUtf8().constData());
    return parts.join(QStringLiteral("; "));
}

QString rejectText(const std::string& reason) { return QCoreApplication::translate("Reason", reason.c_str()); }

} // namespace plumbline::ui
