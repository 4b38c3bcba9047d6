// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDialog>

namespace plumbline::ui {

class ActionRegistry;

/// Version, engines and licences, with a button that copies them for a report.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent);
    static QString versions();
};

/// Every shortcut, from the registry.
class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    ShortcutsDialog(const ActionRegistry& registry, QWidget* parent);
};

} // namespace plumbline::ui
