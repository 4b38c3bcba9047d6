// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

namespace plumbline::ui {

/// Version, engines and licences, with a button that copies them for a report.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent);
    static QString versions();
};

} // namespace plumbline::ui
