// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/session/session.h"
#include "ui/widgets/settings_section.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace plumbline::ui {

/// Language, colours, size of text, motion, and whether the program begins where it ended.
class AppearanceSection : public SettingsSection {
    Q_OBJECT
public:
    AppearanceSection(Session& session, QWidget* parent);
    QString id() const override { return QStringLiteral("appearance"); }
    QString title() const override { return tr("Appearance"); }
    void load() override;
    QString apply() override;

private:
    Session& m_session;
    QComboBox *m_language, *m_scheme, *m_size;
    QCheckBox *m_still, *m_reopen;
};

/// Currency of amounts that name none, first day of the week, business year.
class NumbersSection : public SettingsSection {
    Q_OBJECT
public:
    NumbersSection(Session& session, QWidget* parent);
    QString id() const override { return QStringLiteral("numbers"); }
    QString title() const override { return tr("Numbers and calendar"); }
    QString iconName() const override { return QStringLiteral("calendar"); }
    void load() override;
    QString apply() override;

private:
    Session& m_session;
    QComboBox *m_currency, *m_weekday, *m_fiscal;
};

/// Threads and memory.
class EngineSection : public SettingsSection {
    Q_OBJECT
public:
    EngineSection(Session& session, QWidget* parent);
    QString id() const override { return QStringLiteral("engine"); }
    QString title() const override { return tr("Computing"); }
    QString iconName() const override { return QStringLiteral("data"); }
    void load() override;
    QString apply() override;

private:
    Session& m_session;
    QSpinBox *m_threads, *m_memory;
};

} // namespace plumbline::ui
