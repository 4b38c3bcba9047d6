// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include <QSize>
#include <QString>
#include <QStringList>

namespace plumbline::app {

/// plumbline [--workspace DIR] [--config-dir DIR] [--lang en|fr] [--theme light|dark|auto]
///           [--render OUTDIR [--size 1366x768]] [--measure-start] [FILES…]
struct Options {
    QString workspace, configDir, language, theme;
    QString render; ///< folder for pictures of the pages and the PDF; empty: open the window
    QSize size{1366, 768};
    bool measureStart = false;
    bool help = false, version = false;
    QStringList files;
    QString error; ///< a wrong use, in a sentence; empty: none
};

/// Reads the command line without Qt's application, because the platform is chosen by it.
Options readOptions(int argc, char** argv);
QString usage();

} // namespace plumbline::app
