// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/options.h"

#include <QRegularExpression>

namespace plumbline::app {

QString usage() {
    return QStringLiteral("plumbline [--workspace DIR] [--config-dir DIR] [--lang en|fr|de] [--theme light|dark|auto]\n"
                          "          [--text-size PERCENT] [--render OUTDIR [--size 1366x768]] [--ask QUESTION]\n"
                          "          [--pseudo] [--mirror] [--log-level debug|info|warning] [--measure-start] [FILES...]\n\n"
                          "  --workspace DIR    open this workspace\n"
                          "  --config-dir DIR   keep settings here instead of in the user's place for them\n"
                          "  --lang, --theme    for this run; a country may follow the language: fr-CH\n"
                          "  --text-size N      size of the texts in percent, 100 to 300\n"
                          "  --log-level LEVEL  how much the log holds; it lies in XDG_STATE_HOME/plumbline, or in DIR/log\n"
                          "  --render OUTDIR    write a picture of each page and dashboard.pdf, then end; needs no display;\n"
                          "                     without a workspace: of the start page\n"
                          "  --ask QUESTION     open the assistant with this question\n"
                          "  --pseudo           made-up texts that are 40 % longer, to see what is cut or not translated\n"
                          "  --mirror           laid out from right to left\n"
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
            static const QRegularExpression known(QStringLiteral("^(en|fr|de)(-[A-Z]{2})?$"));
            if (!known.match(options.language).hasMatch())
                options.error = QStringLiteral("--lang is en, fr or de, with a country where wanted: fr-CH.");
        } else if (word == QLatin1String("--theme")) {
            options.theme = value(i, word);
            if (!QStringList{"light", "dark", "auto"}.contains(options.theme))
                options.error = QStringLiteral("--theme is light, dark or auto.");
        } else if (word == QLatin1String("--log-level")) {
            options.logLevel = value(i, word);
            if (!QStringList{"debug", "info", "warning"}.contains(options.logLevel))
                options.error = QStringLiteral("--log-level is debug, info or warning.");
        } else if (word == QLatin1String("--render"))
            options.render = value(i, word);
        else if (word == QLatin1String("--size")) {
            const QStringList sides = value(i, word).split(QLatin1Char('x'));
            options.size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
            if (options.size.width() < 320 || options.size.height() < 240 || options.size.width() > 8000 ||
                options.size.height() > 8000)
                options.error = QStringLiteral("--size is WIDTHxHEIGHT in pixels, such as 1366x768.");
        } else if (word == QLatin1String("--text-size")) {
            options.textSize = value(i, word).toInt();
            if (options.textSize < 100 || options.textSize > 300)
                options.error = QStringLiteral("--text-size is a number from 100 to 300, in percent.");
        } else if (word == QLatin1String("--pseudo"))
            options.pseudo = true;
        else if (word == QLatin1String("--ask"))
            options.question = value(i, word);
        else if (word == QLatin1String("--mirror"))
            options.mirror = true;
        else if (word == QLatin1String("--measure-start"))
            options.measureStart = true;
        else if (word == QLatin1String("--help") || word == QLatin1String("-h"))
            options.help = true;
        else if (word == QLatin1String("--version"))
            options.version = true;
        else
            options.error = QStringLiteral("There is no option %1.").arg(word);
    }
    return options;
}

} // namespace plumbline::app
