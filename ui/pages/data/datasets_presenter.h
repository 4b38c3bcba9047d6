// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <map>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/ingest/combine.h"
#include "core/ingest/import.h"
#include "ui/session/session.h"

namespace plumbline::ui {

/// State of the tabs Datasets and Set aside, without a widget: what was imported, changes to columns, removal with a way back.
class DatasetsPresenter : public QObject {
    Q_OBJECT
public:
    /// Time in which a removal can be undone before it is carried out.
    static constexpr int undo_ms = 10'000;
    explicit DatasetsPresenter(Session& session, QObject* parent = nullptr);
    ~DatasetsPresenter() override;

    Session& session() { return m_session; }
    /// Without those that are being removed.
    std::vector<DatasetInfo> datasets() const;
    /// The one that is looked at.
    const DatasetInfo* current() const;
    void choose(const QString& dataset);

    /// Columns of the current dataset with the changes that are not applied yet.
    std::vector<DatasetColumn> columns() const;
    bool hasChanges() const { return !m_changes.empty(); }
    void setRole(size_t column, const std::string& role, const std::string& kind);
    void setUnit(size_t column, const std::string& unit);
    /// Columns of amounts that no currency is known of.
    QStringList amountsWithoutCurrency() const;
    /// Says in which currency they are; the workspace takes it where it has none. Can be undone.
    void setCurrency(const std::string& code);
    void discardChanges();
    /// Rebuilds what depends on the columns, in a job; can be undone.
    void applyChanges();
    bool isBusy() const { return m_job != 0; }

    /// Imports of the current dataset, the latest first; empty until they are loaded.
    const std::vector<store::SnapshotInfo>& snapshots() const { return m_snapshots; }
    /// Rows set aside of an import, loaded by loadRejects.
    const std::vector<store::RejectedRow>& rejects() const { return m_rejects; }
    int64_t rejectsOf() const { return m_rejectsOf; } ///< snapshot; 0: none
    void loadRejects(int64_t snapshot);

    /// Exports that fit together and are not seen as one yet; without parts: there is nothing to combine.
    const ingest::Combination& proposal() const { return m_proposal; }
    /// Makes one dataset of them, in a job, and shows it; can be undone.
    void combine();

    void remove(const QString& dataset);
    /// Name of the dataset whose removal can be undone; empty: none.
    QString removing() const { return m_removing; }
    void undoRemove();
    /// Carries a pending removal out now: before the workspace is closed.
    void finishRemove();

    const std::optional<Error>& error() const { return m_error; }

Q_SIGNALS:
    void changed();

private:
    friend class ColumnsCommand;
    friend class CombineCommand;
    void loadSnapshots();
    void loadProposal();
    /// `shown`: what is done once the dataset is looked at.
    void makeOne(const std::string& name, const std::vector<ingest::CombinePart>& parts, std::function<void()> shown);
    void removeNow(const QString& dataset);
    /// `currency`: of the workspace; empty: as it is.
    void run(const std::string& dataset, std::vector<ingest::ColumnChoice> choices, std::function<void()> done,
             const std::string& currency = {});
    ingest::ColumnChoice& change(size_t column);
    Session& m_session;
    std::map<std::string, ingest::ColumnChoice> m_changes; ///< by field
    std::string m_changesOf, m_snapshotsOf, m_proposalOf;
    ingest::Combination m_proposal;
    QString m_toShow; ///< a dataset that was made and is being loaded
    std::function<void()> m_shown;
    std::vector<store::SnapshotInfo> m_snapshots;
    std::vector<store::RejectedRow> m_rejects;
    int64_t m_rejectsOf = 0;
    std::optional<Error> m_error;
    QString m_removing;
    QTimer m_removal;
    JobId m_job = 0;
};

} // namespace plumbline::ui
