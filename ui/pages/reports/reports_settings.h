// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/pulse/notify.h"
#include "core/report/brand.h"
#include "ui/session/session.h"
#include "ui/widgets/settings_section.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace plumbline::ui {

class InlineMessage;

/// The section "Reports and mail" of the settings: brand of the paper, mail server, recipients, command, timer. All but the
/// password belongs to the workspace; the password is a file that only this user can read.
class ReportsSettings : public SettingsSection {
    Q_OBJECT
public:
    explicit ReportsSettings(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("reports"); }
    QString title() const override { return tr("Reports and mail"); }
    QString iconName() const override { return QStringLiteral("reports"); }
    void load() override;
    QString apply() override;

Q_SIGNALS:
    /// What was entered is in the workspace.
    void kept();

private:
    void fill(const report::Brand& brand, const pulse::Notify& notify);
    void tell(const Error& error);
    void chooseLogo();
    void sendTest();
    pulse::Notify notify() const;
    Session& m_session;
    report::Brand m_brand;
    InlineMessage* m_message;
    QLineEdit *m_name, *m_colour, *m_server, *m_user, *m_password, *m_from, *m_to, *m_command;
    QLabel* m_logo;
    QPushButton *m_chooseLogo, *m_dropLogo, *m_test;
    QComboBox* m_paper;
    QSpinBox* m_every;
    QCheckBox* m_tray;
};

} // namespace plumbline::ui
