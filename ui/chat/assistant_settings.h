// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>

#include "ui/chat/assistant_setup.h"
#include "ui/widgets/settings_section.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGroupBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace plumbline::ui {

class SpecTable;

/// The section "Assistant" of the settings: whether models may be asked, which, for what, for how much money, and what they see.
class AssistantSettings : public SettingsSection {
    Q_OBJECT
public:
    explicit AssistantSettings(Session& session, QWidget* parent = nullptr);
    QString id() const override { return QStringLiteral("assistant"); }
    QString title() const override { return tr("Assistant"); }
    QString iconName() const override { return QStringLiteral("ask"); }
    void load() override { m_setup->load(); }
    QString apply() override;
    AssistantSetup& setup() { return *m_setup; }

private:
    void build();
    void fill();
    void showEndpoint(int row);
    void keepEndpoint();
    void showStages();
    void showColumns();
    AssistantSetup* m_setup;
    int m_row = -1;
    bool m_filling = false;
    void watch();
    QCheckBox* m_network;
    QLabel *m_policy, *m_spent, *m_state;
    QListWidget *m_endpoints, *m_columns;
    QGroupBox* m_form;
    QLineEdit *m_name, *m_url, *m_model, *m_key;
    QComboBox* m_kind;
    std::array<QComboBox*, 5> m_stages{}; ///< validator, classifier, selector, planner, narrator
    std::array<std::string*, 5> stageEndpoints();
    QDoubleSpinBox *m_priceIn, *m_priceOut, *m_day, *m_month;
    QSpinBox* m_tokens;
    QPushButton *m_remove, *m_test, *m_compare;
    QLineEdit* m_question;
    QPlainTextEdit* m_preview;
    SpecTable* m_trials;
};

} // namespace plumbline::ui
