// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/settings.h"

#include <QDir>
#include <QStandardPaths>

namespace plumbline::ui {

Settings::Settings(const QString& directory) {
    const QString base =
        directory.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/plumbline" : directory;
    QDir().mkpath(base);
    m_file = std::make_unique<QSettings>(QDir(base).filePath("plumbline.ini"), QSettings::IniFormat);
}

void Settings::addRecent(const QString& folder) {
    QStringList all = recent();
    all.removeAll(folder);
    all.prepend(folder);
    while (all.size() > most_recent) all.removeLast();
    set(keys::recent, all);
}

void Settings::removeRecent(const QString& folder) {
    QStringList all = recent();
    all.removeAll(folder);
    set(keys::recent, all);
}

} // namespace plumbline::ui
