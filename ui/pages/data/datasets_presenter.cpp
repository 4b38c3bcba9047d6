// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/datasets_presenter.h"

#include <utility>

#include <QPointer>
#include <QUndoCommand>

#include "ui/charts/theme.h"

namespace plumbline::ui {

/// A change of columns that was carried out. Its first redo is what has just happened.
class ColumnsCommand : public QUndoCommand {
public:
    ColumnsCommand(DatasetsPresenter* presenter, std::string dataset, std::vector<ingest::ColumnChoice> before,
                   std::vector<ingest::ColumnChoice> after)
        : QUndoCommand(DatasetsPresenter::tr("change of columns")), m_presenter(presenter), m_dataset(std::move(dataset)),
          m_before(std::move(before)), m_after(std::move(after)) {}
    void undo() override { apply(m_before); }
    void redo() override {
        if (m_done) apply(m_after);
        m_done = true;
    }

private:
    void apply(const std::vector<ingest::ColumnChoice>& choices) {
        if (m_presenter) m_presenter->run(m_dataset, choices, [] {});
    }
    QPointer<DatasetsPresenter> m_presenter;
    std::string m_dataset;
    std::vector<ingest::ColumnChoice> m_before, m_after;
    bool m_done = false;
};

/// Exports that were made one. Its first redo is what has just happened.
class CombineCommand : public QUndoCommand {
public:
    CombineCommand(DatasetsPresenter* presenter, std::string name, std::vector<ingest::CombinePart> parts)
        : QUndoCommand(DatasetsPresenter::tr("combining exports")), m_presenter(presenter), m_name(std::move(name)),
          m_parts(std::move(parts)) {}
    void undo() override {
        if (m_presenter) m_presenter->removeNow(qs(m_name));
    }
    void redo() override {
        if (m_done && m_presenter) m_presenter->makeOne(m_name, m_parts, [] {});
        m_done = true;
    }

private:
    QPointer<DatasetsPresenter> m_presenter;
    std::string m_name;
    std::vector<ingest::CombinePart> m_parts;
    bool m_done = false;
};

DatasetsPresenter::DatasetsPresenter(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_removal.setSingleShot(true);
    m_removal.setInterval(undo_ms);
    connect(&m_removal, &QTimer::timeout, this, &DatasetsPresenter::finishRemove);
    const auto refresh = [this] {
        const DatasetInfo* now = current();
        if (!now || m_changesOf != now->name) {
            m_changes.clear();
            m_changesOf = now ? now->name : std::string();
        }
        loadSnapshots();
        loadProposal();
        // Another dataset empties the list of what can be undone; what made it comes behind that.
        if (const FactsPtr facts = m_session.facts(); facts && m_shown && qs(facts->dataset.name) == m_toShow)
            std::exchange(m_shown, nullptr)();
        Q_EMIT changed();
    };
    connect(&session, &Session::datasetsChanged, this, refresh);
    connect(&session, &Session::factsChanged, this, refresh);
    connect(&session, &Session::workspaceChanged, this, [this] {
        if (m_session.isOpen()) return;
        // The workspace went away before the time was over: the dataset stays.
        m_removal.stop();
        m_removing.clear();
        m_error.reset();
    });
    refresh();
}

DatasetsPresenter::~DatasetsPresenter() = default;

std::vector<DatasetInfo> DatasetsPresenter::datasets() const {
    std::vector<DatasetInfo> all = m_session.datasets();
    std::erase_if(all, [this](const DatasetInfo& d) { return qs(d.name) == m_removing; });
    return all;
}

const DatasetInfo* DatasetsPresenter::current() const {
    const DatasetInfo* now = m_session.current();
    return now && qs(now->name) == m_removing ? nullptr : now;
}

void DatasetsPresenter::choose(const QString& dataset) { m_session.setDataset(dataset); }

std::vector<DatasetColumn> DatasetsPresenter::columns() const {
    const DatasetInfo* now = current();
    if (!now) return {};
    std::vector<DatasetColumn> all = now->columns;
    for (DatasetColumn& column : all) {
        const auto it = m_changes.find(column.field);
        if (it == m_changes.end()) continue;
        column.role = it->second.role.value_or(column.role);
        column.kind = it->second.kind.value_or(column.kind);
        column.unit = it->second.unit.value_or(column.unit);
    }
    return all;
}

ingest::ColumnChoice& DatasetsPresenter::change(size_t column) {
    const std::string& field = current()->columns[column].field;
    ingest::ColumnChoice& choice = m_changes[field];
    choice.column = field;
    return choice;
}

void DatasetsPresenter::setRole(size_t column, const std::string& role, const std::string& kind) {
    const DatasetInfo* now = current();
    if (!now || column >= now->columns.size()) return;
    ingest::ColumnChoice& choice = change(column);
    choice.role = role;
    choice.kind = kind;
    Q_EMIT changed();
}

void DatasetsPresenter::setUnit(size_t column, const std::string& unit) {
    const DatasetInfo* now = current();
    if (!now || column >= now->columns.size()) return;
    change(column).unit = unit;
    Q_EMIT changed();
}

namespace {

bool isCurrency(const std::string& unit) {
    return unit.size() == 3 && std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool lacksCurrency(const DatasetColumn& column) {
    return (column.role == "cost" || column.role == "revenue") && !isCurrency(column.unit);
}

} // namespace

QStringList DatasetsPresenter::amountsWithoutCurrency() const {
    QStringList names;
    const DatasetInfo* now = current();
    if (!now || !now->currency.empty()) return names;
    for (const DatasetColumn& column : now->columns)
        if (lacksCurrency(column)) names << qs(column.name);
    return names;
}

void DatasetsPresenter::setCurrency(const std::string& code) {
    const DatasetInfo* now = current();
    if (!now || m_job || !isCurrency(code)) return;
    std::vector<ingest::ColumnChoice> before, after;
    for (const DatasetColumn& column : now->columns) {
        if (!lacksCurrency(column)) continue;
        before.push_back({column.field, std::nullopt, std::nullopt, column.unit, std::nullopt});
        after.push_back({column.field, std::nullopt, std::nullopt, code, std::nullopt});
    }
    run(
        now->name, after,
        [this, dataset = now->name, before, after] {
            m_session.undoStack().push(new ColumnsCommand(this, dataset, before, after));
        },
        code);
}

void DatasetsPresenter::discardChanges() {
    m_changes.clear();
    Q_EMIT changed();
}

void DatasetsPresenter::applyChanges() {
    const DatasetInfo* now = current();
    if (!now || m_changes.empty() || m_job) return;
    std::vector<ingest::ColumnChoice> before, after;
    for (const auto& [field, choice] : m_changes) {
        const DatasetColumn* column = now->by_field(field);
        if (!column) continue;
        before.push_back({field, column->role, column->kind, column->unit, std::nullopt});
        after.push_back(choice);
    }
    run(now->name, after, [this, dataset = now->name, before, after] {
        m_session.undoStack().push(new ColumnsCommand(this, dataset, before, after));
    });
}

void DatasetsPresenter::run(const std::string& dataset, std::vector<ingest::ColumnChoice> choices, std::function<void()> done,
                            const std::string& currency) {
    if (!m_session.isOpen() || m_job) return;
    m_error.reset();
    m_job = m_session.jobs().start(
        tr("Changing columns of %1").arg(qs(dataset)),
        [handle = m_session.handle(), dataset, choices = std::move(choices), currency](Progress& progress, std::stop_token stop) {
            handle->use([&](store::Workspace& workspace) {
                ingest::change_columns(workspace, dataset, choices, progress, stop);
                if (!currency.empty() && !workspace.setting("currency")) workspace.set_setting("currency", currency);
            });
        },
        this,
        [this, done = std::move(done)] {
            m_job = 0;
            m_changes.clear();
            done();
            m_session.reload();
            Q_EMIT changed();
        },
        [this](const Error& error) {
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) m_error = error;
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

void DatasetsPresenter::loadSnapshots() {
    const DatasetInfo* now = current();
    const std::string key = now ? now->name + '/' + now->fingerprint : std::string();
    if (key == m_snapshotsOf) return;
    m_snapshotsOf = key;
    m_snapshots.clear();
    m_rejects.clear();
    m_rejectsOf = 0;
    const auto handle = m_session.handle();
    if (!now || !handle) return;
    m_session.jobs().start(
        tr("Loading the list of imports"),
        [handle, id = now->id](Progress&, std::stop_token) {
            return handle->use([id](store::Workspace& workspace) { return workspace.snapshots(id); });
        },
        this,
        [this, key](std::vector<store::SnapshotInfo> snapshots) {
            if (key != m_snapshotsOf) return;
            std::sort(snapshots.begin(), snapshots.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
            m_snapshots = std::move(snapshots);
            Q_EMIT changed();
        },
        [this](const Error& error) {
            if (error.code() != ErrorCode::cancelled) m_error = error;
            Q_EMIT changed();
        });
}

void DatasetsPresenter::loadRejects(int64_t snapshot) {
    const auto handle = m_session.handle();
    if (!handle || snapshot == m_rejectsOf) return;
    m_rejectsOf = snapshot;
    m_rejects.clear();
    m_session.jobs().start(
        tr("Loading rows set aside"),
        [handle, snapshot](Progress&, std::stop_token) {
            return handle->use([snapshot](store::Workspace& workspace) { return workspace.rejects(snapshot); });
        },
        this,
        [this, snapshot](std::vector<store::RejectedRow> rejects) {
            if (snapshot != m_rejectsOf) return;
            m_rejects = std::move(rejects);
            Q_EMIT changed();
        },
        [this](const Error& error) {
            m_error = error;
            Q_EMIT changed();
        });
}

void DatasetsPresenter::remove(const QString& dataset) {
    if (!m_session.isOpen() || m_session.isReadOnly()) return;
    finishRemove();
    m_removing = dataset;
    m_removal.start();
    Q_EMIT changed();
}

void DatasetsPresenter::undoRemove() {
    m_removal.stop();
    m_removing.clear();
    loadSnapshots();
    Q_EMIT changed();
}

void DatasetsPresenter::finishRemove() {
    m_removal.stop();
    const DatasetInfo* gone = m_session.dataset(m_removing);
    const auto handle = m_session.handle();
    if (!gone || !handle) {
        m_removing.clear();
        return;
    }
    removeNow(m_removing);
}

void DatasetsPresenter::removeNow(const QString& dataset) {
    const DatasetInfo* gone = m_session.dataset(dataset);
    const auto handle = m_session.handle();
    if (!gone || !handle) return;
    m_session.jobs().start(
        tr("Removing %1").arg(dataset),
        [handle, id = gone->id](Progress&, std::stop_token) {
            handle->use([id](store::Workspace& workspace) { workspace.remove_dataset(id); });
        },
        this,
        [this, name = dataset] {
            if (m_removing == name) m_removing.clear();
            m_session.reload();
        },
        [this](const Error& error) {
            m_removing.clear();
            m_error = error;
            Q_EMIT changed();
        });
}

void DatasetsPresenter::loadProposal() {
    std::string key;
    for (const DatasetInfo& d : datasets()) key += d.name + '/' + d.fingerprint + '\n';
    if (key == m_proposalOf) return;
    m_proposalOf = key;
    m_proposal = {};
    const auto handle = m_session.handle();
    if (!handle || m_session.datasets().size() < 2) return;
    m_session.jobs().start(
        tr("Looking at what fits together"),
        [handle](Progress&, std::stop_token) {
            return handle->use([](store::Workspace& workspace) {
                return ingest::combinations(workspace).empty() ? ingest::propose_combination(workspace) : ingest::Combination();
            });
        },
        this,
        [this, key](ingest::Combination proposal) {
            if (key != m_proposalOf) return;
            if (proposal.parts.size() < 2) proposal = {};
            m_proposal = std::move(proposal);
            Q_EMIT changed();
        },
        [](const Error&) {}); // without a proposal nothing is lost
}

void DatasetsPresenter::combine() {
    if (m_proposal.parts.size() < 2 || m_session.isReadOnly()) return;
    std::vector<ingest::CombinePart> parts;
    for (const ingest::CombinePart& p : m_proposal.parts) parts.push_back({p.dataset, {}});
    const std::string name = tr("All sources").toStdString();
    makeOne(name, parts, [this, name, parts] { m_session.undoStack().push(new CombineCommand(this, name, parts)); });
}

void DatasetsPresenter::makeOne(const std::string& name, const std::vector<ingest::CombinePart>& parts,
                                std::function<void()> shown) {
    if (!m_session.isOpen() || m_job) return;
    m_error.reset();
    m_job = m_session.jobs().start(
        tr("Combining %n export(s)", nullptr, static_cast<int>(parts.size())),
        [handle = m_session.handle(), name, parts, language = m_session.language()](Progress& progress, std::stop_token stop) {
            handle->use([&](store::Workspace& workspace) { ingest::combine(workspace, name, parts, language, progress, stop); });
        },
        this,
        [this, name, shown = std::move(shown)] {
            m_job = 0;
            m_toShow = qs(name);
            m_shown = shown;
            m_session.reload(m_toShow);
            Q_EMIT changed();
        },
        [this](const Error& error) {
            m_job = 0;
            if (error.code() != ErrorCode::cancelled) m_error = error;
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

} // namespace plumbline::ui
