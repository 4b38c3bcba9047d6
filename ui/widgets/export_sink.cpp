// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/export_sink.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>

#include "ui/charts/theme.h"

namespace plumbline::ui {

ExportSink* ExportSink::of(const QWidget* widget) {
    for (const QObject* at = widget; at; at = at->parent())
        if (auto* sink = at->findChild<ExportSink*>(QString(), Qt::FindDirectChildrenOnly)) return sink;
    return nullptr;
}

void askForFile(QWidget* parent, const QString& title, const QString& name, const QString& suffix, const QString& filter,
                std::function<void(const QString& file)> chosen) {
    ExportSink* sink = ExportSink::of(parent);
    const QDir folder(sink && !sink->folder().isEmpty() ? sink->folder() : QDir::homePath());
    auto* dialog = new QFileDialog(parent, title, folder.filePath(name + QLatin1Char('.') + suffix), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, chosen = std::move(chosen)](const QString& file) {
        if (ExportSink* to = ExportSink::of(parent)) to->setFolder(QFileInfo(file).absolutePath());
        chosen(file);
    });
    dialog->open();
}

QString fileName(const QString& title) {
    constexpr qsizetype longest = 60;
    QString name = title;
    name.replace(QRegularExpression(QStringLiteral("[\\\\/:*?\"<>|\\x00-\\x1f]")), QStringLiteral(" "));
    name = name.simplified().left(longest).trimmed();
    while (name.endsWith(QLatin1Char('.'))) name.chop(1);
    return name.isEmpty() ? QStringLiteral("plumbline") : name;
}

QString originLine(const report::Origin& origin) {
    QStringList parts;
    for (const std::string* part : {&origin.workspace, &origin.period, &origin.filters})
        if (!part->empty()) parts << qs(*part);
    return parts.join(QStringLiteral(" · "));
}

} // namespace plumbline::ui
