// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include <QObject>
#include <QString>

#include "core/report/table_file.h"

class QWidget;

namespace plumbline {
struct DatasetInfo;
}

namespace plumbline::ui {

/// Where tables and charts of a page go when they are taken away: says what is printed above the numbers, where files are
/// written by default, and writes them without holding the window. A child of the page that it serves.
class ExportSink : public QObject {
    Q_OBJECT
public:
    explicit ExportSink(QObject* page) : QObject(page) {}
    virtual report::Origin origin() const = 0;
    virtual QString folder() const = 0;
    virtual void setFolder(const QString& folder) = 0;
    /// Runs `write` in the background and tells how it went.
    virtual void write(const QString& file, std::function<void()> write) = 0;
    /// It was written here and now: `ok`, or not.
    virtual void tell(const QString& file, bool ok) = 0;
    /// The dataset that is looked at, for the glossary; may be null.
    virtual const DatasetInfo* dataset() const = 0;

    /// Of the nearest page around a widget; nullptr: none.
    static ExportSink* of(const QWidget* widget);
};

/// Asks for a file and hands it on. Never modal for the window.
void askForFile(QWidget* parent, const QString& title, const QString& name, const QString& suffix, const QString& filter,
                std::function<void(const QString& file)> chosen);
/// A name for a file from a title: short, without signs that file systems refuse.
QString fileName(const QString& title);
/// "Workspace, 17 Aug to 15 Nov 2026, no filter": one line under an exported chart.
QString originLine(const report::Origin& origin);

} // namespace plumbline::ui
