// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/issues.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/audit/audit.h"
#include "core/base/format.h"
#include "core/registry/registry.h"
#include "ui/charts/theme.h"
#include "ui/session/reason_words.h"
#include "ui/session/wording.h"

namespace plumbline::ui {

namespace {

/// As found in the workspace, before it is put into words: those need the UI thread's language.
struct Found {
    struct Rejects {
        std::string dataset, file;
        int64_t snapshot, rows;
        std::vector<std::string> warnings;
    };
    struct Finding {
        std::string dataset, key, title;
        audit::Severity severity;
        std::optional<DateRange> days;
    };
    struct Model {
        std::string dataset;
    };
    std::vector<Rejects> rejects;
    std::vector<Finding> findings;
    std::vector<Model> models;
};

std::vector<std::string> warningsOf(const store::SnapshotInfo& snapshot) {
    const auto reading = nlohmann::json::parse(snapshot.reading, nullptr, false);
    std::vector<std::string> out;
    if (!reading.is_object() || !reading.contains("warnings") || !reading["warnings"].is_array()) return out;
    for (const auto& one : reading["warnings"])
        if (one.is_string()) out.push_back(one.get<std::string>());
    return out;
}

/// Imports that the numbers are made of: all since the last one that replaced everything.
std::vector<store::SnapshotInfo> currentSnapshots(std::vector<store::SnapshotInfo> all) {
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    size_t first = 0;
    for (size_t i = 0; i < all.size(); ++i)
        if (all[i].mode == "replace") first = i;
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first));
    return all;
}

Found look(store::Workspace& workspace, Language language) {
    Found found;
    const std::vector<DatasetInfo> datasets = workspace.datasets();
    for (const DatasetInfo& dataset : datasets) {
        for (const store::SnapshotInfo& s : currentSnapshots(workspace.snapshots(dataset.id)))
            if (auto warnings = warningsOf(s); s.rejected_rows > 0 || !warnings.empty())
                found.rejects.push_back({dataset.name, s.source, s.id, s.rejected_rows, std::move(warnings)});
        if (const auto report = audit::last_report(workspace, dataset))
            for (const audit::Finding* f : audit::open_findings(*report))
                found.findings.push_back({dataset.name, f->key, audit::title(*f, dataset, language), f->severity, f->days});
    }
    for (const registry::Model& model : registry::models(workspace)) {
        if (model.state != registry::State::champion || model.fingerprint.empty()) continue;
        for (const DatasetInfo& dataset : datasets)
            if (dataset.id == model.dataset_id && dataset.fingerprint != model.fingerprint)
                found.models.push_back({dataset.name});
    }
    return found;
}

int rank(Tone tone) { return tone == Tone::loss ? 0 : tone == Tone::warning ? 1 : 2; }

} // namespace

IssueList::IssueList(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &IssueList::reload);
    const auto later = [this] { m_later.start(); };
    connect(&session, &Session::workspaceChanged, this, later);
    connect(&session, &Session::factsChanged, this, later);
    connect(&session, &Session::languageChanged, this, later);
    connect(&session, &Session::recordsChanged, this, later);
    later();
}

int IssueList::pressing() const {
    return static_cast<int>(
        std::count_if(m_issues.begin(), m_issues.end(), [](const Issue& i) { return i.tone != Tone::muted; }));
}

void IssueList::reload() {
    const quint64 order = ++m_order;
    const auto handle = m_session.handle();
    if (!handle) {
        if (m_issues.empty()) return;
        m_issues.clear();
        Q_EMIT changed();
        return;
    }
    m_session.jobs().start(
        tr("Looking for open issues"),
        [handle, language = m_session.language()](Progress&, std::stop_token) {
            return handle->use([&](store::Workspace& workspace) { return look(workspace, language); });
        },
        this,
        [this, order](const Found& found) {
            if (order != m_order) return;
            const Language language = m_session.language();
            m_issues.clear();
            for (const Found::Rejects& r : found.rejects) {
                const int n = static_cast<int>(std::min<int64_t>(r.rows, 1000));
                if (r.rows > 0)
                    m_issues.push_back({Issue::Kind::import, Tone::warning,
                                        tr("%1 row(s) of %2 could not be read and were set aside.", nullptr, n)
                                            .arg(countText(r.rows), qs(r.file)),
                                        qs(r.dataset), QStringLiteral("data"), QStringLiteral("set_aside %1").arg(r.snapshot),
                                        qs(r.dataset)});
                for (const std::string& warning : r.warnings)
                    m_issues.push_back({Issue::Kind::import, Tone::muted,
                                        tr("%1: %2", "file, warning").arg(qs(r.file), reasonText(warning)), qs(r.dataset),
                                        QStringLiteral("data"), QStringLiteral("datasets"), qs(r.dataset)});
            }
            for (const Found::Finding& f : found.findings) {
                const Tone tone = f.severity == audit::Severity::blocker   ? Tone::loss
                                  : f.severity == audit::Severity::warning ? Tone::warning
                                                                           : Tone::muted;
                QString where = qs(f.dataset);
                if (f.days) where += QStringLiteral(", ") + qs(format_range(*f.days, language));
                m_issues.push_back({Issue::Kind::data, tone, qs(f.title), where, QStringLiteral("audit"),
                                    QStringLiteral("finding ") + qs(f.key), qs(f.dataset)});
            }
            for (const Found::Model& m : found.models)
                m_issues.push_back(
                    {Issue::Kind::model, Tone::warning,
                     tr("A model of %1 learnt from data that have changed since; train it anew.").arg(qs(m.dataset)),
                     qs(m.dataset), QStringLiteral("simulator"), QString(), qs(m.dataset)});
            std::stable_sort(m_issues.begin(), m_issues.end(),
                             [](const Issue& a, const Issue& b) { return rank(a.tone) < rank(b.tone); });
            Q_EMIT changed();
        },
        [](const Error&) {
            // What the workspace could not tell is told where it is used; the list stays as it was.
        });
}

} // namespace plumbline::ui
