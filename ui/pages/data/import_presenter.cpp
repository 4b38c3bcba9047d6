// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/import_presenter.h"

#include <QFileInfo>
#include <QRegularExpression>

#include "ui/charts/theme.h"
#include "ui/session/places.h"

namespace plumbline::ui {

namespace {

ImportPresenter::Backend realBackend() {
    return {[](const std::filesystem::path& file, const ingest::ReadOptions& options, Progress& progress, std::stop_token stop) {
                return ingest::preview_file(file, options, ImportPresenter::preview_rows, progress, std::move(stop));
            },
            [](WorkspaceHandle& handle, const ingest::ImportRequest& request, Progress& progress, std::stop_token stop) {
                return handle.use(
                    [&](store::Workspace& workspace) { return ingest::import_file(workspace, request, progress, stop); });
            }};
}

/// The rows with the units of their columns, so that they are written as amounts and counts.
Table withUnits(const Table& rows, const std::vector<DatasetColumn>& columns) {
    Table dressed;
    for (size_t i = 0; i < rows.columns(); ++i) {
        const Column& from = rows.column(i);
        std::string unit = from.unit();
        const bool number = from.type() == ColumnType::real || from.type() == ColumnType::integer;
        if (unit.empty() && number && i < columns.size()) {
            const std::string& known = columns[i].unit;
            const bool amount = known.size() == 3 && known[0] >= 'A' && known[0] <= 'Z';
            unit = amount || columns[i].role == "cost" || columns[i].role == "revenue" ? "currency" : known;
        }
        Column& to = dressed.add(from.name(), from.type(), unit);
        for (size_t row = 0; row < from.size(); ++row) to.append_value(from.value(row));
    }
    return dressed;
}

bool holds(const std::vector<DatasetColumn>& columns, const std::string& name) {
    return std::any_of(columns.begin(), columns.end(), [&](const DatasetColumn& c) { return c.name == name; });
}

/// A file of exactly the columns of a dataset is its next export.
bool sameColumns(const DatasetInfo& dataset, const std::vector<DatasetColumn>& columns) {
    return !columns.empty() && columns.size() == dataset.columns.size() &&
           std::all_of(columns.begin(), columns.end(), [&](const DatasetColumn& c) { return holds(dataset.columns, c.name); });
}

/// It has every column that the dataset gives a role.
bool hasItsRoles(const DatasetInfo& dataset, const std::vector<DatasetColumn>& columns) {
    bool any = false;
    for (const DatasetColumn& c : dataset.columns) {
        if (c.role == "attribute" || c.role == "ignore") continue;
        if (!holds(columns, c.name)) return false;
        any = true;
    }
    return any;
}

/// "ads_2026-11-20.csv" and "ads_2026-11-27.csv" are of one series; a name of figures alone is of none.
QString seriesOf(const QString& fileName) {
    QString stem = QFileInfo(fileName).completeBaseName().toLower();
    static const QRegularExpression digits(QStringLiteral("[0-9]+")), letters(QStringLiteral("\\p{L}{2}"));
    stem.replace(digits, QStringLiteral("#"));
    return letters.match(stem).hasMatch() && stem.contains(QLatin1Char('#')) ? stem : QString();
}

} // namespace

ImportPresenter::ImportPresenter(Session& session, Backend backend, QObject* parent)
    : QObject(parent), m_session(session), m_backend(backend.preview ? std::move(backend) : realBackend()) {
    connect(&session, &Session::datasetsChanged, this, [this] {
        if (m_stage == Stage::ready && !m_targetChosen) chooseTarget();
        Q_EMIT changed();
    });
}

QString ImportPresenter::fileName() const { return QFileInfo(file()).fileName(); }

void ImportPresenter::addFiles(const QStringList& files) {
    const bool idle = m_queue.isEmpty();
    for (const QString& name : files) {
        const QString path = QFileInfo(name).absoluteFilePath();
        if (!m_queue.contains(path)) m_queue.append(path);
    }
    if (idle && !m_queue.isEmpty())
        nextFile();
    else
        Q_EMIT changed();
}

void ImportPresenter::nextFile() {
    m_options = {};
    m_preview.reset();
    m_rows.reset();
    m_choices.clear();
    m_error.reset();
    m_target.clear();
    m_targetChosen = false;
    m_stage = m_queue.isEmpty() ? Stage::idle : Stage::reading;
    if (m_queue.isEmpty()) {
        Q_EMIT changed();
        return;
    }
    m_last.reset();
    read();
    loadSeries();
}

/// Which files the datasets came from, by the pattern of their names.
void ImportPresenter::loadSeries() {
    const auto handle = m_session.handle();
    if (!handle) return;
    std::vector<int64_t> ids;
    for (const DatasetInfo& dataset : m_session.datasets()) ids.push_back(dataset.id);
    m_session.jobs().start(
        tr("Loading the list of imports"),
        [handle, ids](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& workspace) {
                QHash<int64_t, QStringList> all;
                for (const int64_t id : ids)
                    for (const store::SnapshotInfo& s : workspace.snapshots(id)) all[id] << seriesOf(qs(s.source));
                return all;
            });
        },
        this,
        [this](QHash<int64_t, QStringList> all) {
            m_series = std::move(all);
            if (m_stage != Stage::ready || m_targetChosen) return;
            chooseTarget();
            Q_EMIT changed();
        },
        [](const Error&) {}); // without it a full match of the columns still decides
}

