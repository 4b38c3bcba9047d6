// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf.h"

#include <QBuffer>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStorageInfo>

#include "core/base/error.h"
#include "ui/charts/theme.h"
#include "ui/print/pdf_blocks.h"

namespace plumbline::ui {

namespace {

constexpr double margin_mm = 12.7;
constexpr double px_per_mm = 96 / 25.4;
constexpr int dots_per_inch = 1200;
constexpr double head_height = 44, foot_height = 34; ///< with their space to the text

/// The furniture speaks the document's language, which need not be the window's.
struct Words {
    QString page, created, snapshot;
};

Words wordsOf(Language language) {
    if (language == Language::fr)
        return {QStringLiteral("Page %1 sur %2"), QStringLiteral("Créé le %1, Plumbline %2"), QStringLiteral("Instantané %1")};
    return {QStringLiteral("Page %1 of %2"), QStringLiteral("Created %1, Plumbline %2"), QStringLiteral("Snapshot %1")};
}

/// "2026-11-20T08:15:00" -> "20 Nov 2026, 08:15".
QString createdText(const report::Document& d) {
    const QString stamp = qs(d.created);
    const auto date = parse_iso_date(d.created.substr(0, 10));
    if (!date) return stamp;
    const QString day = qs(format_date(*date, d.language));
    return stamp.size() >= 16 ? QStringLiteral("%1, %2").arg(day, stamp.mid(11, 5)) : day;
}

class Furniture {
public:
    Furniture(const report::Document& document, double width, double height) : m_d(document), m_width(width), m_height(height) {}

    void draw(QPainter& p, int page, int pages) const {
        const Tokens& t = lightTokens();
        const QFont strong = paperFont(TextStyle::controlStrong), plain = paperFont(TextStyle::control),
                    small = paperFont(TextStyle::small);
        double x = text(p, 0, 0, 18, strong, t.text, qs(m_d.workspace));
        x = text(p, x + 10, 0, 18, plain, t.muted, qs(m_d.kind));
        const double room = m_width - x - 24;
        const QStringList scope = wrap(qs(m_d.scope), small, room);
        // A long scope takes a second line above the rule; the caption of the page has it in full.
        double y = scope.size() > 1 ? -8 : 2;
        for (qsizetype i = 0; i < std::min<qsizetype>(2, scope.size()); ++i, y += 14) {
            p.setFont(small);
            p.setPen(t.muted);
            const QString line = i == 1 && scope.size() > 2 ? scope[i] + QStringLiteral(" …") : scope[i];
            p.drawText(QRectF(m_width - room, y, room, 14), Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, line);
        }
        p.fillRect(QRectF(0, 24, m_width, 2), t.text);

        const Words words = wordsOf(m_d.language);
        const double foot = m_height - 20;
        p.fillRect(QRectF(0, foot, m_width, 1), t.grid);
        text(p, 0, foot + 6, 14, small, t.muted, words.page.arg(page).arg(pages));
        QString right = words.created.arg(createdText(m_d), QStringLiteral(PLUMBLINE_VERSION));
        if (!m_d.fingerprint.empty()) right += QStringLiteral("     ") + words.snapshot.arg(qs(m_d.fingerprint));
        p.setFont(small);
        p.drawText(QRectF(0, foot + 6, m_width, 14), Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, right);
    }

private:
    static double text(QPainter& p, double x, double y, double height, const QFont& font, const QColor& colour,
                       const QString& s) {
        p.setFont(font);
        p.setPen(colour);
        const double width = QFontMetricsF(font).horizontalAdvance(s);
        p.drawText(QRectF(x, y, width, height), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, s);
        return x + width;
    }
    const report::Document& m_d;
    double m_width, m_height;
};

/// QPdfWriter stamps the time of writing; the document's own time makes the bytes a function of the document. Same length, so
/// that the cross-reference table stays right.
void fixCreationDate(QByteArray& pdf, const std::string& created) {
    QString digits = qs(created);
    digits.remove(QRegularExpression(QStringLiteral("[^0-9]")));
    digits = digits.left(14).leftJustified(14, QLatin1Char('0'));
    const qsizetype at = pdf.indexOf("/CreationDate (D:");
    if (at < 0) return;
    const qsizetype from = at + 17, close = pdf.indexOf(')', from);
    QByteArray stamp = digits.toLatin1() + "+00'00'";
    if (close < 0) return;
    stamp = stamp.leftJustified(close - from, ' ', true);
    pdf.replace(from, close - from, stamp);
}

bool isLetter(Paper paper) {
    if (paper != Paper::automatic) return paper == Paper::letter;
    const QLocale system = QLocale::system();
    if (system.language() == QLocale::C) return false; // no country was named
    const auto territory = system.territory();
    return territory == QLocale::UnitedStates || territory == QLocale::Canada;
}

QByteArray render(const report::Document& document, bool letter) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dots_per_inch);
    writer.setPageSize(QPageSize(letter ? QPageSize::Letter : QPageSize::A4));
    writer.setPageMargins(QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm), QPageLayout::Millimeter);
    writer.setTitle(QStringLiteral("%1, %2").arg(qs(document.workspace), qs(document.kind)));
    writer.setCreator(QStringLiteral("Plumbline " PLUMBLINE_VERSION));
    const QRectF page = writer.pageLayout().pageSize().rect(QPageSize::Millimeter);
    const double width = (page.width() - 2 * margin_mm) * px_per_mm, height = (page.height() - 2 * margin_mm) * px_per_mm;
    const std::vector<Piece> pieces = layOutBlocks(document, width);
    const auto pages = paginate(pieces, height - head_height - foot_height);
    const Furniture furniture(document, width, height);
    QPainter painter;
    if (!painter.begin(&writer)) throw Error(ErrorCode::report_failed, {{"detail", "the PDF could not be begun"}});
    painter.scale(dots_per_inch / 96.0, dots_per_inch / 96.0);
    for (size_t i = 0; i < pages.size(); ++i) {
        if (i > 0 && !writer.newPage()) throw Error(ErrorCode::report_failed, {{"detail", "a page could not be added"}});
        furniture.draw(painter, static_cast<int>(i + 1), static_cast<int>(pages.size()));
        for (const Placed& placed : pages[i]) {
            painter.save();
            placed.piece->draw(painter, head_height + placed.top);
            painter.restore();
        }
    }
    painter.end();
    buffer.close();
    return bytes;
}

} // namespace

void write_pdf(const report::Document& document, const QString& file, Paper paper) {
    QByteArray bytes;
    try {
        bytes = render(document, isLetter(paper));
    } catch (const Error& e) {
        ErrorFacts facts = e.facts();
        facts["file"] = file.toStdString();
        throw Error(ErrorCode::report_failed, facts);
    }
    if (!bytes.startsWith("%PDF"))
        throw Error(ErrorCode::report_failed, {{"file", file.toStdString()}, {"detail", "nothing was drawn"}});
    fixCreationDate(bytes, document.created);
    QSaveFile out(file);
    const auto failed = [&]() -> Error {
        const QString folder = QFileInfo(file).absolutePath();
        const QStorageInfo disk(folder);
        if (disk.isValid() && disk.bytesAvailable() < bytes.size())
            return Error(ErrorCode::disk_full, {{"path", folder.toStdString()}});
        return Error(ErrorCode::write_failed, {{"path", file.toStdString()}, {"detail", out.errorString().toStdString()}});
    };
    if (!out.open(QIODevice::WriteOnly)) throw failed();
    if (out.write(bytes) != bytes.size() || !out.commit()) throw failed();
}

} // namespace plumbline::ui
