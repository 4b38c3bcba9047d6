// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf.h"

#include <QBuffer>
#include <QFileInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStorageInfo>
#include <QSvgRenderer>

#include "core/base/error.h"
#include "ui/charts/theme.h"
#include "ui/print/pdf_blocks.h"
#include "ui/print/pdf_drawing.h"
#include "ui/print/pdf_review.h"

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
        const PaperLook look = PaperLook::of(m_d.brand);
        double x = drawLogo(p);
        const std::string& who = m_d.brand.name.empty() ? m_d.workspace : m_d.brand.name;
        x = text(p, x, 0, 18, strong, look.title, qs(who));
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
        p.fillRect(QRectF(0, 24, m_width, 2), look.rule);

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
    /// The logo left of the name, as high as the line; gives where the name begins.
    double drawLogo(QPainter& p) const {
        if (m_d.brand.logo.empty()) return 0;
        constexpr double height = 20, widest = 110, gap = 10;
        const QByteArray bytes = QByteArray::fromStdString(m_d.brand.logo);
        if (bytes.startsWith("\x89PNG")) {
            const QImage image = QImage::fromData(bytes, "PNG").convertToFormat(QImage::Format_RGB32);
            if (image.isNull()) return 0;
            const QSizeF size = QSizeF(image.size()).scaled(widest, height, Qt::KeepAspectRatio);
            p.drawImage(QRectF(QPointF(0, 19 - size.height()), size), image);
            return size.width() + gap;
        }
        QSvgRenderer svg(bytes);
        if (!svg.isValid() || svg.defaultSize().isEmpty()) return 0;
        const QSizeF size = QSizeF(svg.defaultSize()).scaled(widest, height, Qt::KeepAspectRatio);
        svg.render(&p, QRectF(QPointF(0, 19 - size.height()), size));
        return size.width() + gap;
    }
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

/// What a program that files documents reads of it: title, author, language, day, and the fingerprint of the data behind it.
QByteArray metadataOf(const report::Document& d, const QString& title, const std::string& author) {
    const auto text = [](const std::string& s) { return qs(s).toHtmlEscaped(); };
    const QString language = d.language == Language::fr ? QStringLiteral("fr") : QStringLiteral("en");
    QString identifier;
    if (!d.fingerprint.empty()) identifier = QStringLiteral("<dc:identifier>%1</dc:identifier>").arg(text(d.fingerprint));
    return QStringLiteral("<?xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'?>"
                          "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                          "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/' "
                          "xmlns:xmp='http://ns.adobe.com/xap/1.0/'>"
                          "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>%1</rdf:li></rdf:Alt></dc:title>"
                          "<dc:creator><rdf:Seq><rdf:li>%2</rdf:li></rdf:Seq></dc:creator>"
                          "<dc:language><rdf:Bag><rdf:li>%3</rdf:li></rdf:Bag></dc:language>%4"
                          "<xmp:CreatorTool>Plumbline " PLUMBLINE_VERSION "</xmp:CreatorTool><xmp:CreateDate>%5</xmp:CreateDate>"
                          "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>")
        .arg(title.toHtmlEscaped(), text(author), language, identifier, text(d.created))
        .toUtf8();
}

bool isLetter(Paper paper, const report::Brand& brand) {
    if (paper == Paper::automatic && !brand.paper.empty()) return brand.paper == "letter";
    if (paper != Paper::automatic) return paper == Paper::letter;
    const QLocale system = QLocale::system();
    if (system.language() == QLocale::C) return false; // no country was named
    const auto territory = system.territory();
    return territory == QLocale::UnitedStates || territory == QLocale::Canada;
}

} // namespace

PdfDrawing::PdfDrawing(report::Document document, Paper paper) : m_document(std::move(document)), m_paper(paper) {}

PdfDrawing::~PdfDrawing() {
    if (m_painter.isActive()) m_painter.end();
}

