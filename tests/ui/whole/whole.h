// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QTemporaryDir>

#include "app/gui/program.h"

namespace plumbline::test {

/// The program as a person starts it, with settings of its own.
class Whole {
public:
    explicit Whole(const QString& language = QStringLiteral("en"), QSize size = {1366, 768});
    /// Opens a workspace and waits for its numbers.
    bool open(const QString& folder);
    /// Shows a page and waits until nothing of it is on its way.
    bool show(const QString& page);
    bool settle(int milliseconds = 120'000);
    QStringList pages();
    ui::MainWindow& window() { return program.window(); }
    /// Writes a picture into the folder that PLUMBLINE_PICTURES names, if it does.
    void take(const QString& name);

private:
    QTemporaryDir m_config;

public:
    app::Program program;
};

/// A copy of the sample workspace for this test alone; the sample is made once for a build. Empty: it could not be made.
QString sampleCopy(const QTemporaryDir& folder);

} // namespace plumbline::test
