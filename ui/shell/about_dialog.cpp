// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

#include "core/chart/table_spec.h"
#include "ui/shell/action_registry.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/spec_table.h"

namespace plumbline::ui {

QString AboutDialog::versions() {
    return QStringLiteral(
               "Plumbline %1\nQt %2 (GPL-3.0, Charts)\nDuckDB 1.4 (MIT)\nSQLite 3 (public domain)\nlibxlsxwriter (BSD-2-Clause), "
               "libzip (BSD-3-Clause), pugixml, yaml-cpp, nlohmann-json, CLI11 (MIT)\n%3, %4")
        .arg(QStringLiteral(PLUMBLINE_VERSION), QLatin1String(qVersion()), QSysInfo::prettyProductName(),
             QSysInfo::currentCpuArchitecture());
}

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Plumbline"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(12));
    column->addWidget(makeLabel(tr("Marketing numbers that can be trusted"), TextStyle::pageTitle));
    auto* text = makeLabel(versions(), TextStyle::control, Tone::muted);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(versions());
    column->addWidget(text);
    auto* licence =
        makeLabel(tr("Free software under the GNU General Public License, version 3 or later. It comes without any warranty."),
                  TextStyle::control);
    licence->setWordWrap(true);
    column->addWidget(licence);
    auto* buttons = new QDialogButtonBox;
    auto* copy = makeButton(tr("Copy for a report"));
    auto* close = makeButton(tr("Close"), ButtonKind::primary);
    buttons->addButton(copy, QDialogButtonBox::ActionRole);
    buttons->addButton(close, QDialogButtonBox::RejectRole);
    connect(copy, &QPushButton::clicked, this, [] { QApplication::clipboard()->setText(versions()); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    column->addWidget(buttons);
}

ShortcutsDialog::ShortcutsDialog(const ActionRegistry& registry, QWidget* parent) : QDialog(parent) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(px(520), px(560));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    TableSpec spec;
    spec.id = "shortcuts";
    spec.title = windowTitle().toStdString();
    spec.columns = {{"menu", tr("Menu").toStdString(), CellKind::text, {}},
                    {"command", tr("Command").toStdString(), CellKind::text, {}},
                    {"keys", tr("Keys").toStdString(), CellKind::text, {}}};
    for (const ActionRegistry::Entry& entry : registry.entries()) {
        QStringList keys;
        for (const QKeySequence& sequence : entry.action->shortcuts()) keys << sequence.toString(QKeySequence::NativeText);
        if (keys.isEmpty()) continue;
        const auto cell = [](const QString& text, Tone tone) {
            TableCell c;
            c.text = text.toStdString();
            c.tone = tone;
            return c;
        };
        spec.rows.push_back(
            {cell(entry.menu, Tone::muted), cell(plainText(entry.action), Tone::normal), cell(keys.join(", "), Tone::normal)});
    }
    auto* table = new SpecTable;
    table->setMaximumRows(20);
    table->setSpec(spec);
    column->addWidget(table, 1);
    auto* close = makeButton(tr("Close"), ButtonKind::primary);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    column->addWidget(close, 0, Qt::AlignRight);
}

} // namespace plumbline::ui
