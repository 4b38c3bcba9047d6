// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/settings.h"

#include <algorithm>

#include <QDir>
#include <QStandardPaths>

namespace plumbline::ui {

Settings::Settings(const QString& directory) {
    const QString base =
        directory.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/plumbline" : directory;
    QDir().mkpath(base);
    m_file = std::make_unique<QSettings>(QDir(base).filePath("plumbline.ini"), QSettings::IniFormat);
}

QStringList Settings::recent() const {
    QStringList all = get(keys::pinned);
    for (const QString& folder : get(keys::recent))
        if (!all.contains(folder)) all << folder;
    return all.mid(0, std::max<qsizetype>(most_recent, get(keys::pinned).size()));
}

void Settings::addRecent(const QString& folder) {
    QStringList all = get(keys::recent);
    all.removeAll(folder);
    all.prepend(folder);
    while (all.size() > most_recent) all.removeLast();
    set(keys::recent, all);
}

void Settings::removeRecent(const QString& folder) {
    for (const auto* key : {&keys::recent, &keys::pinned}) {
        QStringList all = get(*key);
        all.removeAll(folder);
        set(*key, all);
    }
}

void Settings::setPinned(const QString& folder, bool pinned) {
    QStringList all = get(keys::pinned);
    all.removeAll(folder);
    if (pinned) all << folder;
    set(keys::pinned, all);
    addRecent(folder);
}

} // namespace plumbline::ui