void ImportPresenter::setOptions(const ingest::ReadOptions& options) {
    if (m_stage == Stage::importing || m_queue.isEmpty()) return;
    m_options = options;
    read();
}

void ImportPresenter::answer(const std::string& question, const std::string& choice) {
    ingest::ReadOptions options = m_options;
    if (question == "date_order")
        options.date_order = choice;
    else if (question == "decimal") {
        options.decimal = choice;
        // The other of the two signs, where there is one, then groups thousands.
        options.thousands = choice == "," ? "." : ",";
    }
    setOptions(options);
}

void ImportPresenter::read() {
    if (m_job) m_session.jobs().cancel(m_job);
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Reading %1").arg(fileName()),
        [preview = m_backend.preview, path = toPath(file()), options = m_options](Progress& progress, std::stop_token stop) {
            return preview(path, options, progress, std::move(stop));
        },
        this,
        [this, id](ingest::PreviewResult result) {
            if (*id != m_job) return;
            m_job = 0;
            m_rows = std::make_shared<const Table>(withUnits(result.rows, result.reading.columns));
            result.rows = Table();
            m_preview = std::move(result);
            m_error.reset();
            m_stage = Stage::ready;
            if (!m_targetChosen) chooseTarget();
            Q_EMIT changed();
        },
        [this, id](const Error& error) {
            if (*id != m_job) return;
            m_job = 0;
            if (error.code() == ErrorCode::cancelled) {
                if (m_stage == Stage::reading) m_stage = Stage::failed;
            } else
                m_stage = Stage::failed;
            m_error = error;
            Q_EMIT changed();
        });
    *id = m_job;
    Q_EMIT changed();
}

void ImportPresenter::chooseTarget() {
    m_target = QFileInfo(file()).completeBaseName();
    m_mode = QStringLiteral("replace");
    if (!m_preview) return;
    const QString series = seriesOf(fileName());
    for (const DatasetInfo& dataset : m_session.datasets())
        if (sameColumns(dataset, m_preview->reading.columns) ||
            (!series.isEmpty() && m_series.value(dataset.id).contains(series) &&
             hasItsRoles(dataset, m_preview->reading.columns))) {
            m_target = qs(dataset.name);
            // The next export of the same report usually repeats days: those are replaced, the others added.
            m_mode = QStringLiteral("upsert");
            return;
        }
    if (targetExists()) m_target = tr("%1 2").arg(m_target);
}

std::vector<DatasetColumn> ImportPresenter::columns() const {
    std::vector<DatasetColumn> all;
    if (!m_preview) return all;
    all = m_preview->reading.columns;
    for (DatasetColumn& column : all) {
        const auto it = m_choices.find(column.field);
        if (it == m_choices.end()) continue;
        column.role = it->second.role.value_or(column.role);
        column.kind = it->second.kind.value_or(column.kind);
        column.unit = it->second.unit.value_or(column.unit);
    }
    return all;
}

