// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

namespace plumbline::app {

QString usage() {
    return QStringLiteral("plumbline [--workspace DIR] [--config-dir DIR] [--lang en|fr] [--theme light|dark|auto]\n"
                          "          [--render OUTDIR [--size 1366x768]] [--measure-start] [FILES...]\n\n"
                          "  --workspace DIR    open this workspace\n"
                          "  --config-dir DIR   keep settings here instead of in the user's place for them\n"
                          "  --lang, --theme    for this run\n"
                          "  --render OUTDIR    write a picture of each page and dashboard.pdf, then end; needs no display\n"
                          "  --measure-start    print the time to the first KPI and the memory taken, then end\n"
                          "  FILES              files to import, or a workspace to open\n");
}

Options readOptions(int argc, char** argv) {
    Options options;
    const auto value = [&](int& i, const QString& name) -> QString {
        if (i + 1 < argc) return QString::fromLocal8Bit(argv[++i]);
        options.error = QStringLiteral("%1 needs a value.").arg(name);
        return {};
    };
    for (int i = 1; i < argc; ++i) {
        QString word = QString::fromLocal8Bit(argv[i]);
        if (!word.startsWith(QLatin1String("--")) && !(word.startsWith(QLatin1Char('-')) && word.size() > 1)) {
            options.files << word;
            continue;
        }
        if (word == QLatin1String("--workspace"))
            options.workspace = value(i, word);
        else if (word == QLatin1String("--config-dir"))
            options.configDir = value(i, word);
        else if (word == QLatin1String("--lang")) {
            options.language = value(i, word);
            if (options.language != QLatin1String("en") && options.language != QLatin1String("fr"))
                options.error = QStringLiteral("--lang is en or fr.");
        } else if (word == QLatin1String("--theme")) {
            options.theme = value(i, word);
            if (!QStringList{"light", "dark", "auto"}.contains(options.theme))
                options.error = QStringLiteral("--theme is light, dark or auto.");
        } else if (word == QLatin1String("--render"))
            options.render = value(i, word);
        else if (word == QLatin1String("--size")) {
            const QStringList sides = value(i, word).split(QLatin1Char('x'));
            options.size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
            if (options.size.width() < 320 || options.size.height() < 240 || options.size.width() > 8000 ||
                options.size.height() > 8000)
                options.error = QStringLiteral("--size is WIDTHxHEIGHT in pixels, such as 1366x768.");
        } else if (word == QLatin1String("--measure-start"))
            options.measureStart = true;
        else if (word == QLatin1String("--help") || word == QLatin1String("-h"))
            options.help = true;
        else if (word == QLatin1String("--version"))
            options.version = true;
        else
            options.error = QStringLiteral("There is no option %1.").arg(word);
    }
    if (options.error.isEmpty() && !options.render.isEmpty() && options.workspace.isEmpty() && options.files.isEmpty())
        options.error = QStringLiteral("--render needs --workspace.");
    return options;
}

} // namespace plumbline::app
