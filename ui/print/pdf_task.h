// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include <QObject>
#include <QTimer>

#include "core/base/error.h"
#include "ui/print/pdf.h"

namespace plumbline::ui {

/// Writes a PDF without holding the window: Qt draws charts on the GUI thread only, so each turn of the event loop draws what
/// fits into a slice of it. The same bytes as write_pdf. Deletes itself when it is done.
class PdfTask : public QObject {
    Q_OBJECT
public:
    PdfTask(report::Document document, QString file, QObject* parent, Paper paper = Paper::automatic);
    ~PdfTask() override;
    void start();

Q_SIGNALS:
    void finished();
    void failed(const plumbline::Error& error);

private:
    void draw();
    std::unique_ptr<class PdfDrawing> m_drawing;
    QString m_file;
    QTimer m_turn;
};

} // namespace plumbline::ui
