// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

#include <QWidget>

class QVBoxLayout;

namespace plumbline::ui {

/// A part of the settings: a form under a title. The window asks it to show what is set, and to take over what was entered; rooms
/// that have something to set bring their own.
class SettingsSection : public QWidget {
    Q_OBJECT
public:
    explicit SettingsSection(QWidget* parent = nullptr);
    virtual QString id() const = 0; ///< stable: "appearance"
    virtual QString title() const = 0;
    virtual QString iconName() const { return QStringLiteral("settings"); }
    /// Shows what is set now.
    virtual void load() = 0;
    /// Takes over what was entered. Empty: done; else one sentence on what cannot be, and nothing was changed.
    virtual QString apply() = 0;

Q_SIGNALS:
    /// Something was entered that apply() would take over.
    void edited();

protected:
    void addHeading(const QString& text);
    /// A line of the form: `label` names the field for readers of the screen too, `note` says below it what it does and from when
    /// on. Fields that a person edits (combo and check boxes, spin boxes, lines) report to edited() by themselves.
    void addField(const QString& label, QWidget* field, const QString& note = {});
    /// A widget over the whole width, such as a table.
    void addWidget(QWidget* widget, int stretch = 0);
    void addNote(const QString& text);
    QVBoxLayout* column() const { return m_column; }

private:
    void watch(QWidget* field);
    QVBoxLayout* m_column;
};

/// Made when the settings are opened.
using SettingsSectionMaker = std::function<SettingsSection*(QWidget* parent)>;

} // namespace plumbline::ui
