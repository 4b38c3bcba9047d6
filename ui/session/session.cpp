// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include "core/base/number_marks.h"
#include "core/ingest/import.h"
#include "core/sample/into_workspace.h"
#include "ui/charts/number_style.h"
#include "ui/charts/theme.h"
#include "ui/session/places.h"

namespace plumbline::ui {

namespace {

// The dataset that a workspace opens with; kept in the workspace, not in the settings, so that it moves with the folder.
constexpr std::string_view current_dataset = "ui/dataset";
// What pages keep.
constexpr std::string_view kept_state = "ui/state";
constexpr int keep_after_ms = 1000;

const DatasetInfo* find(const std::vector<DatasetInfo>& all, const std::string& name) {
    const auto it = std::find_if(all.begin(), all.end(), [&](const DatasetInfo& d) { return d.name == name; });
    return it == all.end() ? nullptr : &*it;
}

/// For writing; for reading where the folder does not allow more.
std::unique_ptr<store::Workspace> openForWriting(const std::filesystem::path& folder, Progress& progress, std::stop_token stop) {
    try {
        return ingest::open_workspace(folder, store::Access::write, progress, stop);
    } catch (const Error& e) {
        if (e.code() != ErrorCode::workspace_read_only) throw;
    }
    return ingest::open_workspace(folder, store::Access::read, progress, stop);
}

/// With the currency that a person set, where no column names one.
FactsPtr withCurrency(FactsPtr facts, const QString& currency) {
    if (!facts || currency.isEmpty() || !facts->dataset.currency.empty()) return facts;
    for (const DatasetColumn& column : facts->dataset.columns)
        if (column.unit.size() == 3 &&
            std::all_of(column.unit.begin(), column.unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            return facts; // several: they are not one
    auto named = std::make_shared<Facts>(*facts);
    named->dataset.currency = currency.toStdString();
    return named;
}

void makeSample(const std::filesystem::path& folder, Progress& progress, const std::stop_token& stop) {
    namespace fs = std::filesystem;
    // Made beside its place and moved there whole, so that a cancel leaves no half sample.
    const fs::path part = folder.string() + ".part";
    fs::remove_all(part);
    try {
        auto workspace = store::Workspace::create(part, folder.filename().string());
        sample::sample_into(*workspace, {}, {}, progress, stop);
        workspace.reset();
        fs::rename(part, folder);
    } catch (...) {
        fs::remove_all(part);
        throw;
    }
}

} // namespace

struct Session::Opened {
    std::unique_ptr<store::Workspace> workspace;
    QString folder, name;
    std::vector<DatasetInfo> datasets;
    Kept kept;
    FactsPtr facts;
    std::optional<Error> factsError;
};

Session::Session(Settings& settings, QObject* parent) : QObject(parent), m_settings(settings), m_selection(&m_undo) {
    qRegisterMetaType<Error>("plumbline::Error");
    applyNumberStyle();
    m_keepLater.setSingleShot(true);
    m_keepLater.setInterval(keep_after_ms);
    connect(&m_keepLater, &QTimer::timeout, this, &Session::flush);
    connect(&m_selection, &Selection::changed, this, [this] {
        if (m_facts && !m_restoring) keep(QStringLiteral("selection"), toJson(m_selection.state()));
    });
}

Session::~Session() = default;

const DatasetInfo* Session::dataset(const QString& name) const { return find(m_datasets, name.toStdString()); }

const DatasetInfo* Session::current() const {
    if (m_facts) return &m_facts->dataset;
    if (const DatasetInfo* wanted = dataset(m_wanted)) return wanted;
    return m_datasets.empty() ? nullptr : &m_datasets.front();
}

void Session::start(const QString& title, const QString& folder, Open open) {
    closeWorkspace();
    m_opening = true;
    m_folder = folder;
    const quint64 generation = ++m_generation;
    Q_EMIT workspaceChanged();
    // One job up to the first numbers: opening, the list of datasets, and the facts of the one that was looked at last.
    m_jobs.start(
        title,
        [open = std::move(open), folder](Progress& progress, std::stop_token stop) {
            Opened opened;
            opened.workspace = open(progress, stop);
            opened.folder = folder;
            opened.name = qs(opened.workspace->name());
            opened.datasets = opened.workspace->datasets();
            opened.kept = Kept::read(opened.workspace->setting(kept_state).value_or(""));
            if (opened.datasets.empty()) return opened;
            const DatasetInfo* wanted = find(opened.datasets, opened.workspace->setting(current_dataset).value_or(""));
            try {
                opened.facts = loadFacts(*opened.workspace, wanted ? *wanted : opened.datasets.front(), progress, stop);
            } catch (const Error& e) {
                opened.factsError = e;
            }
            return opened;
        },
        this,
        [this, generation](Opened opened) {
            if (generation == m_generation) take(std::move(opened));
        },
        [this, generation](const Error& error) {
            if (generation != m_generation) return;
            m_opening = false;
            m_folder.clear();
            Q_EMIT workspaceChanged();
            if (error.code() != ErrorCode::cancelled) Q_EMIT failed(error);
        });
}

void Session::take(Opened opened) {
    m_opening = false;
    m_readOnly = opened.workspace->access() == store::Access::read;
    m_handle = std::make_shared<WorkspaceHandle>(std::move(opened.workspace));
    m_name = opened.name;
    m_datasets = std::move(opened.datasets);
    m_kept = std::move(opened.kept);
    m_settings.addRecent(m_folder);
    m_settings.set(keys::workspace, m_folder);
    Q_EMIT workspaceChanged();
    Q_EMIT datasetsChanged();
    setFacts(opened.facts);
    if (opened.factsError) Q_EMIT failed(*opened.factsError);
}

void Session::openWorkspace(const QString& folder) {
    const QString absolute = QDir(folder).absolutePath();
    if (isOpen() && absolute == m_folder) return;
    start(tr("Opening %1").arg(QFileInfo(absolute).fileName()), absolute,
          [path = toPath(absolute)](Progress& progress, std::stop_token stop) { return openForWriting(path, progress, stop); });
}

void Session::createWorkspace(const QString& folder, const QString& name) {
    const QString absolute = QDir(folder).absolutePath();
    start(tr("Making %1").arg(name), absolute,
          [path = toPath(absolute), called = name.toStdString()](Progress&, std::stop_token) {
              std::filesystem::create_directories(path.parent_path());
              return store::Workspace::create(path, called);
          });
}

void Session::openSample() {
    const QString folder = sampleFolder();
    start(tr("Opening the sample workspace"), folder, [path = toPath(folder)](Progress& progress, std::stop_token stop) {
        if (!store::Workspace::exists(path)) {
            std::filesystem::create_directories(path.parent_path());
            makeSample(path, progress, stop);
        }
        return openForWriting(path, progress, stop);
    });
}

void Session::closeWorkspace() {
    if (!m_handle && !m_opening) return;
    ++m_generation;
    m_jobs.cancelAll();
    flush();
    m_kept = {};
    m_settings.set(keys::workspace, QString());
    m_opening = m_loading = m_readOnly = false;
    m_handle.reset();
    m_folder.clear();
    m_name.clear();
    m_wanted.clear();
    m_datasets.clear();
    m_facts.reset();
    m_selection.reset();
    Q_EMIT workspaceChanged();
    Q_EMIT datasetsChanged();
    Q_EMIT factsChanged();
}

void Session::setDataset(const QString& name) {
    if (!dataset(name) || (m_facts && qs(m_facts->dataset.name) == name)) return;
    reload(name);
}

void Session::reload(const QString& datasetName) {
    if (!m_handle) return;
    const QString wanted = !datasetName.isEmpty() ? datasetName : current() ? qs(current()->name) : QString();
    m_wanted = wanted;
    m_loading = true;
    const quint64 generation = ++m_generation;
    struct Loaded {
        std::vector<DatasetInfo> datasets;
        FactsPtr facts;
        std::optional<Error> error;
    };
    m_jobs.start(
        tr("Loading numbers"),
        [handle = m_handle, wanted = wanted.toStdString()](Progress& progress, std::stop_token stop) {
            return handle->use([&](store::Workspace& workspace) {
                Loaded loaded;
                loaded.datasets = workspace.datasets();
                if (loaded.datasets.empty()) return loaded;
                const DatasetInfo* one = find(loaded.datasets, wanted);
                if (!one) one = &loaded.datasets.front();
                if (workspace.access() == store::Access::write) workspace.set_setting(current_dataset, one->name);
                try {
                    loaded.facts = loadFacts(workspace, *one, progress, stop);
                } catch (const Error& e) {
                    loaded.error = e;
                }
                return loaded;
            });
        },
        this,
        [this, generation](Loaded loaded) {
            if (generation != m_generation) return;
            m_loading = false;
            m_datasets = std::move(loaded.datasets);
            Q_EMIT datasetsChanged();
            setFacts(loaded.facts);
            if (loaded.error) Q_EMIT failed(*loaded.error);
        },
        [this, generation](const Error& error) {
            if (generation != m_generation) return;
            m_loading = false;
            if (error.code() != ErrorCode::cancelled) Q_EMIT failed(error);
        });
}

void Session::adopt(FactsPtr facts) {
    if (facts && !find(m_datasets, facts->dataset.name)) {
        m_datasets.push_back(facts->dataset);
        Q_EMIT datasetsChanged();
    }
    setFacts(std::move(facts));
}

void Session::setFacts(FactsPtr facts) {
    // Filters name values of a dataset; another one has others.
    const bool other = facts && (!m_facts || m_facts->dataset.id != facts->dataset.id);
    const bool fresh = other && !m_facts && m_selection.state() != SelectionState{};
    m_facts = withCurrency(std::move(facts), m_settings.get(keys::currency));
    applyNumberStyle();
    m_restoring = true;
    if (other && !fresh) m_selection.reset(selectionFrom(kept(QStringLiteral("selection")), m_facts->dataset));
    m_selection.setData(m_facts ? m_facts->dataset.dates : std::nullopt);
    m_restoring = false;
    Q_EMIT factsChanged();
}

QJsonObject Session::kept(const QString& name) const { return m_facts ? m_kept.of(m_facts->dataset.id, name) : QJsonObject(); }

void Session::keep(const QString& name, const QJsonObject& value) {
    if (!m_handle || m_readOnly || !m_facts) return;
    if (m_kept.set(m_facts->dataset.id, name, value)) m_keepLater.start();
}

void Session::flush() {
    if (!m_keepLater.isActive() && sender() != &m_keepLater) return;
    m_keepLater.stop();
    if (!m_handle || m_readOnly) return;
    m_jobs.start(
        tr("Keeping what was looked at"),
        [handle = m_handle, text = m_kept.text()](Progress&, std::stop_token) {
            handle->use([&](store::Workspace& workspace) { workspace.set_setting(kept_state, text); });
        },
        this, [] {},
        [](const Error&) {
            // Where a person was is worth no message: the next start begins at the defaults.
        });
}

Tongue Session::tongue() const {
    return tongueOf(m_language.isEmpty() ? m_settings.get(keys::language) : m_language, QLocale::system());
}

Language Session::language() const { return languageCode() == QLatin1String("fr") ? Language::fr : Language::en; }

void Session::setLanguage(const QString& code) {
    const Tongue before = tongue();
    m_settings.set(keys::language, code);
    m_language.clear();
    if (tongue().language == before.language && tongue().territory == before.territory) return;
    applyNumberStyle();
    Q_EMIT languageChanged();
}

void Session::overrideLanguage(const QString& code) {
    m_language = code;
    applyNumberStyle();
    Q_EMIT languageChanged();
}

void Session::applyNumberStyle() {
    const auto [decimal, group] = numberMarks(tongue());
    set_number_marks(decimal, group);
    setNumberStyle(NumberStyle::of(language(), m_facts ? m_facts->dataset.currency : std::string()));
}

} // namespace plumbline::ui
