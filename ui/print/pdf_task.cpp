// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf_task.h"

#include <QElapsedTimer>

#include "ui/print/pdf_drawing.h"

namespace plumbline::ui {

namespace {
// A piece may take 20 ms (a chart); with this the loop is not held for 50.
constexpr qint64 slice_ms = 12;
} // namespace

PdfTask::PdfTask(report::Document document, QString file, QObject* parent, Paper paper)
    : QObject(parent), m_drawing(std::make_unique<PdfDrawing>(std::move(document), paper)), m_file(std::move(file)) {
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &PdfTask::draw);
}

PdfTask::~PdfTask() = default;

void PdfTask::start() { m_turn.start(); }

void PdfTask::draw() {
    try {
        QElapsedTimer clock;
        clock.start();
        while (m_drawing->step())
            if (clock.elapsed() >= slice_ms) return;
        m_turn.stop();
        m_drawing->save(m_file);
        Q_EMIT finished();
    } catch (const Error& error) {
        m_turn.stop();
        Q_EMIT failed(error);
    }
    deleteLater();
}

} // namespace plumbline::ui
