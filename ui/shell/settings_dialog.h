// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <vector>

#include <QDialog>

#include "ui/widgets/settings_section.h"

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace plumbline::ui {

class InlineMessage;

/// All settings: sections at the left, the form of one at the right. Stays beside the window; what was entered is taken over by
/// "Save", and thrown away by "Cancel".
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(const std::vector<SettingsSectionMaker>& makers, QWidget* parent);
    /// Id of the section that is shown.
    QString section() const;
    void showSection(const QString& id);
    const std::vector<SettingsSection*>& sections() const { return m_sections; }
    /// Takes everything over; false: something could not be, and it is said.
    bool save();

private:
    std::vector<SettingsSection*> m_sections;
    std::vector<bool> m_edited;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    InlineMessage* m_message;
    QPushButton* m_save;
};

} // namespace plumbline::ui
