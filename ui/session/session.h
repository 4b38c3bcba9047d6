// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include "core/store/workspace.h"
#include "ui/jobs/job_runner.h"
#include "ui/session/facts.h"
#include "ui/session/kept.h"
#include "ui/session/selection.h"
#include "ui/session/settings.h"
#include "ui/session/tongue.h"

namespace plumbline::ui {

/// A workspace that is open. It is not thread-safe, so every job takes the lock for as long as it uses it; the GUI thread never
/// does.
class WorkspaceHandle {
public:
    explicit WorkspaceHandle(std::unique_ptr<store::Workspace> workspace) : m_workspace(std::move(workspace)) {}
    template <class Use>
    auto use(Use&& use) {
        std::lock_guard lock(m_mutex);
        return use(*m_workspace);
    }

private:
    std::mutex m_mutex;
    std::unique_ptr<store::Workspace> m_workspace;
};

/// What is open and what is looked at: workspace, datasets, facts, selection, language. Everything that blocks runs in jobs;
/// results arrive as signals.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(Settings& settings, QObject* parent = nullptr);
    ~Session() override;

    JobRunner& jobs() { return m_jobs; }
    Settings& settings() { return m_settings; }
    QUndoStack& undoStack() { return m_undo; }
    Selection& selection() { return m_selection; }
    const Selection& selection() const { return m_selection; }

    bool isOpen() const { return m_handle != nullptr; }
    bool isOpening() const { return m_opening; }
    bool isReadOnly() const { return m_readOnly; }
    QString folder() const { return m_folder; }
    QString name() const { return m_name; } ///< of the workspace
    std::shared_ptr<WorkspaceHandle> handle() const { return m_handle; }

    const std::vector<DatasetInfo>& datasets() const { return m_datasets; }
    const DatasetInfo* dataset(const QString& name) const;
    /// The dataset that is looked at; null while there is none.
    const DatasetInfo* current() const;
    /// Null while they load, or where there are none.
    FactsPtr facts() const { return m_facts; }
    bool isLoading() const { return m_opening || m_loading; }

    void openWorkspace(const QString& folder);
    /// Makes a workspace and opens it.
    void createWorkspace(const QString& folder, const QString& name);
    /// Opens the sample workspace; makes it first where it is not there.
    void openSample();
    void closeWorkspace();
    /// Looks at a dataset.
    void setDataset(const QString& name);
    /// After an import or a change: datasets anew, and facts of that one (empty: the one that is looked at).
    void reload(const QString& datasetName = {});
    /// Facts that were loaded elsewhere.
    void adopt(FactsPtr facts);

    /// What a page kept in this workspace for the dataset that is looked at; empty: nothing.
    QJsonObject kept(const QString& name) const;
    /// Keeps it, written a moment later. Ignored where the workspace may not be written.
    void keep(const QString& name, const QJsonObject& value);
    /// Writes now what waits to be written: before the workspace is closed.
    void flush();

    /// Of what the core says; where it does not speak the language of the window, English.
    Language language() const;
    /// Of the window: "en", "fr", "de".
    QString languageCode() const { return tongue().language; }
    Tongue tongue() const;
    /// "en", "fr", "fr-CH", or empty for the system's.
    void setLanguage(const QString& code);
    /// For this run only, whatever the settings say.
    void overrideLanguage(const QString& code);

Q_SIGNALS:
    void workspaceChanged(); ///< opened, closed, or opening began
    void datasetsChanged();
    void factsChanged();
    void languageChanged();
    /// The size of the text changed: what is drawn has to be made anew.
    void appearanceChanged();
    /// What the workspace keeps of a kind ("pin", "audit") changed; whoever stores a record says so.
    void recordsChanged(const QString& kind);
    /// Something that a person asked of the session failed.
    void failed(const plumbline::Error& error);

private:
    struct Opened;
    using Open = std::function<std::unique_ptr<store::Workspace>(Progress&, std::stop_token)>;
    void start(const QString& title, const QString& folder, Open open);
    void take(Opened opened);
    void setFacts(FactsPtr facts);
    void applyNumberStyle();

    Settings& m_settings;
    Kept m_kept;
    QTimer m_keepLater;
    bool m_restoring = false;
    QUndoStack m_undo;
    Selection m_selection;
    std::shared_ptr<WorkspaceHandle> m_handle;
    QString m_folder, m_name, m_wanted, m_language;
    std::vector<DatasetInfo> m_datasets;
    FactsPtr m_facts;
    bool m_opening = false, m_loading = false, m_readOnly = false;
    quint64 m_generation = 0; ///< of the latest request; results of older ones are dropped
    JobRunner m_jobs;         ///< last: destroyed first, so that no job outlives what it reports to
};

} // namespace plumbline::ui
