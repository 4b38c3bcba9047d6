// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/mail_password.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include "core/base/error.h"

namespace plumbline::ui {

namespace {
QString fileOf(const Settings& settings) { return QFileInfo(settings.file()).absolutePath() + QStringLiteral("/mail_password"); }
} // namespace

QString mailPassword(const Settings& settings) {
    if (const QString set = qEnvironmentVariable("PLUMBLINE_SMTP_PASSWORD"); !set.isEmpty()) return set;
    QFile file(fileOf(settings));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

void keepMailPassword(const Settings& settings, const QString& password) {
    const QString name = fileOf(settings);
    if (password.isEmpty()) {
        QFile::remove(name);
        return;
    }
    QSaveFile file(name);
    const bool ok = file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                    file.write(password.toUtf8()) >= 0 && file.commit();
    if (!ok) throw Error(ErrorCode::write_failed, {{"path", name.toStdString()}, {"detail", file.errorString().toStdString()}});
}

} // namespace plumbline::ui
