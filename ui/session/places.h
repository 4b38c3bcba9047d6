// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <filesystem>

#include <QString>

namespace plumbline::ui {

/// Where workspaces are made when a person does not say (XDG_DATA_HOME/plumbline).
QString workspacesFolder();
/// The sample workspace.
QString sampleFolder();
/// A folder in workspacesFolder() that does not exist yet: "My workspace", "My workspace 2" …
QString freshWorkspaceFolder(const QString& name);

/// Paths between Qt and the core.
inline std::filesystem::path toPath(const QString& text) { return std::filesystem::path(text.toUtf8().toStdString()); }
inline QString fromPath(const std::filesystem::path& path) { return QString::fromUtf8(path.u8string().c_str()); }

} // namespace plumbline::ui
