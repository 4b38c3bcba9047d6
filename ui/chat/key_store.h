// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace plumbline::ui {

/// Keys of endpoints, outside of every workspace: a file that only its owner can read (0600). Never logged, never exported.
class KeyStore {
public:
    /// `folder`: of the program's settings.
    explicit KeyStore(const QString& folder) : m_file(folder + QStringLiteral("/endpoint-keys.json")) {}
    QString key(const QString& endpoint) const;
    /// An empty key takes the entry away. False where the file cannot be written.
    bool setKey(const QString& endpoint, const QString& key);
    QString file() const { return m_file; }

private:
    QString m_file;
};

} // namespace plumbline::ui
