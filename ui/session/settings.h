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
inline const SettingKey<int> text_size{"ui/text_size", 0};    ///< percent; 0: the system's
inline const SettingKey<bool> reduced_motion{"ui/reduced_motion", false};
inline const SettingKey<QString> currency{"data/currency", {}};          ///< of amounts whose file names none: ISO 4217
inline const SettingKey<int> first_weekday{"calendar/first_weekday", 1}; ///< 1 Monday to 7 Sunday
inline const SettingKey<int> fiscal_month{"calendar/fiscal_month", 1};   ///< first month of the business year
inline const SettingKey<int> threads{"engine/threads", 0};               ///< 0: all
inline const SettingKey<int> memory_mib{"engine/memory_mib", 0};         ///< of the analytical store; 0: as it comes
inline const SettingKey<bool> reopen{"session/reopen", true};            ///< begin where the last run ended
inline const SettingKey<QStringList> shortcuts{"ui/shortcuts", {}};      ///< keys that a person chose: "file.open=Ctrl+O"
// Session: where a person was.
inline const SettingKey<QStringList> recent{"session/recent", {}};
inline const SettingKey<QStringList> pinned{"session/pinned", {}}; ///< workspaces that stay at the top of the recent ones
inline const SettingKey<QByteArray> geometry{"session/geometry", {}};
inline const SettingKey<QByteArray> layout{"session/layout", {}};    ///< docks and tool bars
inline const SettingKey<QString> workspace{"session/workspace", {}}; ///< open when the program ended; empty: none
inline const SettingKey<QString> opening{"session/opening", {}}; ///< being opened at the start; left behind: it did not end well
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
    /// Those that are pinned stand before the others and are never pushed out.
    QStringList recent() const;
    void addRecent(const QString& folder);
    void removeRecent(const QString& folder);
    /// All but the pinned.
    void clearRecent() { set(keys::recent, QStringList{}); }
    bool isPinned(const QString& folder) const { return get(keys::pinned).contains(folder); }
    void setPinned(const QString& folder, bool pinned);

private:
    std::unique_ptr<QSettings> m_file;
};

} // namespace plumbline::ui
