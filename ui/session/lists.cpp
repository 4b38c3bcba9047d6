// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/lists.h"

#include <QCoreApplication>

namespace plumbline::ui {

QString listed(QStringList names) {
    if (names.size() < 2) return names.value(0);
    const QString last = names.takeLast();
    return QCoreApplication::translate("Words", "%1 and %2", "lists").arg(names.join(QStringLiteral(", ")), last);
}

} // namespace plumbline::ui
