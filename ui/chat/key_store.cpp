// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chat/key_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace plumbline::ui {

namespace {

constexpr auto owner_only = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QJsonObject read(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

} // namespace

QString KeyStore::key(const QString& endpoint) const { return read(m_file).value(endpoint).toString(); }

bool KeyStore::setKey(const QString& endpoint, const QString& key) {
    QJsonObject all = read(m_file);
    if (key.isEmpty())
        all.remove(endpoint);
    else
        all.insert(endpoint, key);
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.setPermissions(owner_only); // before a key is in it
    file.write(QJsonDocument(all).toJson(QJsonDocument::Compact));
    return file.commit() && QFile::setPermissions(m_file, owner_only);
}

} // namespace plumbline::ui
