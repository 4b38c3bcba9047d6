// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

#include "core/net/version.h"
#include "core/store/versions.h"
#include "ui/charts/theme.h"
#include "ui/widgets/labels.h"

namespace plumbline::ui {

namespace {

struct Part {
    QString name, version, licence;
};

/// What the program is made of, with the versions that run now where they can be asked, else those it was built with.
QList<Part> parts() {
    return {{"Qt", QString::fromLatin1(qVersion()), "LGPL-3.0; Charts GPL-3.0"},
            {"DuckDB", qs(store::duckdb_version()), "MIT"},
            {"SQLite", qs(store::sqlite_version()), "public domain"},
            {"Eigen", QStringLiteral(PLUMBLINE_EIGEN_VERSION), "MPL-2.0"},
            {"NLopt", QStringLiteral(PLUMBLINE_NLOPT_VERSION), "LGPL-2.1, MIT"},
            {"XGBoost", QStringLiteral(PLUMBLINE_XGBOOST_VERSION), "Apache-2.0"},
            {"libcurl", qs(net::curl_library_version()), "curl"},
            {"libxlsxwriter", QStringLiteral(PLUMBLINE_XLSXWRITER_VERSION), "BSD-2-Clause"},
            {"libzip", QStringLiteral(PLUMBLINE_LIBZIP_VERSION), "BSD-3-Clause"},
            {"OpenSSL", QStringLiteral(PLUMBLINE_OPENSSL_VERSION), "Apache-2.0"},
            {"nlohmann-json, pugixml, yaml-cpp", QString(), "MIT"},
            {"CLI11", QString(), "BSD-3-Clause"}};
}

} // namespace

QString AboutDialog::versions() {
    QString text = QStringLiteral("Plumbline %1 (GPL-3.0-or-later)").arg(QStringLiteral(PLUMBLINE_VERSION));
    for (const Part& part : parts())
        text += part.version.isEmpty() ? QStringLiteral("\n%1 (%2)").arg(part.name, part.licence)
                                       : QStringLiteral("\n%1 %2 (%3)").arg(part.name, part.version, part.licence);
    return text + QStringLiteral("\n%1, %2").arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture());
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

} // namespace plumbline::ui