void PdfDrawing::begin() {
    m_buffer.open(QIODevice::WriteOnly);
    m_writer = std::make_unique<QPdfWriter>(&m_buffer);
    m_writer->setResolution(dots_per_inch);
    m_writer->setPageSize(QPageSize(isLetter(m_paper, m_document.brand) ? QPageSize::Letter : QPageSize::A4));
    m_writer->setPageMargins(QMarginsF(margin_mm, margin_mm, margin_mm, margin_mm), QPageLayout::Millimeter);
    const std::string& who = m_document.brand.name.empty() ? m_document.workspace : m_document.brand.name;
    const QString title = m_document.scope.empty()
                              ? QStringLiteral("%1, %2").arg(qs(who), qs(m_document.kind))
                              : QStringLiteral("%1, %2, %3").arg(qs(who), qs(m_document.kind), qs(m_document.scope));
    m_writer->setTitle(title);
    m_writer->setDocumentXmpMetadata(metadataOf(m_document, title, who));
    m_writer->setCreator(QStringLiteral("Plumbline " PLUMBLINE_VERSION));
    const QRectF page = m_writer->pageLayout().pageSize().rect(QPageSize::Millimeter);
    m_width = (page.width() - 2 * margin_mm) * px_per_mm;
    m_height = (page.height() - 2 * margin_mm) * px_per_mm;
    for (const report::Attachment& a : m_document.attachments)
        m_writer->addFileAttachment(qs(a.name), QByteArray::fromStdString(a.bytes), qs(a.mime));
    m_pieces = layOutBlocks(m_document, m_width, m_height - head_height - foot_height);
    m_pages = paginate(m_pieces, m_height - head_height - foot_height);
    if (!m_painter.begin(m_writer.get())) throw Error(ErrorCode::report_failed, {{"detail", "the PDF could not be begun"}});
    m_painter.scale(dots_per_inch / 96.0, dots_per_inch / 96.0);
    m_begun = true;
}

bool PdfDrawing::step() {
    if (!m_begun) {
        begin();
        return true;
    }
    if (m_page >= m_pages.size()) {
        m_painter.end();
        m_buffer.close();
        return false;
    }
    if (m_at == 0) {
        if (m_page > 0 && !m_writer->newPage()) throw Error(ErrorCode::report_failed, {{"detail", "a page could not be added"}});
        Furniture(m_document, m_width, m_height).draw(m_painter, static_cast<int>(m_page + 1), static_cast<int>(m_pages.size()));
    }
    if (m_at < m_pages[m_page].size()) {
        const Placed& placed = m_pages[m_page][m_at];
        m_painter.save();
        placed.piece->draw(m_painter, head_height + placed.top);
        m_painter.restore();
    }
    if (++m_at >= m_pages[m_page].size()) {
        ++m_page;
        m_at = 0;
    }
    return true;
}

void PdfDrawing::save(const QString& file) {
    if (!m_bytes.startsWith("%PDF"))
        throw Error(ErrorCode::report_failed, {{"file", file.toStdString()}, {"detail", "nothing was drawn"}});
    fixCreationDate(m_bytes, m_document.created);
    QSaveFile out(file);
    const auto failed = [&]() -> Error {
        const QString folder = QFileInfo(file).absolutePath();
        const QStorageInfo disk(folder);
        if (disk.isValid() && disk.bytesAvailable() < m_bytes.size())
            return Error(ErrorCode::disk_full, {{"path", folder.toStdString()}});
        return Error(ErrorCode::write_failed, {{"path", file.toStdString()}, {"detail", out.errorString().toStdString()}});
    };
    if (!out.open(QIODevice::WriteOnly)) throw failed();
    if (out.write(m_bytes) != m_bytes.size() || !out.commit()) throw failed();
}

void write_pdf(const report::Document& document, const QString& file, Paper paper) {
    PdfDrawing drawing(document, paper);
    try {
        while (drawing.step()) {
        }
    } catch (const Error& e) {
        ErrorFacts facts = e.facts();
        facts["file"] = file.toStdString();
        throw Error(ErrorCode::report_failed, facts);
    }
    drawing.save(file);
}

} // namespace plumbline::ui
