// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <optional>

#include <QSize>
#include <QString>
#include <QStringList>

namespace plumbline::app {

/// plumbline [--workspace DIR] [--config-dir DIR] [--lang en|fr|de|fr-CH…] [--theme light|dark|auto] [--text-size 100]
///           [--render OUTDIR [--size 1366x768]] [--ask QUESTION] [--pseudo] [--mirror]
///           [--log-level debug|info|warning] [--measure-start] [FILES…]
struct Options {
    QString workspace, configDir, language, theme, logLevel;
    QString render; ///< folder for pictures of the pages and the PDF; empty: open the window
    QSize size{1366, 768};
    int textSize = 0; ///< in percent; 0: as the system has it
    bool measureStart = false;
    bool pseudo = false; ///< texts 40 % longer, with marks: what is not marked is not translated
    bool mirror = false; ///< from right to left
    bool help = false, version = false;
    QString question; ///< what the assistant is asked at the start
    QStringList files;
    QString error; ///< a wrong use, in a sentence; empty: none
};

/// Reads the command line without Qt's application, because the platform is chosen by it.
Options readOptions(int argc, char** argv);
QString usage();

} // namespace plumbline::app
