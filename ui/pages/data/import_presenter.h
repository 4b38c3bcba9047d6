// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>
#include <map>
#include <optional>

#include <QHash>
#include <QObject>
#include <QStringList>

#include "core/ingest/import.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the Import tab, without a widget: files one after another, each shown under its guessed settings before anything is
/// stored.
class ImportPresenter : public QObject {
    Q_OBJECT
public:
    /// The two calls of the core; a test gives others.
    struct Backend {
        std::function<ingest::PreviewResult(const std::filesystem::path&, const ingest::ReadOptions&, Progress&, std::stop_token)>
            preview;
        std::function<ingest::ImportResult(WorkspaceHandle&, const ingest::ImportRequest&, Progress&, std::stop_token)> import;
    };
    static constexpr size_t preview_rows = 100;
    enum class Stage {
        idle,    ///< no file
        reading, ///< the first preview is on its way
        ready,   ///< shown; may be reading again under other settings
        importing,
        failed ///< the file cannot be read: error() says why
    };
    explicit ImportPresenter(Session& session, Backend backend = {}, QObject* parent = nullptr);

    Session& session() { return m_session; }
    Stage stage() const { return m_stage; }
    bool isBusy() const { return m_job != 0; }
    JobId job() const { return m_job; }               ///< of the preview or import that runs; 0: none
    QString file() const { return m_queue.value(0); } ///< empty: none
    QString fileName() const;
    int waiting() const { return static_cast<int>(std::max<qsizetype>(0, m_queue.size() - 1)); }
    const ingest::PreviewResult* preview() const { return m_preview ? &*m_preview : nullptr; }
    std::shared_ptr<const Table> rows() const { return m_rows; }
    const std::optional<Error>& error() const { return m_error; }
    const ingest::ReadOptions& options() const { return m_options; }

    void addFiles(const QStringList& files);
    /// Reads again with other settings.
    void setOptions(const ingest::ReadOptions& options);
    /// Answers ingest::Question by id.
    void answer(const std::string& question, const std::string& choice);
    /// Columns as they would be imported: guesses with the changes of the user.
    std::vector<DatasetColumn> columns() const;
    void setRole(size_t column, const std::string& role, const std::string& kind = {});
    void setUnit(size_t column, const std::string& unit);
    bool isChanged(size_t column) const;

    QString target() const { return m_target; } ///< dataset
    bool targetExists() const { return m_session.dataset(m_target) != nullptr; }
    void setTarget(const QString& dataset);
    QString mode() const { return m_mode; }
    void setMode(const QString& mode);

    /// Why it cannot be imported now; empty: it can.
    QString obstacle() const;
    void importNow();
    /// Stops what runs; with nothing running, leaves this file out and shows the next.
    void cancel();
    /// What the last import did, until the next begins.
    const std::optional<ingest::ImportResult>& last() const { return m_last; }

Q_SIGNALS:
    void changed();
    void imported(const QString& dataset);

private:
    void nextFile();
    void read();
    void chooseTarget();
    void loadSeries();
    Session& m_session;
    Backend m_backend;
    QStringList m_queue;
    Stage m_stage = Stage::idle;
    ingest::ReadOptions m_options;
    std::optional<ingest::PreviewResult> m_preview;
    std::shared_ptr<const Table> m_rows;
    std::map<std::string, ingest::ColumnChoice> m_choices; ///< by field
    std::optional<Error> m_error;
    std::optional<ingest::ImportResult> m_last;
    QString m_target, m_mode = QStringLiteral("replace");
    QHash<int64_t, QStringList> m_series; ///< by dataset: patterns of the names of its files
    bool m_targetChosen = false;
    JobId m_job = 0;
};

} // namespace plumbline::ui
