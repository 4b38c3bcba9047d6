// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <memory>

#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariant>

namespace plumbline::ui {

/// A setting: its name in the file, its type and its default. No other string names a setting.
template <class T>
struct SettingKey {
    const char* name;
    T fallback;
};

namespace keys {
// Preferences: what a person wants everywhere.
inline const SettingKey<QString> language{"ui/language", {}}; ///< "en", "fr", "fr-CH"; empty: the system's
inline const SettingKey<QString> scheme{"ui/scheme", "auto"}; ///< "light", "dark", "auto"
// Session: where a person was.
inline const SettingKey<QStringList> recent{"session/recent", {}};
inline const SettingKey<QByteArray> geometry{"session/geometry", {}};
inline const SettingKey<QString> page{"session/page", "dashboard"};
inline const SettingKey<QString> folder{"session/folder", {}}; ///< where files were last chosen from
} // namespace keys

/// Preferences and session state in one ini file. Never numbers of a workspace, never a secret.
class Settings {
public:
    static constexpr int most_recent = 10;
    /// `directory` empty: the platform's place for settings (XDG_CONFIG_HOME/plumbline).
    explicit Settings(const QString& directory = {});

    template <class T>
    T get(const SettingKey<T>& key) const {
        return m_file->value(QLatin1String(key.name), QVariant::fromValue(key.fallback)).template value<T>();
    }
    template <class T>
    void set(const SettingKey<T>& key, const T& value) {
        m_file->setValue(QLatin1String(key.name), QVariant::fromValue(value));
    }
    QString file() const { return m_file->fileName(); }

    /// Workspaces, the latest first. Not looked at here: one may lie on a drive that does not answer.
    QStringList recent() const { return get(keys::recent); }
    void addRecent(const QString& folder);
    void removeRecent(const QString& folder);
    void clearRecent() { set(keys::recent, QStringList{}); }

private:
    std::unique_ptr<QSettings> m_file;
};

} // namespace plumbline::ui
