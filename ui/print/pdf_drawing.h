// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>
#include <vector>

#include <QBuffer>
#include <QByteArray>
#include <QPainter>
#include <QPdfWriter>

#include "ui/print/pdf.h"
#include "ui/print/pdf_pages.h"

namespace plumbline::ui {

/// A PDF on its way, piece by piece.
class PdfDrawing {
public:
    /// Throws Error{report_failed}.
    PdfDrawing(report::Document document, Paper paper);
    ~PdfDrawing();
    /// Draws the next piece; false: all is drawn.
    bool step();
    /// Puts the file in place, whole or not at all. Throws Error{report_failed, disk_full, write_failed}.
    void save(const QString& file);

private:
    void begin();
    report::Document m_document;
    Paper m_paper;
    QByteArray m_bytes;
    QBuffer m_buffer{&m_bytes};
    std::unique_ptr<QPdfWriter> m_writer;
    QPainter m_painter;
    std::vector<Piece> m_pieces;
    std::vector<std::vector<Placed>> m_pages;
    double m_width = 0, m_height = 0;
    size_t m_page = 0, m_at = 0;
    bool m_begun = false;
};

} // namespace plumbline::ui
