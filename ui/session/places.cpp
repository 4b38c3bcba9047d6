// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/places.h"

#include <QDir>
#include <QStandardPaths>

namespace plumbline::ui {

QString workspacesFolder() { return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/plumbline"; }

QString sampleFolder() { return workspacesFolder() + "/sample"; }

QString freshWorkspaceFolder(const QString& name) {
    const QDir home(workspacesFolder());
    QString candidate = name;
    for (int n = 2; home.exists(candidate); ++n) candidate = QStringLiteral("%1 %2").arg(name).arg(n);
    return home.filePath(candidate);
}

} // namespace plumbline::ui