void ImportPresenter::setRole(size_t column, const std::string& role, const std::string& kind) {
    if (!m_preview || column >= m_preview->reading.columns.size()) return;
    const std::string& field = m_preview->reading.columns[column].field;
    ingest::ColumnChoice& choice = m_choices[field];
    choice.column = field;
    choice.role = role;
    choice.kind = kind;
    // A date, a campaign and the eight measures stand once; who had the role before keeps a harmless one.
    const bool once = role == "date" || role == "campaign" || (is_measure_role(role) && role != "measure");
    const std::vector<DatasetColumn> now = columns();
    for (size_t i = 0; once && i < now.size(); ++i) {
        if (i == column || now[i].role != role) continue;
        ingest::ColumnChoice& other = m_choices[now[i].field];
        other.column = now[i].field;
        other.role = role == "date" ? "attribute" : role == "campaign" ? "dimension" : "measure";
        other.kind = std::string();
    }
    Q_EMIT changed();
}

void ImportPresenter::setUnit(size_t column, const std::string& unit) {
    if (!m_preview || column >= m_preview->reading.columns.size()) return;
    const std::string& field = m_preview->reading.columns[column].field;
    m_choices[field].column = field;
    m_choices[field].unit = unit;
    Q_EMIT changed();
}

bool ImportPresenter::isChanged(size_t column) const {
    return m_preview && column < m_preview->reading.columns.size() &&
           m_choices.contains(m_preview->reading.columns[column].field);
}

void ImportPresenter::setTarget(const QString& dataset) {
    if (dataset.trimmed().isEmpty()) return;
    m_target = dataset.trimmed();
    m_targetChosen = true;
    if (!targetExists())
        m_mode = QStringLiteral("replace");
    else if (m_mode == QLatin1String("replace"))
        m_mode = QStringLiteral("upsert");
    Q_EMIT changed();
}

void ImportPresenter::setMode(const QString& mode) {
    m_mode = mode;
    m_targetChosen = true;
    Q_EMIT changed();
}

QString ImportPresenter::obstacle() const {
    if (m_stage != Stage::ready || m_job) return tr("The file is still being read.");
    if (!m_preview->reading.questions.empty()) return tr("Answer the question above first.");
    if (m_preview->reading.rows == 0) return tr("There is no row to import.");
    if (!m_session.isOpen())
        return m_session.isOpening() ? tr("The workspace is still being opened.") : tr("Open a workspace first.");
    if (m_session.isReadOnly()) return tr("This workspace can only be read: its folder does not allow writing.");
    return {};
}

void ImportPresenter::importNow() {
    if (!obstacle().isEmpty()) return;
    ingest::ImportRequest request;
    request.file = toPath(file());
    request.dataset = m_target.toStdString();
    request.mode = m_mode.toStdString();
    request.options = m_options;
    for (const auto& [field, choice] : m_choices) request.choices.push_back(choice);
    m_stage = Stage::importing;
    m_error.reset();
    auto id = std::make_shared<JobId>(0);
    m_job = m_session.jobs().start(
        tr("Import of %1").arg(fileName()),
        [run = m_backend.import, handle = m_session.handle(), request](Progress& progress, std::stop_token stop) {
            return run(*handle, request, progress, std::move(stop));
        },
        this,
        [this, id](ingest::ImportResult result) {
            if (*id != m_job) return;
            m_job = 0;
            const QString dataset = qs(result.dataset);
            if (!m_queue.isEmpty()) m_queue.removeFirst();
            nextFile();
            m_last = std::move(result);
            m_session.reload(dataset);
            Q_EMIT changed();
            Q_EMIT imported(dataset);
        },
        [this, id](const Error& error) {
            if (*id != m_job) return;
            m_job = 0;
            m_stage = Stage::ready;
            if (error.code() != ErrorCode::cancelled) m_error = error;
            Q_EMIT changed();
        });
    *id = m_job;
    Q_EMIT changed();
}

void ImportPresenter::cancel() {
    if (m_job && m_stage == Stage::importing) {
        m_session.jobs().cancel(m_job);
        Q_EMIT changed();
        return;
    }
    if (m_job) m_session.jobs().cancel(m_job);
    m_job = 0;
    if (!m_queue.isEmpty()) m_queue.removeFirst();
    nextFile();
}

} // namespace plumbline::ui
