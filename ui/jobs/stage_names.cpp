// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/stage_names.h"

#include <QCoreApplication>

namespace plumbline::ui {

QString stageName(std::string_view stage) {
    struct Name {
        std::string_view id;
        const char* text;
    };
    static constexpr Name names[] = {
        {"open", QT_TRANSLATE_NOOP("Stage", "Opening")},
        {"scan", QT_TRANSLATE_NOOP("Stage", "Reading the file")},
        {"unpack", QT_TRANSLATE_NOOP("Stage", "Unpacking")},
        {"convert", QT_TRANSLATE_NOOP("Stage", "Reading rows")},
        {"decode", QT_TRANSLATE_NOOP("Stage", "Decoding characters")},
        {"store", QT_TRANSLATE_NOOP("Stage", "Storing rows")},
        {"load", QT_TRANSLATE_NOOP("Stage", "Loading")},
        {"roll_up", QT_TRANSLATE_NOOP("Stage", "Adding up days and dimensions")},
        {"rebuild", QT_TRANSLATE_NOOP("Stage", "Rebuilding from the stored imports")},
        {"sample", QT_TRANSLATE_NOOP("Stage", "Making sample rows")},
        {"backup", QT_TRANSLATE_NOOP("Stage", "Copying")},
    };
    for (const Name& name : names)
        if (name.id == stage) return QCoreApplication::translate("Stage", name.text);
    return {};
}

} // namespace plumbline::ui
